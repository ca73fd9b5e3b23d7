#!/usr/bin/env bash
# Where the metadata of an issuer with a path is: one library looks between .well-known and its name, another forgets the path
#
# Versions   oauth4webapi 3.8.8, openid-client 6.8.9, @openid4vc/oauth2 0.4.6, @badgateway/oauth2-client 3.3.1, @modelcontextprotocol/client 2.4.0,
#            @modelcontextprotocol/sdk 1.32.2 under Node 24.22.3; mcp 2.3.0, requests_oauth2client 1.8.0 under Python 3.
# Input      A server whose issuer is …/tenant, and APIs that are …/mcp/ and …/mcp?tenant=a. Their metadata are where RFC 8414 §3.1 and RFC 9728 §3.1 put
#            them: the well-known string goes between the host and the path or query. A slash at the end of an API's path stays. Each library
#            gets the identifier and nothing else; for the three SDKs of MCP also what the server's side of the same SDK says the address is.
# Expected   Libraries whose documentation names these RFCs find documents that are where they say.
# Guess      For the server all but @badgateway, which asks without the tenant. For the APIs: oauth4webapi to the letter; MCP for TypeScript takes the
#            slash off and keeps the query, MCP for Python the other way round; the servers' sides keep the slash and lose the query.
# Seen       requests_oauth2client's oauth2_discovery_document_url, "as specified in RFC8414", has .well-known before the path and the document's
#            name after it. Nobody guessed that. All else as guessed. The client of the SDK for TypeScript does not look where its own server
#            publishes; with the query no server's side publishes where RFC 9728 and two of three clients look.
# So         An issuer with a path is tried with each client before it is given one. An API of MCP says resource_metadata in its challenge, and does
#            not leave it to clients to find the address.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" oauth4webapi@3.8.8 openid-client@6.8.9 @openid4vc/oauth2@0.4.6 @badgateway/oauth2-client@3.3.1 @modelcontextprotocol/client@2.4.0 \
  @modelcontextprotocol/sdk@1.32.2
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check mcp==2.3.0 requests_oauth2client==1.8.0

cat > look.mjs <<'JS'
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { OAuth2Client } from "@badgateway/oauth2-client";
import * as newer from "@modelcontextprotocol/client";
import * as sdk from "@modelcontextprotocol/sdk/client/auth.js";
import { getOAuthProtectedResourceMetadataUrl } from "@modelcontextprotocol/sdk/server/auth/router.js";
import { fetchAuthorizationServerMetadata, setGlobalConfig } from "@openid4vc/oauth2";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";

setGlobalConfig({ allowInsecureUrls: true });
const server = createServer();
await once(server.listen(0, "127.0.0.1"), "listening");
const host = `http://127.0.0.1:${server.address().port}`;
const issuer = `${host}/tenant`;
const api = (resource) => ({ resource, authorization_servers: [issuer] });
const published = {
  "/.well-known/oauth-authorization-server/tenant": { issuer, token_endpoint: `${issuer}/token`, authorization_endpoint: `${issuer}/authorize`, response_types_supported: ["code"] },
  "/.well-known/oauth-protected-resource/mcp/": api(`${host}/mcp/`),
  "/.well-known/oauth-protected-resource/mcp?tenant=a": api(`${host}/mcp?tenant=a`),
};
const asked = [];
server.on("request", (request, response) => {
  asked.push(request.url);
  const document = published[request.url];
  request.resume().on("end", () => response.writeHead(document ? 200 : 404, { "content-type": "application/json", connection: "close" }).end(JSON.stringify(document ?? {})));
});
async function look(name, act) {
  asked.length = 0;
  await act().catch(() => {});
  const at = asked.findIndex((url) => published[url]);
  console.log(`  ${name}: ${asked.slice(0, at < 0 ? undefined : at + 1).join(", ")}: ${at < 0 ? "not found" : "found"}`);
}
const insecure = { [oauth.allowInsecureRequests]: true };
const python = (code) => execFileSync("python/bin/python", ["-c", code], { encoding: "utf8" }).trim().split("\n");
const fetchEach = async (code) => {
  for (const url of python(code)) if ((await fetch(url)).ok) return;
};

