// The issuer answers as a named server does. What is asserted are the measurements and readings of src/content/facts/servers.json.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createIssuer } from "./lab.js";
import { ended, local } from "./local.js";

async function issuer(t, options) {
  const lab = await createIssuer(options);
  t.after(() => lab.free());
  return lab;
}

/** A token request of the demo client: status, members and header fields. */
async function ask({ fetch, issuer: base }, scope, secret = "demo-secret-not-real") {
  const response = await fetch(`${base}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`nightly-report:${secret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope }),
  });
  return { status: response.status, headers: response.headers, body: await response.json().catch(() => ({})) };
}

test("Keycloak gives an ID Token with openid, and another error for a wrong secret", async (t) => {
  const lab = await issuer(t);
  assert.equal((await ask(lab, "openid")).body.error, "invalid_scope");
  const played = await lab.play("keycloak");
  assert.deepEqual([played.id, played.setup, played.name, played.how], ["keycloak", "keycloak-read", "Keycloak", "source_read"]);
  assert.ok(played.version && played.imitated.includes("openid") && Array.isArray(played.left) && played.unknown.includes("no_scope"));
  const { status, body } = await ask(lab, "openid");
  assert.deepEqual([status, typeof body.id_token], [200, "string"]);
  const wrong = await ask(lab, "orders.read", "wrong");
  assert.deepEqual([wrong.status, wrong.body.error], [401, "unauthorized_client"]);
});

test("django-oauth-toolkit challenges a wrong secret with Bearer", async (t) => {
  const lab = await issuer(t);
  const { how, version, date } = await lab.play("django-oauth-toolkit");
  assert.deepEqual([how, typeof version, typeof date], ["run", "string", "string"]);
  const { status, headers, body } = await ask(lab, "orders.read", "wrong");
  assert.deepEqual([status, body.error, headers.get("www-authenticate")], [401, "invalid_client", 'Bearer error="invalid_client"']);
});

test("OpenAuth's answer has no token_type, and a refresh token", async (t) => {
  const lab = await issuer(t);
  const { left } = await lab.play("openauth");
  assert.ok(left.every(({ topic, why }) => topic && why));
  // It reads no Basic, and wants a parameter of its own.
  const client = { client_id: "nightly-report", client_secret: "demo-secret-not-real" };
  const asked = new URLSearchParams({ grant_type: "client_credentials", scope: "openid", ...client });
  const send = () => lab.fetch(`${lab.issuer}/token`, { method: "POST", body: asked });
  assert.equal((await send()).status, 400);
  asked.set("provider", "client");
  const answer = await send();
  const body = await answer.json();
  assert.deepEqual([answer.status, "token_type" in body, typeof body.refresh_token], [200, false, "string"]);
});

test("null goes back to what the issuer was made with, and so does a reset", async (t) => {
  const lab = await issuer(t, { openid: "drop" });
  const asFirst = async () => {
    const { body } = await ask(lab, "openid orders.read");
    assert.deepEqual([body.scope, body.id_token], ["orders.read", undefined]);
  };
  await lab.play("keycloak");
  assert.equal(await lab.play(null), null);
  await asFirst();
  await lab.play("keycloak");
  await lab.reset();
  await asFirst();
});

test("a set-up has its own name, and one server after another plays", async (t) => {
  const lab = await issuer(t);
  const { id, setup } = await lab.play("lemonldap-ng-jwt");
  assert.deepEqual([id, setup], ["lemonldap-ng", "lemonldap-ng-jwt"]);
  assert.equal((await lab.play("authlib")).setup, "authlib-opaque");
});

test("what cannot be played says what can, with a code, and changes nothing", async (t) => {
  const lab = await issuer(t);
  await lab.play("keycloak");
  const lists = /The servers that can be played: .*django-oauth-toolkit.*keycloak/;
  await assert.rejects(lab.play("keykloak"), { name: "TypeError", code: "unknown_server", message: lists });
  await assert.rejects(lab.play("google"), { name: "TypeError", code: "without_grant", message: lists });
  await assert.rejects(lab.play(), TypeError);
  assert.equal((await ask(lab, "openid")).status, 200);
});

test("the local issuer plays", async (t) => {
  const lab = { fetch, ...(await local(t, "--play", "keycloak")) };
  assert.equal(typeof (await ask(lab, "openid")).body.id_token, "string");
  const { code, stderr } = await ended("--play", "keykloak", "--port", "0");
  assert.equal(code, 2);
  assert.match(stderr, /There is no server "keykloak"/);
  assert.equal((await ended("--play", "keycloak", "--openid", "drop")).code, 2);
});

test("an answer has no type that the server did not give it", async (t) => {
  const lab = await issuer(t);
  await lab.play("authlib");
  const { body } = await ask(lab, "orders.read");
  const response = await lab.fetch(`${lab.issuer}/revoke`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa("nightly-report:demo-secret-not-real")}` },
    body: new URLSearchParams({ token: body.access_token }),
  });
  assert.deepEqual([response.status, response.headers.get("content-type"), await response.text()], [200, null, ""]);
});
