// How soon the page answers at all: in the release build in Chromium on a CPU four times slower, from a press of a button or key until the next
// frame is painted (Event Timing), for each button that runs something and for what readers press most beside that.
import { builtPage } from "./built-page.js";

const SLOWER = 4;
const [STEPS, FIELD] = [12, 6];
/** What the browser counts as one interaction with the reader. */
const KINDS = ["pointerdown", "pointerup", "click", "keydown", "keyup"];

const lesson = (route) => ({ route, press: "#run", result: "#happened, #sign-in" });
/** What is pressed where, and what is there when it has ended. */
const PRESSES = [
  ...Array.from({ length: STEPS }, (_, index) => lesson(`#/learn/${index + 1}`)),
  ...Array.from({ length: FIELD }, (_, index) => lesson(`#/field/${index + 1}`)),
  { route: "#/answer", press: "button:text('Ask all five')", result: "text=Of 5 servers" },
  { route: "#/compare", press: "button:text('Run all ten')", result: "text=10 of 10 claims hold." },
  { route: "#/build", press: "button:text('Send request')", result: "text=HTTP/1.1 200 OK" },
  { route: "#/decode", press: "button:text-is('Access token')", result: "text=nightly-report" },
  { route: "#/servers/keycloak", press: "button:text('Play Keycloak')", result: "text=Ask it for openid" },
  { route: "#/learn/1", press: "a:text('Compare') >> nth=0", result: "table", says: "from a lesson to the table" },
  { route: "#/learn/1", press: "button:has-text('Theme')", result: "html[data-theme]", says: "the theme" },
  { route: "#/learn/2", key: "Control+Enter", result: "#happened", says: "Run by its key" },
];

export async function measure() {
  const { url, browser, close } = await builtPage();
  const seen = [];
  for (const press of PRESSES) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    seen.push({ ...press, took: await pressed(context, url, press) });
    await context.close();
  }
  await close();
  return {
    title: `Next paint: from a press until the next frame, the slowest interaction, ${SLOWER} times slower CPU`,
    head: ["pressed", "ms"],
    rows: seen.map(({ route, says, took }) => [says ? `${route}, ${says}` : route, String(took)]),
    notes: ["The first press of a page, once it is quiet: the run makes the issuer and its keys too. The browser tells these times in steps of 8 ms."],
    values: { nextPaint: Math.max(...seen.map(({ took }) => took)) },
  };
}

/** The slowest interaction of one press, in milliseconds. */
async function pressed(context, url, { route, press, key, result }) {
  const page = await context.newPage();
  await page.addInitScript((kinds) => {
    window.slowest = 0;
    const observer = new PerformanceObserver((list) => window.noted(list));
    window.noted = (list) => {
      for (const { name, duration } of list.getEntries()) if (kinds.includes(name)) window.slowest = Math.max(window.slowest, duration);
    };
    observer.observe({ type: "event", durationThreshold: 16, buffered: true });
    observer.observe({ type: "first-input", buffered: true });
  }, KINDS);
  await page.goto(url + route);
  await page.locator(press ?? "#run").first().waitFor();
  await page.waitForLoadState("networkidle");
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  if (key) await page.keyboard.press(key);
  else await page.locator(press).first().click();
  await page.locator(result).first().waitFor({ timeout: 60_000 });
  // The entry of an interaction comes after its frame.
  await page.waitForFunction(() => window.slowest > 0, null, { timeout: 10_000 }).catch(() => {});
  return page.evaluate(() => window.slowest);
}
