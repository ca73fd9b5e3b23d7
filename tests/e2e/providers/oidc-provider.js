// node-oidc-provider with every way of proving who the client is that a page can use, one API with JWTs of RFC 9068, and DPoP.
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";
import { listening } from "./cors.js";

/** A secret that is long enough to be the key of a MAC. */
export const SECRET = "a secret of thirty-two octets, or more";

const pair = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const client = (token_endpoint_auth_method, rest) => ({
  client_id: token_endpoint_auth_method,
  token_endpoint_auth_method,
  grant_types: ["client_credentials"],
  id_token_signed_response_alg: "ES256", // There is no RSA key for the default.
  redirect_uris: [],
  response_types: [],
  ...rest,
});

/** Starts it. `clientKey` is the private JWK of the client `private_key_jwt`. */
export async function oidcProvider() {
  const [signing, own] = [pair(), pair()];
  let handle;
  const server = await listening((request, response) => handle(request, response));
  const publicJwk = { ...own.publicKey.export({ format: "jwk" }), kid: "client-key", use: "sig", alg: "ES256" };
  const api = { scope: "orders.read", accessTokenFormat: "jwt", accessTokenTTL: 300, jwt: { sign: { alg: "ES256" } } };
  const provider = new Provider(server.origin, {
    jwks: { keys: [{ ...signing.privateKey.export({ format: "jwk" }), alg: "ES256", use: "sig", kid: "issuer-key" }] },
    clients: [
      client("client_secret_basic", { client_secret: SECRET }),
      client("client_secret_post", { client_secret: SECRET }),
      client("client_secret_jwt", { client_secret: SECRET }),
      client("private_key_jwt", { jwks: { keys: [publicJwk] } }),
    ],
    clientAuthMethods: ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"],
    clientBasedCORS: () => true,
    scopes: ["openid", "orders.read"],
    enabledJWA: { clientAuthSigningAlgValues: ["HS256", "ES256"], dPoPSigningAlgValues: ["ES256"], idTokenSigningAlgValues: ["ES256", "RS256"] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: { enabled: true, getResourceServerInfo: () => api },
    },
  });
  handle = provider.callback();
  return { ...server, clientKey: { ...own.privateKey.export({ format: "jwk" }), kid: "client-key", alg: "ES256" } };
}
