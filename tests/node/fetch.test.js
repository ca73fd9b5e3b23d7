// lab.fetch is a fetch: what it takes, what it returns, what it refuses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createIssuer } from "./lab.js";

const METADATA = "https://issuer.test/.well-known/oauth-authorization-server";

async function issuer(t, options) {
  const lab = await createIssuer(options);
  t.after(lab.free);
  return lab;
}

test("nothing of a document is there or needed", () => {
  assert.equal(globalThis.document, undefined);
  assert.equal(globalThis.window, undefined);
});

test("an address may be a string, a URL or a Request, and fetch needs no this", async (t) => {
  const { fetch } = await issuer(t);
  for (const input of [METADATA, new URL(METADATA), new Request(METADATA), `${METADATA}#fragment`]) {
    const response = await fetch(input);
    assert.ok(response instanceof Response);
    assert.deepEqual([response.status, response.url], [200, METADATA]);
    assert.equal((await response.json()).issuer, "https://issuer.test");
  }
});

test("init goes over the Request, as fetch says", async (t) => {
  const lab = await issuer(t);
  const request = new Request("https://issuer.test/token", { method: "POST", body: "grant_type=none&client_id=shop-web" });
  const response = await lab.fetch(request, { headers: { "content-type": "application/x-www-form-urlencoded" } });
  assert.equal((await response.json()).error, "unsupported_grant_type");
  assert.equal(request.bodyUsed, true);
});

test("bodies of every kind arrive as the octets they are", async (t) => {
  const lab = await issuer(t);
  const form = new URLSearchParams({ a: "é" });
  const bodies = ["a=%C3%A9", new TextEncoder().encode("a=%C3%A9"), new Blob(["a=%C3%A9"]), form];
  for (const body of bodies) {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    await lab.fetch("https://issuer.test/token", { method: "POST", headers, body });
    assert.equal(lab.log().at(-1).request.body, "a=%C3%A9");
  }
});

test("any other address is refused with a TypeError that names it", async (t) => {
  const lab = await issuer(t);
  const others = [
    "https://example.com/token",
    "http://issuer.test/token",
    "https://issuer.test:8443/token",
    "https://issuer.test.example/token",
    "data:text/plain,a",
    new Request("https://issuer.example/"),
  ];
  for (const input of others) {
    const url = input.url ?? new URL(input).href;
    await assert.rejects(lab.fetch(input), (error) => error instanceof TypeError && error.message.includes(url), url);
  }
  for (const input of ["/token", "", undefined, "https://user:password@issuer.test/"]) {
    await assert.rejects(lab.fetch(input), TypeError);
  }
  assert.deepEqual(lab.log(), []);
});

test("what fetch refuses is refused", async (t) => {
  const lab = await issuer(t);
  for (const init of [{ method: "A B" }, { method: "GET", body: "a" }, { headers: { "a b": "c" } }, { signal: 1 }]) {
    await assert.rejects(lab.fetch(METADATA, init), TypeError);
  }
});

test("header values are byte strings", async (t) => {
  const lab = await issuer(t);
  const response = await lab.fetch(METADATA, { headers: { accept: "caf\u00e9", "user-agent": ": , " } });
  assert.equal(response.status, 200);
  assert.equal(lab.log()[0].request.headers["user-agent"], ": ,");
  await assert.rejects(lab.fetch(METADATA, { headers: { "x-a": "\u65e5" } }), TypeError);
});

test("a redirect comes back as the answer it is, whatever was asked", async (t) => {
  const lab = await issuer(t);
  const start = new URL("https://issuer.test/authorize");
  const shop = lab.clients.find((client) => client.redirect_uris);
  start.search = new URLSearchParams({ client_id: shop.client_id, redirect_uri: shop.redirect_uris[0], response_type: "token" });
  for (const redirect of ["follow", "manual"]) {
    const response = await lab.fetch(start, { redirect });
    assert.deepEqual([response.status, response.redirected, response.type], [303, false, "default"]);
    assert.ok(response.headers.get("location").startsWith(shop.redirect_uris[0]));
  }
});

test("a HEAD request has no body, and an address with nothing at it is a 404", async (t) => {
  const lab = await issuer(t);
  const head = await lab.fetch(METADATA, { method: "HEAD" });
  assert.deepEqual([head.status, head.body, await head.text()], [200, null, ""]);
  assert.equal((await lab.fetch("https://api.test/nothing")).status, 404);
});

test("an aborted signal rejects with its reason and is not heard of", async (t) => {
  const lab = await issuer(t);
  const reason = new Error("enough");
  await assert.rejects(lab.fetch(METADATA, { signal: AbortSignal.abort(reason) }), reason);
  const request = new Request(METADATA, { signal: AbortSignal.abort() });
  await assert.rejects(lab.fetch(request), { name: "AbortError" });
  assert.deepEqual(lab.log(), []);
});

test("a signal that aborts while the issuer is at work rejects", async (t) => {
  const lab = await issuer(t);
  const [client] = lab.clients;
  const controller = new AbortController();
  const pending = lab.fetch("https://issuer.test/token", {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
    signal: controller.signal,
  });
  controller.abort();
  await assert.rejects(pending, { name: "AbortError" });
  assert.equal((await lab.fetch(METADATA)).status, 200);
});

test("a certificate is the octets of one", async (t) => {
  const lab = await issuer(t);
  const certificate = Uint8Array.of(0x30, 0x00);
  assert.equal((await lab.fetch(METADATA, { certificate })).status, 200);
  await assert.rejects(lab.fetch(METADATA, { certificate: "-----BEGIN CERTIFICATE-----" }), TypeError);
});

test("many requests at once are each answered", async (t) => {
  const lab = await issuer(t);
  const answers = await Promise.all(Array.from({ length: 50 }, () => lab.fetch("https://issuer.test/jwks").then((response) => response.json())));
  assert.equal(new Set(answers.map((set) => JSON.stringify(set))).size, 1);
});
