// One request to every server that can be played: in the release build in Chromium, from the press until the answers are painted, and what 200 such
// presses leave behind in the module's memory.
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "../../scripts/browser.mjs";
import { installPackages } from "../../scripts/packages.mjs";
import { root } from "../../scripts/run.mjs";
import { files, listen } from "../../scripts/serve.mjs";
import { quantile } from "./clock.js";

/** Keys are made with the first press, and the allocator finds its size with the next. */
const FIRST = 20;
const PRESSES = 200;

export async function measure() {
  await installPackages("tests/e2e", "Playwright and axe");
  const playwright = createRequire(join(root, "tests/e2e/package.json"))("@playwright/test");
  const site = await listen(files(join(root, "dist")), 0);
  const browser = await playwright.chromium.launch({ executablePath: await chromium(), args: ["--no-sandbox", "--disable-gpu"] });
  const page = await browser.newPage();
  await page.addInitScript(keepMemory);
  await page.goto(`http://127.0.0.1:${site.address().port}/#/servers/answers`);
  const ask = page.getByRole("button", { name: "Ask them all" });
  await ask.waitFor();
  const first = await presses(page, ask, FIRST);
  const before = await page.evaluate(() => window.memory.buffer.byteLength);
  const took = await presses(page, ask, PRESSES);
  const after = await page.evaluate(() => window.memory.buffer.byteLength);
  const servers = (await page.getByRole("table", { name: "All answers" }).getByRole("row").count()) - 2;
  await browser.close();
  site.close();
  const median = quantile(took, 0.5);
  return {
    title: `One request to ${servers} servers: from the press until all answers are painted, ${PRESSES} presses`,
    head: ["", "first ms", "median ms", "slowest ms", "module MB before", "and after"],
    rows: [["all answers", ...[first[0], median, Math.max(...took)].map((time) => time.toFixed(0)), ...[before, after].map((octets) => (octets / 2 ** 20).toFixed(1))]],
    notes: ["The first press also makes the keys of all algorithms."],
    values: { allAnswers: median, allAnswersGrowth: (after / before - 1) * 100 },
  };
}

async function presses(page, button, count) {
  const took = [];
  for (let press = 0; press < count; press += 1) {
    const painted = page.evaluate(untilPainted);
    await button.click();
    took.push(await painted);
  }
  return took;
}

/** In the page: from the click until the frame after the one in which the button waits no more. */
function untilPainted() {
  return new Promise((done) => {
    let clicked;
    addEventListener("click", (event) => (clicked = event.timeStamp), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      const isReady = !document.querySelector("main .btn.go[aria-disabled]") && document.querySelector("#all-answers");
      if (clicked === undefined || !isReady) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - clicked)));
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true });
  });
}

/** In the page: keeps hold of the module's memory, which nothing else gives away. */
function keepMemory() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    window.memory ??= (made.instance ?? made).exports.memory;
    return made;
  };
}
