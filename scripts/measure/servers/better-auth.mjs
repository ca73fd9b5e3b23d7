// Better Auth with its OAuth provider, on its store in memory; the clients are made by the call for administrators.
import { oauthProvider } from "@better-auth/oauth-provider";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { jwt } from "better-auth/plugins";
import { answering, listening } from "../listening.mjs";
import { GRANTS, OF_JWT } from "../probes.mjs";
import { keyPair } from "../proofs.mjs";
import { SPELT } from "../vocabulary.mjs";

const SCOPES = ["openid", "profile", "offline_access", "orders.read"];
const RESOURCE = "https://api.example.com";

const TABLES = [
  "user",
  "session",
  "account",
  "verification",
  "jwks",
  "oauthClient",
  "oauthRefreshToken",
  "oauthAccessToken",
  "oauthConsent",
  "oauthResource",
  "oauthClientResource",
  "oauthClientAssertion",
];

async function start({ resource, scopes = [] } = {}) {
  const pair = keyPair();
  const clients = {};
  const { origin, close } = await listening(async (issuer) => {
    let secret;
    const auth = betterAuth({
      baseURL: issuer,
      secret: "a secret of the test, of thirty-two octets and more",
      database: memoryAdapter(Object.fromEntries(TABLES.map((name) => [name, []]))),
      logger: { disabled: true },
      telemetry: { enabled: false },
      emailAndPassword: { enabled: true },
      plugins: [
        jwt({ disableSettingJwtHeader: true }),
        oauthProvider({
          loginPage: "/login",
          consentPage: "/consent",
          scopes: [...SCOPES, ...scopes],
          silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
          generateClientSecret: () => secret,
          clientPrivileges: () => true,
        }),
      ],
    });
    // Somebody has to be signed in who makes clients.
    const { headers: given } = await auth.api.signUpEmail({
      body: { name: "A", email: "a@example.com", password: "a password" },
      returnHeaders: true,
    });
    const headers = new Headers({
      cookie: given
        .getSetCookie()
        .map((cookie) => cookie.split(";")[0])
        .join("; "),
    });
    const add = async (name, more = {}, own = "secret-of-letters") => {
      secret = own;
      const body = {
        client_name: name,
        grant_types: ["client_credentials"],
        response_types: [],
        token_endpoint_auth_method: "client_secret_basic",
        scope: "orders.read",
        client_credentials_scopes: ["orders.read"],
        ...more,
      };
      const made = await auth.api.adminCreateOAuthClient({ body, headers });
      clients[name] = { id: made.client_id, secret: own };
    };
    await add("plain");
    await add("form", { token_endpoint_auth_method: "client_secret_post" });
    await add("spelt", {}, SPELT);
    await add("bare", { client_credentials_scopes: undefined });
    await add("two", { scope: ["orders.read", ...scopes].join(" "), client_credentials_scopes: ["orders.read", ...scopes] });
    await add("key", { token_endpoint_auth_method: "private_key_jwt", jwks: { keys: [pair.jwk] } });
    Object.assign(clients.key, { pair, lists: false });
    if (resource) {
      await auth.api.adminCreateOAuthResource({ headers, body: { identifier: RESOURCE, name: "API", allowedScopes: ["orders.read"] } });
      await auth.api.adminLinkClientResource({ headers, params: { identifier: RESOURCE, client_id: clients.plain.id } });
    }
    return answering(issuer, auth.handler);
  });
  const at = (path) => `${origin}/api/auth${path}`;
  return {
    close,
    clients,
    issuer: at(""),
    token: at("/oauth2/token"),
    userinfo: at("/oauth2/userinfo"),
    introspection: at("/oauth2/introspect"),
    revocation: at("/oauth2/revoke"),
    metadata: [
      "/api/auth/.well-known/openid-configuration",
      "/api/auth/.well-known/oauth-authorization-server",
      "/.well-known/oauth-authorization-server/api/auth",
    ],
    proof: keyPair(),
  };
}

export default {
  id: "better-auth-oauth-provider",
  file: "npm-servers",
  name: "Better Auth OAuth provider",
  package: "@better-auth/oauth-provider",
  start,
  more: {
    ...GRANTS,
    "x client without client_credentials_scopes, scope": (by) => by.token("scope=orders.read", { client: by.server.clients.bare }),
    "x client without client_credentials_scopes, no scope": (by) => by.token("no scope", { client: by.server.clients.bare, scope: "" }),
    "x basic client uses post": (by) => by.token("a client of client_secret_basic by post", { by: "form" }),
  },
  setups: [
    {
      prefix: "resource configured and linked",
      start: () => start({ resource: true }),
      only: ["11 resource", "11 resource unknown", "11 audience"],
      more: OF_JWT,
    },
    {
      start: () => start({ scopes: ["orders.write"] }),
      more: {
        "17b two different scope parameters": (by) =>
          by.token("scope=orders.read&scope=orders.write, both allowed", { scope: ["orders.read", "orders.write"], client: by.server.clients.two }),
      },
    },
  ],
};
