#!/usr/bin/env bash
# Four pages of API documentation ask for the same token in four ways, and one of them is stopped before it asks
#
# Versions   swagger-ui 5.35.0, rapidoc 9.3.8, openapi-explorer 2.4.820, @scalar/api-reference 1.72.1, in Chromium 153.0.8010.0.
# Input      An OpenAPI document whose one operation wants the scope "read" by clientCredentials, of two that the flow lists. The token endpoint
#            is of another origin and allows what the preflight asks for; then only authorization and content-type, all that such a request
#            needs. Each page is clicked through with its own choices as they stand, for a client "ma chine" with the secret "a+b%ü". The
#            answer has token_type "bearer" or "DPoP".
# Expected   One document, one flow, one RFC: the same request from each, for the scope of the operation or for none.
# Guess      Written down before the first run: all send HTTP Basic without form-encoding and Bearer whatever the answer's token_type says; none
#            asks for a scope that nobody ticked; Scalar repeats client_id in the body. That swagger-ui wants a third header allowed was seen
#            first; the guess that it alone then fails was right.
# Seen       swagger-ui sends X-Requested-With: where the preflight does not allow that, no token is asked for. Three write id and secret as
#            they are, openapi-explorer in Latin-1; Scalar form-encodes them (RFC 6749 §2.3.1) and repeats nothing. In openapi-explorer every
#            scope of the flow is ticked, write too; the others ask for none, not even the operation's. Told DPoP, three call the API with
#            that word and no proof.
# So         A server that pages shall ask allows x-requested-with beside authorization. A secret with other letters than those of base64url works
#            in one page or in the other. Who tries an API out in openapi-explorer holds a token for everything.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "${CHROMIUM[@]}" swagger-ui-dist@5.35.0 rapidoc@9.3.8 openapi-explorer@2.4.820 @scalar/api-reference@1.72.1
pages

cat > views.mjs <<'JS'
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { visit } from "./pages.mjs";

