#!/usr/bin/env bash
# How often a published key set is fetched: once, once a key, or not when it matters
#
# Versions   jose 6.2.18, jwks-rsa 4.1.0, get-jwks 11.0.3, aws-jwt-verify 5.2.1, PyJWT 2.15.1 with cryptography 50.0.2; each as it comes, with
#            Node's fetch where aws-jwt-verify wants https.
# Input      A JWKS of 1,000 keys, fresh for ten minutes by its Cache-Control. Twenty tokens by twenty of its keys; then ten tokens by keys
#            that are not in it (yet); then, to a new client, a set that is answered with 503 and Retry-After: 120, asked for ten times.
# Expected   What is fetched is the set, so one fetch serves all its keys; an unknown key fetches it again; a busy server is left alone.
# Guess      Twenty keys: jwks-rsa 20 fetches, the others 1. Unknown keys: jose 1 or 2, jwks-rsa 10, aws-jwt-verify 1, PyJWT 10 or 11. 503:
#            aws-jwt-verify 1, the others 10.
# Seen       jwks-rsa and get-jwks keep a key, not the set: twenty keys are twenty fetches of all thousand. jose and PyJWT do not fetch
#            at all for an unknown key in the 30 seconds after the first fetch: a key that was published and used in that time is refused,
#            by a process that has just started. Nobody reads Retry-After, aws-jwt-verify's waiting is for unknown keys alone, and
#            get-jwks calls the 503 a mistake in JSON.
# So         A key is published well before it signs, not only by the lifetime of caches: also by what a fresh validator will not ask.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm jose@6.2.18 jwks-rsa@4.1.0 get-jwks@11.0.3 aws-jwt-verify@5.2.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyjwt==2.15.1 cryptography==50.0.2

# Writes the tokens, then serves the set: /set/ok or /set/503 says how, /fetches tells how often it was asked for since.
cat > issuer.mjs <<'JS'
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { SignJWT } from "jose";
const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const jwk = publicKey.export({ format: "jwk" });
const keys = Array.from({ length: 1000 }, (_, index) => ({ ...jwk, kid: `key-${index}`, alg: "RS256", use: "sig" }));
let busy = false;
let fetches = 0;
const server = createServer((request, response) => {
  if (request.url.startsWith("/set/")) {
    busy = request.url === "/set/503";
    fetches = 0;
    response.end();
  } else if (request.url === "/fetches") {
    response.end(String(fetches));
    fetches = 0;
  } else {
    fetches += 1;
    if (busy) response.writeHead(503, { "retry-after": "120" }).end("busy");
    else response.writeHead(200, { "content-type": "application/json", "cache-control": "max-age=600" }).end(JSON.stringify({ keys }));
  }
}).listen(0, "127.0.0.1", async () => {
  const issuer = `http://127.0.0.1:${server.address().port}/`;
  const token = (kid) =>
    new SignJWT({}).setProtectedHeader({ alg: "RS256", kid }).setIssuer(issuer).setAudience("api").setExpirationTime("1h").sign(privateKey);
  const known = await Promise.all(Array.from({ length: 20 }, (_, index) => token(`key-${index * 7}`)));
  const unknown = await Promise.all(Array.from({ length: 10 }, (_, index) => token(`another-${index}`)));
  writeFileSync("tokens.json", JSON.stringify({ issuer, known, unknown }));
  console.log("ready");
});
JS

