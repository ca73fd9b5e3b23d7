// How long a reader waits after the click on Run: in the release build in Chromium, from the click until the result is painted, for
// each step of the walkthrough.
import { builtPage } from "./built-page.js";
import { quantile } from "./clock.js";

const STEPS = 12;
const RUNS = 9;
/** What a run ends with: the section that says what happened, or the card that asks the person. */
const RESULT = "#happened, #sign-in";

export async function measure() {
  const { url, browser, close } = await builtPage();
  const steps = [];
  for (let step = 1; step <= STEPS; step += 1) {
    const page = await browser.newPage();
    await page.goto(`${url}#/learn/${step}`);
    const run = page.locator("#run");
    await run.hover(); // A reader's pointer is there before the click, and the second part of the module comes with it.
    await page.waitForLoadState("networkidle");
    steps.push({ step, took: await runs(page, run) });
    await page.close();
  }
  await close();
  const later = steps.flatMap(({ took }) => took.slice(1));
  return {
    title: `Interaction to next paint: a click on Run until its result is painted, ${RUNS} runs of each step`,
    head: ["step", "first ms", "median ms", "slowest ms"],
    rows: steps.map(({ step, took: [first, ...others] }) => [
      String(step),
      ...[first, quantile(others, 0.5), Math.max(...others)].map((time) => time.toFixed(0)),
    ]),
    notes: [
      "The first run of a page also makes the issuer and its keys. Step 11 ends with the card that asks the person, step 12 runs",
      "the ten cells of the table twice.",
    ],
    values: { interaction: quantile(later, 0.98), firstInteraction: Math.max(...steps.map(({ took }) => took[0])) },
  };
}

/** The times of some runs of one step, each after a reset, in milliseconds. */
async function runs(page, run) {
  const took = [];
  for (let count = 0; count < RUNS; count += 1) {
    const painted = page.evaluate(untilPainted, RESULT);
    await run.click();
    took.push(await painted);
    await page.getByRole("button", { name: /^Reset/ }).last().click();
    await page.locator(RESULT).waitFor({ state: "detached" });
  }
  return took;
}

/** In the page: from the click, by its own time stamp, to the frame after the one in which `result` is there. */
function untilPainted(result) {
  return new Promise((done) => {
    let clicked;
    addEventListener("click", (event) => (clicked = event.timeStamp), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      if (clicked === undefined || !document.querySelector(result)) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - clicked)));
    });
    observer.observe(document.body, { childList: true, subtree: true });
  });
}
