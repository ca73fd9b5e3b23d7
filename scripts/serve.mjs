// A small web server for dist/, as a static host is: no rewrites, 404 for what is not there, the header fields that README.md
// gives to hosts, files gzipped on the way. `node scripts/serve.mjs FOLDER PORT [--watch]`
//
// With --watch it starts `trunk watch` and reloads open pages after each build. The reload script is a file of its own,
// so pages under development live under the same Content Security Policy as everybody's.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, statSync, watch } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { OWN_PAGE } from "./own-page.mjs";
import { env, root, say, stop } from "./run.mjs";

/** Content types by extension. */
export const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The Content Security Policy that a page's meta tag carries. */
export function policyOf(html) {
  const tag = html.match(/<meta[^>]*>/gi)?.find((meta) => /http-equiv="?Content-Security-Policy/i.test(meta));
  if (!tag) throw new Error("The page carries no Content Security Policy");
  return /content="([^"]+)"/.exec(tag)[1];
}

/**
 * The request handler for the files of `folder` under `prefix` ("/" or "/a/b/").
 * `policy` changes the Content Security Policy in the header, `ancestors` who may frame index.html, and `more` adds header fields; `alter` changes
 * a file's bytes before they are sent.
 */
export function files(folder, { prefix = "/", policy = (csp) => csp, ancestors = "'self'", more = {}, alter = (_name, bytes) => bytes } = {}) {
  return (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    const name = path.endsWith("/") ? `${path}index.html` : path;
    const file = resolve(folder, `.${sep}${name.slice(prefix.length)}`);
    let built, bytes;
    try {
      if (!name.startsWith(prefix) || !file.startsWith(resolve(folder) + sep)) throw new Error("outside");
      built = readFileSync(file);
      bytes = alter(name.slice(prefix.length), built);
    } catch {
      response.writeHead(404, { "content-type": "text/plain" }).end("Not here.\n");
      return;
    }
    // One's own issuer is asked from a page with a policy of its own, which nobody may frame.
    const [page, framing] = file.endsWith(`${sep}${OWN_PAGE}`) ? [OWN_PAGE, "'none'"] : ["index.html", ancestors];
    const headers = {
      "cache-control": "no-cache",
      "content-security-policy": `${policy(policyOf(readFileSync(join(folder, page), "utf8")))}; frame-ancestors ${framing}`,
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      ...more,
    };
    if (/\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
      headers["content-encoding"] = "gzip";
      bytes = (bytes === built && beside(file)) || gzipSync(bytes);
    }
    response.writeHead(200, { ...headers, "content-length": bytes.length });
    response.end(request.method === "HEAD" ? undefined : bytes);
  };
}

/** What the build wrote beside a file: the same, gzipped. Nothing where the file is newer. */
function beside(file) {
  const written = statSync(`${file}.gz`, { throwIfNoEntry: false });
  return written && written.mtimeMs >= statSync(file).mtimeMs ? readFileSync(`${file}.gz`) : undefined;
}

/** Listens on the loopback address; resolves to the server. Port 0 takes a free one. */
export function listen(handler, port) {
  const server = createServer(handler);
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, "127.0.0.1", () => done(server));
  });
}

/** Serves `folder` and tells open pages to reload when its index.html is written again. */
function reloading(folder) {
  const waiting = new Set();
  let timer;
  watch(folder, (_event, name) => {
    if (name !== "index.html") return;
    clearTimeout(timer);
    timer = setTimeout(() => waiting.forEach((page) => page.write("data: built\n\n")), 300);
  });
  const alter = (name, bytes) =>
    name === "index.html" ? Buffer.from(String(bytes).replace("</head>", '<script src="./reload.js"></script></head>')) : bytes;
  const serve = files(folder, { alter });
  return (request, response) => {
    if (request.url === "/reload.js") {
      response.writeHead(200, { "content-type": TYPES[".js"] });
      response.end('new EventSource("./reload").onmessage = () => location.reload();\n');
    } else if (request.url === "/reload") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).flushHeaders();
      waiting.add(response);
      request.on("close", () => waiting.delete(response));
    } else if (request.url === "/" && !existsSync(join(folder, "index.html"))) {
      response.writeHead(200, { "content-type": TYPES[".html"] });
      response.end('<!doctype html><title>Grant Lab</title><p>The first build is on its way.</p><script src="./reload.js"></script>');
    } else {
      serve(request, response);
    }
  };
}

async function main([folderName, portText, option]) {
  const folder = join(root, folderName);
  const port = Number(portText);
  const isWatching = option === "--watch";
  if (isWatching) mkdirSync(folder, { recursive: true });
  else if (!statSync(folder, { throwIfNoEntry: false })) stop(`${folderName}/ is not there yet. Run: make dist`);
  const command = isWatching ? "dev" : "serve";
  try {
    await listen(isWatching ? reloading(folder) : files(folder), port);
  } catch (error) {
    if (error.code !== "EADDRINUSE") throw error;
    stop(`Port ${port} is taken by another program. Choose a free one: make ${command} PORT=${port + 1}`);
  }
  process.removeAllListeners("SIGINT").on("SIGINT", () => process.exit(0)); // The usual way to end it is no failure.
  if (isWatching) {
    const trunk = spawn("trunk", ["watch", "--dist", folderName], { cwd: root, env, stdio: "inherit" });
    process.on("exit", () => trunk.kill());
    trunk.on("exit", (code) => process.exit(code ?? 0));
  }
  say(`Grant Lab is at http://127.0.0.1:${port}/ (Ctrl-C ends it).`);
}

if (argv[1] && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) await main(argv.slice(2));
