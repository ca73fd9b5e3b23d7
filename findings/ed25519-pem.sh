#!/usr/bin/env bash
# The Ed25519 key file that a Rust crate writes is no key to Python, Bun, Node 20 and Chromium
#
# Versions   ed25519-dalek 3.0.0, ring 0.17.14, jwt-simple 0.15.0; Node 20.20.2 and 24.22.3, Bun 1.4.5, Deno 2.9.6, Chromium 153.0.8010.0;
#            PyJWT 2.15.1 with cryptography 50.0.2; jose 6.2.18 under Node 24; Rust as installed.
# Input      "-----BEGIN PRIVATE KEY-----", as each writes it. Node writes version 1 of PKCS #8. RFC 8410 §7 also has version 2, with the
#            public key beside the private one (RFC 5958), and RFC 8410 §10.3 prints such a file.
# Expected   PKCS #8 is what everybody exchanges: a key made for one library signs tokens in the other.
# Guess      dalek and ring write version 2, jwt-simple version 1. Version 1 is read by all but ring. Version 2 is read by Node 24, Deno,
#            Python (whose cryptography parses keys in Rust) and all crates, and refused by Node 20, Bun and Chromium.
# Seen       Right about who writes what. Python refuses version 2 as well ("The data may be in an incorrect format"), and so does
#            jwt-simple ("Parse error"). What jwt-simple writes is two keys in one text, private and public: Deno, dalek, jose and PyJWT
#            refuse such a text, most others take the first key. No file is read by all eleven; Node's is missed by ring alone.
# So         Where a key crosses languages, version 1 without anything beside it. Who takes pasted keys reads version 2 on his own and hands
#            WebCrypto a version 1 made of its 32 octets; "incorrect format" says nothing of the version.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_20" "$NODE_24" "$BUN" "$DENO" "${CHROMIUM[@]}" jose@6.2.18
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyjwt==2.15.1 cryptography==50.0.2

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "keys"
version = "0.1.0"
edition = "2021"

[dependencies]
base64 = "=0.22.1"
ed25519-dalek = { version = "=3.0.0", features = ["pkcs8", "pem"] }
jwt-simple = { version = "=0.15.0", default-features = false, features = ["pure-rust"] }
ring = "=0.17.14"

[workspace]
TOML
cat > src/main.rs <<'RUST'
use base64::{engine::general_purpose::STANDARD, Engine};
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey};
use ed25519_dalek::SigningKey;
use jwt_simple::prelude::Ed25519KeyPair as Simple;
use ring::{rand::SystemRandom, signature::Ed25519KeyPair as Ring};
use std::fs::{read_to_string, write};

fn octets(pem: &str) -> Vec<u8> {
    let first = pem.split("-----END").next().unwrap();
    STANDARD.decode(first.lines().filter(|line| !line.starts_with('-')).collect::<String>()).unwrap()
}

fn main() {
    let argument = std::env::args().nth(1).unwrap();
    if argument == "make" {
        write("dalek.pem", SigningKey::from_bytes(&[7; 32]).to_pkcs8_pem(Default::default()).unwrap()).unwrap();
        write("jwt-simple.pem", Simple::generate().to_pem()).unwrap();
        let key = STANDARD.encode(Ring::generate_pkcs8(&SystemRandom::new()).unwrap());
        let (one, two) = key.split_at(64);
        write("ring.pem", format!("-----BEGIN PRIVATE KEY-----\n{one}\n{two}\n-----END PRIVATE KEY-----\n")).unwrap();
    } else {
        let pem = read_to_string(&argument).unwrap();
        println!("dalek {}", SigningKey::from_pkcs8_pem(&pem).is_ok());
        println!("ring {}", Ring::from_pkcs8(&octets(&pem)).is_ok());
        println!("jwt-simple {}", Simple::from_pem(&pem).is_ok());
    }
}
RUST
cargo build --quiet 2> rustc || { cat rustc; exit 1; }
target/debug/keys make
node20 --eval 'require("fs").writeFileSync("node.pem", require("crypto").generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }))'

cat > create.mjs <<'JS'
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
try {
  createPrivateKey(readFileSync(process.argv[2], "utf8"));
  console.log(true);
} catch {
  console.log(false);
}
JS
cat > jose.mjs <<'JS'
import { readFileSync } from "node:fs";
import { importPKCS8 } from "jose";
console.log(await importPKCS8(readFileSync(process.argv[2], "utf8"), "Ed25519").then(() => true, () => false));
JS
cat > subtle.mjs <<'JS'
const pem = await (await fetch("/key.pem")).text();
const key = Uint8Array.from(atob(pem.split("-----")[2]), (letter) => letter.charCodeAt(0));
console.log(await crypto.subtle.importKey("pkcs8", key, "Ed25519", false, ["sign"]).then(() => true, () => false));
JS
cat > read.py <<'PY'
import sys
import jwt
from cryptography.hazmat.primitives.serialization import load_pem_private_key

pem = open(sys.argv[1], "rb").read()
for name, read in {
    "cryptography": lambda: load_pem_private_key(pem, None),
    "PyJWT": lambda: jwt.encode({}, pem, algorithm="EdDSA"),
}.items():
    try:
        read()
        print(name, "true")
    except Exception:
        print(name, "false")
PY

for made in node dalek ring jwt-simple; do
  version=$(sed '/END/,$d; /BEGIN/d' $made.pem | base64 --decode | od --address-radix=n --format=u1 --skip-bytes=4 --read-bytes=1)
  {
    for runtime in node20 node24 bun deno; do echo "$runtime $($runtime create.mjs $made.pem)"; done
    cp $made.pem key.pem
    echo "chromium $(chromium subtle.mjs)"
    echo "jose $(node24 jose.mjs $made.pem)"
    python/bin/python read.py $made.pem
    target/debug/keys $made.pem
  } > readers
  echo "by $made, version $((version + 1)), keys in the text: $(grep --count BEGIN $made.pem)"
  echo "    read by:$(sed --quiet 's/ true$//p' readers | sed 's/^/ /' | tr -d '\n')"
  echo "    not by:$(sed --quiet 's/ false$//p' readers | sed 's/^/ /' | tr -d '\n')"
done > seen

as_before <<'TEXT'
by node, version 1, keys in the text: 1
    read by: node20 node24 bun deno chromium jose cryptography PyJWT dalek jwt-simple
    not by: ring
by dalek, version 2, keys in the text: 1
    read by: node24 deno jose dalek ring
    not by: node20 bun chromium cryptography PyJWT jwt-simple
by ring, version 2, keys in the text: 1
    read by: node24 deno jose dalek ring
    not by: node20 bun chromium cryptography PyJWT jwt-simple
by jwt-simple, version 1, keys in the text: 2
    read by: node20 node24 bun chromium cryptography jwt-simple
    not by: deno jose PyJWT dalek ring
TEXT
