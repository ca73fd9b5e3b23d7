#!/usr/bin/env bash
# A client that is told the audience of its assertions signs one `jti` for ever, and the second token request is refused
#
# Versions   Authlib 1.9.10 with requests 2.34.2 and cryptography 50.0.2; oidc-provider 9.13.3 under Node 24.22.3.
# Input      A session with PrivateKeyJWT that fetches three tokens by client_credentials, as Authlib's documentation has it; then the same with
#            claims={"aud": issuer}, which is how the audience that RFC 10070 §4 asks for is set; then with claims={}.
# Expected   Every assertion has a `jti` of its own (RFC 7523 §3): a claim that was given is one more claim.
# Guess      That `claims` makes the `jti` repeat had been noticed in passing. Written down before this run: without claims three tokens; with the
#            audience one token and then 401 invalid_client twice, since the server remembers each `jti` until `exp`; with claims={} as without.
# Seen       Also with claims={} only the first request is good: the dictionary that was handed over is where the first `jti` is put, and the next
#            assertion finds it there. Lifetime and signature are fresh each time, and the server says invalid_client and no more to the client.
# So         With Authlib as client, an audience of one's own needs a new PrivateKeyJWT before each request, or a subclass whose sign() copies the
#            claims. A client that works once, and is refused when its first token is over, may have been right the first time by chance.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" oidc-provider@9.13.3
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check authlib==1.9.10 requests==2.34.2 cryptography==50.0.2

cat > server.mjs <<'JS'
import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import Provider from "oidc-provider";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
writeFileSync("key.pem", privateKey.export({ type: "pkcs8", format: "pem" }));
const jwk = { ...publicKey.export({ format: "jwk" }), kid: "key", use: "sig", alg: "RS256" };
const server = createServer().listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "machine",
        token_endpoint_auth_method: "private_key_jwt",
        jwks: { keys: [jwk] },
        grant_types: ["client_credentials"],
        redirect_uris: [],
        response_types: [],
      },
    ],
    ttl: { ClientCredentials: 600 },
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
  });
  server.on("request", provider.callback());
  writeFileSync("issuer", issuer);
});
JS

cat > ask.py <<'PY'
import base64
import json
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oauth2.rfc7523 import PrivateKeyJWT

issuer = open("issuer").read()
key = open("key.pem").read()
sent = []


def remember(response, **_):
    claims = dict(part.split("=") for part in response.request.body.split("&"))["client_assertion"].split(".")[1]
    sent.append(json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4))))


for name, method in {
    "no claims": PrivateKeyJWT(f"{issuer}/token"),
    "claims={'aud': issuer}": PrivateKeyJWT(f"{issuer}/token", claims={"aud": issuer}),
    "claims={}": PrivateKeyJWT(f"{issuer}/token", claims={}),
}.items():
    session = OAuth2Session("machine", key, token_endpoint_auth_method=method.name)
    session.register_client_auth_method(method)
    session.hooks["response"].append(remember)
    sent.clear()
    told = []
    for _ in range(3):
        try:
            told.append(f"a {session.fetch_token(f'{issuer}/token', grant_type='client_credentials')['token_type']} token")
        except OAuthError as error:
            told.append(error.error)
    audiences = {"issuer" if claims["aud"] == issuer else "token endpoint" for claims in sent}
    print(f"{name}: {', '.join(told)}; aud {' '.join(audiences)}, {len({claims['jti'] for claims in sent})} different jti")
PY

node_modules/node24/bin/node server.mjs > told 2>&1 &
server=$!
trap 'kill $server; rm -rf "$TMPDIR"' EXIT
until [ -s issuer ]; do sleep 0.1; done
python/bin/python ask.py > seen

as_before <<'TEXT'
no claims: a Bearer token, a Bearer token, a Bearer token; aud token endpoint, 3 different jti
claims={'aud': issuer}: a Bearer token, invalid_client, invalid_client; aud issuer, 1 different jti
claims={}: a Bearer token, invalid_client, invalid_client; aud token endpoint, 1 different jti
TEXT
