// Each issuer for itself; back to the beginning; and the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientOf, clientToken, createIssuer, discover, discovered } from "./lab.js";

test("two issuers share nothing but the cast", async (t) => {
  const [one, other] = [await discovered(t), await discovered(t, { openid: "drop" })];
  one.lab.clock.freeze();
  one.lab.clock.set(1_800_000_000);
  await clientToken(one);
  assert.equal(other.lab.log().length, 1, "its own discovery");
  assert.notEqual(other.lab.clock.now(), 1_800_000_000);
  const scope = "orders.read openid";
  await assert.rejects(clientToken(one, { scope }), { error: "invalid_scope" });
  assert.equal((await clientToken(other, { scope })).scope, "orders.read");
  const names = ({ lab }) => lab.clients.map((client) => client.client_id);
  assert.deepEqual(names(one), names(other));
  assert.notEqual(clientOf(one.lab, "ledger-sync").private_jwk.d, clientOf(other.lab, "ledger-sync").private_jwk.d);
  one.lab.clients[0].client_secret = "changed";
  assert.notEqual(other.lab.clients[0].client_secret, "changed");
});

test("a reset forgets what happened and keeps the options", async (t) => {
  const at = await discovered(t, { openid: "drop" });
  at.lab.clock.set(1_800_000_000);
  await clientToken(at);
  await at.lab.reset();
  assert.deepEqual(at.lab.log(), []);
  assert.ok(Math.abs(at.lab.clock.now() - Date.now() / 1000) <= 2);
  assert.equal((await clientToken(at, { scope: "orders.read openid" })).scope, "orders.read");
});

test("after free() every use says so", async () => {
  const lab = await createIssuer();
  lab.free();
  const gone = { name: "Error", message: "This issuer is gone: free() was called." };
  await assert.rejects(lab.fetch("https://issuer.test/jwks"), gone);
  await assert.rejects(lab.reset(), gone);
  await assert.rejects(lab.rotateKeys(), gone);
  for (const use of [lab.log, lab.clock.now, lab.clock.freeze, lab.clock.resume]) assert.throws(use, gone);
  for (const use of [lab.clock.advance, lab.clock.set]) assert.throws(() => use(1), gone);
  lab.free(); // Once more does no harm.
  assert.equal(lab.issuer, "https://issuer.test");
});

test("what is under way when free() is called is still answered, and others live on", async (t) => {
  const [one, other] = [await createIssuer(), await createIssuer()];
  t.after(other.free);
  const [client] = one.clients;
  const pending = one.fetch("https://issuer.test/token", {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  one.free();
  assert.equal((await pending).status, 200);
  assert.equal((await discover(other)).issuer, "https://issuer.test");
});
