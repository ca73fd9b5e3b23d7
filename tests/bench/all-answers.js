// One request to every server that can be played: in the release build in Chromium, from the press until the answers are painted, and what 200 such
// presses leave behind in the module's memory.
import { builtPage, keepMemory, moduleOctets } from "./built-page.js";
import { quantile } from "./clock.js";

/** Keys are made with the first press, and the allocator finds its size with the next. */
const FIRST = 20;
const PRESSES = 200;

export async function measure() {
  const { url, browser, close } = await builtPage();
  const page = await browser.newPage();
  await page.addInitScript(keepMemory);
  await page.goto(`${url}#/servers/answers`);
  const ask = page.getByRole("button", { name: "Ask them all" });
  await ask.waitFor();
  const first = await presses(page, ask, FIRST);
  const before = await moduleOctets(page);
  const took = await presses(page, ask, PRESSES);
  const after = await moduleOctets(page);
  const servers = (await page.getByRole("table", { name: "All answers" }).getByRole("row").count()) - 2;
  await close();
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
