// How each npm client asks for a token, as its own documentation has it: `node npm.mjs NAME`, with ISSUER, CLIENT_ID and CLIENT_SECRET in the
// environment. Prints the access token, or the client's own error.
const { ISSUER: issuer, CLIENT_ID: id, CLIENT_SECRET: secret } = process.env;
const token = `${issuer}/token`;
const scope = "orders.read";

const CLIENTS = {
  async "openid-client"() {
    const client = await import("openid-client");
    const options = { execute: [client.allowInsecureRequests] };
    const config = await client.discovery(new URL(issuer), id, undefined, client.ClientSecretBasic(secret), options);
    return (await client.clientCredentialsGrant(config, { scope })).access_token;
  },
  async oauth4webapi() {
    const oauth = await import("oauth4webapi");
    const insecure = { [oauth.allowInsecureRequests]: true };
    const url = new URL(issuer);
    const as = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { algorithm: "oauth2", ...insecure }));
    const client = { client_id: id };
    const response = await oauth.clientCredentialsGrantRequest(as, client, oauth.ClientSecretBasic(secret), { scope }, insecure);
    return (await oauth.processClientCredentialsResponse(as, client, response)).access_token;
  },
  async "simple-oauth2"() {
    const { ClientCredentials } = await import("simple-oauth2");
    const client = new ClientCredentials({ client: { id, secret }, auth: { tokenHost: issuer, tokenPath: "/token" } });
    return (await client.getToken({ scope })).token.access_token;
  },
  async "client-oauth2"() {
    const { default: ClientOAuth2 } = await import("client-oauth2");
    const client = new ClientOAuth2({ clientId: id, clientSecret: secret, accessTokenUri: token, scopes: [scope] });
    return (await client.credentials.getToken()).accessToken;
  },
  async "@badgateway/oauth2-client"() {
    const { OAuth2Client } = await import("@badgateway/oauth2-client");
    const client = new OAuth2Client({ server: issuer, clientId: id, clientSecret: secret, tokenEndpoint: "/token" });
    return (await client.clientCredentials({ scope: [scope] })).accessToken;
  },
  async "axios-oauth-client"() {
    const [{ default: axios }, { clientCredentials }] = await Promise.all([import("axios"), import("axios-oauth-client")]);
    return (await clientCredentials(axios.create(), token, id, secret)(scope)).access_token;
  },
};

try {
  console.log(await CLIENTS[process.argv[2]]());
} catch (error) {
  const body = error.data?.payload ?? error.body ?? error.response?.data;
  console.error([error.name, error.code, error.message, error.cause?.error ?? error.error, body && JSON.stringify(body)].filter(Boolean).join(" "));
  process.exitCode = 1;
}
