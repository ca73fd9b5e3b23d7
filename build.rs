//! Tells the linker what `wasm-split-cli` needs to know of the page's module.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    if is("CARGO_CFG_TARGET_ARCH", "wasm32") && is("PROFILE", "release") {
        // Which number in the code is an address, and of what: only then can functions and data go to different parts.
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
}
