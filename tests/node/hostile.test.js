// Requests that mean no good: each gets its answer, the log says what it leaves out, and afterwards everything still works.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientToken, createIssuer, discovered, orders } from "./lab.js";

const FORM = { "content-type": "application/x-www-form-urlencoded" };
const post = (lab, body, headers = FORM) => lab.fetch(`${lab.issuer}/token`, { method: "POST", headers, body });

test("an address, fields or a body beyond their limits are answered as a server would, wherever they arrive", async (t) => {
  const { lab } = await discovered(t);
  for (const octets of [16_385, 65_535, 1 << 20]) {
    assert.equal((await lab.fetch(`${lab.issuer}/authorize?a=${"a".repeat(octets)}`)).status, 414);
  }
  assert.equal((await lab.fetch("https://api.test/orders", { headers: { cookie: "a".repeat(65_537) } })).status, 431);
  for (const path of ["token", "revoke", "introspect", "register", "userinfo", "authorize"]) {
    const response = await lab.fetch(`${lab.issuer}/${path}`, { method: "POST", headers: FORM, body: "a".repeat(path === "token" ? 1 << 20 : 65_537) });
    assert.equal(response.status, 413, path);
    const { name, saw, outcome } = lab.log().at(-1).trace.at(-1);
    assert.deepEqual([name, saw, outcome], ["Size", "More than 65536 octets of body.", "refused"]);
  }
});

test("a form of too many parameters is refused, one long scope is read", async (t) => {
  const { lab } = await discovered(t);
  const names = Array.from({ length: 10_000 }, (_, number) => number.toString(36));
  assert.equal((await (await post(lab, names.join("&"))).json()).error, "invalid_request");
  const headers = { ...FORM, authorization: `Basic ${btoa("nightly-report:demo-secret-not-real")}` };
  const scope = await post(lab, `grant_type=client_credentials&scope=${names.join("+")}`, headers);
  assert.equal((await scope.json()).error, "invalid_scope");
});

test("the log keeps the beginning of a body, whole in its characters, and counts the rest", async (t) => {
  const { lab } = await discovered(t);
  await post(lab, `a=${"é".repeat(10_000)}`);
  const { request } = lab.log().at(-1);
  assert.equal(request.body, `a=${"é".repeat(4_095)}`);
  assert.equal(request.leftOut, 20_002 - 8_192);
  await post(lab, "a=b");
  assert.ok(!("leftOut" in lab.log().at(-1).request));
});

test("after large bodies the log can be read, and reset() and free() do what they should", async () => {
  const lab = await createIssuer();
  for (let number = 0; number < 1_200; number += 1) await post(lab, "\0".repeat(65_536));
  const log = lab.log();
  assert.ok(log.length > 0 && log.length <= 1_000);
  assert.ok(log.every(({ request }) => request.leftOut === 65_536 - 8_192));
  await lab.reset();
  assert.deepEqual(lab.log(), []);
  assert.equal((await post(lab, "")).status, 400);
  lab.free();
});

test("the clock goes no farther than dates do, and stays where it was", async (t) => {
  const at = await discovered(t);
  const { clock } = at.lab;
  clock.freeze();
  const before = clock.now();
  for (const seconds of [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 2 ** 53, 1e300, Infinity, NaN, 0.5, "1", null, 253_402_300_800]) {
    assert.throws(() => clock.set(seconds), TypeError, `set ${seconds}`);
    assert.throws(() => clock.advance(seconds), TypeError, `advance ${seconds}`);
    assert.equal(clock.now(), before);
  }
  clock.set(253_402_300_799);
  assert.equal(clock.now(), 253_402_300_799);
  assert.equal((await orders(at.lab, "a")).status, 401);
});

test("what an option says is not repeated whole", async () => {
  const long = "x".repeat(100_000);
  for (const options of [{ openid: long }, { [long]: 1 }]) {
    await assert.rejects(createIssuer(options), (error) => error instanceof TypeError && error.message.length < 1_000);
  }
});

test("five thousand clients go in, out and in again", async (t) => {
  const at = await discovered(t);
  const document = at.lab.configuration();
  const pattern = structuredClone(document.clients.find(({ client_id: id }) => id === "nightly-report"));
  delete pattern.service_account;
  for (let number = 0; number < 5_000; number += 1) document.clients.push({ ...pattern, client_id: `client-${number}` });
  at.lab.configure(document);
  const exported = at.lab.configuration();
  assert.equal(exported.clients.length, document.clients.length);
  at.lab.configure(exported);
  assert.deepEqual(at.lab.configuration(), exported);
  assert.ok((await clientToken(at, { scope: "orders.read" })).access_token);
});

test("no client may be given the name of a person", async (t) => {
  const { lab } = await discovered(t);
  const before = lab.configuration();
  const person = before.people[0].sub;
  for (const changed of [{ client_id: person }, { service_account: person }]) {
    const document = structuredClone(before);
    Object.assign(document.clients[0], changed);
    assert.throws(() => lab.configure(document), { name: "TypeError", message: new RegExp(`^clients\\[0\\]\\.${Object.keys(changed)}`) });
  }
  assert.deepEqual(lab.configuration(), before);
});
