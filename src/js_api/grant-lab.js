// Grant Lab for programs: an OAuth authorization server that answers in this process, in browsers and in Node, and what reads tokens.
//
// A source: scripts/js-api.mjs copies it into dist/ and fills in the name of parts.js there, which carries a hash.
// Its types, with what everything means, are in grant-lab.d.ts. It touches no document and sends nothing anywhere but for
// its own WebAssembly, which browsers fetch and Node reads from the disk.
import * as parts from "./PARTS.js";

const PARTS = new URL("./PARTS.js", import.meta.url);
const WORDS = new URL("./content/en/decode.json", import.meta.url);
const SERVERS = new URL("./content/facts/servers.json", import.meta.url);
const ISSUER = "https://issuer.test";
const ORIGINS = [ISSUER, "https://api.test", "https://stock.test", "https://mtls.issuer.test"];
/** Under which an issuer has what answers a head and a body as octets, for local/http.mjs alone. */
export const WIRE = Symbol("wire");
/** Octets of a body that a server here reads (src/server/size.rs). */
const MOST = 65_536;
/** Octets of a text that is inspected (src/inspect/paste/mod.rs), none of which has fewer octets than characters. */
const LONGEST = 1 << 20;

const TEXT = { is: "a text", holds: (value) => typeof value === "string" };
const CHECKED_AS = ["access-token", "id-token", "client-assertion", "dpop-proof", "jwt"];
/** The options of inspect(); what is wrong with keys is told by the report. */
const OPTIONS = {
  keys: { holds: () => true },
  now: { is: "a number of seconds since 1970", holds: (value) => Number.isFinite(value) },
  expect: { holds: () => true },
};
const EXPECTATIONS = {
  as: { is: `one of ${CHECKED_AS.join(", ")}`, holds: (value) => CHECKED_AS.includes(value) },
  issuer: TEXT,
  audience: TEXT,
  leeway: { is: "a number of seconds, 0 or more", holds: (value) => Number.isFinite(value) && value >= 0 },
  nonce: TEXT,
  htm: TEXT,
  htu: TEXT,
  accessToken: TEXT,
};

/** Statuses whose answers have no body (Fetch §2.2.3); a Response with one cannot be made. */
const WITHOUT_BODY = [204, 205, 304];
/** What a request says that needs no Request, and what its body is when nobody says so (Fetch §5.2). */
const PLAIN_INIT = ["method", "headers", "body"];
const PLAIN_FIELDS = ["accept", "authorization", "content-type", "dpop"];
const [TEXT_TYPE, FORM_TYPE] = ["text/plain;charset=UTF-8", "application/x-www-form-urlencoded;charset=UTF-8"];
const [WRITE, READ] = [new TextEncoder(), new TextDecoder("utf-8", { ignoreBOM: true })];

