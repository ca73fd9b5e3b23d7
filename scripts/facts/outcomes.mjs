// What an answer comes to, by what was asked. The names are those of src/facts/outcome.rs.

/** The outcome of a probe that has a status; `defaults` are the scopes that the server gives where none is asked for. */
export function outcomeOf(topic, probe, defaults) {
  const by = OUTCOMES[topic] ?? taken;
  return by(probe, probe.body_members ?? {}, defaults);
}

const taken = ({ status }) => (status < 300 ? "accepted" : "refused");

const words = (text) => text.split(" ").filter(Boolean);
const same = (a, b) => a.length === b.length && a.every((each) => b.includes(each));

/** What became of the scope that was asked for. */
function scope({ request_note: asked, status }, members, defaults) {
  if (status >= 300) return "refused";
  if (members.id_token !== undefined) return "id_token";
  if (members.scope === undefined) return "silent";
  const granted = words(members.scope);
  if (!granted.length) return "empty";
  const wanted = words(/scope=(.+)$/.exec(asked)[1]).map((each) => (each === "one" ? "orders.read" : each));
  if (same(granted, wanted)) return "granted";
  if (same(granted, defaults)) return "everything";
  return wanted.every((each) => granted.includes(each)) ? "granted" : "dropped";
}

const noScope = ({ status }, { scope }) => (status >= 300 ? "refused" : scope === undefined ? "silent" : scope === "" ? "empty" : "default");

/** A refused secret: the status, and what the challenge names. */
function wrongSecret({ status, headers }) {
  const challenge = headers?.["www-authenticate"] ?? "";
  if (status < 300) return "token";
  if (status !== 401) return status === 403 ? "forbidden" : "bad_request";
  return /^basic/i.test(challenge) ? "basic_challenge" : challenge ? "other_challenge" : "no_challenge";
}

/** Which of two values counted. The same value twice shows only whether that is taken. */
function repeated({ status, request_note: asked }, members, defaults) {
  if (status >= 300) return "refused";
  const values = [...asked.matchAll(/scope=([\w.]+)/g)].map(([, value]) => value);
  if (values[0] === values[1]) return "accepted";
  if (members.scope === undefined) return "silent";
  const granted = words(members.scope);
  if (same(granted, defaults)) return "everything";
  return same(granted, values) ? "joined" : granted.includes(values[0]) ? "first" : "last";
}

const userinfo = ({ status }) => (status === 200 ? "answers" : status === 404 ? "absent" : "refused");

const introspection = ({ status }, members) => (status !== 200 ? "refused" : members.active ? "active" : "inactive");

function crossOrigin({ status, headers }) {
  const allowed = headers?.["access-control-allow-origin"];
  if (allowed) return allowed === "*" ? "any_origin" : "origin_repeated";
  return status === 400 ? "refused" : "no_header";
}

function metadata(probe, members) {
  if (probe.status !== 200 || members["(body)"]) return "absent";
  const grants = probe.lists_client_credentials ?? (members.grant_types_supported ?? []).includes("client_credentials");
  return grants ? "lists_grant" : "omits_grant";
}

/** Whether the parameter was taken; that it went into the token's audience, the token says. */
const parameter = ({ status }) => (status < 300 ? "ignored" : "refused");

const OUTCOMES = {
  openid: scope,
  openid_with_api_scope: scope,
  unknown_scope: scope,
  known_and_unknown_scope: scope,
  offline_access: scope,
  no_scope: noScope,
  wrong_secret_basic: wrongSecret,
  wrong_secret_form: wrongSecret,
  repeated_scope: repeated,
  resource: parameter,
  resource_unknown: parameter,
  audience: parameter,
  userinfo,
  userinfo_openid: userinfo,
  introspection,
  introspection_after_revocation: introspection,
  cross_origin: crossOrigin,
  metadata_openid: metadata,
  metadata_oauth: metadata,
};
