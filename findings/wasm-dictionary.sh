#!/usr/bin/env bash
# A module that was fetched with cache: "no-store" is kept all the same, as the dictionary of the next one
#
# Versions   Chromium 153.0.8010.0, by playwright-core 1.65.1; Node 24.22.3 for Zstandard; @biscuit-auth/biscuit-wasm 0.5.0 and 0.6.0.
# Input      The module of 0.5.0, answered with Use-As-Dictionary: match="/app-*.wasm" (RFC 9842) and a Cache-Control; then that of 0.6.0 by
#            WebAssembly.compileStreaming(fetch(url)), answered with Content-Encoding: dcz where the browser offers the dictionary.
# Expected   A dictionary is a cached answer: it lives by the rules of the cache. It shrinks the next release to what has changed.
# Guess      With max-age the second request has Available-Dictionary, over plain HTTP on loopback too, and streaming compilation takes
#            dcz. Without max-age, with no-cache or no-store in the answer, none is kept. Nor is one when fetch says cache: "no-store".
# Seen       So it is, but for the last: the answer to a fetch with cache: "no-store" becomes a dictionary, and the next request names
#            its digest. And what is gained is small between two releases of a Rust package: dcz has 78 % of what Zstandard needs
#            without a dictionary, and 84 % of Brotli's; code moves when a compiler runs again.
# So         "no-store" in fetch is no way to leave nothing behind; leave Use-As-Dictionary out of such answers. Measure two real
#            releases before a build is made for dictionaries.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" "${CHROMIUM[@]}" old@npm:@biscuit-auth/biscuit-wasm@0.5.0 new@npm:@biscuit-auth/biscuit-wasm@0.6.0
pages

cat > look.mjs <<'JS'
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from "node:zlib";
import { visit } from "./pages.mjs";
const [old, next] = ["old", "new"].map((name) => readFileSync(`node_modules/${name}/module/biscuit_bg.wasm`));
const params = { [constants.ZSTD_c_compressionLevel]: 19, [constants.ZSTD_c_windowLog]: 23 };
const magic = Buffer.from("5e2a4d1820000000", "hex");
const dcz = Buffer.concat([magic, createHash("sha256").update(old).digest(), zstdCompressSync(next, { params, dictionary: old })]);
const offered = `:${createHash("sha256").update(old).digest("base64")}:`;
const kilo = (octets) => `${Math.round(octets.length / 1000)} kB`;
console.log(`${kilo(next)}; gzip ${kilo(gzipSync(next, { level: 9 }))}, zstd ${kilo(zstdCompressSync(next, { params }))}, br ${kilo(brotliCompressSync(next))}, dcz ${kilo(dcz)}`);
const ways = {
  "max-age": { control: "max-age=3600" },
  "no Cache-Control": {},
  "no-cache": { control: "no-cache" },
  "no-store": { control: "no-store" },
  'max-age, fetched with cache: "no-store"': { control: "max-age=3600", options: '{ cache: "no-store" }' },
};
for (const [name, { control, options = "{}" }] of Object.entries(ways)) {
  const { came, requests } = await visit(
    (request, response) => {
      const headers = { "content-type": "application/wasm" };
      if (request.url === "/app-1.wasm") {
        headers["use-as-dictionary"] = 'match="/app-*.wasm"';
        if (control) headers["cache-control"] = control;
        return response.writeHead(200, headers).end(old);
      }
      if (request.url === "/app-2.wasm") {
        const has = request.headers["available-dictionary"] === offered;
        if (has) headers["content-encoding"] = "dcz";
        return response.writeHead(200, { ...headers, vary: "accept-encoding, available-dictionary" }).end(has ? dcz : next);
      }
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>");
    },
    (page) =>
      page.evaluate(`(async () => {
        await (await fetch("/app-1.wasm", ${options})).arrayBuffer();
        await new Promise((done) => setTimeout(done, 1500));
        return WebAssembly.Module.exports(await WebAssembly.compileStreaming(fetch("/app-2.wasm"))).length > 0 ? "compiled" : "empty";
      })()`),
  );
  const has = requests.find((request) => request.path === "/app-2.wasm").headers["available-dictionary"] === offered;
  console.log(`${name}: ${has ? "dictionary offered" : "no dictionary"}, ${came}`);
}
JS

node24 look.mjs > seen
as_before <<'TEXT'
2354 kB; gzip 859 kB, zstd 626 kB, br 576 kB, dcz 485 kB
max-age: dictionary offered, compiled
no Cache-Control: no dictionary, compiled
no-cache: no dictionary, compiled
no-store: no dictionary, compiled
max-age, fetched with cache: "no-store": dictionary offered, compiled
TEXT
