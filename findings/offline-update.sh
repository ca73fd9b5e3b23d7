#!/usr/bin/env bash
# Offline as DevTools make it: a page and its worker reach nobody, and the worker's newer version is fetched and installed all the same
#
# Versions   Chromium 153.0.8010.0, by playwright-core 1.65.1 (`context.setOffline`, which is DevTools' Network.emulateNetworkConditions);
#            148.0.7778.167 of Debian was seen to do the same.
# Input      A page under a service worker, taken offline. Page and worker fetch a file of their own host; then its worker's script changes, and the
#            page asks for an update.
# Expected   Nothing is reached, and update() rejects, as it does where there is no network.
# Guess      Just so, because the tool sets it for the worker's target too.
# Seen       Both fetches fail, navigator.onLine is false, and update() fetches the script from the host and installs it.
# So         A test of offline use under this emulation can get a newer version in the midst of it, and does not try what a visitor without a network
#            meets. End the server as well.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "${CHROMIUM[@]}"
pages

cat > look.mjs <<'JS'
import { visit } from "./pages.mjs";
let version = 1;
const worker = () => `// ${version}
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("message", ({ ports: [reply] }) => fetch("/file").then(() => reply.postMessage("reached"), () => reply.postMessage("not reached")));`;
const { came, requests } = await visit(
  ({ url }, response) => {
    const isScript = url === "/worker.js";
    response.writeHead(200, { "content-type": isScript ? "text/javascript" : "text/html" }).end(isScript ? worker() : "<!doctype html><p>A page.");
  },
  async (page) => {
    await page.evaluate(async () => {
      const controlled = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done));
      await navigator.serviceWorker.register("/worker.js");
      await controlled;
    });
    await page.context().setOffline(true);
    version = 2;
    return page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
      registration.active.postMessage("", [port2]);
      const byWorker = await answer;
      const byPage = await fetch("/file").then(() => "reached", () => "not reached");
      const update = await registration.update().then(({ installing, waiting }) => (installing || waiting ? "a newer version" : "nothing new"), ({ name }) => name);
      return `onLine ${navigator.onLine}; by the page ${byPage}; by the worker ${byWorker}; update(): ${update}`;
    });
  },
);
console.log(came);
console.log(`the host was asked for the worker ${requests.filter(({ path }) => path === "/worker.js").length} times, for the file ${requests.filter(({ path }) => path === "/file").length} times`);
JS

node look.mjs > seen
as_before <<'TEXT'
onLine false; by the page not reached; by the worker not reached; update(): a newer version
the host was asked for the worker 2 times, for the file 0 times
TEXT
