// How fast tokens come: from the issuer in this process, beside the bare signature that each needs, and beside two mock servers
// for tests over loopback. Every token is one call after the other, the way a test waits for its token.
import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createIssuer } from "../../dist/grant-lab.js";
import { CLIENT } from "./servers/client.js";
import { timed } from "./clock.js";

const CALLS = 2000;
const SIGNING = {
  ES256: { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" },
  RS256: { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
};
const SERVERS = ["oauth2-mock-server", "oidc-provider"];

export async function measure() {
  const rows = [];
  for (const alg of Object.keys(SIGNING)) {
    const lab = await createIssuer({ alg });
    const issue = issuing(lab.fetch, `${lab.issuer}/token`, lab.clients[0]);
    const [header, payload] = await checked(issue, alg);
    rows.push({ name: `${alg} token through lab.fetch`, call: issue });
    rows.push({ name: `${alg} signature, bare crypto.subtle.sign`, call: await bare(SIGNING[alg], header.length + 1 + payload.length) });
  }
  for (const name of SERVERS) {
    const issue = issuing(fetch, await started(name), CLIENT);
    await checked(issue, "RS256");
    rows.push({ name: `RS256 token from ${name}`, call: issue });
  }
  const results = await timed(rows.map(({ call }) => call), CALLS);
  const [es256, , rs256, signing, ...servers] = results;
  const server = Math.min(...servers.map(({ median }) => median));
  return {
    title: `Tokens: ${CALLS} of each, one after the other, after as many to warm up`,
    head: ["", "a second", "median ms", "p99 ms"],
    rows: results.map(({ perSecond, median, slowest }, row) => [
      rows[row].name,
      Math.round(perSecond).toLocaleString("en"),
      median.toFixed(3),
      slowest.toFixed(3),
    ]),
    notes: [
      "The difference: lab.fetch answers in this process, without HTTP. The two servers run in processes of their own and are asked",
      "over loopback, through Node's fetch with its connections kept alive. All four give JWTs for client_credentials. What stands",
      "beside what is compared by medians. The most that signing with crypto.subtle allows here, beside the faster server, is",
      `${(server / signing.median).toFixed(2)}×: bare RS256 signatures.`,
    ],
    values: {
      rs256ToServers: server / rs256.median,
      rs256ToSigning: signing.median / rs256.median,
      rs256Slowest: rs256.slowest,
      es256Slowest: es256.slowest,
    },
  };
}

/** One request for a token, to the end of its answer. */
function issuing(send, url, { client_id, client_secret }) {
  const headers = { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` };
  return async () => {
    const body = new URLSearchParams({ grant_type: "client_credentials" });
    const response = await send(url, { method: "POST", headers, body });
    return response.json();
  };
}

/** The parts of a token that was really asked for and is really signed with `alg`. */
async function checked(issue, alg) {
  const { access_token, ...rest } = await issue();
  const parts = String(access_token).split(".");
  const header = parts.length === 3 ? JSON.parse(Buffer.from(parts[0], "base64url")) : {};
  if (header.alg !== alg) throw new Error(`This is no JWT signed with ${alg}: ${access_token} ${JSON.stringify(rest)}`);
  return parts;
}

/** A signature of so many octets by a key of its own. */
async function bare(algorithm, octets) {
  const { privateKey } = await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const message = crypto.getRandomValues(new Uint8Array(octets));
  return () => crypto.subtle.sign(algorithm, privateKey, message);
}

/** Starts a server in a process of its own, which ends with this one; resolves to its token endpoint. */
function started(name) {
  const child = fork(fileURLToPath(new URL(`servers/${name}.js`, import.meta.url)), { silent: true });
  let said = "";
  child.stderr.on("data", (text) => (said += text)); // Warnings too, which are of interest only when it ends.
  return new Promise((done, fail) => {
    child.once("message", done);
    child.once("exit", (code) => fail(new Error(`${name} ended with ${code}. ${said}`)));
  });
}
