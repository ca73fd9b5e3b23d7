// The clock: what is moved expires, in the issuer's and its API's eyes alike.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clientToken, createIssuer, discovered, jose, orders } from "./lab.js";

async function issuer(t) {
  const lab = await createIssuer();
  t.after(lab.free);
  return lab;
}

test("a token expires at the API when the clock is moved past its lifetime", async (t) => {
  const at = await discovered(t);
  const { lab } = at;
  lab.clock.freeze();
  const { access_token, expires_in } = await clientToken(at);
  assert.equal(expires_in, 300);
  assert.equal((await orders(lab, access_token)).status, 200);
  lab.clock.advance(301);
  const response = await orders(lab, access_token);
  assert.equal(response.status, 401);
  assert.match(response.headers.get("www-authenticate"), /^Bearer .*error="invalid_token"/);
});

test("it starts with this machine's time, moves, stands and goes on", async (t) => {
  const { clock } = await issuer(t);
  assert.ok(Math.abs(clock.now() - Date.now() / 1000) <= 2);
  clock.freeze();
  clock.set(1_800_000_000);
  assert.equal(clock.now(), 1_800_000_000);
  clock.advance(-10);
  assert.equal(clock.now(), 1_799_999_990);
  clock.resume();
  assert.ok([0, 1, 2].includes(clock.now() - 1_799_999_990));
});

test("tokens carry its time", async (t) => {
  const at = await discovered(t);
  at.lab.clock.freeze();
  at.lab.clock.set(2_000_000_000);
  const { iat, exp } = jose.decodeJwt((await clientToken(at)).access_token);
  assert.deepEqual([iat, exp], [2_000_000_000, 2_000_000_300]);
  assert.equal(at.lab.log().at(-1).at, 2_000_000_000);
});

test("it counts whole seconds", async (t) => {
  const { clock } = await issuer(t);
  for (const seconds of [1.5, NaN, Infinity, "301", undefined, 2 ** 53]) {
    assert.throws(() => clock.advance(seconds), TypeError);
    assert.throws(() => clock.set(seconds), TypeError);
  }
});
