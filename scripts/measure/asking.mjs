// One request to a server, over anything that works as fetch, and its answer as an entry of the measurements: status, headers, members.
// What differs from run to run is a placeholder there.
import { FILES, SCOPE } from "./vocabulary.mjs";

const HEADERS = ["content-type", "cache-control", "pragma", "www-authenticate", "access-control-allow-origin"];
const TEXTS = ["error_description", "description", "detail", "message"];
const PATIENCE = 20_000;

/** How a secret is written for Basic: form-encoded as RFC 6749 §2.3.1 has it, percent-encoded, or as it is. */
export const SPELLINGS = {
  form: (text) => new URLSearchParams({ text }).toString().slice("text=".length),
  percent: encodeURIComponent,
  raw: (text) => text,
};

export const basic = ({ id, secret }, spelling = "raw") => `Basic ${Buffer.from([id, secret].map(SPELLINGS[spelling]).join(":")).toString("base64")}`;

/**
 * What asks a server that was started: `{ issuer, token, clients, … }` with `send` in place of fetch where it is not on the network.
 * `server` says in which file its measurements are, where the secret goes (`by`), and what every request has (`always`).
 */
export function asker(server, started) {
  const words = FILES[server.file];
  const send = started.send ?? fetch;
  const reduce = reducer(words, started);

  async function exchange(note, address, options = {}) {
    const response = await send(address, { signal: AbortSignal.timeout(PATIENCE), redirect: "manual", ...options });
    const text = await response.text();
    return { ...reduce(note, response, text), json: parsed(text) };
  }

  /** A POST of `form` (an object, or pairs) by a client: "basic", "form", both, or "none" of them. */
  function post(note, address, form, { client = started.clients.plain, by = server.by ?? "basic", spelling, headers = {} } = {}) {
    const own = { ...headers };
    const body = new URLSearchParams(form);
    if (by === "basic" || by === "both") own.authorization = basic(client, spelling);
    if (by === "form") body.set("client_id", client.id);
    if (by === "form" || by === "both") body.set("client_secret", client.secret);
    return exchange(note, address, { method: "POST", headers: own, body });
  }

  const parameters = (scope, { grant_type = "client_credentials", ...more }) => [
    ["grant_type", grant_type],
    ...Object.entries(server.always ?? {}),
    ...[scope].flat().map((one) => ["scope", one]),
    ...Object.entries(more),
  ];

  return {
    ...words,
    one: started.one ?? SCOPE,
    server: started,
    post,
    exchange,
    /** A token request. `scope` may be a list, which is sent as that many parameters. */
    token: (note, { scope = started.one ?? SCOPE, form = {}, ...how } = {}) => post(note, started.token, parameters(scope || [], form), how),
    /** The same parameters in JSON. */
    json(note, by) {
      const { id, secret } = by === "form" ? (started.clients.form ?? started.clients.plain) : started.clients.plain;
      const own = by === "form" ? { client_id: id, client_secret: secret } : {};
      const headers = { "content-type": "application/json", ...(by === "basic" ? { authorization: basic(started.clients.plain) } : {}) };
      const body = JSON.stringify({ ...Object.fromEntries(parameters(started.one ?? SCOPE, {})), ...own });
      return exchange(note, started.token, { method: "POST", headers, body });
    },
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes an entry of an answer. */
function reducer(words, { issuer, clients }) {
  const ids = new Set(Object.values(clients).flatMap((client) => (client.id ? [client.id] : Object.values(client).map(({ id }) => id))));
  return (note, response, text) => {
    const json = parsed(text);
    const members = json && typeof json === "object" ? Object.entries(json).flatMap(([name, value]) => member(name, value)) : [];
    return {
      request_note: note,
      status: response.status,
      headers: Object.fromEntries(HEADERS.flatMap((name) => (response.headers.has(name) ? [[name, header(response.headers.get(name))]] : []))),
      body_members: json === undefined && text.trim() ? { ...words.text } : Object.fromEntries(members),
      error: typeof json?.error === "string" ? json.error : null,
    };
  };

  function member(name, value) {
    if (Array.isArray(value) && /_supported$/.test(name)) return words.lists.includes(name) ? [[name, value]] : [];
    if (typeof value === "string" && /^https?:/.test(value) && /_(endpoint|uri)$/.test(name)) return [[name, "<url>"]];
    return [[name, placeholder(name, value)]];
  }

  function placeholder(name, value) {
    if (value === null) return "<null>";
    if (typeof value === "number") return /^(exp|iat|nbf)$|_at$/.test(name) ? "<time>" : value;
    if (typeof value !== "string") return value;
    if (["access_token", "id_token", "refresh_token"].includes(name)) return decoded(value) ? "<jwt>" : "<opaque>";
    if (TEXTS.includes(name)) return "<text>";
    if (name === "jti") return "<random>";
    if (value === issuer) return "<issuer>";
    return ids.has(value) ? "<client_id>" : value;
  }
}

/** Words for people differ from release to release; codes and schemes are what is compared. */
const header = (value) => value.replace(/(error_description|error_uri)=("[^"]*"|[^,]+)/g, '$1="<text>"');

/** Header and claims of a JWT, or nothing of anything else. */
export function decoded(token) {
  const parts = String(token).split(".");
  if (parts.length !== 3) return undefined;
  const [header, claims] = parts.slice(0, 2).map((part) => parsed(Buffer.from(part, "base64url").toString()));
  return header && claims ? { header, claims } : undefined;
}
