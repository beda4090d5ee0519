import { GoogleGenAI } from '@google/genai';
import { run, weather } from './common.mjs';

const client = (c) => new GoogleGenAI({ apiKey: c.key, httpOptions: { baseUrl: c.baseUrl, timeout: 20_000, retryOptions: { attempts: 1 } } });

await run({
  async generate(c, seen) {
    const r = await client(c).models.generateContent({ model: c.model, contents: c.prompt });
    seen.text = r.text;
    seen.finish = r.candidates[0].finishReason;
    seen.usage = r.usageMetadata;
  },
  async generate_stream(c, seen) {
    for await (const chunk of await client(c).models.generateContentStream({ model: c.model, contents: c.prompt })) {
      seen.text += chunk.text ?? '';
      seen.finish = chunk.candidates?.[0]?.finishReason ?? seen.finish;
      seen.usage = chunk.usageMetadata ?? seen.usage;
    }
  },
  async tool(c, seen) {
    const { name, description } = weather;
    const parameters = { type: 'OBJECT', properties: { city: { type: 'STRING' } }, required: ['city'] };
    const r = await client(c).models.generateContent({
      model: c.model, contents: c.prompt, config: { tools: [{ functionDeclarations: [{ name, description, parameters }] }] },
    });
    seen.tools = r.functionCalls.map((t) => ({ name: t.name, arguments: t.args }));
    seen.usage = r.usageMetadata;
  },
});
