// Types of grant-lab.js.

/**
 * Makes an issuer: `https://issuer.test`, an OAuth 2.0 authorization server and OpenID Provider, with its demo APIs
 * `https://api.test` and `https://stock.test`, or under the name that `options.issuer` gives it. It lives in this process; several share no
 * state.
 *
 * Rejects with a `TypeError` that lists what is allowed when an option or a value is not known.
 *
 * An issuer that fails by a mistake of its own (a panic) ends, and with it every other that was there: what is under way rejects and what
 * is called afterwards throws, with one `Error` that says what happened and where. The next issuer is made in a fresh module.
 */
export function createIssuer(options?: IssuerOptions): Promise<Lab>;

/**
 * Says what a text holds: which token, what that is and whom it is about, what is wrong with it, and whether it would be accepted.
 *
 * The text may be a token alone or whatever a token is copied with: a header, a JSON answer, a log line, a curl command. Of several tokens
 * one is told about and the `others` are listed. Nothing is fetched but Grant Lab's own files, and nothing is sent: `jku` and `x5u` are never
 * followed.
 *
 * Never rejects because of what the text or the keys are, even if they are no text at all. Wrong options reject with a `TypeError` that names
 * them. A mistake of Grant Lab's own (a panic) rejects with an `Error`, and the next call starts afresh.
 */
export function inspect(text: string, options?: InspectOptions): Promise<Inspection>;

/**
 * Says whether one of the keys signed a token, and nothing about its claims: whoever accepts a token also looks at issuer, audience and
 * expiry, for which `inspect` has `checks`.
 *
 * This is strict where `inspect` is lenient: a token that is not written by the rules is never `verified`. One with equals signs, whether
 * they were added later or signed with it, has `failed` with the code `base64url_padding` (RFC 7515 §2); so has one whose last characters
 * carry bits that belong to nothing (RFC 4648 §3.5), one that lost its beginning, and an SD-JWT with a disclosure that its issuer did not
 * sign (RFC 9901 §7.1). White space and whatever else stands around the token damages it. `kid` is a hint: where no key has that name, or
 * it is empty, every key for the algorithm is tried.
 *
 * Keys are remembered as they were imported, by their whole content: a key that was changed is another key. Never rejects because of what
 * the token or the keys are.
 */
export function verify(jws: string, keys: Keys): Promise<Verification>;

/**
 * One JWK (RFC 7517 §4), a set of them (§5) or a list, or what somebody would paste: their JSON, PEM, a certificate, or the text of a shared
 * secret, which is tried in every spelling that fits.
 */
export type Keys = { [member: string]: unknown } | { [member: string]: unknown }[] | string;

export interface InspectOptions {
  /** Keys to check the signature with, and to open an encrypted token. */
  keys?: Keys;
  /** The time that the token is held against, in seconds since 1970; this device's clock by default. */
  now?: number;
  /** What whoever is to accept the token knows. What is not given cannot be compared, and the checks say so. */
  expect?: {
    /** What the token is judged as; by default what it seems to be. */
    as?: "access-token" | "id-token" | "client-assertion" | "dpop-proof" | "logout-token" | "any-jwt";
    issuer?: string;
    audience?: string;
    /** By how many seconds clocks may differ; 0 by default. */
    leeway?: number;
    nonce?: string;
    /** Method and address of the request that a DPoP proof came with. */
    htm?: string;
    htu?: string;
    /** The access token that came with an ID Token or a DPoP proof. */
    accessToken?: string;
  };
}

/** What is known about a signature. */
export interface Verification {
  /**
   * `verified`: one of the keys signed exactly this. `failed`: the signature cannot be right, because something was changed, somebody else
   * signed, or nobody did. `not-checked`: nobody knows, which says nothing against the token.
   */
  state: "verified" | "failed" | "not-checked";
  /** `alg` of the header, as it is written there; `null` without a header that can be read. */
  alg: string | null;
  /** `kid` of the header; where it has none, that of the key that signed. */
  kid: string | null;
  /** Why it is not verified, as a sentence, and its stable code. Both are `null` when it is. */
  reason: string | null;
  code: string | null;
}

/** Something that was found out: a stable code, and the sentence for it, which may change with every version. */
export interface Sentence {
  code: string;
  text: string;
}

/** The clause that a thing is laid down in, as in `RFC 9068 §4`, and where that can be read. */
export interface Clause {
  clause: string;
  url: string;
}

