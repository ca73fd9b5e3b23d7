// oauth2-mock-server with an RSA key, on a free port of the loopback address.
import { OAuth2Server } from "oauth2-mock-server";

const server = new OAuth2Server();
await server.issuer.keys.generate("RS256");
await server.start(0, "127.0.0.1");
process.send(`http://127.0.0.1:${server.address().port}/token`);
process.once("disconnect", () => process.exit());
