// node-oidc-provider with the features of a machine's server, on its own store in memory.
import Provider from "oidc-provider";
import { listening } from "../listening.mjs";
import { OF_JWT } from "../probes.mjs";
import { keyPair } from "../proofs.mjs";
import { SPELT } from "../vocabulary.mjs";

const SECRET = "a-secret-of-letters-and-hyphens";
const API = { scope: "orders.read", accessTokenFormat: "jwt", accessTokenTTL: 600 };

async function start({ resourceServer, scopes = [] } = {}) {
  const pair = keyPair();
  const client = (client_id, token_endpoint_auth_method, rest) => ({
    client_id,
    token_endpoint_auth_method,
    client_secret: token_endpoint_auth_method === "private_key_jwt" ? undefined : SECRET,
    grant_types: ["client_credentials"],
    redirect_uris: [],
    response_types: [],
    ...rest,
  });
  const { origin, close } = await listening((issuer) => {
    const provider = new Provider(issuer, {
      clients: [
        client("plain", "client_secret_basic"),
        client("form", "client_secret_post"),
        client("spelt", "client_secret_basic", { client_secret: SPELT }),
        client("listed", "client_secret_basic", { scope: "orders.read" }),
        client("key", "private_key_jwt", { jwks: { keys: [pair.jwk] } }),
      ],
      scopes: ["openid", "offline_access", "orders.read", ...scopes],
      features: {
        clientCredentials: { enabled: true },
        devInteractions: { enabled: false },
        dPoP: { enabled: true },
        introspection: { enabled: true },
        revocation: { enabled: true },
        userinfo: { enabled: true },
        ...(resourceServer ? { resourceIndicators: { enabled: true, getResourceServerInfo: resourceServer } } : {}),
      },
    });
    return provider.callback();
  });
  const own = (id, secret = SECRET) => ({ id, secret });
  return {
    close,
    issuer: origin,
    token: `${origin}/token`,
    userinfo: `${origin}/me`,
    introspection: `${origin}/token/introspection`,
    revocation: `${origin}/token/revocation`,
    metadata: ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"],
    clients: { plain: own("plain"), form: own("form"), spelt: own("spelt", SPELT), listed: own("listed"), key: { id: "key", pair } },
    proof: keyPair(),
  };
}

/** As its documentation has it: an API that is not known is refused by throwing its own error. */
async function knownApi(_, indicator) {
  const { errors } = await import("oidc-provider");
  if (indicator !== "https://api.example.com") throw new errors.InvalidTarget();
  return API;
}

export default {
  id: "oidc-provider",
  file: "npm-servers",
  name: "node-oidc-provider",
  package: "oidc-provider",
  start,
  more: {
    "2b method other than registered": (by) => by.token("client registered client_secret_basic uses post", { scope: "", by: "form" }),
    "2c both methods at once": (by) => by.token("Basic header and client_secret in the form", { by: "both" }),
  },
  setups: [
    {
      prefix: "with resource server",
      start: () => start({ resourceServer: knownApi }),
      only: ["3 openid", "4 openid+one", "11 resource", "11 resource unknown", "11 audience"],
      more: OF_JWT,
    },
    {
      start: () => start({ scopes: ["orders.write"] }),
      more: {
        "5c client allow-list orders.read, asked a known other scope": (by) =>
          by.token("scope=orders.write", { scope: "orders.write", client: by.server.clients.listed }),
        "5d client allow-list orders.read, asked openid": (by) => by.token("scope=openid", { scope: "openid", client: by.server.clients.listed }),
      },
    },
  ],
};
