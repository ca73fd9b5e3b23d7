// Takes the measurements of tests/bench and holds them to their budgets. `node scripts/bench.mjs [NAME …]` takes only those.
//
// Each runs in a process of its own, one after the other. What else a machine does makes numbers worse and never better, so
// what misses a budget is measured again, and misses it when it does so three times.
import { fork } from "node:child_process";
import { join } from "node:path";
import { BUDGETS } from "../tests/bench/budgets.js";
import { installPackages } from "./packages.mjs";
import { root, say, since, stop } from "./run.mjs";

const FOLDER = "tests/bench";
/** The measurements in their order, each with what Node is started with for it. */
const MEASUREMENTS = {
  tokens: [],
  "in-flight": [],
  inspect: [],
  // Garbage is collected before each look. Room for young objects that grows at Node's discretion would hide what is kept.
  memory: ["--expose-gc", "--max-semi-space-size=1"],
  limits: ["--expose-gc", "--max-semi-space-size=1"],
  interaction: [],
  "next-paint": [],
  runs: [],
  "all-answers": [],
  opening: [],
  again: [],
  "first-receipt": [],
};
const ATTEMPTS = 3;

function taken(name) {
  const child = fork(join(root, FOLDER, "child.js"), [name], { execArgv: MEASUREMENTS[name] });
  process.on("exit", () => child.kill());
  let result;
  child.once("message", (message) => (result = message));
  return new Promise((done) => {
    child.once("exit", (code) => (result ? done(result) : stop(`The measurement ${name} ended with ${code} and without a result.`)));
  });
}

/** The first column to the left, numbers to the right. */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[0]))).join("   "));
}

/** A line for each budget that is about these values. */
function held(values) {
  return BUDGETS.filter(({ value }) => value in values).map(({ value, says, unit, least, below }) => {
    const is = values[value];
    const ok = least === undefined ? is < below : is >= least;
    const budget = least === undefined ? `below ${below}` : `at least ${least}`;
    return { ok, line: `${ok ? "held  " : "MISSED"}  ${says}: ${is.toFixed(2)}${unit} (${budget})` };
  });
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in MEASUREMENTS));
if (unknown) stop(`There is no measurement ${unknown}. The measurements: ${Object.keys(MEASUREMENTS).join(", ")}`);
await installPackages(FOLDER, "jose, oauth2-mock-server and oidc-provider");
const start = Date.now();
const missed = [];
for (const name of asked.length > 0 ? asked : Object.keys(MEASUREMENTS)) {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { title, head, rows, notes, values } = await taken(name);
    const lines = held(values);
    say(["", title, "", ...table([head, ...rows]), "", ...notes, "", ...lines.map(({ line }) => line)].join("\n"));
    if (lines.every(({ ok }) => ok)) break;
    if (attempt === ATTEMPTS) missed.push(name);
    else say(`\nMeasured again (${attempt + 1} of ${ATTEMPTS}): something else may have kept this machine busy.`);
  }
}
const verdict = `Measured in ${since(start)}, Node ${process.versions.node}.`;
if (missed.length > 0) stop(`\nA budget is missed in every attempt: ${missed.join(", ")}. ${verdict}`);
say(`\nEvery budget is held. ${verdict}`);
