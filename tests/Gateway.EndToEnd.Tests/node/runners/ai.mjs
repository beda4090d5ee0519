import { createOpenAI } from '@ai-sdk/openai';
import { embed, generateText, jsonSchema, streamText, tool } from 'ai';
import { run, weather } from './common.mjs';

const provider = (c) => createOpenAI({ apiKey: c.key, baseURL: `${c.baseUrl}/v1` });
const common = (c) => ({ prompt: c.prompt, maxRetries: 0 });

async function generate(model, c, seen) {
  const r = await generateText({ model, ...common(c) });
  seen.text = r.text;
  seen.finish = r.finishReason;
  seen.usage = r.usage;
}

// An error arrives as a part of the stream and by onError; nothing is thrown where the parts are read.
async function stream(model, c, seen) {
  const r = streamText({ model, ...common(c), onError() {} });
  for await (const part of r.fullStream) {
    if (part.type === 'text-delta') seen.text += part.text;
    if (part.type === 'finish') {
      seen.finish = part.finishReason;
      seen.usage = part.totalUsage;
    }
    if (part.type === 'error') throw part.error;
  }
}

await run({
  chat: (c, seen) => generate(provider(c).chat(c.model), c, seen),
  chat_stream: (c, seen) => stream(provider(c).chat(c.model), c, seen),
  responses: (c, seen) => generate(provider(c).responses(c.model), c, seen),
  responses_stream: (c, seen) => stream(provider(c).responses(c.model), c, seen),
  async embeddings(c, seen) {
    const r = await embed({ model: provider(c).embedding(c.model), value: c.prompt, maxRetries: 0 });
    seen.text = String(r.embedding.length);
    seen.usage = r.usage;
  },
  async tool(c, seen) {
    const { description, parameters } = weather;
    const r = await generateText({
      model: provider(c).chat(c.model), ...common(c), tools: { get_weather: tool({ description, inputSchema: jsonSchema(parameters) }) },
    });
    seen.tools = r.toolCalls.map((t) => ({ name: t.toolName, arguments: t.input }));
    seen.usage = r.usage;
  },
});
