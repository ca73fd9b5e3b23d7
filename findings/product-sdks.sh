#!/usr/bin/env bash
# A token of five minutes serves one call: SDKs of OpenFGA and commercetools get a new one each time, and Camunda's wants a JWT
#
# Versions   @openfga/sdk 0.9.7, @commercetools/ts-client 5.0.3, @camunda8/sdk 8.8.13 under Node 24.22.3; openfga-sdk 0.10.5 under Python 3.
# Input      client_credentials, told to each by its settings: scope "read a+b", except OpenFGA's for JavaScript. The answer's token is an RFC 9068
#            JWT or opaque; expires_in 3600, 660, 300, 60, 0 or none, or it is a 401. Three calls follow each, one after the other; then eight at
#            once, and one call whose token the API refuses once.
# Expected   A client renews a few seconds before expires_in says; MSAL's 300 are known as much. To a client an opaque token is as good as a JWT
#            (RFC 6749 §1.4).
# Guess      Written down before the first run: without expires_in OpenFGA's for Python fails, and the one for JavaScript asks for each call; 0 is a
#            token for each call to both. commercetools' is five minutes early, as remembered, so that 300 and 60 are a token for each call. It
#            gets a new one when the API refuses one, and one for eight calls at once; OpenFGA's gets eight. Camunda's, its source seen,
#            fails at opaque tokens and writes the scope as it is. Of OpenFGA's at 300 and 60 nothing was guessed.
# Seen       OpenFGA's too use no token of 300 twice: they renew 300 seconds early, and by chance up to 300 more. For Python 0 is an error. Eight calls
#            at once are eight tokens to commercetools', and one to OpenFGA's. commercetools' writes its scope as it is as well: "a+b" arrives as
#            "a b". None gets a new token when the API refuses one. The rest is as guessed.
# So         Whoever shortens tokens to five minutes for safety's sake gets a token request for each call of these; under ten minutes it is chance.
#            A server for them has scopes without "+", and JWTs for Camunda's.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" @openfga/sdk@0.9.7 @commercetools/ts-client@5.0.3 @camunda8/sdk@8.8.13
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openfga-sdk==0.10.5

cat > call.py <<'PY'
import sys
from openfga_sdk import ClientConfiguration
from openfga_sdk.credentials import CredentialConfiguration, Credentials
from openfga_sdk.sync import OpenFgaClient

origin, times = sys.argv[1:]
settings = {"api_issuer": origin, "api_audience": "orders", "client_id": "nightly", "client_secret": "secret", "scopes": "read a+b"}
credentials = Credentials(method="client_credentials", configuration=CredentialConfiguration(**settings))
client = OpenFgaClient(ClientConfiguration(api_url=origin, credentials=credentials))
for _ in range(int(times)):
    client.list_stores()
PY

cat > meet.mjs <<'JS'
import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { Camunda8 } from "@camunda8/sdk";
import { ClientBuilder } from "@commercetools/ts-client";
import { CredentialsMethod, OpenFgaClient } from "@openfga/sdk";

let answer;
let refuse;
let asked;
let used;
// The token endpoint, and for any other path an API that has nothing.
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const reply = (status, content) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content));
  if (request.url.endsWith("/token")) {
    asked.push(new URLSearchParams(body).get("scope"));
    await setTimeout(100); // So that calls at once are.
    return reply(...answer);
  }
  used += 1;
  if (refuse-- > 0) return reply(401, {});
  reply(200, { stores: [], continuation_token: "", brokers: [] });
});
await once(server.listen(0, "127.0.0.1"), "listening");
const origin = `http://127.0.0.1:${server.address().port}`;

