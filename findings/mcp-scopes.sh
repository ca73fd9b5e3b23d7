#!/usr/bin/env bash
# The MCP SDK asks for other scopes than it was told, and a server grants them to a machine
#
# Versions   mcp 2.3.0 (with the httpx2 that it brings) under Python 3; oidc-provider 9.13.3 under Node 24.22.3.
# Input      ClientCredentialsOAuthProvider(scope="orders.read") for an API whose RFC 9728 document names the server: without scopes_supported,
#            and with scopes_supported of orders.read and orders.write. The server knows openid, offline_access, orders.read and orders.write;
#            one client may have all, one has the list "orders.read".
# Expected   The scope that was configured is what is asked for (RFC 6749 §4.4.2): nobody else knows what this program needs.
# Guess      That the SDK replaces the scope had been measured against a stand-in. Written down before this run: without the API's list it asks for
#            all four of the server's, and the client that may have all gets a token with `openid` and `offline_access`, no refresh token, no
#            id_token; the other gets invalid_scope. With the API's list it asks for both of that, and the other client gets invalid_scope.
# Seen       As guessed. The option `scope` is read by nobody: a program that was to read orders has a token that may write them, and one for
#            `openid` and `offline_access`, which mean nothing here. Where the server holds the client to its list, the same program gets no token.
# So         With this SDK the server's list for the client is what narrows a token, and it has to hold all that the API lists, or there is none.
#            An API without scopes_supported hands the choice to the server's metadata.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" oidc-provider@9.13.3
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check mcp==2.3.0

cat > server.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import Provider from "oidc-provider";

// The API: it wants a token and says by RFC 9728 where one is had. /listed names its scopes, /bare does not.
const api = createServer((request, response) => {
  const origin = `http://127.0.0.1:${api.address().port}`;
  const kind = request.url.split("/").at(-1);
  if (request.url.startsWith("/.well-known/oauth-protected-resource/")) {
    const document = { resource: `${origin}/${kind}`, authorization_servers: [issuer()] };
    if (kind === "listed") document.scopes_supported = ["orders.read", "orders.write"];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(document));
  } else if (request.headers.authorization) {
    response.end("taken");
  } else {
    response.writeHead(401, { "www-authenticate": `Bearer resource_metadata="${origin}/.well-known/oauth-protected-resource/${kind}"` }).end();
  }
}).listen(0, "127.0.0.1");

const server = createServer().listen(0, "127.0.0.1", () => {
  const client = (client_id, more) => ({
    client_id,
    client_secret: "secret",
    token_endpoint_auth_method: "client_secret_basic",
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
    ...more,
  });
  const provider = new Provider(issuer(), {
    clients: [client("free"), client("listed", { scope: "orders.read" })],
    scopes: ["openid", "offline_access", "orders.read", "orders.write"],
    ttl: { ClientCredentials: 600 },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: { enabled: false },
    },
  });
  server.on("request", provider.callback());
  writeFileSync("places", `${issuer()} http://127.0.0.1:${api.address().port}`);
});
const issuer = () => `http://127.0.0.1:${server.address().port}`;
JS

cat > ask.py <<'PY'
import asyncio
from urllib.parse import parse_qs

import httpx2
from mcp.client.auth.extensions.client_credentials import ClientCredentialsOAuthProvider

issuer, api = open("places").read().split()


class Memory:
    def __init__(self):
        self.tokens = self.client = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


async def ask(kind, client):
    asked = []

    async def remember(request):
        if request.url.path == "/token":
            asked.append(parse_qs(request.content.decode()).get("scope", ["none"])[0])

    answers = []

    async def read(response):
        if response.request.url.path == "/token":
            await response.aread()
            answers.append(response.json())

    provider = ClientCredentialsOAuthProvider(f"{api}/{kind}", Memory(), client, "secret", scope="orders.read", issuer=issuer)
    async with httpx2.AsyncClient(auth=provider, event_hooks={"request": [remember], "response": [read]}) as session:
        try:
            told = (await session.get(f"{api}/{kind}")).text
        except Exception as error:
            told = type(error).__name__
    answer = answers[0] if answers else {}
    members = " ".join(sorted(set(answer) - {"access_token", "error_description"}))
    print(f"API {kind}, client {client}: asks for {asked}; {answer.get('error') or answer.get('scope')} ({members}); the call: {told}")


for kind in ["bare", "listed"]:
    for client in ["free", "listed"]:
        asyncio.run(ask(kind, client))
PY

node_modules/node24/bin/node server.mjs > told 2>&1 &
server=$!
trap 'kill $server; rm -rf "$TMPDIR"' EXIT
until [ -s places ]; do sleep 0.1; done
python/bin/python ask.py > seen 2> warnings || { cat warnings; exit 1; }

as_before <<'TEXT'
API bare, client free: asks for ['openid offline_access orders.read orders.write']; openid offline_access orders.read orders.write (expires_in scope token_type); the call: taken
API bare, client listed: asks for ['openid offline_access orders.read orders.write']; invalid_scope (error scope); the call: OAuthTokenError
API listed, client free: asks for ['orders.read orders.write']; orders.read orders.write (expires_in scope token_type); the call: taken
API listed, client listed: asks for ['orders.read orders.write']; invalid_scope (error scope); the call: OAuthTokenError
TEXT
