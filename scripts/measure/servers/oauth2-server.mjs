// The original oauth2-server in the thinnest wrapper for Express, on the same model as its successor.
import express from "express";
import OAuth2Server from "oauth2-server";
import { listening } from "../listening.mjs";
import { GRANTS } from "../probes.mjs";
import { SPELT } from "../vocabulary.mjs";
import { model } from "./node-oauth.mjs";

const ALLOWED = ["openid", "orders.read", "offline_access"];

/** Here a scope is one text. */
const validateScope = (user, client, scope) => scope?.split(" ").every((one) => ALLOWED.includes(one)) && scope;

async function start() {
  const { origin, close } = await listening(() => {
    const oauth = new OAuth2Server({ model: { ...model, validateScope } });
    const app = express()
      .use(express.urlencoded({ extended: false }))
      .use(express.json());
    return app.post("/token", async (request, response) => {
      const answer = new OAuth2Server.Response(response);
      try {
        await oauth.token(new OAuth2Server.Request(request), answer);
        response.set(answer.headers).status(answer.status).json(answer.body);
      } catch ({ code, name, message }) {
        response.set(answer.headers).status(code).json({ error: name, error_description: message });
      }
    });
  });
  return {
    close,
    issuer: origin,
    token: `${origin}/token`,
    metadata: ["/.well-known/oauth-authorization-server"],
    clients: { plain: { id: "plain", secret: "secret" }, spelt: { id: "spelt", secret: SPELT } },
  };
}

export default {
  id: "oauth2-server",
  file: "npm-servers",
  name: "oauth2-server (the original)",
  package: "oauth2-server",
  start,
  more: { ...GRANTS, "g no grant": (by) => by.post("no grant_type", by.server.token, { scope: by.one }) },
};