export async function createIssuer(options = {}) {
  const module = await load("api");
  const instance = await module.open(JSON.stringify(options, written));
  const clients = await module.wait(() => instance.clients()).catch((error) => {
    module.free(instance);
    throw error;
  });
  let isFree = false;
  let pending = 0;

  const use = (work) => {
    if (isFree) throw new Error("This issuer is gone: free() was called.");
    return module.call(() => work(instance));
  };
  // While an answer is pending, Rust holds what free() would take away.
  const release = () => {
    if (isFree && pending === 0) module.free(instance);
  };
  const hold = async (work) => {
    pending += 1;
    try {
      return await work();
    } finally {
      pending -= 1;
      release();
    }
  };
  const wait = async (work) => {
    use(() => {});
    return hold(() => module.wait(() => work(instance)));
  };

  let known = JSON.parse(clients);
  // Of another name is everything below one address, and no connection shows a certificate.
  const issuer = options.issuer ?? ISSUER;
  const origins = issuer === ISSUER ? ORIGINS : [new URL(issuer).origin];
  return Object.freeze({
    issuer,
    [WIRE]: (head, body) => hold(() => module.wait(() => instance.explained(head, body))),
    get clients() {
      return known;
    },
    fetch: async (input, init) => {
      use(() => {});
      const request = plainRequest(input, init) ?? new Request(input, init);
      if (!origins.includes(new URL(request.url).origin)) {
        throw new TypeError(`Nobody answers for ${excerpt(request.url)} here, only ${origins.join(" and ")}.`);
      }
      const certificate = octets(init?.certificate);
      if (certificate && issuer !== ISSUER) throw new TypeError("No connection to an issuer of this name shows a certificate.");
      const signal = init?.signal || input instanceof Request ? request.signal : undefined; // Nobody holds any other.
      const answered = hold(async () => {
        const whole = isText(init?.body) ? WRITE.encode(init.body) : new Uint8Array(await request.arrayBuffer());
        // The module's memory never shrinks, and one octet too many says as much as a million.
        const body = whole.subarray(0, MOST + 1);
        signal?.throwIfAborted();
        const head = headOf(request);
        return module.wait(() => instance.answer(head, body, certificate));
      });
      return responseOf(await (signal ? unlessAborted(signal, answered) : answered), request);
    },
    log: () => JSON.parse(use((instance) => instance.log())).map(entryOf),
    clock: Object.freeze({
      now: () => use((instance) => instance.now()),
      advance: (seconds) => onlyWhole(seconds, () => use((instance) => instance.advance(seconds))),
      set: (seconds) => onlyWhole(seconds, () => use((instance) => instance.set(seconds))),
      freeze: () => use((instance) => instance.freeze()),
      resume: () => use((instance) => instance.resume()),
    }),
    configuration: () => JSON.parse(use((instance) => instance.configuration())),
    configure: (document) => {
      const text = JSON.stringify(document, written) ?? "";
      return { unknown: use((instance) => instance.configure(text)).split("\n").filter(Boolean) };
    },
    rotateKeys: () => wait((instance) => instance.rotate()),
    rotateClientKeys: async () => {
      await wait((instance) => instance.rotate_client());
      known = JSON.parse(await wait((instance) => instance.clients()));
    },
    play: async (id) => {
      if (id === null) return use((instance) => instance.stop_playing()) ?? null;
      if (typeof id !== "string") throw new TypeError("The server to be played is named by a text, and null ends it.");
      use(() => {});
      const facts = await module.facts();
      const { code, message, ...played } = JSON.parse(await wait((instance) => instance.play(facts, id.slice(0, 80))));
      if (code) throw Object.assign(new TypeError(message), { code });
      return played;
    },
    reset: async () => use((instance) => instance.reset()),
    free: () => {
      if (isFree) return;
      isFree = true;
      release();
    },
  });
}

export async function inspect(text, options = {}) {
  const { keys = "", ...asked } = knownOptions(options);
  const expected = JSON.stringify({ now: Math.floor(Date.now() / 1000), ...asked });
  return reading((inspector) => inspector.inspect(textOf(text), keysOf(keys), expected));
}

export async function verify(jws, keys) {
  return reading((inspector) => inspector.verify(textOf(jws), keysOf(keys)));
}

/** What comes of reading a token, which Rust gives as JSON. */
async function reading(work) {
  const module = await load("inspect");
  const inspector = await module.inspector();
  return JSON.parse(await module.wait(() => work(inspector)));
}

/**
 * An instance of the WebAssembly module, for all that is asked until it ends. A panic in it ends it, because nothing is
 * cleaned up behind a panic (src/platform/panic.rs): what is under way then rejects, and what is called afterwards throws.
 */
class Module {
  #glue;
  #failure;
  #handles = new Set();
  #inspector;
  #facts;
  #waiting = new Set();

