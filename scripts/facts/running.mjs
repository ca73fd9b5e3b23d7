// A server that was run: its answers to the same questions as facts, each with a topic and an outcome.
import { outcomeOf } from "./outcomes.mjs";
import { audienceOf, facts as ofToken, shape } from "./tokens.mjs";

/** Each probe of the measurements by its name, and what it asks. The rest of a name says in which variation. */
const TOPICS = [
  [/^1[ _]basic$/, "token_request"],
  [/^2[ _]post$/, "secret_in_form"],
  [/^2b?[ _]/, "other"],
  [/^2c /, "other"],
  [/^3[ _]openid$/, "openid"],
  [/^4[ _]openid/, "openid_with_api_scope"],
  [/^5[ _]unknown/, "unknown_scope"],
  [/^5b[ _]/, "known_and_unknown_scope"],
  [/^5c /, "other"],
  [/^5d /, "openid"],
  [/^6[ _]no.scope$/, "no_scope"],
  [/^7[ _]offline.access$/, "offline_access"],
  [/^8[ _]wrong.basic$/, "wrong_secret_basic"],
  [/^8[ _]wrong.post$/, "wrong_secret_form"],
  [/^9[ _]post$/, "other"],
  [/^10[ _]json( post)?$/, "json_body"],
  [/^10[ _]json[ _]basic$/, "json_body"],
  [/^11[ _]resource$/, "resource"],
  [/^11 resource unknown$/, "resource_unknown"],
  [/^11[ _]audience$/, "audience"],
  [/^12[ _]userinfo.*(plain|orders)/, "userinfo"],
  [/^12[ _]userinfo.*openid/, "userinfo_openid"],
  [/^13[ _]introspect( JWT|_hint|_audience_set)?$/, "introspection"],
  [/^13[ _]revoke/, "revocation"],
  [/^13[ _]introspect.after/, "introspection_after_revocation"],
  [/^14[ _]p/, "assertion_audience"],
  [/^15[ _]dpop/, "dpop"],
  [/^16.*openid-configuration$|^16_oidc$/, "metadata_openid"],
  [/^16.*oauth-authorization-server|^16_8414$/, "metadata_oauth"],
  [/^17b?[ _]/, "repeated_scope"],
  [/^18[ _](with Origin|origin)$/, "cross_origin"],
  [/^18_preflight$/, "cross_origin"],
  [/^g unknown$/, "unknown_grant"],
  [/^g no grant$/, "no_grant_type"],
  [/^x registration$/, "registration"],
  [/^[gx] /, "other"],
];

/** The order of topics in the files, so that the same facts always make the same bytes. */
export const ORDER = ["grant", ...new Set(TOPICS.map(([, topic]) => topic))];

/** What of a probe's name is a variation of what its topic asks. */
const WHEN = {
  "2b method other than registered": "by a method other than the registered one",
  "2c both methods at once": "by Basic and form at once",
  "2b_basic_with_client_id_in_form": "by Basic, with client_id in the form",
  "5c client allow-list orders.read, asked a known other scope": "the client has a list of scopes, and another known scope is asked for",
  "5d client allow-list orders.read, asked openid": "the client has a list of scopes without openid",
  "9 post": "a secret with a space, +, % and : in the form",
  "9_post": "a secret with a space, +, % and : in the form",
  "10 json basic": "with Basic",
  "10_json_basic": "with Basic",
  "13 introspect JWT": "a JWT",
  "13_introspect_hint": "with token_type_hint",
  "13_introspect_audience_set": "with an audience set for the client",
  "13 revoke JWT": "a JWT",
  "14_private_key_jwt": "aud token endpoint, issuer, or a list of both",
  "15_dpop_htu_as_sent": "htu as the client sees the address",
  "17b two different scope parameters": "two different values",
  "18_preflight": "preflight",
  "g password": "grant_type=password",
  "g grant not allowed": "a grant that the client may not use",
  "g not enabled": "a grant that is not enabled",
  "x no auth at all": "no client authentication at all",
  "x no auth header, no id": "no client authentication and no client_id",
  "x password": "grant_type=password",
  "x aud": "a parameter aud",
  "x client without client_credentials_scopes, scope": "the client has no client_credentials_scopes; a scope is asked for",
  "x client without client_credentials_scopes, no scope": "the client has no client_credentials_scopes; no scope is asked for",
  "x basic client uses post": "a client of Basic sends its secret in the form",
  "x refresh": "grant_type=refresh_token with the refresh token that came",
};

