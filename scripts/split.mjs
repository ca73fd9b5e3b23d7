// Splits the compiled module into its parts, as the functions marked in the crate say (src/platform/parts.rs), and makes wasm-bindgen's
// glue for the first of them. Trunk has none of this, so scripts/pack.mjs calls it when Trunk is done.
//
// wasm-split-cli reads what the linker has left about addresses (build.rs), so it has to come before wasm-bindgen, and wasm-bindgen is
// run a second time, on the first part alone. It keeps the linker's exports: the other parts share its table and its stack.
//
// Binaryen makes each file smaller after that. What helps gzip on top of it is done in its text format.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { env } from "node:process";
import { root, run, stop } from "./run.mjs";

const COMPILED = resolve(root, env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/grant-lab.wasm");
const FOLDER = join(root, "target/split");
const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
/** A file of fewer octets, as the splitter writes it, goes into another. After Binaryen it has a third of them. */
const SMALL = 8192;
const NAMES = env.SPLIT_NAMES ? ["-g"] : [];
/** Streams for server functions, which Leptos brings and a page without a server has none of. */
const STREAMS = { exports: /^ \(export "(?:__wbg_)?intounderlying.*\n/gm, classes: /^export class IntoUnderlying\w+ \{\n.*?^\}\nif [^\n]*\n/gms };
/** What wasm-bindgen names after a hash, which does not compress, in the module and again in the glue. */
const HASHED = /\b\w+_h?[0-9a-f]{16}\b/g;

/**
 * Resolves to the paths of the glue, the first part and the others' files, and to the files that each other part consists of, by name.
 * With SPLIT_NAMES=1 functions keep their names.
 */
export async function split() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const [cut, bound] = [join(FOLDER, "cut"), join(FOLDER, "bound")];
  const told = await tool("wasm-split-cli", [COMPILED, cut, "--target", "web"]);
  // It goes on after such a warning, and leaves a part out.
  if (/no corresponding/i.test(told)) stop(`wasm-split-cli has left something out:\n${told.trim()}`);
  await tool("wasm-bindgen", [join(cut, "main.wasm"), "--target", "web", "--keep-lld-exports", "--no-typescript", "--out-dir", bound, "--out-name", "grant-lab"]);
  const parts = await gather(partsIn(readFileSync(join(cut, "__wasm_split.js"), "utf8")), cut);
  const glue = join(FOLDER, "grant-lab.js");
  writeFileSync(glue, await shorten(join(bound, "grant-lab_bg.wasm"), readFileSync(join(bound, "grant-lab.js"), "utf8")));
  const files = new Map([["first", join(FOLDER, "first.wasm")]]);
  await optimise(join(bound, "grant-lab_bg.wasm"), files.get("first"));
  for (const name of parts.files.keys()) files.set(name, join(FOLDER, `${name}.wasm`));
  // Binaryen's packages for Node use one core each.
  const waiting = [...parts.files];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await optimise(join(cut, next[1]), files.get(next[0]));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return { glue, files, parts: { first: ["first"], ...parts.parts } };
}

/**
 * Which files each part consists of, from the loader that wasm-split-cli writes; ours, parts.js, takes its place. A file that several
 * parts need is named after all of them.
 */
function partsIn(script) {
  const files = new Map();
  const shared = new Map();
  for (const [, names, chunk, path] of script.matchAll(/^\/\* ([\w, ]+) \*\/\nconst (__chunk_\d+) = makeLoad\(.*?"\.\/([\w-]+\.wasm)"/gms)) {
    const name = names.replaceAll(", ", "-");
    files.set(name, path);
    shared.set(chunk, name);
  }
  const parts = {};
  for (const [, part, own, chunks] of script.matchAll(/^export const __wasm_split_load_(\w+) = wrapAsyncCb\(makeLoad\((.*?), \[([\w, ]*)\]\)\);/gms)) {
    parts[part] = chunks.split(", ").filter(Boolean).map((chunk) => shared.get(chunk));
    const path = /"\.\/([\w-]+\.wasm)"/.exec(own)?.[1];
    if (!path) continue;
    files.set(part, path);
    parts[part].push(part);
  }
  const all = Object.values(parts).flat();
  if (all.length === 0 || all.includes(undefined)) stop("The loader that wasm-split-cli wrote is not as scripts/split.mjs expects it.");
  return { files, parts };
}

/**
 * Puts small files into others. The splitter makes a file for every set of parts that share something: of a hundred, two thirds hold next
 * to nothing, and each is a request. A small file goes into the one with the fewest parts that has all of its own parts, and those for which
 * there is none into one that all of their parts load. A part that would not have needed it loads some hundred octets more.
 */
async function gather({ files, parts }, cut) {
  const partsOf = (name) => name.split("-");
  const [small, large] = [[], []];
  for (const [name, path] of files) (statSync(join(cut, path)).size < SMALL ? small : large).push(name);
  const homes = new Map(large.map((name) => [name, [name]]));
  const homeless = small.filter((name) => {
    const fits = large.filter((other) => partsOf(name).every((part) => partsOf(other).includes(part)));
    fits.sort((a, b) => partsOf(a).length - partsOf(b).length || a.localeCompare(b));
    if (fits.length > 0) homes.get(fits[0]).push(name);
    return fits.length === 0;
  });
  if (homeless.length > 0) homes.set([...new Set(homeless.flatMap(partsOf))].join("-"), homeless);
  const home = new Map([...homes].flatMap(([name, all]) => all.map((one) => [one, name])));
  const gathered = new Map();
  for (const [name, all] of homes) {
    gathered.set(name, all.length === 1 ? files.get(name) : `gathered-${gathered.size}.wat`);
    if (all.length > 1) await merge(all.map((one) => join(cut, files.get(one))), join(cut, gathered.get(name)));
  }
  // Everything that bears a part's name is loaded with it, in the order of what it builds on: what the most parts share comes first.
  const loaded = (part) => [...gathered.keys()].filter((name) => partsOf(name).includes(part)).sort((a, b) => partsOf(b).length - partsOf(a).length);
  for (const [part, all] of Object.entries(parts)) {
    if (all.some((name) => !loaded(part).includes(home.get(name)))) stop(`The part ${part} would miss a file that was put into another.`);
  }
  return { files: gathered, parts: Object.fromEntries(Object.keys(parts).map((part) => [part, loaded(part)])) };
}

/** Makes one file of several. wasm-merge gives each its own memory and table, which are all the same ones of the first part. */
async function merge(from, to) {
  await binaryen("wasm-merge", ["--enable-multimemory", ...from.flatMap((path, index) => [path, `_${index}`]), "-o", `${to}.wasm`]);
  await binaryen("wasm-dis", ["--enable-multimemory", `${to}.wasm`, "-o", to]);
  const again = /^ \(import "__wasm_split" "(?:memory|__indirect_function_table)" \((?:memory|table) \$[mt]import\$[1-9]\d* .*\n/gm;
  writeFileSync(to, readFileSync(to, "utf8").replace(again, "").replace(/\$([mt]import)\$\d+/g, "$$$1$$0"));
}

/** Takes out of module and glue what nobody calls, and gives both short names for each other. Resolves to the glue; the module is written again. */
async function shorten(module, glue) {
  const names = new Map();
  const short = (name) => names.get(name) ?? names.set(name, `$${names.size.toString(36)}`).get(name);
  const text = `${module}.wat`;
  await binaryen("wasm-dis", [module, "-o", text]);
  const named = readFileSync(text, "utf8").replace(STREAMS.exports, "").replace(/^ \((?:import|export) .*/gm, (field) => field.replace(HASHED, short));
  writeFileSync(text, named);
  await binaryen("wasm-as", [text, ...NAMES, "-o", module]);
  return glue.replace(STREAMS.classes, "").replace(HASHED, (name) => names.get(name) ?? name);
}

/**
 * Makes a file as small as it gets under gzip. Functions of one signature lie together in the order of their length: the more alike two
 * are, the nearer (3 % less). No address below 1024 is ever valid, there is the end of the stack (1 % less). Without local-cse functions
 * look more alike (0.5 % less).
 */
async function optimise(from, to) {
  const smaller = ["-Oz", "--low-memory-unused", "--skip-pass=local-cse", ...NAMES];
  await binaryen("wasm-opt", [from, ...smaller, "-o", to]);
  const text = `${to}.wat`;
  await binaryen("wasm-dis", [to, "-o", text]);
  const [head, ...fields] = readFileSync(text, "utf8").trimEnd().slice(0, -1).trimEnd().split(/\n (?=\()/);
  const isFunction = (field) => field.startsWith("(func ");
  const functions = fields.filter(isFunction).map((field) => ({ field, signature: signature(field) }));
  functions.sort((a, b) => a.signature.localeCompare(b.signature) || a.field.length - b.field.length);
  const ordered = [head, ...fields.filter((field) => !isFunction(field)), ...functions.map(({ field }) => field)];
  writeFileSync(text, `${ordered.join("\n ")}\n)\n`);
  await binaryen("wasm-opt", [text, ...smaller, "-o", to]);
  rmSync(text);
}

/** The types of a function's parameters and results, from its text. */
function signature(field) {
  const [head] = field.split("\n", 1);
  return [...head.matchAll(/\((param|result) (?:\$\S+ )?([^)]+)\)/g)].map(([, kind, type]) => `${kind} ${type}`).join();
}

async function binaryen(name, args) {
  const features = ["--mvp-features", ...FEATURES.map((feature) => `--enable-${feature}`)];
  await tool("node", [join(root, "scripts/node_modules/binaryen/bin", name), ...features, ...args]);
}

/** Resolves to what the tool said. */
async function tool(name, args) {
  const done = await run(name, args, { log: `target/setup/${name}.log` });
  if (done.code !== 0) stop(`${name} could not do its part of the splitting:\n${done.output.trim().split("\n").slice(-8).join("\n")}`);
  return done.output;
}