  constructor(glue) {
    this.#glue = glue;
    glue.on_panic((what) => this.#end(what));
    glue.on_trap((error) => this.#end(error.message));
  }

  /** A new issuer. */
  open(options) {
    return this.#made(() => this.#glue.InstanceHandle.open(options));
  }

  /** What reads tokens, one for all. What failed is tried again by the next. */
  inspector() {
    this.#inspector ??= content(WORDS)
      .then((text) => this.#made(() => this.#glue.InspectorHandle.open(text)))
      .catch((error) => {
        this.#inspector = undefined;
        throw error;
      });
    return this.#inspector;
  }

  /** What is known of servers, as text. What failed is tried again by the next. */
  facts() {
    this.#facts ??= content(SERVERS).catch((error) => {
      this.#facts = undefined;
      throw error;
    });
    return this.#facts;
  }

  /** What Rust hands out, as long as it is not freed. */
  async #made(work) {
    const handle = await this.wait(work);
    this.#handles.add(handle);
    return handle;
  }

  free(instance) {
    if (this.#handles.delete(instance) && !this.#failure) instance.free();
  }

  /** What a call into the module gives. What the issuer refuses as a string is the caller's mistake; no other error leaves it whole. */
  call(work) {
    if (this.#failure) throw this.#failure;
    try {
      return work();
    } catch (error) {
      if (typeof error === "string") throw new TypeError(error);
      this.#end(error.message);
      throw this.#failure;
    }
  }

  /** The same for a call that gives a promise. */
  wait(work) {
    return new Promise((resolve, reject) => {
      const promise = this.call(work);
      this.#waiting.add(reject);
      const settle = (end) => (value) => {
        this.#waiting.delete(reject);
        end(value);
      };
      const refuse = (error) => reject(typeof error === "string" ? new TypeError(error) : error);
      promise.then(settle(resolve), settle(refuse));
    });
  }

  #end(what) {
    if (this.#failure) return;
    this.#failure = new Error(
      `Grant Lab has failed, and every issuer that was there is gone. Make a new one with createIssuer(), or call again. What happened: ${what}`,
    );
    loaded = undefined;
    ended += 1;
    for (const reject of this.#waiting) reject(this.#failure);
    this.#waiting.clear();
    // Nobody frees them any more, not even the garbage collector: nothing may run in there.
    for (const handle of this.#handles) handle.__destroy_into_raw();
    this.#handles.clear();
  }
}

/** The module in which issuers are made, and how many there were before it. */
let loaded;
let ended = 0;

/** Loads the first part of the module, once for all, and beside it the part that is needed first. What failed is tried again by the next. */
function load(part) {
  loaded ??= start(part).catch((error) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

/** What loads the module belongs to one instance of it for ever, so another instance needs it once more, under another address. */
async function start(part) {
  const { open, prefetch } = ended === 0 ? parts : await import(/* @vite-ignore */ /* webpackIgnore: true */ `${PARTS}?again=${ended}`);
  prefetch(part);
  return new Module(await open());
}

/** A file of content, which the page has too: the words for what is found, or what is known of servers. */
async function content(address) {
  if (address.protocol === "file:") return READ.decode(await parts.octetsFromDisk(address));
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The server answered ${response.status} for ${address.href}.`);
  return response.text();
}

/** A text that is to be read, or `undefined` for what is none. Of what is too long one character more than is read says as much as all. */
function textOf(text) {
  return typeof text === "string" ? text.slice(0, LONGEST + 1) : undefined;
}

/** Keys as text, or `undefined` for what is none and what JSON cannot write as an object. */
function keysOf(keys) {
  if (typeof keys === "string") return textOf(keys);
  try {
    const json = JSON.stringify(Array.isArray(keys) ? { keys } : keys);
    return json.startsWith("{") ? textOf(json) : undefined;
  } catch {
    return undefined;
  }
}

/** The options of inspect(), those that are given. */
function knownOptions(options) {
  const { expect, ...rest } = membersOf(options, OPTIONS, "inspect()");
  return expect === undefined ? rest : { ...rest, expect: membersOf(expect, EXPECTATIONS, "inspect() under expect") };
}

/** The members of `object` that are given, each known and as its rule says. */
function membersOf(object, rules, where) {
  if (typeof object !== "object" || object === null) throw new TypeError(`The options of ${where} are an object.`);
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  for (const [name, value] of members) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) throw new TypeError(`There is no option ${excerpt(JSON.stringify(name))} of ${where}. The options: ${Object.keys(rules).join(", ")}.`);
    if (!rule.holds(value)) throw new TypeError(`${name} is ${rule.is}.`);
  }
  return Object.fromEntries(members);
}

/** Options as JSON can say them: what it would leave out silently is passed on as text, to be refused by name. */
function written(_name, value) {
  return ["bigint", "function", "symbol"].includes(typeof value) ? String(value) : value;
}

function onlyWhole(seconds, move) {
  if (!Number.isSafeInteger(seconds)) throw new TypeError(`The clock counts whole seconds, not ${excerpt(String(seconds))}.`);
  move();
}

/** The beginning of a text that somebody else wrote, for an error message. */
function excerpt(text) {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

function octets(certificate) {
  if (certificate === undefined || certificate instanceof Uint8Array) return certificate;
  throw new TypeError("certificate is the octets of a DER certificate, as a Uint8Array.");
}

/** The promise, unless the signal comes first; the issuer answers all the same, as a server does whose client has gone. */
function unlessAborted(signal, promise) {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/**
 * What a Request of the same would say, where that is plain: a form or a text that is posted with header fields that anybody may send. To
 * make one takes Node as long as everything else here but the signature. What is unusual, and what is wrong, is left to Request: `undefined`.
 */
function plainRequest(input, init) {
  const isPlain = typeof input === "string" && init?.method === "POST" && isText(init.body) && Object.getPrototypeOf(init) === Object.prototype;
  if (!isPlain || !Object.keys(init).every((name) => PLAIN_INIT.includes(name)) || !URL.canParse?.(input)) return undefined;
  const { href: url, username, password } = new URL(input);
  const headers = new Headers(init.headers);
  if (username || password || ![...headers.keys()].every((name) => PLAIN_FIELDS.includes(name))) return undefined;
  if (!headers.has("content-type")) headers.set("content-type", typeof init.body === "string" ? TEXT_TYPE : FORM_TYPE);
  return { method: init.method, url, headers };
}

/** Whether a body is what most are; reading these from the Request would make streams and promises of them first. */
function isText(body) {
  return typeof body === "string" || body instanceof URLSearchParams;
}

/** The head of a request as lines; see src/js_api/message.rs. */
function headOf({ method, url, headers }) {
  return [`${method} ${url}`, ...[...headers].map((field) => field.join(": "))].join("\n");
}

/**
 * A Response from its head as lines, an empty line, and its body. A redirect is an answer like any other. Every body here is text, which Node
 * makes a Response of, and JSON of that, in half the time that octets take.
 */
function responseOf(answer, request) {
  const text = READ.decode(answer);
  const end = text.indexOf("\n\n");
  const [first, ...fields] = text.slice(0, end).split("\n");
  const status = Number(first);
  const headers = fields.map((field) => [field.slice(0, field.indexOf(": ")), field.slice(field.indexOf(": ") + 2)]);
  const isEmpty = WITHOUT_BODY.includes(status) || request.method === "HEAD";
  const body = text.slice(end + 2);
  // To a text without a type Response would add one, which nobody sent.
  const hasType = headers.some(([name]) => name === "content-type");
  const response = new Response(isEmpty ? null : hasType ? body : WRITE.encode(body), { status, headers });
  // A Response made by hand has no address; one that was fetched has.
  return Object.defineProperty(response, "url", { value: request.url.split("#")[0] });
}

/** An entry of the log by its names; see src/js_api/record.rs for what stands where. */
function entryOf([number, at, from, to, method, url, sent, status, received, steps]) {
  const message = ([headers, body, leftOut]) => ({ headers: Object.fromEntries(headers), body, ...(leftOut && { leftOut }) });
  return {
    number,
    at,
    from,
    to,
    request: { method, url, ...message(sent) },
    response: { status, ...message(received) },
    trace: steps.map(([name, clause, url, saw, decided, outcome]) => ({ name, clause, url, saw, decided, outcome })),
  };
}
