// Authlib on Flask, in two set-ups: the grant alone, and with its extension for ID Tokens and its generator of RFC 9068.
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keyPair } from "../proofs.mjs";
import { clients, started } from "../python.mjs";

async function start(kind) {
  const pair = keyPair();
  const path = join(tmpdir(), `grant-lab-measure-${process.pid}.json`);
  writeFileSync(path, JSON.stringify(pair.jwk));
  const server = await started("authlib_server", kind, path);
  const key = kind === "openid" ? { key: { id: "key", pair } } : {};
  return { ...server, metadata: ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"], clients: { ...clients(), ...key } };
}

const common = { file: "other-servers", package: "authlib" };

export default [
  {
    ...common,
    id: "authlib-opaque",
    name: "Authlib (Flask), ClientCredentialsGrant alone",
    start: () => start("opaque"),
  },
  {
    ...common,
    id: "authlib-openid-token",
    name: "Authlib (Flask), with OpenIDToken extension and RFC 9068 generator",
    start: () => start("openid"),
  },
];
