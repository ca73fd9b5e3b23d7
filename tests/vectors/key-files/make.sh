#!/bin/sh
# Makes the key files of this folder with OpenSSL 3 and ssh-keygen, and expected.json, which says what Node reads in them.
# Every run makes other keys: never use them for anything but tests.
set -eu
cd "$(dirname "$0")"
rm -f ./*.pem expected.json

rsa() { openssl genpkey -quiet -algorithm RSA -pkeyopt "rsa_keygen_bits:$2" -out "$1.pem"; }
rsa rsa-pkcs8 2048
openssl pkey -in rsa-pkcs8.pem -traditional -out rsa-pkcs1.pem
openssl pkey -in rsa-pkcs8.pem -pubout -out rsa-spki.pem
openssl rsa -in rsa-pkcs8.pem -RSAPublicKey_out -out rsa-pkcs1-public.pem 2>/dev/null
openssl pkcs8 -topk8 -in rsa-pkcs8.pem -passout pass:test -out encrypted.pem
openssl rsa -in rsa-pkcs8.pem -traditional -aes128 -passout pass:test -out encrypted-legacy.pem 2>/dev/null
openssl req -new -key rsa-pkcs8.pem -subj /CN=request -out request.pem
openssl req -x509 -key rsa-pkcs8.pem -subj /CN=container -days 1 -out container-certificate.pem
openssl crl2pkcs7 -nocrl -certfile container-certificate.pem -out container.pem
rm container-certificate.pem
rsa rsa-1024 1024

for curve in P-256 P-384 P-521; do
  name=$(echo "$curve" | tr -d -- - | tr P p)
  openssl ecparam -name "$curve" -genkey -out "$name-sec1.pem" # with EC PARAMETERS before it
  openssl pkcs8 -topk8 -nocrypt -in "$name-sec1.pem" -out "$name-pkcs8.pem"
  openssl pkey -in "$name-sec1.pem" -pubout -out "$name-spki.pem"
  openssl ec -in "$name-sec1.pem" -no_public -out "$name-sec1-alone.pem" 2>/dev/null
  openssl pkcs8 -topk8 -nocrypt -in "$name-sec1-alone.pem" -out "$name-pkcs8-alone.pem"
done
openssl genpkey -quiet -algorithm ED25519 -out ed25519-pkcs8-alone.pem
openssl pkey -in ed25519-pkcs8-alone.pem -pubout -out ed25519-spki.pem

other() { openssl genpkey -quiet "$@" | openssl pkey -pubout; }
other -algorithm ED448 >ed448.pem
other -algorithm X25519 >x25519.pem
other -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 >secp256k1.pem
other -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit >explicit-curve.pem
openssl genpkey -quiet -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsa-parameters.pem
openssl genpkey -quiet -paramfile dsa-parameters.pem -out dsa.pem
rm dsa-parameters.pem
ssh-keygen -q -t ed25519 -N '' -C test -f openssh && mv openssh openssh.pem && mv openssh.pub ssh-public.txt

node -e '
const { createPrivateKey, createPublicKey } = require("node:crypto");
const { readFileSync, readdirSync, writeFileSync } = require("node:fs");
const read = {};
for (const name of readdirSync(".").filter((name) => /^(rsa-[ps]|p\d+|ed25519)/.test(name)).sort()) {
  const text = readFileSync(name, "utf8");
  const key = text.includes("PRIVATE KEY") ? createPrivateKey(text) : createPublicKey(text);
  read[name.replace(".pem", "")] = key.export({ format: "jwk" });
}
writeFileSync("expected.json", JSON.stringify(read, null, 1) + "\n");
'