// Each gives a new client, and with it a function that calls `times` times in a row.
const inARow = (call) => async (times) => {
  for (let time = 0; time < times; time += 1) await call();
};
const sdks = {
  "OpenFGA, JavaScript": () => {
    const config = { apiTokenIssuer: origin, apiAudience: "orders", clientId: "nightly", clientSecret: "secret" };
    const client = new OpenFgaClient({ apiUrl: origin, credentials: { method: CredentialsMethod.ClientCredentials, config } });
    return inARow(() => client.listStores());
  },
  "OpenFGA, Python": () => (times) => promisify(execFile)("python/bin/python", ["call.py", origin, times]),
  "commercetools": () => {
    const common = { host: origin, httpClient: fetch };
    const settings = { projectKey: "orders", credentials: { clientId: "nightly", clientSecret: "secret" }, scopes: ["read", "a+b"] };
    const client = new ClientBuilder().withClientCredentialsFlow({ ...common, ...settings }).withHttpMiddleware(common).build();
    return inARow(() => client.execute({ uri: "/orders", method: "GET" }));
  },
  "Camunda": () => {
    const client = new Camunda8({
      ZEEBE_REST_ADDRESS: origin,
      CAMUNDA_AUTH_STRATEGY: "OAUTH",
      CAMUNDA_OAUTH_URL: `${origin}/token`,
      ZEEBE_CLIENT_ID: "nightly",
      ZEEBE_CLIENT_SECRET: "secret",
      CAMUNDA_TOKEN_SCOPE: "read a+b",
      CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
      CAMUNDA_LOG_LEVEL: "none",
    }).getCamundaRestClient();
    return inARow(() => client.getTopology());
  },
};

const part = (content) => Buffer.from(JSON.stringify(content)).toString("base64url");
const jwt = (life) => {
  const claims = { iss: origin, sub: "nightly", client_id: "nightly", aud: "orders", exp: Math.floor(Date.now() / 1000) + life };
  return [part({ alg: "RS256", typ: "at+jwt" }), part(claims), "A".repeat(342)].join(".");
};
const good = (life, access_token = jwt(life)) => [200, { access_token, token_type: "Bearer", expires_in: life }];
const given = [3600, 660, 300, 60].map((life) => [`life ${life}`, () => good(life)]);
given.push(["life 0", () => good(0, jwt(3600))], ["no life", () => [200, { access_token: jwt(3600), token_type: "Bearer" }]]);
given.push(["opaque", () => good(3600, "opaque")], ["secret refused", () => [401, { error: "invalid_client" }]]);
async function told(run) {
  [asked, used] = [[], 0];
  const failed = await run().then(() => "", () => "fails with ");
  return `${failed}${asked.length}`;
}
for (const [name, make] of Object.entries(sdks)) {
  const seen = [];
  refuse = 0;
  for (const [what, one] of given) {
    answer = one();
    seen.push(`${what}: ${await told(() => make()(3))}`);
  }
  answer = good(3600);
  if (name !== "OpenFGA, Python") {
    const call = make();
    seen.push(`eight at once: ${await told(() => Promise.all(Array.from({ length: 8 }, () => call(1))))}`);
  }
  refuse = 1;
  seen.push(`refused by the API: ${await told(() => make()(1))} and ${used} call`);
  console.log(`${name}, scope ${asked[0]}\n    tokens for three calls, ${seen.join(", ")}`);
}
process.exit();
JS

HOME=$TMPDIR node24 meet.mjs 2> warnings > seen
as_before <<'TEXT'
OpenFGA, JavaScript, scope null
    tokens for three calls, life 3600: 1, life 660: 1, life 300: 3, life 60: 3, life 0: 3, no life: 3, opaque: 1, secret refused: fails with 1, eight at once: 1, refused by the API: fails with 1 and 1 call
OpenFGA, Python, scope read a+b
    tokens for three calls, life 3600: 1, life 660: 1, life 300: 3, life 60: 3, life 0: fails with 1, no life: fails with 1, opaque: 1, secret refused: fails with 1, refused by the API: fails with 1 and 1 call
commercetools, scope read a b
    tokens for three calls, life 3600: 1, life 660: 1, life 300: 3, life 60: 3, life 0: 3, no life: 3, opaque: 1, secret refused: fails with 1, eight at once: 8, refused by the API: fails with 1 and 1 call
Camunda, scope read a b
    tokens for three calls, life 3600: 1, life 660: 1, life 300: 1, life 60: 1, life 0: 1, no life: 1, opaque: fails with 1, secret refused: fails with 1, eight at once: 1, refused by the API: fails with 1 and 1 call
TEXT
