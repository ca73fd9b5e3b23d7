// The same questions to this project's own issuer while it plays a server: what `make dist` made, asked through its `fetch` and no network.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";
import { measured } from "./measuring.mjs";
import { CHARACTERS, SPELT } from "./vocabulary.mjs";

/**
 * What the issuer answers as `server`, as an `entry` of the measurements, and what of it is not imitated. Only the plain set-up is, and
 * nothing is asked that the server itself, `real`, has no address or client for.
 */
export async function personality(server, real, today) {
  const path = join(root, "dist/grant-lab.js");
  if (!existsSync(path)) throw new Error("dist/ holds no issuer. Run: make dist");
  const { createIssuer } = await import(path);
  const lab = await createIssuer();
  const clients = Object.fromEntries(Object.entries(configured(lab)).filter(([name]) => name === "form" || name === "speltForm" || real.clients[name]));
  // The addresses stay where they are; whether they answer, and whether this document is there, is then the server's.
  const document = await (await lab.fetch(`${lab.issuer}/.well-known/oauth-authorization-server`)).json();
  const { left, unknown } = await lab.play(server.id);
  const at = (name, address) => real[name] && { [name]: address };
  const started = {
    clients,
    issuer: lab.issuer,
    token: document.token_endpoint,
    ...at("userinfo", document.userinfo_endpoint),
    ...at("introspection", document.introspection_endpoint),
    ...at("revocation", document.revocation_endpoint),
    // By the same kinds of addresses; where exactly they lie is the issuer's.
    ...at("metadata", real.metadata?.map((path) => /\/\.well-known\/[\w-]+/.exec(path)[0])),
    send: lab.fetch,
  };
  const entry = await measured(plain(server), started, today);
  lab.free();
  return { entry, left: [...left, ...unknown.map((topic) => ({ topic, why: "unknown" }))] };
}

/** A server without questions and set-ups of its own: both sides of the comparison are asked the same. */
export const plain = (server) => ({ ...server, more: {}, setups: [] });

/**
 * The lines of differences in two: those that nobody claims to imitate, each with why, and the others. `left` is what the imitation says of
 * itself, `facts` what it was made from: of what is not among them it has nothing but the standard.
 */
export function sorted(lines, left, facts) {
  const known = [...left, ...facts.map((fact) => ({ ...fact, why: undefined }))];
  const listed = [];
  const others = lines.filter((line) => {
    const about = known.find(({ topic, when }) => begins(line, [topic, when].filter(Boolean).join(", ")));
    const why = about ? about.why : "not among its facts";
    if (why) listed.push(`${line} (${why})`);
    return !why;
  });
  return { listed, others };
}

/** Whether a line is about `what`, or about another of the same. */
const begins = (line, what) => line.startsWith(`${what}:`) || /^, \d+(:|$)/.test(line.slice(what.length)) && line.startsWith(what);

/** A realm's name is the installation's own, and no fact about the product. */
export const withoutRealm = ({ facts, ...setup }) => ({ ...setup, facts: facts.map((fact) => ({ ...fact, headers: named(fact.headers) })) });
const named = (headers) =>
  headers?.["www-authenticate"] ? { ...headers, "www-authenticate": headers["www-authenticate"].replace(/realm="[^"]*"/, 'realm="<realm>"') } : headers;

/** The clients of the questions, each a copy of a demo client with another name and secret. */
function configured(lab) {
  const document = lab.configuration();
  const { service_account, owner, ...model } = document.clients.find(({ client_id }) => client_id === "nightly-report");
  const add = (client_id, client_secret, token_endpoint_auth_method = "client_secret_basic") => {
    document.clients.push({ ...model, client_id, client_secret, token_endpoint_auth_method, scope: "openid orders.read offline_access" });
    return { id: client_id, secret: client_secret };
  };
  const clients = {
    plain: add("plain", "secret-of-letters"),
    form: add("form", "secret-of-letters", "client_secret_post"),
    spelt: add("spelt", SPELT),
    speltForm: add("spelt-form", SPELT, "client_secret_post"),
    characters: Object.fromEntries(Object.entries(CHARACTERS).map(([name, secret]) => [name, add(name, secret)])),
  };
  lab.configure(document);
  return clients;
}