export type Kind =
  | "access-token" | "id-token" | "refresh-token" | "client-assertion" | "assertion-grant" | "dpop-proof" | "key-proof" | "logout-token"
  | "security-event" | "introspection-response" | "user-info-response" | "authorization-response" | "request-object" | "transaction-token"
  | "id-jag" | "attestation" | "workload-token" | "session-token" | "api-key" | "credential" | "entity-statement" | "status-list" | "call-token"
  /** A kind that its header names, and that is not known here. */
  | "typed"
  | "unknown"
  /** Its purpose is inside, and it was not opened. */
  | "encrypted"
  | "not-a-jwt";

/** Reasons for an answer, and those against it or less than they seem. Anybody can write a token, so none is proof. */
export interface Reasons {
  /** `said`: the token says so in a place made for it. `likely`: a convention points there. `open`: nothing decides. */
  sure: "said" | "likely" | "open";
  for: Sentence[];
  against: Sentence[];
}

/** A key that was given: whether it was tried, and what came of it or why it was not. */
export type KeyTried = Sentence & { label: string; kid: string | null; tried: boolean };

/** All about one token. */
export interface Token {
  /** What it is. */
  kind: Kind;
  /** Whom it is about. `cannot-tell` is a full answer, and `reasons.settle` says what would settle it. */
  about: "client" | "person" | "cannot-tell" | "nobody" | "not-asked";
  /** The server whose tokens look like it, as far as its claims tell. */
  server: string | null;
  /** Kind, about, expiry and signature in words. */
  headline: Sentence[];
  reasons: { kind: Reasons; about: Reasons; settle: Sentence[] };
  remarks: Sentence[];
  form:
    | "nothing" | "text" | "opaque" | "partial" | "signed" | "detached" | "encrypted" | "sd-jwt" | "json-serialization" | "paseto"
    | "other-parts" | "json";
  /** The token itself, without what was around it. */
  token: string;
  /** The header as far as it can be read, or `null`; and as it is written, with every digit of its numbers. */
  header: { [member: string]: unknown } | null;
  headerText: string | null;
  /** The same of the payload, which is `null` where it is no JSON. */
  payload: unknown;
  payloadText: string | null;
  /** What is special about its form and not wrong. */
  notes: Sentence[];
  /** What keeps it from being read by the rules. */
  problems: (Sentence & Clause & { part: string | null })[];
  /** By what the token was meant to be: where equals signs or a lost beginning make the difference, a remark or problem says so. */
  signature: Verification & {
    /** Every key, whether it was tried, and what came of it or why it was not. */
    tried: KeyTried[];
    remarks: Sentence[];
  };
  checkedAs: "access-token" | "id-token" | "client-assertion" | "dpop-proof" | "logout-token" | "any-jwt";
  checks: Check[];
  /** What somebody should know about it, the gravest first. */
  findings: (Sentence & Clause & { severity: Severity; why: string | null; part: string; member: string | null })[];
  /** What its holder discloses (RFC 9901), and the claims with that put in. */
  sdJwt: {
    hash: string;
    disclosures: { name: string | null; value: unknown; digest: string | null; place: "not-compared" | "embedded" | "nested" | "nowhere" }[];
    presented: { [member: string]: unknown } | null;
    /** The holder's token: whether it is for this presentation, and whether the key in `cnf` signed it, with the reason. */
    keyBinding: (Sentence & { token: string; isForThis: boolean | null; state: "verified" | "failed" | "not-checked" }) | null;
  } | null;
  /** What came of opening an encrypted token. Its content is then the payload. */
  opened: { state: "opened" | "closed"; key: string | null; reason: string | null; code: string | null; tried: KeyTried[] } | null;
  /** The token inside of it. */
  inner: Token | null;
}

export type Outcome = "passes" | "passes-with-remark" | "fails" | "cannot-be-made" | "does-not-apply";
export type Severity = "danger" | "warning" | "note";

/** One check, in two readings: by the profile of the token's kind, and by a plain JWT library that was told key, issuer and audience. */
export interface Check extends Clause {
  /** `structure`, `signature`, or the name of a header member or claim. */
  name: string;
  text: string;
  profile: Outcome;
  library: Outcome;
  reason: string | null;
  code: string | null;
  /** Why the library's reading ended as it did, where that is another reason. */
  libraryReason: string | null;
}

