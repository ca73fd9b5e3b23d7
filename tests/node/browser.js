// The person's browser between a client and the issuer: it follows redirects, fills in the card and presses a button.
import assert from "node:assert/strict";
import { oauth } from "./lab.js";

/** The card's form: where it is posted and its hidden fields. */
function formOf(html) {
  const action = /<form method="post" action="([^"]+)"/.exec(html)[1];
  const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((field) => field.slice(1));
  return { action, fields };
}

/** Signs the demo person in; resolves to where the browser is sent and what the client kept. `more` are parameters as `[name, value]`. */
export async function signIn({ lab, as }, client, options = {}) {
  const { decision = "continue", scope = "openid profile orders.read", response_type = "code", more = [] } = options;
  const kept = {
    redirect_uri: client.redirect_uris[0],
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
  };
  const start = new URL(as.authorization_endpoint);
  start.search = new URLSearchParams([
    ["client_id", client.client_id],
    ["redirect_uri", kept.redirect_uri],
    ["response_type", response_type],
    ["scope", scope],
    ["state", kept.state],
    ["nonce", kept.nonce],
    ["code_challenge", await oauth.calculatePKCECodeChallenge(kept.verifier)],
    ["code_challenge_method", "S256"],
    ...more,
  ]);
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
export async function redeem({ as, via }, client, proof, signedIn, options = {}) {
  const { back, state, nonce, redirect_uri, verifier } = signedIn;
  const { parameters = oauth.validateAuthResponse(as, client, back, state), more, ...expected } = options;
  const asked = { ...via, additionalParameters: more };
  const response = await oauth.authorizationCodeGrantRequest(as, client, proof, parameters, redirect_uri, verifier, asked);
  const checked = { expectedNonce: nonce, requireIdToken: true, ...expected };
  const result = await oauth.processAuthorizationCodeResponse(as, client, response, checked);
  await oauth.validateApplicationLevelSignature(as, response, via);
  return result;
}
