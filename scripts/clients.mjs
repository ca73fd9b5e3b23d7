// Ten OAuth clients of others against the local issuer (`npx ./dist`), each as its own documentation has it, for a secret that needs no encoding
// and for two that do (RFC 6749 §2.3.1). `make clients`; the clients are put into target/clients/ once, with the versions that were measured.
//
// A token counts when the issuer's API takes it. What a client says instead is shown. What this machine lacks is named.
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installPackages } from "./packages.mjs";
import { root, run, say, stop, which } from "./run.mjs";

const FOLDER = "target/clients";
const NPM = ["openid-client", "oauth4webapi", "simple-oauth2", "client-oauth2", "@badgateway/oauth2-client", "axios-oauth-client"];
const PYPI = ["Authlib", "requests-oauthlib", "httpx-auth", "requests_oauth2client"];
/** These place identifier and secret in the body (RFC 6749 §2.3.1); all others write a header field of scheme Basic. */
const IN_BODY = ["axios-oauth-client", "requests_oauth2client"];
/** Clients of the issuer: one whose secret is the same in every spelling, and those whose secrets are not. */
const SECRETS = ["nightly-report", "parcel-labels", "urn:example:courier:day+night%20shift"];
const inBody = (id) => `${id.split(":").at(-1)} in the body`;
const PATIENCE = 20_000;

/** The versions, from the files that pin them. */
function versionOf(name) {
  if (NPM.includes(name)) return JSON.parse(readFileSync(join(root, "scripts/clients/package.json"), "utf8")).dependencies[name];
  return new RegExp(`^${name}==(.+)$`, "m").exec(readFileSync(join(root, "scripts/clients/requirements.txt"), "utf8"))[1];
}

/** What starts the clients of each registry, or why nothing does. */
async function runners() {
  mkdirSync(join(root, FOLDER), { recursive: true });
  for (const name of ["package.json", "package-lock.json", "npm.mjs"]) copyFileSync(join(root, "scripts/clients", name), join(root, FOLDER, name));
  await installPackages(FOLDER, "six clients from npm");
  const npm = (name) => [process.execPath, join(root, FOLDER, "npm.mjs"), name];
  const python = which("python3");
  if (!python) return { npm, missing: "python3 is not on the path" };
  const venv = join(root, FOLDER, "python");
  const own = join(venv, "bin/python");
  const log = { log: `${FOLDER}/pip.log` };
  if (!existsSync(own)) say(`Installing four clients from PyPI into ${FOLDER}/python/ (once, about 20 seconds).`);
  if (!existsSync(own) && (await run(python, ["-m", "venv", venv], log)).code !== 0) return { npm, missing: "python3 cannot make a venv (Debian: apt install python3-venv)" };
  const { code } = await run(own, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "scripts/clients/requirements.txt"], log);
  if (code !== 0) return { npm, missing: `pip could not install them; see ${FOLDER}/pip.log` };
  return { npm, pypi: (name) => [own, join(root, "scripts/clients/pypi.py"), name] };
}

/** The demo's configuration, with the same clients once more for those that place the secret in the body. */
async function configuration() {
  const { createIssuer } = await import("../dist/grant-lab.js");
  const lab = await createIssuer();
  const document = lab.configuration();
  lab.free();
  for (const id of SECRETS) {
    const { service_account, owner, ...client } = document.clients.find(({ client_id }) => client_id === id) ?? stop(`There is no client ${id}.`);
    document.clients.push({ ...client, client_id: inBody(id), token_endpoint_auth_method: "client_secret_post" });
  }
  const path = join(root, FOLDER, "configuration.json");
  writeFileSync(path, JSON.stringify(document, null, 2));
  return path;
}

/** The local issuer, as `{ issuer, clients }`. */
async function started() {
  const command = join(root, "dist/local/command.mjs");
  if (!existsSync(command)) stop("dist/ holds no local issuer. Run: make dist");
  const args = [command, "--port", "0", "--json", "--config", await configuration()];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill());
  return new Promise((done) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (part) => {
      if (text.includes("\n")) return;
      text += part;
      if (text.includes("\n")) done(JSON.parse(text.split("\n", 1)[0]));
    });
  });
}

/** What came of one client with the secret of one of the issuer's. */
async function tried([command, ...args], issuer, { client_id, client_secret }) {
  const environment = { ...process.env, ISSUER: issuer, CLIENT_ID: client_id, CLIENT_SECRET: client_secret };
  const child = spawn(command, args, { env: environment, stdio: ["ignore", "pipe", "pipe"], timeout: PATIENCE });
  const said = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text) => (said.out += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (said.err += text));
  const code = await new Promise((done) => child.once("close", done));
  if (code !== 0) return (said.err.trim().split("\n").at(-1) || `ended with ${code}`).replaceAll(client_secret, "[secret]").slice(0, 130);
  const response = await fetch(`${issuer}/api/orders`, { headers: { authorization: `Bearer ${said.out.trim()}` } });
  return response.ok ? "a token" : `a token that the API answers with ${response.status}`;
}

const { npm, pypi, missing } = await runners();
const { issuer, clients } = await started();
const clientOf = (id) => clients.find(({ client_id }) => client_id === id);
const rows = [["client", "version", "sends", ...SECRETS.map((id) => clientOf(id).client_secret)]];
const notes = [];
/** The number of a note; what several say has one. */
const note = (told) => (notes.includes(told) ? notes.indexOf(told) + 1 : notes.push(told));
for (const name of [...NPM, ...PYPI]) {
  const runner = NPM.includes(name) ? npm : pypi;
  const outcomes = [];
  for (const id of SECRETS) outcomes.push(runner ? await tried(runner(name), issuer, clientOf(IN_BODY.includes(name) ? inBody(id) : id)) : "not run");
  const cells = outcomes.map((told) => (told === "a token" || told === "not run" ? told : `refused (${note(told)})`));
  rows.push([name, versionOf(name), IN_BODY.includes(name) ? "body" : "Basic", ...cells]);
}
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
say(rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd()).join("\n"));
if (notes.length > 0) say(`\n${notes.map((told, index) => `(${index + 1}) ${told}`).join("\n")}`);
if (missing) say(`\nNot run: the clients from PyPI, because ${missing}.`);
const plain = rows.slice(1).filter((row) => row[3] !== "a token" && row[3] !== "not run");
if (plain.length > 0) stop(`\nNo token with the plain secret: ${plain.map(([name]) => name).join(", ")}.`);
process.exit();
