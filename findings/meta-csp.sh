#!/usr/bin/env bash
# A policy in <meta> takes Chromium's look-ahead away from what stands behind the first script
#
# Versions   Chromium 153.0.8010.0, by playwright-core 1.65.1.
# Input      A page that begins with its policy, or gets it as a header, or has none: then a style sheet and a classic script that are
#            answered late, and behind them a module and a modulepreload. In a second order the modulepreload stands before the script.
# Expected   The same policy is the same policy, in <meta> or in a header; a <meta> that comes first of all takes effect before anything
#            is asked for, and costs nothing.
# Guess      Just so: where the <meta> is the first element, all requests start at once.
# Seen       With the header, or without a policy, the module and what is preloaded are asked for while the script is still awaited.
#            With the <meta>, nothing behind the blocking script is asked for until that script has come and run:
#            the scanner that reads ahead of the parser does not go on past it. What stands before the script is asked for at once.
# So         A page on a server without headers of its own (GitHub Pages) puts its preloads before its first classic script, or has no
#            classic script. A WebAssembly page pays a whole round trip otherwise, and no audit of the policy shows it.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "${CHROMIUM[@]}"
pages

cat > look.mjs <<'JS'
import { visit } from "./pages.mjs";
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'";
const meta = `<meta http-equiv=Content-Security-Policy content="${policy}">`;
const early = "<link rel=stylesheet href=/late.css><script src=/late.js></script>";
const pages = {
  "no policy": { body: `${early}<link rel=modulepreload href=/part.js><script type=module src=/page.js></script>` },
  "policy in the header": { header: true, body: `${early}<link rel=modulepreload href=/part.js><script type=module src=/page.js></script>` },
  "policy in <meta>": { body: `${meta}${early}<link rel=modulepreload href=/part.js><script type=module src=/page.js></script>` },
  "policy in <meta>, preload first": { body: `${meta}<link rel=modulepreload href=/part.js>${early}<script type=module src=/page.js></script>` },
  "policy in <meta>, no classic script": { body: `${meta}<link rel=stylesheet href=/late.css><link rel=modulepreload href=/part.js><script type=module src=/page.js></script>` },
};
for (const [name, { body, header }] of Object.entries(pages)) {
  let answered = Infinity;
  const { requests } = await visit((request, response) => {
    if (request.url === "/") {
      response.writeHead(200, { "content-type": "text/html", ...(header ? { "content-security-policy": policy } : {}) });
      return response.end(`<!doctype html>${body}<p>A page.`);
    }
    const type = request.url.endsWith(".css") ? "text/css" : "text/javascript";
    setTimeout(() => {
      if (request.url.startsWith("/late")) answered = Math.min(answered, performance.now());
      response.writeHead(200, { "content-type": type }).end();
    }, request.url.startsWith("/late") ? 1500 : 0);
  });
  const when = (path) => (requests.find((request) => request.path === path).at < answered ? "at once" : "later");
  console.log(`${name}: preloaded part ${when("/part.js")}, module ${when("/page.js")}`);
}
JS

node look.mjs > seen
as_before <<'TEXT'
no policy: preloaded part at once, module at once
policy in the header: preloaded part at once, module at once
policy in <meta>: preloaded part later, module later
policy in <meta>, preload first: preloaded part at once, module later
policy in <meta>, no classic script: preloaded part at once, module at once
TEXT
