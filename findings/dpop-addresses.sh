#!/usr/bin/env bash
# A DPoP client signs another address than it calls where the path has an escaped ":", and one for Solid names no token in its proofs
#
# Versions   oauth4webapi 3.8.8, @inrupt/solid-client-authn-node 5.0.0, requests-oauth2client 1.8.0 with furl 2.1.4 (Python 3) as clients of
#            oidc-provider 9.13.3; oauth4webapi and express-oauth2-jwt-bearer 1.10.0 with express 5.3.0 as APIs; Node 24.22.3.
# Input      Each client gets a token of its own by client_credentials with DPoP, and asks both APIs for paths that hold one thing that a URL may: a
#            query, nothing, escapes of reserved and of other characters, an empty segment. No nonces.
# Expected   A proof names the address without its query, and the token by ath (RFC 9449 §4.2). An API normalises by RFC 3986 §6.2.2 and §6.2.3
#            (§4.3), which leaves "%3A" as it is.
# Guess      Written down before the first run: all clients leave the query out and keep escapes, and no proof is refused, since both sides see
#            one address. Then, furl seen in the source: requests-oauth2client changes "%3A", and both APIs refuse that.
# Seen       So they do, for "%3A", "%2B", "%40", "%2C" and "%26", not for "%2F": an order called by its URN gets a 401 with a token that
#            is good for other paths. Inrupt's proofs lack ath, by a draft older than that, and both APIs refuse all of them.
# So         Who tests DPoP takes a path with an escaped colon. An API that refuses says which address it compared. Who meets Solid's clients
#            learns that "DPoP" may mean a draft, and nothing in metadata tells.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" oauth4webapi@3.8.8 @inrupt/solid-client-authn-node@5.0.0 oidc-provider@9.13.3 express@5.3.0 express-oauth2-jwt-bearer@1.10.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check requests-oauth2client==1.8.0 furl==2.1.4 jwskate==0.12.2

cat > ask.py <<'PY'
import sys
import requests
from requests_oauth2client import OAuth2Client

token_endpoint, url = sys.argv[1:]
# `testing` allows http.
client = OAuth2Client(token_endpoint, client_id="nightly", client_secret="secret", testing=True)
requests.get(url, auth=client.client_credentials(scope="orders", dpop=True))
PY

cat > ask.mjs <<'JS'
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { Session } from "@inrupt/solid-client-authn-node";
import express from "express";
import { auth } from "express-oauth2-jwt-bearer";
import * as oauth from "oauth4webapi";
import Provider from "oidc-provider";

async function listen(answer) {
  const server = createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${server.address().port}`;
}
let provider;
const issuer = await listen((request, response) => provider(request, response));
const { privateKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign"]);
const { kty, crv, x, y, d } = await crypto.subtle.exportKey("jwk", privateKey);
// Solid's client wants this audience, and a name of this kind in the token.
const resource = { audience: "solid", scope: "orders", accessTokenFormat: "jwt", jwt: { sign: { alg: "ES256" } } };
const extraTokenClaims = () => ({ webid: "https://nightly.test/profile#me" });
const nightly = { client_id: "nightly", client_secret: "secret", grant_types: ["client_credentials"], redirect_uris: [], response_types: [] };
provider = new Provider(issuer, {
  jwks: { keys: [{ kty, crv, x, y, d, alg: "ES256", use: "sig", kid: "issuer" }] },
  clients: [{ ...nightly, id_token_signed_response_alg: "ES256" }],
  scopes: ["orders"],
  ttl: { ClientCredentials: 600 },
  extraTokenClaims,
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    dPoP: { enabled: true },
    resourceIndicators: { enabled: true, defaultResource: () => "https://api.test", getResourceServerInfo: () => resource },
  },
}).callback();

const as = { issuer, jwks_uri: `${issuer}/jwks`, token_endpoint: `${issuer}/token` };
const insecure = { [oauth.allowInsecureRequests]: true };
let judged;
const answer = (response, error) => {
  judged = error?.message ?? "taken";
  response.writeHead(error ? 401 : 200).end();
};
const protect = auth({ issuer, audience: "solid", jwksUri: as.jwks_uri, dpop: { enabled: true, required: true } });
const guarded = express()
  .use(protect)
  .use((request, response) => answer(response))
  .use((error, request, response, next) => answer(response, error));
const apis = {
  "oauth4webapi": await listen((request, response) => {
    const came = new Request(`http://${request.headers.host}${request.url}`, { headers: request.headers });
    const verdict = oauth.validateJwtAccessToken(as, came, "solid", { ...insecure, requireDPoP: true });
    verdict.then(() => answer(response), (error) => answer(response, error));
  }),
  "express": await listen(guarded),
};

const client = { client_id: "nightly" };
const proven = { ...insecure, DPoP: oauth.DPoP(client, await oauth.generateKeyPair("ES256")) };
const granted = await oauth.clientCredentialsGrantRequest(as, client, oauth.ClientSecretBasic("secret"), { scope: "orders" }, proven);
const { access_token } = await oauth.processClientCredentialsResponse(as, client, granted);
const session = new Session();
await session.login({ clientId: "nightly", clientSecret: "secret", oidcIssuer: issuer });
const clients = {
  "oauth4webapi": (url) => oauth.protectedResourceRequest(access_token, "GET", new URL(url), undefined, undefined, proven),
  "requests-oauth2client": (url) => promisify(execFile)("python/bin/python", ["ask.py", as.token_endpoint, url]),
  "solid-client-authn": (url) => session.fetch(url),
};
const orders = ["urn%3Aorder%3A7", "a%2Bb", "a%40b.test", "a%2Cb", "a%26b", "a%2Fb", "a%20b", "%7Eme", "%c3%a9", "(7)", "a:b", "/7"];
for (const [name, ask] of Object.entries(clients)) {
  const paths = {};
  for (const path of ["", "/orders?page=1#top", ...orders.map((order) => `/orders/${order}`)]) {
    const told = [];
    for (const [api, origin] of Object.entries(apis)) {
      judged = "never asked";
      await ask(origin + path).catch(() => {});
      told.push(`${api} "${judged}"`);
    }
    (paths[told.join(", ")] ??= []).push(path || "no path");
  }
  console.log(name);
  const alone = Object.keys(paths).length === 1;
  for (const [verdicts, alike] of Object.entries(paths)) console.log(`    ${verdicts}: ${alone ? "all paths" : alike.join(" ")}`);
}
process.exit();
JS

node24 ask.mjs 2> warnings > seen
as_before <<'TEXT'
oauth4webapi
    oauth4webapi "taken", express "taken": all paths
requests-oauth2client
    oauth4webapi "taken", express "taken": no path /orders?page=1#top /orders/a%2Fb /orders/a%20b /orders/%7Eme /orders/%c3%a9 /orders/(7) /orders/a:b /orders//7
    oauth4webapi "DPoP Proof htu mismatch", express "DPoP Proof htu mismatch": /orders/urn%3Aorder%3A7 /orders/a%2Bb /orders/a%40b.test /orders/a%2Cb /orders/a%26b
solid-client-authn
    oauth4webapi "JWT "ath" (access token hash) claim missing", express "Missing "ath" claim in DPoP proof": all paths
TEXT
