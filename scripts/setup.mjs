// Gets ready what a build needs: checks the prerequisites, then puts Trunk, the wasm-bindgen CLI and wasm-split-cli into .tools/, and
// Binaryen and Terser into scripts/node_modules/.
//
// Versions are pinned where the tools themselves look: Trunk's in Trunk.toml, wasm-bindgen's in Cargo.lock. wasm-split-cli looks
// nowhere; it knows how wasm-bindgen works inside, so the two move together, and its version stands here. The page is compiled at the
// same time, because one compiler alone leaves cores idle.
import { existsSync } from "node:fs";
import { installPackages } from "./packages.mjs";
import { numbers, read, run, say, since, stop, which } from "./run.mjs";
import { install, isThere } from "./tools.mjs";

const TARGET = "wasm32-unknown-unknown";

async function checkPrerequisites() {
  if (!which("cargo") || !which("rustc")) stop("Rust is missing. Install it from https://rustup.rs, then run this again.");
  const needed = /^rust-version = "(.+)"$/m.exec(read("Cargo.toml"))[1];
  const rustc = await run("rustc", ["--version"], { log: "target/setup/rustc.log" });
  if (rustc.code !== 0) stop(`rustc does not run: ${rustc.output.trim().split("\n").pop()}`);
  const [have, want] = [numbers(rustc.output), numbers(needed)];
  if (have[0] === want[0] && have[1] < want[1]) {
    stop(`Rust ${needed} or newer is needed, this is ${have.join(".")}. Run: rustup update stable`);
  }
}

async function addTarget() {
  const libraries = await run("rustc", ["--print", "target-libdir", "--target", TARGET], { log: "target/setup/rustc.log" });
  if (libraries.code === 0 && existsSync(libraries.output.trim())) return;
  if (!which("rustup")) stop(`Rust's target ${TARGET} is missing, and so is rustup, which adds it: https://rustup.rs`);
  say(`Adding Rust's target ${TARGET} (about 10 seconds).`);
  const added = await run("rustup", ["target", "add", TARGET], { log: "target/setup/target.log" });
  if (added.code !== 0) stop(`rustup could not add ${TARGET}:\n${added.output.trim()}`);
}

const tools = [
  { name: "Trunk", crate: "trunk", binary: "trunk", version: /^trunk-version = "=?(.+)"$/m.exec(read("Trunk.toml"))[1] },
  {
    name: "wasm-bindgen",
    crate: "wasm-bindgen-cli",
    binary: "wasm-bindgen",
    version: /name = "wasm-bindgen"\nversion = "(.+)"/.exec(read("Cargo.lock"))[1],
  },
  { name: "wasm-split-cli", crate: "wasm_split_cli_support", binary: "wasm-split-cli", version: "0.2.4", features: "build-binary" },
];

async function compilePage() {
  const start = Date.now();
  const args = ["build", "--release", "--locked", "--target", TARGET, "--bin", "grant-lab"];
  const flags = { CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS: process.env.PAGE_RUSTFLAGS ?? "" }; // Those of the Makefile, or it compiles again.
  const built = await run("cargo", args, { log: "target/setup/page.log", env: flags });
  // A failure is shown by the build that follows, which compiles the same.
  if (built.code === 0) say(`  The page's Rust is compiled (${since(start)}).`);
}

await checkPrerequisites();
await addTarget();
await installPackages("scripts", "Binaryen and Terser");
const missing = tools.filter((tool) => !isThere(tool));
if (missing.length > 0) {
  const names = missing.map((tool) => `${tool.name} ${tool.version}`).join(", ");
  say(`Installing ${names} into .tools/ and compiling the page (once, about 6 minutes on 2 cores).`);
  await Promise.all([compilePage(), ...missing.map(install)]);
}
