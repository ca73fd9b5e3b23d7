// The questions that every server is asked, each by its name in the measurements, in the order in which they stand there.
import { assertion, dpop } from "./proofs.mjs";
import { CHARACTERS, SPELT } from "./vocabulary.mjs";

/** A probe: its names in the two files (none where that file does not have it), what it needs of a server, and what it asks. */
const probe = (npm, other, ask, needs = () => true) => ({ names: { "npm-servers": npm, "other-servers": other }, ask, needs });

const spelt = (spelling) => (by) => by.token(`the secret ${SPELT} in Basic, ${spelling}`, { client: by.server.clients.spelt, by: "basic", spelling });
const hasSpelt = ({ clients }) => clients.spelt;
const form = (by) => ({ client: by.server.clients.form ?? by.server.clients.plain, by: "form" });
const wrong = (client) => ({ ...client, secret: "not-the-secret" });
const scoped = (scope) => (by) => by.token(`scope=${scope(by)}`, { scope: scope(by) });

/** A token for what follows, and the question about it. */
const about = (scope, ask) => async (by) => ask(by, (await by.token("", { scope: scope(by) })).json?.access_token);
const userinfo = (scope) =>
  about(scope, (by, token) =>
    by.exchange(`token of scope ${scope(by)}, as Bearer`, by.server.userinfo, { headers: { authorization: `Bearer ${token}` } }),
  );
const ofToken = (place, note, token) => (by) => by.post(note, by.server[place], { token: token(by) });
const last = (by) => by.server.token13;

export const PROBES = [
  probe("1 basic", "1_basic", (by) => by.token("scope=orders.read, Basic", { by: "basic" })),
  probe("2 post", "2_post", (by) => by.token("scope=orders.read, client_secret_post", form(by))),
  probe(
    "3 openid",
    "3_openid",
    scoped(() => "openid"),
  ),
  probe(
    "4 openid+one",
    "4_openid_orders",
    scoped(({ one }) => `openid ${one}`),
  ),
  probe(
    "5 unknown scope",
    "5_unknown_scope",
    scoped(({ unknown }) => unknown),
  ),
  probe(
    "5b known+unknown",
    "5b_unknown_plus_known",
    scoped(({ one, unknown }) => `${one} ${unknown}`),
  ),
  probe("6 no scope", "6_no_scope", (by) => by.token("no scope", { scope: "" })),
  probe(
    "7 offline_access",
    "7_offline_access",
    scoped(({ offline }) => offline),
  ),
  probe("8 wrong basic", "8_wrong_basic", (by) => by.token("wrong secret, Basic", { client: wrong(by.server.clients.plain), by: "basic" })),
  probe("8 wrong post", "8_wrong_post", (by) => by.token("wrong secret, post", { client: wrong(form(by).client), by: "form" })),
  probe("9 encoded", "9_enc", spelt("form"), hasSpelt),
  probe(undefined, "9_enc_pct20", spelt("percent"), hasSpelt),
  probe("9 raw", "9_raw", spelt("raw"), hasSpelt),
  probe(
    "9 post",
    "9_post",
    (by) => by.token(`the secret ${SPELT} by post`, { client: by.server.clients.speltForm ?? by.server.clients.spelt, by: "form" }),
    hasSpelt,
  ),
  probe("10 json post", "10_json", (by) => by.json("JSON body with client_id and client_secret", "form")),
  probe("10 json basic", "10_json_basic", (by) => by.json("JSON body, Basic", "basic")),
  probe("11 resource", "11_resource", (by) => by.token(`resource=${by.resource}`, { form: { resource: by.resource } })),
  probe("11 resource unknown", undefined, (by) => by.token(`resource=${by.otherResource}`, { form: { resource: by.otherResource } })),
  probe("11 audience", "11_audience", (by) => by.token(`audience=${by.resource}`, { form: { audience: by.resource } })),
  probe(
    "12 userinfo (plain token)",
    "12_userinfo_orders",
    userinfo(({ one }) => one),
    (server) => server.userinfo,
  ),
  probe(
    "12 userinfo (openid token)",
    "12_userinfo_openid",
    userinfo(() => "openid"),
    (server) => server.userinfo,
  ),
  probe(
    "13 introspect",
    "13_introspect",
    about(
      ({ one }) => one,
      (by, token) => ofToken("introspection", "token of the one scope", () => (by.server.token13 = token))(by),
    ),
    (server) => server.introspection,
  ),
  probe("13 revoke", "13_revoke", ofToken("revocation", "same token", last), (server) => server.revocation && server.introspection),
  probe(
    "13 introspect after",
    "13_introspect_after_revoke",
    ofToken("introspection", "same token after revocation", last),
    (server) => server.revocation && server.introspection,
  ),
  probe("17 repeated scope", undefined, (by) => by.token(`scope=${by.one}&scope=${by.one}`, { scope: [by.one, by.one] })),
  probe(undefined, "17_two_scope", (by) => by.token(`scope=${by.one}&scope=openid`, { scope: [by.one, "openid"] })),
  probe("18 with Origin", "18_origin", (by) => by.token("Origin: https://app.example", { headers: { origin: "https://app.example" } })),
  probe(undefined, "18_preflight", (by) =>
    by.exchange("OPTIONS preflight for POST with authorization", by.server.token, { method: "OPTIONS", headers: PREFLIGHT }),
  ),
];

