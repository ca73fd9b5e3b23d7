// Types of grant-lab.js.

/**
 * Makes an issuer: `https://issuer.test`, an OAuth 2.0 authorization server and OpenID Provider, with its demo API
 * `https://api.test`. It lives in this process; several share no state.
 *
 * Rejects with a `TypeError` that lists what is allowed when an option or a value is not known.
 */
export function createIssuer(options?: IssuerOptions): Promise<Lab>;

/** The issuer's policies. What is left out has its default, named first. */
export interface IssuerOptions {
  /**
   * What `openid`, `profile`, `email`, `address` and `phone` do in a `client_credentials` request: refused with `invalid_scope`,
   * left out and the reduced scope reported, or repeated and nothing else. No specification defines the other two, which some servers
   * do: an ID Token about a service account, and the access token once more as `id_token`.
   */
  openid?: "reject" | "drop" | "echo" | "vendor_service_account" | "vendor_copy";
  /** Whether the client credentials grant brings a refresh token. RFC 6749 §4.4.3: SHOULD NOT. */
  refresh?: "off" | "on";
  /** Whether access tokens are JWTs (RFC 9068) or random text, about which the API asks the issuer (RFC 7662). */
  accessToken?: "jwt" | "opaque";
  /** What access tokens are signed with. */
  alg?: "ES256" | "ES384" | "RS256" | "PS256" | "Ed25519";
  /**
   * What stands in `sub` when a token is about a client: its identifier, that with `@clients` after it, its service account, or
   * nothing, although RFC 9068 §2.2 requires the claim.
   */
  sub?: "client_id" | "suffixed" | "service_account" | "omitted";
  /** How long access tokens live: 1 to 3600 seconds, 300 by default. */
  lifetime?: number;
  /** Whether DPoP proofs need a nonce, of the issuer and of the API each (RFC 9449 §8, §9). */
  dpopNonce?: "off" | "on";
  /** Which audience a client assertion may have: the issuer alone (rfc7523bis), or also the token endpoint (RFC 7523 §3). */
  assertionAudience?: "rfc7523bis" | "legacy";
  /** Whether that audience may also stand in an array. */
  assertionAudienceForm?: "string_or_array" | "string";
  /** How far a client's clock may be off in its assertions: 0 to 300 seconds. */
  clockSkew?: number;
}

/** One issuer with everything around it. Its functions need no `this`, so each can be handed on alone. */
export interface Lab {
  /** The issuer identifier (RFC 8414 §2). */
  readonly issuer: "https://issuer.test";
  /** The demo clients as each client holds itself. Their secrets are published; they open nothing. */
  readonly clients: readonly DemoClient[];
  /**
   * Answers a request to `https://issuer.test` or `https://api.test` as `fetch` would. Redirects come back as responses, whatever
   * `redirect` says. Header fields that neither party reads are left out on the way.
   *
   * Rejects with a `TypeError` for any other address and for what is no HTTP request, and with the signal's reason when that
   * aborts first.
   */
  fetch(input: string | URL | Request, init?: LabRequestInit): Promise<Response>;
  /** The newest 1,000 messages with the checks behind each answer, oldest first. Client secrets and other proofs are masked. */
  log(): LogEntry[];
  /** The issuer's clock: every expiry and every window goes by it. */
  readonly clock: LabClock;
  /** From now on new keys sign. The old ones stay published for an hour, longer than any token lives. */
  rotateKeys(): Promise<void>;
  /** Back to the beginning under the same options: no sign-ins, codes or log, this machine's time. The signing keys stay. */
  reset(): Promise<void>;
  /** Gives back the issuer's memory. What is used afterwards throws; requests under way are still answered. */
  free(): void;
}

/** What `fetch` takes, and what the TLS connection under the request would carry. */
export interface LabRequestInit extends RequestInit {
  /** The client certificate as DER octets (RFC 8705 §2). Reserved: nothing reads it yet. */
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
  redirect_uris?: string[];
  client_secret?: string;
  /** Where its public keys are, when it signs with keys of its own. */
  jwks_uri?: string;
  /** The key that it signs assertions with, as a private JWK. */
  private_jwk?: { kty: string; kid?: string; [member: string]: unknown };
  /** The certificate that it shows under mutual TLS, in PEM. */
  certificate?: string;
  dpop_bound_access_tokens?: boolean;
}

/** Times are whole seconds since 1970, as in a JWT (RFC 7519 §2). */
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

export type Party = "client" | "issuer" | "api" | "person";

/** One request with its answer. */
export interface LogEntry {
  /** Counts requests in the order of arrival; a reset does not start it again. */
  number: number;
  /** When the request arrived, by the issuer's clock. */
  at: number;
  from: Party;
  to: Party;
  request: { method: string; url: string; headers: Record<string, string>; body: string };
  response: { status: number; headers: Record<string, string>; body: string };
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
