// createIssuer({ issuer }): an issuer under another name, in the same process. Natively tests/issuer_names.rs compares every answer with the
// page's; here the libraries judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, clientToken, createIssuer, discover, discovered, jose, keySet, oauth, proofOf } from "./lab.js";

const ISSUER = "https://login.example/tenant";

test("discovery, a token, its keys and its API lie under the other name", async (t) => {
  const at = await discovered(t, { issuer: ISSUER });
  assert.equal(at.lab.issuer, ISSUER);
  const oauth2 = await discover(at.lab, "oauth2");
  for (const as of [at.as, oauth2]) assert.deepEqual([as.issuer, as.token_endpoint], [ISSUER, `${ISSUER}/token`]);
  const { access_token } = await clientToken(at);
  const { payload } = await jose.jwtVerify(access_token, keySet(at.lab, at.as), { issuer: ISSUER, audience: `${ISSUER}/api`, typ: "at+jwt" });
  assert.equal(payload.sub, "nightly-report");
  const orders = await at.lab.fetch(`${ISSUER}/api/orders`, { headers: { authorization: `Bearer ${access_token}` } });
  assert.deepEqual([orders.status, (await orders.json()).orders.length], [200, 3]);
});

test("the second API is told apart by its audience", async (t) => {
  const at = await discovered(t, { issuer: ISSUER });
  const { access_token } = await clientToken(at, { resource: `${ISSUER}/api/stock`, scope: "stock.read" }, "stock-sync");
  assert.equal(jose.decodeJwt(access_token).aud, `${ISSUER}/api/stock`);
  const call = (path) => at.lab.fetch(`${ISSUER}${path}`, { headers: { authorization: `Bearer ${access_token}` } });
  assert.deepEqual([(await call("/api/stock")).status, (await call("/api/orders")).status], [200, 401]);
});

test("every client that has a method here gets its token", async (t) => {
  const at = await discovered(t, { issuer: ISSUER });
  const own = at.lab.clients.filter(({ grant_types }) => grant_types.includes("client_credentials"));
  assert.ok(own.length >= 8);
  for (const client of own) {
    if (client.dpop_bound_access_tokens) continue;
    assert.ok(at.as.token_endpoint_auth_methods_supported.includes(client.token_endpoint_auth_method), client.client_id);
    assert.ok((await clientToken(at, {}, client.client_id)).access_token, client.client_id);
  }
});

test("a proof is for the address under the other name", async (t) => {
  const at = await discovered(t, { issuer: ISSUER });
  const client = clientOf(at.lab, "price-feed");
  const DPoP = oauth.DPoP(client, await oauth.generateKeyPair("ES256"));
  const response = await oauth.clientCredentialsGrantRequest(at.as, client, await proofOf(client), {}, { ...at.via, DPoP });
  const { access_token, token_type } = await oauth.processClientCredentialsResponse(at.as, client, response);
  assert.equal(token_type, "dpop");
  const url = new URL(`${ISSUER}/api/orders`);
  const orders = await oauth.protectedResourceRequest(access_token, "GET", url, new Headers(), null, { ...at.via, DPoP });
  assert.equal(orders.status, 200);
});

test("no certificates: neither in the metadata nor among the clients, and none can be shown", async (t) => {
  const { as, lab } = await discovered(t, { issuer: ISSUER });
  assert.doesNotMatch(JSON.stringify(as), /tls_client/);
  assert.equal(as.mtls_endpoint_aliases, undefined);
  assert.ok(lab.clients.every(({ certificate }) => !certificate));
  await assert.rejects(lab.fetch(as.jwks_uri, { certificate: Uint8Array.of(0x30, 0) }), TypeError);
});

test("what is no name for an issuer is refused with what is wrong", async () => {
  for (const [issuer, message] of [
    ["http://login.example", /^issuer: .*https:\/\//],
    ["http://127.0.0.1.example", /^issuer: .*https:\/\//],
    ["https://login.example?a", /^issuer: .*query/],
    ["https://login.example#a", /^issuer: .*fragment/],
    ["https://user@login.example", /^issuer: .*user/],
    ["https://LOGIN.example", /^issuer: .*https:\/\/login\.example/],
    ["https://other.test", /^issuer: Another server/],
    ["login.example", /^issuer: /],
    [1, "issuer is a text."],
    [null, "issuer is a text."],
  ]) {
    await assert.rejects(createIssuer({ issuer }), { name: "TypeError", message }, String(issuer));
  }
});

test("only the address below the other name is answered, and the page's own name is the page's issuer", async (t) => {
  const lab = await createIssuer({ issuer: "http://localhost:9400" });
  t.after(() => lab.free());
  for (const url of ["https://issuer.test/token", "http://localhost/token", "https://localhost:9400/token", "https://api.test/orders"]) {
    await assert.rejects(lab.fetch(url), TypeError);
  }
  const page = await createIssuer({ issuer: "https://issuer.test" });
  t.after(() => page.free());
  assert.ok(page.clients.some(({ certificate }) => certificate));
});
