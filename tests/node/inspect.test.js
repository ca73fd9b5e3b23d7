// inspect(): what a text holds, as typed JSON; and never an exception because of what the text or the keys are.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { inspect, verify } from "../../dist/grant-lab.js";
import { clientToken, discovered, jose } from "./lab.js";
import { keysOfAll, signed } from "./tokens.js";

const keys = await keysOfAll();
const es256 = keys.get("ES256");
const NOW = 1_800_000_000;
const token = await signed(es256, { alg: "ES256", kid: "ES256", typ: "at+jwt" }, {
  iss: "https://issuer.test", sub: "nightly-report", client_id: "nightly-report", aud: "https://api.test", iat: NOW - 10, exp: NOW + 300, jti: "a", scope: "orders.read",
});

test("a token of this issuer is told what it is, whom it is about, and that an API would take it", async (t) => {
  const at = await discovered(t);
  const { access_token } = await clientToken(at);
  const given = await (await at.lab.fetch(at.as.jwks_uri)).json();
  const expect = { issuer: at.lab.issuer, audience: "https://api.test" };
  const report = await inspect(`Authorization: Bearer ${access_token}`, { keys: given, now: at.lab.clock.now(), expect });
  assert.deepEqual([report.textKind, report.kind, report.about, report.form, report.token], ["token", "access-token", "client", "signed", access_token]);
  assert.deepEqual(report.payload, jose.decodeJwt(access_token));
  assert.deepEqual(report.header, jose.decodeProtectedHeader(access_token));
  assert.equal(report.signature.state, "verified");
  assert.deepEqual(report.checks.filter(({ profile }) => profile === "fails"), []);
  assert.equal(report.checkedAs, "access-token");
  assert.ok(report.repairs.length > 0 && report.reasons.kind.for.length > 0 && report.reasons.about.for.length > 0);
});

test("the signature has the members that verify() gives", async () => {
  for (const given of [es256.jwk, keys.get("RS256").jwk, { keys: [] }]) {
    const { tried, remarks, ...signature } = (await inspect(token, { keys: given })).signature;
    assert.deepEqual(signature, await verify(token, given));
  }
  const { state, code } = (await inspect(token)).signature;
  assert.deepEqual([state, code], ["not-checked", "unchecked_no_key"]);
});

test("now and expect decide the checks", async () => {
  const outcome = async (name, options) => (await inspect(token, options)).checks.find((check) => check.name === name).profile;
  assert.equal(await outcome("exp", { now: NOW }), "passes");
  assert.equal(await outcome("exp", { now: NOW + 400 }), "fails");
  assert.equal(await outcome("exp", { now: NOW + 330, expect: { leeway: 60 } }), "passes");
  assert.equal(await outcome("aud", { now: NOW }), "cannot-be-made");
  assert.equal(await outcome("aud", { now: NOW, expect: { audience: "https://api.test" } }), "passes");
  assert.equal(await outcome("aud", { now: NOW, expect: { audience: "https://other.test" } }), "fails");
  assert.equal((await inspect(token, { expect: { as: "id-token" } })).checkedAs, "id-token");
});

test("numbers are as written in the text, and as JavaScript has them in the value", async () => {
  const payload = '{"n":123456789012345678901234567890,"exp":1.79e9}';
  const report = await inspect(await signed(es256, { alg: "ES256" }, payload));
  assert.equal(report.payloadText, payload);
  assert.equal(report.payload.exp, 1_790_000_000);
});

test("of several tokens the others are listed, and what a text is that holds none is said", async () => {
  const other = await signed(es256, { alg: "ES256" }, { sub: "b" });
  const report = await inspect(JSON.stringify({ access_token: token, token_type: "Bearer", id_token: other }));
  assert.deepEqual([report.textKind, report.name, report.token], ["token-response", "access_token", token]);
  assert.deepEqual(report.others.map((each) => [each.name, each.token]), [["id_token", other]]);
  assert.ok(report.answer);
  assert.equal((await inspect("just a sentence")).kind, "not-a-jwt");
});

test("wrong options reject with a TypeError that names them, and no token does", async () => {
  for (const [options, message] of [
    [{ key: es256.jwk }, /^There is no option "key" of inspect\(\)\. The options: keys, now, expect\.$/],
    [{ now: "today" }, /^now is a number of seconds since 1970\.$/],
    [{ now: NaN }, /^now is/],
    [{ expect: { iss: "a" } }, /^There is no option "iss" of inspect\(\) under expect\. The options: as, issuer, /],
    [{ expect: { as: "token" } }, /^as is one of access-token, /],
    [{ expect: { leeway: -1 } }, /^leeway is a number of seconds, 0 or more\.$/],
    [{ expect: 7 }, /^The options of inspect\(\) under expect are an object\.$/],
    [7, /^The options of inspect\(\) are an object\.$/],
    [null, /^The options of inspect\(\) are an object\.$/],
  ]) {
    await assert.rejects(inspect(token, options), (error) => error instanceof TypeError && message.test(error.message), JSON.stringify(options));
  }
});

test("no text, key set or kind of value makes it throw", async () => {
  const refusing = new Proxy({}, { get: () => { throw new Error("no"); }, ownKeys: () => { throw new Error("no"); } });
  const values = [
    undefined, null, 0, 1n, NaN, Symbol("a"), () => {}, {}, [], refusing, { toString() { throw new Error("no"); } }, new String(token), "", " ", "\0", "\ud800", "\udc00.\ud800.\ud800",
    "....", "e30.e30.e30", "~~~", "{", "[", "{}".repeat(1000), "[".repeat(100_000), ".".repeat(300_000), "eyJ".repeat(90_000), "a".repeat(10_000_000), "😀".repeat(600_000),
    await signed(es256, { alg: "ES256" }, `{"a":${"[".repeat(9_000)}${"]".repeat(9_000)}}`), await signed(es256, { alg: "ES256" }, `{${Array.from({ length: 10_000 }, (_, n) => `"c${n}":${n}`)}}`),
    `eyJhbGciOiJFUzI1NiJ9.${"A".repeat(255_000)}.AAAA`,
  ];
  for (const value of values) {
    const report = await inspect(value, { keys: value });
    assert.equal(typeof report.kind, "string");
    assert.ok(["not-checked", "failed"].includes(report.signature.state));
    for (const { text } of [...report.problems, ...report.headline, ...report.repairs]) assert.doesNotMatch(text, /\{\w+\}|^\w+_\w+$/);
  }
  assert.equal((await inspect(undefined)).problems[0].code, "given_no_text");
  assert.equal((await inspect("a".repeat(10_000_000))).problems[0].code, "given_too_long");
});

test("every member that comes is in the types, and every kind that can come", async () => {
  const types = await readFile(new URL("../../dist/grant-lab.d.ts", import.meta.url), "utf8");
  const sdJwt = `${token}~${jose.base64url.encode('["s","a",1]')}~`;
  for (const text of [token, sdJwt, JSON.stringify({ access_token: token, other: "b" }), "HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error=\"invalid_token\"\n\n"]) {
    const { header, payload, ...report } = await inspect(text, { keys: { keys: [es256.jwk, { kty: "XX" }] } });
    const names = new Set();
    JSON.stringify(report, (name, value) => (name === "presented" || name === "value" ? undefined : (names.add(name), value)));
    for (const name of [...names].filter((each) => /^[a-z]\w*$/i.test(each))) assert.match(types, new RegExp(`\\b${name}\\??:\\s`), name);
  }
});
