// Writes THIRD-PARTY-NOTICES.txt: the crates that the page consists of, each with its licence and that one's text. `make notices`, when one
// of them has changed; the file is kept, and tests/notices.rs tells when it is old.
//
// cargo-about finds the texts and refuses licences that about.toml does not accept. It counts crates that only the compiler runs (proc macros)
// too; what is in the page says Cargo.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { env, root, say, stop } from "./run.mjs";
import { need } from "./tools.mjs";

const TOOL = { name: "cargo-about", crate: "cargo-about", binary: "cargo-about", version: "0.9.3", features: "cli" };
const FILE = "THIRD-PARTY-NOTICES.txt";
const TREE = ["tree", "--locked", "--edges", "normal,no-proc-macro", "--target", "wasm32-unknown-unknown", "--prefix", "none", "--format", "{p}"];
const HEAD = `Grant Lab is MIT OR Apache-2.0, see LICENSE. Its WebAssembly modules hold the Rust crates below, each under the licence
that its text belongs to, and Rust's standard library (https://www.rust-lang.org, MIT OR Apache-2.0, The Rust Project
Developers), whose licence texts are those of the same names below.
`;
const LINE = "-".repeat(100);

/** What a tool of Cargo's says. */
function told(args) {
  const { status, stdout, stderr } = spawnSync("cargo", args, { cwd: root, env, encoding: "utf8", maxBuffer: 1 << 28 });
  return status === 0 ? stdout : stop(`cargo ${args[0]} failed:\n${stderr.trim().split("\n").slice(-20).join("\n")}`);
}

await need(TOOL);
const linked = new Set(told(TREE).trim().split("\n").map((line) => line.split(" ").slice(0, 2).join(" ")));
const { licenses } = JSON.parse(told(["about", "generate", "--locked", "--offline", "--fail", "--format", "json"]));
const nameOf = ({ crate }) => `${crate.name} v${crate.version}`;
const texts = licenses
  .map(({ id, text, used_by }) => ({ id, text: text.replaceAll("\r\n", "\n").trimEnd(), crates: used_by.map(nameOf).filter((name) => linked.has(name)).sort() }))
  .filter(({ crates }) => crates.length > 0)
  .sort((a, b) => (a.crates[0] < b.crates[0] ? -1 : 1));
const named = new Set(texts.flatMap(({ crates }) => crates));
const without = [...linked].filter((name) => !named.has(name) && !name.startsWith("grant-lab "));
if (without.length > 0) stop(`cargo-about has no licence for ${without.join(", ")}.`);
const parts = texts.map(({ id, text, crates }) => `${id}: ${crates.join(", ")}\n\n${text}\n`);
writeFileSync(join(root, FILE), [HEAD, ...parts].join(`\n${LINE}\n\n`));
say(`${FILE}: ${named.size} crates, ${texts.length} texts.`);
