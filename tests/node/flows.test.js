// nonce, max_age and the Hybrid and Implicit flows, as oauth4webapi and jose check them.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { redeem, signIn } from "./browser.js";
import { clientOf, discovered, jose, oauth } from "./lab.js";

/** The left half of the SHA-256 of a text, made without either library (OIDC Core §3.1.3.6). */
const half = (text) => createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");

test("the code flow with nonce and max_age", async (t) => {
  const at = await discovered(t);
  const client = clientOf(at.lab, "shop-web");
  const before = at.lab.clock.now();
  const signedIn = await signIn(at, client, { more: [["max_age", "60"]] });
  const result = await redeem(at, client, oauth.None(), signedIn, { maxAge: 60 });
  const claims = oauth.getValidatedIdTokenClaims(result);
  assert.equal(claims.nonce, signedIn.nonce);
  assert.ok(claims.auth_time >= before);
  // jose makes the same of it: issuer, audience, signature, and how long ago the token was issued.
  const options = { issuer: at.lab.issuer, audience: client.client_id, maxTokenAge: "1 minute", requiredClaims: ["nonce", "auth_time"] };
  const { payload, protectedHeader } = await jose.jwtVerify(result.id_token, at.keys, options);
  assert.deepEqual([payload.sub, protectedHeader.alg, protectedHeader.typ], ["user-82c1", "RS256", "JWT"]);
  assert.equal(payload.at_hash, half(result.access_token));
});

test("a sign-in that is too old, and another attempt's nonce, are noticed", async (t) => {
  const at = await discovered(t);
  const client = clientOf(at.lab, "shop-web");
  // The person signed in 55 seconds ago by the issuer's clock, which is set back for that.
  at.lab.clock.advance(-55);
  const old = await signIn(at, client, { more: [["max_age", "10"]] });
  await assert.rejects(redeem(at, client, oauth.None(), old, { maxAge: 10 }), { code: oauth.JWT_TIMESTAMP_CHECK });
  const other = await signIn(at, client);
  const nonce = oauth.generateRandomNonce();
  await assert.rejects(redeem(at, client, oauth.None(), { ...other, nonce }), { code: oauth.JWT_CLAIM_COMPARISON });
});

test("the Hybrid flow: the front channel's ID Token fits its code, and both tell of one sign-in", async (t) => {
  const at = await discovered(t);
  const client = clientOf(at.lab, "shop-web");
  const signedIn = await signIn(at, client, { response_type: "code id_token", more: [["max_age", "60"]] });
  assert.equal(signedIn.back.search, "");
  const front = new URLSearchParams(signedIn.back.hash.slice(1));
  const check = (back) => oauth.validateCodeIdTokenResponse(at.as, client, back, signedIn.nonce, signedIn.state, 60, at.via);
  const parameters = await check(signedIn.back);
  const { payload: first } = await jose.jwtVerify(front.get("id_token"), at.keys, { issuer: at.lab.issuer, audience: "shop-web" });
  assert.deepEqual([first.c_hash, first.at_hash], [half(front.get("code")), undefined]);

  const result = await redeem(at, client, oauth.None(), signedIn, { parameters });
  const second = oauth.getValidatedIdTokenClaims(result);
  for (const name of ["iss", "sub", "aud", "nonce", "auth_time"]) assert.deepEqual(first[name], second[name], name);

  // A code from elsewhere beside this ID Token is noticed.
  const swapped = new URL(signedIn.back);
  front.set("code", oauth.generateRandomState());
  swapped.hash = front;
  await assert.rejects(check(swapped), { code: oauth.JWT_CLAIM_COMPARISON });
});

test("the Implicit flow: an ID Token alone, about the person, for this request", async (t) => {
  const at = await discovered(t);
  const client = clientOf(at.lab, "shop-web");
  const signedIn = await signIn(at, client, { response_type: "id_token", scope: "openid profile" });
  const back = Object.fromEntries(new URLSearchParams(signedIn.back.hash.slice(1)));
  assert.deepEqual(Object.keys(back).sort(), ["id_token", "iss", "state"]);
  assert.deepEqual([back.state, back.iss], [signedIn.state, at.lab.issuer]);
  const options = { issuer: at.lab.issuer, audience: client.client_id, requiredClaims: ["nonce", "sub", "exp", "iat"] };
  const { payload } = await jose.jwtVerify(back.id_token, at.keys, options);
  assert.deepEqual([payload.nonce, payload.sub, payload.name], [signedIn.nonce, "user-82c1", "Sam Okafor"]);
  assert.equal(payload.at_hash ?? payload.c_hash, undefined, "nothing came with it");
});

test("what would put an access token into the redirect is refused there", async (t) => {
  const { lab, as } = await discovered(t);
  const client = clientOf(lab, "shop-web");
  for (const response_type of ["token", "id_token token", "code token", "code id_token token"]) {
    const start = new URL(as.authorization_endpoint);
    start.search = new URLSearchParams({ client_id: client.client_id, redirect_uri: client.redirect_uris[0], response_type, scope: "openid", nonce: "n", state: "s" });
    const back = new URL((await lab.fetch(start)).headers.get("location"));
    assert.equal(new URLSearchParams(back.hash.slice(1)).get("error"), "unsupported_response_type", response_type);
    assert.ok(!as.response_types_supported.includes(response_type));
  }
});
