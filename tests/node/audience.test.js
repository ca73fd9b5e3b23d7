// Tokens for the API that a client names (RFC 8707), and for what it asks in detail (RFC 9396).
import assert from "node:assert/strict";
import { test } from "node:test";
import { redeem, signIn } from "./browser.js";
import { API, clientOf, clientToken, discovered, jose, oauth, orders, proofOf } from "./lab.js";

const STOCK = "https://stock.test";
const BOTH = { scope: "orders.read stock.read" };

const stock = (lab, token) => lab.fetch(`${STOCK}/stock`, { headers: { authorization: `Bearer ${token}` } });
const audience = async (at, token) => (await jose.jwtVerify(token, at.keys)).payload.aud;

test("a client of two APIs names the one that it wants", async (t) => {
  const at = await discovered(t);
  for (const [resource, scope, statuses] of [[STOCK, "stock.read", [200, 401]], [API, "orders.read", [401, 200]]]) {
    const token = await clientToken(at, { ...BOTH, resource }, "stock-sync");
    assert.deepEqual([await audience(at, token.access_token), token.scope], [resource, scope]);
    assert.deepEqual([(await stock(at.lab, token.access_token)).status, (await orders(at.lab, token.access_token)).status], statuses);
    // The API's own check, by the library: a token for another one is refused.
    const request = new Request(resource, { headers: { authorization: `Bearer ${token.access_token}` } });
    const claims = await oauth.validateJwtAccessToken(at.as, request, resource, at.via);
    assert.equal(claims.client_id, "stock-sync");
    const other = resource === API ? STOCK : API;
    await assert.rejects(oauth.validateJwtAccessToken(at.as, request, other, at.via), { code: oauth.JWT_CLAIM_COMPARISON });
  }
});

test("it may name both, and without a name two APIs are one too many", async (t) => {
  const at = await discovered(t);
  const parameters = new URLSearchParams([["scope", BOTH.scope], ["resource", API], ["resource", STOCK]]);
  const token = await clientToken(at, parameters, "stock-sync");
  assert.deepEqual([await audience(at, token.access_token), token.scope], [[API, STOCK], BOTH.scope]);
  assert.deepEqual([(await stock(at.lab, token.access_token)).status, (await orders(at.lab, token.access_token)).status], [200, 200]);
  await assert.rejects(clientToken(at, BOTH, "stock-sync"), { error: "invalid_scope" });
});

test("an API that is unknown, not the client's, or no URI is invalid_target", async (t) => {
  const at = await discovered(t);
  for (const resource of ["https://nowhere.test", STOCK, "orders", `${API}#x`]) {
    await assert.rejects(clientToken(at, { resource }), { error: "invalid_target" }, resource);
  }
});

test("a sign-in is for the APIs that were named, and each token for one of them", async (t) => {
  const at = await discovered(t);
  const client = clientOf(at.lab, "back-office");
  const more = [["resource", API], ["resource", STOCK], ["prompt", "consent"]];
  const signedIn = await signIn(at, client, { scope: `openid offline_access ${BOTH.scope}`, more });
  const proof = await proofOf(client);
  const first = await redeem(at, client, proof, signedIn, { more: { resource: STOCK } });
  assert.deepEqual([await audience(at, first.access_token), first.scope], [STOCK, "stock.read"]);
  const options = { ...at.via, additionalParameters: { resource: API } };
  const response = await oauth.refreshTokenGrantRequest(at.as, client, proof, first.refresh_token, options);
  const second = await oauth.processRefreshTokenResponse(at.as, client, response);
  assert.deepEqual([await audience(at, second.access_token), second.scope], [API, "orders.read"]);
});

test("details are granted, carried by the token and told to the API", async (t) => {
  for (const accessToken of ["jwt", "opaque"]) {
    const at = await discovered(t, { accessToken });
    const [type] = at.as.authorization_details_types_supported;
    const details = [{ type, actions: ["read"], max_rows: 2 }];
    const token = await clientToken(at, { authorization_details: JSON.stringify(details) }, "billing-export");
    assert.deepEqual(token.authorization_details, details);
    const api = clientOf(at.lab, "orders-api");
    const response = await oauth.introspectionRequest(at.as, api, await proofOf(api), token.access_token, at.via);
    const told = await oauth.processIntrospectionResponse(at.as, api, response);
    assert.deepEqual(told.authorization_details, details);
    const exported = await oauth.protectedResourceRequest(token.access_token, "GET", new URL(`${API}/orders/export`), undefined, undefined, at.via);
    assert.equal((await exported.json()).rows.length, 2);
    for (const wrong of [[], [{ type: "unknown" }], [{ ...details[0], max_rows: "2" }]]) {
      const asking = clientToken(at, { authorization_details: JSON.stringify(wrong) }, "billing-export");
      await assert.rejects(asking, { error: "invalid_authorization_details" });
    }
  }
});

test("/me answers for people and refuses programs", async (t) => {
  const at = await discovered(t);
  const me = (token) => oauth.protectedResourceRequest(token, "GET", new URL(`${API}/me`), undefined, undefined, at.via);
  const client = clientOf(at.lab, "shop-web");
  const { access_token } = await redeem(at, client, oauth.None(), await signIn(at, client));
  assert.equal((await (await me(access_token)).json()).sub, "user-82c1");
  const program = await clientToken(at);
  await assert.rejects(me(program.access_token), (error) => {
    assert.deepEqual([error.status, error.cause[0].parameters.error], [403, "insufficient_scope"]);
    return true;
  });
  at.lab.clock.advance(301);
  await assert.rejects(me(access_token), { status: 401 });
});
