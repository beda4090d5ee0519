import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { HumanMessage, createAgent, tool } from 'langchain';
import { run, weather } from './common.mjs';

const model = (c, more = {}) => new ChatOpenAI({
  model: c.model, apiKey: c.key, maxRetries: 0, timeout: 20_000, configuration: { baseURL: `${c.baseUrl}/v1` }, ...more,
});

async function invoke(chat, c, seen) {
  const r = await chat.invoke([new HumanMessage(c.prompt)]);
  seen.text = r.text;
  seen.finish = r.response_metadata?.finish_reason ?? r.response_metadata?.status ?? null;
  seen.usage = r.usage_metadata;
}

async function stream(chat, c, seen) {
  for await (const chunk of await chat.stream([new HumanMessage(c.prompt)])) {
    seen.text += chunk.text;
    seen.finish = chunk.response_metadata?.finish_reason ?? chunk.response_metadata?.status ?? seen.finish;
    seen.usage = chunk.usage_metadata ?? seen.usage;
  }
}

await run({
  chat: (c, seen) => invoke(model(c), c, seen),
  chat_stream: (c, seen) => stream(model(c), c, seen),
  responses: (c, seen) => invoke(model(c, { useResponsesApi: true }), c, seen),
  responses_stream: (c, seen) => stream(model(c, { useResponsesApi: true }), c, seen),
  async embeddings(c, seen) {
    const embeddings = new OpenAIEmbeddings({ model: c.model, apiKey: c.key, maxRetries: 0, encodingFormat: 'float', configuration: { baseURL: `${c.baseUrl}/v1` } });
    seen.text = String((await embeddings.embedQuery(c.prompt)).length);
  },
  async tool(c, seen) {
    const r = await model(c).bindTools([{ type: 'function', function: weather }]).invoke([new HumanMessage(c.prompt)]);
    seen.tools = r.tool_calls.map((t) => ({ name: t.name, arguments: t.args }));
    seen.usage = r.usage_metadata;
  },
  // langchain's agent on top: one turn without a tool call.
  async agent(c, seen) {
    const echo = tool(async ({ city }) => city, { name: weather.name, description: weather.description, schema: weather.parameters });
    const r = await createAgent({ model: model(c), tools: [echo] }).invoke({ messages: [{ role: 'user', content: c.prompt }] });
    seen.text = r.messages.at(-1).text;
    seen.usage = r.messages.at(-1).usage_metadata;
  },
});
