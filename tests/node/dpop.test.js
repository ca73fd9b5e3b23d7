// Tokens bound to a key (RFC 9449), with and without nonces.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ORDERS, clientOf, discovered, jose, oauth, orders, proofOf } from "./lab.js";

/** Sends what needs a proof, and once more when the answer is that it needs a nonce, as oauth4webapi documents it. */
async function withNonce(send) {
  try {
    return await send();
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error;
    return send();
  }
}

async function boundToken(at, DPoP) {
  const client = clientOf(at.lab, "price-feed");
  const proof = await proofOf(client);
  return withNonce(async () => {
    const response = await oauth.clientCredentialsGrantRequest(at.as, client, proof, {}, { ...at.via, DPoP });
    return oauth.processClientCredentialsResponse(at.as, client, response);
  });
}

async function handle(at) {
  const keys = await oauth.generateKeyPair("ES256", { extractable: true });
  return { keys, DPoP: oauth.DPoP(clientOf(at.lab, "price-feed"), keys) };
}

for (const dpopNonce of ["off", "on"]) {
  test(`a token is bound to the client's key and opens the API with it alone, nonces ${dpopNonce}`, async (t) => {
    const at = await discovered(t, { dpopNonce });
    const { keys, DPoP } = await handle(at);
    const token = await boundToken(at, DPoP);
    assert.equal(token.token_type, "dpop");
    const { payload } = await jose.jwtVerify(token.access_token, at.keys);
    assert.equal(payload.cnf.jkt, await jose.calculateJwkThumbprint(await jose.exportJWK(keys.publicKey)));

    const ask = (by) => oauth.protectedResourceRequest(token.access_token, "GET", ORDERS, undefined, undefined, { ...at.via, DPoP: by });
    assert.equal((await withNonce(() => ask(DPoP))).status, 200);
    const other = await handle(at);
    await assert.rejects(withNonce(() => ask(other.DPoP)), (error) => {
      assert.equal(error.code, oauth.WWW_AUTHENTICATE_CHALLENGE);
      assert.equal(error.cause.at(-1).parameters.error, "invalid_token");
      return true;
    });
    assert.equal((await orders(at.lab, token.access_token)).status, 401, "as a bearer token");
    const refusals = at.lab.log().filter((entry) => entry.response.headers["dpop-nonce"] && entry.response.status >= 400);
    assert.equal(refusals.length > 0, dpopNonce === "on");
  });
}

test("a client that registered for bound tokens gets no other", async (t) => {
  const at = await discovered(t);
  await assert.rejects(boundToken(at), { error: "invalid_dpop_proof" });
});