/** What servers of npm were asked beside. */
export const GRANTS = {
  "g unknown": (by) => by.token("grant_type=foo", { form: { grant_type: "foo" } }),
  "g password": (by) => by.token("grant_type=password", { form: { grant_type: "password" } }),
};

const jwt = async (by) => (await by.token("", { form: { resource: by.resource } })).json.access_token;

/** What a server says about its own JWT for an API, where its other tokens are no JWTs. */
export const OF_JWT = {
  "13 introspect JWT": async (by) => by.post("live JWT access token of a resource", by.server.introspection, { token: await jwt(by) }),
  "13 revoke JWT": async (by) => by.post("live JWT access token of a resource", by.server.revocation, { token: await jwt(by) }),
};

const PREFLIGHT = { origin: "https://app.example", "access-control-request-method": "POST", "access-control-request-headers": "authorization" };

/** One question for each place of the metadata that a server has, or is asked for. */
export const metadata = (server) =>
  (server.metadata ?? []).map((path) => {
    const other = path.includes("openid-configuration") ? "16_oidc" : "16_8414";
    return probe(`16 ${path}`, other, (by) => by.exchange("GET", new URL(path, by.server.token).href));
  });

/** Basic by one client for each character, in each spelling: one entry. */
export const matrix = {
  names: { "other-servers": "9_matrix" },
  needs: ({ clients }) => clients.characters,
  async ask(by) {
    const cases = {};
    for (const name of Object.keys(CHARACTERS)) {
      for (const [short, spelling] of [
        ["enc_form", "form"],
        ["enc_pct", "percent"],
        ["raw", "raw"],
      ]) {
        cases[`${name}_${short}`] = (await by.token("", { client: by.server.clients.characters[name], by: "basic", spelling })).status;
      }
    }
    return { request_note: "one client per character, Basic", status: null, headers: {}, body_members: {}, error: null, status_by_case: cases };
  },
};

/** private_key_jwt by audience and `typ`, for a server with a client `key`. */
export const ASSERTIONS = ["issuer", "token endpoint", "array"].flatMap((named) =>
  [undefined, "JWT", "client-authentication+jwt"].map((typ) =>
    probe(
      `14 pkj aud ${named} typ ${typ}`,
      undefined,
      (by) => {
        const { issuer, token, clients } = by.server;
        const aud = { issuer, "token endpoint": token, array: [issuer, token] }[named];
        return by.token(`aud ${named}, typ ${typ}`, { by: "none", form: assertion(clients.key.pair, clients.key.id, aud, typ) });
      },
      ({ clients }) => clients.key && (named !== "array" || clients.key.lists !== false),
    ),
  ),
);

/** The same for the file that has one entry for the three audiences. */
export const assertions = {
  names: { "other-servers": "14_private_key_jwt" },
  needs: ({ clients }) => clients.key,
  async ask(by) {
    const { issuer, token, clients } = by.server;
    const status = async (aud) => (await by.token("", { by: "none", form: assertion(clients.key.pair, clients.key.id, aud) })).status;
    const cases = { "token endpoint": await status(token), issuer: await status(issuer), "list of both": await status([issuer, token]) };
    return { request_note: "client_assertion ES256", status: null, headers: {}, body_members: {}, error: null, status_by_aud: cases };
  },
};

export const DPOP = probe(
  "15 dpop",
  undefined,
  (by) => by.token("a proof by ES256", { headers: dpop(by.server.proof, by.server.token) }),
  (server) => server.proof,
);
