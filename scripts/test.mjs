// Runs the stages of `make test`, in order, and says what each took. `node scripts/test.mjs [STAGE …]` runs only those.
//
// A stage that fails does not keep the others from running: one run shows everything that is wrong.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { chromedriver, chromium, webdriverSettings } from "./browser.mjs";
import { installPackages } from "./packages.mjs";
import { root, run, say, since, stop, which } from "./run.mjs";

const E2E = "tests/e2e";
/** How many end-to-end tests of a run may need a second try. */
const SECOND_TRIES = 2;
const NODE = "tests/node";

async function testsInRust(args, environment) {
  return run("cargo", ["test", "--locked", "--no-fail-fast", ...args], { env: environment });
}

let browserPath;
async function browser() {
  browserPath ??= await chromium();
  return browserPath;
}

const installBrowserPackages = () => installPackages(E2E, "Playwright and axe");

const stages = {
  async tools() {
    if (!which("npm")) stop("npm is missing. It comes with Node: https://nodejs.org");
    const result = await run("make", ["--no-print-directory", "tools"]);
    if (result.code !== 0) process.exit(1); // It has said why, and nothing else can run.
    return result;
  },
  lint: () => run("make", ["--no-print-directory", "lint"]),
  native: () => testsInRust(["--features", "software-crypto"]),
  async browser() {
    await installBrowserPackages(); // Playwright's Chromium is the last resort.
    const path = await browser();
    return testsInRust(["--target", "wasm32-unknown-unknown", "--test", "web_*"], {
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER: "wasm-bindgen-test-runner",
      CHROMEDRIVER: await chromedriver(path),
      WASM_BINDGEN_TEST_WEBDRIVER_JSON: webdriverSettings(path),
      WASM_BINDGEN_USE_BROWSER: "1",
    });
  },
  dist: () => run("make", ["--no-print-directory", "dist"]),
  async node() {
    await installPackages(NODE, "oauth4webapi and jose");
    const tests = readdirSync(join(root, NODE)).filter((name) => name.endsWith(".test.js"));
    return run("node", ["--test", "--test-reporter=spec", ...tests.map((name) => join(NODE, name))]);
  },
  size: () => run("make", ["--no-print-directory", "size"]),
  async e2e() {
    await installBrowserPackages();
    const path = await browser();
    return run("node", [join(E2E, "node_modules/@playwright/test/cli.js"), "test", "--config", E2E], { env: { CHROMIUM: path } });
  },
};

/** Adds up what the runners say of themselves: cargo's "test result" lines, and the last lines of Playwright and of Node. */
function count(output) {
  const plain = output.replaceAll(/\u001b\[[0-9;]*m/g, "");
  const add = (pattern) => [...plain.matchAll(pattern)].reduce((sum, found) => sum + Number(found[1]), 0);
  return {
    passed: add(/^test result: .*?(\d+) passed/gm) + add(/^ +(\d+) passed/gm) + add(/^[#ℹ] pass (\d+)/gm),
    failed: add(/^test result: .*?(\d+) failed/gm) + add(/^ +(\d+) failed/gm) + add(/^[#ℹ] fail (\d+)/gm),
    triedTwice: add(/^ +(\d+) flaky/gm),
  };
}

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in stages));
if (unknown) stop(`There is no stage ${unknown}. The stages: ${Object.keys(stages).join(", ")}`);
const start = Date.now();
const results = [];
for (const name of asked.length > 0 ? asked : Object.keys(stages)) {
  say(`\n== ${name}`);
  const began = Date.now();
  const { code, output } = await stages[name]();
  const counted = count(output);
  results.push({ name, ok: code === 0 && counted.triedTwice <= SECOND_TRIES, took: since(began), ...counted });
}
say("\nstage      result   took");
for (const { name, ok, took, passed, failed, triedTwice } of results) {
  const again = triedTwice > 0 ? `, ${triedTwice} only at a second try (at most ${SECOND_TRIES} may)` : "";
  const tests = passed + failed + triedTwice > 0 ? `   ${passed} tests passed, ${failed} failed${again}` : "";
  say(`${name.padEnd(10)} ${ok ? "passed" : "FAILED"}   ${took}${tests}`);
}
const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
const broken = results.filter((result) => !result.ok).length;
say(`${total("passed")} passed, ${total("failed")} failed; ${results.length - broken} of ${results.length} stages passed in ${since(start)}.`);
process.exit(broken > 0 ? 1 : 0);
