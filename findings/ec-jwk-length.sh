#!/usr/bin/env bash
# Every second P-521 key that cryptojwt writes is too short to be one, and who minds
#
# Versions   cryptojwt 1.11.0, Authlib 1.9.10, joserfc 1.8.0, jwcrypto 1.6.1, PyJWT 2.15.1, jwskate 0.12.2 with cryptography 50.0.2; Node
#            24.22.3, node-jose 2.2.0; readers also Bun 1.4.5, Deno 2.9.6, Chromium 153.0.8010.0.
# Keys       EC keys by each library, written as a JWK by it: 1000 on P-256, 60 on P-521; RFC 7518 §6.2.1.2 fixes the length of x and y at 32
#            and 66 octets, zeros in front included. A coordinate on P-521 has 521 bits: its first octet is zero every second time.
# Expected   The trap is known (RFC 7518 says so itself), and libraries that mint keys have long left it behind.
# Guess      Authlib leaves the zeros out, as it always has; the others write them (of PyJWT nothing was guessed). A short
#            key is refused by Chromium and by PyJWT, which compares lengths, and read by everybody else.
# Seen       cryptojwt, the library of idpyoidc, leaves them out on P-521 alone: three keys of four are short in x or y. On P-256 it is right,
#            so that tests with everyday keys pass. Authlib leaves them out on both. Of the readers, only Chromium and PyJWT refuse.
# So         An issuer that makes ES512 keys with these publishes keys that its own language reads and pages do not. The mend is a zero
#            octet in front of x, y and d; whoever reads keys from others puts it there, or says which member is short by how much.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" "$BUN" "$DENO" "${CHROMIUM[@]}" node-jose@2.2.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cryptojwt==1.11.0 authlib==1.9.10 joserfc==1.8.0 jwcrypto==1.6.1 pyjwt==2.15.1 \
  jwskate==0.12.2 cryptography==50.0.2

cat > make.py <<'PY'
import base64, json, warnings
warnings.filterwarnings("ignore")
import jwskate, jwt
from authlib.jose import ECKey as AuthlibKey
from cryptography.hazmat.primitives.asymmetric import ec
from cryptojwt.jwk.ec import new_ec_key
from joserfc.jwk import ECKey
from jwcrypto.jwk import JWK

curves = {"P-256": (ec.SECP256R1(), 32, 1000), "P-521": (ec.SECP521R1(), 66, 60)}
makers = {
    "cryptojwt": lambda name, curve: new_ec_key(name).serialize(),
    "Authlib": lambda name, curve: AuthlibKey.generate_key(name, is_private=True).as_dict(is_private=False),
    "joserfc": lambda name, curve: ECKey.generate_key(name).as_dict(private=False),
    "jwcrypto": lambda name, curve: JWK.generate(kty="EC", crv=name).export_public(as_dict=True),
    "PyJWT": lambda name, curve: jwt.algorithms.ECAlgorithm.to_jwk(ec.generate_private_key(curve).public_key(), as_dict=True),
    "jwskate": lambda name, curve: dict(jwskate.Jwk.generate(kty="EC", crv=name).public_jwk()),
}
for maker, make in makers.items():
    for name, (curve, octets, number) in curves.items():
        keys = [make(name, curve) for _ in range(number)]
        short = [key for key in keys if min(len(base64.urlsafe_b64decode(key[member] + "==")) for member in "xy") < octets]
        print(f"{maker} {name}: {'some short' if short else 'none short'}")
        if maker == "cryptojwt" and short:
            json.dump({"keys": [{member: short[0][member] for member in ("kty", "crv", "x", "y")}]}, open("short.json", "w"))
PY

cat > make.mjs <<'JS'
import { generateKeyPairSync } from "node:crypto";
import nodeJose from "node-jose";
const makers = {
  Node: (crv) => generateKeyPairSync("ec", { namedCurve: crv }).publicKey.export({ format: "jwk" }),
  "node-jose": async (crv) => (await nodeJose.JWK.createKey("EC", crv)).toJSON(),
};
for (const [maker, make] of Object.entries(makers))
  for (const [crv, octets, number] of [["P-256", 32, 1000], ["P-521", 66, 60]]) {
    let short = 0;
    for (let made = 0; made < number; made++) {
      const key = await make(crv);
      if (["x", "y"].some((member) => Buffer.from(key[member], "base64url").length < octets)) short++;
    }
    console.log(`${maker} ${crv}: ${short ? "some short" : "none short"}`);
  }
JS

cat > subtle.mjs <<'JS'
const algorithm = { name: "ECDSA", namedCurve: "P-521" };
console.log(await crypto.subtle.importKey("jwk", short.keys[0], algorithm, true, ["verify"]).then(() => "takes", () => "refuses"));
JS
cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import nodeJose from "node-jose";
const [key] = JSON.parse(readFileSync("short.json", "utf8")).keys;
console.log(`node-jose ${await nodeJose.JWK.asKey(key).then(() => "takes", () => "refuses")} it`);
JS
cat > read.py <<'PY'
import json, warnings
warnings.filterwarnings("ignore")
import jwskate, jwt
from authlib.jose import JsonWebKey
from cryptojwt.jwk.jwk import key_from_jwk_dict
from joserfc.jwk import import_key
from jwcrypto.jwk import JWK

[key] = json.load(open("short.json"))["keys"]
for reader, read in {
    "cryptojwt": lambda: key_from_jwk_dict(key).public_key(),
    "Authlib": lambda: JsonWebKey.import_key(key).get_public_key(),
    "joserfc": lambda: import_key(key).public_key,
    "jwcrypto": lambda: JWK(**key).export_to_pem(),
    "PyJWT": lambda: jwt.PyJWK.from_dict(key),
    "jwskate": lambda: jwskate.Jwk(key).cryptography_key,
}.items():
    try:
        read()
        print(reader, "takes it")
    except Exception:
        print(reader, "refuses it")
PY

{
  python/bin/python make.py 2> warnings
  node24 make.mjs
  echo "a short P-521 key by cryptojwt:"
  { echo "const short = $(cat short.json);"; cat subtle.mjs; } > of-cryptojwt.mjs
  for runtime in node24 bun deno chromium; do echo "$runtime $($runtime of-cryptojwt.mjs) it"; done
  node24 read.mjs
  python/bin/python read.py 2> warnings
} > seen

as_before <<'TEXT'
cryptojwt P-256: none short
cryptojwt P-521: some short
Authlib P-256: some short
Authlib P-521: some short
joserfc P-256: none short
joserfc P-521: none short
jwcrypto P-256: none short
jwcrypto P-521: none short
PyJWT P-256: none short
PyJWT P-521: none short
jwskate P-256: none short
jwskate P-521: none short
Node P-256: none short
Node P-521: none short
node-jose P-256: none short
node-jose P-521: none short
a short P-521 key by cryptojwt:
node24 takes it
bun takes it
deno takes it
chromium refuses it
node-jose takes it
cryptojwt takes it
Authlib takes it
joserfc takes it
jwcrypto takes it
PyJWT refuses it
jwskate takes it
TEXT
