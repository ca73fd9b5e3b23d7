// A panic ends the module, and with it every issuer in it: each says so, and the next issuer is made in a fresh one. What is only a
// failure of the platform ends nothing. Nothing is left uncaught, which would end the process, and fails a test.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createIssuer, orders } from "./lab.js";

const token = (lab) =>
  lab.fetch("https://issuer.test/token", {
    method: "POST",
    headers: { authorization: `Basic ${btoa("nightly-report:demo-secret-not-real")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });

/** Puts a function in the place of a method of the platform, for one test. */
function replace(t, object, name, by) {
  t.mock.method(object, name, by);
  return () => t.mock.restoreAll();
}

/**
 * Makes the next signature panic, in any build: a promise that calls back before its `then` has returned, as no promise may. js-sys
 * asserts that it does not (`finish` in js-sys/src/futures).
 */
const brokenPromise = () => ({ then: (done) => done(new ArrayBuffer(64)) });

const failed = { name: "Error", message: /^Grant Lab has failed, and every issuer that was there is gone\. Make a new one with createIssuer\(\), or call again\. What happened: panicked at js-sys-[\d.]+\/src\/futures\/mod\.rs:\d+:\d+: / };

test("what is pending and what comes later ends with an error that says what happened, and a new issuer works", async (t) => {
  const [lab, other] = [await createIssuer(), await createIssuer()];
  const { access_token } = await (await token(other)).json();
  // The other issuer waits for an answer of the platform when this one panics.
  replace(t, crypto.subtle, "verify", () => new Promise(() => {}));
  const waiting = orders(other, access_token);
  const heal = replace(t, crypto.subtle, "sign", brokenPromise);
  await assert.rejects(token(lab), failed);
  await assert.rejects(waiting, failed);
  heal();

  for (const gone of [lab, other]) {
    await assert.rejects(token(gone), failed);
    await assert.rejects(gone.rotateKeys(), failed);
    await assert.rejects(gone.rotateClientKeys(), failed);
    await assert.rejects(gone.reset(), failed);
    for (const use of [gone.log, gone.clock.now, gone.configuration, () => gone.configure({ version: 1 })]) assert.throws(use, failed);
    gone.free(); // Does no harm.
    await assert.rejects(token(gone), { message: "This issuer is gone: free() was called." });
  }

  const next = await createIssuer();
  t.after(next.free);
  const response = await token(next);
  assert.equal(response.status, 200);
  assert.equal((await orders(next, (await response.json()).access_token)).status, 200);
});

test("a second panic is survived as the first was", async (t) => {
  for (let panics = 0; panics < 3; panics += 1) {
    const lab = await createIssuer();
    const heal = replace(t, crypto.subtle, "sign", brokenPromise);
    await assert.rejects(token(lab), failed);
    heal();
  }
  const lab = await createIssuer();
  t.after(lab.free);
  assert.equal((await token(lab)).status, 200);
});

test("issuers that are being made when one fails say so, and the next is made", async (t) => {
  const heal = replace(t, crypto.subtle, "generateKey", brokenPromise);
  const made = [createIssuer(), createIssuer()];
  for (const each of made) await assert.rejects(each, failed);
  heal();
  const lab = await createIssuer();
  t.after(lab.free);
  assert.equal((await token(lab)).status, 200);
});

test("an error on its way through the module ends it too", async (t) => {
  const lab = await createIssuer();
  const heal = replace(t, Date, "now", () => {
    throw new Error("no time");
  });
  assert.throws(lab.clock.now, { message: /What happened: no time$/ });
  heal();
  assert.throws(lab.log, { message: /What happened: no time$/ });
  const next = await createIssuer();
  t.after(next.free);
  assert.ok(next.clock.now() > 0);
});

test("a platform without random octets answers 503 and ends nothing", async (t) => {
  const [lab, other] = [await createIssuer(), await createIssuer()];
  t.after(lab.free);
  t.after(other.free);
  const heal = replace(t, crypto, "getRandomValues", () => {
    throw new Error("the entropy is gone");
  });
  // Some octets are drawn ahead.
  let response = await token(lab);
  for (let tries = 0; response.status === 200 && tries < 100; tries += 1) response = await token(lab);
  assert.equal(response.status, 503);
  assert.equal((await response.json()).error, "server_error");
  assert.match(lab.log().at(-1).trace.at(-1).decided, /^503 server_error\. .*no random octets.*: the entropy is gone/);
  heal();
  for (const each of [lab, other, await createIssuer()]) assert.equal((await token(each)).status, 200);
});