console.log(`an issuer with a path, /tenant`);
await look("oauth4webapi", () => oauth.discoveryRequest(new URL(issuer), { algorithm: "oauth2", ...insecure }));
await look("openid-client", () => openid.discovery(new URL(issuer), "nightly", "secret", undefined, { algorithm: "oauth2", execute: [openid.allowInsecureRequests] }));
await look("@openid4vc/oauth2", () => fetchAuthorizationServerMetadata(issuer));
await look("@modelcontextprotocol/client", () => newer.discoverAuthorizationServerMetadata(issuer));
await look("@modelcontextprotocol/sdk", () => sdk.discoverAuthorizationServerMetadata(issuer));
await look("mcp", () => fetchEach(`
from mcp.client.auth.utils import build_oauth_authorization_server_metadata_discovery_urls as urls
print(*urls("${issuer}", "${host}/mcp"), sep="\\n")`));
await look("@badgateway/oauth2-client", () => new OAuth2Client({ server: issuer, clientId: "nightly", clientSecret: "secret" }).getEndpoint("tokenEndpoint"));
await look("requests_oauth2client", () => fetchEach(`
from requests_oauth2client import oauth2_discovery_document_url
print(oauth2_discovery_document_url("${issuer}"))`));

for (const path of ["/mcp/", "/mcp?tenant=a"]) {
  console.log(`an API, ${path}`);
  const resource = `${host}${path}`;
  await look("oauth4webapi", () => oauth.resourceDiscoveryRequest(new URL(resource), insecure));
  await look("@modelcontextprotocol/client", () => newer.discoverOAuthProtectedResourceMetadata(resource));
  await look("@modelcontextprotocol/sdk", () => sdk.discoverOAuthProtectedResourceMetadata(resource));
  await look("mcp", () => fetchEach(`
from mcp.client.auth.utils import build_protected_resource_metadata_discovery_urls as urls
print(*urls(None, "${resource}"), sep="\\n")`));
  const [theirs] = python(`
from mcp.server.auth.routes import build_resource_metadata_url
from pydantic import AnyHttpUrl
print(build_resource_metadata_url(AnyHttpUrl("${resource}")))`);
  console.log(`  published by @modelcontextprotocol/sdk: ${getOAuthProtectedResourceMetadataUrl(new URL(resource)).slice(host.length)}`);
  console.log(`  published by mcp: ${theirs.slice(host.length)}`);
}
server.close();
server.closeAllConnections();
JS

node24 look.mjs > seen 2> warnings || { cat warnings; exit 1; }
as_before <<'TEXT'
an issuer with a path, /tenant
  oauth4webapi: /.well-known/oauth-authorization-server/tenant: found
  openid-client: /.well-known/oauth-authorization-server/tenant: found
  @openid4vc/oauth2: /.well-known/oauth-authorization-server/tenant: found
  @modelcontextprotocol/client: /.well-known/oauth-authorization-server/tenant: found
  @modelcontextprotocol/sdk: /.well-known/oauth-authorization-server/tenant: found
  mcp: /.well-known/oauth-authorization-server/tenant: found
  @badgateway/oauth2-client: /.well-known/oauth-authorization-server: not found
  requests_oauth2client: /.well-known/tenant/oauth-authorization-server: not found
an API, /mcp/
  oauth4webapi: /.well-known/oauth-protected-resource/mcp/: found
  @modelcontextprotocol/client: /.well-known/oauth-protected-resource/mcp, /.well-known/oauth-protected-resource: not found
  @modelcontextprotocol/sdk: /.well-known/oauth-protected-resource/mcp, /.well-known/oauth-protected-resource: not found
  mcp: /.well-known/oauth-protected-resource/mcp/: found
  published by @modelcontextprotocol/sdk: /.well-known/oauth-protected-resource/mcp/
  published by mcp: /.well-known/oauth-protected-resource/mcp/
an API, /mcp?tenant=a
  oauth4webapi: /.well-known/oauth-protected-resource/mcp?tenant=a: found
  @modelcontextprotocol/client: /.well-known/oauth-protected-resource/mcp?tenant=a: found
  @modelcontextprotocol/sdk: /.well-known/oauth-protected-resource/mcp?tenant=a: found
  mcp: /.well-known/oauth-protected-resource/mcp, /.well-known/oauth-protected-resource: not found
  published by @modelcontextprotocol/sdk: /.well-known/oauth-protected-resource/mcp
  published by mcp: /.well-known/oauth-protected-resource/mcp
TEXT
