#!/usr/bin/env bash
# Two COSE libraries in one process, and only the one loaded last reads CWTs; and what JavaScript writes as a Map, Python refuses
#
# Versions   @auth0/cose 1.0.2 and cose-kit 1.7.1, both on cbor-x 1.6.9, cose-js 0.9.0, jose 6.2.18 under Node 24.22.3; cwt 3.3.0 (Python 3).
# Input      CWTs (RFC 8392) by cwt, ES256, as COSE_Sign1 with its tag, and with CWT's tag 61 before that (§6), read by each of the three alone, and
#            by each of the first two with the other loaded before or after. Then claims by cbor-x as a Map with integer keys, signed
#            by each of the three, for cwt: by cbor-x's function `encode`, and by its `new Encoder()`.
# Expected   A CWT is read by every COSE library, tag 61 taken off first (§7.2); what a program loads besides has no part in it.
# Guess      Written down before the first run: cwt writes one tag, one of @auth0/cose and cose-kit refuses it, and cwt refuses what they write for
#            want of a tag. That the order of loading matters, and that `encode` gives what cwt refuses, was met in that run and not guessed.
#            Then: cose-js, with a CBOR library of its own, stays as it is, and an Encoder does as `encode` does.
# Seen       Alone all three read what cwt writes, none with tag 61. @auth0/cose and cose-kit register tag 18 in the cbor-x that npm lays down once for
#            both: who was loaded last reads, and the other refuses all ("Expected tag 18 (Sign1) but got undefined", "unknown COSE type"). What
#            `encode` writes for a Map has tag 259 before it, which cwt refuses; what an Encoder without options writes has none.
# So         A program with two packages for mdocs or CWTs has a test that loads both. Claims for another language are written by an Encoder, and
#            tag 61 is taken off by hand.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" @auth0/cose@1.0.2 cose-kit@1.7.1 cbor-x@1.6.9 cose-js@0.9.0 jose@6.2.18
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cwt==3.3.0

cat > key.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { exportJWK, generateKeyPair } from "jose";
const { privateKey } = await generateKeyPair("ES256", { extractable: true });
writeFileSync("key.json", JSON.stringify({ ...(await exportJWK(privateKey)), kid: "issuer", alg: "ES256" }));
JS

cat > make.py <<'PY'
import json
from cwt import COSEKey, encode

key = COSEKey.from_jwk(json.load(open("key.json")))
claims = {1: "https://issuer.test", 2: "nightly", 3: "orders", 4: 4000000000}
json.dump({"one tag": encode(claims, key).hex(), "tag 61": encode(claims, key, tagged=True).hex()}, open("cwts.json", "w"))
PY

cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { importJWK } from "jose";
// The package that reads, then all that are loaded, in this order.
const [reader, ...loaded] = process.argv.slice(2);
const packages = {};
for (const name of loaded) packages[name] = await import(name);
const { d, ...jwk } = JSON.parse(readFileSync("key.json", "utf8"));
const key = await importJWK(jwk);
const coordinates = { x: Buffer.from(jwk.x, "base64url"), y: Buffer.from(jwk.y, "base64url") };
const readers = {
  "@auth0/cose": (octets) => packages[reader].Sign1.decode(octets).verify(key),
  "cose-kit": (octets) => packages[reader].coseVerify(octets, key),
  "cose-js": (octets) => packages[reader].default.sign.verify(octets, { key: coordinates }),
};
const told = [];
for (const [name, text] of Object.entries(JSON.parse(readFileSync("cwts.json", "utf8")))) {
  const octets = Buffer.from(text, "hex");
  told.push(`${name} ${await Promise.resolve(octets).then(readers[reader]).then(() => "read", (error) => `"${error.message}"`)}`);
}
console.log(`${reader}, loaded ${loaded.join(" then ")}: ${told.join(", ")}`);
JS

