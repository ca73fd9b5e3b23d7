// The client credentials grant with secrets, and what its token does not open.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ORDERS, clientOf, clientToken, discovered, oauth } from "./lab.js";

for (const id of ["nightly-report", "billing-export", "urn:example:courier:day+night%20shift"]) {
  test(`${id} gets a token its own way, and the API takes it`, async (t) => {
    const at = await discovered(t);
    const token = await clientToken(at, { scope: "orders.read" }, id);
    assert.equal(token.token_type, "bearer");
    assert.equal(token.scope, "orders.read");
    assert.equal(token.id_token, undefined);
    const response = await oauth.protectedResourceRequest(token.access_token, "GET", ORDERS, undefined, undefined, at.via);
    assert.equal(response.status, 200);
    assert.ok(Array.isArray((await response.json()).orders));
  });
}

test("a wrong secret is invalid_client, with a challenge for who used a header", async (t) => {
  const { lab, as, via } = await discovered(t);
  const client = clientOf(lab, "nightly-report");
  const wrong = oauth.ClientSecretBasic("wrong");
  const response = await oauth.clientCredentialsGrantRequest(as, client, wrong, {}, via);
  assert.equal(response.status, 401);
  await assert.rejects(oauth.processClientCredentialsResponse(as, client, response), {
    code: oauth.WWW_AUTHENTICATE_CHALLENGE,
    status: 401,
  });
});

test("openid is refused, dropped, repeated or answered with an id_token, as the policy says", async (t) => {
  const asked = { scope: "orders.read openid" };
  await assert.rejects(discovered(t).then((at) => clientToken(at, asked)), { code: oauth.RESPONSE_BODY_ERROR, error: "invalid_scope" });
  const dropping = await clientToken(await discovered(t, { openid: "drop" }), asked);
  assert.deepEqual([dropping.scope, dropping.id_token], ["orders.read", undefined]);
  const echoing = await clientToken(await discovered(t, { openid: "echo" }), asked);
  assert.deepEqual([echoing.scope, echoing.id_token], [asked.scope, undefined]);
  const vendor = await clientToken(await discovered(t, { openid: "vendor_service_account" }), asked);
  assert.equal(typeof vendor.id_token, "string");
});

test("UserInfo refuses a token behind which nobody signed in", async (t) => {
  const at = await discovered(t);
  const { access_token } = await clientToken(at);
  const client = clientOf(at.lab, "nightly-report");
  const response = await oauth.userInfoRequest(at.as, client, access_token, at.via);
  assert.equal(response.status, 403);
  const refused = oauth.processUserInfoResponse(at.as, client, oauth.skipSubjectCheck, response);
  await assert.rejects(refused, (error) => {
    assert.equal(error.code, oauth.WWW_AUTHENTICATE_CHALLENGE);
    assert.equal(error.cause[0].parameters.error, "insufficient_scope");
    return true;
  });
});
