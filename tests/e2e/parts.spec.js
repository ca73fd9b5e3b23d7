// The module comes in parts: what a reader is told where one does not come, and that another try goes on from there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LATER, ahead } from "../../scripts/size.mjs";
import { RUN, dist, expect, hasStarted, test } from "./site.js";

const FIRST = /_first\.wasm$/;
const runButton = (page) => page.getByRole("button", { name: /^Run experiment/ }).first();

/** The octets of a built file, by the address that asks for it. */
const octets = (url) => readFileSync(join(dist, new URL(url).pathname.split("/").pop()));
/** What a host sends that answers every address with its start page. */
const PAGE = { status: 200, contentType: "text/html; charset=utf-8", body: "<!doctype html><title>Sign in</title>" };
const cutShort = (route) => {
  const body = octets(route.request().url());
  return route.fulfill({ status: 200, contentType: "application/wasm", body: body.subarray(0, body.length >> 1) });
};
/** A connection that ends in the middle, as the browser reports it. */
const REFUSED = [/request failed: .*\.wasm/, /console error: Failed to load resource/];
const GONE = [/status 404: .*\.wasm/, /console error: Failed to load resource/];

const FAILURES = [
  { name: "is blocked", answer: (route) => route.abort(), told: /could not load a file of this page \(.+\)/, noise: REFUSED },
  { name: "is not there", answer: (route) => route.fulfill({ status: 404, body: "Not here." }), told: /answered 404 for .*\.wasm.* may have been updated on its host.*reload it.*For site owners.*revalidated/, noise: GONE },
  { name: "is cut short", answer: cutShort, told: /\.wasm, which this page needs, came incomplete or changed\..*For site owners/ },
  { name: "is a web page", answer: (route) => route.fulfill(PAGE), told: /answered a web page in place of .*\.wasm.*sign in first.*For site owners/ },
];

for (const { name, answer, told, noise = [] } of FAILURES) {
  test.describe(`where the part that runs ${name}`, () => {
    test.use({ noise: { expected: noise } });

    test("the page says so, and another try goes on with the run", async ({ page, open }) => {
      let fails = true;
      await page.route(RUN, (route) => (fails ? answer(route) : route.continue()));
      let asked = 0;
      page.on("request", (request) => (asked += RUN.test(request.url()) ? 1 : 0));
      await open("#/learn/1");
      // It was to come by itself, and is asked for again by who presses.
      await expect(page.getByRole("alert")).toContainText(told);
      const before = asked;
      await runButton(page).click();
      await expect.poll(() => asked).toBeGreaterThan(before);
      await expect(page.getByRole("alert")).toContainText(told);
      await expect(runButton(page)).not.toHaveAttribute("aria-disabled");
      fails = false;
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
    });

    test("a screen says so, and another try shows it", async ({ page, open }) => {
      let fails = true;
      await page.route(RUN, (route) => (fails ? answer(route) : route.continue()));
      await open("#/compare", { started: false });
      await expect(page.getByRole("alert")).toContainText(told);
      fails = false;
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(page.getByRole("table")).toBeVisible();
      await expect(page.getByRole("alert")).toHaveCount(0);
    });
  });

  test.describe(`where the first part ${name}`, () => {
    test.use({ noise: { expected: noise } });

    test("the page says so above its text, and reloading starts it", async ({ page, open }) => {
      await page.route(FIRST, answer);
      await open("", { started: false });
      await expect(page.getByRole("alert")).toContainText(told);
      await expect(page.getByRole("alert")).toContainText("Reload to try again.");
      await expect(page.getByRole("table").getByRole("row")).toHaveCount(6);
      await page.unroute(FIRST);
      await page.reload();
      await hasStarted(page);
    });
  });
}

/** What a host can do wrong with a script, and what a reader of its page is told of it. */
const SCRIPT = { status: 200, contentType: "text/javascript" };
const NO_SCRIPT = /console error: Failed to load module script/;
const SCRIPTS = [
  { name: "is gone, because index.html is older than the files beside it", file: /parts-\w+\.js$/, answer: { status: 404, body: "" }, told: /answered 404 for parts-\w+\.js, .*older than the files on its host.*have index\.html revalidated\. Reload/, noise: [/status 404: .*\.js/, /Failed to load resource/] },
  { name: "is a web page", file: /parts-\w+\.js$/, answer: PAGE, told: /answered a web page in place of parts-\w+\.js, .*For site owners: .*answer no page/, noise: [NO_SCRIPT] },
  { name: "is sent under another type", file: /parts-\w+\.js$/, answer: { ...SCRIPT, contentType: "text/plain", body: "export {};" }, told: /sent parts-\w+\.js, which this page needs, as “text\/plain”.*send scripts as text\/javascript/, noise: [NO_SCRIPT] },
  { name: "is cut short", file: /grant-lab-\w+\.js$/, answer: { ...SCRIPT, body: "export const a = {" }, told: /The file grant-lab-\w+\.js, which this page needs, came incomplete or changed\. For site owners/, noise: [] },
];

for (const { name, file, answer, told, noise } of SCRIPTS) {
  test.describe(`where a script ${name}`, () => {
    test.use({ noise: { expected: noise } });

    test("the page says so, with what its host can do, and reloading starts it", async ({ page, open }) => {
      await page.route(file, (route) => route.fulfill(answer));
      await open("", { started: false });
      await expect(page.getByRole("alert")).toContainText(told);
      await page.unroute(file);
      await page.reload();
      await hasStarted(page);
    });
  });
}

