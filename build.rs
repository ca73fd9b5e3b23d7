//! Tells the linker where the function table of the page's module begins: so high that `scripts/split.mjs`, which looks for its slots
//! among all numbers of the module, does not take other numbers for them.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo:rustc-link-arg-bins=--table-base=16384");
    }
}
