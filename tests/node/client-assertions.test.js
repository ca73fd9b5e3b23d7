// Clients that sign instead of sending a secret: client_secret_jwt and private_key_jwt (RFC 7523).
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, clientToken, discovered, jose, oauth, orders } from "./lab.js";

/** A client credentials request with this proof; resolves to the token response or rejects with the refusal. */
async function request({ lab, as, via }, id, proof) {
  const client = clientOf(lab, id);
  const response = await oauth.clientCredentialsGrantRequest(as, client, proof, {}, via);
  return oauth.processClientCredentialsResponse(as, client, response);
}

for (const [id, method] of [["stock-sync", "client_secret_jwt"], ["ledger-sync", "private_key_jwt"]]) {
  test(`${id} gets a token with ${method}`, async (t) => {
    const at = await discovered(t);
    assert.equal(clientOf(at.lab, id).token_endpoint_auth_method, method);
    assert.ok(at.as.token_endpoint_auth_methods_supported.includes(method));
    const { access_token } = await clientToken(at, {}, id);
    assert.equal((await orders(at.lab, access_token)).status, 200);
    assert.match(at.lab.log().find((entry) => entry.request.body.includes("client_assertion=")).request.body, /client_assertion=\[redacted\]/);
  });
}

test("an assertion by another key is invalid_client", async (t) => {
  const at = await discovered(t);
  const { privateKey } = await jose.generateKeyPair("ES256");
  const { kid } = clientOf(at.lab, "ledger-sync").private_jwk;
  await assert.rejects(request(at, "ledger-sync", oauth.PrivateKeyJwt({ key: privateKey, kid })), { error: "invalid_client" });
  await assert.rejects(request(at, "stock-sync", oauth.ClientSecretJwt("another secret, which is long enough")), { error: "invalid_client" });
});

test("an assertion is good once", async (t) => {
  const at = await discovered(t);
  let jti;
  const same = { [oauth.modifyAssertion]: (_header, payload) => (payload.jti = jti ??= payload.jti) };
  const proof = oauth.ClientSecretJwt(clientOf(at.lab, "stock-sync").client_secret, same);
  await request(at, "stock-sync", proof);
  await assert.rejects(request(at, "stock-sync", proof), { error: "invalid_client" });
});

test("the token endpoint as audience is for the legacy rule alone", async (t) => {
  const endpoint = { [oauth.modifyAssertion]: (_header, payload) => (payload.aud = "https://issuer.test/token") };
  const ask = async (options) => {
    const at = await discovered(t, options);
    return request(at, "stock-sync", oauth.ClientSecretJwt(clientOf(at.lab, "stock-sync").client_secret, endpoint));
  };
  await assert.rejects(ask(), { error: "invalid_client" });
  assert.equal((await ask({ assertionAudience: "legacy" })).token_type, "bearer");
  await assert.rejects(ask({ assertionAudience: "legacy", profile: "oauth21" }), { error: "invalid_client" });
  await assert.rejects(ask({ assertionAudience: "rfc7523bis" }), { error: "invalid_client" });
});

test("ledger-sync changes its key: the issuer fetches the new one when it meets it, and the old one is then over", async (t) => {
  const at = await discovered(t);
  await clientToken(at, {}, "ledger-sync");
  const old = clientOf(at.lab, "ledger-sync");
  const fetched = () => at.lab.log().filter(({ request }) => request.url === old.jwks_uri).length;
  const before = fetched();
  assert.equal(await at.lab.rotateClientKeys(), undefined);
  const { private_jwk } = clientOf(at.lab, "ledger-sync");
  assert.notEqual(private_jwk.kid, old.private_jwk.kid);
  const { access_token } = await clientToken(at, {}, "ledger-sync");
  assert.equal((await orders(at.lab, access_token)).status, 200);
  assert.equal(fetched(), before + 1, "once, for a key that the issuer has not seen");
  const stale = oauth.PrivateKeyJwt({ key: await jose.importJWK(old.private_jwk), kid: old.private_jwk.kid });
  await assert.rejects(request(at, "ledger-sync", stale), { error: "invalid_client" });
  at.lab.free();
  await assert.rejects(at.lab.rotateClientKeys(), { message: /free\(\) was called/ });
});
