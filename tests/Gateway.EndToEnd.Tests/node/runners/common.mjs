// Reads calls as JSON from standard input, runs them one after the other and prints what came of each as JSON.
// A call: { name, op, baseUrl, key, model, prompt }. A result: { name, text, usage, tools, finish, error }.

export const weather = {
  name: 'get_weather',
  description: 'The weather in a city.',
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false },
};

// What a program sees of an exception, in the SDK's own terms: class, status and code wherever that SDK keeps them.
export function describe(error) {
  const body = error?.error?.error ?? error?.error ?? {};
  const cause = error?.cause;
  return {
    class: error?.constructor?.name ?? typeof error,
    status: error?.status ?? error?.statusCode ?? error?.$metadata?.httpStatusCode ?? null,
    code: error?.code ?? body?.code ?? error?.lc_error_code ?? null,
    type: error?.type ?? body?.type ?? null,
    message: String(error?.message ?? error).slice(0, 600),
    body: typeof error?.responseBody === 'string' ? error.responseBody.slice(0, 600) : JSON.stringify(error?.error ?? null),
    cause: cause ? { class: cause?.constructor?.name ?? typeof cause, code: cause?.code ?? null, message: String(cause?.message ?? cause).slice(0, 200) } : null,
  };
}

export async function run(ops) {
  let input = '';
  for await (const chunk of process.stdin) input += chunk;
  const results = [];
  for (const call of JSON.parse(input)) {
    const op = ops[call.op];
    if (!op) throw new Error(`no such operation: ${call.op}`);
    // What was received before an exception is kept: a cut stream delivers something first.
    const seen = { name: call.name, text: '', usage: null, tools: [], finish: null, error: null };
    try {
      await op(call, seen);
    } catch (error) {
      seen.error = describe(error);
    }
    results.push(seen);
  }
  process.stdout.write(JSON.stringify(results) + '\n');
}
