// Firefox, driven by puppeteer-core over WebDriver BiDi.
import { createRequire } from "node:module";
import { join } from "node:path";
import { installPackages } from "../packages.mjs";
import { root, which } from "../run.mjs";

const FOLDER = "tests/browsers";

export const NAME = "Firefox";
export const LACKING = "Debian: apt install firefox-esr; FIREFOX names another one";

/** Starts it; nothing where this machine has none. What its pages can do is what `open` gives. */
export async function launch() {
  const executablePath = [process.env.FIREFOX, "firefox-esr", "firefox"].filter(Boolean).map(which).find(Boolean);
  if (!executablePath) return undefined;
  await installPackages(FOLDER, "puppeteer-core");
  const { default: puppeteer } = await import(createRequire(join(root, FOLDER, "package.json")).resolve("puppeteer-core"));
  const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
  return { version: await browser.version(), open: async () => opened(await browser.newPage()), close: () => browser.close() };
}

/** A page: expressions are asked of it, or of the frame that was entered last, and may be promises. */
function opened(page) {
  let frame = page;
  return {
    go: (url) => page.goto(url),
    ask: (expression) => frame.evaluate(expression),
    press: async (expression) => (frame === page ? (await frame.evaluateHandle(expression)).click() : frame.evaluate(`${expression}.then((found) => found.click())`)),
    // Puppeteer asks more than Firefox 140 answers for the page of a frame, and for where in it something is to be pressed.
    async enter(expression) {
      const src = await frame.evaluate(`${expression}.then((found) => found.src)`);
      frame = await page.waitForFrame((one) => one.url() === src);
    },
    leave: () => (frame = page),
    close: () => page.close(),
  };
}