/** All about a text. */
export interface Inspection extends Token {
  textKind:
    | "nothing" | "token" | "token-response" | "introspection-response" | "oauth-error" | "http-response" | "challenge" | "jwk" | "jwk-set"
    | "pem-public-key" | "pem-private-key" | "certificate" | "address" | "basic-credentials" | "text";
  /** The name that the token stood under. */
  name: string | null;
  /** What was taken away to get at it, in order. */
  repairs: Sentence[];
  /** The other tokens in the text, each with the way to it. */
  others: { token: string; name: string | null; place: string; repairs: Sentence[] }[];
  /** The keys that were given, and what was left aside. */
  keys: { read: { label: string; kid: string | null }[]; ignored: (Sentence & { label: string })[] };
  /** What is to say about a text that is an answer: of a token endpoint, an API, or an error. */
  answer: {
    status: number | null;
    error: string | null;
    remarks: (Sentence & Clause & { severity: Severity; member: string | null })[];
  } | null;
}

/** What an issuer is to be. What is left out has its default. */
export interface IssuerOptions extends Policies {
  /**
   * The issuer identifier (RFC 8414 §2), `https://issuer.test` by default: what metadata, tokens, audiences and challenges say. It is `https`,
   * or `http` with the host `127.0.0.1`, `[::1]` or `localhost`, and written as it is compared, octet by octet. Anything else rejects with a
   * `TypeError` that says what is wrong.
   *
   * An issuer of another name has everything below it: `https://api.test/orders` is then `<issuer>/api/orders`, the `aud` `https://api.test`
   * is `<issuer>/api`, and `https://stock.test/stock`, with its `aud`, is `<issuer>/api/stock`. Nobody shows it a certificate: the methods for
   * that are not in its metadata, and the two demo clients that use them are missing.
   */
  issuer?: string;
}

/** The issuer's policies. What is left out has its default, named first. */
export interface Policies {
  /**
   * What `openid`, `profile`, `email`, `address` and `phone` do in a `client_credentials` request: refused with `invalid_scope`,
   * left out and the reduced scope reported, repeated without effect, or, as some servers do and no specification defines,
   * answered with an ID Token about a service account or with the access token a second time as `id_token`.
   */
  openid?: "reject" | "drop" | "echo" | "vendor_service_account" | "vendor_copy";
  /** Whether the client credentials grant brings a refresh token, which RFC 6749 §4.4.3 advises against; OAuth 2.1 leaves it open. */
  refresh?: "off" | "on";
  /** Access tokens as JWTs (RFC 9068), or as opaque text that the API introspects (RFC 7662). */
  accessToken?: "jwt" | "opaque";
  /** What access tokens are signed with. */
  alg?: "ES256" | "ES384" | "RS256" | "PS256" | "Ed25519";
  /** How `sub` names a client. Leaving it out is against RFC 9068 §2.2. */
  sub?: "client_id" | "suffixed" | "service_account" | "omitted";
  /** How long access tokens live: 1 to 3600 seconds, 300 by default. */
  lifetime?: number;
  /** Whether DPoP proofs need a nonce (RFC 9449 §8, §9). */
  dpopNonce?: "off" | "on";
  /**
   * Which `aud` a client assertion may have: the issuer alone (RFC 10070 §4), or as in RFC 7523 before that also the token endpoint. Under
   * the profiles `oauth21` and `fapi20` it is the issuer alone whatever stands here. `rfc7523bis` is the former name of the first.
   */
  assertionAudience?: "rfc10070" | "legacy" | "rfc7523bis";
  /** Whether that `aud` may be an array with one element; under the profile `fapi20` it never may. */
  assertionAudienceForm?: "string_or_array" | "string";
  /** By how many seconds the clock of a client assertion may differ: 0 to 300, 10 by default. */
  clockSkew?: number;
  /** Which rules the issuer keeps: RFC 6749, the OAuth 2.1 draft, or the FAPI 2.0 Security Profile. */
  profile?: "oauth20" | "oauth21" | "fapi20";
  /** Every grant, or an issuer for programs alone: no authorization endpoint, no UserInfo, no OpenID Provider document. */
  grants?: "all" | "client_credentials";
  /** Whether a client may register a person's identifier as its own, so that an API which reads `sub` alone is fooled. */
  personalClientIds?: "refused" | "allowed";
  /** Whether the demo APIs list their scopes at `/.well-known/oauth-protected-resource` (RFC 9728 §2). */
  apiScopes?: "listed" | "not_listed";
  /**
   * How identifier and secret are read out of a Basic header field: form-decoded as RFC 6749 §2.3.1 has it, or as servers do that
   * leave it: as they are, percent-decoded, split at every colon; or decoded and else as they are.
   */
  basicSecret?: "form" | "raw" | "percent" | "every_colon" | "either";
  /** Whether the JWT bearer grant (RFC 7523 §2.1; `https://other.test` is believed) and token exchange (RFC 8693) are served. */
  assertionGrants?: "off" | "on";
  /** Whether UserInfo answers a token of this grant, as some servers do: with `openid` in its scope, or always. */
  userinfoAccounts?: "off" | "openid" | "any";
  /** Whether a JWT of this grant has user claims, as some servers write them: of the client's account, or the `webid` of its owner. */
  userClaims?: "off" | "account" | "owner";
  /** What a token response says in `expires_in`: the seconds as a number, 0, nothing, or the seconds as text. The token is the same. */
  expiresIn?: "number" | "zero" | "absent" | "text";
}

