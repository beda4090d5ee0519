#!/usr/bin/env node
// Makes src/Gateway.Admin/Prices/prices.json anew: node scripts/refresh-prices.mjs [--as-of YYYY-MM-DD]
//
// Prices, match rules and context windows come from npm @pydantic/genai-prices (MIT), maximum output tokens from npm
// @mariozechner/pi-ai (MIT). Both versions are pinned below and recorded in the file. The result is checked against the
// source's own calculator: every name in the file must cost what the source says it costs, or the script fails.
//
// Where the source knows more than an entry can hold, the entry takes the dearer reading, so that a limit holds:
// hours with a discount are ignored; models that speak or paint are priced at their dearest output (and, if they speak,
// input) token; a price with more than six decimals is rounded up.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PRICES = { package: '@pydantic/genai-prices', version: '0.1.8', license: 'MIT', gives: 'prices, match rules, context windows' };
const LIMITS = { package: '@mariozechner/pi-ai', version: '0.73.1', license: 'MIT', gives: 'maximum output tokens' };

// Their name for a provider -> [our name, the other list's name].
const PROVIDERS = {
  openai: ['openai', 'openai'], anthropic: ['anthropic', 'anthropic'], google: ['google', 'google'],
  aws: ['aws', 'amazon-bedrock'], azure: ['azure', 'azure-openai-responses'], cerebras: ['cerebras', 'cerebras'],
  cohere: ['cohere', null], deepseek: ['deepseek', 'deepseek'], fireworks: ['fireworks', 'fireworks'], groq: ['groq', 'groq'],
  minimax: ['minimax', 'minimax'], mistral: ['mistral', 'mistral'], moonshotai: ['moonshotai', 'moonshotai'],
  openrouter: ['openrouter', 'openrouter'], perplexity: ['perplexity', null], together: ['together', null],
  voyageai: ['voyageai', null], 'x-ai': ['xai', 'xai'], zai: ['zai', 'zai'],
};

