// Visits without a network, and a build that changes under a page: worker.js in a real browser. Its rules one by one are in
// tests/node/worker.test.js.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeWorker } from "../../scripts/offline.mjs";
import { files, listen } from "../../scripts/serve.mjs";
import { violations } from "./axe.js";
import { PREFIX, dist, expect, hasStarted, test as base } from "./site.js";

const AREAS = ["#/answer", "#/compare", "#/compare/all", "#/compare/diff", "#/servers", "#/servers/answers", "#/servers/keycloak", "#/clients", "#/build", "#/decode", "#/issuer", "#/issuer/log", "#/document", "#/glossary", "#/quiz", "#/search?q=token", "#/help", "#/privacy"];
const LESSONS = [...Array.from({ length: 12 }, (_, at) => `#/learn/${at + 1}`), ...Array.from({ length: 6 }, (_, at) => `#/field/${at + 1}`)];

const test = base.extend({
  /** A host whose build can be changed: `heard` is what was asked of it, `before` may change it before an answer, `setsUp` is its grant-lab.json. */
  host: async ({}, use) => {
    const host = { folder: dist, heard: [], before: () => {} };
    const alter = (name, bytes) => (name === "grant-lab.json" && host.setsUp ? Buffer.from(JSON.stringify(host.setsUp)) : bytes);
    const server = await listen((request, response) => {
      const name = new URL(request.url, "http://host").pathname.slice(PREFIX.length);
      host.before(name, request);
      host.heard.push(name);
      if (name !== "docs.html") return files(host.folder, { prefix: PREFIX, alter })(request, response);
      response.writeHead(200, { "content-type": "text/html" }).end('<!doctype html><title>Docs</title><link rel="icon" href="data:,"><iframe src="./#/answer" width="900" height="600"></iframe>');
    }, 0);
    host.url = `http://127.0.0.1:${server.address().port}${PREFIX}`;
    host.stop = () => {
      server.closeAllConnections();
      server.close();
    };
    await use(host);
    host.stop();
  },
  site: async ({ host }, use) => use(host.url),
  /** Another build: one heading is another one. */
  newer: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), "grant-lab-"));
    cpSync(dist, folder, { recursive: true, filter: (name) => !/\.(?:br|gz)$/.test(name) });
    const help = join(folder, "content/en/help.json");
    writeFileSync(help, readFileSync(help, "utf8").replace('"Keyboard shortcuts"', '"Shortcuts, newer"'));
    await writeWorker(folder);
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});
test.use({ serviceWorkers: "allow" });

/** Waits until the worker serves the page. */
const served = (page) => expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
const go = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);
const heading = (page) => page.getByRole("heading", { level: 1 });
const kept = (page) => page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, (await caches.keys()).length]);

async function helpSays(page, text) {
  await go(page, "#/help");
  await expect(heading(page)).toHaveText(text);
}

test("after the first visit every area opens and every lesson runs without a network", async ({ page, context, host, open }) => {
  await open();
  await served(page);
  // The browser is told so, and there is no host any more: what Chromium asks by itself, whether there is a newer worker, it asks all the same.
  await context.setOffline(true);
  host.stop();
  await page.reload();
  await hasStarted(page);
  for (const hash of AREAS) {
    await go(page, hash);
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
    await expect(heading(page)).not.toHaveText(/not found/i);
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
  for (const hash of LESSONS) {
    await go(page, hash);
    await page.getByRole("button", { name: /^Run experiment/ }).first().click();
    if (hash === "#/learn/11") await page.getByRole("button", { name: "Continue as Sam" }).click();
    await expect(page.getByRole("heading", { name: "What happened" }), hash).toBeVisible();
  }
  await page.goto(`${host.url}lessons.html`);
  await expect(heading(page)).toBeVisible();
  await page.goto(`${host.url}index.html?theme=dark#/build`);
  await hasStarted(page);
});

test("a newer build waits, is told of, and takes over when no other tab shows the page; until then nothing of it is seen", async ({ page, context, host, newer, open }) => {
  await open();
  await served(page);
  host.folder = newer;
  await helpSays(page, "Keyboard shortcuts");
  const other = await context.newPage();
  await other.goto(`${host.url}#/build`);
  await hasStarted(other);
  const note = page.getByRole("region", { name: "Newer version" });
  await expect(note).toContainText("A newer version is ready.");
  await expect(page.getByRole("status")).toHaveText("A newer version is ready.");
  expect(await violations(page)).toEqual([]);
  // Both are of the older build, which the host has no more.
  await helpSays(other, "Keyboard shortcuts");
  await page.reload();
  await hasStarted(page);
  await helpSays(page, "Keyboard shortcuts");
  await note.getByRole("button", { name: "Reload" }).click();
  await expect(note).toContainText("Close the other tabs with this page first");
  await helpSays(other, "Keyboard shortcuts");
  await other.close();
  await note.getByRole("button", { name: "Reload" }).click();
  await expect(heading(page)).toHaveText("Shortcuts, newer");
  await expect(note).toHaveCount(0);
  expect(await kept(page)).toEqual([1, 1]);
  await context.setOffline(true);
  await page.reload();
  await expect(heading(page)).toHaveText("Shortcuts, newer");
});

test("a page that is of another build than its host's worker is left to the network, and the next one is of one build", async ({ page, host, newer, open }) => {
  host.before = (name) => {
    if (name === "worker.js") host.folder = newer;
  };
  await open();
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state)).toBe("activated");
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
  await page.reload();
  await hasStarted(page);
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await helpSays(page, "Shortcuts, newer");
});

