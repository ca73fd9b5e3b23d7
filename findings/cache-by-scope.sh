#!/usr/bin/env bash
# A cache that is never hit: five calls are five token requests, because of a word in the answer
#
# Versions   @azure/msal-node 7.2.1 under Node 24.22.3; msal 1.39.0 under Python 3; a server on loopback, or a stand-in for the network that
#            answers as one.
# Input      acquireTokenByClientCredential / acquire_token_for_client five times in a row for two scopes of one API. The answer is good for an
#            hour and says in `scope`: nothing, what was asked, the same in another order, the same in capitals, one more, one less; or has all of
#            it and an `id_token`.
# Expected   One token request: a client caches by what it asked for, and the token that came is the one that is had for it.
# Guess      That a narrower scope and an `id_token` empty the cache had been measured. Written down before this run, for both libraries: nothing,
#            the same and another order 1 request; capitals 1; one more 1; one less 5; with an id_token 5.
# Seen       As guessed, the same in both libraries: order, capitals and additions do no harm. One scope less than was asked for, which RFC 6749 §3.3
#            lets every server answer, and what was paid for is kept under a name that no later call looks for; with an `id_token` it is kept
#            under an account that this grant's calls do not have.
# So         Who meets a server that narrows scopes, or adds an `id_token`, asks for exactly what is granted, or keeps tokens in front of MSAL; its
#            own cache is silent about never being used, and the server's limit is what tells.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" @azure/msal-node@7.2.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check msal==1.39.0

cat > cases.json <<'JSON'
{
  "no scope": {},
  "the same": { "scope": "api://orders/read api://orders/write" },
  "another order": { "scope": "api://orders/write api://orders/read" },
  "capitals": { "scope": "api://orders/Read api://orders/Write" },
  "one more": { "scope": "api://orders/read api://orders/write api://orders/list" },
  "one less": { "scope": "api://orders/read" },
  "an id_token": { "scope": "api://orders/read api://orders/write", "id_token": "@" }
}
JSON

cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { ConfidentialClientApplication } from "@azure/msal-node";
const part = (object) => Buffer.from(JSON.stringify(object)).toString("base64url");
const now = Math.floor(Date.now() / 1000);
const claims = { iss: "https://login.example/tenant/v2.0", sub: "machine", aud: "machine", iat: now, exp: now + 3600, tid: "tenant", oid: "machine" };
const idToken = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}.c2lnbmF0dXJl`;
const base = "https://login.example/tenant";
const metadata = {
  issuer: `${base}/v2.0`,
  authorization_endpoint: `${base}/authorize`,
  token_endpoint: `${base}/token`,
  jwks_uri: `${base}/keys`,
};
for (const [name, more] of Object.entries(JSON.parse(readFileSync("cases.json")))) {
  let requests = 0;
  const answer = { token_type: "Bearer", access_token: "token", expires_in: 3600, ...more, ...(more.id_token ? { id_token: idToken } : {}) };
  const networkClient = {
    sendGetRequestAsync: async () => ({ headers: {}, status: 200, body: metadata }),
    sendPostRequestAsync: async () => ((requests += 1), { headers: {}, status: 200, body: answer }),
  };
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: "machine",
      clientSecret: "secret",
      authority: base,
      knownAuthorities: ["login.example"],
      authorityMetadata: JSON.stringify(metadata),
    },
    system: { networkClient },
  });
  const told = new Set();
  for (let time = 0; time < 5; time += 1) {
    const got = await client
      .acquireTokenByClientCredential({ scopes: ["api://orders/read", "api://orders/write"] })
      .catch((error) => ({ error: error.errorCode }));
    told.add(got.error ?? "a token");
  }
  console.log(`MSAL Node, ${name}: ${[...told].join(" ")}, ${requests} requests`);
}
JS

cat > ask.py <<'PY'
import base64
import json
import time

import msal

part = lambda value: base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
base = "https://login.example/tenant"
now = int(time.time())
claims = {"iss": base + "/v2.0", "sub": "machine", "aud": "machine", "iat": now, "exp": now + 3600}
id_token = f"{part({'alg': 'RS256', 'typ': 'JWT'})}.{part(claims)}.c2lnbmF0dXJl"


class Answer:
    status_code = 200
    headers = {}

    def __init__(self, body):
        self.text = json.dumps(body)

    def raise_for_status(self):
        pass


class Network:
    def __init__(self, answer):
        self.answer, self.requests = answer, 0

    def get(self, url, **_):
        return Answer({"issuer": base + "/v2.0", "authorization_endpoint": base + "/authorize", "token_endpoint": base + "/token"})

    def post(self, url, **_):
        self.requests += 1
        return Answer(self.answer)

    def close(self):
        pass


for name, more in json.load(open("cases.json")).items():
    answer = {"token_type": "Bearer", "access_token": "token", "expires_in": 3600, **more}
    if "id_token" in more:
        answer["id_token"] = id_token
    network = Network(answer)
    client = msal.ConfidentialClientApplication(
        "machine", client_credential="secret", oidc_authority=base + "/v2.0", http_client=network
    )
    told = set()
    for _ in range(5):
        got = client.acquire_token_for_client(["api://orders/read", "api://orders/write"])
        told.add("a token" if "access_token" in got else got["error"])
    print(f"MSAL Python, {name}: {' '.join(sorted(told))}, {network.requests} requests")
PY

{
  node24 ask.mjs
  python/bin/python ask.py
} > seen

as_before <<'TEXT'
MSAL Node, no scope: a token, 1 requests
MSAL Node, the same: a token, 1 requests
MSAL Node, another order: a token, 1 requests
MSAL Node, capitals: a token, 1 requests
MSAL Node, one more: a token, 1 requests
MSAL Node, one less: a token, 5 requests
MSAL Node, an id_token: a token, 5 requests
MSAL Python, no scope: a token, 1 requests
MSAL Python, the same: a token, 1 requests
MSAL Python, another order: a token, 1 requests
MSAL Python, capitals: a token, 1 requests
MSAL Python, one more: a token, 1 requests
MSAL Python, one less: a token, 5 requests
MSAL Python, an id_token: a token, 5 requests
TEXT