const target = join(dirname(fileURLToPath(import.meta.url)), '../src/Gateway.Admin/Prices/prices.json');
const flag = process.argv.indexOf('--as-of');
const asOf = flag > 0 ? process.argv[flag + 1] : new Date().toISOString().slice(0, 10);
const work = mkdtempSync(join(tmpdir(), 'prices-'));
try {
  writeFileSync(target, await make());
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function make() {
  const genai = await load(PRICES, 'dist/index.js');
  const { MODELS } = await load(LIMITS, 'dist/models.generated.js');
  const source = await genai.waitForUpdate();
  const models = new Map();
  const fallbacks = {};
  for (const provider of source) {
    if (!PROVIDERS[provider.id]) continue;
    const [name, other] = PROVIDERS[provider.id];
    const heirs = (provider.fallback_model_providers ?? []).map(id => PROVIDERS[id]?.[0]).filter(Boolean);
    if (heirs.length) fallbacks[name] = heirs;
    for (const [key, entry] of entries(provider, name, MODELS[other] ?? {})) models.set(key, entry);
  }
  models.set('echo/echo-1', { input: '1', output: '4', context_window: 128000, max_output: 4096 });
  check(models, genai);
  const head = { schema: 1, currency: 'USD', unit: 'per million tokens', as_of: asOf, sources: [PRICES, LIMITS], fallbacks };
  const lines = [...models].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => `    ${JSON.stringify(key)}: ${JSON.stringify(entry)}`);
  console.log(`${lines.length} models of ${new Set([...models.keys()].map(k => k.split('/')[0])).size} providers`);
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "models": {\n${lines.join(',\n')}\n  }\n}\n`;
}

async function load({ package: name, version }, file) {
  const tarball = execFileSync('npm', ['pack', '--silent', `${name}@${version}`], { cwd: work, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  const folder = join(work, name.replace('/', '+'));
  execFileSync('mkdir', [folder]);
  execFileSync('tar', ['xzf', join(work, tarball), '-C', folder]);
  const manifest = JSON.parse(readFileSync(join(folder, 'package/package.json'), 'utf8'));
  if (manifest.version !== version || manifest.license !== 'MIT') throw new Error(`${name} is not the pinned MIT version`);
  return import(pathToFileURL(join(folder, 'package', file)));
}

function* entries(provider, name, limits) {
  const taken = new Map();
  for (const model of provider.models) {
    const { names, except } = rules(model.match);
    const id = model.id.toLowerCase();
    const price = priceOf(model, asOf);
    // The source's first match wins; a name already given away is left to its owner.
    const match = names.filter(n => n !== id && !taken.has(n));
    for (const n of [id, ...match]) if (!taken.has(n)) taken.set(n, id);
    if (!price) continue;
    if (taken.get(id) !== id) throw new Error(`${name}/${id} stands twice`);
    const entry = { ...price };
    if (match.length) entry.match = match;
    if (except.length) entry.except = except;
    if (model.context_window) entry.context_window = model.context_window;
    const longest = Math.max(0, ...Object.values(limits)
      .filter(m => m.maxTokens > 0 && [id, ...match].some(p => matches(p, m.id.toLowerCase()) && !except.some(e => matches(e, m.id.toLowerCase()))))
      .map(m => m.maxTokens));
    if (longest) entry.max_output = longest;
    if (longest > entry.context_window) entry.context_window = longest;
    yield [`${name}/${id}`, entry];
  }
}

// Their rules as globs: '*' is any run of characters, '#' one digit.
function rules(match) {
  const names = [], except = [];
  (function walk(rule) {
    const [[kind, value]] = Object.entries(rule);
    if (kind === 'or') value.forEach(walk);
    else if (kind === 'and') {
      value.forEach(part => {
        if (part.regex === '^(?!.*-[tT][tT][sS](?:$|-))') except.push('*-tts', '*-tts-*');
        else walk(part);
      });
    } else if (kind === 'equals') names.push(plain(value));
    else if (kind === 'starts_with') names.push(`${plain(value)}*`);
    else if (kind === 'ends_with') names.push(`*${plain(value)}`);
    else if (kind === 'contains') names.push(`*${plain(value)}*`);
    else if (kind === 'regex') names.push(globOf(value));
    else throw new Error(`unknown rule ${kind}`);
  })(match);
  return { names: [...new Set(names)], except: [...new Set(except)] };
}

function plain(text) {
  if (/[*#]/.test(text)) throw new Error(`${text} holds a wildcard`);
  return text.toLowerCase();
}

function globOf(regex) {
  const open = !regex.endsWith('$');
  const glob = regex.replace(/^\^|\$$/g, '').replace(/\\d\{(\d)\}/g, (_, n) => '#'.repeat(+n)).replace(/\\d/g, '#').replace(/\\\./g, '.');
  if (!regex.startsWith('^') || /[\\()[\]{}?+|^$]/.test(glob)) throw new Error(`no glob for ${regex}`);
  return (open ? `${glob}*` : glob).toLowerCase();
}

function matches(glob, text) {
  return new RegExp(`^${glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('#', '\\d')}$`).test(text);
}

function priceOf(model, date) {
  if (!Array.isArray(model.prices)) return entryOf(model.prices);
  const started = model.prices.filter(p => p.constraint?.type !== 'time_of_date' && (p.constraint?.start_date ?? '') <= date);
  const current = started.at(-1)?.prices;
  const hours = model.prices.filter(p => p.constraint?.type === 'time_of_date').map(p => p.prices);
  return [current, ...hours].filter(Boolean).map(entryOf).reduce((a, b) => (Number(b.output) > Number(a.output) ? b : a));
}

function entryOf(prices) {
  const dearest = (keys) => keys.map(k => prices[k]).filter(v => v !== undefined).reduce((a, b) => (a === undefined || top(b) > top(a) ? b : a), undefined);
  const speaks = prices.output_audio_mtok !== undefined;
  const parts = {
    input: speaks ? dearest(['input_mtok', 'input_audio_mtok', 'input_image_mtok']) : prices.input_mtok,
    output: dearest(['output_mtok', 'output_audio_mtok', 'output_image_mtok', 'output_video_mtok', 'output_citation_mtok']),
    cached_input: speaks ? dearest(['cache_read_mtok', 'cache_audio_read_mtok', 'cache_image_read_mtok']) : prices.cache_read_mtok,
    cache_write: prices.cache_write_mtok,
    cache_write_1h: prices.cache_write_1h_mtok,
    reasoning: prices.output_reasoning_mtok,
  };
  if (parts.input === undefined && parts.output === undefined) return null;
  parts.input ??= 0;
  parts.output ??= 0;
  const entry = {}, starts = new Set();
  if (prices.requests_kcount) entry.thousand_requests = decimal(prices.requests_kcount);
  for (const [key, value] of Object.entries(parts)) {
    if (value === undefined) continue;
    entry[key] = decimal(value.base ?? value);
    value.tiers?.forEach(t => starts.add(t.start));
  }
  if (starts.size) {
    entry.tiers = [...starts].sort((a, b) => a - b).map(start => {
      const tier = { above: start };
      for (const [key, value] of Object.entries(parts)) if (value !== undefined) tier[key] = decimal(at(value, start));
      return tier;
    });
  }
  return entry;
}

function top(value) {
  return Math.max(value.base ?? value, ...(value.tiers ?? []).map(t => t.price));
}

function at(value, start) {
  return (value.tiers ?? []).filter(t => t.start <= start).at(-1)?.price ?? value.base ?? value;
}

// The source holds binary fractions; their shortest decimal form is the published price.
function decimal(number) {
  const [whole, fraction = ''] = number.toFixed(12).split('.');
  const digits = String(number).includes('e') ? fraction : (String(number).split('.')[1] ?? '');
  let scaled = BigInt(whole) * 1000000n + BigInt(digits.slice(0, 6).padEnd(6, '0'));
  if (/[1-9]/.test(digits.slice(6))) scaled++;
  const text = String(scaled).padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '');
}

// Every name in the file, and a sample of every glob, must find the price that the source itself finds.
function check(models, genai) {
  const timestamp = new Date(`${asOf}T12:00:00Z`);
  let checked = 0;
  for (const [theirs, [ours]] of Object.entries(PROVIDERS)) {
    const own = [...models].filter(([key]) => key.startsWith(`${ours}/`)).map(([key, entry]) => [key.slice(ours.length + 1), entry]);
    for (const [id, entry] of own) {
      for (const rule of [id, ...(entry.match ?? [])]) {
        const name = rule.replaceAll('*', rule.startsWith('*') ? 'x.' : '-x').replaceAll('#', '7');
        const found = find(own, name);
        const known = genai.calcPrice({ input_tokens: 0, output_tokens: 0 }, name, { providerId: theirs, timestamp });
        if (!known) continue;
        const expected = priceOf(known.model, asOf);
        if (JSON.stringify(expected) !== JSON.stringify(priceFields(found))) {
          throw new Error(`${ours}/${name}: source ${JSON.stringify(expected)}, file ${JSON.stringify(found)}`);
        }
        checked++;
      }
    }
  }
  console.log(`${checked} names cost what the source says`);
}

// The table's own order: exact names first, then the glob with the most literal characters, then the order of the file.
function find(own, name) {
  const sorted = [...own].sort(([a], [b]) => (a < b ? -1 : 1));
  const exact = sorted.find(([id, entry]) => id === name || entry.match?.includes(name));
  if (exact) return exact[1];
  let best, length = -1;
  for (const [, entry] of sorted) {
    if (entry.except?.some(e => matches(e, name))) continue;
    for (const glob of (entry.match ?? []).filter(m => /[*#]/.test(m) && matches(m, name))) {
      const literal = glob.replaceAll('*', '').length;
      if (literal > length) [best, length] = [entry, literal];
    }
  }
  return best;
}

function priceFields(entry) {
  if (!entry) return null;
  const { match, except, context_window, max_output, ...prices } = entry;
  return prices;
}
