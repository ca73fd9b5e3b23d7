// What both sides of `grantlab/1` hold a message to: the element of the host's page (element.mjs) and the page in its frame (frame.mjs).
//
// Nothing here knows a document, and what the other side sends is never believed: it is plain data of a known form, or it is dropped.
export const NAMESPACE = "grantlab";
export const VERSION = 1;

/** As many characters as a message may have, and messages that one side listens to in a second. */
const LARGEST = 16_384;
const OFTEN = 100;

/** The screens that a view can name. */
const AREAS = "answer build clients compare decode document field glossary help issuer learn quiz search servers".split(" ");

/** `learn/9`, also written `/learn/9` or `#/learn/9`, in its one form; `undefined` for anything that names no screen. */
export function viewOf(text) {
  const [, path, area, query = ""] = /^(?:#?\/)?(([a-z]+)(?:\/[a-z0-9-]{1,64}){0,2})(\?[\w.~%!*'(),;:@=&+$/-]{1,2000})?$/.exec(text) ?? [];
  return AREAS.includes(area) ? path + query : undefined;
}

/** Where a page is, by its fragment: the path alone, because what follows it is what somebody typed. */
export const routeOf = (hash) => viewOf(String(hash).split("?")[0]);

/** A text of pairs such as `openid:drop,refresh:on`, or nothing. */
export const isPolicy = (text) => typeof text === "string" && /^(?:[A-Za-z]{1,40}:[\w-]{1,40}(?:,(?!$)|$)){0,40}$/.test(text);

export const isTheme = (text) => ["auto", "light", "dark"].includes(text);

/**
 * Whether the page around is what the address says, as far as the browser tells; what is sent to another origin it would drop, and complain.
 * A page that has reloaded itself is its own referrer in Chromium (findings/reload-referrer.sh), so that says nothing.
 */
export function isParent({ host, id, ancestor, referrer, own }) {
  const seen = ancestor && ancestor !== "null" ? ancestor : /^https?:\/\/[^/]+/.exec(referrer)?.[0];
  return /^https?:\/\/[^/?#@\s]+$/.test(host) && [host, own].includes(seen) && /^[\w-]{1,32}$/.test(id) && (seen === host || !ancestor);
}

/** The text, cut to `most` characters; nothing in place of anything else. */
export const textOf = (value, most = 64) => (typeof value === "string" ? value.slice(0, most) : "");

/** Whether a value is what JSON could say, in at most so many characters. It ends early, whatever it is given. */
export function isPlain(value, left = { of: LARGEST }, depth = 8) {
  left.of -= 1 + (typeof value === "string" ? value.length : 0);
  if (left.of < 0 || depth < 0) return false;
  if (value === null || ["string", "boolean"].includes(typeof value)) return true;
  if (typeof value !== "object") return Number.isFinite(value);
  if (Array.isArray(value)) {
    for (const each of value) if (!isPlain(each, left, depth - 1)) return false;
    return true;
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  for (const name in value) if (!isPlain(name, left, depth) || !isPlain(value[name], left, depth - 1)) return false;
  return true;
}

/** A message of this frame: `{ v, type, seq, body }`; of another version it has nothing but that. Anything else is `undefined`. */
export function messageOf(data, id) {
  if (!isPlain(data) || data?.ns !== NAMESPACE || data.id !== id || !Number.isSafeInteger(data.v)) return undefined;
  const { v, type, seq, body } = data;
  if (v !== VERSION) return { v };
  const isWhole = typeof type === "string" && Number.isSafeInteger(seq) && body !== null && typeof body === "object" && !Array.isArray(body);
  return isWhole ? { v, type, seq, body } : undefined;
}

export const message = (id, type, seq, body) => ({ ns: NAMESPACE, v: VERSION, id, type, seq, body });

/** Says whether one more is listened to now: a hundred in a second. */
export function limiter(most = OFTEN) {
  let since = -Infinity;
  let count = 0;
  return (now) => {
    if (now - since >= 1000) [since, count] = [now, 0];
    count += 1;
    return count <= most;
  };
}

/**
 * Listens at a port and speaks through it. `types` has a function for each type that this side knows; what it does not know, what is out of
 * order and what comes too often is dropped. Another version is answered once.
 */
export function channel(port, id, types, now = () => performance.now()) {
  const isHeard = limiter();
  let sent = 0;
  let last = -1;
  let hasTold = false;
  const send = (type, body) => port.postMessage(message(id, type, sent++, body));
  port.onmessage = ({ data }) => {
    if (!isHeard(now())) return;
    const { v, type, seq, body } = messageOf(data, id) ?? {};
    if (v === undefined) return;
    if (v !== VERSION) {
      if (!hasTold) send("error", { code: "version", message: `This side speaks version ${VERSION}.` });
      hasTold = true;
      return;
    }
    if (seq <= last || !Object.hasOwn(types, type)) return;
    last = seq;
    types[type](body);
  };
  return { send, close: () => port.close() };
}
