#!/usr/bin/env bash
# A token without token_type: refused, sent as Bearer, made unusable, or put into the address
#
# Versions   @openauthjs/openauth 0.4.3 (hono 4.13.19, arctic 2.3.4) as server. openid-client 6.8.9, oauth4webapi 3.8.8, simple-oauth2 5.1.0,
#            client-oauth2 4.3.3, @badgateway/oauth2-client 3.3.1 under Node 24.22.3; Authlib 1.9.10, requests-oauthlib 2.0.0 and
#            requests_oauth2client 1.8.0 under Python 3.
# Input      client_credentials with the parameter `provider` that this server wants, by each library's own option for more parameters. The
#            answer is 200 with access_token and refresh_token, and has no token_type. Then each library's own way of sending the token to an
#            API, which tells how it came.
# Expected   token_type is REQUIRED (RFC 6749 §5.1) and says how the token is used (§7.1): who cannot do without refuses, the others send Bearer.
# Guess      First run: openid-client, oauth4webapi and requests_oauth2client refuse, the others take it and say undefined. Before the API was
#            added: Authlib fails when it sends; client-oauth2 puts the token into the query; the others send Bearer.
# Seen       The first guess was wrong of requests_oauth2client, which takes the answer and says that it was Bearer; the second of Authlib, which
#            sends Bearer. client-oauth2 asks for the resource with ?access_token=… (RFC 6750 §2.3), where logs and histories keep it.
# So         Who runs such a server has no client among the strict ones, and learns of it in the client's words ("invalid response"); who uses
#            one sets token_type in the answer before client-oauth2 reads it, or writes the header by hand.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" @openauthjs/openauth@0.4.3 hono@4.13.19 arctic@2.3.4 openid-client@6.8.9 oauth4webapi@3.8.8 simple-oauth2@5.1.0 client-oauth2@4.3.3 \
  @badgateway/oauth2-client@3.3.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check authlib==1.9.10 requests==2.34.2 requests-oauthlib==2.0.0 requests_oauth2client==1.8.0

cat > server.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { issuer } from "@openauthjs/openauth";
import { MemoryStorage } from "@openauthjs/openauth/storage/memory";
import { createSubjects } from "@openauthjs/openauth/subject";
const anything = { "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) } };
const app = issuer({
  storage: MemoryStorage(),
  subjects: createSubjects({ machine: anything }),
  providers: { m2m: { type: "m2m", init() {}, client: async ({ clientID }) => ({ clientID }) } },
  success: (answer, { clientID }) => answer.subject("machine", { clientID }),
});
const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://127.0.0.1:${server.address().port}`);
  if (url.pathname === "/api") {
    const scheme = request.headers.authorization?.split(" ")[0];
    return response.end(url.searchParams.has("access_token") ? "in the address" : scheme ? `as ${scheme}` : "without the token");
  }
  const body = request.method === "POST" ? Buffer.concat(await request.toArray()) : undefined;
  const answer = await app.fetch(new Request(url, { method: request.method, headers: request.headers, body }));
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}).listen(0, "127.0.0.1", () => writeFileSync("issuer", `http://127.0.0.1:${server.address().port}`));
JS

cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { OAuth2Client, OAuth2Fetch } from "@badgateway/oauth2-client";
import ClientOAuth2 from "client-oauth2";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
import { ClientCredentials } from "simple-oauth2";
const issuer = readFileSync("issuer", "utf8");
const [id, secret, token, api, provider] = ["machine", "secret", `${issuer}/token`, `${issuer}/api`, "m2m"];
const as = { issuer, token_endpoint: token };
const form = { grant_type: "client_credentials", provider, client_id: id, client_secret: secret };
const answer = await (await fetch(token, { method: "POST", body: new URLSearchParams(form) })).json();
console.log(`the answer has ${Object.keys(answer).join(" and ")}`);
const clients = {
  async "openid-client"() {
    const configuration = new openid.Configuration(as, id, undefined, openid.ClientSecretPost(secret));
    openid.allowInsecureRequests(configuration);
    return openid.clientCredentialsGrant(configuration, { provider });
  },
  async oauth4webapi() {
    const options = { [oauth.allowInsecureRequests]: true };
    const response = await oauth.clientCredentialsGrantRequest(as, { client_id: id }, oauth.ClientSecretPost(secret), { provider }, options);
    return oauth.processClientCredentialsResponse(as, { client_id: id }, response);
  },
  async "simple-oauth2"() {
    const auth = { tokenHost: issuer, tokenPath: "/token" };
    const client = new ClientCredentials({ client: { id, secret }, auth, options: { authorizationMethod: "body" } });
    return [(await client.getToken({ provider })).token.token_type, "by no way of its own"];
  },
  async "client-oauth2"() {
    const body = { provider, client_id: id, client_secret: secret };
    const got = await new ClientOAuth2({ clientId: id, clientSecret: secret, accessTokenUri: token, body }).credentials.getToken();
    const { url, ...init } = got.sign({ url: api, headers: {} });
    return [got.tokenType, await (await fetch(url, init)).text()];
  },
  async "@badgateway/oauth2-client"() {
    const client = new OAuth2Client({ server: issuer, clientId: id, clientSecret: secret, tokenEndpoint: "/token", authenticationMethod: "client_secret_post" });
    const wrapper = new OAuth2Fetch({ client, getNewToken: () => client.clientCredentials({ extraParams: { provider } }) });
    return [(await wrapper.getToken()).tokenType, await (await wrapper.fetch(api)).text()];
  },
};
for (const [name, ask] of Object.entries(clients)) {
  const told = await ask().then(([type, came]) => `says ${type}, sends it ${came}`, ({ code }) => `refuses, ${code}`);
  console.log(`${name}: ${told}`);
}
JS

cat > ask.py <<'PY'
import os

import requests
from authlib.integrations.requests_client import OAuth2Session
from oauthlib.oauth2 import BackendApplicationClient
from requests_oauth2client import ClientSecretPost, OAuth2Client
from requests_oauthlib import OAuth2Session as RequestsSession

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
issuer = open("issuer").read()
token, api = f"{issuer}/token", f"{issuer}/api"


def authlib():
    session = OAuth2Session("machine", "secret", token_endpoint_auth_method="client_secret_post")
    return session.fetch_token(token, grant_type="client_credentials", provider="m2m").get("token_type"), session


def requests_oauthlib():
    session = RequestsSession(client=BackendApplicationClient("machine"))
    got = session.fetch_token(token, client_secret="secret", include_client_id=True, auth=False, provider="m2m")
    return got.get("token_type"), session


def requests_oauth2client():
    got = OAuth2Client(token, auth=ClientSecretPost("machine", "secret"), testing=True).client_credentials(provider="m2m")
    session = requests.Session()
    session.auth = got
    return got.token_type, session


for ask in [authlib, requests_oauthlib, requests_oauth2client]:
    kind, session = ask()
    try:
        came = f"sends it {session.get(api).text}"
    except Exception as error:
        came = f"cannot send it, {type(error).__name__}"
    print(f"{ask.__name__}: says {kind}, {came}")
PY

node_modules/node24/bin/node server.mjs > told 2>&1 &
server=$!
trap 'kill $server; rm -rf "$TMPDIR"' EXIT
until [ -s issuer ]; do sleep 0.1; done
{
  node24 ask.mjs
  python/bin/python ask.py
} > seen

as_before <<'TEXT'
the answer has access_token and refresh_token
openid-client: refuses, OAUTH_INVALID_RESPONSE
oauth4webapi: refuses, OAUTH_INVALID_RESPONSE
simple-oauth2: says undefined, sends it by no way of its own
client-oauth2: says undefined, sends it in the address
@badgateway/oauth2-client: says undefined, sends it as Bearer
authlib: says None, sends it as Bearer
requests_oauthlib: says None, sends it as Bearer
requests_oauth2client: says Bearer, sends it as Bearer
TEXT
