// aioauth on FastAPI, with a store that keeps what the library hands it.
import { clients, started } from "../python.mjs";

export default {
  id: "aioauth",
  file: "other-servers",
  name: "aioauth (on FastAPI)",
  package: "aioauth",
  async start() {
    const server = await started("aioauth_server");
    return { ...server, metadata: ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"], clients: clients() };
  },
  more: {
    async "13_introspect_hint"(by) {
      const { access_token: token } = (await by.token("")).json;
      return by.post("introspection with token_type_hint=access_token", by.server.inspected, { token, token_type_hint: "access_token" });
    },
  },
};
