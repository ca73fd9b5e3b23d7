// Finds the Chromium and the chromedriver that the tests use, or gets them, and says which.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { numbers, root, run, say, stop, which } from "./run.mjs";

const NAMES = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];
const PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];
const DRIVER_PLACES = ["/usr/lib/chromium/chromedriver", "/usr/lib/chromium-browser/chromedriver"];

const quiet = { log: "target/setup/browser.log" };
const version = async (program) => (await run(program, ["--version"], quiet)).output.trim().split("\n").pop();

function isDebianRoot() {
  const isDebian = existsSync("/etc/debian_version") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
  return isDebian && process.getuid?.() === 0 && which("apt-get") !== undefined;
}

async function installFromDebian(packages) {
  say(`Installing Debian's ${packages.join(" and ")} (about 1 minute).`);
  const options = { log: "target/setup/apt.log", env: { DEBIAN_FRONTEND: "noninteractive" } };
  await run("apt-get", ["update"], options);
  const done = await run("apt-get", ["install", "-y", "--no-install-recommends", ...packages], options);
  if (done.code !== 0) say(`apt-get could not install them: ${done.output.trim().split("\n").pop()}`);
}

function findChromium() {
  const asked = process.env.CHROMIUM;
  if (asked) return which(asked) ?? (existsSync(asked) ? asked : stop(`CHROMIUM names ${asked}, which is not there.`));
  return NAMES.map(which).find(Boolean) ?? PLACES.find(existsSync);
}

/** The path of a Chromium. */
export async function chromium() {
  let found = findChromium();
  if (!found && isDebianRoot()) {
    await installFromDebian(["chromium", "chromium-driver"]);
    found = findChromium();
  }
  if (!found) {
    say("No Chromium on this machine; fetching Playwright's own (about 1 minute).");
    const require = createRequire(join(root, "tests/e2e/package.json"));
    const cli = join(root, "tests/e2e/node_modules/playwright/cli.js");
    const done = await run("node", [cli, "install", "chromium"], quiet);
    if (done.code !== 0) stop(`No Chromium could be found or fetched. Install one, or set CHROMIUM to its path.`);
    found = require("@playwright/test").chromium.executablePath();
  }
  say(`Chromium: ${found} (${await version(found)})`);
  return found;
}

function findDriver() {
  const asked = process.env.CHROMEDRIVER;
  if (asked) return which(asked) ?? (existsSync(asked) ? asked : stop(`CHROMEDRIVER names ${asked}, which is not there.`));
  return which("chromedriver") ?? DRIVER_PLACES.find(existsSync);
}

/** The path of a chromedriver for `browser`, whose major version must be the same. */
export async function chromedriver(browser) {
  let found = findDriver();
  if (!found && isDebianRoot()) {
    await installFromDebian(["chromium-driver"]);
    found = findDriver();
  }
  const major = numbers(await version(browser))[0];
  if (!found) stop(`The browser tests in Rust need chromedriver ${major}, and there is none. Install it, or set CHROMEDRIVER to its path.`);
  const line = await version(found);
  if (numbers(line)[0] !== major) stop(`${found} is ${line}, but Chromium is version ${major}: the two must match. Set CHROMEDRIVER to one that does.`);
  say(`chromedriver: ${found} (${line.split(" (")[0]})`);
  return found;
}

/** Writes the settings of wasm-bindgen's test runner, which name the browser's path, and returns their path. */
export function webdriverSettings(browser) {
  const path = join(root, "target/webdriver.json");
  mkdirSync(join(root, "target"), { recursive: true });
  const options = { binary: browser, args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] };
  writeFileSync(path, `${JSON.stringify({ "goog:chromeOptions": options }, null, 2)}\n`);
  return path;
}
