// The authorization server's routes of the MCP TypeScript SDK, on a provider in memory. They have no client credentials grant.
import { mcpAuthRouter } from "@modelcontextprotocol/sdk/server/auth/router.js";
import express from "express";
import { listening } from "../listening.mjs";

async function start() {
  const registered = new Map([["plain", { client_id: "plain", client_secret: "secret", redirect_uris: [], grant_types: ["client_credentials"] }]]);
  const clientsStore = {
    getClient: (id) => registered.get(id),
    registerClient: (client) => (registered.set(client.client_id, client), client),
  };
  const provider = {
    clientsStore,
    authorize() {},
    challengeForAuthorizationCode() {},
    exchangeAuthorizationCode() {},
    exchangeRefreshToken() {},
    verifyAccessToken() {},
    revokeToken() {},
  };
  const rateLimit = { rateLimit: false };
  const { origin, close } = await listening((issuer) =>
    express().use(
      mcpAuthRouter({
        provider,
        issuerUrl: new URL(issuer),
        scopesSupported: ["orders.read"],
        tokenOptions: rateLimit,
        clientRegistrationOptions: rateLimit,
      }),
    ),
  );
  return {
    close,
    issuer: origin,
    token: `${origin}/token`,
    registration: `${origin}/register`,
    metadata: ["/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"],
    clients: { plain: { id: "plain", secret: "secret" } },
  };
}

export default {
  id: "mcp-typescript-sdk",
  file: "npm-servers",
  name: "MCP TypeScript SDK, mcpAuthRouter",
  package: "@modelcontextprotocol/sdk",
  by: "form",
  start,
  more: {
    "x registration": (by) =>
      by.exchange("RFC 7591 registration with grant_types [client_credentials], client_secret_basic", by.server.registration, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          redirect_uris: [],
          token_endpoint_auth_method: "client_secret_basic",
          grant_types: ["client_credentials"],
          client_name: "x",
        }),
      }),
  },
};
