// The log: every message with its answer and the checks behind it, and no secret of a client.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, clientToken, createIssuer, discovered, orders } from "./lab.js";

test("a token request is there with its answer and its trace", async (t) => {
  const at = await discovered(t);
  const token = await clientToken(at, { scope: "orders.read" });
  const entry = at.lab.log().at(-1);
  assert.deepEqual([entry.from, entry.to], ["client", "issuer"]);
  assert.deepEqual([entry.request.method, entry.request.url], ["POST", at.as.token_endpoint]);
  assert.equal(entry.request.body, "scope=orders.read&grant_type=client_credentials");
  assert.equal(entry.response.status, 200);
  assert.equal(entry.response.headers["cache-control"], "no-store");
  assert.equal(JSON.parse(entry.response.body).access_token, token.access_token);
  const step = entry.trace.find(({ name }) => name === "Client authentication");
  assert.deepEqual(Object.keys(step), ["name", "clause", "url", "saw", "decided", "outcome"]);
  assert.deepEqual([step.clause, step.outcome], ["RFC 6749 §3.2.1", "passed"]);
  assert.match(step.url, /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc6749#section-3\.2\.1$/);
});

test("a refusal is the last step of its trace", async (t) => {
  const lab = await createIssuer();
  t.after(lab.free);
  await lab.fetch("https://issuer.test/token", { method: "POST", body: new URLSearchParams({ grant_type: "client_credentials" }) });
  const [entry] = lab.log();
  assert.equal(entry.response.status, 401);
  assert.deepEqual(entry.trace.map(({ outcome }) => outcome === "refused"), [...entry.trace.slice(1).map(() => false), true]);
});

test("what the API asked the issuer for is there too, in order", async (t) => {
  const at = await discovered(t);
  const { access_token } = await clientToken(at);
  await orders(at.lab, access_token);
  const log = at.lab.log();
  assert.deepEqual(log.slice(-2).map(({ from, to }) => [from, to]), [["client", "api"], ["api", "issuer"]]);
  assert.deepEqual(log.map(({ number }) => number), log.map((_, index) => index + 1));
});

test("no secret is in it, wherever a client put one", async (t) => {
  const at = await discovered(t);
  const { lab } = at;
  for (const id of ["nightly-report", "billing-export"]) await clientToken(at, {}, id);
  const secret = clientOf(lab, "billing-export").client_secret;
  const basic = (text) => ({ authorization: `Basic ${btoa(text)}` });
  const form = new URLSearchParams({ client_secret: secret, client_assertion: secret, code_verifier: secret, password: secret });
  const url = `https://issuer.test/token?client_secret=${secret}`;
  const multipart = new FormData();
  multipart.set("client_secret", secret);
  for (const init of [
    { method: "POST", body: form },
    { method: "POST", body: multipart },
    { method: "POST", body: JSON.stringify({ client_secret: secret }), headers: { "content-type": "application/json" } },
    { method: "POST", body: `client_secret=${secret}` },
    { method: "POST", headers: basic(`billing-export:${secret}`) },
    { method: "POST", headers: { authorization: secret } },
    {},
  ]) {
    await lab.fetch(url, init);
  }
  const text = JSON.stringify(lab.log());
  for (const { client_id, client_secret } of lab.clients.filter((client) => client.client_secret)) {
    assert.ok(!text.includes(client_secret), client_id);
    assert.ok(!text.includes(btoa(`${client_id}:${client_secret}`)), client_id);
  }
  assert.ok(text.includes("[redacted]"));
});

test("it is a copy: changing it changes nothing", async (t) => {
  const lab = await createIssuer();
  t.after(lab.free);
  await lab.fetch("https://issuer.test/jwks");
  lab.log()[0].request.method = "X";
  assert.equal(lab.log()[0].request.method, "GET");
});
