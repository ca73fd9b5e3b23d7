// What the command says: the issuer with its clients when it begins, and each request on a line of its own.

/** What is told as text for a person, or as one JSON object a line. */
export function teller(out, asJson) {
  // Lines that come together are written together.
  let waiting = "";
  const say = (text) => {
    if (waiting === "") setImmediate(() => {
      out.write(waiting);
      waiting = "";
    });
    waiting += `${text}\n`;
  };
  return asJson
    ? { begins: (issuer) => say(JSON.stringify(issuer)), answered: (request) => say(JSON.stringify(request)) }
    : { begins: (issuer) => say(opening(issuer)), answered: (request) => say(line(request)) };
}

function opening({ version, issuer, metadata, apis, clients }) {
  const rows = [["client_id", "secret", "method", "scope"]];
  for (const { client_id, client_secret, token_endpoint_auth_method, scope } of clients) {
    rows.push([client_id, client_secret ?? "-", token_endpoint_auth_method, scope || "-"]);
  }
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const table = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd());
  const keys = clients.filter(({ private_jwk }) => private_jwk);
  return [
    `Grant Lab ${version}: a teaching aid. Its secrets are published and it guards nothing; not for production.`,
    "",
    `Issuer    ${issuer}`,
    `Metadata  ${metadata}`,
    `APIs      ${apis.join(", ")}`,
    "",
    ...table,
    "",
    ...keys.map(({ client_id, private_jwk }) => `${client_id} signs with ${JSON.stringify(private_jwk)}\n`),
    "It answers this machine alone. Ctrl-C ends it.",
    "",
  ].join("\n");
}

/** The status, and the check that decided it: the one that refused, or else the last. What a request proves itself with is not in it. */
function line({ method, path, status, check, clause, decided }) {
  const why = check ? `  ${check} (${clause})` : "";
  return `${new Date().toTimeString().slice(0, 8)}  ${method} ${path}  ${status}${why}${status >= 400 && decided ? `: ${decided}` : ""}`;
}
