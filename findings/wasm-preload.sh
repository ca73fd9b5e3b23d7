#!/usr/bin/env bash
# What a preloaded module answers: a fetch that asks for more, and not the one that asks for less
#
# Versions   Chromium 153.0.8010.0, by playwright-core 1.65.1.
# Input      <link rel=preload as=fetch crossorigin href=app.wasm>, as Trunk writes it, and then a fetch of the same address for
#            WebAssembly.instantiateStreaming, spelt in several ways; the server answers max-age=0 and counts.
# Expected   A preload is used when the two requests are the same. A careful fetch (mode "same-origin") is covered by a link that is
#            more lenient; one with a header, a cache mode or an integrity value of its own is another request.
# Guess      fetch(url) uses it. fetch with integrity, when the link has none, is a second request. (Of the others nothing was guessed.)
# Seen       The other way round. A header of its own, cache: "no-store" and integrity change nothing: the preload answers, and the
#            header is never sent. The two that ask for less are second requests, with a warning that names the mode: mode "same-origin"
#            and credentials "omit". A worker asks again, as does a second fetch.
# So         Preload nothing that is to be asked for with a header, a JWKS or a user's data among them: what answers was asked for without.
#            And count requests after hardening a fetch: mode "same-origin" doubles the largest download of the page.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "${CHROMIUM[@]}"
pages

cat > look.mjs <<'JS'
import { visit } from "./pages.mjs";
const module = Buffer.from("0061736d01000000", "hex");
const integrity = "sha256-k6RLu5bHUSGOTADUeeTBQ1gSKjiazKFiBbHk0NxflHY=";
const ways = {
  "fetch(url)": "fetch('/app.wasm')",
  "a header": "fetch('/app.wasm', { headers: { 'x-trace': 'one' } })",
  'cache: "no-store"': "fetch('/app.wasm', { cache: 'no-store' })",
  integrity: `fetch('/app.wasm', { integrity: '${integrity}' })`,
  'mode: "same-origin"': "fetch('/app.wasm', { mode: 'same-origin' })",
  'credentials: "omit"': "fetch('/app.wasm', { credentials: 'omit' })",
  "fetch(url), twice": "await fetch('/app.wasm').then(() => fetch('/app.wasm'))",
};
for (const [name, asked] of Object.entries({ ...ways, "fetch(url) in a worker": "" })) {
  const { came, requests, told } = await visit(
    (request, response) => {
      if (request.url === "/app.wasm") return response.writeHead(200, { "content-type": "application/wasm", "cache-control": "max-age=0" }).end(module);
      if (request.url === "/worker.js") {
        response.writeHead(200, { "content-type": "text/javascript" });
        return response.end("WebAssembly.instantiateStreaming(fetch('/app.wasm')).then(() => postMessage(1))");
      }
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><link rel=preload as=fetch crossorigin href=/app.wasm>");
    },
    (page) =>
      page.evaluate(
        asked
          ? `(async () => { await WebAssembly.instantiateStreaming(${asked}); return "runs" })()`
          : `new Promise((done) => { new Worker("/worker.js").onmessage = () => done("runs") })`,
      ),
  );
  const modules = requests.filter((request) => request.path === "/app.wasm");
  const sent = modules.some((request) => request.headers["x-trace"]) ? ", header sent" : name === "a header" ? ", header not sent" : "";
  const warned = told.map((text) => /not used because the (.*) does not match/.exec(text)?.[1]).filter(Boolean);
  console.log(`${name}: ${came}, requests ${modules.length}${sent}${warned.length ? `, "${warned[0]}"` : ""}`);
}
JS

node look.mjs > seen
as_before <<'TEXT'
fetch(url): runs, requests 1
a header: runs, requests 1, header not sent
cache: "no-store": runs, requests 1
integrity: runs, requests 1
mode: "same-origin": runs, requests 2, "request mode"
credentials: "omit": runs, requests 2, "request credentials mode"
fetch(url), twice: runs, requests 2
fetch(url) in a worker: runs, requests 2
TEXT
