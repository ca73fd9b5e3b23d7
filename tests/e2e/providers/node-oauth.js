// @node-oauth/oauth2-server behind a plain HTTP server. It takes a secret in Basic as it is, and no other spelling of it.
import OAuth2Server from "@node-oauth/oauth2-server";
import { allowPages, listening } from "./cors.js";

/** A secret that form-encoding changes. */
export const SPELT = "a b+c%d:e";

export async function nodeOauth() {
  const client = { id: "nightly", grants: ["client_credentials"] };
  const model = {
    getClient: (id, secret) => (id === client.id && secret === SPELT ? client : null),
    getUserFromClient: () => ({}),
    saveToken: (token, ofClient, user) => ({ ...token, client: ofClient, user }),
    validateScope: (user, ofClient, scope) => scope ?? ["orders.read"],
  };
  const oauth = new OAuth2Server({ model });
  const server = await listening(async (request, response) => {
    if (allowPages(request, response)) return;
    const octets = [];
    for await (const chunk of request) octets.push(chunk);
    const body = Object.fromEntries(new URLSearchParams(Buffer.concat(octets).toString()));
    const [asked, answer] = [new OAuth2Server.Request({ method: request.method, query: {}, headers: request.headers, body }), new OAuth2Server.Response({})];
    // What it refuses is in the answer too.
    await oauth.token(asked, answer).catch(() => {});
    response.writeHead(answer.status ?? 200, { ...answer.headers, "content-type": "application/json" }).end(JSON.stringify(answer.body));
  });
  return { ...server, tokenEndpoint: `${server.origin}/token` };
}
