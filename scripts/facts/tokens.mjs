// What a measured access token says: its form as facts, and its header and claims for whoever reads tokens.

/** Header and claims of the token, and of an id_token that came with it; nothing of an opaque one. */
export function shape({ token }) {
  if (!token || (!keys(token.claims) && !token.id_token)) return undefined;
  const { header = {}, claims = {}, id_token } = token;
  return { ...(keys(claims) ? { header, claims } : {}), ...(id_token ? { id_token } : {}) };
}

const keys = (object) => Object.keys(object ?? {}).length;

/** Facts about the token of a measured server. */
export function facts({ token = {} }) {
  const form = token.format ?? "";
  if (!form || /^none/.test(form)) return [];
  const lifetime = token.lifetime_s ?? Number(/(\d+) s\b/.exec(form)?.[1] ?? NaN);
  const length = token.length ?? Number(/(\d+) (?:characters|hex)/.exec(form)?.[1] ?? NaN);
  const size = Number.isNaN(length) ? undefined : `${length} characters`;
  const isOpaque = /^opaque/.test(form);
  const all = [{ topic: "token_format", outcome: isOpaque ? "opaque" : /^JWT/.test(form) ? "jwt" : "application", value: isOpaque ? size : undefined }];
  if (!Number.isNaN(lifetime)) all.push({ topic: "lifetime", outcome: "stated", value: `${lifetime} s` });
  if (keys(token.claims)) {
    const when = isOpaque ? "a JWT, for a resource" : undefined;
    if (isOpaque) all.push({ topic: "token_format", outcome: "jwt", when });
    all.push(...ofClaims(token).map((each) => ({ ...each, when })));
  }
  if (token.id_token) all.push(aboutWhom(token.id_token.claims));
  return all;
}

/** The audience of the token that was asked for with `resource`, if it is that. */
export function audienceOf({ token }) {
  const aud = token?.variants?.["11_resource"]?.aud;
  return aud === "https://api.example.com/orders" ? aud : undefined;
}

function ofClaims({ header, claims }) {
  const typ = header.typ;
  return [
    { topic: "typ", outcome: typ === "at+jwt" ? "at_jwt" : typ === "JWT" ? "jwt" : "absent", value: typ },
    named("sub", subject(claims.sub), claims.sub),
    named("aud", audience(claims.aud), claims.aud === undefined ? undefined : [claims.aud].flat().join(" ")),
    { topic: "scope_claim", outcome: scopeClaim(claims) },
  ];
}

/** A claim with its value; what clients were called in the measurements is of no interest. */
const named = (topic, outcome, value) => ({ topic, outcome, value: outcome === "client_id" ? "<client_id>" : value });

const scopeClaim = ({ scope }) => (scope === undefined ? "absent" : Array.isArray(scope) ? "array" : "text");

function subject(sub) {
  if (sub === undefined) return "absent";
  if (sub === "<client_id>" || /^m2mj?$/.test(sub)) return "client_id";
  if (sub.includes("<client_id>")) return "decorated_client_id";
  if (/^\d+$/.test(sub)) return "person";
  return sub.startsWith("<type:") ? "application" : "fixed";
}

function audience(aud) {
  const [first] = [aud].flat();
  if (first === undefined || first.startsWith("<only")) return "absent";
  if (first === "<client_id>" || /^m2mj?$/.test(first)) return "client_id";
  if (first === "<issuer>") return "issuer";
  if (first === "<resource>" || first.includes("/")) return "api";
  return first === "orders.read" ? "scope" : "fixed";
}

/** Whom the id_token is about. */
const aboutWhom = ({ sub, aud }) => ({ topic: "id_token", outcome: sub === undefined ? "nobody" : [aud].flat().includes(sub) ? "client_id" : "account", value: sub });
