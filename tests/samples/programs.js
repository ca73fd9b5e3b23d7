// Running one sample as its reader would: its file in a folder, what proves the client in the environment.
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { KEYS } from "./cases.js";

/** What the environment of a program holds. Nothing of it is in the sample. */
export function environmentOf({ key, draft }, folder) {
  const environment = { CLIENT_SECRET: draft.client_secret };
  if (key) {
    environment.CLIENT_KEY_FILE = join(folder, `${key}.pem`);
    writeFileSync(environment.CLIENT_KEY_FILE, KEYS[key].privateKey.export({ format: "pem", type: "pkcs8" }));
  }
  return environment;
}

/** Puts a sample where its command looks for it. */
export function lay(sample, folder) {
  const path = join(folder, sample.file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, sample.code);
  return path;
}

/** Runs a program. Resolves to what it says, whatever its exit code. */
export function ran(command, args, environment, folder, more = {}) {
  const options = { cwd: folder, env: { ...process.env, ...environment }, timeout: 60_000, maxBuffer: 1 << 26, ...more };
  return new Promise((done) => {
    execFile(command, args, options, (error, stdout, stderr) => done({ code: error ? (error.code ?? error.signal) : 0, stdout, stderr }));
  });
}

/** The access token in what a sample printed: alone, or in the response as it came. */
export function tokenIn(stdout) {
  const text = stdout.trim();
  return text.startsWith("{") ? JSON.parse(text).access_token : text;
}

/** Why the outcome of a case is not a token for its client; nothing if it is one. */
export function wrongWith({ draft }, { code, stdout, stderr }) {
  if (code !== 0) return `exit code ${code}\n${stdout}${stderr}`;
  const [, payload] = tokenIn(stdout).split(".");
  const claims = JSON.parse(Buffer.from(payload ?? "", "base64url"));
  if (claims.client_id !== draft.client_id) return `a token for ${claims.client_id}`;
  if (draft.dpop && !claims.cnf?.jkt) return "a token that is bound to no key";
  if (draft.scope && claims.scope !== draft.scope) return `a token for ${claims.scope}`;
  return undefined;
}

/** What a server has to get for a draft, beside what proves the client. */
export function expectedForm(draft) {
  const lines = (text) => (text ?? "").split("\n").filter(Boolean);
  const typed = lines(draft.parameters).map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]);
  const one = (name) => (draft[name] ? [[name, draft[name]]] : []);
  const resources = lines(draft.resource).map((value) => ["resource", value]);
  return [["grant_type", "client_credentials"], ...one("scope"), ...resources, ...one("audience"), ...one("authorization_details"), ...typed];
}
