// What every end-to-end test stands on: dist/ behind a server that is as strict as the strictest host, and a page that
// lets nothing pass unseen.
//
// A test fails when the page writes anything to the console, throws, breaks its Content Security Policy, gets an answer
// of 400 or above, loses a request, or asks for anything but its own files. A test about such a failure says what it
// expects in `noise`, and then has to see it.
import { expect, test as base } from "@playwright/test";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { files, listen } from "../../scripts/serve.mjs";

/** The release build. */
export const dist = join(fileURLToPath(new URL("../..", import.meta.url)), "dist");

/** The files of the module that only what runs an experiment needs, or everything that does. */
export const RUN = /[_-]run(-tools)?\.wasm$/;

/** Where the page lies: deep, and not at the root. */
export const PREFIX = "/some/deep/path/";

/** Serves dist/ at PREFIX and answers 404 to everything else; resolves to the page's address. */
async function serve(options) {
  const server = await listen(files(dist, { prefix: PREFIX, ...options }), 0);
  return {
    url: `http://127.0.0.1:${server.address().port}${PREFIX}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

/** What Playwright writes into the page’s console where it registers no worker in the browser’s place. */
const NO_WORKER = "Service Worker registration blocked by Playwright";

/** Collects everything about a page that a visitor's browser would complain about. */
export async function listenForNoise(page, url) {
  const heard = [];
  page.on("console", (message) => {
    if (message.text() !== NO_WORKER) heard.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => heard.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) heard.push(`request outside the page: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // What leaving or reloading the page cuts short is nothing that a visitor's browser would complain about.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") heard.push(`request failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) heard.push(`status ${response.status()}: ${response.url()}`);
  });
  await page.exposeFunction("reportViolation", (text) => heard.push(`policy violation: ${text}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      window.reportViolation(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  return heard;
}

export const test = base.extend({
  // Changes to how the site is served; see `files` in scripts/serve.mjs.
  serving: [{}, { option: true }],
  // What the page may complain about: regular expressions, each of which has to be met.
  noise: [{ expected: [] }, { option: true }],

  site: async ({ serving }, use) => {
    const site = await serve(serving);
    await use(site.url);
    await site.close();
  },

  page: async ({ page, site, noise }, use) => {
    const heard = await listenForNoise(page, site);
    await use(page);
    const unexpected = heard.filter((line) => !noise.expected.some((pattern) => pattern.test(line)));
    expect(unexpected, "what the browser complained about").toEqual([]);
    for (const pattern of noise.expected) expect(heard.join("\n"), "a complaint that the test expects").toMatch(pattern);
  },

  // Opens a route ("#/build") in the page and waits until the app has taken over from the static text.
  open: async ({ page, site }, use) => {
    await use(async (route = "", { search = "", started = true } = {}) => {
      await page.goto(`${site}${search}${route}`);
      if (started) await hasStarted(page);
    });
  },
});

/** Waits until the app has replaced the static text, and the screen the sign that it waits for its own. */
export async function hasStarted(page) {
  await expect(page.getByRole("button", { name: /^Theme/ })).toBeVisible();
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
}

/** Presses Tab until the named element has the focus, as somebody without a mouse would. */
export async function tabTo(page, locator, { limit = 120 } = {}) {
  for (let presses = 0; presses < limit; presses++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${limit} times Tab did not reach ${locator}`);
}

/** Ticks these options of the prediction and locks it in, without a mouse. */
export async function predictByKeyboard(page, names) {
  for (const name of names) {
    const box = page.getByRole("group", { name: "Predict" }).getByRole("checkbox", { name });
    await tabTo(page, box);
    await page.keyboard.press("Space");
    await expect(box).toBeChecked();
  }
  await tabTo(page, page.getByRole("button", { name: "Lock in" }));
  await page.keyboard.press("Enter");
}

export { expect };
