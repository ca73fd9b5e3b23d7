// oauth2-mock-server as it comes, with one RS256 key. It never looks at who the client is.
import { OAuth2Server } from "oauth2-mock-server";
import { SPELT } from "../vocabulary.mjs";

async function start() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("RS256");
  await server.start(0, "127.0.0.1");
  const { url } = server.issuer;
  return {
    close: () => server.stop(),
    issuer: url,
    token: `${url}/token`,
    userinfo: `${url}/userinfo`,
    introspection: `${url}/introspect`,
    revocation: `${url}/revoke`,
    metadata: ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"],
    clients: { plain: { id: "m2m", secret: "secret" }, spelt: { id: "spelt", secret: SPELT } },
  };
}

export default {
  id: "oauth2-mock-server",
  file: "npm-servers",
  name: "OAuth2 mock server (axa-group)",
  package: "oauth2-mock-server",
  start,
  more: {
    "x no auth at all": (by) => by.token("no client authentication", { scope: "", by: "none" }),
    "x password": (by) =>
      by.post("grant_type=password, scope=openid", by.server.token, { grant_type: "password", username: "a", password: "b", scope: "openid" }),
    "x aud": (by) => by.token("body parameter aud", { scope: "", form: { aud: "https://api.example.com" } }),
  },
};
