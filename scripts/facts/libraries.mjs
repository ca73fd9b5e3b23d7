// Client libraries and validators of JWTs as they were run, in the form of the content.

const head = ({ id, name, language, package: packageName, version, registry, date_run }) => ({ id, name, language: language.replace("tool (C)", "C"), package: packageName, registry, version, date: date_run });

/** A client: what it sends by itself, and what it makes of each answer. */
export function clients(all) {
  return all.map((client) => {
    const { wire, assertion, caching } = client;
    return {
      ...head(client),
      note: client.snippet_note,
      how: "run",
      place: place(wire.auth_default),
      spelling: spelling(wire.basic_encoding),
      assertion: assertion.aud === "issuer" ? "issuer" : assertion.aud === "token endpoint" ? "token_endpoint" : "none",
      wire,
      signed: assertion.aud ? { ...assertion, header: withoutThumbprints(assertion.header) } : undefined,
      caching: caching.behaviour,
      refresh: caching.refresh_token,
      answers: client.answers,
    };
  });
}

/** Where the secret goes unless the caller says otherwise. */
const place = (said) => (/^Basic/.test(said) ? "basic" : /^body/.test(said) ? "form" : "caller");

/** How the secret is spelt in Basic. */
function spelling(said) {
  if (/^no Basic/.test(said)) return "none";
  if (/^raw/.test(said)) return "raw";
  if (/^form/.test(said)) return "form_encoded";
  return said === "pct" ? "percent_encoded" : "by_discovery";
}

const withoutThumbprints = (header) => Object.fromEntries(Object.entries(header).map(([name, value]) => [name, name.startsWith("x5t") ? "<thumbprint>" : value]));

/** A validator: which good tokens it takes, and how long after `exp`. */
export function validators(all) {
  return all.map((validator) => {
    const { leeway_s: leeway, ...probes } = validator.probes;
    const after = /expired by up to (\w+) s/.exec(leeway.note)?.[1];
    return {
      ...head(validator),
      note: validator.call_note,
      how: "run",
      leeway: leewayOf(after),
      judged: Object.fromEntries(Object.entries(probes).map(([name, { accepted, note }]) => [name, { accepted, ...(note ? { note } : {}) }])),
    };
  });
}

/** The seconds that a default allows: the last second that was taken is one less, or the same. */
function leewayOf(after) {
  if (after === undefined) return null;
  const seconds = after === "none" ? 0 : Number(after);
  return seconds % 5 === 4 ? seconds + 1 : seconds;
}
