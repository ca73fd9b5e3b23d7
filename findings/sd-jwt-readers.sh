#!/usr/bin/env bash
# One SD-JWT, five readers, and claims that are out of order, still hidden or not there at all
#
# Versions   sdjwt 0.8.1, sd-jwt-rs 0.7.1, sd-jwt-payload 0.5.1 (crates; Rust as installed), sd-jwt 0.10.4 (PyPI), @sd-jwt/core 0.19.0
#            under Node 24.22.3.
# Input      Tokens by RFC 9901, signed ES256, each with one thing that the RFC allows: no _sd_alg (§4.1.1: sha-256 is meant), sha-512, array
#            elements shown and hidden (§4.2.2), a Disclosure before the one that holds its digest (they are found by digest, §7.1; the
#            issuer of PyPI's sd-jwt writes them so), one array or object in another, an empty array as a value, cnf without key binding.
# Expected   An RFC with test vectors, read by packages that name it: the same claims, or a refusal.
# Guess      @sd-jwt/core and sdjwt read all; sd-jwt, sd-jwt-rs and sd-jwt-payload all but sha-512.
# Seen       @sd-jwt/core reads all, sd-jwt of PyPI all but sha-512. Of the crates, sdjwt puts a shown array element behind
#            those that were never hidden, and leaves out, without a word, what is disclosed in an array's element or before its parent;
#            it refuses tokens without _sd_alg, and with cnf but without key binding. sd-jwt-rs refuses an empty array. sd-jwt-payload
#            shows the digests of an array none of whose elements is shown, as objects {"...": "…"}.
# So         Claims are compared with a second reader's before a format is relied on. An inspector processes Disclosures by digest, puts
#            elements back where their digests stood, and takes away the rest (§7.1).
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" @sd-jwt/core@0.19.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check sd-jwt==0.10.4 jwcrypto==1.6.1 cryptography==50.0.2