cat > ask.mjs <<'JS'
import { createPublicKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { JwtVerifier } from "aws-jwt-verify";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import buildGetJwks from "get-jwks";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
import jwksRsa from "jwks-rsa";
const { issuer, known, unknown } = JSON.parse(readFileSync("tokens.json"));
const jwksUri = `${issuer}.well-known/jwks.json`;
const fetcher = {
  async fetch(uri) {
    const response = await fetch(uri);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.arrayBuffer();
  },
};
const clients = {
  jose() {
    const set = createRemoteJWKSet(new URL(jwksUri));
    return (token) => jwtVerify(token, set);
  },
  "jwks-rsa"() {
    const client = jwksRsa({ jwksUri });
    return async (token) => jwtVerify(token, createPublicKey((await client.getSigningKey(decodeProtectedHeader(token).kid)).getPublicKey()));
  },
  "get-jwks"() {
    const client = buildGetJwks();
    return async (token) => {
      const { kid, alg } = decodeProtectedHeader(token);
      return jwtVerify(token, createPublicKey(await client.getPublicKey({ kid, alg, domain: issuer })));
    };
  },
  "aws-jwt-verify"() {
    const verifier = JwtVerifier.create({ issuer, audience: "api", jwksUri }, { jwksCache: new SimpleJwksCache({ fetcher }) });
    return (token) => verifier.verify(token);
  },
};
const asked = async (path) => (await fetch(issuer + path)).text();
for (const [name, client] of Object.entries(clients)) {
  let verify = client();
  let why;
  const each = async (tokens) => {
    let good = 0;
    for (const token of tokens) await verify(token).then(() => (good += 1), (error) => (why = error.message.split("\n")[0]));
    return `${good} good, ${await asked("fetches")} fetches`;
  };
  await asked("set/ok");
  console.log(`${name}, twenty keys: ${await each(known)}`);
  console.log(`${name}, ten unknown keys: ${await each(unknown)}`);
  verify = client();
  await asked("set/503");
  console.log(`${name}, 503: ${await each(known.slice(0, 10))}; ${why}`);
}
JS

cat > ask.py <<'PY'
import json
from urllib.request import urlopen
import jwt

document = json.load(open("tokens.json"))
issuer = document["issuer"]
asked = lambda path: urlopen(issuer + path).read().decode()
why = ""

def each(client, tokens):
    global why
    good = 0
    for token in tokens:
        try:
            jwt.decode(token, client.get_signing_key_from_jwt(token).key, algorithms=["RS256"], audience="api")
            good += 1
        except jwt.PyJWTError as error:
            why = error
    return f"{good} good, {asked('fetches')} fetches"

client = jwt.PyJWKClient(issuer + ".well-known/jwks.json")
asked("set/ok")
print("PyJWT, twenty keys:", each(client, document["known"]))
print("PyJWT, ten unknown keys:", each(client, document["unknown"]))
client = jwt.PyJWKClient(issuer + ".well-known/jwks.json")
asked("set/503")
print(f"PyJWT, 503: {each(client, document['known'][:10])}; {why}")
PY

node issuer.mjs > said &
issuer=$!
trap 'kill $issuer; rm -rf "$TMPDIR"' EXIT
until [ -s said ]; do sleep 0.1; done
{
  node ask.mjs
  python/bin/python ask.py
} > seen

as_before <<'TEXT'
jose, twenty keys: 20 good, 1 fetches
jose, ten unknown keys: 0 good, 0 fetches
jose, 503: 0 good, 10 fetches; Expected 200 OK from the JSON Web Key Set HTTP response
jwks-rsa, twenty keys: 20 good, 20 fetches
jwks-rsa, ten unknown keys: 0 good, 10 fetches
jwks-rsa, 503: 0 good, 10 fetches; Service Unavailable
get-jwks, twenty keys: 20 good, 20 fetches
get-jwks, ten unknown keys: 0 good, 10 fetches
get-jwks, 503: 0 good, 10 fetches; Unexpected token 'b', "busy" is not valid JSON
aws-jwt-verify, twenty keys: 20 good, 1 fetches
aws-jwt-verify, ten unknown keys: 0 good, 1 fetches
aws-jwt-verify, 503: 0 good, 10 fetches; status 503
PyJWT, twenty keys: 20 good, 1 fetches
PyJWT, ten unknown keys: 0 good, 0 fetches
PyJWT, 503: 0 good, 10 fetches; Fail to fetch data from the url, err: "HTTP Error 503: Service Unavailable"
TEXT