cat > make.mjs <<'JS'
import { readFileSync, writeFileSync } from "node:fs";
import { Encoder, encode } from "cbor-x";
import { importJWK } from "jose";
const name = process.argv[2];
const library = await import(name);
const jwk = JSON.parse(readFileSync("key.json", "utf8"));
const key = await importJWK(jwk);
const kid = Buffer.from("issuer");
const makers = {
  "@auth0/cose": async ({ Algorithms, Headers, ProtectedHeaders, Sign1, UnprotectedHeaders }, claims) => {
    const names = new UnprotectedHeaders([[Headers.KeyID, kid]]);
    return (await Sign1.sign(new ProtectedHeaders([[Headers.Algorithm, Algorithms.ES256]]), names, claims, key)).encode();
  },
  "cose-kit": ({ coseSign }, claims) => coseSign({ alg: "ES256" }, { kid }, claims, key),
  "cose-js": ({ default: { sign } }, claims) => sign.create({ p: { alg: "ES256" }, u: { kid } }, claims, { key: { d: Buffer.from(jwk.d, "base64url") } }),
};
const claims = new Map([[1, "https://issuer.test"], [2, "nightly"], [3, "orders"], [4, 4000000000]]);
const cwts = {};
for (const [way, octets] of Object.entries({ "by encode": encode(claims), "by an Encoder": new Encoder().encode(claims) }))
  cwts[way] = Buffer.from(await makers[name](library, octets)).toString("hex");
writeFileSync("made.json", JSON.stringify(cwts));
JS

cat > read.py <<'PY'
import json
import sys
from cwt import COSEKey, decode

key = COSEKey.from_jwk({name: value for name, value in json.load(open("key.json")).items() if name != "d"})
for way, cwt in json.load(open("made.json")).items():
    try:
        told = "read" if decode(bytes.fromhex(cwt), key)[2] == "nightly" else "other claims"
    except Exception as error:
        told = f'"{error}"'
    print(f"cwt, by {sys.argv[1]} with a Map {way}: {told}")
PY

node24 key.mjs && python/bin/python make.py
{
  for reader in @auth0/cose cose-kit cose-js; do node24 read.mjs "$reader" "$reader"; done
  for reader in @auth0/cose cose-kit; do
    node24 read.mjs "$reader" @auth0/cose cose-kit
    node24 read.mjs "$reader" cose-kit @auth0/cose
  done
  node24 read.mjs cose-js cose-js @auth0/cose cose-kit
  for maker in @auth0/cose cose-kit cose-js; do node24 make.mjs "$maker" && python/bin/python read.py "$maker"; done
} > seen
as_before <<'TEXT'
@auth0/cose, loaded @auth0/cose: one tag read, tag 61 "Unexpected CBOR tag. Expected tag 18 (Sign1) but got 61"
cose-kit, loaded cose-kit: one tag read, tag 61 "unknown COSE type"
cose-js, loaded cose-js: one tag read, tag 61 "Unexpected cbor tag, '61'"
@auth0/cose, loaded @auth0/cose then cose-kit: one tag "Unexpected CBOR tag. Expected tag 18 (Sign1) but got undefined", tag 61 "Unexpected CBOR tag. Expected tag 18 (Sign1) but got 61"
@auth0/cose, loaded cose-kit then @auth0/cose: one tag read, tag 61 "Unexpected CBOR tag. Expected tag 18 (Sign1) but got 61"
cose-kit, loaded @auth0/cose then cose-kit: one tag read, tag 61 "unknown COSE type"
cose-kit, loaded cose-kit then @auth0/cose: one tag "unknown COSE type", tag 61 "unknown COSE type"
cose-js, loaded cose-js then @auth0/cose then cose-kit: one tag read, tag 61 "Unexpected cbor tag, '61'"
cwt, by @auth0/cose with a Map by encode: "Unsupported or unknown CBOR tag(259)."
cwt, by @auth0/cose with a Map by an Encoder: read
cwt, by cose-kit with a Map by encode: "Unsupported or unknown CBOR tag(259)."
cwt, by cose-kit with a Map by an Encoder: read
cwt, by cose-js with a Map by encode: "Unsupported or unknown CBOR tag(259)."
cwt, by cose-js with a Map by an Encoder: read
TEXT
