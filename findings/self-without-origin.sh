#!/usr/bin/env bash
# 'self' in the policy of a document that has no origin: it is the server all the same, in data: frames too
#
# Versions   Chromium 153.0.8010.0, by playwright-core 1.65.1.
# Input      A page with script-src, style-src, img-src, connect-src and frame-src 'self' (data: and blob: may be framed, and the frame's own script has
#            a nonce). In it the same document in four kinds of frames with sandbox="allow-scripts", which takes their origin away: from the server with
#            the same policy, and as srcdoc, blob: and data:, which inherit it. Each asks its server for files of several kinds, with and
#            without Access-Control-Allow-Origin: *. Then a page with frame-ancestors 'self' in a frame of its own server that has no origin.
# Expected   'self' is one's own origin. Where that is "null" nothing is of it, and least of all in a data: frame, which comes from no server.
# Guess      From the server, as srcdoc and as blob: scripts, styles, pictures and frames come; modules and fetches without CORS do not, which is
#            no matter of the policy. In the data: frame 'self' matches nothing. frame-ancestors 'self' refuses the frame without an origin.
# Seen       The data: frame is no other: 'self' is the server that the policy came from, wherever it was inherited to, and no policy is broken. For
#            frame-ancestors the frame around has to be of that origin itself, and "null" is not: the same word, in the same policy, counts two ways.
# So         A sandbox keeps no document from its server's files: classic scripts, styles, pictures and frames come, and `'self'` in a policy that a
#            page wrote for itself speaks for whatever it puts into data: frames. What a page without an origin lacks is CORS: a host that sends `*` for
#            modules and .wasm makes it run there.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "${CHROMIUM[@]}"
pages

cat > look.mjs <<'JS'
import { visit } from "./pages.mjs";
const POLICY = "default-src 'none'; script-src 'self' 'nonce-n'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self' blob: data:";
const FILES = {
  "/script.js": ["text/javascript", "0"],
  "/open.js": ["text/javascript", "0"],
  "/style.css": ["text/css", ""],
  "/picture.gif": ["image/gif", Buffer.from("R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==", "base64")],
};
/** What the frame asks its server for, and tells. */
const inner = (server) => `<!doctype html><body><script nonce=n>(async () => {
  const broken = [];
  addEventListener("securitypolicyviolation", ({ effectiveDirective }) => broken.push(effectiveDirective));
  const add = (name, more) => new Promise((done) => {
    document.body.append(Object.assign(document.createElement(name), more, { onload: () => done("comes"), onerror: () => done("refused") }));
  });
  const get = (path) => fetch("${server}" + path).then(() => "comes", () => "refused");
  const told = {
    script: await add("script", { src: "${server}/script.js" }),
    style: await add("link", { rel: "stylesheet", href: "${server}/style.css" }),
    picture: await add("img", { src: "${server}/picture.gif" }),
    module: await add("script", { type: "module", src: "${server}/script.js" }),
    fetch: await get("/script.js"),
    "module with CORS": await add("script", { type: "module", src: "${server}/open.js" }),
    "fetch with CORS": await get("/open.js"),
    "policy broken": broken.join(" ") || "nowhere",
  };
  parent.postMessage("origin " + origin + "; " + Object.entries(told).map((pair) => pair.join(": ")).join("; "), "*");
})();</script>`;
const html = (response, policy, text) => response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy }).end(text);

const { came } = await visit(
  ({ url, headers }, response) => {
    if (FILES[url]) {
      const [type, body] = FILES[url];
      return response.writeHead(200, { "content-type": type, ...(url === "/open.js" && { "access-control-allow-origin": "*" }) }).end(body);
    }
    if (url === "/inner") return html(response, POLICY, inner(`http://${headers.host}`));
    if (url === "/own") return html(response, "frame-ancestors 'self'", `<script>top.postMessage("framed", "*")</script>`);
    if (url === "/around") return html(response, "", `<iframe src=/own></iframe>`);
    html(response, POLICY, "<!doctype html><title>Around</title>");
  },
  async (page) => {
    const server = new URL(page.url()).origin;
    const framed = (kind, sandbox) =>
      page.evaluate(
        ({ kind, sandbox, text }) =>
          new Promise((done) => {
            addEventListener("message", ({ data }) => done(data), { once: true });
            const frame = document.createElement("iframe");
            if (sandbox) frame.sandbox = sandbox;
            if (kind === "srcdoc") frame.srcdoc = text;
            else frame.src = { blob: URL.createObjectURL(new Blob([text], { type: "text/html" })), data: `data:text/html,${encodeURIComponent(text)}` }[kind] ?? kind;
            // A page that may not be framed leaves an error page, which loads as any other; in a frame of a frame that is before the outer one's.
            frame.addEventListener("load", () => kind === "/around" && setTimeout(() => done("refused"), 1000));
            document.body.append(frame);
          }),
        { kind, sandbox, text: inner(server) },
      );
    const told = {};
    for (const kind of ["/inner", "srcdoc", "blob", "data"]) told[`sandboxed, ${kind}`] = await framed(kind, "allow-scripts");
    told["frame-ancestors 'self', framed by its own server"] = await framed("/around", "");
    told["frame-ancestors 'self', framed by its own server without an origin"] = await framed("/around", "allow-scripts");
    return told;
  },
);
for (const [name, told] of Object.entries(came)) console.log(`${name}: ${told}`);
JS

node look.mjs > seen
as_before <<'TEXT'
sandboxed, /inner: origin null; script: comes; style: comes; picture: comes; module: refused; fetch: refused; module with CORS: comes; fetch with CORS: comes; policy broken: nowhere
sandboxed, srcdoc: origin null; script: comes; style: comes; picture: comes; module: refused; fetch: refused; module with CORS: comes; fetch with CORS: comes; policy broken: nowhere
sandboxed, blob: origin null; script: comes; style: comes; picture: comes; module: refused; fetch: refused; module with CORS: comes; fetch with CORS: comes; policy broken: nowhere
sandboxed, data: origin null; script: comes; style: comes; picture: comes; module: refused; fetch: refused; module with CORS: comes; fetch with CORS: comes; policy broken: nowhere
frame-ancestors 'self', framed by its own server: framed
frame-ancestors 'self', framed by its own server without an origin: refused
TEXT