/** What a set-up is called that answers only some of the probes of its server. */
const PREFIXES = {
  "with resource server": "with a resource server configured",
  "model without validateScope": "the application checks no scopes",
  "validateScope returns [] without scope": "the application answers an empty list where no scope is asked for",
  "without express.json": "without a parser for JSON bodies",
  "resource configured and linked": "with the resource configured and linked to the client",
  "standard request": "without the parameter provider",
};

/** A measured server as a product's set-up. `notes` are our own words about it, and what its answers alone do not say. */
export function asRun(server, notes) {
  const main = notes.main;
  const defaults = defaultScope(server, main);
  const facts = Object.entries(server.probes).flatMap(([name, probe]) => fact(name, probe, main, defaults));
  const all = [grant(server, facts), ...facts, ...refresh(facts), ...spelling(server, main), ...assertions(server), ...ofToken(server), ...(notes.facts ?? [])];
  const named = audienceOf(server);
  if (named) Object.assign(all.find((each) => each.topic === "resource" && !each.when), { outcome: "into_aud", value: named });
  // What an answer alone does not show: our own words, or what another answer of the same server makes of it.
  for (const [topic, more] of Object.entries(notes.of ?? {})) Object.assign(all.find((each) => each.topic === topic && !each.when), more);
  for (const [when, more] of Object.entries(notes.when ?? {})) all.filter((each) => each.when === when && (!more.topic || each.topic === more.topic)).forEach((each) => Object.assign(each, more));
  return {
    product: notes.product ?? server.id,
    setup: {
      id: server.id,
      name: notes.name,
      how: "run",
      version: server.version,
      released: server.released ?? undefined,
      date: server.date_run,
      note: server.config_note,
      token: shape(server),
      facts: all.map((each, place) => [each, place]).sort(([a, i], [b, j]) => rank(a) - rank(b) || i - j).map(([each]) => each),
    },
  };
}

function rank({ topic, when }) {
  const place = ORDER.indexOf(topic);
  return (place < 0 ? ORDER.length : place) * 2 + (when ? 1 : 0);
}

/** The scopes that come where none is asked for. */
function defaultScope(server, main) {
  const name = Object.keys(server.probes).find((name) => (main ? name.startsWith(`${main}: 6`) : /^6[ _]no.scope$/.test(name)));
  return (server.probes[name]?.body_members?.scope ?? "").split(" ").filter(Boolean);
}

function fact(name, probe, main, defaults) {
  const [, prefix, bare] = /^(?:(.+?): )?(.+)$/.exec(name);
  if (typeof probe.status !== "number" || probe.status_by_case || probe.status_by_aud || /^9[ _](encoded|raw|enc)/.test(bare)) return [];
  // Where a server answers nothing without a parameter of its own, its answers with that parameter are the ones that count.
  if (main && prefix !== main && !PREFIXES[prefix]) return [];
  const topic = TOPICS.find(([pattern]) => pattern.test(bare))?.[1];
  if (!topic) throw new Error(`no topic for ${name}`);
  const when = [prefix === main ? undefined : prefix && need(PREFIXES, prefix), WHEN[bare] ?? variation(bare, topic)].filter(Boolean).join("; ");
  const members = Object.fromEntries(Object.entries(probe.body_members ?? {}).filter(([member]) => !["access_token", "error", "error_description"].includes(member)));
  const told = topic.startsWith("metadata") ? listed(members) : members;
  return [{
    topic,
    outcome: outcomeOf(topic, probe, defaults),
    when: when || undefined,
    status: probe.status,
    error: code(probe.error),
    members: some(told),
    headers: some(headers(probe.headers ?? {})),
  }];
}

