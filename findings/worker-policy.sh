#!/usr/bin/env bash
# What a service worker answers is held to the page's policy by where it was fetched, not by what the page asked for
#
# Versions   Chromium 153.0.8010.0, by playwright-core 1.65.1; 148.0.7778.167 of Debian was seen to do the same.
# Input      A page with a policy in <meta>, under a service worker from its own origin that answers the page's own /picture.png and /script.js
#            with fetches from another origin. Then the same without its consent: the worker asks the other origin for itself; a page with
#            worker-src 'none' under the worker; and a worker whose own response has connect-src 'none' and passes on the page's own picture.
# Expected   What is asked for at 'self' and answered by one's own worker is 'self': that is how workers serve files from other hosts. A page's
#            policy holds all code that the page brings along.
# Guess      Picture shown and script run, because their addresses are the page's. The worker itself may ask whom it likes, because a <meta> is not
#            its policy. The page with worker-src 'none' is controlled all the same. The picture that is passed on fails.
# Seen       Picture and script are fetched by the worker, and then refused by img-src and script-src: the answer's own address counts. All
#            else as guessed: the worker reaches the other origin past the page's connect-src 'self', and its own connect-src 'none' keeps a picture
#            of the page's own origin from the page.
# So         A policy in <meta> says nothing about the worker: a host without header fields (GitHub Pages) has no policy for it at all. And a host that
#            sends one policy with all files has to allow in connect-src whatever the worker passes on: pictures, styles and scripts too.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "${CHROMIUM[@]}"
pages

cat > look.mjs <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";
import { visit } from "./pages.mjs";
const PICTURE = Buffer.from("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==", "base64");
const file = (url, response, headers = {}) => {
  const isScript = url.startsWith("/script");
  response.writeHead(200, { "content-type": isScript ? "text/javascript" : "image/gif", ...headers }).end(isScript ? "window.ran = true;" : PICTURE);
};
const heard = [];
const other = createServer(({ url }, response) => {
  heard.push(url);
  file(url, response, { "access-control-allow-origin": "*" });
}).listen(0, "127.0.0.1");
await once(other, "listening");
const elsewhere = `http://127.0.0.1:${other.address().port}`;
const worker = `
  addEventListener("install", () => skipWaiting());
  addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  addEventListener("fetch", (event) => {
    const { pathname } = new URL(event.request.url);
    if (/^.(picture|script)/.test(pathname)) event.respondWith(fetch("${elsewhere}" + pathname, { mode: "no-cors" }));
    if (pathname === "/passed.png") event.respondWith(fetch(event.request));
  });
  addEventListener("message", ({ ports: [reply] }) => fetch("${elsewhere}/itself").then(() => reply.postMessage("reached"), () => reply.postMessage("refused")));`;
const page = (policy) => `<!doctype html>${policy ? `<meta http-equiv=Content-Security-Policy content="${policy}">` : ""}<p>A page.`;
const HELD = "default-src 'none'; img-src 'self'; script-src 'self'; connect-src 'self'; worker-src 'self'";

async function look(workersOwn) {
  const headers = workersOwn ? { "content-security-policy": workersOwn } : {};
  const { came } = await visit(
    ({ url }, response) => {
      if (url === "/worker.js") return response.writeHead(200, { "content-type": "text/javascript", ...headers }).end(worker);
      if (/png|script/.test(url)) return file(url, response);
      response.writeHead(200, { "content-type": "text/html" }).end(page(url === "/held" ? HELD : url === "/none" ? "worker-src 'none'" : ""));
    },
    async (page) => {
      await page.evaluate(async () => {
        const controlled = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done));
        await navigator.serviceWorker.register("/worker.js");
        await controlled;
      });
      const at = (path) => page.goto(new URL(path, page.url()).href);
      const add = (tag, src) => page.evaluate(([tag, src]) => new Promise((done) => {
        document.body.append(Object.assign(document.createElement(tag), { src, onload: () => done("comes"), onerror: () => done("refused") }));
      }), [tag, src]);
      const say = () => page.evaluate(async () => {
        const { port1, port2 } = new MessageChannel();
        const answer = new Promise((done) => (port1.onmessage = ({ data }) => done(data)));
        (await navigator.serviceWorker.ready).active.postMessage("", [port2]);
        return answer;
      });
      await at("/held");
      const told = { picture: await add("img", "/picture.png"), script: await add("script", "/script.js"), passed: await add("img", "/passed.png"), worker: await say() };
      told.page = await page.evaluate((address) => fetch(address).then(() => "reached", () => "refused"), elsewhere);
      await at("/none");
      told.controlled = await page.evaluate(() => navigator.serviceWorker.controller !== null);
      return told;
    },
  );
  return came;
}
const free = await look();
console.log(`asked by the worker: ${heard.join(", ")}`);
console.log(`picture from elsewhere: ${free.picture}; script from elsewhere: ${free.script}; picture passed on: ${free.passed}`);
console.log(`another origin, by the page: ${free.page}; by its worker: ${free.worker}`);
console.log(`a page with worker-src 'none' is controlled: ${free.controlled}`);
const held = await look("connect-src 'none'");
console.log(`under the worker's own connect-src 'none': picture passed on: ${held.passed}; another origin, by the worker: ${held.worker}`);
other.close();
other.closeAllConnections();
JS

node look.mjs > seen
as_before <<'TEXT'
asked by the worker: /picture.png, /script.js, /itself
picture from elsewhere: refused; script from elsewhere: refused; picture passed on: comes
another origin, by the page: refused; by its worker: reached
a page with worker-src 'none' is controlled: true
under the worker's own connect-src 'none': picture passed on: refused; another origin, by the worker: refused
TEXT
