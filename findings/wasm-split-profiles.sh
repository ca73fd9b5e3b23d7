#!/usr/bin/env bash
# The splitter outlives `strip = true`, and takes `debug = true` away
#
# Versions   wasm_split_helpers 0.2.3 (what leptos::wasm_split is), wasm_split_cli_support 0.2.4, wasm-bindgen 0.2.126; Rust as installed.
# Input      A crate with one #[wasm_split] function, linked with --emit-relocs under three profiles.
# Expected   The splitter reads the linker's symbols, so stripping them stops it; debug information is the reader's own choice and stays.
# Guess      strip = true: it stops, with words about what is missing. debug = true: the first part keeps all the DWARF, and is large.
# Seen       strip = true takes the names and the debug information, not the sections `linking` and `reloc.*`: the module is split as
#            ever. debug = true puts more than half a megabyte of .debug_* sections into the module, and none of them comes out, in any
#            part, without a word: what is split can be debugged by its names alone.
# So         A release may strip before it splits. A build for a debugger has to be left whole.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "demo"
version = "0.1.0"
edition = "2021"

[lib]
crate-type = ["cdylib"]

[dependencies]
wasm-bindgen = "=0.2.126"
wasm-bindgen-futures = "=0.4.76"
wasm_split_helpers = "=0.2.3"

[profile.release]
opt-level = "z"
lto = true
codegen-units = 1
panic = "abort"

[profile.stripped]
inherits = "release"
strip = true

[profile.debugged]
inherits = "release"
debug = true

[workspace]
TOML
cat > src/lib.rs <<'RUST'
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_split_helpers::wasm_split;

#[wasm_split(later)]
fn words(number: usize) -> String {
    format!("{number} in words")
}

#[wasm_bindgen]
pub async fn ask(number: usize) -> String {
    words(number).await
}
RUST
cat > sections.mjs <<'JS'
import { readFileSync } from "node:fs";
const [path] = process.argv.slice(2);
const module = new WebAssembly.Module(readFileSync(path));
// A section of names that holds the module's own alone is as good as none.
const has = (name) => WebAssembly.Module.customSections(module, name).some(({ byteLength }) => byteLength > 64);
const kinds = { linking: ["linking"], relocations: ["reloc.CODE"], names: ["name"], debug: [".debug_info", ".debug_line"] };
const there = Object.keys(kinds).filter((kind) => kinds[kind].every(has));
console.log(there.join(", ") || "none of these");
JS

export RUST_BACKTRACE=0
cargo install --quiet --debug --locked --root . --target-dir tool --features build-binary wasm_split_cli_support@0.2.4
for profile in release stripped debugged; do
  RUSTFLAGS=-Clink-arg=--emit-relocs cargo build --quiet --profile $profile --target wasm32-unknown-unknown
  linked=target/wasm32-unknown-unknown/$profile/demo.wasm
  bin/wasm-split-cli $linked $profile --target web > splitter 2>&1 && split="split" || split="not split"
  echo "$profile: $split, $(wc --lines < splitter) lines of output"
  for part in $linked $profile/main.wasm $profile/split_later.wasm; do
    echo "  $(basename $part): $(node sections.mjs $part)"
  done
done > seen

as_before <<'TEXT'
release: split, 0 lines of output
  demo.wasm: linking, relocations, names
  main.wasm: names
  split_later.wasm: names
stripped: split, 0 lines of output
  demo.wasm: linking, relocations
  main.wasm: none of these
  split_later.wasm: none of these
debugged: split, 0 lines of output
  demo.wasm: linking, relocations, names, debug
  main.wasm: names
  split_later.wasm: names
TEXT
