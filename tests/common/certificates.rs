//! The certificates of `tests/vectors/certificates` and of the demo cast, by name, all made by OpenSSL; `make.sh` there says how.

#![allow(dead_code, unreachable_pub, reason = "each test file uses the verbs it needs")]
#![allow(clippy::unwrap_used, reason = "a broken fixture ends the test")]

use std::fs;
use std::path::Path;

use grant_lab::x509::{Certificate, pem};

/// The octets of a certificate.
pub fn der(name: &str) -> Vec<u8> {
    pem::decode(&text(name)).unwrap()
}

/// The same, taken apart.
pub fn certificate(name: &str) -> Certificate {
    Certificate::parse(&der(name)).unwrap()
}

/// A certificate as OpenSSL wrote it.
pub fn text(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["tests/vectors/certificates", "src/issuer/certificates"];
    let paths = folders.map(|folder| root.join(folder).join(format!("{name}.pem")));
    let path = paths.iter().find(|path| path.exists()).unwrap_or_else(|| panic!("no certificate {name}"));
    fs::read_to_string(path).unwrap()
}

/// The names of all of them.
pub fn names() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors/certificates");
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(".pem").map(str::to_owned)).collect();
    names.sort();
    names
}
