//! Tells the linker what `scripts/split.mjs` needs to know of the page's module.

use std::env;
use std::path::Path;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if !is("CARGO_CFG_TARGET_ARCH", "wasm32") || !is("PROFILE", "release") {
        return;
    }
    // The function table begins so high that its slots are not mistaken for other numbers in the code.
    println!("cargo:rustc-link-arg-bins=--table-base=16384");
    // What lies where in the memory, in a file beside the module: OUT_DIR is three folders below.
    let out = env::var("OUT_DIR").unwrap_or_default();
    if let Some(folder) = Path::new(&out).ancestors().nth(3) {
        println!("cargo:rustc-link-arg-bins=-Map={}", folder.join("grant-lab.map").display());
    }
}
