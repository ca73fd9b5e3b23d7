// A server that does everything that a token endpoint must not.
import { allowPages, listening } from "./cors.js";

const json = { "content-type": "application/json", "cache-control": "no-store" };
const TOKEN = { access_token: "abc", token_type: "Bearer", expires_in: 60 };

/** Each path with what it does; a request for another one is answered 404. */
const DOES = {
  "/slow": () => {},
  "/html": (response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Sign in</title><img src=x>"),
  "/failing": (response) => response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>"),
  "/huge": (response) => response.writeHead(200, json).end(JSON.stringify({ ...TOKEN, more: "x".repeat(1 << 20) })),
  "/redirect": (response) => response.writeHead(307, { location: "/elsewhere" }).end(),
  "/malformed": (response) => response.writeHead(200, json).end('{"access_token": "abc", '),
  "/type": (response) => response.writeHead(200, json).end(JSON.stringify({ ...TOKEN, token_type: "mac" })),
  "/bare": (response) => response.writeHead(400, json).end('{"message":"no"}'),
  "/reset": (response) => response.destroy(),
};

export async function hostile() {
  return listening((request, response) => {
    const path = request.url.split("?")[0];
    if (path === "/nocors") return request.method === "GET" ? response.writeHead(405).end() : response.writeHead(200, json).end(JSON.stringify(TOKEN));
    if (allowPages(request, response)) return;
    const act = DOES[path];
    if (!act) return response.writeHead(404, { "content-type": "text/plain" }).end("Not here.\n");
    request.on("end", () => act(response));
  });
}
