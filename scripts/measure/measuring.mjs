// Asks a server that was started everything that applies to it, and writes what came of it as an entry of the measurements.
import { asker, decoded } from "./asking.mjs";
import { ASSERTIONS, assertions, DPOP, matrix, metadata, PROBES } from "./probes.mjs";

const ALL = (started) => [...PROBES, ...metadata(started), matrix, ...ASSERTIONS, assertions, DPOP];

/** What of a server's own questions and set-ups is asked beside: `{ name: (by) => entry }`, and set-ups of their own. */
export async function measured(server, started, today) {
  const main = server.main ? `${server.main}: ` : "";
  const entries = await asked(server, started, ALL(started), main);
  for (const [name, ask] of Object.entries(server.more ?? {})) entries.push([`${main}${name}`, await ask(asker(server, started)), started]);
  for (const { prefix, start, only = [], by, always, more = {} } of server.setups ?? []) {
    const other = await start();
    const own = { ...server, by: by ?? server.by, always: always ?? server.always };
    const names = (probe) => only.includes(probe.names[server.file]);
    entries.push(...(await asked(own, other, ALL(other).filter(names), prefix ? `${prefix}: ` : "")));
    for (const [name, ask] of Object.entries(more)) entries.push([name, await ask(asker(own, other)), other]);
    await other.close();
  }
  const { id, name, package: packageName, version, note } = server;
  const probes = Object.fromEntries(entries.map(([probe, { json: _, ...entry }]) => [probe, entry]));
  return { id, name, package: packageName, version, date_run: today, config_note: note, probes, token: tokenOf(entries, server) };
}

async function asked(server, started, probes, prefix) {
  const entries = [];
  for (const { names, ask, needs } of probes) {
    const name = names[server.file];
    if (name && needs(started)) entries.push([`${prefix}${name}`, await ask(asker(server, started)), started]);
  }
  return entries;
}

/** The token: of the plain request, and a JWT that came for an API where that is another kind. A server may have placeholders of its own. */
function tokenOf(entries, { format, claims: own }) {
  const good = entries.filter(([, { json }]) => json?.access_token);
  if (!good.length) return { format: "none (grant not offered)", header: {}, claims: {} };
  if (format) return { format, header: {}, claims: {} };
  const [[, { json: plain }]] = good;
  const isJwt = decoded(plain.access_token) !== undefined;
  const jwt = good.find(([, { json }]) => decoded(json.access_token));
  const withId = good.find(([name, { json }]) => /3[ _]openid$/.test(name) && decoded(json.id_token));
  const resource = decoded(good.find(([name]) => /11[ _]resource$/.test(name))?.[1].json.access_token);
  return {
    format: isJwt ? "JWT" : "opaque",
    length: isJwt ? undefined : plain.access_token.length,
    lifetime_s: plain.expires_in,
    ...(jwt ? written(decoded(jwt[1].json.access_token), jwt[2], own) : { header: {}, claims: {} }),
    ...(resource ? { variants: { "11_resource": { aud: resource.claims.aud } } } : {}),
    ...(withId ? { id_token: written(decoded(withId[1].json.id_token), withId[2]) } : {}),
  };
}

/** Header and claims with placeholders for what differs from run to run. */
function written({ header, claims }, { issuer, clients }, own = {}) {
  const ids = Object.values(clients).map(({ id }) => id);
  const since = (value) =>
    claims.iat === undefined ? "<time>" : value === claims.iat ? "<iat>" : `<iat${value < claims.iat ? "-" : "+"}${Math.abs(value - claims.iat)}>`;
  const one = (name, value) => {
    if (own[name]) return own[name];
    if (name === "iat" || name === "auth_time") return "<time>";
    if (name === "exp" || name === "nbf") return since(value);
    if (name === "kid") return "<kid>";
    if (name === "jti" || name === "at_hash") return "<random>";
    if (Array.isArray(value)) return value.map((each) => one(undefined, each));
    if (value === issuer) return "<issuer>";
    return ids.includes(value) ? "<client_id>" : value;
  };
  const all = (object) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, one(name, value)]));
  return { header: all(header), claims: all(claims) };
}
