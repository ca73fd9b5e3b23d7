#!/usr/bin/env bash
# A frame that reloads itself is its own referrer, so whoever checks by `document.referrer` who frames it no longer knows
#
# Versions   Chromium 153.0.8010.0, by playwright-core 1.65.1.
# Input      A page with a frame of another origin, sandboxed and not, that has `referrerpolicy="strict-origin"`; the frame tells its
#            `document.referrer` and `location.ancestorOrigins`, calls `location.reload()`, and tells them again.
# Expected   HTML, reload: the entry's document state keeps its request referrer, so `document.referrer` stays the origin of the page around.
# Guess      Written down before the run: as expected, in both frames. That `ancestorOrigins` has the page around in a sandboxed frame too.
# Seen       After the reload the referrer is the frame's own address, in both frames; `ancestorOrigins` stays. whatwg/html#6938 told it of Chromium
#            and WebKit in 2021, for pages that are in no frame.
# So         A check by the referrer has to take a page's own origin for "not known", or remember; `postMessage` to an exact origin needs no check.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "${CHROMIUM[@]}"
pages

cat > look.mjs <<'JS'
import { visit } from "./pages.mjs";
const FRAME = `<!doctype html><script>
  parent.postMessage([name, document.referrer, [...location.ancestorOrigins]], "*");
  if (!performance.getEntriesByType("navigation").some(({ type }) => type === "reload")) addEventListener("load", () => setTimeout(() => location.reload()));
</script>`;
const around = (port) => `<!doctype html><script>
  window.told = [];
  addEventListener("message", ({ data }) => told.push(data));
</script>
<iframe name="plain" referrerpolicy="strict-origin" src="http://localhost:${port}/frame"></iframe>
<iframe name="sandboxed" referrerpolicy="strict-origin" sandbox="allow-scripts allow-same-origin" src="http://localhost:${port}/frame"></iframe>`;
const { came } = await visit(
  (request, response) => {
    const [, port] = request.headers.host.split(":");
    response.writeHead(200, { "content-type": "text/html" }).end(request.url === "/frame" ? FRAME : request.url === "/" ? around(port) : "");
  },
  async (page) => {
    await page.waitForFunction(() => told.length === 4);
    return page.evaluate(() => told);
  },
);
const named = (text) => text.replace(/http:\/\/127\.0\.0\.1:\d+\/?$/, "the page around").replace(/http:\/\/localhost:\d+\/frame/, "the frame itself");
for (const kind of ["plain", "sandboxed"]) {
  for (const [at, [, referrer, ancestors]] of came.filter(([name]) => name === kind).entries()) {
    console.log(`${kind}, ${at ? "reloaded" : "loaded"}: referrer ${named(referrer)}, ancestorOrigins ${ancestors.map(named)}`);
  }
}
JS

node look.mjs > seen

as_before <<'TEXT'
plain, loaded: referrer the page around, ancestorOrigins the page around
plain, reloaded: referrer the frame itself, ancestorOrigins the page around
sandboxed, loaded: referrer the page around, ancestorOrigins the page around
sandboxed, reloaded: referrer the frame itself, ancestorOrigins the page around
TEXT
