// What the two sides of an embedded view hold each other to, without a browser: tests/e2e/embed-host.spec.js has the rest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { bounded, boundsOf, reports } from "../../embed/height.mjs";
import { channel, isParent, isPlain, isPolicy, limiter, message, messageOf, routeOf, viewOf } from "../../embed/protocol.mjs";
import { sideOf } from "../../embed/theme.mjs";

test("a view is a screen of the lab, in one form", () => {
  for (const text of ["learn/9", "/learn/9", "#/learn/9"]) assert.equal(viewOf(text), "learn/9");
  for (const text of ["answer", "compare/tokens-returned/oidc", "servers/keycloak", "build?client=nightly-report&scope=orders.read", "field/12/annotated"]) {
    assert.equal(viewOf(text), text);
  }
  const others = [
    "", "/", "#", "Learn/9", "learn/9/", "learn//9", "learn/../own.html", "learn/9/a/b/c", "javascript:alert(1)", "//evil.example", "https://evil.example/",
    "learn/9#x", "learn/9?", "learn/9?<b>", "learn/9\n", " learn/9", "toString", "own.html", "learn/%2e%2e", `learn/${"9".repeat(65)}`, `build?${"a".repeat(2001)}`,
  ];
  for (const text of [...others, undefined, null, 9, {}, []]) assert.equal(viewOf(text), undefined, String(text));
});

test("a route is told without what follows its path", () => {
  assert.equal(routeOf("#/build?scope=what.somebody.typed"), "build");
  assert.equal(routeOf("#/compare/tokens-returned/oidc"), "compare/tokens-returned/oidc");
  for (const hash of ["#access_token=eyJhbGciOiJFUzI1NiJ9.e30.c2ln", "#/servers/eyJhbGciOiJFUzI1NiJ9.e30.c2ln", "", "#"]) assert.equal(routeOf(hash), undefined);
});

test("policies are pairs of names", () => {
  for (const text of ["", "openid:drop", "openid:drop,refresh:on,lifetime:60"]) assert.ok(isPolicy(text), text);
  for (const text of ["openid", "openid:", ":drop", "openid:drop,", "openid:drop,,refresh:on", "openid:<b>", "openid:drop&run=1", undefined, {}]) assert.ok(!isPolicy(text));
});

test("the page around is the parent that the address names, and nothing less exact", () => {
  const asked = { host: "https://docs.example", id: "a1", ancestor: undefined, referrer: "", own: "https://lab.example" };
  assert.ok(isParent({ ...asked, ancestor: "https://docs.example" }));
  assert.ok(isParent({ ...asked, referrer: "https://docs.example/guide/" }));
  assert.ok(isParent({ ...asked, ancestor: "null", referrer: "https://docs.example/" }));
  assert.ok(isParent({ ...asked, referrer: "https://lab.example/?embed=1" }), "it has reloaded itself");
  assert.ok(!isParent(asked), "nothing is known");
  assert.ok(!isParent({ ...asked, referrer: "https://evil.example/" }));
  assert.ok(!isParent({ ...asked, ancestor: "https://lab.example" }));
  assert.ok(!isParent({ ...asked, ancestor: "https://evil.example", referrer: "https://docs.example/" }), "somebody framed the frame");
  for (const host of ["*", "null", "https://docs.example/", "https://docs.example:8443", "http://docs.example", "https://a@docs.example", null]) {
    assert.ok(!isParent({ ...asked, host, ancestor: "https://docs.example" }), host);
  }
  assert.ok(!isParent({ ...asked, host: "*", ancestor: "*" }));
  for (const id of ["", "a b", "a".repeat(33), "<b>"]) assert.ok(!isParent({ ...asked, id, ancestor: "https://docs.example" }), id);
});

test("plain data is what JSON could say, in 16,384 characters", () => {
  for (const value of [null, true, 0, -1.5, "", "text", [], [1, [2]], {}, { a: { b: ["c"] } }]) assert.ok(isPlain(value));
  const cyclic = {};
  cyclic.self = cyclic;
  const deep = JSON.parse(`${"[".repeat(100)}${"]".repeat(100)}`);
  const others = [undefined, NaN, Infinity, 1n, Symbol("a"), () => {}, new Date(0), new Map(), /a/, new Uint8Array(1), new Error("a"), cyclic, deep, [undefined], { a: 1n }];
  for (const value of [...others, "a".repeat(16_384), { ["a".repeat(16_384)]: 1 }, new Array(20_000).fill(0)]) assert.ok(!isPlain(value));
});

test("plain data is told from other data at once, however much it is", () => {
  const began = performance.now();
  assert.ok(!isPlain(new Array(2 ** 32 - 1)));
  assert.ok(!isPlain("a".repeat(2 ** 28)));
  assert.ok(performance.now() - began < 1000);
});

const whole = message("a1", "resize", 3, { height: 500 });

test("a message is whole, of this frame, and of this version", () => {
  assert.deepEqual(messageOf(whole, "a1"), { v: 1, type: "resize", seq: 3, body: { height: 500 } });
  assert.deepEqual(messageOf({ ...whole, v: 2, type: 7, body: null }, "a1"), { v: 2 });
  const others = [{ ns: "other" }, { id: "a2" }, { id: undefined }, { v: "1" }, { v: 1.5 }, { type: 7 }, { seq: "3" }, { seq: 0.5 }, { body: null }, { body: [] }, { body: "b" }, { more: () => {} }];
  for (const other of others) assert.equal(messageOf({ ...whole, ...other }, "a1"), undefined, JSON.stringify(other));
  for (const other of [null, undefined, "grantlab", 7, [], [whole], JSON.stringify(whole)]) assert.equal(messageOf(other, "a1"), undefined);
});

