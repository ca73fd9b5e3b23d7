#!/usr/bin/env bash
# A server that has this grant alone cannot describe itself to the clients that were made for it
#
# Versions   @modelcontextprotocol/client 2.4.0, @modelcontextprotocol/sdk 1.32.2, openid-client 6.8.9, oauth4webapi 3.8.8, @openid4vc/oauth2
#            0.4.6, @badgateway/oauth2-client 3.3.1 under Node 24.22.3; mcp 2.3.0, Authlib 1.9.10, requests_oauth2client 1.8.0 under Python 3.
# Input      RFC 8414 metadata of a server with grant_types_supported ["client_credentials"]. authorization_endpoint is left out, as §2 has it
#            where no grant uses it. response_types_supported is REQUIRED there, and by §3.2 a member without elements MUST be left out: so it is
#            left out, or [], or ["none"], which is a response type (OAuth 2.0 Multiple Response Type Encoding Practices §4). Then the same server with
#            a code flow in its metadata that it does not have. The SDKs of MCP come by an API's challenge (RFC 9728), with their client_credentials
#            providers.
# Expected   Whoever implements client_credentials for machines takes the metadata of a server for machines. What this grant does not need is not
#            missed.
# Guess      From memory, of [] alone: the SDK of MCP for TypeScript refuses it for the missing endpoint, that for Python goes on without metadata,
#            all others take it. Authlib was wrong. After that, of the rest: left out it is refused by MCP for TypeScript and Authlib, and ["none"] is
#            taken by Authlib; the code flow helps everywhere.
# Seen       The three SDKs of MCP refuse all three, for an endpoint that their providers for this grant never use. The one for Python says that there
#            is no metadata, which it was given. Authlib, whose rule for the endpoint is that of RFC 8414, takes [] for nothing, and wants a
#            response type. Only the claim of a code flow that leads nowhere is taken by all nine.
# So         No document without an authorization endpoint is read by every client, and none is right by the letter of RFC 8414: ["none"] comes
#            nearest. Where clients of MCP come, such servers write an authorization_endpoint that they do not have.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" @modelcontextprotocol/client@2.4.0 @modelcontextprotocol/sdk@1.32.2 openid-client@6.8.9 oauth4webapi@3.8.8 @openid4vc/oauth2@0.4.6 \
  @badgateway/oauth2-client@3.3.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check mcp==2.3.0 Authlib==1.9.10 requests_oauth2client==1.8.0 requests==2.34.2
mcp_nowhere

cat > ask.py <<'PY'
import asyncio
import logging
import sys

import httpx2
import requests
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata
from mcp.client.auth.extensions.client_credentials import ClientCredentialsOAuthProvider
from nowhere import Nowhere
from requests_oauth2client import OAuth2Client

logging.disable()


async def mcp(issuer):
    provider = ClientCredentialsOAuthProvider(f"{issuer}/mcp", Nowhere(), "nightly", "secret", issuer=issuer)
    async with httpx2.AsyncClient(auth=provider) as client:
        await client.post(f"{issuer}/mcp", json={})


def document(issuer):
    return requests.get(f"{issuer}/.well-known/oauth-authorization-server").json()


def authlib(issuer):
    AuthorizationServerMetadata(document(issuer)).validate()


def requests_oauth2client(issuer):
    OAuth2Client.from_discovery_document(document(issuer), client_id="nightly", client_secret="secret", testing=True).client_credentials()


ways = {"mcp": lambda issuer: asyncio.run(mcp(issuer)), "Authlib": authlib, "requests_oauth2client": requests_oauth2client}
try:
    ways[sys.argv[1]](sys.argv[2])
    print("takes it")
except Exception as error:
    print(f"{type(error).__name__}: {error}")
PY

cat > ask.mjs <<'JS'
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { OAuth2Client } from "@badgateway/oauth2-client";
import * as mcp from "@modelcontextprotocol/client";
import { ClientCredentialsProvider } from "@modelcontextprotocol/sdk/client/auth-extensions.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { fetchAuthorizationServerMetadata, setGlobalConfig } from "@openid4vc/oauth2";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";

setGlobalConfig({ allowInsecureUrls: true });

/** How a server that has this grant alone can describe itself (RFC 8414). */
const DOCUMENTS = {
  "response types left out": () => ({}),
  "no response types, as []": () => ({ response_types_supported: [] }),
  'response types ["none"]': () => ({ response_types_supported: ["none"] }),
  "a code flow that is not there": (issuer) => ({ response_types_supported: ["code"], authorization_endpoint: `${issuer}/nowhere` }),
};

