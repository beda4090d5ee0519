import OpenAI from 'openai';
import { run, weather } from './common.mjs';

const client = (c) => new OpenAI({ apiKey: c.key, baseURL: `${c.baseUrl}/v1`, maxRetries: 0, timeout: 20_000 });
const messages = (c) => [{ role: 'user', content: c.prompt }];

await run({
  async chat(c, seen) {
    const r = await client(c).chat.completions.create({ model: c.model, messages: messages(c) });
    seen.text = r.choices[0].message.content;
    seen.finish = r.choices[0].finish_reason;
    seen.usage = r.usage;
  },
  async chat_stream(c, seen) {
    const stream = await client(c).chat.completions.create({ model: c.model, messages: messages(c), stream: true });
    for await (const chunk of stream) {
      seen.text += chunk.choices[0]?.delta?.content ?? '';
      seen.finish = chunk.choices[0]?.finish_reason ?? seen.finish;
      seen.usage = chunk.usage ?? seen.usage;
    }
  },
  async chat_stream_usage(c, seen) {
    const stream = await client(c).chat.completions.create({
      model: c.model, messages: messages(c), stream: true, stream_options: { include_usage: true },
    });
    for await (const chunk of stream) {
      seen.text += chunk.choices[0]?.delta?.content ?? '';
      seen.finish = chunk.choices[0]?.finish_reason ?? seen.finish;
      seen.usage = chunk.usage ?? seen.usage;
    }
  },
  async tool(c, seen) {
    const r = await client(c).chat.completions.create({ model: c.model, messages: messages(c), tools: [{ type: 'function', function: weather }] });
    seen.tools = r.choices[0].message.tool_calls.map((t) => ({ name: t.function.name, arguments: JSON.parse(t.function.arguments) }));
    seen.usage = r.usage;
  },
  async responses(c, seen) {
    const r = await client(c).responses.create({ model: c.model, input: c.prompt });
    seen.text = r.output_text;
    seen.finish = r.status;
    seen.usage = r.usage;
  },
  async responses_stream(c, seen) {
    const stream = await client(c).responses.create({ model: c.model, input: c.prompt, stream: true });
    for await (const event of stream) {
      if (event.type === 'response.output_text.delta') seen.text += event.delta;
      if (event.type === 'response.completed') {
        seen.finish = event.response.status;
        seen.usage = event.response.usage;
      }
    }
  },
  async embeddings(c, seen) {
    const r = await client(c).embeddings.create({ model: c.model, input: c.prompt, encoding_format: 'float' });
    seen.text = String(r.data[0].embedding.length);
    seen.usage = r.usage;
  },
  async models(c, seen) {
    for await (const model of client(c).models.list()) seen.text += `${model.id} `;
  },
});
