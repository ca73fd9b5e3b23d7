// oidc-provider with an RSA key and JWTs of RFC 9068 for one API, on a free port of the loopback address.
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { CLIENT } from "./client.js";

const signing = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });
const api = { scope: CLIENT.scope, accessTokenFormat: "jwt", accessTokenTTL: 300, jwt: { sign: { alg: "RS256" } } };

const server = createServer().listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...signing, alg: "RS256", use: "sig" }] },
    clients: [{ ...CLIENT, grant_types: ["client_credentials"], redirect_uris: [], response_types: [] }],
    scopes: [CLIENT.scope],
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: { enabled: true, defaultResource: () => "https://api.test", getResourceServerInfo: () => api },
    },
  });
  server.on("request", provider.callback());
  process.send(`${issuer}/token`);
});
process.once("disconnect", () => process.exit());
