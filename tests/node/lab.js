// What every test here stands on: an issuer from the built dist/, and how oauth4webapi and jose are pointed at it. They get
// the issuer's address and its fetch, as they would get a real server's, and nothing made for it.
import * as jose from "jose";
import * as oauth from "oauth4webapi";
import { createIssuer } from "../../dist/grant-lab.js";

export { createIssuer, jose, oauth };

export const API = "https://api.test";
/** What the demo API protects. */
export const ORDERS = new URL("https://api.test/orders");

/** An issuer for one test: freed when that ends. `as` is its metadata as oauth4webapi read it, `via` its way there. */
export async function discovered(test, options) {
  const lab = await createIssuer(options);
  test.after(() => lab.free());
  const via = { [oauth.customFetch]: lab.fetch };
  const as = await discover(lab);
  return { lab, as, via, keys: keySet(lab, as) };
}

/** The metadata under one of its two well-known addresses. */
export async function discover(lab, algorithm = "oidc") {
  const issuer = new URL(lab.issuer);
  const response = await oauth.discoveryRequest(issuer, { algorithm, [oauth.customFetch]: lab.fetch });
  return oauth.processDiscoveryResponse(issuer, response);
}

/** The issuer's keys as jose keeps them: fetched when first needed, and again for an unknown `kid`. */
export function keySet(lab, as) {
  return jose.createRemoteJWKSet(new URL(as.jwks_uri), { [jose.customFetch]: lab.fetch, cooldownDuration: 0 });
}

/** The demo client with this identifier. */
export function clientOf(lab, id) {
  const client = lab.clients.find((known) => known.client_id === id);
  if (!client) throw new Error(`There is no demo client ${id}.`);
  return client;
}

/** How a demo client proves who it is, with what it holds about itself. */
export async function proofOf(client) {
  switch (client.token_endpoint_auth_method) {
    case "client_secret_basic":
      return oauth.ClientSecretBasic(client.client_secret);
    case "client_secret_post":
      return oauth.ClientSecretPost(client.client_secret);
    case "client_secret_jwt":
      return oauth.ClientSecretJwt(client.client_secret);
    case "private_key_jwt":
      return oauth.PrivateKeyJwt({ key: await jose.importJWK(client.private_jwk), kid: client.private_jwk.kid });
    case "tls_client_auth":
    case "self_signed_tls_client_auth":
      return oauth.TlsClientAuth();
    case "none":
      return oauth.None();
    default:
      throw new Error(`${client.client_id} proves itself in a way that these tests do not know.`);
  }
}

/** A token response to a client credentials request of `client`, validated by oauth4webapi. */
export async function clientToken({ lab, as, via }, parameters = {}, id = "nightly-report") {
  const client = clientOf(lab, id);
  const response = await oauth.clientCredentialsGrantRequest(as, client, await proofOf(client), parameters, via);
  return oauth.processClientCredentialsResponse(as, client, response);
}

/** Asks the demo API for the orders; unlike oauth4webapi it returns refusals too. */
export function orders(lab, accessToken) {
  return lab.fetch(ORDERS, { headers: { authorization: `Bearer ${accessToken}` } });
}
