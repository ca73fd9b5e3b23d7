// What samples are run against: issuers with their own processes, and a server that writes down what it gets.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createIssuer } from "../../dist/grant-lab.js";
import { CONFIGURED, ISSUERS } from "./cases.js";

const COMMAND = fileURLToPath(new URL("../../dist/local/command.mjs", import.meta.url));

/** Starts every issuer of the cases. Gives their addresses by name, and how to end them. */
export async function startIssuers() {
  const folder = mkdtempSync(join(tmpdir(), "grant-lab-samples-"));
  const file = join(folder, "configuration.json");
  const lab = await createIssuer();
  const configuration = lab.configuration();
  lab.free();
  configuration.clients.push(...CONFIGURED);
  writeFileSync(file, JSON.stringify(configuration));
  const children = [];
  const start = async ([name, policies]) => {
    const child = spawn(process.execPath, [COMMAND, "--port", "0", "--json", "--config", file, ...policies], { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    process.once("exit", () => child.kill());
    let told = "";
    const first = await new Promise((done, fail) => {
      child.once("exit", (code) => fail(new Error(`The issuer ${name} ended with ${code}.`)));
      child.stdout.setEncoding("utf8").on("data", (text) => {
        told += text;
        if (told.includes("\n")) done(told.split("\n", 1)[0]);
      });
    });
    return [name, JSON.parse(first).issuer];
  };
  const issuers = Object.fromEntries(await Promise.all(Object.entries(ISSUERS).map(start)));
  const stop = () => {
    children.forEach((child) => child.removeAllListeners("exit").kill());
    rmSync(folder, { recursive: true });
  };
  return { issuers, stop };
}

/** A token endpoint that gives everybody a token and keeps what it was asked. */
export async function startRecorder() {
  const requests = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    requests.push({ method: request.method, url: request.url, headers: request.headers, form: [...new URLSearchParams(body)] });
    response.setHeader("content-type", "application/json").end('{"access_token":"recorded","token_type":"Bearer","expires_in":60}');
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  return { issuer, requests, stop: () => server.close() };
}
