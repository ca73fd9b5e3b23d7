#!/usr/bin/env bash
# Airbyte's manifest has "scopes", and a token endpoint sees no scope: the token comes, and the API refuses it
#
# Versions   airbyte-cdk 7.39.1 (its command source-declarative-manifest), dlt 1.31.0 (rest_api) under Python 3; oidc-provider 9.13.3 and jose 6.2.18
#            under Node 24.22.3.
# Input      client_credentials for two streams of three pages. oidc-provider signs JWTs for the scopes "read" and "write"; the API wants "read".
#            Then a token endpoint of our own that says expires_in 3600, nothing or 0, or invalid_client.
# Expected   `scopes: [read, write]`, documented as the scopes that should be granted, is asked for as scope=read write (RFC 6749 §3.3).
# Guess      Written down before the first run: both send a form with the secret in it. Without expires_in dlt counts an hour and Airbyte fails; 0
#            is one token for each call. Of how Airbyte writes scopes nothing was guessed; once that was seen: oidc-provider gives a token
#            without a scope.
# Seen       Airbyte writes scopes=read&scopes=write, which is no parameter of OAuth, so that a server has to ignore it (§3.2). The token has no scope
#            and the run fails at the API; `refresh_request_body: {scope: read write}` is what works. Without expires_in Airbyte counts an
#            hour too, and at 0 it gets two tokens for each call. Neither shows the code invalid_client.
# So         A server that is asked for no scope, and has no default, answers invalid_scope (§3.3): then the run fails where the cause is. Who shows
#            token requests names the parameters that a server passes over.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" oidc-provider@9.13.3 jose@6.2.18
python3 -m venv airbyte-cdk && airbyte-cdk/bin/pip install --quiet --disable-pip-version-check airbyte-cdk==7.39.1
python3 -m venv dlt && dlt/bin/pip install --quiet --disable-pip-version-check dlt==1.31.0

cat > pipeline.py <<'PY'
import sys
from dlt.sources.rest_api import rest_api_source

issuer, api = sys.argv[1:]
auth = {"type": "oauth2_client_credentials", "access_token_url": f"{issuer}/token", "client_id": "nightly", "client_secret": "secret"}
auth["access_token_request_data"] = {"scope": "read write"}
pages = {"type": "json_link", "next_url_path": "next"}
resources = [{"name": name, "endpoint": {"path": name, "data_selector": "data"}} for name in ["orders", "people"]]
source = rest_api_source({"client": {"base_url": api, "auth": auth, "paginator": pages}, "resources": resources})
for resource in source.resources.values():
    list(resource)
PY

cat > run.mjs <<'JS'
import { execFile } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { decodeJwt } from "jose";
import Provider from "oidc-provider";

