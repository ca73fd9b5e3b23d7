// Takes the README's pictures of dist/, into tests/e2e/screenshots/. `make shots`; `node scripts/shots.mjs servers` takes one of them.
//
// Each is taken twice, and has to be the same twice: time stands still, nothing moves, and what is random comes from a fixed sequence. A
// picture shows no signature and no key, because the browser alone makes those.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { argv } from "node:process";
import { chromium as browserPath } from "./browser.mjs";
import { installPackages } from "./packages.mjs";
import { root, say, stop } from "./run.mjs";
import { files, listen } from "./serve.mjs";

const FOLDER = "tests/e2e/screenshots";
const NOW = "2026-11-30T09:00:00Z";
const VIEW = { width: 1280, height: 860 };

/** What somebody did before each picture was taken. */
const SHOTS = {
  async compare(page, open) {
    await open("#/compare");
    await page.getByRole("button", { name: /^Run all/ }).click();
    await page.getByText("10 of 10 claims hold.", { exact: true }).first().waitFor();
  },
  async lesson(page, open) {
    await open("#/learn/9");
    await page.getByRole("group", { name: "Predict" }).getByRole("radio").first().click();
    await page.getByRole("button", { name: "Lock in" }).click();
    await page.getByRole("button", { name: "Run experiment" }).first().click();
    await page.getByRole("heading", { name: "What arrived, at one glance" }).waitFor();
    await page.evaluate(() => scrollTo(0, 0));
  },
  async servers(page, open) {
    await open("#/servers");
    await page.getByRole("table", { name: "Products" }).getByRole("rowheader").first().waitFor();
    await page.evaluate(() => scrollTo(0, 345));
  },
};

/** Numbers that look random and are the same in every run (xorshift32). */
function repeatable() {
  let state = 0x6749;
  crypto.getRandomValues = (array) => {
    const octets = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let at = 0; at < octets.length; at += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      octets[at] = state;
    }
    return array;
  };
}

async function picture(browser, address, prepare) {
  const context = await browser.newContext({ viewport: VIEW, colorScheme: "light", reducedMotion: "reduce", locale: "en-GB", timezoneId: "UTC" });
  const page = await context.newPage();
  await page.clock.setFixedTime(NOW);
  await page.addInitScript(repeatable);
  await prepare(page, async (hash) => {
    await page.goto(`${address}${hash}`);
    await page.getByRole("button", { name: /^Theme/ }).waitFor();
  });
  await page.locator("main [aria-busy=true]").waitFor({ state: "detached" });
  await page.mouse.move(0, 0);
  const bytes = await page.screenshot({ animations: "disabled", caret: "hide" });
  await context.close();
  return bytes;
}

const asked = argv.slice(2);
const unknown = asked.find((name) => !(name in SHOTS));
if (unknown) stop(`There is no picture ${unknown}. The pictures: ${Object.keys(SHOTS).join(", ")}`);
await installPackages("tests/e2e", "Playwright and axe");
const { chromium } = createRequire(join(root, "tests/e2e/package.json"))("@playwright/test");
const browser = await chromium.launch({ executablePath: await browserPath(), args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
const server = await listen(files(join(root, "dist")), 0);
for (const name of asked.length > 0 ? asked : Object.keys(SHOTS)) {
  const take = () => picture(browser, `http://127.0.0.1:${server.address().port}/`, SHOTS[name]);
  const bytes = await take();
  if (!bytes.equals(await take())) stop(`The picture ${name} is another one each time.`);
  writeFileSync(join(root, FOLDER, `${name}.png`), bytes);
  say(`${FOLDER}/${name}.png, ${bytes.length} bytes`);
}
await browser.close();
server.closeAllConnections();
server.close();