const WORDS = /content\/en\/quiz\.json$/;
const OLD = { status: 200, contentType: "application/json", body: JSON.stringify({ questions: [] }) };

test("an old file in the browser's cache is asked for once more, past the cache", async ({ page, open }) => {
  let asked = 0;
  await page.route(WORDS, (route) => (asked++ ? route.continue() : route.fulfill(OLD)));
  await open("#/quiz/1");
  await expect(page.getByRole("radio").first()).toBeVisible();
  expect(asked).toBe(2);
});

for (const [name, answer, told] of [
  ["of another version", OLD, /quiz\.json of this page is of another version than the page, or came incomplete \(.+\)\. Reload to try again\. For site owners: .*revalidated/],
  ["a web page", PAGE, /answered a web page in place of \.\/content\/en\/quiz\.json.*For site owners/],
]) {
  test(`a file that is ${name} on its host is told, with what the host can do`, async ({ page, open }) => {
    await page.route(WORDS, (route) => route.fulfill(answer));
    await open("#/quiz/1", { started: false });
    await expect(page.getByRole("alert")).toContainText(told);
  });
}

for (const [part, pattern, contentType] of [
  ["the first part", FIRST, "application/wasm; charset=utf-8"],
  ["the part that runs", RUN, "application/octet-stream"],
]) {
  test(`${part} works as ${contentType}, which no engine compiles while it comes`, async ({ page, open }) => {
    await page.route(pattern, (route) => route.fulfill({ status: 200, contentType, body: octets(route.request().url()) }));
    await open("#/learn/1");
    await runButton(page).click();
    await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  });
}

test.describe("where the server never answers", () => {
  test("for the part that runs, the page says so after a while, and another try goes on with the run", async ({ page, open }) => {
    // Who asks while the server is silent is answered when it speaks again: what will be sent is drawn with the same part, and may have asked
    // for it once more before the reader does.
    let unanswered = [];
    await page.clock.install();
    await page.route(RUN, (route) => (unanswered ? unanswered.push(route) : route.continue()));
    await open("#/learn/1");
    await runButton(page).click();
    await expect(runButton(page)).toHaveAttribute("aria-disabled", "true");
    await page.clock.fastForward("00:21");
    await expect(page.getByRole("alert")).toContainText(/did not answer in time for .*\.wasm/);
    const asked = unanswered;
    unanswered = undefined;
    await Promise.all(asked.map((route) => route.continue()));
    // Then nothing may be left to press.
    const happened = page.getByRole("heading", { name: "What happened" });
    await page.getByRole("button", { name: "Try again" }).or(happened).first().click();
    await expect(happened).toBeVisible();
  });

  test("for the first part, the page says so after a while", async ({ page, open }) => {
    await page.clock.install();
    await page.route(FIRST, () => {});
    await open("", { started: false });
    await expect(page.locator("#boot-note")).toBeHidden();
    // Waiting begins when the loader runs, which nothing on the page shows.
    await expect(async () => {
      await page.clock.fastForward("00:21");
      await expect(page.getByRole("alert")).toContainText(/did not answer in time for .*_first\.wasm/, { timeout: 200 });
    }).toPass();
  });
});

test("what runs comes by itself when the lesson is there, each file once", async ({ page, open }) => {
  const asked = [];
  page.on("request", (request) => LATER.test(request.url()) && asked.push(request.url().split("/").pop()));
  await open();
  await page.waitForLoadState("networkidle");
  expect(asked.sort()).toEqual(ahead().filter((name) => LATER.test(name)).sort());
  await runButton(page).click();
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  expect(asked.filter((name, index) => asked.indexOf(name) !== index)).toEqual([]);
});

test.describe("where the part that draws messages does not come", () => {
  test.use({ noise: { expected: REFUSED } });

  test("what came back is shown all the same, the page says what is missing, and another try shows it", async ({ page, open }) => {
    let fails = true;
    let asked = 0;
    await page.route(/_(areas-)?messages\.wasm$/, (route) => {
      asked += 1;
      return fails ? route.abort() : route.continue();
    });
    await open("#/learn/1");
    // It was to come by itself, for the request that will be sent.
    await expect(page.getByRole("alert")).toContainText("could not load a file of this page");
    const before = asked;
    await runButton(page).click();
    await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
    await expect.poll(() => asked).toBeGreaterThan(before);
    await expect(page.getByRole("alert")).toContainText("could not load a file of this page");
    fails = false;
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { name: "Exchange" })).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});

test("where somebody saves data it comes with the first sign of a reader", async ({ page, open }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  const asked = [];
  page.on("request", (request) => LATER.test(request.url()) && asked.push(request.url()));
  await open();
  await page.waitForLoadState("networkidle");
  expect(asked).toEqual([]);
  const coming = page.waitForResponse(RUN);
  await page.keyboard.press("Tab");
  await coming;
  await runButton(page).click();
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
});

test.describe("in a frame whose sandbox gives it no origin", () => {
  test.use({ noise: { expected: [/blocked by CORS policy/, /request failed: .*\.(js|wasm)/, /console error: Failed to load resource/] } });

  test("the page says what the frame needs", async ({ page, site }) => {
    await page.route(`${site}around.html`, (route) =>
      route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Docs</title><iframe sandbox="allow-scripts" src="${site}"></iframe>` }),
    );
    await page.goto(`${site}around.html`);
    const lab = page.frameLocator("iframe");
    await expect(lab.getByRole("alert")).toContainText("add allow-same-origin to the frame's sandbox");
    await expect(lab.getByRole("table").getByRole("row")).toHaveCount(6);
  });
});
