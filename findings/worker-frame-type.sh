#!/usr/bin/env bash
# To a service worker a window that a script opened is "top-level", never "auxiliary"
#
# Versions   Chromium 153.0.8010.0, by playwright-core 1.65.1; 148.0.7778.167 of Debian was seen to do the same.
# Input      A page under a service worker opens another one of its own: by window.open with and without noopener, by a link with
#            target=_blank, by the same with rel=opener, and in a frame. The worker tells each client's `frameType`.
# Expected   The Service Workers specification: `auxiliary` for a window that is opened from another one, `top-level` for a tab.
# Guess      `auxiliary` for window.open and rel=opener, `top-level` for noopener and a plain link, `nested` for the frame.
# Seen       Every window is `top-level`, also where its page has an `opener`; the frame is `nested`. `auxiliary` is not there.
# So         A worker cannot tell a pop-up from a tab. One that counts tabs counts pop-ups with them, and code for `auxiliary` is never run.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "${CHROMIUM[@]}"
pages

cat > look.mjs <<'JS'
import { visit } from "./pages.mjs";
const worker = `
  addEventListener("install", () => skipWaiting());
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", () => {});
  addEventListener("message", async ({ ports: [reply] }) => {
    const all = await clients.matchAll({ type: "window", includeUncontrolled: true });
    reply.postMessage(all.map(({ url, frameType }) => [decodeURIComponent(new URL(url).search.slice(1)), frameType]));
  });`;
const { came } = await visit(
  ({ url }, response) => {
    const isScript = url === "/worker.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" }).end(isScript ? worker : "<!doctype html><p>A page.");
  },
  async (page) => {
    await page.evaluate(async () => {
      const controlled = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done));
      await navigator.serviceWorker.register("/worker.js");
      await controlled;
    });
    const openers = {};
    for (const [name, { rel, features }] of Object.entries({
      "window.open": { features: "" },
      "window.open with noopener": { features: "noopener" },
      "link": { rel: "" },
      "link with rel=opener": { rel: "opener" },
    })) {
      const opened = page.context().waitForEvent("page");
      await page.evaluate(([address, rel, features]) => {
        if (features !== undefined) window.open(address, "_blank", features);
        else Object.assign(document.body.appendChild(document.createElement("a")), { href: address, target: "_blank", rel }).click();
      }, [`/?${encodeURIComponent(name)}`, rel, features]);
      await (await opened).waitForLoadState();
      openers[name] = (await (await opened).evaluate(() => window.opener !== null)) ? "with opener" : "without opener";
    }
    await page.evaluate(() => new Promise((done) => document.body.append(Object.assign(document.createElement("iframe"), { src: "/?frame", onload: done }))));
    const clients = await page.evaluate(async () => {
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
      (await navigator.serviceWorker.ready).active.postMessage("", [port2]);
      return answer;
    });
    return clients.filter(([name]) => name).map(([name, type]) => [name, ...(openers[name] ? [openers[name]] : []), type].join(", "));
  },
);
console.log(came.sort().join("\n"));
JS

node look.mjs > seen
as_before <<'TEXT'
frame, nested
link with rel=opener, with opener, top-level
link, without opener, top-level
window.open with noopener, without opener, top-level
window.open, with opener, top-level
TEXT
