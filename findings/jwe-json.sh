#!/usr/bin/env bash
# A JWE for two recipients: some readers want both private keys, or the header in their own spelling
#
# Versions   jose 6.2.18 and node-jose 2.2.0 under Node 24.22.3; jwcrypto 1.6.1, joserfc 1.8.0, Authlib 1.9.10 with cryptography 50.0.2.
# Input      JWEs in the JSON serialisation (RFC 7516 §7.2), made by jose and by jwcrypto, for an RSA key (RSA-OAEP-256), an EC key
#            (ECDH-ES+A256KW) or both, with alg and kid in each recipient's own header as in RFC 7516 A.4. jwcrypto's protected header
#            has white space in it, as Python's json.dumps writes it.
# Expected   RFC 7516 §5.2: a recipient opens it with his own key, whoever else it is for; what is authenticated is the header as it came.
# Guess      All five read each other's.
# Seen       jose, node-jose and jwcrypto do. joserfc opens none that is for two unless it has the private keys of both ("No key for kid"),
#            and none of jwcrypto's: it writes the protected header anew, without the white space, and the tag does not fit
#            (DecodeError without a message). The compact serialisation by jwcrypto, with the same white space, it reads.
#            Authlib looks for alg in the header that all share, and finds none (MissingAlgorithmError).
# So         JSON serialisations go with tests against a second library. An inspector that decrypts authenticates what it received, octet by
#            octet, and tries one recipient after the other.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" jose@6.2.18 node-jose@2.2.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check jwcrypto==1.6.1 joserfc==1.8.0 authlib==1.9.10 cryptography==50.0.2

cat > make.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { exportJWK, GeneralEncrypt, generateKeyPair } from "jose";
const keys = {};
const publicKeys = {};
for (const [kid, alg] of Object.entries({ rsa: "RSA-OAEP-256", ec: "ECDH-ES+A256KW" })) {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  keys[kid] = { ...(await exportJWK(privateKey)), kid };
  publicKeys[kid] = { key: publicKey, header: { alg, kid } };
}
const tokens = {};
for (const kids of [["rsa"], ["ec"], ["rsa", "ec"]]) {
  const jwe = new GeneralEncrypt(new TextEncoder().encode("hello")).setProtectedHeader({ enc: "A256GCM" });
  for (const kid of kids) jwe.addRecipient(publicKeys[kid].key).setUnprotectedHeader(publicKeys[kid].header);
  tokens[`by jose for ${kids.join(" and ")}`] = { kids, jwe: await jwe.encrypt() };
}
writeFileSync("keys.json", JSON.stringify(keys));
writeFileSync("tokens.json", JSON.stringify(tokens));
JS

cat > make.py <<'PY'
import json
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

keys = json.load(open("keys.json"))
tokens = json.load(open("tokens.json"))
algs = {"rsa": "RSA-OAEP-256", "ec": "ECDH-ES+A256KW"}
for kids in [["rsa"], ["ec"], ["rsa", "ec"]]:
    jwe = JWE(b"hello", json.dumps({"enc": "A256GCM"}))
    for kid in kids:
        jwe.add_recipient(JWK(**keys[kid]), json.dumps({"alg": algs[kid], "kid": kid}))
    general = json.loads(jwe.serialize())
    if len(kids) == 1:
        general["recipients"] = [{name: general.pop(name) for name in ("header", "encrypted_key")}]
    tokens[f"by jwcrypto for {' and '.join(kids)}"] = {"kids": kids, "jwe": general}
json.dump(tokens, open("tokens.json", "w"))
PY

cat > read.mjs <<'JS'
import { readFileSync } from "node:fs";
import { generalDecrypt, importJWK } from "jose";
import nodeJose from "node-jose";
const keys = JSON.parse(readFileSync("keys.json", "utf8"));
const algs = { rsa: "RSA-OAEP-256", ec: "ECDH-ES+A256KW" };
for (const [name, { kids, jwe }] of Object.entries(JSON.parse(readFileSync("tokens.json", "utf8"))))
  for (const kid of kids)
    for (const [library, read] of Object.entries({
      jose: async () => generalDecrypt(structuredClone(jwe), await importJWK(keys[kid], algs[kid])),
      "node-jose": async () => nodeJose.JWE.createDecrypt(await nodeJose.JWK.asKey(keys[kid])).decrypt(structuredClone(jwe)),
    }))
      console.log(`${name}, ${kid} key alone: ${library} ${await read().then(() => "yes", () => "no")}`);
