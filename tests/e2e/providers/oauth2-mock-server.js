// oauth2-mock-server with an RSA key. It allows every page, and never looks at who the client is.
import { OAuth2Server } from "oauth2-mock-server";

export async function oauth2MockServer() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("RS256");
  await server.start(0, "127.0.0.1");
  const origin = `http://127.0.0.1:${server.address().port}`;
  server.issuer.url = origin;
  return { origin, close: () => server.stop() };
}
