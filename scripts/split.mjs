// Splits the compiled module into its parts, as the functions marked in the crate say (src/platform/parts.rs), and makes wasm-bindgen's
// glue for the first of them. Trunk has none of this, so scripts/pack.mjs calls it when Trunk is done.
//
// wasm-split-cli reads what the linker has left about addresses (build.rs), so it has to come before wasm-bindgen, and wasm-bindgen is
// run a second time, on the first part alone. It keeps the linker's exports: the other parts share its table and its stack.
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { env } from "node:process";
import { root, run, stop } from "./run.mjs";

const COMPILED = resolve(root, env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/grant-lab.wasm");
const FOLDER = join(root, "target/split");
const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
const NAMES = env.SPLIT_NAMES ? ["-g"] : [];

/**
 * Resolves to the paths of the glue, the first part and the others' files, and to the files that each other part consists of, by name.
 * With SPLIT_NAMES=1 functions keep their names.
 */
export async function split() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const [cut, bound] = [join(FOLDER, "cut"), join(FOLDER, "bound")];
  await tool("wasm-split-cli", [COMPILED, cut, "--target", "web"]);
  await tool("wasm-bindgen", [join(cut, "main.wasm"), "--target", "web", "--keep-lld-exports", "--no-typescript", "--out-dir", bound, "--out-name", "grant-lab"]);
  const parts = partsIn(readFileSync(join(cut, "__wasm_split.js"), "utf8"));
  const files = new Map([["first", join(FOLDER, "first.wasm")]]);
  await optimise(join(bound, "grant-lab_bg.wasm"), files.get("first"));
  for (const [name, path] of parts.files) {
    files.set(name, join(FOLDER, `${name}.wasm`));
    await optimise(join(cut, path), files.get(name));
  }
  return { glue: join(bound, "grant-lab.js"), files, parts: { first: ["first"], ...parts.parts } };
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

async function optimise(from, to) {
  const features = ["--mvp-features", ...FEATURES.map((feature) => `--enable-${feature}`)];
  await tool("node", [join(root, "scripts/node_modules/binaryen/bin/wasm-opt"), from, "-Oz", "--strip-producers", ...features, ...NAMES, "-o", to]);
}

async function tool(name, args) {
  const done = await run(name, args, { log: `target/setup/${name}.log` });
  if (done.code !== 0) stop(`${name} could not do its part of the splitting:\n${done.output.trim().split("\n").slice(-8).join("\n")}`);
}
