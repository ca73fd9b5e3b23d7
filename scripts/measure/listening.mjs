// How the servers of npm come onto the loopback address: a handler of node:http, or one that answers a Request with a Response.
import { createServer } from "node:http";
import { Readable } from "node:stream";

/** Listens on a free port. `make` is given the origin and returns the handler. */
export async function listening(make) {
  let handle;
  const server = createServer((request, response) => handle(request, response));
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  handle = await make(origin);
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin, close };
}

/** A handler for node:http of what answers Requests. */
export const answering = (origin, answer) => async (request, response) => {
  const body = ["GET", "HEAD"].includes(request.method) ? undefined : Readable.toWeb(request);
  const answered = await answer(
    new Request(new URL(request.url, origin), { method: request.method, headers: request.headers, body, duplex: "half" }),
  );
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(Buffer.from(await answered.arrayBuffer()));
};
