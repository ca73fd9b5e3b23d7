// oauth2-mock-server with an RSA key, behind a server that can say something else of itself. It allows every page, and never looks at who
// the client is.
import { OAuth2Issuer, OAuth2Service } from "oauth2-mock-server";
import { listening } from "./cors.js";

export async function oauth2MockServer() {
  const issuer = new OAuth2Issuer();
  await issuer.keys.generate("RS256");
  const service = new OAuth2Service(issuer);
  let replace;
  const server = await listening((request, response) => {
    if (replace && request.url.startsWith("/.well-known/openid-configuration")) {
      const send = response.end.bind(response);
      response.end = (body, ...rest) => {
        const changed = JSON.stringify(replace(JSON.parse(body)));
        response.setHeader("content-length", Buffer.byteLength(changed));
        return send(changed, ...rest);
      };
    }
    service.requestHandler(request, response);
  });
  issuer.url = server.origin;
  return { ...server, replace: (change) => (replace = change) };
}
