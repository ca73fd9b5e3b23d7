// ts-oauth2-server on repositories in memory, behind Express.
import { randomUUID } from "node:crypto";
import { AuthorizationServer, DateInterval } from "@jmondi/oauth2-server";
import { handleExpressError, handleExpressResponse, requestFromExpress } from "@jmondi/oauth2-server/express";
import express from "express";
import { listening } from "../listening.mjs";
import { GRANTS } from "../probes.mjs";
import { SPELT } from "../vocabulary.mjs";

const SCOPES = ["orders.read", "openid", "offline_access"].map((name) => ({ name }));

function repositories() {
  const client = (id, secret, allowedGrants = ["client_credentials"]) => ({ id, name: id, secret, redirectUris: [], allowedGrants, scopes: SCOPES });
  const clients = [client("plain", "secret"), client("spelt", SPELT), client("other", "secret", ["refresh_token"])];
  const tokens = new Map();
  return [
    {
      getByIdentifier: async (id) => clients.find((one) => one.id === id),
      isClientValid: async (grant, { secret, allowedGrants }, sent) => allowedGrants.includes(grant) && secret === sent,
    },
    {
      issueToken: async (of, scopes) => ({
        accessToken: randomUUID(),
        accessTokenExpiresAt: new DateInterval("1h").getEndDate(),
        client: of,
        scopes,
      }),
      issueRefreshToken: async (token) => token,
      persist: async (token) => void tokens.set(token.accessToken, token),
      revoke: async (token) => void tokens.set(token.accessToken, { ...token, accessTokenExpiresAt: new Date(0) }),
      isRefreshTokenRevoked: async () => true,
      getByRefreshToken: async () => undefined,
      getByAccessToken: async (id) => tokens.get(id),
    },
    { getAllByIdentifiers: async (names) => SCOPES.filter(({ name }) => names.includes(name)), finalize: async (scopes) => scopes },
  ];
}

async function start(readsJson = true) {
  const { origin, close } = await listening((issuer) => {
    const server = new AuthorizationServer(...repositories(), "a key of the test, for HS256 alone", { issuer });
    server.enableGrantType("client_credentials");
    const app = express().use(express.urlencoded({ extended: false }));
    if (readsJson) app.use(express.json());
    for (const [path, method] of [
      ["/token", "respondToAccessTokenRequest"],
      ["/introspect", "introspect"],
      ["/revoke", "revoke"],
    ]) {
      app.post(path, async (request, response) => {
        try {
          handleExpressResponse(response, await server[method](requestFromExpress(request)));
        } catch (error) {
          handleExpressError(error, response);
        }
      });
    }
    return app;
  });
  const own = (id, secret = "secret") => ({ id, secret });
  return {
    close,
    issuer: origin,
    token: `${origin}/token`,
    introspection: `${origin}/introspect`,
    revocation: `${origin}/revoke`,
    clients: { plain: own("plain"), spelt: own("spelt", SPELT), other: own("other") },
  };
}

export default {
  id: "jmondi",
  file: "npm-servers",
  name: "ts-oauth2-server",
  package: "@jmondi/oauth2-server",
  start,
  more: {
    "g password": GRANTS["g password"],
    "x aud": (by) => by.token("body parameter aud", { form: { aud: by.resource } }),
    "g grant not allowed": (by) => by.token("a client without the grant", { client: by.server.clients.other }),
    "x no auth header, no id": (by) => by.token("no client authentication", { by: "none" }),
    "17b two different scope parameters": (by) => by.token("scope=openid&scope=orders.read", { scope: ["openid", "orders.read"] }),
  },
  setups: [{ prefix: "without express.json", start: () => start(false), only: ["10 json post", "10 json basic"] }],
};
