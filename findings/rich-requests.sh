#!/usr/bin/env bash
# Six clients do five things with authorization_details given as a list, none of them JSON, and with one a token comes without them
#
# Versions   oauth4webapi 3.8.8, openid-client 6.9.0, simple-oauth2 5.1.0 and the server, oidc-provider 9.13.3, under Node 24.22.3;
#            requests-oauth2client 1.8.0, Authlib 1.9.10, requests-oauthlib 2.0.0 with oauthlib 4.0.1 under Python 3.
# Input      client_credentials with authorization_details of a type that server and client are registered for (RFC 9396), as a list and as its
#            JSON, with and without the resource that its `locations` name. The server has no default resource.
# Expected   A parameter whose value is JSON (§2) is written as JSON, or a list is refused where it is given.
# Guess      Written down before the first run: of a list requests-oauth2client makes JSON, simple-oauth2 nothing, and a token comes to both. oauth4webapi
#            and openid-client write "[object Object]", Authlib and requests-oauthlib Python's spelling, and the server refuses. JSON passes
#            everywhere. The server, from memory, leaves details out without a word; its source, seen then, says that it wants a resource.
# Seen       requests-oauth2client writes the names of the members, one parameter each, and hears that a parameter came twice. Authlib fails before
#            it asks. The rest of the clients was guessed rightly: simple-oauth2's token is good for what the scope says, and nobody is told
#            that nothing was limited. JSON passes, and details are in the answer and in the JWT. Without resource it is invalid_target.
# So         A client writes JSON itself, and compares what the answer says with what it asked for (§7). A server that knows the parameter
#            says so where it comes empty; who shows requests shows an empty parameter as one.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" oidc-provider@9.13.3 jose@6.2.18 oauth4webapi@3.8.8 openid-client@6.9.0 simple-oauth2@5.1.0
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check requests-oauth2client==1.8.0 authlib==1.9.10 requests-oauthlib==2.0.0 oauthlib==4.0.1

cat > ask.py <<'PY'
import json
import os
import sys

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
library, token_endpoint, more = sys.argv[1:]
more = json.loads(more)
if library == "requests-oauth2client":
    from requests_oauth2client import OAuth2Client

    # `testing` allows http.
    OAuth2Client(token_endpoint, client_id="nightly", client_secret="secret", testing=True).client_credentials(scope="orders", **more)
elif library == "Authlib":
    from authlib.integrations.requests_client import OAuth2Session

    OAuth2Session("nightly", "secret", scope="orders").fetch_token(token_endpoint, grant_type="client_credentials", **more)
else:
    from oauthlib.oauth2 import BackendApplicationClient
    from requests_oauthlib import OAuth2Session

    session = OAuth2Session(client=BackendApplicationClient("nightly", scope="orders"))
    session.fetch_token(token_endpoint, client_id="nightly", client_secret="secret", **more)
PY

cat > ask.mjs <<'JS'
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { decodeJwt } from "jose";
import * as oauth from "oauth4webapi";
import Provider from "oidc-provider";
import * as openid from "openid-client";
import { ClientCredentials } from "simple-oauth2";

const server = createServer();
await once(server.listen(0, "127.0.0.1"), "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;
const nightly = { client_id: "nightly", client_secret: "secret", grant_types: ["client_credentials"], redirect_uris: [], response_types: [] };
const askedFor = ({ oidc }) => oidc.params.authorization_details && JSON.parse(oidc.params.authorization_details);
const provider = new Provider(issuer, {
  clients: [{ ...nightly, authorization_details_types: ["payment"] }],
  scopes: ["orders"],
  ttl: { ClientCredentials: 600 },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: { enabled: true, getResourceServerInfo: () => ({ scope: "orders", accessTokenFormat: "jwt" }) },
    richAuthorizationRequests: {
      enabled: true,
      types: { payment: { validate: () => {} } },
      authorizationDetailsForAccessToken: askedFor,
    },
  },
});
let sent, said;
provider.use(async (ctx, next) => {
  await next();
  if (ctx.path === "/token") [sent, said] = [ctx.oidc.body.authorization_details, ctx.body];
});
server.on("request", provider.callback());

