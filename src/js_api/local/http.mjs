// HTTP/1.1 on a loopback port, in front of an issuer: requests in, answers out, and a line for each.
//
// Node reads the wire (RFC 9112). What arrives goes to the issuer as it came, up to the octets that any server there reads, and nothing more
// is kept. A page of a foreign site whose name was made to lead here (DNS rebinding) says that name in Host, and gets nothing.
import { Buffer } from "node:buffer";
import { createServer } from "node:http";

/** Octets of a body that an issuer reads (src/server/size.rs): with one more it refuses, however many there are. */
const MOST = 65_536;
/** Octets of a head. More than the issuer reads, so that it is the issuer that refuses what is too much. */
const HEAD = 98_304;
/** How long a request that was refused unread may go on before its connection is cut, in ms. */
const PATIENCE = 1000;

/**
 * A server for the issuer that `ready` promises, as `{ origin, answer }`: its address without a path, and what answers a head and a body.
 * `tell` gets each request with what was decided; `fail` what ends the issuer.
 */
export function serverFor(ready, tell, fail) {
  return createServer({ maxHeaderSize: HEAD }, (request, response) => {
    ready
      .then((issuer) => answered(issuer, request, response))
      .then((told) => tell({ method: request.method, ...told }))
      .catch((error) => {
        if (!response.headersSent) response.writeHead(500, PLAIN).end("The issuer has failed.\n");
        if (!request.errored && !request.destroyed) fail(error);
      });
  });
}

const PLAIN = { "content-type": "text/plain; charset=utf-8" };

async function answered({ origin, answer }, request, response) {
  const target = request.url.startsWith(`${origin}/`) ? request.url.slice(origin.length) : request.url;
  // What stands in a query may prove something.
  const path = target.split("?", 1)[0];
  const own = origin.slice("http://".length);
  const isAsked = target.startsWith("/") && (target !== request.url || request.headers.host?.toLowerCase() === own);
  if (!isAsked) {
    const other = target.startsWith("/") ? request.headers.host : target.slice(0, 80);
    const sentence = `Only ${own} answers here, and the request is for another host. Use ${origin}/ as it stands.`;
    drop(request, response, 421, sentence);
    return { path: path.slice(0, 200), status: 421, check: "Host", clause: "RFC 9110 §7.4", decided: `421. Not ${JSON.stringify(String(other).slice(0, 80))}.` };
  }
  const body = await bodyOf(request);
  const { buffer, byteOffset, length } = await answer(headOf(request, origin + target), body);
  const whole = Buffer.from(buffer, byteOffset, length);
  const end = whole.indexOf("\n\n");
  const [first, ...fields] = whole.utf8Slice(0, end).split("\n");
  const [status, check, clause, decided] = first.split("\t");
  const code = Number(status);
  const head = [];
  for (const field of fields) {
    const colon = field.indexOf(": ");
    head.push(field.slice(0, colon), field.slice(colon + 2));
  }
  if (request.method !== "HEAD" && code !== 204 && code !== 304) head.push("content-length", String(length - end - 2));
  if (body.length > MOST) cut(request, response, head);
  // As text, octet by octet, it leaves together with the head, in one write.
  response.writeHead(code, head).end(whole.latin1Slice(end + 2, length), "latin1");
  return { path, status: code, check, clause, decided };
}

/** The body, at most one octet more of it than is read. */
function bodyOf(request) {
  if (request.headers["content-length"] === undefined && request.headers["transfer-encoding"] === undefined) return new Uint8Array(0);
  return new Promise((resolve, reject) => {
    const parts = [];
    let octets = 0;
    const end = () => resolve(Buffer.concat(parts).subarray(0, MOST + 1));
    request.on("data", (part) => {
      if (octets > MOST) return;
      parts.push(part);
      octets += part.length;
      if (octets > MOST) end();
    });
    request.on("end", end);
    request.on("error", reject);
  });
}

/** Ends a connection after its answer: the rest of the request is let go by, and not for long. */
function cut(request, response, head) {
  head.push("connection", "close");
  request.resume();
  response.on("finish", () => setTimeout(() => request.destroy(), PATIENCE).unref());
}

function drop(request, response, status, sentence) {
  const head = ["content-type", PLAIN["content-type"], "content-length", String(Buffer.byteLength(sentence) + 1)];
  cut(request, response, head);
  response.writeHead(status, head).end(`${sentence}\n`);
}

/** The head as lines; see src/js_api/message.rs. */
function headOf({ method, rawHeaders }, url) {
  let head = `${method} ${url}`;
  for (let at = 0; at < rawHeaders.length; at += 2) head += `\n${rawHeaders[at].toLowerCase()}: ${rawHeaders[at + 1]}`;
  return head;
}
