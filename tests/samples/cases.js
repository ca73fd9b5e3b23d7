// What the samples are run with: drafts, the issuer that each is for, and what stands in the environment.
import { generateKeyPairSync } from "node:crypto";

/** What form-encoding changes, what shells and literals trip over, and what is not ASCII. */
export const ODD_SECRET = "a b+c%d:e&f=g\"h'i\\j$k`l!m~*(é)₿%41+";
/** The same for an identifier: printable ASCII (RFC 6749 App. A.1), and no colon, which in Basic as it is would end it (RFC 7617 §2). */
export const ODD_CLIENT = "odd \"client\" 'x' \\ $HOME `id` %41+&=#;@!~ \\u0022";
const secretOf = (client) => (client === "plain" ? "demo-secret-not-real" : ODD_SECRET);

/** The keys of the clients that sign, one for each algorithm. */
export const KEYS = {
  ES256: generateKeyPairSync("ec", { namedCurve: "P-256" }),
  ES384: generateKeyPairSync("ec", { namedCurve: "P-384" }),
  ES512: generateKeyPairSync("ec", { namedCurve: "P-521" }),
  RS256: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  PS256: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  PS384: generateKeyPairSync("rsa", { modulusLength: 2048 }),
  Ed25519: generateKeyPairSync("ed25519"),
};

const SCOPE = "orders.read orders.write";
const METHODS = { basic: "client_secret_basic", post: "client_secret_post", mac: "client_secret_jwt" };

/** The clients as an issuer's configuration has them, and each beside it as it holds itself. */
function clients() {
  const all = [];
  for (const [short, method] of Object.entries(METHODS)) {
    for (const kind of ["plain", "odd"]) {
      const client_id = kind === "plain" ? `plain-${short}` : `${ODD_CLIENT} ${short}`;
      const client_secret = short === "mac" ? `${ODD_SECRET} ${"s".repeat(64)}` : secretOf(kind);
      all.push({ client_id, client_secret, token_endpoint_auth_method: method, kind, short });
    }
  }
  for (const [alg, { publicKey }] of Object.entries(KEYS)) {
    const jwk = { ...publicKey.export({ format: "jwk" }), kid: `key "${alg}" \\ $x`, alg, use: "sig" };
    const about = { token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [jwk] }, kind: "odd", short: alg };
    all.push({ client_id: `${ODD_CLIENT} ${alg}`, ...about });
  }
  return all;
}

export const CLIENTS = clients();
const clientOf = (short, kind = "odd") => CLIENTS.find((client) => client.short === short && client.kind === kind);

/** The clients as they are registered (configuration.schema.json). */
export const CONFIGURED = CLIENTS.map(({ kind: _, short: __, ...client }) => ({ ...client, grant_types: ["client_credentials"], scope: SCOPE }));

/** The issuers by name, each with its policies as options of the command. */
export const ISSUERS = {
  form: ["--basic-secret", "form"],
  raw: ["--basic-secret", "raw"],
  percent: ["--basic-secret", "percent"],
  nonce: ["--dpop-nonce", "on"],
  legacy: ["--assertion-audience", "legacy"],
};

const of = (name, issuer, client, draft) => ({
  name,
  issuer,
  key: client.short in KEYS ? client.short : undefined,
  draft: { client_id: client.client_id, client_secret: client.client_secret ?? "", method: client.token_endpoint_auth_method, ...draft },
});

/** Every case: each method, with the secrets and spellings, each algorithm, and proofs of possession. */
export const CASES = [
  of("Basic with a plain secret", "form", clientOf("basic", "plain"), { scope: SCOPE }),
  of("Basic, form-encoded", "form", clientOf("basic"), {}),
  of("Basic, as it is", "raw", clientOf("basic"), { spelling: "raw" }),
  of("Basic, percent-encoded", "percent", clientOf("basic"), { spelling: "percent" }),
  of("the secret in the form", "form", clientOf("post"), { scope: "orders.read" }),
  of("a MAC with HS256", "form", clientOf("mac"), {}),
  of("a MAC with HS512", "form", clientOf("mac"), { mac: "HS512", typ: "JWT" }),
  ...Object.keys(KEYS).map((algorithm) => of(`a signature with ${algorithm}`, "form", clientOf(algorithm), { algorithm, kid: `key "${algorithm}" \\ $x` })),
  of("a signature for the token endpoint", "legacy", clientOf("ES256"), { algorithm: "ES256", aud: "token_endpoint", typ: "none" }),
  of("a proof with ES256", "form", clientOf("basic"), { dpop: "ES256" }),
  of("a proof with ES384", "form", clientOf("basic"), { dpop: "ES384" }),
  of("a proof with RS256", "form", clientOf("post"), { dpop: "RS256" }),
  of("a proof with PS256", "form", clientOf("post"), { dpop: "PS256" }),
  of("a proof with Ed25519", "form", clientOf("post"), { dpop: "Ed25519" }),
  of("a proof with a nonce, and a signature", "nonce", clientOf("ES256"), { algorithm: "ES256", dpop: "ES256" }),
];

/** What somebody might type to break a sample. It is sent, so a server has to get exactly this. */
const HOSTILE = [
  `"; throw 1; "`, `'; exit 1; '`, "$(exit 1)`exit 1`", "${HOME} #{1} {0} %s %n", "\\", "\\\\", "\\n\\u0022\\x41", "‘’‚‛“”", "é 日本 𝄞",
  "\u202e\u200b\ufeff", "a=b&c;d@e", "--flag", "@/etc/hostname", "=@/etc/hostname", "*/ // # -- <!-- ", "\"\"\" '''", "\t", "!!", "a\\",
];

/** Drafts whose every field is hostile, for a server that writes down what it gets. */
export const HOSTILE_DRAFTS = [
  {
    name: "anything typed, in every place",
    draft: {
      client_id: ODD_CLIENT, client_secret: ODD_SECRET, method: "client_secret_post", scope: "a\"b 'c' \\d $e `f`",
      resource: "https://a.example/?x='$y'\"\nhttps://b.example/\\", audience: `it's "$HOME" \\`,
      authorization_details: `[{"type":"a'b\\"c\\\\d"}]`,
      parameters: HOSTILE.map((value, at) => `p${at}=${value}`).join("\n") + "\na \"b'$c=1\nempty=",
      header_fields: `X-Quote: it's "quoted" \\ $HOME \`id\`\nX-At: @x\nX-Equals: =x`,
    },
  },
];

/** A client that shows a certificate, for an issuer behind TLS. */
export const TLS_CASES = [
  { name: "a certificate", draft: { client_id: ODD_CLIENT, method: "self_signed_tls_client_auth", scope: "orders.read" } },
];
