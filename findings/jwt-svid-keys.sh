#!/usr/bin/env bash
# The keys that SPIFFE publishes for tokens are no keys for tokens to most JWT libraries
#
# Versions   jose 6.2.18, jsonwebtoken 9.0.3 with jwks-rsa 3.2.2, fast-jwt 6.3.6 with get-jwks 11.0.3, hono 4.13.19, aws-jwt-verify 5.2.1,
#            node-jose 2.2.0 under Node 24.22.3; PyJWT 2.15.1, joserfc 1.8.0, Authlib 1.9.10, jwcrypto 1.6.1, cryptojwt 1.11.0,
#            jwskate 0.12.2; spiffe 0.3.2 as the one that it is meant for.
# Input      A JWT-SVID (ES256, kid, sub, aud, exp) and its key in a SPIFFE bundle, where "use" has to be "jwt-svid" (SPIFFE Trust Domain
#            and Bundle §4.2.2); then a token by an ordinary key of use "sig", with and without the other key beside it in the set.
# Expected   RFC 7517 §4.2 gives "sig" and "enc" and allows other values. Who knows only the two passes over the member, or over the key.
# Guess      jose, PyJWT, jwks-rsa, aws-jwt-verify and cryptojwt find no key; joserfc, jwcrypto, Authlib, hono and jwskate verify. (Of fast-jwt
#            and node-jose nothing was guessed.)
# Seen       Only fast-jwt and jwskate verify. Two do not pass over the key either: with it in the set, joserfc refuses the whole set
#            ("'use' must be one of ['sig', 'enc']") and cryptojwt fails with a TypeError, so that the ordinary key beside it is lost.
# So         An API that takes JWT-SVIDs by a common library hands it the set with "use" taken out or made "sig"; and a set that serves both
#            kinds breaks readers that never meet a JWT-SVID.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" jose@6.2.18 jsonwebtoken@9.0.3 jwks-rsa@3.2.2 fast-jwt@6.3.6 get-jwks@11.0.3 hono@4.13.19 aws-jwt-verify@5.2.1 node-jose@2.2.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyjwt==2.15.1 joserfc==1.8.0 authlib==1.9.10 jwcrypto==1.6.1 cryptojwt==1.11.0 \
  jwskate==0.12.2 spiffe==0.3.2 cryptography==50.0.2

cat > libraries.mjs <<'JS'
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { JwtVerifier } from "aws-jwt-verify";
import { createVerifier } from "fast-jwt";
import getJwks from "get-jwks";
import { verifyWithJwks } from "hono/jwt";
import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from "jose";
import jwt from "jsonwebtoken";
import jwksRsa from "jwks-rsa";
import nodeJose from "node-jose";

