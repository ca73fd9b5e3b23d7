#!/usr/bin/env bash
# ML-DSA is in three server runtimes before it is in the browser beside them
#
# Versions   Node 20.20.2 and 24.22.3, Bun 1.4.5, Deno 2.9.6, Chromium 153.0.8010.0; PyJWT 2.15.1, joserfc 1.8.0, Authlib 1.9.10,
#            jwcrypto 1.6.1 with cryptography 50.0.2.
# Input      A key pair for ML-DSA-44 made by crypto.subtle.generateKey in each, exported as a JWK of type AKP (RFC 9964), and a signature.
# Expected   A proposal to WebCrypto is tried by browsers first; the spelling of keys differs while it is young.
# Guess      Node 24 and Chromium have it, Bun and Deno do not. None of the four Python libraries reads the key.
# Seen       Node 24, Bun and Deno have it, each takes the private keys of the others, and every signature verifies everywhere: the private
#            member is the 32-octet seed in all three. Chromium 153 has it not (156 has). jwcrypto reads the public key; the others do not.
# So         A token of 3.3 kB in its signature alone, well checked by a server's own test, can be unknown to the page that shows it.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_20" "$NODE_24" "$BUN" "$DENO" "${CHROMIUM[@]}"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyjwt==2.15.1 joserfc==1.8.0 authlib==1.9.10 jwcrypto==1.6.1 cryptography==50.0.2

cat > make.mjs <<'JS'
const text = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
try {
  const pair = await crypto.subtle.generateKey({ name: "ML-DSA-44" }, true, ["sign", "verify"]);
  const { kty, alg, pub, priv } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  const signature = await crypto.subtle.sign("ML-DSA-44", pair.privateKey, new Uint8Array(9));
  console.log(JSON.stringify({ jwk: { kty, alg, pub, priv }, signature: text(new Uint8Array(signature)) }));
} catch (error) {
  console.log(error.name);
}
JS

cat > read.mjs <<'JS'
const octets = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const { priv, ...pub } = made.jwk;
try {
  const signing = await crypto.subtle.importKey("jwk", made.jwk, "ML-DSA-44", false, ["sign"]);
  await crypto.subtle.sign("ML-DSA-44", signing, new Uint8Array(9));
  const verifying = await crypto.subtle.importKey("jwk", pub, "ML-DSA-44", false, ["verify"]);
  const good = await crypto.subtle.verify("ML-DSA-44", verifying, octets(made.signature), new Uint8Array(9));
  console.log(`key taken, signature ${good ? "good" : "bad"}`);
} catch (error) {
  console.log(error.name);
}
JS

cat > libraries.py <<'PY'
import json, warnings
warnings.filterwarnings("ignore")
import jwt
from authlib.jose import JsonWebKey
from joserfc.jwk import import_key
from jwcrypto.jwk import JWK

key = json.load(open("node24.json"))["jwk"]
del key["priv"]
for name, read in {
    "PyJWT": jwt.PyJWK.from_dict,
    "joserfc": import_key,
    "Authlib": JsonWebKey.import_key,
    "jwcrypto": lambda key: JWK(**key),
}.items():
    try:
        read(key)
        print(name, "reads the public key")
    except Exception as error:
        print(name, type(error).__name__)
PY

{
  for runtime in node20 node24 bun deno chromium; do
    $runtime make.mjs > "$runtime.json"
    if grep -q '"kty":"AKP","alg":"ML-DSA-44"' "$runtime.json"; then
      echo "$runtime makes keys"
    else
      echo "$runtime $(cat "$runtime.json")"
      rm "$runtime.json"
    fi
  done
  for maker in node24 bun deno; do
    for reader in node24 bun deno; do
      { echo "const made = $(cat "$maker.json");"; cat read.mjs; } > of-"$maker".mjs
      echo "$reader with what $maker made: $($reader of-"$maker".mjs)"
    done
  done
  python/bin/python libraries.py
} > seen

as_before <<'TEXT'
node20 NotSupportedError
node24 makes keys
bun makes keys
deno makes keys
chromium NotSupportedError
node24 with what node24 made: key taken, signature good
bun with what node24 made: key taken, signature good
deno with what node24 made: key taken, signature good
node24 with what bun made: key taken, signature good
bun with what bun made: key taken, signature good
deno with what bun made: key taken, signature good
node24 with what deno made: key taken, signature good
bun with what deno made: key taken, signature good
deno with what deno made: key taken, signature good
PyJWT PyJWKError
joserfc InvalidKeyTypeError
Authlib KeyError
jwcrypto reads the public key
TEXT