/** One issuer with everything around it. Its functions need no `this`, so each can be handed on alone. */
export interface Lab {
  /** The issuer identifier (RFC 8414 §2). */
  readonly issuer: string;
  /**
   * The demo clients as each client holds itself. Their secrets are published; they open nothing. After `rotateClientKeys()` this is
   * another list, with the new key.
   */
  readonly clients: readonly DemoClient[];
  /**
   * Answers a request to `https://issuer.test`, `https://api.test` or `https://stock.test` as `fetch` would, and to
   * `https://mtls.issuer.test`, where the issuer's metadata sends clients with certificates (RFC 8705 §5). An issuer of another name
   * answers below that alone. Redirects come back as responses, whatever `redirect` says.
   *
   * Each API describes itself at `/.well-known/oauth-protected-resource` (RFC 9728), and its challenges say so in `resource_metadata`.
   *
   * These header fields arrive: `accept`, `accept-encoding`, `accept-language`, `access-control-request-headers`,
   * `access-control-request-method`, `authorization`, `client-cert`, `client-cert-chain`, `cache-control`, `content-encoding`,
   * `content-length`, `content-type`, `cookie`, `dpop`, `host`, `oauth-client-attestation`, `oauth-client-attestation-pop`, `origin`,
   * `pragma`, `referer`, `user-agent`. Any other is left out on the way: neither issuer nor API reads it, and no answer would differ.
   * A response comes back with all of its fields.
   *
   * Sizes have limits, and what is larger is answered without being read: 414 for an address of more than 16,384 octets, 431 for header
   * fields of more than 65,536 together, 413 for a body of more than 65,536. A form has at most 1,000 parameters.
   *
   * Rejects with a `TypeError` for any other address and for what is no HTTP request, and with the signal's reason when that
   * aborts first.
   */
  fetch(input: string | URL | Request, init?: LabRequestInit): Promise<Response>;
  /**
   * The newest 1,000 messages with the checks behind each answer, oldest first: their heads, and the first 8,192 octets of their bodies.
   * When all of it is more than 32 MiB, the oldest go. Client secrets and other proofs are masked.
   */
  log(): LogEntry[];
  /** The issuer's clock: every expiry and every window goes by it. */
  readonly clock: LabClock;
  /**
   * How the issuer is set up: clients, APIs, people, policies. The schema is `configuration.schema.json`; private keys are never in it. The
   * demo APIs are `https://api.test` and `https://stock.test` in it, whatever this issuer is called, so that it can be taken to any other.
   */
  configuration(): Configuration;
  /**
   * Sets the issuer up anew, until a reset. `unknown` names the members that this version does not know and keeps. What
   * `configuration()` gives is always taken: a document may have 8 MiB, and 4 MiB once every default is written out.
   *
   * Throws a `TypeError` that begins with the place of what cannot be taken; nothing has changed then.
   */
  configure(configuration: Configuration): { unknown: string[] };
  /** From now on the next keys sign, which were published before. The old ones stay published for an hour. */
  rotateKeys(): Promise<void>;
  /**
   * Gives `ledger-sync`, the demo client that signs with a key of its own, another key: `clients` then has its private half as
   * `private_jwk`, and `https://ledger-sync.test/jwks` the public one alone. The issuer fetches that when it meets a signature by a
   * key that it has not seen (OIDC Core §10.1.1), and a signature by the old key is good only until then.
   */
  rotateClientKeys(): Promise<void>;
  /**
   * Answers from now on as a server of the atlas does, as far as that is known: `id` is a product of `content/facts/servers.json`
   * (`keycloak`) in its plainest set-up, or one of its set-ups (`lemonldap-ng-jwt`). The policies are then the server's, clients and tokens stay.
   * What is not known of it stays as the standard has it. `null` goes back to the policies of `createIssuer`; so do `reset` and `configure`.
   *
   * Rejects with a `TypeError`, and nothing changes, where there is none: its `code` is `unknown_server`, or `without_grant` for one that is
   * not known to have this grant, and its message lists those that can be played. The facts are fetched with the first.
   */
  play(id: string): Promise<PlayedServer>;
  play(id: null): Promise<null>;
  /** Back to the beginning under the same options: no sign-ins, codes or log, this machine's time. The signing keys stay. */
  reset(): Promise<void>;
  /** Gives back the issuer's memory. What is used afterwards throws; requests under way are still answered. */
  free(): void;
}

