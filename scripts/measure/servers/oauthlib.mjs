// oauthlib's pre-configured server for OpenID Connect, on Flask. Who the client is, its validator says: the application's own code.
import { clients, started } from "../python.mjs";

export default {
  id: "oauthlib",
  file: "other-servers",
  name: "oauthlib (openid Server)",
  package: "oauthlib",
  async start() {
    const { plain, form } = clients();
    return { ...(await started("oauthlib_server")), clients: { plain, form } };
  },
};