/** The server, and beside it an API that names it (RFC 9728). */
async function site(more) {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const resource = `${issuer}/.well-known/oauth-protected-resource/mcp`;
  const documents = {
    "/.well-known/oauth-authorization-server": {
      issuer,
      token_endpoint: `${issuer}/oauth/token`,
      grant_types_supported: ["client_credentials"],
      token_endpoint_auth_methods_supported: ["client_secret_basic"],
      ...more(issuer),
    },
    "/.well-known/oauth-protected-resource/mcp": { resource: `${issuer}/mcp`, authorization_servers: [issuer] },
    "/oauth/token": { access_token: "token", token_type: "Bearer", expires_in: 60 },
  };
  const asked = { tokens: 0 };
  server.on("request", (request, response) => {
    const { url, headers } = request;
    asked.tokens += url === "/oauth/token";
    const isRefused = url === "/mcp" && !headers.authorization;
    const body = documents[url];
    request.resume().on("end", () => {
      if (isRefused) response.writeHead(401, { "www-authenticate": `Bearer resource_metadata="${resource}"` }).end();
      else response.writeHead(body ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(body ?? {}));
    });
  });
  return { issuer, asked, close: () => (server.close(), server.closeAllConnections()) };
}

/** What an SDK of MCP does with the challenge. Whether it gets a token is what counts: the API behind it speaks no MCP. */
const connect = (sdk) => async (issuer, asked) => {
  const authProvider = new sdk.ClientCredentialsProvider({ clientId: "nightly", clientSecret: "secret", expectedIssuer: issuer });
  const transport = new sdk.StreamableHTTPClientTransport(new URL(`${issuer}/mcp`), { authProvider });
  await new sdk.Client({ name: "nightly", version: "1.0.0" }).connect(transport).catch((error) => {
    if (!asked.tokens) throw error;
  });
};
const python = (name) => async (issuer) => {
  const { stdout } = await promisify(execFile)("python/bin/python", ["ask.py", name, issuer]);
  if (stdout.trim() !== "takes it") throw new Error(stdout.trim());
};
const insecure = { [oauth.allowInsecureRequests]: true };
const clients = {
  "@modelcontextprotocol/client": connect(mcp),
  "@modelcontextprotocol/sdk": connect({ Client, ClientCredentialsProvider, StreamableHTTPClientTransport }),
  "mcp (Python)": python("mcp"),
  Authlib: python("Authlib"),
  requests_oauth2client: python("requests_oauth2client"),
  async oauth4webapi(issuer) {
    const url = new URL(issuer);
    await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { algorithm: "oauth2", ...insecure }));
  },
  async "openid-client"(issuer) {
    await openid.discovery(new URL(issuer), "nightly", "secret", undefined, { algorithm: "oauth2", execute: [openid.allowInsecureRequests] });
  },
  "@openid4vc/oauth2": (issuer) => fetchAuthorizationServerMetadata(issuer),
  "@badgateway/oauth2-client": (issuer) => new OAuth2Client({ server: issuer, clientId: "nightly", clientSecret: "secret" }).clientCredentials(),
};

for (const [kind, more] of Object.entries(DOCUMENTS)) {
  console.log(kind);
  for (const [name, ask] of Object.entries(clients)) {
    const { issuer, asked, close } = await site(more);
    const told = await ask(issuer, asked).then(() => "takes it", (error) => {
      const problems = error.issues?.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
      return `refuses: ${(problems ?? error.message).replaceAll(issuer, "ISSUER")}`;
    });
    console.log(`  ${name} ${told}`);
    close();
  }
}
process.exit();
JS

node24 ask.mjs > seen 2> warnings || { cat warnings; exit 1; }
as_before <<'TEXT'
response types left out
  @modelcontextprotocol/client refuses: authorization_endpoint: expected string, received undefined; response_types_supported: expected array, received undefined
  @modelcontextprotocol/sdk refuses: authorization_endpoint: expected string, received undefined; response_types_supported: expected array, received undefined
  mcp (Python) refuses: OAuthFlowError: No authorization server metadata discovered for configured issuer ISSUER
  Authlib refuses: ValueError: "response_types_supported" is required
  requests_oauth2client takes it
  oauth4webapi takes it
  openid-client takes it
  @openid4vc/oauth2 takes it
  @badgateway/oauth2-client takes it
no response types, as []
  @modelcontextprotocol/client refuses: authorization_endpoint: expected string, received undefined
  @modelcontextprotocol/sdk refuses: authorization_endpoint: expected string, received undefined
  mcp (Python) refuses: OAuthFlowError: No authorization server metadata discovered for configured issuer ISSUER
  Authlib refuses: ValueError: "response_types_supported" is required
  requests_oauth2client takes it
  oauth4webapi takes it
  openid-client takes it
  @openid4vc/oauth2 takes it
  @badgateway/oauth2-client takes it
response types ["none"]
  @modelcontextprotocol/client refuses: authorization_endpoint: expected string, received undefined
  @modelcontextprotocol/sdk refuses: authorization_endpoint: expected string, received undefined
  mcp (Python) refuses: OAuthFlowError: No authorization server metadata discovered for configured issuer ISSUER
  Authlib takes it
  requests_oauth2client takes it
  oauth4webapi takes it
  openid-client takes it
  @openid4vc/oauth2 takes it
  @badgateway/oauth2-client takes it
a code flow that is not there
  @modelcontextprotocol/client takes it
  @modelcontextprotocol/sdk takes it
  mcp (Python) takes it
  Authlib takes it
  requests_oauth2client takes it
  oauth4webapi takes it
  openid-client takes it
  @openid4vc/oauth2 takes it
  @badgateway/oauth2-client takes it
TEXT