/** A server that is played. Topics are named as in `content/facts/servers.json`. */
export interface PlayedServer {
  /** The product, and the set-up of it. */
  id: string;
  setup: string;
  name: string;
  /** How its facts are known: it was run, its source was read, or its maker's documentation. */
  how: "run" | "source_read" | "documented";
  /** Which version, or which code or documentation was read. */
  version: string;
  /** The day of the run, or of what was read. */
  date: string | null;
  /** What it does as the server does. */
  imitated: string[];
  /** What is known and not imitated, with why; `when` says in which variation alone. */
  left: {
    topic: string;
    when: string | null;
    why:
      | "addresses" | "methods" | "registration" | "variation" | "partly_known" | "configured" | "algorithm" | "people" | "stricter" | "particular";
  }[];
  /** What is not known of it. */
  unknown: string[];
}

/** What `fetch` takes, and what the TLS connection under the request would carry. */
export interface LabRequestInit extends RequestInit {
  /**
   * The client certificate that the TLS connection would show, as DER octets (RFC 8705 §2); in Node,
   * `new X509Certificate(client.certificate).raw`. TLS is only played, so no private key is needed. A proxy in front of issuer and
   * API writes it into `Client-Cert` (RFC 9440) and takes out any that a request brings.
   */
  certificate?: Uint8Array;
}

/** A client with the names of RFC 7591 §2. */
export interface DemoClient {
  client_id: string;
  client_name: string;
  token_endpoint_auth_method: string;
  grant_types: string[];
  /** Every scope it may ask for, separated by spaces. */
  scope: string;
  /** What it may ask the authorization endpoint for. */
  response_types?: string[];
  /** The types of authorization details that it may ask for (RFC 9396). */
  authorization_details_types?: string[];
  redirect_uris?: string[];
  /** Where its public keys are. */
  jwks_uri?: string;
  client_secret?: string;
  /** The key that it signs assertions with, as a private JWK. */
  private_jwk?: { kty: string; kid?: string; [member: string]: unknown };
  /** The certificate that it shows under mutual TLS, in PEM. */
  certificate?: string;
  /** The subject of the certificate, as it is registered (RFC 8705 §2.1.2). */
  tls_client_auth_subject_dn?: string;
  /** Whether its tokens are good only together with its certificate (RFC 8705 §3.4). */
  tls_client_certificate_bound_access_tokens?: boolean;
  /** Whether its tokens are good only together with a proof by its key (RFC 9449 §5.2). */
  dpop_bound_access_tokens?: boolean;
}

/** See `configuration.schema.json` for every member. */
export interface Configuration {
  version: number;
  policies?: Policies;
  apis?: { identifier: string; client_id: string; [member: string]: unknown }[];
  clients?: { client_id: string; [member: string]: unknown }[];
  people?: { sub: string; name: string; [member: string]: unknown }[];
  [member: string]: unknown;
}

/**
 * Times are whole seconds since 1970, as in a JWT (RFC 7519 §2), within the years 0 to 9999. What would lead out of them throws a
 * `TypeError`, and the clock stays where it is.
 */
export interface LabClock {
  now(): number;
  /** Moves the clock forward, or back when negative. */
  advance(seconds: number): void;
  set(seconds: number): void;
  /** Stops the clock; it can still be moved. */
  freeze(): void;
  /** Lets a stopped clock go on from where it stands. */
  resume(): void;
}

export type Party = "client" | "issuer" | "api" | "person" | "other";

/** One request with its answer. */
export interface LogEntry {
  /** Counts requests in the order of arrival; a reset does not start it again. */
  number: number;
  /** When the request arrived, by the issuer's clock. */
  at: number;
  from: Party;
  to: Party;
  request: { method: string; url: string; headers: Record<string, string>; body: string; leftOut?: number };
  /**
   * Of a body the first 8,192 octets are kept; `leftOut` says how many more there were. Of a request's body no server here reads more than
   * 65,536 octets: of what is longer one octet more is counted.
   */
  response: { status: number; headers: Record<string, string>; body: string; leftOut?: number };
  /** The checks that ran, in order. A refusal is the last. */
  trace: Step[];
}

/** One check that the issuer or its API made. */
export interface Step {
  name: string;
  /** The clause that asks for it, as in `RFC 6749 §4.4.2`, and where that can be read. */
  clause: string;
  url: string;
  saw: string;
  decided: string;
  outcome: "passed" | "refused" | "noted";
}
