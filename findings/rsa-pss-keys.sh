#!/usr/bin/env bash
# The kind of key that Node makes for RSA-PSS is the kind that PS256 cannot be signed with
#
# Versions   Node 24.22.3 with its own WebCrypto, jose 6.2.18, jsonwebtoken 9.0.3, fast-jwt 6.3.6 and hono 4.13.19; PyJWT 2.15.1, joserfc 1.8.0
#            and jwcrypto 1.6.1 with cryptography 50.0.2.
# Keys       crypto.generateKeyPairSync("rsa-pss") without options for the hash, and with those that PS256 has (SHA-256, MGF1 with SHA-256, 32
#            octets of salt); their object identifier is id-RSASSA-PSS (RFC 4055). And an ordinary "rsa" key, whose identifier is rsaEncryption.
# Expected   PS256 is RSASSA-PSS: "rsa-pss" is the right choice for it, and at least as good as "rsa".
# Guess      WebCrypto does not import them. As KeyObject or PEM, jose and jsonwebtoken sign PS256 with both; fast-jwt and hono do not. Python
#            takes both.
# Seen       Of Node's five only jsonwebtoken signs, and only with the key that carries all three restrictions: the unrestricted one, good
#            for every hash by RFC 4055 §1.2, is "Invalid key for this operation, its RSA-PSS parameters do not meet the requirements".
#            Node's own KeyObject.toCryptoKey refuses ("Invalid key type"), and no JWK is to be had. All three of Python take both.
# So         For PS256 make an "rsa" key. A page or a tool that is handed a PEM with 1.2.840.113549.1.1.10 says so by that name, since what
#            Node, browsers and jose have to say of it is "Invalid key type" or an empty message.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" jose@6.2.18 jsonwebtoken@9.0.3 fast-jwt@6.3.6 hono@4.13.19
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyjwt==2.15.1 joserfc==1.8.0 jwcrypto==1.6.1 cryptography==50.0.2

cat > sign.mjs <<'JS'
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createSigner } from "fast-jwt";
import { sign as hono } from "hono/jwt";
import { SignJWT } from "jose";
import jsonwebtoken from "jsonwebtoken";
const bits = { modulusLength: 2048 };
const keys = {
  "rsa": generateKeyPairSync("rsa", bits),
  "rsa-pss, unrestricted": generateKeyPairSync("rsa-pss", bits),
  "rsa-pss, for PS256": generateKeyPairSync("rsa-pss", { ...bits, hashAlgorithm: "sha256", mgf1HashAlgorithm: "sha256", saltLength: 32 }),
};
const pems = {};
for (const [name, { privateKey }] of Object.entries(keys)) {
  const pem = (pems[name] = privateKey.export({ type: "pkcs8", format: "pem" }));
  for (const [library, sign] of Object.entries({
    "a JWK": () => privateKey.export({ format: "jwk" }),
    WebCrypto: () => privateKey.toCryptoKey({ name: "RSA-PSS", hash: "SHA-256" }, false, ["sign"]),
    jose: () => new SignJWT({}).setProtectedHeader({ alg: "PS256" }).sign(privateKey),
    jsonwebtoken: () => jsonwebtoken.sign({}, pem, { algorithm: "PS256" }),
    "fast-jwt": () => createSigner({ key: pem, algorithm: "PS256" })({}),
    hono: () => hono({}, pem, "PS256"),
  })) {
    const done = await Promise.resolve().then(sign).then(() => "yes", () => "no");
    console.log(`${name}: ${library} ${done}`);
  }
}
writeFileSync("keys.json", JSON.stringify(pems));
JS
cat > sign.py <<'PY'
import json
import jwt
from joserfc import jwk, jwt as joserfc
from jwcrypto.jwk import JWK
from jwcrypto.jwt import JWT

def with_jwcrypto(pem):
    token = JWT(header={"alg": "PS256"}, claims={})
    token.make_signed_token(JWK.from_pem(pem.encode()))

for name, pem in json.load(open("keys.json")).items():
    for library, sign in {
        "PyJWT": lambda: jwt.encode({}, pem, algorithm="PS256"),
        "joserfc": lambda: joserfc.encode({"alg": "PS256"}, {}, jwk.RSAKey.import_key(pem), algorithms=["PS256"]),
        "jwcrypto": lambda: with_jwcrypto(pem),
    }.items():
        try:
            sign()
            print(f"{name}: {library} yes")
        except Exception:
            print(f"{name}: {library} no")
PY

{ node24 sign.mjs && python/bin/python sign.py; } > verdicts
for name in "rsa" "rsa-pss, unrestricted" "rsa-pss, for PS256"; do
  echo "$name"
  for verdict in yes no; do
    echo "    $verdict:$(sed --quiet "s/^$name: \(.*\) $verdict$/ \1;/p" verdicts | tr -d '\n')"
  done
done > seen
as_before <<'TEXT'
rsa
    yes: a JWK; WebCrypto; jose; jsonwebtoken; fast-jwt; hono; PyJWT; joserfc; jwcrypto;
    no:
rsa-pss, unrestricted
    yes: PyJWT; joserfc; jwcrypto;
    no: a JWK; WebCrypto; jose; jsonwebtoken; fast-jwt; hono;
rsa-pss, for PS256
    yes: jsonwebtoken; PyJWT; joserfc; jwcrypto;
    no: a JWK; WebCrypto; jose; fast-jwt; hono;
TEXT
