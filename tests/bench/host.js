// A static host for pages that are measured side by side: each file gzipped once, as a host with a cache does, and fresh for ten minutes.
import { readFileSync } from "node:fs";
import { extname, join, resolve, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { TYPES, listen } from "../../scripts/serve.mjs";

/** Types of files that no page of Grant Lab has, and which are compressed already. */
const FONTS = { ".woff": "font/woff", ".woff2": "font/woff2" };

/** Serves `folder` at the root of an address of its own; resolves to that address and what ends it. */
export async function host(folder) {
  const answers = new Map();
  const server = await listen((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    if (!answers.has(path)) answers.set(path, answer(resolve(folder), path));
    const { status, headers, bytes } = answers.get(path);
    response.writeHead(status, headers).end(bytes);
  }, 0);
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

function answer(folder, path) {
  const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
  let bytes;
  try {
    if (!file.startsWith(folder + sep)) throw new Error("outside");
    bytes = readFileSync(file);
  } catch {
    return { status: 404, headers: { "content-type": "text/plain" }, bytes: "Not here.\n" };
  }
  const extension = extname(file);
  const headers = { "cache-control": "public, max-age=600", "content-type": TYPES[extension] ?? FONTS[extension] ?? "application/octet-stream" };
  if (!(extension in FONTS)) {
    headers["content-encoding"] = "gzip";
    bytes = gzipSync(bytes);
  }
  return { status: 200, headers: { ...headers, "content-length": bytes.length }, bytes };
}