/** A channel over a port that is none: what it sent, and what its types heard. */
function open(types = ["resize"], now = () => 0) {
  const port = { sent: [], postMessage: (data) => port.sent.push(data) };
  const heard = [];
  const sides = Object.fromEntries(types.map((type) => [type, (body) => heard.push(body)]));
  const { send } = channel(port, "a1", sides, now);
  return { port, heard, send, hear: (data) => port.onmessage({ data }) };
}

test("a channel hears what it knows, in order, and counts what it says", () => {
  const { port, heard, hear, send } = open();
  hear(whole);
  hear(whole);
  hear({ ...whole, seq: 2 });
  hear({ ...whole, seq: 4, type: "later" });
  hear({ ...whole, seq: 4, type: "constructor" });
  hear({ ...whole, seq: 4, body: { height: 600 } });
  assert.deepEqual(heard, [{ height: 500 }, { height: 600 }]);
  send("theme", { theme: "dark" });
  send("theme", { theme: "light" });
  assert.deepEqual(port.sent.map(({ seq, type }) => [seq, type]), [[0, "theme"], [1, "theme"]]);
});

test("another version is answered once, and two versions do not talk without end", () => {
  const { port, heard, hear } = open();
  for (let seq = 0; seq < 50; seq++) hear({ ...whole, v: 2, seq });
  assert.deepEqual(port.sent.map(({ type, body }) => [type, body.code]), [["error", "version"]]);
  assert.deepEqual(heard, []);
});

test("a thousand messages of odd shapes do nothing", () => {
  const { port, heard, hear } = open();
  const odd = [null, 7, "resize", [], {}, { ns: "grantlab" }, { ...whole, body: { height: 1n } }, { ...whole, id: "b" }, { ...whole, type: "__proto__" }, { ...whole, type: "toString" }];
  for (let at = 0; at < 1000; at++) hear(odd[at % odd.length]);
  assert.deepEqual([port.sent, heard], [[], []]);
});

test("a hundred messages a second are listened to", () => {
  let time = 0;
  const isHeard = limiter();
  const many = () => Array.from({ length: 1000 }, () => isHeard(time)).filter(Boolean).length;
  assert.equal(many(), 100);
  time = 999;
  assert.equal(many(), 0);
  time = 1000;
  assert.equal(many(), 100);
});

test("heights are whole, and only changes are reported", () => {
  const { next } = reports();
  assert.equal(next(500.2, 0), 501);
  for (const height of [501, 504, 498, 500.2]) assert.equal(next(height, 10), undefined, String(height));
  assert.equal(next(505, 20), 505);
  assert.equal(next(400, 30), 400);
});

test("twelve rises in two seconds are a loop, until somebody does something", () => {
  const { next, release } = reports();
  for (let rise = 1; rise < 12; rise++) assert.equal(next(rise * 100, rise * 16), rise * 100);
  assert.equal(next(1200, 12 * 16), "loop");
  assert.equal(next(1300, 13 * 16), undefined);
  assert.equal(next(200, 10_000), undefined);
  release();
  assert.equal(next(1400, 20_000), 1400);
});

test("rises that are slow, or that alternate, are none", () => {
  const slow = reports();
  for (let rise = 1; rise < 100; rise++) assert.equal(slow.next(rise * 100, rise * 200), rise * 100);
  const both = reports();
  for (let at = 1; at < 100; at++) assert.equal(both.next(500 + (at % 2) * 100, at), 500 + (at % 2) * 100);
});

test("a height stays within its bounds", () => {
  assert.deepEqual(boundsOf(null), { least: 120, most: 4000 });
  assert.deepEqual(boundsOf("600"), { least: 600, most: 600 });
  assert.deepEqual(boundsOf("200-900"), { least: 200, most: 900 });
  assert.deepEqual(boundsOf("900-200"), { least: 900, most: 900 });
  for (const text of ["", "100%", "-5", "1e9", "600px", "123456"]) assert.deepEqual(boundsOf(text), { least: 120, most: 4000 }, text);
  const bounds = boundsOf(null);
  assert.deepEqual([1, 500, 1e9].map((height) => bounded(height, bounds)), [120, 500, 4000]);
  for (const height of ["500", 500.5, NaN, Infinity, null, {}, undefined]) assert.equal(bounded(height, bounds), undefined);
});

test("the side of a page is read from names, then from CSS, then from its ink", () => {
  const page = { names: [undefined, undefined], scheme: "normal", ink: "rgb(20, 25, 31)", isDarkPreferred: false };
  assert.equal(sideOf(page), "light");
  assert.equal(sideOf({ ...page, names: [undefined, "dark"] }), "dark");
  assert.equal(sideOf({ ...page, names: ["auto", undefined], scheme: "dark" }), "dark");
  assert.equal(sideOf({ ...page, scheme: "light only", ink: "rgb(255, 255, 255)" }), "light");
  assert.equal(sideOf({ ...page, ink: "rgba(237, 241, 245, 0.9)" }), "dark", "a page that says nothing of itself");
  assert.equal(sideOf({ ...page, scheme: "light dark", ink: "rgb(237, 241, 245)" }), "dark");
  assert.equal(sideOf({ ...page, scheme: "light dark", ink: "oklch(0.9 0 0)", isDarkPreferred: true }), "dark");
  assert.equal(sideOf({ ...page, ink: "oklch(0.9 0 0)", isDarkPreferred: true }), "light");
});