test("a build that changes while it is being kept is not kept by half", async ({ page, host, newer, open }) => {
  const worker = new Promise((done) => {
    host.before = (name, { headers }) => {
      // The page asks for its files as it likes, and the worker for each of them anew.
      if (headers["cache-control"] !== "max-age=0" || !name.startsWith("content/")) return;
      host.folder = newer;
      done();
    };
  });
  await open();
  await worker;
  await expect.poll(() => kept(page)).toEqual([0, 1]);
  expect(await page.evaluate(async () => (await (await caches.open((await caches.keys())[0])).keys()).length)).toBe(0);
  host.before = () => {};
  await page.reload();
  await served(page);
  await helpSays(page, "Shortcuts, newer");
});

test("a page in a frame registers none, and asks the network where a page in a tab does not", async ({ page, host, open }) => {
  await page.goto(`${host.url}docs.html`);
  const framed = page.frameLocator("iframe").getByRole("button", { name: "Ask all five" });
  await expect(framed).toBeVisible();
  await page.waitForLoadState("networkidle");
  expect(await kept(page)).toEqual([0, 0]);
  expect(host.heard).not.toContain("offline.js");
  await open();
  await served(page);
  host.heard.length = 0;
  await page.goto(`${host.url}docs.html`);
  await expect(framed).toBeVisible();
  await expect(page.frameLocator("iframe").locator("main [aria-busy=true]")).toHaveCount(0);
  for (const name of ["docs.html", "", "boot.js", "content/en/answer.json"]) expect(host.heard).toContain(name);
});

test("?offline=0 takes away the worker and what it kept", async ({ page, open }) => {
  await open();
  await served(page);
  expect(await kept(page)).toEqual([1, 1]);
  await open("#/help", { search: "?offline=0" });
  await expect.poll(() => kept(page)).toEqual([0, 0]);
  await page.reload();
  await hasStarted(page);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
});

test("a host that wants nothing kept has it taken away with the next visit", async ({ page, host, open }) => {
  await open();
  await served(page);
  host.setsUp = { version: 1, offline: false };
  await page.reload();
  await expect.poll(() => kept(page)).toEqual([0, 0]);
  host.heard.length = 0;
  await page.reload();
  await expect.poll(() => host.heard).toContain("offline.js");
  await page.waitForLoadState("networkidle");
  expect(await kept(page)).toEqual([0, 0]);
});

for (const [how, refuse] of [
  ["refused", () => {
    const no = () => { throw new DOMException("Storage is refused.", "SecurityError"); };
    Object.defineProperty(self, "caches", { get: no });
    ServiceWorkerContainer.prototype.register = async () => no();
  }],
  ["not offered", () => delete Navigator.prototype.serviceWorker],
]) {
  test(`where keeping is ${how} the page works, and says nothing of it`, async ({ page, host, open }) => {
    await page.addInitScript(refuse);
    await open();
    await expect.poll(() => host.heard).toContain("offline.js");
    await page.waitForLoadState("networkidle");
    await page.getByRole("button", { name: /^Run experiment/ }).first().click();
    await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
    expect(host.heard).not.toContain("worker.js");
  });
}