async function listen(answer) {
  const server = createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${server.address().port}`;
}
const json = (response, status, body) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
const nightly = { client_id: "nightly", client_secret: "secret" };
const grant_types = ["client_credentials"];
const resource = { scope: "read write", accessTokenFormat: "jwt" };
let asked, answer, judge, calls, provider;
const real = await listen((request, response) => provider(request, response));
provider = new Provider(real, {
  clients: [{ ...nightly, grant_types, redirect_uris: [], response_types: [], token_endpoint_auth_method: "client_secret_post" }],
  scopes: ["read", "write"],
  ttl: { ClientCredentials: 600 },
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    resourceIndicators: { enabled: true, defaultResource: () => "https://api.test", getResourceServerInfo: () => resource },
  },
}).callback();
const own = await listen(async (request, response) => {
  asked.push(Buffer.concat(await request.toArray()).toString());
  json(response, ...answer);
});
const api = await listen((request, response) => {
  calls += 1;
  if (!judge(request.headers.authorization.slice("Bearer ".length))) return json(response, 403, { error: "insufficient_scope" });
  const { pathname, searchParams } = new URL(request.url, api);
  const page = Number(searchParams.get("page") ?? 1) + 1;
  json(response, 200, { data: [{ id: page }], ...(page <= 3 && { page, next: `${api}${pathname}?page=${page}` }) });
});

function airbyte(issuer, scopes) {
  const authenticator = { type: "OAuthAuthenticator", token_refresh_endpoint: `${issuer}/token`, grant_type: grant_types[0], ...nightly, ...scopes };
  const names = ["orders", "people"];
  const page_token_option = { type: "RequestOption", inject_into: "request_parameter", field_name: "page" };
  const pagination_strategy = { type: "CursorPagination", cursor_value: "{{ response.page }}", stop_condition: "{{ not response.page }}" };
  const streams = names.map((name) => ({
    type: "DeclarativeStream",
    name,
    schema_loader: { type: "InlineSchemaLoader", schema: {} },
    retriever: {
      type: "SimpleRetriever",
      record_selector: { type: "RecordSelector", extractor: { type: "DpathExtractor", field_path: ["data"] } },
      requester: { type: "HttpRequester", url_base: api, path: name, authenticator },
      paginator: { type: "DefaultPaginator", page_token_option, pagination_strategy },
    },
  }));
  const spec = { type: "Spec", connection_specification: {} };
  const modes = { sync_mode: "full_refresh", destination_sync_mode: "overwrite" };
  const manifest = { version: "6.0.0", type: "DeclarativeSource", check: { type: "CheckStream", stream_names: names }, streams, spec };
  const chosen = names.map((name) => ({ stream: { name, json_schema: {}, supported_sync_modes: ["full_refresh"] }, ...modes }));
  const files = { manifest, config: {}, catalog: { streams: chosen } };
  for (const [name, content] of Object.entries(files)) writeFileSync(`${name}.json`, JSON.stringify(content));
  const told = "read --config config.json --catalog catalog.json --manifest-path manifest.json".split(" ");
  return ["airbyte-cdk/bin/source-declarative-manifest", told];
}
const ways = {
  "Airbyte": (issuer) => airbyte(issuer, { scopes: ["read", "write"] }),
  "Airbyte by refresh_request_body": (issuer) => airbyte(issuer, { refresh_request_body: { scope: "read write" } }),
  "dlt": (issuer) => ["dlt/bin/python", ["pipeline.py", issuer, api]],
};
async function run(way, issuer) {
  [asked, calls] = [[], 0];
  const end = await promisify(execFile)(...ways[way](issuer), { maxBuffer: 1e8 }).catch((error) => ({ failed: true, ...error }));
  const code = `${end.stdout}${end.stderr}`.includes("invalid_client") ? " with invalid_client" : "";
  return `${end.failed ? "fails" : "passes"}${code}, ${calls} calls`;
}

for (const way of Object.keys(ways)) {
  const granted = new Set();
  judge = (token) => granted.add(decodeJwt(token).scope ?? "no scope").has("read write");
  console.log(`${way} with oidc-provider: ${await run(way, real)}, token for ${[...granted]}`);
}
judge = () => true;
const good = { access_token: "token", token_type: "Bearer" };
const answers = { "an hour": [200, { ...good, expires_in: 3600 }], "no time": [200, good], "time 0": [200, { ...good, expires_in: 0 }] };
const cases = { ...answers, "secret refused": [401, { error: "invalid_client" }] };
for (const way of ["Airbyte", "dlt"]) {
  for (const [name, given] of Object.entries(cases)) {
    answer = given;
    const came = await run(way, own);
    if (name === "an hour") console.log(`${way} sends ${asked[0]}`);
    console.log(`    ${name}: ${came}, ${asked.length} token requests`);
  }
}
process.exit();
JS

node24 run.mjs 2> warnings > seen
as_before <<'TEXT'
Airbyte with oidc-provider: fails, 2 calls, token for no scope
Airbyte by refresh_request_body with oidc-provider: passes, 6 calls, token for read write
dlt with oidc-provider: passes, 6 calls, token for read write
Airbyte sends grant_type=client_credentials&client_id=nightly&client_secret=secret&scopes=read&scopes=write
    an hour: passes, 6 calls, 2 token requests
    no time: passes, 6 calls, 2 token requests
    time 0: passes, 6 calls, 12 token requests
    secret refused: fails, 0 calls, 2 token requests
dlt sends client_id=nightly&client_secret=secret&grant_type=client_credentials&scope=read+write
    an hour: passes, 6 calls, 2 token requests
    no time: passes, 6 calls, 2 token requests
    time 0: passes, 6 calls, 6 token requests
    secret refused: fails, 0 calls, 1 token requests
TEXT