/** What a reader does there: `ask` for a token, then `call` the API. */
const [ID, SECRET] = ["ma chine", "a+b%ü"];
const modules = "/node_modules";
const viewers = {
  "swagger-ui": {
    page: `<div id=a></div><script src=${modules}/swagger-ui-dist/swagger-ui-bundle.js></script>
      <script>SwaggerUIBundle({ url: "/api.json", dom_id: "#a" })</script>`,
    ask: [["button.authorize"], ["[data-name=clientId]", ID], ["[data-name=clientSecret]", SECRET], [".auth-btn-wrapper button.authorize"]],
    call: [[".auth-btn-wrapper .btn-done"], [".opblock-summary-control"], [".try-out__btn"], [".execute"]],
  },
  rapidoc: {
    page: `<script type=module src=${modules}/rapidoc/dist/rapidoc-min.js></script><rapi-doc spec-url=/api.json render-style=view></rapi-doc>`,
    ask: [[".oauth-client-id", ID], [".oauth-client-secret", SECRET], ["text=GET TOKEN"]],
    call: [[".endpoint-head"], ["button:text-is('TRY')"]],
  },
  "openapi-explorer": {
    page: `<script type=module src=${modules}/openapi-explorer/dist/browser/openapi-explorer.min.js></script>
      <openapi-explorer spec-url=/api.json></openapi-explorer>`,
    ask: [["text=Authentication"], [".oauth-client-input >> nth=0", ID], [".oauth-client-input >> nth=1", SECRET], ["text=GET TOKEN"]],
    call: [["text=/orders"], ["text=/^execute$/i >> visible=true"]],
  },
  scalar: {
    page: `<div id=a></div><script src=${modules}/@scalar/api-reference/dist/browser/standalone.js></script>
      <script>Scalar.createApiReference("#a", { url: "/api.json" })</script>`,
    ask: [["text=Select Auth Type"], ["[role=option]"], ["h1"], ["[data-placeholder]>>nth=1", ID], ["[placeholder=XYZ123]", SECRET], ["text=Authorize"]],
    call: [["text=Test Request"], ["button:has-text('Send')"]],
  },
};
async function follow(page, steps) {
  for (const [where, text] of steps) await (text ? page.fill(where, text) : page.click(where));
  await page.waitForTimeout(1000);
}
const token = { access_token: "opaque", token_type: "bearer", expires_in: 3600 };
let answer = token;
let allowed;
let requests = [];
const issuer = createServer(async (request, response) => {
  const wants = request.headers["access-control-request-headers"];
  const cors = { "access-control-allow-origin": "*", ...(wants && { "access-control-allow-headers": allowed ?? wants }) };
  if (request.method === "OPTIONS") {
    requests.push({ path: `preflight ${request.url}`, wants });
    return response.writeHead(204, cors).end();
  }
  const body = Buffer.concat(await request.toArray()).toString();
  requests.push({ path: request.url, authorization: request.headers.authorization ?? "none", body });
  const told = JSON.stringify(request.url === "/token" ? answer : []);
  response.writeHead(200, { ...cors, "content-type": "application/json", "cache-control": "no-store" }).end(told);
});
await once(issuer.listen(0, "127.0.0.1"), "listening");
const origin = `http://127.0.0.1:${issuer.address().port}`;
const flow = { tokenUrl: `${origin}/token`, scopes: { read: "Read orders", write: "Write orders" } };
const api = {
  openapi: "3.0.3",
  info: { title: "Orders", version: "1" },
  servers: [{ url: origin }],
  components: { securitySchemes: { machine: { type: "oauth2", flows: { clientCredentials: flow } } } },
  paths: { "/orders": { get: { security: [{ machine: ["read"] }], responses: { 200: { description: "Orders" } } } } },
};
/** Asks for a token and, where `all`, calls the API: its Authorization. */
async function look({ page: html, ask, call }, all) {
  await visit(
    ({ url }, response) => {
      if (url === "/") return response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><meta charset=utf-8>${html}`);
      if (url === "/api.json") return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(api));
      const known = url.startsWith(modules) && existsSync(`.${url}`);
      response.writeHead(known ? 200 : 404, { "content-type": "text/javascript" }).end(known ? readFileSync(`.${url}`) : "");
    },
    async (page) => {
      await page.setViewportSize({ width: 1400, height: 1600 });
      requests = [];
      await follow(page, ask);
      if (all) await follow(page, call);
    },
  );
  return requests.find(({ path }) => path === "/orders")?.authorization;
}

for (const [name, viewer] of Object.entries(viewers)) {
  console.log(`${name}:`);
  [answer, allowed] = [token, undefined];
  console.log(`  API asked with: ${await look(viewer, true)}`);
  const { authorization, body } = requests.find(({ path }) => path === "/token");
  const octets = Buffer.from(authorization.slice("Basic ".length), "base64").toString("latin1");
  console.log(`  token asked with: Basic ${[...octets].map((one) => (one > "~" ? `<${one.charCodeAt(0).toString(16)}>` : one)).join("")}; ${body}`);
  console.log(`  preflight wants: ${requests.find(({ path }) => path === "preflight /token").wants}`);
  answer = { ...token, token_type: "DPoP" };
  console.log(`  told DPoP, API asked with: ${await look(viewer, true)}`);
  [answer, allowed] = [token, "authorization, content-type"];
  await look(viewer, false);
  console.log(`  preflight allows authorization, content-type: ${requests.some(({ path }) => path === "/token") ? "asked" : "not asked"}`);
}
issuer.close();
issuer.closeAllConnections();
JS

node views.mjs > seen
as_before <<'TEXT'
swagger-ui:
  API asked with: Bearer opaque
  token asked with: Basic ma chine:a+b%<c3><bc>; grant_type=client_credentials
  preflight wants: authorization,x-requested-with
  told DPoP, API asked with: DPoP opaque
  preflight allows authorization, content-type: not asked
rapidoc:
  API asked with: Bearer opaque
  token asked with: Basic ma chine:a+b%<c3><bc>; grant_type=client_credentials
  preflight wants: authorization
  told DPoP, API asked with: DPoP opaque
  preflight allows authorization, content-type: asked
openapi-explorer:
  API asked with: Bearer opaque
  token asked with: Basic ma chine:a+b%<fc>; grant_type=client_credentials&scope=read+write
  preflight wants: authorization
  told DPoP, API asked with: DPoP opaque
  preflight allows authorization, content-type: asked
scalar:
  API asked with: Bearer opaque
  token asked with: Basic ma+chine:a%2Bb%25%C3%BC; grant_type=client_credentials
  preflight wants: authorization
  told DPoP, API asked with: Bearer opaque
  preflight allows authorization, content-type: asked
TEXT