/** A probe whose name says nothing of a variation has none. */
function variation(bare, topic) {
  const assertion = /^14 pkj (aud .+) typ (.+)$/.exec(bare);
  if (assertion) return `${assertion[1].replace("aud array", "aud a list of both")}, ${assertion[2] === "undefined" ? "no typ" : `typ ${assertion[2]}`}`;
  const dpop = /^15 dpop scope=(.+)$/.exec(bare);
  if (dpop) return dpop[1] === "undefined" ? "no scope" : `scope=${dpop[1]}`;
  if (topic.startsWith("metadata")) return /^16 (?:\/api\/auth)(\/.+)$/.test(bare) || /\/api\/auth$/.test(bare) ? `at ${bare.slice(3)}` : undefined;
  if (topic === "other") return bare;
  return undefined;
}

const need = (table, key) => table[key] ?? fail(key);
function fail(key) {
  throw new Error(`no words for ${key}`);
}

const some = (object) => (Object.keys(object).length ? object : undefined);

/** A code, not the text of an exception. */
const code = (error) => (error && /^[\w]+$/.test(error) ? error : undefined);

/** Of metadata the lists are kept that the servers' own words fill. */
const listed = (members) => Object.fromEntries(Object.entries(members).filter(([, value]) => Array.isArray(value)));

/** What every good answer has is left out. */
function headers(all) {
  const { "content-type": type, pragma: _, ...rest } = all;
  return type && !/^application\/json/.test(type) ? { "content-type": type, ...rest } : rest;
}

/** Whether it has the grant at all: some probe brought a token. */
function grant(server, facts) {
  const issued = facts.some(({ topic, status }) => status === 200 && ["token_request", "secret_in_form", "openid"].includes(topic));
  return { topic: "grant", outcome: issued ? "offered" : "without_grant" };
}

/** Whether a refresh token came, in the plain answers. */
function refresh(facts) {
  const plain = facts.filter(({ topic, when, status }) => !when && status === 200 && ["token_request", "secret_in_form", "openid", "no_scope", "offline_access"].includes(topic));
  if (!plain.length) return [];
  const came = plain.map(({ members }) => members?.refresh_token).filter((value) => value !== undefined);
  const real = came.filter((value) => value !== "<null>");
  return [{ topic: "refresh_token", outcome: real.length ? "always" : "none", value: came.length > real.length ? "null" : undefined }];
}

/** How the server reads an identifier and a secret in Basic: `a b+c%d:e`, or one client for each of its characters. */
function spelling(server, main) {
  const matrix = server.probes["9_matrix"]?.status_by_case;
  const at = (name) => server.probes[main ? `${main}: ${name}` : name]?.status;
  if (matrix) {
    const takes = (spelling) => Object.entries(matrix).filter(([name, status]) => name.endsWith(`_${spelling}`) && status === 200).length;
    const [form, percent, raw] = [takes("enc_form"), takes("enc_pct"), takes("raw")];
    const outcome = form === 4 && raw === 4 ? "both" : form === 4 ? "form_encoded" : raw === 4 ? "raw" : percent === 4 ? "percent_encoded" : "partly";
    const value = `form-encoded ${form} of 4, percent-encoded ${percent} of 4, as it is ${raw} of 4`;
    return [{ topic: "basic_spelling", outcome, value, members: matrix }];
  }
  const [encoded, raw] = [at("9 encoded"), at("9 raw")];
  if (encoded === undefined || main) return [];
  const outcome = encoded === 200 && raw === 200 ? "both" : encoded === 200 ? "form_encoded" : raw === 200 ? "raw" : "neither";
  return [{ topic: "basic_spelling", outcome, members: { form_encoded: encoded, raw } }];
}

/** Which audience of a client assertion was taken. */
function assertions(server) {
  const taken = server.probes["14_private_key_jwt"]?.status_by_aud ?? {};
  return Object.entries(taken).map(([aud, status]) => ({ topic: "assertion_audience", outcome: status === 200 ? "accepted" : "refused", when: aud === "list of both" ? "aud a list of both" : `aud ${aud}`, status }));
}
