// Authorization code with PKCE through the played sign-in, done as a browser and oauth4webapi would.
import assert from "node:assert/strict";
import { test } from "node:test";
import { redeem, signIn } from "./browser.js";
import { clientOf, discovered, jose, oauth, orders, proofOf } from "./lab.js";

for (const id of ["shop-web", "back-office"]) {
  test(`${id} signs a person in and learns who it was`, async (t) => {
    const at = await discovered(t);
    const client = clientOf(at.lab, id);
    const proof = await proofOf(client);
    const signedIn = await signIn(at, client);
    assert.equal(signedIn.back.origin + signedIn.back.pathname, client.redirect_uris[0]);
    const result = await redeem(at, client, proof, signedIn);

    const claims = oauth.getValidatedIdTokenClaims(result);
    const audience = { issuer: at.lab.issuer, audience: id };
    const { payload, protectedHeader } = await jose.jwtVerify(result.id_token, at.keys, audience);
    assert.equal(payload.sub, claims.sub);
    assert.equal(protectedHeader.alg, "RS256");

    const response = await oauth.userInfoRequest(at.as, client, result.access_token, at.via);
    const person = await oauth.processUserInfoResponse(at.as, client, claims.sub, response);
    assert.equal(person.name, "Sam Okafor");
    assert.equal((await orders(at.lab, result.access_token)).status, 200);
  });
}

test("a person who says no sends the client access_denied", async (t) => {
  const at = await discovered(t);
  const client = clientOf(at.lab, "shop-web");
  const { back, state } = await signIn(at, client, { decision: "cancel" });
  assert.throws(() => oauth.validateAuthResponse(at.as, client, back, state), {
    code: oauth.AUTHORIZATION_RESPONSE_ERROR,
    error: "access_denied",
  });
});

test("a code is good once, and only with its verifier", async (t) => {
  const at = await discovered(t);
  const client = clientOf(at.lab, "shop-web");
  const first = await signIn(at, client);
  await redeem(at, client, oauth.None(), first);
  await assert.rejects(redeem(at, client, oauth.None(), first), { error: "invalid_grant" });
  const second = await signIn(at, client);
  const verifier = oauth.generateRandomCodeVerifier();
  await assert.rejects(redeem(at, client, oauth.None(), { ...second, verifier }), { error: "invalid_grant" });
});
