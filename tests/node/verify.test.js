// verify(): whether a key signed a token, in three states, for every algorithm; and never an exception, whatever it is given.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect, verify } from "../../dist/grant-lab.js";
import { clientToken, discovered, jose } from "./lab.js";
import { keysOfAll, signed } from "./tokens.js";

const keys = await keysOfAll();
const payload = { sub: "nightly-report" };
const token = (alg) => signed(keys.get(alg), { alg, kid: alg }, payload);
const pick = ({ state, alg, kid, code }) => ({ state, alg, kid, code });

test("a token of every algorithm is verified with its key, a set with it, and that as text", async () => {
  const set = { keys: [...keys.values()].map(({ jwk }) => jwk) };
  for (const [alg, { jwk, privateJwk }] of keys) {
    for (const given of [jwk, privateJwk, set, set.keys, JSON.stringify(jwk), JSON.stringify(set)]) {
      assert.deepEqual(await verify(await token(alg), given), { state: "verified", alg, kid: alg, reason: null, code: null });
    }
  }
  const eddsa = await signed(keys.get("Ed25519"), { alg: "EdDSA" }, payload);
  assert.deepEqual(await verify(eddsa, { ...keys.get("Ed25519").jwk, alg: "EdDSA" }), { state: "verified", alg: "EdDSA", kid: "Ed25519", reason: null, code: null });
});

test("a token of this issuer is verified with the keys that it publishes", async (t) => {
  const at = await discovered(t, { alg: "RS256" });
  const { access_token } = await clientToken(at);
  const jwks = await (await at.lab.fetch(at.as.jwks_uri)).json();
  assert.equal((await verify(access_token, jwks)).state, "verified");
  await at.lab.rotateKeys();
  const { access_token: next } = await clientToken(at);
  assert.equal((await verify(next, { keys: jwks.keys.slice(0, 1) })).state, "not-checked");
});

test("what was changed or signed by somebody else failed, with the reason as a sentence", async () => {
  for (const [alg, { jwk }] of keys) {
    const [header, , signature] = (await token(alg)).split(".");
    const forged = [header, jose.base64url.encode('{"sub":"admin"}'), signature].join(".");
    const { reason, ...said } = await verify(forged, jwk);
    assert.deepEqual(said, { state: "failed", alg, kid: alg, code: "jws_signature_wrong" });
    assert.match(reason, /^[A-Z].+\.$/);
  }
  const none = `${jose.base64url.encode('{"alg":"none"}')}.${jose.base64url.encode("{}")}.`;
  assert.deepEqual(pick(await verify(none, keys.get("ES256").jwk)), { state: "failed", alg: "none", kid: null, code: "jws_alg_none" });
});

test("a token that is not spelled as base64url spells it has failed, which inspect() tells as a remark", async () => {
  const { jwk } = keys.get("ES256");
  const [header, content, signature] = (await token("ES256")).split(".");
  const signedSo = `${header}=.${content}`;
  const withPadding = `${signedSo}.${jose.base64url.encode(await keys.get("ES256").sign(new TextEncoder().encode(signedSo)))}`;
  for (const [text, remark] of [
    [`${header}=.${content}=.${signature}==`, "remark_signed_without_padding"],
    [`${header}.${content}.${signature}==`, "remark_signed_without_padding"],
    [withPadding, "remark_signed_with_padding"],
  ]) {
    const { reason, ...said } = await verify(text, jwk);
    assert.deepEqual(said, { state: "failed", alg: "ES256", kid: "ES256", code: "base64url_padding" });
    assert.match(reason, /equals sign/);
    const report = await inspect(text, { keys: jwk });
    assert.equal(report.signature.state, "verified");
    assert.deepEqual(report.signature.remarks.map(({ code }) => code), [remark]);
  }
});

test("what nobody can know is not checked, and no fault of the token", async () => {
  const es256k = await signed(keys.get("ES256"), { alg: "ES256K", kid: "a" }, payload);
  for (const [given, jwk, code] of [
    [await token("ES256"), keys.get("RS256").jwk, "unchecked_unknown_kid"],
    [await signed(keys.get("ES256"), { alg: "ES256" }, payload), keys.get("RS256").jwk, "unchecked_no_fitting_key"],
    [es256k, keys.get("ES256").jwk, "jws_not_checked_curve"],
    [await token("ES256"), { keys: [] }, "key_set_empty"],
  ]) {
    const said = await verify(given, jwk);
    assert.deepEqual([said.state, said.code], ["not-checked", code], JSON.stringify(said));
    assert.match(said.reason, /^[A-Z].+\.$/);
  }
});

test("a key that was changed in place is another key", async () => {
  const es256 = await token("ES256");
  const jwk = { ...keys.get("ES256").jwk };
  assert.equal((await verify(es256, jwk)).state, "verified");
  Object.assign(jwk, (await keysOfAll()).get("ES256").jwk);
  assert.equal((await verify(es256, jwk)).state, "failed");
});

test("no token, key set or kind of value makes it throw", async () => {
  const circular = {};
  circular.self = circular;
  const refusing = new Proxy({}, { get: () => { throw new Error("no"); }, ownKeys: () => { throw new Error("no"); } });
  const deep = JSON.parse(`${'{"a":'.repeat(9_000)}1${"}".repeat(9_000)}`);
  const good = [await token("ES256"), keys.get("ES256").jwk];
  const values = [
    undefined, null, 0, 1n, NaN, true, Symbol("a"), () => {}, "", " ", ".", "..", "....", "\ud800.\udc00.\ud800", "\0", "e30.e30.e30", "[]", "{}", '{"keys":7}', [], [null],
    {}, { keys: null }, { keys: [1, null, {}] }, { kty: "EC" }, { kty: "EC", crv: "P-256", x: "a", y: 7 }, { kty: "RSA", n: "AA", e: "AA" },
    { kty: "oct", k: "" }, { toJSON() { throw new Error("no"); } }, circular, refusing, deep, new Date(NaN), new Map(), new Uint8Array(9), "a".repeat(10_000_000),
    `${"a".repeat(300_000)}.b.c`, ".".repeat(2_000_000), ...good,
  ];
  for (const value of values) {
    for (const [jws, given] of [[value, good[1]], [good[0], value], [value, value]]) {
      const said = await verify(jws, given);
      assert.deepEqual(Object.keys(said), ["state", "alg", "kid", "reason", "code"]);
      if (jws === good[0] && given === good[1]) assert.equal(said.state, "verified");
      else if (said.state !== "verified") assert.match(said.reason, /^[A-Z][^{}]+$/);
      else assert.deepEqual([jws, given], good);
    }
  }
});

test("many at once are all answered, each with its own key", async () => {
  const answers = [];
  for (let round = 0; round < 20; round += 1) {
    for (const [alg, { jwk }] of keys) answers.push(verify(await token(alg), jwk).then(({ state, kid }) => assert.deepEqual([state, kid], ["verified", alg])));
  }
  await Promise.all(answers);
});
