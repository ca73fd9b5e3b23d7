// OpenAuth with a store in memory and one provider of the application's own. Its requests need the parameter `provider`.
import { issuer as makeIssuer } from "@openauthjs/openauth";
import { MemoryStorage } from "@openauthjs/openauth/storage/memory";
import { createSubjects } from "@openauthjs/openauth/subject";
import { answering, listening } from "../listening.mjs";
import { GRANTS } from "../probes.mjs";
import { SPELT } from "../vocabulary.mjs";

const SECRETS = { plain: "secret", spelt: SPELT };

/** A schema of the form that it wants, which takes everything. */
const anything = { "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) } };

async function start() {
  const { origin, close } = await listening((issuer) => {
    const app = makeIssuer({
      storage: MemoryStorage(),
      subjects: createSubjects({ machine: anything }),
      providers: {
        m2m: {
          type: "m2m",
          init() {},
          async client({ clientID, clientSecret }) {
            if (SECRETS[clientID] !== clientSecret) throw new Error("wrong secret");
            return { clientID };
          },
        },
      },
      success: (answer, { clientID }) => answer.subject("machine", { clientID }),
    });
    return answering(issuer, (request) => app.fetch(request));
  });
  return {
    close,
    issuer: origin,
    token: `${origin}/token`,
    userinfo: `${origin}/userinfo`,
    metadata: ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"],
    clients: { plain: { id: "plain", secret: SECRETS.plain }, spelt: { id: "spelt", secret: SPELT } },
  };
}

export default {
  id: "openauth",
  file: "npm-servers",
  name: "OpenAuth",
  package: "@openauthjs/openauth",
  main: "with provider=m2m",
  by: "form",
  claims: { type: "<subject type>", properties: "<object of the application>", sub: "<type:16 hex digits>" },
  always: { provider: "m2m" },
  start,
  more: {
    "g unknown": GRANTS["g unknown"],
    async "x refresh"(by) {
      const { refresh_token } = (await by.token("")).json;
      return by.post("the refresh token of probe 2", by.server.token, { grant_type: "refresh_token", refresh_token });
    },
  },
  setups: [{ prefix: "standard request", start, always: {}, only: ["1 basic", "2 post"] }],
};
