#!/usr/bin/env node
// The command grant-lab: the issuer of grant-lab.js over plain HTTP on this machine, for programs that cannot have it in their own process.
//
// It ends with 0 when it was told to (SIGINT, SIGTERM), with 1 when it cannot go on, and with 2 when the command line is wrong.
import { readFileSync } from "node:fs";
import { WIRE, createIssuer } from "../grant-lab.js";
import { serverFor } from "./http.mjs";
import { HELP, Usage, read } from "./options.mjs";
import { teller } from "./telling.mjs";

const HOST = "127.0.0.1";

/** What keeps the command from going on, in words for whoever started it. */
class Stop extends Error {
  constructor(message, code = 1) {
    super(message);
    this.code = code;
  }
}

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

async function main(argv) {
  const options = read(argv);
  if (options.help) return process.stdout.write(HELP);
  if (options.version) return process.stdout.write(`${version}\n`);
  const document = options.config === undefined ? undefined : documentAt(options.config);
  await issuerWith(options).then((lab) => lab.free()); // Before anything else: a wrong policy takes no port.
  const { begins, answered } = teller(process.stdout, options.json);
  let open;
  const ready = new Promise((done) => (open = done));
  const server = serverFor(ready, answered, (error) => end(server, undefined, new Stop(error.message)));
  const port = await listening(server, options.port);
  const issuer = port === 80 ? `http://${HOST}` : `http://${HOST}:${port}`;
  const lab = await issuerWith(options, { issuer });
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => end(server, lab));
  if (process.env.npm_command === "exec") endWithParent(() => end(server, lab));
  try {
    if (document) configure(lab, document, options);
    if (document && options.play !== undefined) await lab.play(options.play); // A configuration has policies of its own.
  } catch (error) {
    return end(server, lab, error);
  }
  open({ origin: issuer, answer: lab[WIRE] });
  begins({
    version,
    issuer,
    metadata: `${issuer}/.well-known/oauth-authorization-server`,
    apis: [`${issuer}/api`, `${issuer}/api/stock`],
    clients: clientsOf(lab),
  });
}

/** The issuer; a policy that is wrong, or a server that is not there, is a mistake on the command line. */
async function issuerWith({ policies, play }, name = {}) {
  try {
    const lab = await createIssuer({ ...policies, ...name });
    if (play !== undefined) await lab.play(play);
    return lab;
  } catch (error) {
    throw error instanceof TypeError ? new Stop(error.message, 2) : error;
  }
}

/** Sets the issuer up as the file says. What the command line says goes over its policies. */
function configure(lab, document, { config, policies }) {
  const isObject = typeof document === "object" && document !== null && !Array.isArray(document);
  const whole = isObject && Object.keys(policies).length > 0 ? { ...document, policies: { ...document.policies, ...policies } } : document;
  try {
    const { unknown } = lab.configure(whole);
    for (const place of unknown) console.error(`${config}: ${place} is not known here and does nothing.`);
  } catch (error) {
    throw new Stop(`${config}: ${error.message}`);
  }
}

/** A file of JSON; what is wrong with it is told with its place. */
function documentAt(path) {
  let text;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Stop(`${path} cannot be read: ${error.message}.`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = /at position (\d+)/.exec(error.message)?.[1];
    const before = text.slice(0, position === undefined ? text.length : Number(position)).split("\n");
    throw new Stop(`${path}, line ${before.length}, column ${before.at(-1).length + 1}: this is no JSON. ${error.message}`);
  }
}

/** What each client holds about itself. A configuration has their secrets; the private key of the demo client is in no document. */
function clientsOf(lab) {
  const members = ["client_id", "client_secret", "token_endpoint_auth_method", "scope"];
  return lab.configuration().clients.map((client) => {
    const demo = lab.clients.find(({ client_id, jwks_uri }) => client_id === client.client_id && jwks_uri && jwks_uri === client.jwks_uri);
    const own = Object.fromEntries(members.filter((name) => name in client).map((name) => [name, client[name]]));
    return demo ? { ...own, private_jwk: demo.private_jwk } : own;
  });
}

/** The port that the server has got. */
function listening(server, port) {
  return new Promise((done, fail) => {
    server.once("error", (error) => {
      const isTaken = error.code === "EADDRINUSE";
      fail(new Stop(isTaken ? `Port ${port} is in use. Choose another, or --port 0 for one that is free.` : `Port ${port}: ${error.message}.`));
    });
    server.listen(port, HOST, () => done(server.address().port));
  });
}

/** npx passes SIGTERM to the shell that it starts this in, and that shell dies without a word (npm 11.19.1): so this ends when it is gone. */
function endWithParent(work) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    work();
  }, 200);
  watch.unref();
}

/** Gives back port and memory. Answers under way have half a second. */
function end(server, lab, error) {
  if (error) {
    console.error(error.message);
    process.exitCode = error.code ?? 1;
  }
  server.close(() => lab?.free());
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), 500).unref();
}

process.stdout.on("error", () => process.exit(0)); // Whoever read along has gone.
main(process.argv.slice(2)).catch((error) => {
  const isKnown = error instanceof Stop || error instanceof Usage;
  console.error(isKnown ? error.message : error);
  process.exit(error instanceof Usage ? 2 : error instanceof Stop ? error.code : 1);
});
