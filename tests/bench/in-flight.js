// How many tokens a second when eight are asked for at once: from the issuer in this process beside bare signatures, and over HTTP from the
// local issuer beside two mock servers and a server that does nothing but sign. Two cores sign at once then, and what is computed for a
// token besides its signature decides.
import { fork, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createIssuer } from "../../dist/grant-lab.js";
import { quantile } from "./clock.js";
import { CLIENT } from "./servers/client.js";
import { connections } from "./wire.js";

const FLIGHT = 8;
/** Calls of one kind before the next has its turn, and turns of each. */
const [BLOCK, TURNS] = [400, 15];
const RS256 = { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" };
const SERVERS = ["oauth2-mock-server", "oidc-provider"];

export async function measure() {
  const lab = await createIssuer({ alg: "RS256" });
  const local = await localIssuer();
  const token = checked(await inProcess(lab)());
  const rows = [
    { name: "RS256 token through lab.fetch", call: inProcess(lab) },
    { name: "RS256 signature, bare crypto.subtle.sign", call: await bare(token.length) },
    { name: "RS256 token from the local issuer", call: await over(`${local.issuer}/token`, local.clients[0]) },
    { name: "RS256 signature from a bare HTTP server", call: await over(await started("signing-only"), CLIENT) },
  ];
  for (const name of SERVERS) rows.push({ name: `RS256 token from ${name}`, call: await over(await started(name), CLIENT) });
  const rates = await inTurn(rows.map(({ call }) => call));
  const [own, signing, http, ceiling, ...servers] = rates;
  const server = Math.max(...servers);
  return {
    title: `Tokens, ${FLIGHT} in flight: ${TURNS} turns of ${BLOCK} of each, the median turn`,
    head: ["", "a second"],
    rows: rates.map((rate, row) => [rows[row].name, Math.round(rate).toLocaleString("en")]),
    notes: [
      "The first two are in this process, without HTTP. The others run in processes of their own and are asked over eight connections that",
      "are kept alive, with the same octets. What is beyond the bare HTTP server nobody can reach with Node's HTTP and crypto.subtle; beside the",
      `faster of the two servers it is ${(ceiling / server).toFixed(2)}×.`,
    ],
    values: { flightToSigning: own / signing, localToServers: http / server, localToCeiling: http / ceiling },
  };
}

/** One request for a token from the issuer in this process, to the end of its answer. */
function inProcess({ fetch, issuer, clients: [{ client_id, client_secret }] }) {
  const headers = { authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}` };
  return async () => {
    const body = new URLSearchParams({ grant_type: "client_credentials" });
    const response = await fetch(`${issuer}/token`, { method: "POST", headers, body });
    return (await response.json()).access_token;
  };
}

/** The same from a server. */
async function over(url, { client_id, client_secret }) {
  const ask = await connections(new URL(url), FLIGHT, {
    authorization: `Basic ${btoa(`${client_id}:${client_secret}`)}`,
    "content-type": "application/x-www-form-urlencoded",
    body: "grant_type=client_credentials",
  });
  const call = async () => JSON.parse(await ask()).access_token;
  checked(await call());
  return call;
}

/** A token that was really signed with RS256. */
function checked(token) {
  const { alg } = JSON.parse(Buffer.from(String(token).split(".")[0], "base64url"));
  if (alg !== "RS256") throw new Error(`This token is signed with ${alg}.`);
  return token;
}

/** A signature over so many octets by a key of its own. */
async function bare(octets) {
  const { privateKey } = await crypto.subtle.generateKey(RS256, false, ["sign", "verify"]);
  const message = crypto.getRandomValues(new Uint8Array(octets));
  return () => crypto.subtle.sign(RS256, privateKey, message);
}

/** Calls a second of each, in the median turn after two to warm up. */
async function inTurn(calls) {
  const rates = calls.map(() => []);
  for (let turn = 0; turn < TURNS + 2; turn += 1) {
    for (const [kind, call] of calls.entries()) {
      const began = performance.now();
      let left = BLOCK;
      const one = async () => {
        while (left-- > 0) await call();
      };
      await Promise.all(Array.from({ length: FLIGHT }, one));
      if (turn >= 2) rates[kind].push((BLOCK / (performance.now() - began)) * 1000);
    }
  }
  return rates.map((own) => quantile(own, 0.5));
}

/** The command as anybody starts it, which ends with this process; resolves to what it says of itself. */
function localIssuer() {
  const command = fileURLToPath(new URL("../../dist/local/command.mjs", import.meta.url));
  const child = spawn(process.execPath, [command, "--port", "0", "--json", "--alg", "RS256"], { stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => child.kill());
  return new Promise((done) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part) => {
      if (text.includes("\n")) return; // Lines about requests are read and left.
      text += part;
      if (text.includes("\n")) done(JSON.parse(text.split("\n", 1)[0]));
    });
  });
}

/** Starts a server in a process of its own, which ends with this one; resolves to its token endpoint. */
function started(name) {
  const child = fork(fileURLToPath(new URL(`servers/${name}.js`, import.meta.url)), { silent: true });
  let said = "";
  child.stdout.resume();
  child.stderr.on("data", (text) => (said += text)); // Warnings too, which are of interest only when it ends.
  return new Promise((done, fail) => {
    child.once("message", done);
    child.once("exit", (code) => fail(new Error(`${name} ended with ${code}. ${said}`)));
  });
}
