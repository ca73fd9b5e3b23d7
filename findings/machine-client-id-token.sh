#!/usr/bin/env bash
# A client that never gets an ID Token is refused a token for the algorithm of its ID Tokens
#
# Versions   oidc-provider 9.13.3 and jose 6.2.18 under Node 24.22.3.
# Input      A server whose only key is for ES256, and a client registered for client_credentials alone (no redirect, no response type), whose
#            metadata say nothing of ID Tokens: configured, or registered by RFC 7591. The same with id_token_signed_response_alg: ES256.
# Expected   This grant has no ID Token (OIDC Core §3), so how one would be signed cannot matter; and what is wrong with a configured client
#            is said when the server starts.
# Guess      The token endpoint's refusal was met in passing: no guess was written down before it. Before this script was run: registration refuses
#            too, with the same error; introspection by such a client is refused like the token request; the message names the member.
# Seen       The server starts. Every request of the configured client gets 400 invalid_client_metadata, which is an error of registration
#            (RFC 7591 §3.2.2) and none of the token endpoint (RFC 6749 §5.2): the default of the member is RS256 (OIDC Registration §2), for
#            which there is no key. The three later guesses were right.
# So         A server without an RSA key asks machine clients for a member about ID Tokens. Who reads errors of a token endpoint as RFC 6749's seven
#            meets an eighth: the client's registration is at fault, and nothing in the request is.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" oidc-provider@9.13.3 jose@6.2.18

cat > server.mjs <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import Provider from "oidc-provider";

const server = createServer();
await once(server.listen(0, "127.0.0.1"), "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;
const { privateKey } = await generateKeyPair("ES256", { extractable: true });
const machine = { grant_types: ["client_credentials"], redirect_uris: [], response_types: [] };
const alg = { id_token_signed_response_alg: "ES256" };
const provider = new Provider(issuer, {
  jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: "ES256", use: "sig" }] },
  clients: [
    { client_id: "silent", client_secret: "secret", ...machine },
    { client_id: "named", client_secret: "secret", ...machine, ...alg },
  ],
  enabledJWA: { idTokenSigningAlgValues: ["ES256", "RS256"] },
  ttl: { ClientCredentials: 600 },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    introspection: { enabled: true },
    registration: { enabled: true },
  },
});
server.on("request", provider.callback());
console.log("the server starts");
const told = async (what, answer) => {
  const { error, error_description: why } = await answer.json();
  console.log(`${what}: ${answer.status}${error ? ` ${error}, ${why}` : ""}`);
};
const post = (path, client, form) =>
  fetch(issuer + path, { method: "POST", headers: { authorization: `Basic ${btoa(`${client}:secret`)}` }, body: new URLSearchParams(form) });
for (const client of ["silent", "named"]) {
  await told(`${client}, token`, await post("/token", client, { grant_type: "client_credentials" }));
  await told(`${client}, introspection`, await post("/token/introspection", client, { token: "unknown" }));
}
const register = (metadata) =>
  fetch(`${issuer}/reg`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(metadata) });
await told("registered, silent", await register(machine));
await told("registered, named", await register({ ...machine, ...alg }));
server.close();
server.closeAllConnections();
JS

node24 server.mjs > seen 2> warnings || { cat warnings; exit 1; }

as_before <<'TEXT'
the server starts
silent, token: 400 invalid_client_metadata, id_token_signed_response_alg must be 'ES256'
silent, introspection: 400 invalid_client_metadata, id_token_signed_response_alg must be 'ES256'
named, token: 200
named, introspection: 200
registered, silent: 400 invalid_client_metadata, id_token_signed_response_alg must be 'ES256'
registered, named: 201
TEXT
