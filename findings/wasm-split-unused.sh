#!/usr/bin/env bash
# A split function that nobody calls weighs on the first part, with its data
#
# Versions   wasm_split_helpers 0.2.3 (what leptos::wasm_split is), wasm_split_cli_support 0.2.4, wasm-bindgen 0.2.126; Rust as installed.
# Input      A crate with a table of 80 kB and a function marked #[wasm_split(later)] that reads it. Then the same with a second function,
#            #[wasm_split(never)], which reads the table too and which nothing calls.
# Expected   Dead code: rustc warns, the linker leaves it out, and the parts stay as they were.
# Guess      No part for it, and no error. (Both true.)
# Seen       rustc says nothing, since the macro exports the function under a name of its own. The splitter warns of "No corresponding
#            imports" and keeps what the function needs in the first part: the table leaves the part `later`, which no longer has it to
#            itself, and the first part grows by all of it. No later step can take data away again.
# So         After the last call of a split function goes, its mark has to go; the splitter's warning is an error in a build with a budget.
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

[workspace]
TOML
cat > src/lib.rs <<'RUST'
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_split_helpers::wasm_split;

static TABLE: [u32; 20_000] = {
    let mut table = [0; 20_000];
    let mut index = 0;
    while index < table.len() {
        table[index] = (index as u32).wrapping_mul(2_654_435_761);
        index += 1;
    }
    table
};

#[wasm_split(later)]
fn look(index: usize) -> u32 {
    TABLE[index % TABLE.len()]
}

#[wasm_bindgen]
pub async fn ask(index: usize) -> u32 {
    look(index).await
}
RUST

export RUST_BACKTRACE=0
cargo install --quiet --debug --locked --root . --target-dir tool --features build-binary wasm_split_cli_support@0.2.4
split() {
  RUSTFLAGS=-Clink-arg=--emit-relocs cargo build --quiet --release --target wasm32-unknown-unknown 2> rustc
  bin/wasm-split-cli target/wasm32-unknown-unknown/release/demo.wasm "$1" --target web > splitter 2>&1
  later=$(stat --format %s "$1/split_later.wasm")
  echo "$1: warnings of rustc $(grep --count ^warning rustc || true), of the splitter $(grep --count WARN splitter || true); part later $((later / 1000)) kB"
}
{
  split before
  cat >> src/lib.rs <<'RUST'

#[wasm_split(never)]
fn nobody_asks(index: usize) -> u32 {
    TABLE[index % TABLE.len()] + 1
}
RUST
  split after
  first() { stat --format %s "$1/main.wasm"; }
  echo "the first part has grown by $((($(first after) - $(first before)) / 1000)) kB"
} > seen

as_before <<'TEXT'
before: warnings of rustc 0, of the splitter 0; part later 80 kB
after: warnings of rustc 0, of the splitter 1; part later 0 kB
the first part has grown by 80 kB
TEXT
