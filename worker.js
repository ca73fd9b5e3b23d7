// Keeps a whole build in the browser, so that every area of the page works without a network after the first visit. One worker is one
// build: a page gets all its files from the build that its document came from, and what is kept was checked to be of that build.
//
// Not workbox-build (7.4.1): its worker for one file is 14,397 bytes, 5,030 gzipped, and it and what it needs are 323 packages. It decides by
// a request alone, at once: it cannot ask which client a request comes from, and so would answer framed pages too; and it neither asks whether
// other tabs are open nor lets a page wait for that. What is left of it for this page is the list below and `addAll`.
//
// A source: scripts/offline.mjs writes the list of files into it, each with the digest that its content must have.
"use strict";

const BUILD = ""; // Filled in by the build.
const FILES = {}; // Filled in by the build: by address, relative to this file.

const SCOPE = registration.scope;
/** The storage is shared by everything on this origin, so the name says whose cache it is: offline.js knows it too. */
const MINE = `grant-lab ${SCOPE} `;
const CACHE = MINE + BUILD;
/** The documents of which a client is answered from here: own.html and what others wrote ask the network. */
const PAGES = ["./", "lessons.html"];
/** What the host has set up is of no build. */
const HOST = "grant-lab.json";
const FRAMES = ["embed", "fencedframe", "frame", "iframe", "object"];

addEventListener("install", (event) => event.waitUntil(keep()));
addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
addEventListener("message", (event) => event.waitUntil(hear(event)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const name = nameOf(request.url);
  if (name === HOST) return event.respondWith(asLast(request));
  if (request.method !== "GET" || !Object.hasOwn(FILES, name) || FRAMES.includes(request.destination)) return;
  event.respondWith(answer(event, name));
});

/** All files or none. Where a host puts another build into its place meanwhile, their content is not what the list says. */
async function keep() {
  const cache = await caches.open(CACHE);
  const request = ([name, integrity]) => new Request(name, { integrity, cache: "no-cache", priority: "low" });
  await cache.addAll(Object.entries(FILES).map(request));
}

/** Asked for each time; without a network it is what it was last. Where that is not known, nothing is set up. */
async function asLast(request) {
  const cache = await caches.open(CACHE);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(HOST, response.clone());
    return response;
  } catch {
    return (await cache.match(HOST)) ?? Response.json({ version: 1 });
  }
}

/** Once no page is left that uses them. */
async function forgetOthers() {
  const old = (await caches.keys()).filter((name) => name.startsWith(MINE) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function answer({ request, clientId }, name) {
  const isForPage = request.mode === "navigate" || isPage(await clients.get(clientId));
  const kept = isForPage && (await caches.match(name, { cacheName: CACHE, ignoreVary: true }));
  if (!kept) return fetch(request);
  // A document may not come from where its host had to be asked twice.
  return kept.redirected ? new Response(kept.body, kept) : kept;
}

/**
 * What a page says to its worker, which answers with how many other tabs show the page; only where there are none, it does what was said.
 * `take over`: this build shall be used from now on. `claim`: the page came from the network, and is of the build that it names.
 */
async function hear({ data: { say, build }, source, ports: [reply] }) {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const others = windows.filter((client) => isPage(client) && client.id !== source.id).length;
  if (others === 0 && say === "take over") await skipWaiting();
  if (others === 0 && say === "claim" && build === BUILD) await clients.claim();
  reply.postMessage(others);
}

/** Whether a client is the page in a tab of its own. */
function isPage(client) {
  return client !== undefined && client.frameType !== "nested" && PAGES.includes(nameOf(client.url));
}

/** What the list calls the file at an address, if it has that. Queries are for the page, and make no other file. */
function nameOf(url) {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  if (!address.startsWith(SCOPE)) return "";
  const name = address.slice(SCOPE.length);
  return name === "" || name === "index.html" ? "./" : name;
}
