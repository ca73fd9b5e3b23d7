#!/usr/bin/env bash
# A browser writes "alg": "Ed25519" into the key, and the tokens that say EdDSA are then refused with it
#
# Versions   Node 20.20.2 and 24.22.3, Bun 1.4.5, Deno 2.9.6, Chromium 153.0.8010.0; jose 6.2.18, hono 4.13.19, aws-jwt-verify 5.2.1,
#            PyJWT 2.15.1, joserfc 1.8.0, Authlib 1.9.10, jwcrypto 1.6.1, cryptojwt 1.11.0, each under Node 24 or Python 3.
# Keys       A pair by crypto.subtle.generateKey("Ed25519"), its public key by exportKey("jwk"), with a kid, in a set of one key; and
#            a token that says alg EdDSA (RFC 8037) or Ed25519 (RFC 9864), signed by that key. Then the same without the key's alg.
# Expected   WebCrypto's export is a JWK like another: publish it, sign with any library.
# Guess      Node 24 and Deno write alg "Ed25519"; Chromium, Bun and Node 20 write none. With it a token of alg EdDSA is refused by jose,
#            PyJWT, joserfc and Authlib, and taken by jwcrypto.
# Seen       Four of the five runtimes write "Ed25519", and Deno alone does not. A token of alg EdDSA then fails with six libraries of eight,
#            in hono and aws-jwt-verify by name, in the others as "no key" or "no usable keys. Perhaps 'cryptography' is not installed?".
#            A token of alg Ed25519 fails with four. Without the member all eight take EdDSA.
# So         Take alg out of a key that came from exportKey, or write the name that the tokens have; without it both work where they can.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_20" "$NODE_24" "$BUN" "$DENO" "${CHROMIUM[@]}" jose@6.2.18 hono@4.13.19 aws-jwt-verify@5.2.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyjwt==2.15.1 joserfc==1.8.0 authlib==1.9.10 jwcrypto==1.6.1 cryptojwt==1.11.0 \
  cryptography==50.0.2

cat > export.mjs <<'JS'
const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
const { alg } = await crypto.subtle.exportKey("jwk", pair.publicKey);
console.log(alg ? `writes alg ${alg}` : "writes no alg");
JS

cat > make.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { SignJWT } from "jose";
const { publicKey, privateKey } = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
const { alg, kty, crv, x } = await crypto.subtle.exportKey("jwk", publicKey);
const cases = {};
for (const name of ["EdDSA", "Ed25519"]) {
  const token = await new SignJWT({ sub: "client" })
    .setProtectedHeader({ alg: name, kid: "k" })
    .setIssuer("https://issuer.test")
    .setAudience("https://api.test")
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(privateKey);
  for (const key of [{ kty, crv, x, alg, kid: "k" }, { kty, crv, x, kid: "k" }])
    cases[`key with ${key.alg ? `alg ${key.alg}` : "no alg"}, token with ${name}`] = { alg: name, token, keys: { keys: [key] } };
}
writeFileSync("cases.json", JSON.stringify(cases));
JS

cat > libraries.mjs <<'JS'
import { readFileSync } from "node:fs";
import { JwtVerifier } from "aws-jwt-verify";
import { verifyWithJwks } from "hono/jwt";
import { createLocalJWKSet, jwtVerify } from "jose";
for (const [name, { alg, token, keys }] of Object.entries(JSON.parse(readFileSync("cases.json", "utf8")))) {
  const libraries = {
    jose: () => jwtVerify(token, createLocalJWKSet(keys)),
    hono: () => verifyWithJwks(token, { keys: keys.keys, allowedAlgorithms: [alg] }),
    "aws-jwt-verify": () => {
      const jwksUri = "https://issuer.test/jwks";
      const verifier = JwtVerifier.create({ issuer: "https://issuer.test", audience: "https://api.test", jwksUri });
      verifier.cacheJwks(keys);
      return verifier.verify(token);
    },
  };
  for (const [library, verify] of Object.entries(libraries)) {
    const taken = await Promise.resolve().then(verify).then(() => "takes", () => "refuses");
    console.log(`${name}: ${taken} ${library}`);
  }
}
JS

cat > libraries.py <<'PY'
import json, logging, warnings
warnings.filterwarnings("ignore")
logging.disable()
import jwt
from authlib.jose import JsonWebKey, JsonWebToken
from cryptojwt.jwt import JWT
from cryptojwt.key_jar import KeyJar
from joserfc import jwk, jwt as joserfc
from jwcrypto.jwk import JWKSet
from jwcrypto.jwt import JWT as JwcryptoJWT

def pyjwt(alg, token, keys):
    key = jwt.PyJWKSet.from_dict(keys)["k"]
    jwt.decode(token, key, algorithms=[alg], audience="https://api.test")

def cryptojwt(alg, token, keys):
    jar = KeyJar()
    jar.import_jwks(keys, "https://issuer.test")
    JWT(key_jar=jar, iss="https://api.test", allowed_sign_algs=[alg]).unpack(token)

libraries = {
    "PyJWT": pyjwt,
    "joserfc": lambda alg, token, keys: joserfc.decode(token, jwk.KeySet.import_key_set(keys), algorithms=[alg]),
    "Authlib": lambda alg, token, keys: JsonWebToken([alg]).decode(token, JsonWebKey.import_key_set(keys)),
    "jwcrypto": lambda alg, token, keys: JwcryptoJWT(jwt=token, key=JWKSet.from_json(json.dumps(keys)), algs=[alg]),
    "cryptojwt": cryptojwt,
}
for name, case in json.load(open("cases.json")).items():
    for library, verify in libraries.items():
        try:
            verify(**case)
            print(f"{name}: takes {library}")
        except Exception:
            print(f"{name}: refuses {library}")
PY

node24 make.mjs
{ node24 libraries.mjs && python/bin/python libraries.py 2> warnings; } > verdicts
{
  for runtime in node20 node24 bun deno chromium; do echo "$runtime $($runtime export.mjs)"; done
  for key in "alg Ed25519" "no alg"; do
    for alg in EdDSA Ed25519; do
      echo "key with $key, token with $alg"
      for verdict in takes refuses; do
        echo "    $verdict it:$(sed --quiet "s/^key with $key, token with $alg: $verdict//p" verdicts | tr -d '\n')"
      done
    done
  done
} > seen

as_before <<'TEXT'
node20 writes alg Ed25519
node24 writes alg Ed25519
bun writes alg Ed25519
deno writes no alg
chromium writes alg Ed25519
key with alg Ed25519, token with EdDSA
    takes it: Authlib jwcrypto
    refuses it: jose hono aws-jwt-verify PyJWT joserfc cryptojwt
key with alg Ed25519, token with Ed25519
    takes it: jose joserfc jwcrypto cryptojwt
    refuses it: hono aws-jwt-verify PyJWT Authlib
key with no alg, token with EdDSA
    takes it: jose hono aws-jwt-verify PyJWT joserfc Authlib jwcrypto cryptojwt
    refuses it:
key with no alg, token with Ed25519
    takes it: jose joserfc jwcrypto cryptojwt
    refuses it: hono aws-jwt-verify PyJWT Authlib
TEXT
