// openid-client asks the package's command for a token, and its API for the orders: `node client.mjs ISSUER CLIENT_ID CLIENT_SECRET`.
import { argv } from "node:process";
import * as oauth from "openid-client";

const [issuer, id, secret] = argv.slice(2);
const options = { execute: [oauth.allowInsecureRequests] };
const config = await oauth.discovery(new URL(issuer), id, undefined, oauth.ClientSecretBasic(secret), options);
const { access_token, token_type } = await oauth.clientCredentialsGrant(config, { scope: "orders.read" });
const { status } = await fetch(new URL("/api/orders", issuer), { headers: { authorization: `Bearer ${access_token}` } });
console.log(JSON.stringify({ token_type, status }));
