// The command: how it begins and ends, what it refuses before the issuer hears of it, and what it says about each request.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { COMMAND, ended, local } from "./local.js";
import { createIssuer } from "./lab.js";

const project = new URL("../../", import.meta.url);
const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Sends octets as they are and gives all that comes back. */
function raw(issuer, text) {
  const { hostname, port } = new URL(issuer);
  return new Promise((done, fail) => {
    let answer = "";
    const socket = connect(port, hostname, () => socket.write(text));
    socket.on("data", (part) => (answer += part)).on("close", () => done(answer)).on("error", fail);
  });
}

const request = (line, ...fields) => [`${line} HTTP/1.1`, ...fields, "Connection: close", "", ""].join("\r\n");

async function file(t, text) {
  const folder = await mkdtemp(join(tmpdir(), "grant-lab-"));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "file.json"), text);
  return join(folder, "file.json");
}

test("npx runs it from the folder", async () => {
  assert.ok((await stat(COMMAND)).mode & 0o100, "it can be executed");
  const { stdout } = await promisify(execFile)("npx", ["--yes", "./dist", "--version"], { cwd: project });
  assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
});

test("it ends with npx, too", async () => {
  const { spawn } = await import("node:child_process");
  const npx = spawn("npx", ["--yes", "./dist", "--port", "0", "--json"], { cwd: project, stdio: ["ignore", "pipe", "ignore"] });
  const ended = new Promise((done) => npx.stdout.once("close", done)); // When nobody writes to it any more, npx and the command.
  const first = await new Promise((done) => npx.stdout.setEncoding("utf8").once("data", done));
  npx.kill("SIGTERM");
  await ended;
  await assert.rejects(fetch(JSON.parse(first.split("\n", 1)[0]).issuer));
});

test("it says what it is, where, and who its clients are", async (t) => {
  const { issuer, metadata, apis, clients } = await local(t);
  assert.match(issuer, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual([metadata, apis], [`${issuer}/.well-known/oauth-authorization-server`, [`${issuer}/api`, `${issuer}/api/stock`]]);
  const [first] = clients;
  assert.deepEqual(first, {
    client_id: "nightly-report", client_secret: "demo-secret-not-real", token_endpoint_auth_method: "client_secret_basic", scope: "orders.read",
  });
  assert.ok(clients.every(({ token_endpoint_auth_method: method }) => !method.includes("tls")));
  const { signal, text } = await spoken(["--port", "0"], /Ctrl-C ends it\.\n/);
  assert.equal(signal, 0);
  for (const part of ["teaching aid", "not for production", "nightly-report", "demo-secret-not-real", "client_secret_post", "ledger-sync signs with {"]) {
    assert.ok(text.includes(part), part);
  }
});

/** What it says as text until that has come, and how it ends then. */
async function spoken(args, until, then = async () => {}) {
  const { spawn } = await import("node:child_process");
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  const closed = new Promise((done) => child.once("close", done));
  await new Promise((done) => child.stdout.setEncoding("utf8").on("data", (part) => until.test((text += part)) && done()));
  await then(/Issuer +(\S+)/.exec(text)[1]);
  child.kill("SIGINT");
  return { signal: await closed, text };
}

test("each request is a line with its status and the check that decided; what proves something is not in it", async (t) => {
  const { issuer, requests, stop, said } = await local(t);
  const ask = (headers, body, query = "") => fetch(`${issuer}/token${query}`, { method: "POST", headers: { ...FORM, ...headers }, body });
  const basic = (secret) => ({ authorization: `Basic ${btoa(`nightly-report:${secret}`)}` });
  await ask(basic("demo-secret-not-real"), "grant_type=client_credentials");
  await ask(basic("wrong-secret"), "grant_type=client_credentials");
  await ask({}, "grant_type=client_credentials&client_id=billing-export&client_secret=s3cret", "?client_secret=s3cret");
  await stop("SIGTERM");
  assert.deepEqual(requests().map(({ status, check, clause }) => [status, check, clause]), [
    [200, "Access token", "RFC 9068 §2.2"],
    [401, "Client authentication", "RFC 6749 §3.2.1"],
    [400, "Message", "RFC 6749 §3.2"],
  ]);
  assert.doesNotMatch(said.stdout.slice(said.stdout.indexOf("\n")), /s3cret|wrong-secret|demo-secret|ZGVtbw/);
  const { text } = await spoken(["--port", "0"], /Ctrl-C ends it\.\n/, (issuer) => fetch(`${issuer}/jwks`));
  assert.match(text, /^\d\d:\d\d:\d\d {2}GET \/jwks {2}200 {2}Key set \(RFC 7517 §5\)$/m);
});

test("it ends with 0 on SIGINT and SIGTERM, at once, and gives the port back", async (t) => {
  for (const signal of ["SIGINT", "SIGTERM"]) {
    const { issuer, stop } = await local(t);
    await fetch(`${issuer}/jwks`); // A connection is kept alive.
    assert.equal(await stop(signal), 0);
    const { port } = new URL(issuer);
    const server = createServer();
    await new Promise((done, fail) => server.on("error", fail).listen(port, "127.0.0.1", done));
    server.close();
  }
});

test("a port in use is said, and nothing else happens", async (t) => {
  const { issuer } = await local(t);
  const { port } = new URL(issuer);
  const { code, stderr, stdout } = await ended("--port", port);
  assert.deepEqual([code, stdout], [1, ""]);
  assert.equal(stderr, `Port ${port} is in use. Choose another, or --port 0 for one that is free.\n`);
});

test("a wrong command line ends with 2 and says what is wrong", async () => {
  for (const [args, message] of [
    [["--prot", "1"], /^There is no option --prot\. The options: --port, --config, .*--openid, --refresh, /],
    [["--issuer", "https://h"], /^There is no option --issuer\./],
    [["9400"], /^An option begins with two dashes\./],
    [["--port"], /^--port needs a value\./],
    [["--port", "70000"], /^--port is a whole number from 0 to 65535, not "70000"\./],
    [["--port", "-1"], /^--port is a whole number/],
    [["--port", "0", "--port", "1"], /^--port is given twice\./],
    [["--version=1"], /^--version has no value\./],
    [["--openid", "sometimes"], /^openid cannot be "sometimes"\. Allowed: "reject", /],
    [["--lifetime", "0"], /^lifetime cannot be 0\./],
  ]) {
    const { code, stderr, stdout } = await ended(...args);
    assert.deepEqual([code, stdout], [2, ""], args.join(" "));
    assert.match(stderr, message);
    assert.equal(stderr.trim().split("\n").length, 1, "one sentence, and no stack");
  }
});

test("--help lists every policy that the issuer has", async () => {
  const { code, stdout } = await ended("--help");
  assert.equal(code, 0);
  const error = await createIssuer({ "": 1 }).catch(({ message }) => message);
  const known = /The options: issuer, (.*)\.$/.exec(error)[1].split(", ");
  const listed = [...stdout.matchAll(/^ {2}--([a-z-]+)$/gm)].map(([, name]) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase()));
  assert.deepEqual(listed, known);
});

