// What a server needs so that pages of other origins may talk to it, and how the servers of these tests are started and ended.
import { createServer } from "node:http";

/** Allows every page to send and to read. Returns whether the request was only the question whether it may. */
export function allowPages(request, response) {
  response.setHeader("access-control-allow-origin", "*");
  if (request.method !== "OPTIONS") return false;
  response.setHeader("access-control-allow-headers", "authorization, dpop, content-type");
  response.writeHead(204).end();
  return true;
}

/** Listens on a free port of the loopback address. Resolves to the origin, what was asked, and what ends it. */
export async function listening(handler) {
  const asked = [];
  const server = createServer((request, response) => {
    const octets = [];
    request.on("data", (chunk) => octets.push(chunk));
    request.on("end", () => asked.push({ method: request.method, path: request.url, headers: request.headers, body: Buffer.concat(octets).toString() }));
    handler(request, response);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin, asked, close };
}