const token_endpoint = `${issuer}/token`;
const as = { issuer, token_endpoint };
const client = { client_id: "nightly" };
const config = new openid.Configuration(as, "nightly", undefined, openid.ClientSecretBasic("secret"));
openid.allowInsecureRequests(config);
const basic = oauth.ClientSecretBasic("secret");
const simple = new ClientCredentials({ client: { id: "nightly", secret: "secret" }, auth: { tokenHost: issuer, tokenPath: "/token" } });
const python = (library) => (more) => promisify(execFile)("python/bin/python", ["ask.py", library, token_endpoint, JSON.stringify(more)]);
const clients = {
  "oauth4webapi": (more) => oauth.clientCredentialsGrantRequest(as, client, basic, { scope: "orders", ...more }, { [oauth.allowInsecureRequests]: true }),
  "openid-client": (more) => openid.clientCredentialsGrant(config, { scope: "orders", ...more }),
  "simple-oauth2": (more) => simple.getToken({ scope: "orders", ...more }),
  "requests-oauth2client": python("requests-oauth2client"),
  "Authlib": python("Authlib"),
  "requests-oauthlib": python("requests-oauthlib"),
};
const resource = "https://api.test";
const list = [{ type: "payment", locations: [resource], amount: "100.00" }];
const without = { authorization_details: JSON.stringify(list) };
const ways = { "list": { authorization_details: list, resource }, "JSON": { ...without, resource }, "JSON, no resource": without };
for (const [name, ask] of Object.entries(clients)) {
  console.log(name);
  for (const [way, more] of Object.entries(ways)) {
    [sent, said] = [];
    await ask(more).catch(() => {});
    if (!said) {
      console.log(`    ${way}: fails before it asks`);
      continue;
    }
    const { access_token, authorization_details, error, error_description } = said;
    const inside = access_token && decodeJwt(access_token).authorization_details;
    const told = way === "list" ? `, ${error_description}` : "";
    const has = `a token, details ${authorization_details ? "in the answer" : "nowhere"}${inside ? " and in the token" : ""}`;
    console.log(`    ${way} sent as ${way === "list" ? JSON.stringify(sent) : "JSON"}: ${error ? `${error}${told}` : has}`);
  }
}
process.exit();
JS

node24 ask.mjs 2> warnings > seen
as_before <<'TEXT'
oauth4webapi
    list sent as "[object Object]": invalid_authorization_details, could not parse the authorization_details parameter JSON
    JSON sent as JSON: a token, details in the answer and in the token
    JSON, no resource sent as JSON: invalid_target
openid-client
    list sent as "[object Object]": invalid_authorization_details, could not parse the authorization_details parameter JSON
    JSON sent as JSON: a token, details in the answer and in the token
    JSON, no resource sent as JSON: invalid_target
simple-oauth2
    list sent as "": a token, details nowhere
    JSON sent as JSON: a token, details in the answer and in the token
    JSON, no resource sent as JSON: invalid_target
requests-oauth2client
    list sent as ["type","locations","amount"]: invalid_request, 'authorization_details' parameter must not be provided twice
    JSON sent as JSON: a token, details in the answer and in the token
    JSON, no resource sent as JSON: invalid_target
Authlib
    list: fails before it asks
    JSON sent as JSON: a token, details in the answer and in the token
    JSON, no resource sent as JSON: invalid_target
requests-oauthlib
    list sent as "[{'type': 'payment', 'locations': ['https://api.test'], 'amount': '100.00'}]": invalid_authorization_details, could not parse the authorization_details parameter JSON
    JSON sent as JSON: a token, details in the answer and in the token
    JSON, no resource sent as JSON: invalid_target
TEXT