JS

cat > read.py <<'PY'
import json
from authlib.jose import JsonWebEncryption, JsonWebKey
from joserfc import jwe as joserfc
from joserfc.jwk import KeySet, import_key
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

keys = json.load(open("keys.json"))
algorithms = ["RSA-OAEP-256", "ECDH-ES+A256KW", "A256GCM"]

def tell(what, library, read):
    try:
        read()
        print(f"{what}: {library} yes")
    except Exception:
        print(f"{what}: {library} no")

def with_jwcrypto(token, key):
    JWE().deserialize(json.dumps(token), JWK(**key))

for name, token in json.load(open("tokens.json")).items():
    jwe, kids = token["jwe"], token["kids"]
    for kid in kids:
        alone = f"{name}, {kid} key alone"
        own = KeySet([import_key(keys[kid])])
        tell(alone, "jwcrypto", lambda: with_jwcrypto(jwe, keys[kid]))
        tell(alone, "joserfc", lambda: joserfc.decrypt_json(jwe, own, algorithms=algorithms))
        tell(alone, "Authlib", lambda: JsonWebEncryption().deserialize_json(jwe, (kid, JsonWebKey.import_key(keys[kid]))))
    if len(kids) > 1:
        both = KeySet([import_key(keys[kid]) for kid in kids])
        tell(f"{name}, both keys", "joserfc", lambda: joserfc.decrypt_json(jwe, both, algorithms=algorithms))

compact = JWE(b"hello", json.dumps({"alg": "RSA-OAEP-256", "enc": "A256GCM"}))
compact.add_recipient(JWK(**keys["rsa"]))
token = compact.serialize(compact=True)
tell("by jwcrypto, compact, rsa key alone", "joserfc", lambda: joserfc.decrypt_compact(token, import_key(keys["rsa"]), algorithms=algorithms))
PY

node24 make.mjs && python/bin/python make.py
{ node24 read.mjs && python/bin/python read.py 2> warnings; } > verdicts
sed 's/: [^:]*$//' verdicts | awk '!had[$0]++' | while read -r what; do
  for verdict in yes no; do
    libraries=$(sed --quiet "s/^$what: \(.*\) $verdict$/ \1/p" verdicts | tr -d '\n')
    [ -z "$libraries" ] || echo "$what: $verdict$libraries"
  done
done > seen

as_before <<'TEXT'
by jose for rsa, rsa key alone: yes jose node-jose jwcrypto joserfc
by jose for rsa, rsa key alone: no Authlib
by jose for ec, ec key alone: yes jose node-jose jwcrypto joserfc
by jose for ec, ec key alone: no Authlib
by jose for rsa and ec, rsa key alone: yes jose node-jose jwcrypto
by jose for rsa and ec, rsa key alone: no joserfc Authlib
by jose for rsa and ec, ec key alone: yes jose node-jose jwcrypto
by jose for rsa and ec, ec key alone: no joserfc Authlib
by jwcrypto for rsa, rsa key alone: yes jose node-jose jwcrypto
by jwcrypto for rsa, rsa key alone: no joserfc Authlib
by jwcrypto for ec, ec key alone: yes jose node-jose jwcrypto
by jwcrypto for ec, ec key alone: no joserfc Authlib
by jwcrypto for rsa and ec, rsa key alone: yes jose node-jose jwcrypto
by jwcrypto for rsa and ec, rsa key alone: no joserfc Authlib
by jwcrypto for rsa and ec, ec key alone: yes jose node-jose jwcrypto
by jwcrypto for rsa and ec, ec key alone: no joserfc Authlib
by jose for rsa and ec, both keys: yes joserfc
by jwcrypto for rsa and ec, both keys: no joserfc
by jwcrypto, compact, rsa key alone: yes joserfc
TEXT
