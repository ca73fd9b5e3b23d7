// First visits to pages side by side: an empty cache, a CPU four times slower, 9 Mbit/s and 60 ms. What happens in a page is timed by
// the page's own clock, and no request is intercepted, which would tax a page with many.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { chromium } from "../../scripts/browser.mjs";
import { installPackages } from "../../scripts/packages.mjs";
import { root, stop } from "../../scripts/run.mjs";
import { quantile } from "./clock.js";
import { host } from "./host.js";
import { REFERENCE, reference } from "./reference.js";

/** Rounds: in each, every page is visited once, so that whatever else the machine does meets all alike. */
export const ROUNDS = 9;

const SLOWER = 4;
const LATENCY_MS = 60;
const [DOWN, UP] = [9e6, 3e6].map((bits) => bits / 8);
const PATIENCE_MS = 60_000;
// A page may be made for wide windows alone.
const VIEWPORT = { width: 1280, height: 900 };

/** The button that runs a step of Grant Lab: once it can be pressed, and once the module is behind it, which then runs at once. */
export const RUN = "#run:enabled";
export const LIVE_RUN = "#run:enabled:not(.first-step *)";
/** What says that a peer's page can be used: in authlete/oauth-playground the first step's button, which asks an outside server. */
const PEER_READY = process.env.PEER_READY || "main button";

/**
 * The pages to visit, each `{ name, url, ready }`: `own`, and where there is one the `reference` build and the `peer` whose address or
 * built folder `PEER` names; why one is not among them, as lines; and what ends their servers.
 */
export async function pages() {
  const hosts = [];
  const served = async (folder) => {
    hosts.push(await host(folder));
    return hosts.at(-1).url;
  };
  const all = { own: { name: "this build", url: await served(join(root, "dist")), ready: RUN, live: LIVE_RUN } };
  const missing = [];
  const { folder, missing: why } = await reference();
  if (folder) all.reference = { name: REFERENCE, url: await served(folder), ready: RUN, live: RUN };
  else missing.push(`Not compared with the reference build: ${why}`);
  const { PEER: peer } = process.env;
  if (peer) all.peer = { name: "peer", url: await peerAt(peer, served), ready: PEER_READY };
  else missing.push("Not compared with a peer's page: PEER names none.");
  return { all, missing, close: () => hosts.forEach(({ close }) => close()) };
}

/** The address of the peer's page, which answers there; a folder is `served`. */
async function peerAt(peer, served) {
  if (!/^https?:/.test(peer)) {
    const folder = resolve(root, peer);
    return existsSync(join(folder, "index.html")) ? served(folder) : stop(`PEER names ${folder}, and no index.html is there.`);
  }
  const answer = await fetch(peer).catch((error) => stop(`PEER names ${peer}, which does not answer: ${error.cause?.message ?? error.message}`));
  return answer.ok ? peer : stop(`PEER names ${peer}, which answers ${answer.status}.`);
}

/**
 * Visits pages, each of them once a round. A page is `{ url, ready, live, result }`: selectors of what has to be visible for the page to be
 * ready, to be alive where that is more, and of what follows when the first is tapped there and then; without `result` nothing is tapped.
 * Resolves to one record for each page, under its name in `visits`, of medians: `ready`, `live`, `result`, `paint` (first contentful paint) and `blocking` (what tasks took
 * beyond 50 ms each until the page was ready) in milliseconds from the opening, and the `kB` that came until the last of them.
 */
export async function visited(visits) {
  const names = Object.keys(visits);
  return rounds(async (context) => {
    const seen = {};
    for (const name of names) {
      const own = await context();
      seen[name] = await opened(own, visits[name]);
      await own.close();
    }
    return seen;
  });
}

/**
 * Visits one page three times with one browser's cache, each round anew: `first`, `repeat` once the worker keeps the page, and `offline`
 * without a network. Resolves to medians, as `visited` does.
 */
export async function revisited(visit) {
  return rounds(async (context) => {
    const own = await context();
    const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.controller, null, { timeout: PATIENCE_MS });
    const first = await opened(own, visit, { then: kept });
    const repeat = await opened(own, visit);
    const offline = await opened(own, visit, { offline: true });
    await own.close();
    return { first, repeat, offline };
  });
}

/** Takes `round` as often as there are rounds, with what makes a context of its own: its cache is empty. Resolves to medians by name. */
async function rounds(round) {
  await installPackages("tests/e2e", "Playwright and axe");
  const playwright = createRequire(join(root, "tests/e2e/package.json"))("@playwright/test");
  const browser = await playwright.chromium.launch({ executablePath: await chromium(), args: ["--no-sandbox", "--disable-gpu"] });
  const all = [];
  while (all.length < ROUNDS) all.push(await round(() => browser.newContext({ viewport: VIEWPORT })));
  await browser.close();
  const medians = (visits) => Object.fromEntries(Object.keys(visits[0]).map((key) => [key, quantile(visits.map((one) => one[key]), 0.5)]));
  return Object.fromEntries(Object.keys(all[0]).map((name) => [name, medians(all.map((seen) => seen[name]))]));
}

/** A visit in a context, without a network if it is `offline`; `then` may wait for more before the page is closed. */
async function opened(context, { url, ready, live = ready, result }, { offline = false, then = async () => {} } = {}) {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let octets = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (octets += encodedDataLength));
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", { offline, latency: LATENCY_MS, downloadThroughput: DOWN, uploadThroughput: UP });
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.addInitScript(watch, { ready, live, result });
  await page.goto(url, { waitUntil: "commit" });
  const waited = result ? "result" : "live";
  await page.waitForFunction((last) => window.visit[last], waited, { timeout: PATIENCE_MS }).catch(() => {
    throw new Error(`${url} was not there after ${PATIENCE_MS / 1000} s: ${result ? `${ready}, or ${result} after a tap on it` : ready}`);
  });
  const kB = octets / 1000;
  const paint = "first-contentful-paint"; // Reported after the frame is shown, which may be later.
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, paint, { timeout: PATIENCE_MS });
  const seen = await page.evaluate(summary, paint);
  await then(page);
  await page.close();
  return { ...seen, kB };
}

/** In the page, before anything of it: notes in `window.visit` when `ready`, `live` and, after a tap on the first, `result` are about to be painted. */
function watch({ ready, live, result }) {
  const visit = (window.visit = { tasks: [] });
  const tasks = new PerformanceObserver((list) => visit.tasks.push(...list.getEntries()));
  tasks.observe({ type: "longtask", buffered: true });
  visit.rest = () => tasks.takeRecords();
  const visible = (selector) => [...document.querySelectorAll(selector)].find((element) => element.getClientRects().length > 0);
  const note = (name) => requestAnimationFrame(() => (visit[name] ??= performance.now()));
  let [tapped, lives] = [false, false];
  new MutationObserver(() => {
    if (!tapped) {
      const element = visible(ready);
      if (!element) return;
      tapped = true;
      note("ready");
      if (result) setTimeout(() => element.click());
    }
    if (!lives && visible(live)) {
      lives = true;
      note("live");
    }
    if (result && visible(result)) note("result");
  }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
}

/** In the page: what `watch` saw. */
function summary(paint) {
  const { ready, live, result, tasks, rest } = window.visit;
  const before = [...tasks, ...rest()].filter(({ startTime }) => startTime < ready);
  const blocking = before.reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0);
  return { ready, live, ...(result && { result }), paint: performance.getEntriesByName(paint)[0].startTime, blocking };
}
