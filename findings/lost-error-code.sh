#!/usr/bin/env bash
# A client loses the code of an error because the server sends the header that RFC 6749 §5.2 asks for
#
# Versions   openid-client 6.8.9 and oauth4webapi 3.8.8; oidc-provider 9.13.3, by the same author, and @node-oauth/oauth2-server 5.3.0;
#            Node 24.22.3.
# Input      client_credentials with a wrong secret, by client_secret_basic and by client_secret_post, to either server. By Basic both answer
#            401 with WWW-Authenticate and { "error": "invalid_client" }, as RFC 6749 §5.2 has it; by the form one answers 401, the other 400.
# Expected   error.error is "invalid_client" each time: that member is what an OAuth client reads of an error.
# Guess      That the code is lost beside WWW-Authenticate had been measured before. Written down before this run: it is there for both of the
#            form; by Basic the parsed challenge has error="invalid_client" from oidc-provider and only a realm from the other; the body was not
#            read, so the caller can still read it.
# Seen       By Basic error.error is undefined, at both servers; by the form it is invalid_client. The three later guesses were right: the code waits
#            in error.cause[0].parameters.error if the server repeats it in the challenge (no RFC asks for that under Basic), and in the body,
#            which nobody has read.
# So         With these two a wrong secret is told by error.code OAUTH_WWW_AUTHENTICATE_CHALLENGE, or by error.response.json();
#            error.error === "invalid_client" is true or not by how the client is registered.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" openid-client@6.8.9 oauth4webapi@3.8.8 oidc-provider@9.13.3 @node-oauth/oauth2-server@5.3.0

cat > meet.mjs <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";
import OAuth2Server from "@node-oauth/oauth2-server";
import Provider from "oidc-provider";
import * as oauth from "oauth4webapi";
import * as client from "openid-client";

async function listen(make) {
  const server = createServer();
  await once(server.listen(0, "127.0.0.1"), "listening");
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on("request", make(issuer));
  return { issuer, close: () => (server.close(), server.closeAllConnections()) };
}
const machine = { client_secret: "secret", grant_types: ["client_credentials"], redirect_uris: [], response_types: [] };
const servers = {
  "oidc-provider": await listen((issuer) =>
    new Provider(issuer, {
      clients: ["basic", "post"].map((how) => ({ ...machine, client_id: how, token_endpoint_auth_method: `client_secret_${how}` })),
      features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    }).callback(),
  ),
  "@node-oauth": await listen(() => {
    const model = { getClient: () => null, getUserFromClient: () => ({}), saveToken: (token) => token };
    const server = new OAuth2Server({ model });
    return async (request, response) => {
      const chunks = await request.toArray();
      const body = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
      const answer = new OAuth2Server.Response();
      await server.token(new OAuth2Server.Request({ method: request.method, query: {}, headers: request.headers, body }), answer).catch(() => {});
      response.writeHead(answer.status, { ...answer.headers, "content-type": "application/json" }).end(JSON.stringify(answer.body));
    };
  }),
};

const insecure = { [oauth.allowInsecureRequests]: true };
async function told(how, issuer) {
  const as = { issuer, token_endpoint: `${issuer}/token` };
  const ways = {
    async "openid-client"() {
      const proof = how === "basic" ? client.ClientSecretBasic("wrong") : client.ClientSecretPost("wrong");
      const configuration = new client.Configuration(as, how, undefined, proof);
      client.allowInsecureRequests(configuration);
      await client.clientCredentialsGrant(configuration);
    },
    async oauth4webapi() {
      const proof = how === "basic" ? oauth.ClientSecretBasic("wrong") : oauth.ClientSecretPost("wrong");
      const response = await oauth.clientCredentialsGrantRequest(as, { client_id: how }, proof, {}, insecure);
      await oauth.processClientCredentialsResponse(as, { client_id: how }, response);
    },
  };
  for (const [name, ask] of Object.entries(ways)) {
    const error = await ask().then(() => "a token", (error) => error);
    const challenges = Array.isArray(error.cause) ? error.cause.map(({ scheme, parameters }) => `${scheme} ${Object.keys(parameters).join(" ")}`) : [];
    const left = error.response?.bodyUsed === false ? (await error.response.json()).error : "read";
    console.log(`  ${name}: ${error.name} ${error.code}, error ${error.error}, challenge ${challenges.join(", ") || "none"}, body ${left}`);
  }
}
for (const [name, { issuer, close }] of Object.entries(servers)) {
  for (const how of ["basic", "post"]) {
    const headers = how === "basic" ? { authorization: `Basic ${btoa("basic:wrong")}` } : {};
    const form = { grant_type: "client_credentials", ...(how === "post" ? { client_id: how, client_secret: "wrong" } : {}) };
    const answer = await fetch(`${issuer}/token`, { method: "POST", headers, body: new URLSearchParams(form) });
    const scheme = answer.headers.get("www-authenticate")?.split(" ")[0];
    console.log(`${name}, ${how}: ${answer.status} ${(await answer.json()).error}${scheme ? `, WWW-Authenticate: ${scheme}` : ""}`);
    await told(how, issuer);
  }
  close();
}
JS

node24 meet.mjs 2> warnings | grep -v "^oidc-provider [A-Z]*:" > seen || { cat warnings; exit 1; }
as_before <<'TEXT'
oidc-provider, basic: 401 invalid_client, WWW-Authenticate: Basic
  openid-client: WWWAuthenticateChallengeError OAUTH_WWW_AUTHENTICATE_CHALLENGE, error undefined, challenge basic realm error error_description, body invalid_client
  oauth4webapi: WWWAuthenticateChallengeError OAUTH_WWW_AUTHENTICATE_CHALLENGE, error undefined, challenge basic realm error error_description, body invalid_client
oidc-provider, post: 401 invalid_client
  openid-client: ResponseBodyError OAUTH_RESPONSE_BODY_ERROR, error invalid_client, challenge none, body read
  oauth4webapi: ResponseBodyError OAUTH_RESPONSE_BODY_ERROR, error invalid_client, challenge none, body read
@node-oauth, basic: 401 invalid_client, WWW-Authenticate: Basic
  openid-client: WWWAuthenticateChallengeError OAUTH_WWW_AUTHENTICATE_CHALLENGE, error undefined, challenge basic realm, body invalid_client
  oauth4webapi: WWWAuthenticateChallengeError OAUTH_WWW_AUTHENTICATE_CHALLENGE, error undefined, challenge basic realm, body invalid_client
@node-oauth, post: 400 invalid_client
  openid-client: ResponseBodyError OAUTH_RESPONSE_BODY_ERROR, error invalid_client, challenge none, body read
  oauth4webapi: ResponseBodyError OAUTH_RESPONSE_BODY_ERROR, error invalid_client, challenge none, body read
TEXT
