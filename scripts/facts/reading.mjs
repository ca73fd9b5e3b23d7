// What was read about servers: the source has confidence and citation of each fact, read.json its outcome and our words.

const HOW = { "source code": "source_read", "official docs": "documented", "issue thread": "third_party", unverified: "not_verified" };

/** The topic of a fact of the source that was not found out. */
const TOPICS = {
  openid_scope: "openid",
  refresh_token: "refresh_token",
  token_format: "token_format",
  access_token_claims: "sub",
  audience_selection: "audience_choice",
  client_authentication: "client_authentication",
  userinfo: "userinfo",
  cors_token_endpoint: "cross_origin",
  discovery_url: "addresses",
};

/** The readings of every server, each as a product's set-up. `own` is read.json. */
export function asRead(source, own, stop) {
  const readings = source.flatMap((server) => {
    const entries = own[server.id] ?? stop(`scripts/facts/read.json lacks ${server.id}`);
    return entries.map((entry) => of(server, entry, stop));
  });
  for (const server of source) complete(server, own[server.id], stop);
  const others = Object.keys(own).filter((id) => !source.some((server) => server.id === id));
  return [...readings, ...others.flatMap((id) => own[id].map((entry) => of({ id, facts: {}, wire_errors: [] }, entry, stop)))];
}

function of(server, { product = server.id, version, date, released, name, note, facts }, stop) {
  const all = facts.flatMap((fact) => [one(server, fact, stop)]);
  const unknown = Object.entries(server.facts).filter(([key, { confidence }]) => confidence === "unverified" && !facts.some(({ topic }) => topic === TOPICS[key]));
  const open = product === server.id && !released ? unknown.map(([key]) => ({ topic: TOPICS[key], outcome: "unknown", how: "not_verified" })) : [];
  const how = ["source_read", "documented", "third_party", "not_verified"].find((how) => all.some((fact) => fact.how === how));
  return { product, setup: { id: `${product}-read${released ? `-${released}` : ""}`, name, how, version, date, released, note, facts: [...all, ...open] } };
}

/** A fact of read.json with the confidence and the citation of the source, or with its own. */
function one(server, { from, topic, outcome, citation, how, ...rest }, stop) {
  const origin = from?.startsWith("wire") ? server.wire_errors[Number(from.split("/")[1])] : server.facts[from];
  if (from && !origin) stop(`${server.id} has no ${from}`);
  if (origin?.unverified_part && !rest.open && rest.open !== null && topic === TOPICS[from]) stop(`${server.id} ${from}: say what is not verified of it`);
  const { open, ...others } = rest;
  const known = how ?? (origin.third_party_evidence ? "third_party" : HOW[origin.confidence]);
  const cited = citation ?? cleaned(origin?.citation);
  if (known !== "not_verified" && !cited) stop(`${server.id} ${topic}: where was that read?`);
  if (from?.startsWith("wire") && origin.error !== (others.error ?? null)) stop(`${server.id} ${from}: ${origin.error}`);
  return { topic, outcome, ...others, how: known, ...(open ? { open } : {}), ...(known === "not_verified" ? {} : { citation: cited }) };
}

/** A citation without what nobody can look up. */
function cleaned(citation = "") {
  return citation
    .replaceAll("keycloak/keycloak keycloak/keycloak", "keycloak/keycloak")
    .split(/;\s+/)
    .filter((part) => !/third[- ]party/.test(part))
    .join("; ");
}

/** Nothing that the source knows may be left out in silence. */
function complete(server, entries, stop) {
  const used = new Set(entries.flatMap(({ facts }) => facts.map(({ from }) => from)));
  const left = Object.entries(server.facts).filter(([key, { confidence }]) => confidence !== "unverified" && !used.has(key));
  const told = new Set(entries.flatMap(({ facts }) => facts.map(({ error }) => error)));
  const errors = server.wire_errors.filter(({ error, confidence }) => error && confidence !== "unverified" && !told.has(error));
  const silent = [...left.map(([key]) => key), ...errors.map(({ error }) => error)];
  if (silent.length) stop(`${server.id}: nothing is said of ${silent.join(", ")}`);
}
