#!/usr/bin/env bash
# An encrypted access token of oidc-provider says "cty": "at+jwt", and a library that unwraps nested tokens stops there
#
# Versions   oidc-provider 9.13.3 and jose 6.2.18 under Node 24.22.3; cryptojwt 1.11.0, jwcrypto 1.6.1, jwskate 0.12.2, joserfc 1.8.0.
# Input      A token by client_credentials for an API that oidc-provider was told to sign (RS256) and then encrypt for (ECDH-ES,
#            A128CBC-HS256); and, made by jwcrypto, the same inner token in the same way with "cty": "JWT".
# Expected   RFC 7519 §5.2: for a nested token "cty" is "JWT", and that is how a reader knows. RFC 9068 §4 calls for "typ": "at+jwt", which
#            a reader of the outside would look for there.
# Guess      Outside: typ at+jwt, cty JWT, kid, and iss and aud copied (RFC 7519 §5.3). Inside: typ at+jwt.
# Seen       Outside: cty at+jwt, and no typ. What follows from it was guessed rightly, once that was seen: cryptojwt unwraps a nested token
#            whose cty is JWT and returns its claims; of this one it returns the octets of the inner token. jwcrypto hands over the
#            inner text of both, jose and joserfc fail at both. jwskate looks at the content and not at cty.
# So         Nothing outside says "access token" by RFC 9068's word. Who reads one decrypts, looks at what came out, and judges that by typ;
#            whose library unwraps by cty compares the type of what it returns.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" oidc-provider@9.13.3 jose@6.2.18
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check cryptojwt==1.11.0 jwcrypto==1.6.1 jwskate==0.12.2 joserfc==1.8.0 cryptography==50.0.2

cat > server.mjs <<'JS'
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { compactDecrypt, decodeProtectedHeader, exportJWK, generateKeyPair, jwtDecrypt } from "jose";
import Provider from "oidc-provider";

const server = createServer();
await once(server.listen(0, "127.0.0.1"), "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;
const signing = await generateKeyPair("RS256", { extractable: true });
const api = await generateKeyPair("ECDH-ES", { extractable: true });
const kid = "api";
const provider = new Provider(issuer, {
  jwks: { keys: [{ ...(await exportJWK(signing.privateKey)), alg: "RS256", use: "sig", kid: "issuer" }] },
  clients: [{ client_id: "client", client_secret: "secret", grant_types: ["client_credentials"], redirect_uris: [], response_types: [] }],
  scopes: ["orders.read"],
  ttl: { ClientCredentials: 600 },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => "https://api.test",
      getResourceServerInfo: () => ({
        scope: "orders.read",
        accessTokenFormat: "jwt",
        jwt: { sign: { alg: "RS256" }, encrypt: { alg: "ECDH-ES", enc: "A128CBC-HS256", key: api.publicKey, kid } },
      }),
    },
  },
});
server.on("request", provider.callback());
const answer = await fetch(`${issuer}/token`, {
  method: "POST",
  headers: { authorization: `Basic ${btoa("client:secret")}` },
  body: new URLSearchParams({ grant_type: "client_credentials", scope: "orders.read" }),
});
const { access_token: token } = await answer.json();
const { epk, ...header } = decodeProtectedHeader(token);
const inner = new TextDecoder().decode((await compactDecrypt(token, api.privateKey)).plaintext);
console.log(`outside ${JSON.stringify(header).replace(issuer, "ISSUER")} and an epk of kty ${epk.kty}`);
console.log(`inside ${JSON.stringify(decodeProtectedHeader(inner))}`);
console.log(`jose: ${await jwtDecrypt(token, api.privateKey).then(() => "claims", (error) => error.message)}`);
const keys = { keys: [await exportJWK(signing.publicKey).then((key) => ({ ...key, kid: "issuer" }))] };
writeFileSync("case.json", JSON.stringify({ issuer, token, inner, header, keys, api: { ...(await exportJWK(api.privateKey)), kid } }));
server.close();
server.closeAllConnections();
JS

cat > read.py <<'PY'
import json, logging
logging.disable()
import jwskate
from cryptojwt.jwt import JWT
from cryptojwt.key_jar import KeyJar
from joserfc import jwk, jwt
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK
from jwcrypto.jwt import JWT as JwcryptoJWT

case = json.load(open("case.json"))
algorithms = ["ECDH-ES", "A128CBC-HS256"]

def cryptojwt(token):
    jar = KeyJar()
    jar.import_jwks(case["keys"], case["issuer"])
    jar.import_jwks({"keys": [case["api"]]}, "https://api.test")
    return JWT(key_jar=jar, iss="https://api.test", allowed_sign_algs=["RS256"]).unpack(token)

def with_jwskate(token):
    return jwskate.Jwt.decrypt_and_verify(token, enc_key=jwskate.Jwk(case["api"]), sig_key=jwskate.Jwk(case["keys"]["keys"][0]), sig_alg="RS256")

def told(read, token):
    try:
        got = read(token)
    except Exception as error:
        return f"{type(error).__name__}"
    if isinstance(got, (str, bytes)):
        return "the inner token's " + ("octets" if isinstance(got, bytes) else "text")
    return "claims of " + (got["sub"] if isinstance(got, dict) else got.subject)

other = JWE(case["inner"].encode(), json.dumps({**case["header"], "cty": "JWT"}))
other.add_recipient(JWK(**case["api"]))
for name, token in {"cty at+jwt": case["token"], "cty JWT": other.serialize(compact=True)}.items():
    for library, read in {
        "cryptojwt": cryptojwt,
        "jwcrypto": lambda token: JwcryptoJWT(jwt=token, key=JWK(**case["api"]), algs=algorithms, expected_type="JWE").claims,
        "jwskate": with_jwskate,
        "joserfc": lambda token: jwt.decode(token, jwk.ECKey.import_key(case["api"]), algorithms=algorithms).claims,
    }.items():
        print(f"{name}, {library}: {told(read, token)}")
PY

{
  node24 server.mjs
  python/bin/python read.py
} > seen 2> warnings || { cat warnings; exit 1; }

as_before <<'TEXT'
outside {"alg":"ECDH-ES","enc":"A128CBC-HS256","kid":"api","iss":"ISSUER","aud":"https://api.test","cty":"at+jwt"} and an epk of kty EC
inside {"alg":"RS256","typ":"at+jwt","kid":"issuer"}
jose: JWT Claims Set must be a top-level JSON object
cty at+jwt, cryptojwt: the inner token's octets
cty at+jwt, jwcrypto: the inner token's text
cty at+jwt, jwskate: claims of client
cty at+jwt, joserfc: DecodeError
cty JWT, cryptojwt: claims of client
cty JWT, jwcrypto: the inner token's text
cty JWT, jwskate: claims of client
cty JWT, joserfc: DecodeError
TEXT
