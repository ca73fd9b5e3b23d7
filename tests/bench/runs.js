// What a page keeps of many runs: in the release build in Chromium, step 2 run and reset 2,000 times without a reload.
import { builtPage, keepMemory, moduleOctets } from "./built-page.js";

const STEP = "#/learn/2";
/** After how many runs is looked; growth is told from the first. */
const LOOKS = [50, 500, 1000, 2000];

export async function measure() {
  const { url, browser, close } = await builtPage();
  const page = await browser.newPage();
  await page.addInitScript(keepMemory);
  await page.goto(`${url}${STEP}`);
  await page.locator("#run").waitFor();
  await page.waitForLoadState("networkidle");
  const devtools = await page.context().newCDPSession(page);
  const seen = [];
  let ran = 0;
  for (const runs of LOOKS) {
    await page.evaluate(repeated, runs - ran);
    ran = runs;
    await devtools.send("HeapProfiler.collectGarbage");
    const { usedSize, embedderHeapUsedSize } = await devtools.send("Runtime.getHeapUsage");
    const { nodes } = await devtools.send("Memory.getDOMCounters");
    const module = await moduleOctets(page);
    seen.push({ runs, scripts: usedSize, document: embedderHeapUsedSize, module, nodes });
  }
  await close();
  const all = ({ scripts, document, module }) => scripts + document + module;
  const mb = (octets) => (octets / 1e6).toFixed(2);
  return {
    title: `Runs in one page: what it keeps after ${LOOKS.at(-1)} of step 2, each reset`,
    head: ["runs", "scripts MB", "document MB", "module MB", "all MB", "nodes"],
    rows: seen.map((look) => [String(look.runs), mb(look.scripts), mb(look.document), mb(look.module), mb(all(look)), String(look.nodes)]),
    notes: ["After a collection of garbage. The module's memory never becomes less, so it holds the most that was needed at once."],
    values: { runsGrowth: all(seen.at(-1)) / all(seen[0]) },
  };
}

/** In the page: runs and resets as often as told, each when the page shows that the one before has ended. */
async function repeated(count) {
  const until = (is) =>
    new Promise((done) => {
      const look = () => is() && (observer.disconnect(), done());
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true });
      look();
    });
  const happened = () => document.querySelector("#happened");
  const reset = [...document.querySelectorAll(".run-bar button")].find((button) => button.id !== "run");
  for (let run = 0; run < count; run += 1) {
    document.querySelector("#run").click();
    await until(happened);
    reset.click();
    await until(() => !happened());
  }
}
