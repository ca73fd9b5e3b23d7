// How the servers of PyPI are started: a script that writes where it answers in its first line, and ends when it is told to.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../run.mjs";
import { python } from "./pins.mjs";
import { CHARACTERS, SPELT } from "./vocabulary.mjs";

/** Starts servers/NAME.py with the rest of the arguments. Resolves to what it wrote, and what ends it. */
export async function started(name, ...args) {
  const script = join(root, "scripts/measure/servers", `${name}.py`);
  const child = spawn(python, [script, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const end = () => child.kill();
  process.once("exit", end);
  let [told, errors] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text) => (errors += text));
  const first = await new Promise((done, fail) => {
    child.once("exit", (code) => fail(new Error(`${name}.py ended with ${code}: ${errors.trim().split("\n").at(-1)}`)));
    child.stdout.setEncoding("utf8").on("data", (text) => {
      told += text;
      if (told.includes("\n")) done(told.split("\n", 1)[0]);
    });
  });
  const close = () => {
    process.removeListener("exit", end);
    child.removeAllListeners("exit").kill();
  };
  return { ...JSON.parse(first), close };
}

const own = (id, secret) => ({ id, secret });

/** The clients that each of these scripts has, by what the questions call them. */
export const clients = (method) => ({
  plain: own("m2m", "secret"),
  form: own(method ? "m2m-form" : "m2m", "secret"),
  spelt: own("spelt", SPELT),
  characters: Object.fromEntries(Object.entries(CHARACTERS).map(([name, secret]) => [name, own(name, secret)])),
});
