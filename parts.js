// Loads the module in its parts, for the page (boot.js) and for programs (grant-lab.js), in browsers and in Node.
//
// A source: scripts/pack.mjs writes the names of the built files, which carry hashes, into it. The first part starts the page; the glue
// calls the others' loaders here when Rust first needs them (src/platform/parts.rs). A part that did not come is asked for again by the
// next who needs it.

/** The files of each part; a build in one part has no others. */
const PARTS = {}; // Filled in by the build.
/** What is said when a file did not come, from src/content/<lang>/shell.json. */
const WORDS = {}; // Filled in by the build, too.

/** How long a server may take to begin its answer, and to end it, in milliseconds. */
const [BEGIN, END] = [20_000, 120_000];

/**
 * Empty, or `?again=1` and so on: glue and this file belong to one instance of the module for ever, so another instance has both once more,
 * under this query.
 */
const AGAIN = new URL(import.meta.url).search;

let first; // What the first part exports, once it runs.
let failure = "";
const compiled = new Map();
const running = new Map();
const failed = new Set();

/** Starts the first part, and resolves to what wasm-bindgen's glue exports. */
export async function open() {
  const glue = import(`./GLUE.js${AGAIN}`);
  glue.catch(() => {}); // Told below; the other file may fail first.
  const module = await compile(PARTS.first[0]);
  const { default: initialise, ...exports } = await glue.catch((error) => {
    throw Object.assign(new Error(notLoaded(error)), { script: new URL("./GLUE.js", import.meta.url).href });
  });
  first = await initialise({ module_or_path: module });
  return exports;
}

/** Fetches a part before it is needed, and resolves when that has ended. Whoever needs it says what is wrong, if something is. */
export function prefetch(part) {
  return Promise.allSettled((PARTS[part] ?? []).map(compile));
}

export const __wasm_split_load_run = loader("run");
export const __wasm_split_load_messages = loader("messages");
export const __wasm_split_load_answer = loader("answer");
export const __wasm_split_load_atlas = loader("atlas");
export const __wasm_split_load_players = loader("players");
export const __wasm_split_load_decode = loader("decode");
export const __wasm_split_load_tools = loader("tools");
export const __wasm_split_load_build = loader("build");
export const __wasm_split_load_areas = loader("areas");
export const __wasm_split_load_facts = loader("facts");
export const __wasm_split_load_own = loader("own");
export const __wasm_split_load_host = loader("host");
export const __wasm_split_load_paste = loader("paste");
export const __wasm_split_load_api = loader("api");
export const __wasm_split_load_inspect = loader("inspect");
export const __wasm_split_load_play = loader("play");

/** Why the last part that was asked for did not come. */
export const reason = () => failure;

/** What the glue calls: `callback` is a slot of the function table, to be called once with `data` and whether the part runs. */
function loader(part) {
  return async (callback, data) => {
    let isHere = true;
    try {
      await Promise.all(PARTS[part].map(run));
    } catch (error) {
      failure = error.message;
      isHere = false;
    }
    first.__indirect_function_table.get(callback)(data, isHere);
  };
}

const run = (file) => once(running, file, async () => WebAssembly.instantiate(await compile(file), { __wasm_split: first }));
const compile = (file) => once(compiled, file, () => fetchModule(file));

/** The promise of this name; what failed is forgotten. */
function once(promises, name, make) {
  if (!promises.has(name)) {
    const promise = make();
    promises.set(name, promise);
    promise.catch(() => promises.delete(name));
  }
  return promises.get(name);
}

/** Fetches and compiles a file. Errors are sentences for the reader, without what to do: that differs between those who show them. */
async function fetchModule(file) {
  const address = new URL(file, import.meta.url);
  if (address.protocol === "file:") return WebAssembly.compile(await octetsFromDisk(address));
  const abort = new AbortController();
  const [begin, end] = [BEGIN, END].map((time) => setTimeout(() => abort.abort(), time));
  try {
    // What did not do is not taken from the browser's cache again.
    const response = await fetch(address, { signal: abort.signal, cache: failed.has(file) ? "reload" : "default" });
    clearTimeout(begin);
    return await moduleOf(response, file);
  } catch (error) {
    failed.add(file);
    if (abort.signal.aborted) throw new Error(fill(WORDS.late, { file }));
    throw error instanceof TypeError ? new Error(notLoaded(error)) : error;
  } finally {
    clearTimeout(begin);
    clearTimeout(end);
  }
}

async function moduleOf(response, file) {
  if (!response.ok) throw new Error(fill(response.status === 404 ? WORDS.missing : WORDS.status, { file, status: response.status }));
  const type = response.headers.get("content-type") ?? "";
  try {
    // Where the server names the right type, to the letter, it is compiled while it comes: with a parameter, as in `; charset=utf-8`, no
    // engine takes it, and in other letters Node does not.
    if (type === "application/wasm") return await WebAssembly.compileStreaming(response);
    const octets = await response.arrayBuffer();
    const start = new TextDecoder().decode(octets.slice(0, 64));
    if (/^\s*</.test(start)) throw new Error(webPage(file));
    return await WebAssembly.compile(octets);
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error;
    throw new Error(fill(WORDS.changed, { file }));
  }
}

const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

const notLoaded = (error) => fill(WORDS.not_loaded, { reason: error.message });

const webPage = (file) => fill(WORDS.web_page, { file });

/** What a file beside the page's holds, in Node. */
export async function octetsFromDisk(address) {
  // Named where bundlers for browsers do not look for it.
  const name = "node:fs/promises";
  const { readFile } = await import(/* @vite-ignore */ /* webpackIgnore: true */ name);
  return readFile(address);
}
