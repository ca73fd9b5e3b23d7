// Authorization code with PKCE through the played sign-in, done as a browser and oauth4webapi would.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, discovered, jose, oauth, orders, proofOf } from "./lab.js";

/** The card's form: where it is posted and its hidden fields. */
function formOf(html) {
  const action = /<form method="post" action="([^"]+)"/.exec(html)[1];
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((field) => field.slice(1));
  return { action, fields };
}

/** Signs the demo person in; resolves to where the browser is sent and what the client kept. */
async function signIn({ lab, as }, client, { decision = "continue", scope = "openid profile orders.read" } = {}) {
  const kept = {
    redirect_uri: client.redirect_uris[0],
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
  };
  const start = new URL(as.authorization_endpoint);
  start.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: kept.redirect_uri,
    response_type: "code",
    scope,
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(kept.verifier),
    code_challenge_method: "S256",
  });
  const sent = await lab.fetch(start);
  assert.equal(sent.status, 303);
  const card = new URL(sent.headers.get("location"), start);
  const form = formOf(await (await lab.fetch(card)).text());
  const body = new URLSearchParams([...form.fields, ["decision", decision]]);
  const back = await lab.fetch(new URL(form.action, card), { method: "POST", body });
  assert.equal(back.status, 303);
  return { ...kept, back: new URL(back.headers.get("location")) };
}

/** Redeems the code; resolves to the token response, its ID Token validated, signature included. */
async function redeem({ as, via }, client, proof, { back, state, nonce, redirect_uri, verifier }) {
  const parameters = oauth.validateAuthResponse(as, client, back, state);
  const response = await oauth.authorizationCodeGrantRequest(as, client, proof, parameters, redirect_uri, verifier, via);
  const options = { expectedNonce: nonce, requireIdToken: true };
  const result = await oauth.processAuthorizationCodeResponse(as, client, response, options);
  await oauth.validateApplicationLevelSignature(as, response, via);
  return result;
}

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