let keys;
const server = createServer((request, response) => response.setHeader("content-type", "application/json").end(JSON.stringify(keys)));
await once(server.listen(0, "127.0.0.1"), "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;
const made = async (use) => {
  const { publicKey, privateKey } = await generateKeyPair("ES256");
  const token = await new SignJWT({ sub: "spiffe://issuer.test/api" })
    .setProtectedHeader({ alg: "ES256", kid: use })
    .setIssuer(issuer)
    .setAudience("api")
    .setExpirationTime("1h")
    .sign(privateKey);
  return { token, key: { ...(await exportJWK(publicKey)), kid: use, use } };
};
const svid = await made("jwt-svid");
const ordinary = await made("sig");
const cases = {
  "JWT-SVID": { token: svid.token, keys: { keys: [svid.key] } },
  "ordinary token": { token: ordinary.token, keys: { keys: [ordinary.key] } },
  "ordinary token, both keys": { token: ordinary.token, keys: { keys: [ordinary.key, svid.key] } },
};
writeFileSync("cases.json", JSON.stringify(cases));

const libraries = {
  jose: (token) => jwtVerify(token, createLocalJWKSet(keys)),
  jsonwebtoken: async (token) => {
    const key = await jwksRsa({ jwksUri: issuer }).getSigningKey(jwt.decode(token, { complete: true }).header.kid);
    jwt.verify(token, key.getPublicKey(), { audience: "api" });
  },
  "fast-jwt": (token) => {
    const known = getJwks({ jwksPath: "/" });
    return createVerifier({ key: ({ header }) => known.getPublicKey({ ...header, domain: issuer }) })(token);
  },
  hono: (token) => verifyWithJwks(token, { keys: keys.keys, allowedAlgorithms: ["ES256"] }),
  "aws-jwt-verify": (token) => {
    const verifier = JwtVerifier.create({ issuer, audience: "api", jwksUri: "https://issuer.test/jwks" });
    verifier.cacheJwks(keys);
    return verifier.verify(token);
  },
  "node-jose": async (token) => nodeJose.JWS.createVerify(await nodeJose.JWK.asKeyStore(keys)).verify(token),
};
for (const [name, one] of Object.entries(cases)) {
  keys = one.keys;
  for (const [library, verify] of Object.entries(libraries)) {
    const taken = await Promise.resolve(one.token).then(verify).then(() => "takes", () => "refuses");
    console.log(`${name}: ${taken} ${library}`);
  }
}
server.close();
server.closeAllConnections();
JS

cat > libraries.py <<'PY'
import json, logging, warnings
warnings.filterwarnings("ignore")
logging.disable()
import jwskate, jwt
from authlib.jose import JsonWebKey, JsonWebToken
from cryptojwt.jwt import JWT
from cryptojwt.key_jar import KeyJar
from joserfc import jwk, jwt as joserfc
from jwcrypto.jwk import JWKSet
from jwcrypto.jwt import JWT as JwcryptoJWT
from spiffe import JwtBundle, JwtSvid, TrustDomain

def pyjwt(token, keys):
    client = jwt.PyJWKClient("https://issuer.test/jwks")
    client.fetch_data = lambda: keys
    jwt.decode(token, client.get_signing_key_from_jwt(token), algorithms=["ES256"], audience="api")

def cryptojwt(token, keys):
    jar = KeyJar()
    jar.import_jwks(keys, jwt.decode(token, options={"verify_signature": False})["iss"])
    JWT(key_jar=jar, iss="api").unpack(token)

def with_jwskate(token, keys):
    kid = jwt.get_unverified_header(token)["kid"]
    key = next(key for key in keys["keys"] if key["kid"] == kid)
    assert jwskate.SignedJwt(token).verify_signature(jwskate.Jwk(key), alg="ES256")

def spiffe(token, keys):
    bundle = JwtBundle.parse(TrustDomain("issuer.test"), json.dumps(keys).encode())
    JwtSvid.parse_and_validate(token, bundle, {"api"})

libraries = {
    "PyJWT": pyjwt,
    "joserfc": lambda token, keys: joserfc.decode(token, jwk.KeySet.import_key_set(keys)),
    "Authlib": lambda token, keys: JsonWebToken(["ES256"]).decode(token, JsonWebKey.import_key_set(keys)),
    "jwcrypto": lambda token, keys: JwcryptoJWT(jwt=token, key=JWKSet.from_json(json.dumps(keys))),
    "cryptojwt": cryptojwt,
    "jwskate": with_jwskate,
    "spiffe": spiffe,
}
for name, case in json.load(open("cases.json")).items():
    for library, verify in libraries.items():
        try:
            verify(**case)
            print(f"{name}: takes {library}")
        except Exception:
            print(f"{name}: refuses {library}")
PY

{ node24 libraries.mjs && python/bin/python libraries.py 2> warnings; } > verdicts
for name in "JWT-SVID" "ordinary token" "ordinary token, both keys"; do
  echo "$name"
  for verdict in takes refuses; do
    echo "    $verdict it:$(sed --quiet "s/^$name: $verdict//p" verdicts | tr -d '\n')"
  done
done > seen

as_before <<'TEXT'
JWT-SVID
    takes it: fast-jwt jwskate spiffe
    refuses it: jose jsonwebtoken hono aws-jwt-verify node-jose PyJWT joserfc Authlib jwcrypto cryptojwt
ordinary token
    takes it: jose jsonwebtoken fast-jwt hono aws-jwt-verify node-jose PyJWT joserfc Authlib jwcrypto cryptojwt jwskate spiffe
    refuses it:
ordinary token, both keys
    takes it: jose jsonwebtoken fast-jwt hono aws-jwt-verify node-jose PyJWT Authlib jwcrypto jwskate spiffe
    refuses it: joserfc cryptojwt
TEXT
