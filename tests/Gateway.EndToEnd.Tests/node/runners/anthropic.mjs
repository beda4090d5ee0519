// The version of the SDK is an argument: two are installed side by side.
import { run, weather } from './common.mjs';

const { default: Anthropic } = await import(process.argv[2]);
const client = (c) => new Anthropic({ apiKey: c.key, baseURL: c.baseUrl, maxRetries: 0, timeout: 20_000 });
const request = (c) => ({ model: c.model, max_tokens: 200, messages: [{ role: 'user', content: c.prompt }] });

function keep(message, seen) {
  seen.text = message.content.filter((b) => b.type === 'text').map((b) => b.text).join('');
  seen.tools = message.content.filter((b) => b.type === 'tool_use').map((b) => ({ name: b.name, arguments: b.input }));
  seen.finish = message.stop_reason;
  seen.usage = message.usage;
}

await run({
  async messages(c, seen) {
    keep(await client(c).messages.create(request(c)), seen);
  },
  async tool(c, seen) {
    const { name, description, parameters } = weather;
    keep(await client(c).messages.create({ ...request(c), tools: [{ name, description, input_schema: parameters }] }), seen);
  },
  // The raw events, as they come.
  async messages_stream(c, seen) {
    const stream = await client(c).messages.create({ ...request(c), stream: true });
    for await (const event of stream) {
      if (event.type === 'content_block_delta') seen.text += event.delta.text;
      if (event.type === 'message_delta') {
        seen.finish = event.delta.stop_reason;
        seen.usage = event.usage;
      }
    }
  },
  // The SDK's own accumulator.
  async messages_final(c, seen) {
    const stream = client(c).messages.stream(request(c));
    stream.on('text', (text) => { seen.text += text; });
    keep(await stream.finalMessage(), seen);
  },
});