test("a policy on the command line is the issuer's", async (t) => {
  const { issuer } = await local(t, "--openid", "drop", "--lifetime=60");
  const headers = { ...FORM, authorization: `Basic ${btoa("nightly-report:demo-secret-not-real")}` };
  const response = await fetch(`${issuer}/token`, { method: "POST", headers, body: "grant_type=client_credentials&scope=openid+orders.read" });
  const { scope, expires_in } = await response.json();
  assert.deepEqual([response.status, scope, expires_in], [200, "orders.read", 60]);
});

test("a configuration of the page is taken, with its clients and policies, under those of the command line", async (t) => {
  const lab = await createIssuer();
  t.after(() => lab.free());
  const document = lab.configuration();
  document.policies = { ...document.policies, openid: "drop", lifetime: 120 };
  document.clients.find(({ client_id }) => client_id === "nightly-report").client_secret = "another secret";
  document.unheard = 1;
  const { issuer, client, said } = await local(t, "--config", await file(t, JSON.stringify(document)), "--lifetime", "60");
  assert.equal(client("nightly-report").client_secret, "another secret");
  assert.match(said.stderr, /: unheard is not known here and does nothing\./);
  const headers = { ...FORM, authorization: `Basic ${btoa("nightly-report:another+secret")}` };
  const response = await fetch(`${issuer}/token`, { method: "POST", headers, body: "grant_type=client_credentials&scope=openid+orders.read" });
  const { access_token, expires_in } = await response.json();
  assert.deepEqual([response.status, expires_in], [200, 60]);
  assert.equal((await fetch(`${issuer}/api/orders`, { headers: { authorization: `Bearer ${access_token}` } })).status, 200);
});

test("a configuration that cannot be taken is said with its place, and the port is not", async (t) => {
  for (const [text, message] of [
    ['{\n  "version": 1,\n}', /file\.json, line 3, column 1: this is no JSON\./],
    ['{"version": 1', /file\.json, line 1, column 14: this is no JSON\./],
    ["[]", /file\.json: /],
    ['{"version": 1, "clients": [{}]}', /file\.json: clients\[0\]\.client_id /],
    ['{"version": 1, "policies": {"openid": "often"}}', /file\.json: policies\.openid /],
  ]) {
    const { code, stderr, stdout } = await ended("--port", "0", "--config", await file(t, text));
    assert.deepEqual([code, stdout], [1, ""], text);
    assert.match(stderr, message);
  }
  const missing = await ended("--config", "/nowhere/file.json");
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /^\/nowhere\/file\.json cannot be read: ENOENT/);
});

