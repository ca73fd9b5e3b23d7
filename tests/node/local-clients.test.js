// The command's issuer as OAuth libraries meet it, over HTTP: discovery, every method, DPoP, keys, the API, introspection.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as openid from "openid-client";
import { jose, oauth } from "./lab.js";
import { local } from "./local.js";

const INSECURE = { [oauth.allowInsecureRequests]: true };

async function discovered(issuer, algorithm) {
  const url = new URL(issuer);
  return oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { algorithm, ...INSECURE }));
}

/** How a client that the command told about proves who it is. */
async function proofOf({ token_endpoint_auth_method: method, client_secret, private_jwk }) {
  switch (method) {
    case "client_secret_basic":
      return oauth.ClientSecretBasic(client_secret);
    case "client_secret_post":
      return oauth.ClientSecretPost(client_secret);
    case "client_secret_jwt":
      return oauth.ClientSecretJwt(client_secret);
    case "private_key_jwt":
      return oauth.PrivateKeyJwt({ key: await jose.importJWK(private_jwk), kid: private_jwk.kid });
    default:
      throw new Error(`${method} is no method of this test.`);
  }
}

async function tokenFor(as, client, options = {}) {
  const response = await oauth.clientCredentialsGrantRequest(as, client, await proofOf(client), {}, { ...INSECURE, ...options });
  return oauth.processClientCredentialsResponse(as, client, response);
}

test("oauth4webapi finds it, jose verifies its tokens, and its API takes them", async (t) => {
  const { issuer, client, apis } = await local(t);
  for (const algorithm of ["oidc", "oauth2"]) {
    const as = await discovered(issuer, algorithm);
    assert.deepEqual([as.issuer, as.jwks_uri], [issuer, `${issuer}/jwks`]);
    assert.doesNotMatch(JSON.stringify(as), /tls_client|mtls/);
  }
  const as = await discovered(issuer, "oidc");
  const keys = jose.createRemoteJWKSet(new URL(as.jwks_uri));
  const methods = ["nightly-report", "billing-export", "stock-sync", "ledger-sync"].map((id) => client(id).token_endpoint_auth_method);
  assert.deepEqual(methods, ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"]);
  for (const id of ["nightly-report", "billing-export", "stock-sync", "ledger-sync", "parcel-labels", "urn:example:courier:day+night%20shift"]) {
    const { access_token } = await tokenFor(as, client(id));
    const { payload } = await jose.jwtVerify(access_token, keys, { issuer, typ: "at+jwt" });
    assert.deepEqual([payload.sub, apis.includes(payload.aud)], [id, true]);
    const resource = payload.aud === `${issuer}/api` ? `${issuer}/api/orders` : payload.aud;
    assert.equal((await fetch(resource, { headers: { authorization: `Bearer ${access_token}` } })).status, 200, id);
  }
});

test("openid-client finds it and gets a token", async (t) => {
  const { issuer, client } = await local(t);
  const { client_id, client_secret } = client("billing-export");
  const options = { execute: [openid.allowInsecureRequests] };
  const config = await openid.discovery(new URL(issuer), client_id, client_secret, undefined, options);
  const { access_token, scope } = await openid.clientCredentialsGrant(config, { scope: "orders.read" });
  assert.deepEqual([jose.decodeJwt(access_token).iss, scope], [issuer, "orders.read"]);
});

test("DPoP: the proof is for the address that was asked, at the issuer and at the API", async (t) => {
  const { issuer, client } = await local(t, "--dpop-nonce", "on");
  const as = await discovered(issuer, "oauth2");
  const feed = client("price-feed");
  const DPoP = oauth.DPoP(feed, await oauth.generateKeyPair("ES256"));
  const ask = () => tokenFor(as, feed, { DPoP });
  const { access_token, token_type } = await ask().catch((error) => (oauth.isDPoPNonceError(error) ? ask() : Promise.reject(error)));
  assert.equal(token_type, "dpop");
  const call = () =>
    oauth.protectedResourceRequest(access_token, "GET", new URL(`${issuer}/api/orders`), new Headers(), null, { ...INSECURE, DPoP });
  const orders = await call().catch((error) => (oauth.isDPoPNonceError(error) ? call() : Promise.reject(error)));
  assert.equal(orders.status, 200);
});

test("introspection: the API learns what the token says, another one nothing", async (t) => {
  const { issuer, client } = await local(t, "--access-token", "opaque");
  const as = await discovered(issuer, "oauth2");
  const { access_token } = await tokenFor(as, client("nightly-report"));
  const told = async (id) => {
    const response = await oauth.introspectionRequest(as, client(id), await proofOf(client(id)), access_token, INSECURE);
    return oauth.processIntrospectionResponse(as, client(id), response);
  };
  const orders = await told("orders-api");
  assert.deepEqual([orders.active, orders.iss, orders.aud], [true, issuer, `${issuer}/api`]);
  assert.deepEqual(await told("stock-api"), { active: false });
  const called = await fetch(`${issuer}/api/orders`, { headers: { authorization: `Bearer ${access_token}` } });
  assert.equal(called.status, 200, "the API asks the issuer too");
});

test("a person signs in with redirects and a form below the issuer", async (t) => {
  const { issuer } = await local(t);
  const start = new URL(`${issuer}/authorize`);
  start.search = new URLSearchParams({
    client_id: "shop-web", redirect_uri: "https://shop.test/callback", response_type: "code", scope: "openid",
    code_challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", code_challenge_method: "S256",
  });
  const card = await fetch(start);
  assert.ok(card.url.startsWith(`${issuer}/sign-in?transaction=`));
  const [, action] = /<form method="post" action="([^"]+)"/.exec(await card.text());
  const form = new URLSearchParams({ transaction: new URL(card.url).searchParams.get("transaction"), decision: "continue" });
  const back = await fetch(new URL(action, card.url), { method: "POST", body: form, redirect: "manual" });
  const location = new URL(back.headers.get("location"));
  assert.deepEqual([back.status, location.origin, location.searchParams.get("iss")], [303, "https://shop.test", issuer]);
});
