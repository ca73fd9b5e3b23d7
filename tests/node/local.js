// Starts the command as whoever uses it would, and ends it with the test.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const COMMAND = fileURLToPath(new URL("../../dist/local/command.mjs", import.meta.url));

/** What the command says and how it ends, when it ends by itself. */
export function ended(...args) {
  const { child, said } = start(args);
  return new Promise((done) => child.once("close", (code) => done({ code, ...said })));
}

/** A local issuer on a free port: what it says of itself, its lines so far, and `stop` for its end. */
export async function local(test, ...args) {
  const { child, said } = start(["--port", "0", "--json", ...args]);
  const closed = new Promise((done) => child.once("close", (code) => done(code)));
  test.after(() => child.kill("SIGKILL"));
  const lines = () => said.stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const first = await new Promise((done, fail) => {
    child.stdout.on("data", () => said.stdout.includes("\n") && done(lines()[0]));
    closed.then((code) => fail(new Error(`It ended with ${code}: ${said.stderr}`)));
  });
  return {
    ...first,
    requests: () => lines().slice(1),
    said,
    closed,
    stop: (signal) => {
      child.kill(signal);
      return closed;
    },
    client: (id) => first.clients.find(({ client_id }) => client_id === id),
  };
}

function start(args) {
  const child = spawn(process.execPath, [COMMAND, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"]) child[stream].setEncoding("utf8").on("data", (text) => (said[stream] += text));
  return { child, said };
}