test("a foreign Host gets nothing, whatever stands before it (DNS rebinding)", async (t) => {
  const { issuer, requests, stop } = await local(t);
  const own = issuer.slice("http://".length);
  const { port } = new URL(issuer);
  for (const host of ["evil.example", `evil.example:${port}`, `localhost:${port}`, "127.0.0.1", `127.0.0.1.evil.example:${port}`, `user@${own}`, ""]) {
    const answer = await raw(issuer, request("GET /jwks", `Host: ${host}`));
    assert.match(answer, /^HTTP\/1\.1 421 /, host);
    assert.ok(answer.includes(`Only ${own} answers here`) && !answer.includes("keys") && !/access-control/i.test(answer), host);
  }
  assert.match(await raw(issuer, request("GET /jwks", `Host: ${own}`)), /^HTTP\/1\.1 200 [^]*"keys"/);
  assert.match(await raw(issuer, request(`GET ${issuer}/jwks`, "Host: evil.example")), /^HTTP\/1\.1 200 /, "the target goes before Host (RFC 9112 §3.2.2)");
  for (const target of ["http://evil.example/jwks", "*", `${issuer}.evil.example/jwks`]) {
    assert.match(await raw(issuer, request(`${target === "*" ? "OPTIONS" : "GET"} ${target}`, `Host: ${own}`)), /^HTTP\/1\.1 421 /, target);
  }
  await stop("SIGTERM");
  const refused = requests().filter(({ status }) => status === 421);
  assert.equal(refused.length, 10);
  assert.ok(refused.every(({ check, clause }) => check === "Host" && clause === "RFC 9110 §7.4"));
});

test("it can be reached on the loopback address alone", async (t) => {
  const { networkInterfaces } = await import("node:os");
  const { issuer } = await local(t);
  const others = Object.values(networkInterfaces()).flat().filter(({ internal, family }) => !internal && family === "IPv4");
  for (const { address } of others) {
    await assert.rejects(raw(issuer.replace("127.0.0.1", address), request("GET /jwks", "Host: a")), { code: "ECONNREFUSED" });
  }
  assert.equal((await fetch(`${issuer}/jwks`)).status, 200);
});

test("what is too large is refused as the issuer does, unread", async (t) => {
  const { issuer, requests, stop } = await local(t);
  const own = issuer.slice("http://".length);
  const long = await fetch(`${issuer}/jwks?${"a".repeat(20_000)}`);
  assert.equal(long.status, 414);
  const body = await fetch(`${issuer}/token`, { method: "POST", headers: FORM, body: "a".repeat(65_537) });
  assert.deepEqual([body.status, (await body.json()).error], [413, "invalid_request"]);
  // A body without an end: the answer comes all the same, and the connection is cut.
  const endless = await raw(issuer, `POST /token HTTP/1.1\r\nHost: ${own}\r\nTransfer-Encoding: chunked\r\n\r\n20000\r\n${"a".repeat(0x20000)}\r\n`);
  assert.match(endless, /^HTTP\/1\.1 413 [^]*connection: close/i);
  const fields = await raw(issuer, request("GET /jwks", `Host: ${own}`, `User-Agent: ${"a".repeat(70_000)}`));
  assert.match(fields, /^HTTP\/1\.1 431 /);
  await stop("SIGTERM");
  assert.deepEqual(requests().map(({ status, check }) => [status, check]), [[414, "Size"], [413, "Size"], [413, "Size"], [431, "Size"]]);
});

test("answers are the issuer's own: CORS, HEAD, and header fields", async (t) => {
  const { issuer } = await local(t);
  const preflight = await fetch(`${issuer}/token`, { method: "OPTIONS", headers: { origin: "https://a.example", "access-control-request-method": "POST" } });
  assert.deepEqual([preflight.status, preflight.headers.get("access-control-allow-origin")], [204, "*"]);
  const head = await fetch(`${issuer}/jwks`, { method: "HEAD" });
  assert.deepEqual([head.status, head.headers.get("content-type"), await head.text()], [200, "application/json", ""]);
  const refused = await fetch(`${issuer}/token`, { method: "POST", headers: { ...FORM, authorization: "Basic a" }, body: "grant_type=client_credentials" });
  assert.match(refused.headers.get("www-authenticate"), new RegExp(`realm="${new URL(issuer).host}"`));
  const certificate = await fetch(`${issuer}/token`, {
    method: "POST", headers: { ...FORM, "client-cert": ":MAA=:" }, body: "grant_type=client_credentials&client_id=meter-gateway",
  });
  assert.equal(certificate.status, 401, "nobody shows one by writing it down");
});
