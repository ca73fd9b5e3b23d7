#!/usr/bin/env bash
# Which scheme an API names first decides whether the SDKs of MCP find its authorization server, and which scope they ask for
#
# Versions   @modelcontextprotocol/client 2.4.0, @modelcontextprotocol/sdk 1.32.2 under Node 24.22.3; mcp 2.3.0 under Python 3.
# Input      A 401 whose WWW-Authenticate leads to the API's metadata (RFC 9728 §5.1; any scheme may), which is not at the well-known place: in
#            a Bearer challenge alone, before or after one of DPoP or Basic, in a line of its own or in the same, or in one of DPoP alone.
#            Then with scope="read" in it and scope="pay" in the challenge of DPoP. Each client has a machine's id and secret.
# Expected   Challenges are a list to choose from (RFC 9110 §11.3): a client looks for a scheme that it can do, and reads that one's parameters.
# Guess      Written down before the first run: both for TypeScript look at the first word, so that they miss Bearer in second place and DPoP
#            alone; Python looks for the name anywhere and finds all. Of scopes nothing was guessed.
# Seen       Right for sdk 1 and for where Python looks. Client 2 reads on behind DPoP and not behind Basic, and takes DPoP alone. Both that read
#            on take the scope of the challenge that they passed: "pay", for a Bearer token. sdk 1 asks for no scope, whatever was said.
# So         An API that also takes DPoP or Basic names Bearer first, and one scope for all schemes. Behind a gateway that adds a challenge of its
#            own, metadata at the well-known place is what these clients find.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" @modelcontextprotocol/client@2.4.0 @modelcontextprotocol/sdk@1.32.2
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check mcp==2.3.0
mcp_nowhere

cat > ask.py <<'PY'
import asyncio
import logging
import sys

import httpx2
from mcp.client.auth.extensions.client_credentials import ClientCredentialsOAuthProvider
from nowhere import Nowhere

logging.disable()


async def ask(api, issuer):
    provider = ClientCredentialsOAuthProvider(f"{api}/mcp", Nowhere(), "nightly", "secret", issuer=issuer)
    async with httpx2.AsyncClient(auth=provider) as client:
        await client.post(f"{api}/mcp", json={})


asyncio.run(ask(*sys.argv[1:]))
PY

cat > ask.mjs <<'JS'
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import * as client from "@modelcontextprotocol/client";
import { ClientCredentialsProvider } from "@modelcontextprotocol/sdk/client/auth-extensions.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

async function listen(answer) {
  const server = createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${server.address().port}`;
}
const json = (response, body, status = 200) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
let challenges;
let asked;
let came;
const issuer = await listen(async (request, response) => {
  if (request.url === "/token") {
    asked = new URLSearchParams(Buffer.concat(await request.toArray()).toString());
    return json(response, { access_token: "token", token_type: "Bearer", expires_in: 60 });
  }
  if (request.url !== "/.well-known/oauth-authorization-server") return json(response, {}, 404);
  json(response, {
    issuer,
    token_endpoint: `${issuer}/token`,
    // A code flow that nobody uses: without it these clients refuse the document (metadata-of-this-grant-alone).
    authorization_endpoint: `${issuer}/authorize`,
    response_types_supported: ["code"],
    code_challenge_methods_supported: ["S256"],
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_basic"],
  });
});
const api = await listen(({ url, headers }, response) => {
  if (url === "/description") return json(response, { resource: `${api}/mcp`, authorization_servers: [issuer] });
  if (url !== "/mcp") return json(response, {}, 404);
  if (!headers.authorization) return response.writeHead(401, { "www-authenticate": challenges }).end();
  came ||= headers.authorization === "Bearer token";
  response.writeHead(405).end();
});

const options = { clientId: "nightly", clientSecret: "secret", expectedIssuer: issuer };
const self = { name: "nightly", version: "1" };
const address = new URL(`${api}/mcp`);
const ways = {
  "client 2": () =>
    new client.Client(self).connect(new client.StreamableHTTPClientTransport(address, { authProvider: new client.ClientCredentialsProvider(options) })),
  "sdk 1": () => new Client(self).connect(new StreamableHTTPClientTransport(address, { authProvider: new ClientCredentialsProvider(options) })),
  python: () => promisify(execFile)("python/bin/python", ["ask.py", api, issuer]),
};
const found = `resource_metadata="${api}/description"`;
const forms = {
  "Bearer": `Bearer ${found}`,
  "Bearer; DPoP": [`Bearer ${found}`, 'DPoP algs="ES256"'],
  "DPoP; Bearer": ['DPoP algs="ES256"', `Bearer ${found}`],
  "Basic; Bearer": ['Basic realm="api"', `Bearer ${found}`],
  "Basic, Bearer in one line": `Basic realm="api", Bearer ${found}`,
  "Bearer, Basic in one line": `Bearer ${found}, Basic realm="api"`,
  "DPoP alone": `DPoP algs="ES256", ${found}`,
  "Bearer scope read; DPoP scope pay": [`Bearer scope="read", ${found}`, 'DPoP algs="ES256", scope="pay"'],
  "DPoP scope pay; Bearer scope read": ['DPoP algs="ES256", scope="pay"', `Bearer scope="read", ${found}`],
};
for (const [form, field] of Object.entries(forms)) {
  const told = [];
  for (const [name, ask] of Object.entries(ways)) {
    [challenges, asked, came] = [field, undefined, false];
    await ask().catch(() => {});
    told.push(`${name} ${came ? `a token${form.includes("scope") ? ` for ${asked.get("scope") ?? "no scope"}` : ""}` : "nothing"}`);
  }
  console.log(`${form}: ${told.join(", ")}`);
}
process.exit();
JS

node24 ask.mjs > seen
as_before <<'TEXT'
Bearer: client 2 a token, sdk 1 a token, python a token
Bearer; DPoP: client 2 a token, sdk 1 a token, python a token
DPoP; Bearer: client 2 a token, sdk 1 nothing, python a token
Basic; Bearer: client 2 nothing, sdk 1 nothing, python a token
Basic, Bearer in one line: client 2 nothing, sdk 1 nothing, python a token
Bearer, Basic in one line: client 2 a token, sdk 1 a token, python a token
DPoP alone: client 2 a token, sdk 1 nothing, python a token
Bearer scope read; DPoP scope pay: client 2 a token for read, sdk 1 a token for no scope, python a token for read
DPoP scope pay; Bearer scope read: client 2 a token for pay, sdk 1 nothing, python a token for pay
TEXT
