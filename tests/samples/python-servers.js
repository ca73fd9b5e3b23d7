// The Python samples against servers that people run, each of which reads a Basic header in its own way: the spelling that a server wants is
// the reader's choice, and a sample sends that.
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lay, ran } from "./programs.js";

const SECRET = "a b+c%d:e";
const SPELLINGS = ["form", "percent", "raw"];

/** The servers with the spellings that each takes of this secret: measured on 2026-11-29, `data/measured/other-servers.json` in the issue. */
const SERVERS = [
  { name: "Authlib", script: "authlib_server.py", takes: ["percent", "raw"] },
  { name: "django-oauth-toolkit", script: "django_server.py", takes: ["form", "percent"] },
];

/** Starts a server. Its first line is its token endpoint. */
async function start(script) {
  const child = spawn("python", [fileURLToPath(new URL(script, import.meta.url))], { stdio: ["ignore", "pipe", "pipe"] });
  process.once("exit", () => child.kill());
  let [told, errors] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  const endpoint = await new Promise((done, fail) => {
    child.once("exit", (code) => fail(new Error(`${script} ended with ${code}: ${errors}`)));
    child.stdout.setEncoding("utf8").on("data", (text) => {
      told += text;
      if (told.includes("\n")) done(told.split("\n", 1)[0]);
    });
  });
  return { endpoint, stop: () => child.removeAllListeners("exit").kill() };
}

/** For each server, sample and spelling: whether it got a token where it should, and was refused where it should be. */
export async function pythonServers(folder, samplesOf) {
  const results = [];
  for (const { name, script, takes } of SERVERS) {
    const { endpoint, stop } = await start(script);
    const about = { client_id: "nightly-report", client_secret: SECRET, scope: "orders.read", issuer: "", token_endpoint: endpoint };
    const drafts = [
      ...SPELLINGS.map((spelling) => ({ ...about, method: "client_secret_basic", spelling })),
      { ...about, client_id: "nightly-report-post", method: "client_secret_post" },
    ];
    for (const [index, made] of samplesOf(drafts).entries()) {
      const { method, spelling } = drafts[index];
      for (const id of ["requests", "authlib"]) {
        const own = join(folder, `${name}-${id}-${index}`);
        mkdirSync(own, { recursive: true });
        lay(made[id], own);
        const { code, stdout, stderr } = await ran("python", [made[id].file], { CLIENT_SECRET: SECRET }, own);
        const should = method === "client_secret_post" || takes.includes(spelling);
        const label = `${name}, ${id}: ${spelling ?? method}`;
        results.push({ label, wrong: (code === 0) === should ? undefined : `${should ? "no token" : "a token"}\n${stdout}${stderr}` });
      }
    }
    stop();
  }
  return results;
}