cat > make.mjs <<'JS'
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { writeFileSync } from "node:fs";
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const text = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const digest = (disclosure, hash = "sha256") => createHash(hash).update(disclosure).digest("base64url");
const base = { iss: "https://issuer.test", exp: 4000000000 };
const cases = {};
function add(name, claims, disclosures, expected) {
  const signed = `${text({ alg: "ES256", typ: "dc+sd-jwt" })}.${text({ ...base, ...claims })}`;
  const signature = sign("sha256", signed, { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url");
  cases[name] = { token: [`${signed}.${signature}`, ...disclosures, ""].join("~"), expected: { ...base, ...expected } };
}
const sha256 = { _sd_alg: "sha-256" };
const name = text(["c2FsdA", "given_name", "Ada"]);
const german = text(["c2FsdDI", "DE"]);
const french = text(["c2FsdDM", "FR"]);
const street = text(["c2FsdDQ", "street", "Main"]);
const address = text(["c2FsdDU", "address", { _sd: [digest(street)], country: "DE" }]);
const list = text(["c2FsdDY", ["IT", { "...": digest(german) }]]);
const object = text(["c2FsdDc", { _sd: [digest(name)], born: 1815 }]);
const empty = text(["c2FsdDg", "degrees", []]);
const { x, y } = publicKey.export({ format: "jwk" });
const cnf = { jwk: { kty: "EC", crv: "P-256", x, y } };
add("plain", { _sd: [digest(name)], ...sha256 }, [name], { given_name: "Ada" });
add("no _sd_alg", { _sd: [digest(name)] }, [name], { given_name: "Ada" });
add("sha-512", { _sd: [digest(name, "sha512")], _sd_alg: "sha-512" }, [name], { given_name: "Ada" });
add("array, first element shown", { nationalities: [{ "...": digest(german) }, "IT"], ...sha256 }, [german], { nationalities: ["DE", "IT"] });
add("array, none shown", { nationalities: [{ "...": digest(german) }, { "...": digest(french) }], ...sha256 }, [], { nationalities: [] });
add("parent first", { _sd: [digest(address)], ...sha256 }, [address, street], { address: { country: "DE", street: "Main" } });
add("child first", { _sd: [digest(address)], ...sha256 }, [street, address], { address: { country: "DE", street: "Main" } });
add("array in an array", { lists: [{ "...": digest(list) }], ...sha256 }, [list, german], { lists: [["IT", "DE"]] });
add("object in an array", { people: [{ "...": digest(object) }], ...sha256 }, [object, name], { people: [{ born: 1815, given_name: "Ada" }] });
add("empty array as a value", { _sd: [digest(empty)], ...sha256 }, [empty], { degrees: [] });
add("cnf", { _sd: [digest(name)], ...sha256, cnf }, [name], { given_name: "Ada", cnf });
writeFileSync("cases.json", JSON.stringify({ cases, jwk: cnf.jwk, pem: publicKey.export({ type: "spki", format: "pem" }) }));
JS

cat > read.mjs <<'JS'
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { SDJwtInstance } from "@sd-jwt/core";
const { cases, pem } = JSON.parse(readFileSync("cases.json", "utf8"));
const key = createPublicKey(pem);
const signed = (text, signature) => verify("sha256", text, { key, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"));
const hash = (text, name = "sha-256") => createHash(name.replace("-", "")).update(text).digest();
const reader = new SDJwtInstance({ verifier: (text, signature) => signed(Buffer.from(text), signature), hasher: (text, name) => hash(text, name) });
for (const [name, { token, expected }] of Object.entries(cases)) {
  try {
    const { _sd_alg, ...claims } = (await reader.verify(token)).payload;
    if (!isDeepStrictEqual(claims, expected)) console.log(`@sd-jwt/core, ${name}: other claims`);
  } catch {
    console.log(`@sd-jwt/core, ${name}: refused`);
  }
}
console.log("@sd-jwt/core: all others as expected");
JS

cat > read.py <<'PY'
import json, logging
logging.disable()
from jwcrypto.jwk import JWK
from sd_jwt.verifier import SDJWTVerifier

data = json.load(open("cases.json"))
for name, case in data["cases"].items():
    try:
        claims = SDJWTVerifier(case["token"], lambda issuer, header: JWK(**data["jwk"])).get_verified_payload()
        claims.pop("_sd_alg", None)
        if claims != case["expected"]:
            print(f"sd-jwt (PyPI), {name}: other claims")
    except Exception:
        print(f"sd-jwt (PyPI), {name}: refused")
print("sd-jwt (PyPI): all others as expected")
PY

mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "read"
version = "0.1.0"
edition = "2021"

[dependencies]
jsonwebtoken = "9.2"
sd-jwt-payload = "=0.5.1"
sd-jwt-rs = "=0.7.1"
sdjwt = "=0.8.1"
serde_json = { version = "1", features = ["preserve_order"] }

[workspace]
TOML
cat > src/main.rs <<'RUST'
use serde_json::Value;

type Read = fn(&str, &str) -> Option<Value>;

fn sdjwt(token: &str, pem: &str) -> Option<Value> {
    let key = sdjwt::KeyForDecoding::from_ec_pem(pem.as_bytes()).ok()?;
    let validation = sdjwt::Validation::new(sdjwt::Algorithm::ES256);
    Some(sdjwt::Verifier::verify(token, &key, &validation, &None).ok()?.1)
}

fn sd_jwt_rs(token: &str, pem: &str) -> Option<Value> {
    let pem = pem.to_string();
    let key = Box::new(move |_: &str, _: &jsonwebtoken::Header| jsonwebtoken::DecodingKey::from_ec_pem(pem.as_bytes()).unwrap());
    let compact = sd_jwt_rs::SDJWTSerializationFormat::Compact;
    Some(sd_jwt_rs::SDJWTVerifier::new(token.to_string(), key, None, None, compact).ok()?.verified_claims)
}

fn sd_jwt_payload(token: &str, _: &str) -> Option<Value> {
    let parsed = sd_jwt_payload::SdJwt::parse(token).ok()?;
    Some(Value::Object(parsed.into_disclosed_object(&sd_jwt_payload::Sha256Hasher::new()).ok()?))
}

fn main() {
    let data: Value = serde_json::from_str(&std::fs::read_to_string("cases.json").unwrap()).unwrap();
    let readers: [(&str, Read); 3] = [("sdjwt", sdjwt), ("sd-jwt-rs", sd_jwt_rs), ("sd-jwt-payload", sd_jwt_payload)];
    for (reader, read) in readers {
        for (name, case) in data["cases"].as_object().unwrap() {
            match read(case["token"].as_str().unwrap(), data["pem"].as_str().unwrap()) {
                None => println!("{reader}, {name}: refused"),
                Some(mut claims) => {
                    claims.as_object_mut().unwrap().remove("_sd_alg");
                    for (claim, value) in claims.as_object().unwrap() {
                        if *value != case["expected"][claim] {
                            let told = value.to_string().replace(|letter: char| letter == '"', "");
                            println!("{reader}, {name}: {claim} is {}", if told.len() > 60 { &told[..20] } else { &told });
                        }
                    }
                }
            }
        }
        println!("{reader}: all others as expected");
    }
}
RUST
cargo build --quiet 2> rustc || { cat rustc; exit 1; }

node24 make.mjs
{
  node24 read.mjs
  python/bin/python read.py
  target/debug/read
} > seen

as_before <<'TEXT'
@sd-jwt/core: all others as expected
sd-jwt (PyPI), sha-512: refused
sd-jwt (PyPI): all others as expected
sdjwt, no _sd_alg: refused
sdjwt, array, first element shown: nationalities is [IT,DE]
sdjwt, child first: address is {country:DE}
sdjwt, array in an array: lists is [[IT]]
sdjwt, object in an array: people is [{born:1815}]
sdjwt, cnf: refused
sdjwt: all others as expected
sd-jwt-rs, sha-512: refused
sd-jwt-rs, empty array as a value: refused
sd-jwt-rs: all others as expected
sd-jwt-payload, sha-512: refused
sd-jwt-payload, array, none shown: nationalities is [{...:Hjp_IcqHSejWhi
sd-jwt-payload: all others as expected
TEXT
