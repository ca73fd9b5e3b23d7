// OAuth2orize behind Express: the exchange and the token are the application's, Passport's strategies know the client.
import { randomUUID } from "node:crypto";
import express from "express";
import oauth2orize from "oauth2orize";
import passport from "passport";
import { BasicStrategy } from "passport-http";
import { Strategy as FormStrategy } from "passport-oauth2-client-password";
import { listening } from "../listening.mjs";
import { SPELT } from "../vocabulary.mjs";

const SECRETS = { plain: "secret", spelt: SPELT };
const ALLOWED = ["openid", "orders.read", "offline_access"];

async function start(hasGrant = true) {
  const { origin, close } = await listening(() => {
    const known = (id, secret, done) => done(null, SECRETS[id] === secret ? { id } : false);
    const clients = new passport.Passport().use(new BasicStrategy(known)).use(new FormStrategy(known));
    const server = oauth2orize.createServer();
    const exchange = oauth2orize.exchange.clientCredentials((client, scope, done) => {
      if (scope?.some((one) => !ALLOWED.includes(one))) return done(new oauth2orize.TokenError("unknown scope", "invalid_scope"));
      done(null, randomUUID(), null, { ...(scope ? { scope: scope.join(" ") } : {}), expires_in: 3600 });
    });
    if (hasGrant) server.exchange(exchange);
    const authenticate = clients.authenticate(["basic", "oauth2-client-password"], { session: false });
    const app = express()
      .use(express.urlencoded({ extended: false }))
      .use(express.json());
    return app.post("/token", authenticate, server.token(), server.errorHandler());
  });
  return {
    close,
    issuer: origin,
    token: `${origin}/token`,
    clients: { plain: { id: "plain", secret: SECRETS.plain }, spelt: { id: "spelt", secret: SPELT } },
  };
}

export default {
  id: "oauth2orize",
  file: "npm-servers",
  name: "OAuth2orize",
  package: "oauth2orize",
  format: "the application decides",
  start,
  more: { "g no grant": (by) => by.post("no grant_type", by.server.token, { scope: by.one }) },
  setups: [{ start: () => start(false), more: { "g not enabled": (by) => by.token("server without the exchange") } }],
};
