// @node-oauth/oauth2-server by its wrapper for Express, on a model in memory.
import ExpressOAuthServer from "@node-oauth/express-oauth-server";
import express from "express";
import { listening } from "../listening.mjs";
import { GRANTS } from "../probes.mjs";
import { SPELT } from "../vocabulary.mjs";

const SECRETS = { plain: "secret", spelt: SPELT };
const ALLOWED = ["openid", "orders.read", "offline_access"];

/** The application's part, without its own judgement of scopes. */
export const model = {
  getClient: (id, secret) =>
    SECRETS[id] !== undefined && (secret === null || SECRETS[id] === secret) ? { id, grants: ["client_credentials"] } : null,
  getUserFromClient: () => ({}),
  saveToken: (token, client, user) => ({ ...token, client, user }),
};

const validateScope = (user, client, scope) => scope?.every((one) => ALLOWED.includes(one)) && scope;

async function start(more = { validateScope }) {
  const { origin, close } = await listening(() => {
    const oauth = new ExpressOAuthServer({ model: { ...model, ...more } });
    const app = express()
      .use(express.urlencoded({ extended: false }))
      .use(express.json());
    return app.post("/token", oauth.token());
  });
  return {
    close,
    issuer: origin,
    token: `${origin}/token`,
    metadata: ["/.well-known/oauth-authorization-server"],
    clients: { plain: { id: "plain", secret: SECRETS.plain }, spelt: { id: "spelt", secret: SPELT } },
  };
}

export default {
  id: "node-oauth",
  file: "npm-servers",
  name: "@node-oauth/oauth2-server",
  package: "@node-oauth/oauth2-server",
  start,
  more: { ...GRANTS, "g no grant": (by) => by.post("no grant_type", by.server.token, { scope: by.one }) },
  setups: [
    {
      prefix: "model without validateScope",
      start: () => start({}),
      only: ["3 openid", "5 unknown scope", "5b known+unknown", "6 no scope", "7 offline_access"],
    },
    {
      prefix: "validateScope returns [] without scope",
      start: () => start({ validateScope: (user, client, scope) => scope ?? [] }),
      only: ["6 no scope"],
    },
  ],
};
