// Refresh tokens of people: offline_access, rotation, and keys (OIDC Core §11, §12; RFC 9700 §4.14.2).
import assert from "node:assert/strict";
import { test } from "node:test";
import { redeem, signIn } from "./browser.js";
import { clientOf, discovered, jose, oauth, orders, proofOf } from "./lab.js";

const OFFLINE = { scope: "openid offline_access orders.read", more: [["prompt", "consent"]] };

async function refresh(at, client, proof, token, options) {
  const response = await oauth.refreshTokenGrantRequest(at.as, client, proof, token, { ...at.via, ...options });
  const result = await oauth.processRefreshTokenResponse(at.as, client, response);
  await oauth.validateApplicationLevelSignature(at.as, response, at.via);
  return result;
}

for (const id of ["shop-web", "back-office"]) {
  test(`${id} goes on while the person is away`, async (t) => {
    const at = await discovered(t);
    const client = clientOf(at.lab, id);
    const proof = await proofOf(client);
    const first = await redeem(at, client, proof, await signIn(at, client, OFFLINE));
    const second = await refresh(at, client, proof, first.refresh_token);
    assert.equal((await orders(at.lab, second.access_token)).status, 200);
    const [before, after] = [first, second].map((result) => jose.decodeJwt(result.id_token));
    for (const name of ["iss", "sub", "aud", "auth_time"]) assert.deepEqual(after[name], before[name], name);
    assert.equal(after.nonce, undefined);
    // A client that proves itself keeps its refresh token; one that cannot gets another.
    assert.equal(second.refresh_token === undefined, id === "back-office");
    if (id === "shop-web") {
      await assert.rejects(refresh(at, client, proof, first.refresh_token), { error: "invalid_grant" });
      await assert.rejects(refresh(at, client, proof, second.refresh_token), { error: "invalid_grant" }, "the grant is over");
    }
  });
}

test("a public client's refresh token is bound to the key that it proved", async (t) => {
  const at = await discovered(t);
  const client = clientOf(at.lab, "shop-web");
  const [DPoP, other] = await Promise.all([0, 1].map(async () => oauth.DPoP(client, await oauth.generateKeyPair("ES256"))));
  const bound = { ...at, via: { ...at.via, DPoP } };
  const first = await redeem(bound, client, oauth.None(), await signIn(at, client, OFFLINE));
  assert.equal(first.token_type, "dpop");
  for (const options of [{}, { DPoP: other }]) {
    await assert.rejects(refresh(at, client, oauth.None(), first.refresh_token, options), { error: "invalid_grant" });
  }
  assert.equal((await refresh(at, client, oauth.None(), first.refresh_token, { DPoP })).token_type, "dpop");
});

test("without consent there is no refresh token", async (t) => {
  const at = await discovered(t);
  const client = clientOf(at.lab, "shop-web");
  const result = await redeem(at, client, oauth.None(), await signIn(at, client, { scope: OFFLINE.scope }));
  assert.deepEqual([result.refresh_token, result.scope], [undefined, "openid orders.read"]);
});
