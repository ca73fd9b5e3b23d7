// What the issuer says about a token to the API that it is for (RFC 7662).
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, clientToken, discovered, oauth, orders, proofOf } from "./lab.js";

async function introspect({ lab, as, via }, token, id = "orders-api") {
  const client = clientOf(lab, id);
  const response = await oauth.introspectionRequest(as, client, await proofOf(client), token, via);
  return oauth.processIntrospectionResponse(as, client, response);
}

for (const accessToken of ["jwt", "opaque"]) {
  test(`the API learns what a token is good for, ${accessToken}`, async (t) => {
    const at = await discovered(t, { accessToken });
    const { access_token } = await clientToken(at, { scope: "orders.read" });
    assert.equal(access_token.split(".").length, accessToken === "jwt" ? 3 : 1);
    const about = await introspect(at, access_token);
    assert.deepEqual([about.active, about.client_id, about.scope], [true, "nightly-report", "orders.read"]);
    at.lab.clock.advance(301);
    assert.deepEqual(await introspect(at, access_token), { active: false });
  });
}

test("an unknown token is not active, and so is one that is for another API", async (t) => {
  const at = await discovered(t);
  assert.deepEqual(await introspect(at, "unknown"), { active: false });
  const { access_token } = await clientToken(at);
  assert.deepEqual(await introspect(at, access_token, "nightly-report"), { active: false });
});

test("strangers are told nothing", async (t) => {
  const { as, via, lab } = await discovered(t);
  const client = clientOf(lab, "orders-api");
  const response = await oauth.introspectionRequest(as, client, oauth.ClientSecretBasic("wrong"), "unknown", via);
  assert.equal(response.status, 401);
});

test("the API asks about opaque tokens by itself", async (t) => {
  const at = await discovered(t, { accessToken: "opaque" });
  const { access_token } = await clientToken(at);
  assert.equal((await orders(at.lab, access_token)).status, 200);
  assert.equal(at.lab.log().at(-1).request.url, at.as.introspection_endpoint);
  assert.equal(at.lab.log().at(-1).from, "api");
});
