// Giving tokens back (RFC 7009), and the refresh tokens for which that is worth doing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, clientToken, discovered, oauth, orders, proofOf } from "./lab.js";

async function revoke({ lab, as, via }, token, id = "nightly-report") {
  const client = clientOf(lab, id);
  return oauth.processRevocationResponse(await oauth.revocationRequest(as, client, await proofOf(client), token, via));
}

async function refresh({ lab, as, via }, token) {
  const client = clientOf(lab, "nightly-report");
  const response = await oauth.refreshTokenGrantRequest(as, client, await proofOf(client), token, via);
  return oauth.processRefreshTokenResponse(as, client, response);
}

test("a revoked opaque token opens nothing any more", async (t) => {
  const at = await discovered(t, { accessToken: "opaque" });
  const { access_token } = await clientToken(at);
  assert.equal((await orders(at.lab, access_token)).status, 200);
  await revoke(at, access_token);
  assert.equal((await orders(at.lab, access_token)).status, 401);
});

test("a JWT cannot be called back, and the issuer does not say otherwise", async (t) => {
  const at = await discovered(t);
  const { access_token } = await clientToken(at);
  await assert.rejects(revoke(at, access_token), { error: "unsupported_token_type" });
});

test("another client's token is left alone", async (t) => {
  const at = await discovered(t, { accessToken: "opaque" });
  const { access_token } = await clientToken(at);
  await revoke(at, access_token, "billing-export").catch((error) => assert.equal(error.code, oauth.RESPONSE_BODY_ERROR));
  assert.equal((await orders(at.lab, access_token)).status, 200);
});

test("there is no refresh token, unless the policy is on; a revoked one is over", async (t) => {
  assert.equal((await clientToken(await discovered(t))).refresh_token, undefined);
  const at = await discovered(t, { refresh: "on" });
  const first = await clientToken(at);
  const second = await refresh(at, first.refresh_token);
  assert.equal((await orders(at.lab, second.access_token)).status, 200);
  const newest = second.refresh_token ?? first.refresh_token;
  await revoke(at, newest);
  await assert.rejects(refresh(at, newest), { error: "invalid_grant" });
});
