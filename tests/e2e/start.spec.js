// Starting up: the page as its host serves it, before, with and without the module.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ahead, firstLoad } from "../../scripts/size.mjs";
import { violations } from "./axe.js";
import { go } from "./routes.js";
import { RUN, dist, expect, hasStarted, tabTo, test } from "./site.js";

const ROUTES = ["#/learn/1", "#/answer", "#/compare", "#/build", "#/decode", "#/issuer"];

test("the first screen is the first step, and the static text is gone", async ({ page, open }) => {
  await open();
  await expect(page).toHaveTitle(/Who is calling\?.*Grant Lab/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Who is calling\?/);
  await expect(page.getByRole("heading", { name: "The misconception" })).toHaveCount(0);
});

test("every file that a visit needs is asked for once, and nothing else", async ({ page, site, open }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url().slice(site.length)));
  await open();
  await page.getByRole("button", { name: /^Run experiment/ }).first().waitFor();
  await page.waitForLoadState("networkidle");
  await expect.poll(() => asked, "last of all, what would keep the page for visits without a network").toContain("offline.js");
  const names = [...firstLoad(), ...ahead(), "offline.js"].map((name) => (name === "index.html" ? "" : name));
  expect(asked.sort()).toEqual(names.sort());
});

for (const hash of ["#/answer", "#/compare", "#/build", "#/decode", "#/quiz"]) {
  test(`${hash} says what it waits for, and is there when its part has come`, async ({ page, open }) => {
    let release;
    const held = new Promise((done) => (release = done));
    await page.route(RUN, async (route) => {
      await held;
      await route.continue();
    });
    await open(hash, { started: false });
    await expect(page.locator("main [aria-busy=true] h1")).toBeVisible();
    release();
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
    await expect(page.locator("main h1")).toBeVisible();
  });
}

test("a run that waits for its part says so, and is dropped when its step was left", async ({ page, open }) => {
  let release;
  const held = new Promise((done) => (release = done));
  await page.route(RUN, async (route) => {
    await held;
    await route.continue();
  });
  await open("#/learn/1");
  const run = page.getByRole("button", { name: /^Run experiment/ }).first();
  await expect(run).not.toHaveAttribute("aria-disabled");
  await run.click();
  await expect(run).toHaveAttribute("aria-disabled", "true");
  await page.getByRole("link", { name: /^Next step/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(/Who is calling/);
  await expect(run).not.toHaveAttribute("aria-disabled");
  await page.getByRole("combobox", { name: /^openid/ }).selectOption({ label: "Echo" });
  await run.click();
  await expect(page.getByRole("status"), "said when it is in force").toBeEmpty();
  await expect(run).toHaveAttribute("aria-disabled", "true");
  release();
  const happened = page.getByRole("heading", { name: "What happened" });
  await expect(happened).toBeVisible();
  await expect(page.getByRole("region", { name: "Issuer", exact: true })).toContainText("Changed from default: openid");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/Who is calling/);
  await expect(run).not.toHaveAttribute("aria-disabled");
  await expect(happened).toHaveCount(0);
});

test("it starts at index.html too, and a route behind it stays there", async ({ page, site }) => {
  await page.goto(`${site}index.html`);
  await hasStarted(page);
  await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Build" }).click();
  await expect(page).toHaveURL(`${site}index.html#/build`);
});

test("a query does not disturb it", async ({ page, open }) => {
  await open("#/compare", { search: "?from=mail" });
  await expect(page.getByRole("table")).toBeVisible();
});

test.describe("while the module is on its way", () => {
  /** Opens a route while no module comes; resolves to what lets it come. */
  const opened = async (page, address) => {
    let release;
    const held = new Promise((done) => (release = done));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(address);
    return release;
  };
  /** Where things on the screen are. */
  const boxes = (page) => {
    const seen = ["header.top", ".strip", ".ticks", "h1", ".copy > p:nth-of-type(1)", ".copy > p:nth-of-type(2)", "#run", "#run-dock", ".still h2"];
    const find = (all) => {
      const boxes = all.map((one) => [one, document.querySelector(one).getBoundingClientRect().toJSON()]);
      return Object.fromEntries(boxes.filter(([, { top, width }]) => width > 0 && top < innerHeight));
    };
    return page.evaluate(find, seen);
  };

  for (const width of [360, 768, 1280]) {
    test(`the first step stands there, ${width} px wide, and nothing of it moves when it comes to life`, async ({ page, site }) => {
      await page.setViewportSize({ width, height: 800 });
      const release = await opened(page, site);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who is calling?");
      await expect(page.getByRole("button", { name: "Run experiment" })).toBeInViewport({ ratio: 1 });
      expect(await violations(page)).toEqual([]);
      const before = await boxes(page);
      release();
      await hasStarted(page);
      expect(await boxes(page)).toEqual(before);
    });
  }

  for (const [how, press] of [
    ["a click", (page) => page.getByRole("button", { name: "Run experiment" }).click()],
    ["its key", (page) => page.keyboard.press("Control+Enter")],
  ]) {
    test(`Run by ${how} says that the page gets ready, and runs then`, async ({ page, site }) => {
      const release = await opened(page, site);
      await press(page);
      await expect(page.getByRole("button", { name: "Getting ready" })).toHaveAttribute("aria-disabled", "true");
      await expect(page.getByRole("status")).toHaveText("Getting ready");
      release();
      await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
      await expect(page.getByRole("banner")).toContainText("1 of 12 steps run");
    });
  }

  test("a press that is not over when the step comes to life counts, once", async ({ page, site }) => {
    const release = await opened(page, site);
    await page.getByRole("button", { name: "Run experiment" }).hover();
    await page.mouse.down();
    release();
    await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
    await page.mouse.up();
    await go(page, "#/issuer/log");
    await expect(page.getByText("POST /token")).toHaveCount(1);
  });

  test("whoever has gone on before that is shown where they went, and nothing runs", async ({ page, site }) => {
    const release = await opened(page, site);
    await page.getByRole("button", { name: "Run experiment" }).click();
    await page.getByRole("link", { name: /^Next step/ }).first().click();
    await expect(page.getByRole("button", { name: "Getting ready" })).toBeHidden();
    release();
    await hasStarted(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("One request, one grant type");
    await expect(page.getByRole("button", { name: /^Run experiment/ }).first()).not.toHaveAttribute("aria-disabled");
    await expect(page.getByRole("banner")).not.toContainText("1 of 12 steps run");
  });

  test("the button that has the focus keeps it", async ({ page, site }) => {
    const release = await opened(page, site);
    await tabTo(page, page.locator("#run"));
    release();
    await hasStarted(page);
    await expect(page.locator("#run")).toBeFocused();
  });

  test("elsewhere the page says what it is, and the table of the document is there", async ({ page, site }) => {
    const release = await opened(page, `${site}#/compare`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/OAuth client credentials/);
    await expect(page.getByRole("table").getByRole("row")).toHaveCount(6);
    await expect(page.getByRole("rowheader", { name: "Who is the subject?" })).toBeVisible();
    const before = await page.locator("header.top").boundingBox();
    release();
    await hasStarted(page);
    expect(await page.locator("header.top").boundingBox(), "the header does not move").toEqual(before);
  });

  test("the change to the live page shifts nothing", async ({ page, open }) => {
    await page.addInitScript(() => {
      window.shifted = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifted += entry.value))).observe({
        type: "layout-shift",
        buffered: true,
      });
    });
    await open();
    await page.getByRole("button", { name: /^Run experiment/ }).first().waitFor();
    // What will be sent is drawn after the rest, in the place that was kept for it.
    await page.locator(".upcoming .msg").waitFor();
    expect(await page.evaluate(() => window.shifted)).toBeLessThanOrEqual(0.02);
  });
});

test.describe("without JavaScript", () => {
  // The browser refuses the scripts that the page names for loading ahead.
  test.use({ javaScriptEnabled: false, noise: { expected: [/request failed: .*\.js csp/] } });

  test("the text says that it is off and is complete", async ({ page, site }) => {
    await page.goto(site);
    await expect(page.getByText(/JavaScript is off/)).toBeVisible();
    await expect(page.getByRole("table").getByRole("row")).toHaveCount(6);
  });
});

test.describe("where the glue is missing", () => {
  test.use({ noise: { expected: [/status 404: .*\.js/, /console error: Failed to load resource/] } });

  test("the page says so", async ({ page, open }) => {
    await page.route(/grant-lab-.*\.js$/, (route) => route.fulfill({ status: 404, body: "Not here." }));
    await open("", { started: false });
    await expect(page.getByRole("alert")).toContainText(/answered 404 for grant-lab-\w+\.js, which this page needs\. This copy of the page may be older than the files on its host\./);
  });
});

test.describe("under a policy that forbids WebAssembly", () => {
  test.use({
    serving: { policy: (csp) => csp.replace(" 'wasm-unsafe-eval'", "") },
    noise: { expected: [/policy violation: script-src wasm-eval/] },
  });

  test("the page says what blocked it and what the host has to allow", async ({ page, open }) => {
    await open("", { started: false });
    await expect(page.getByRole("alert")).toContainText("'wasm-unsafe-eval'");
    await expect(page.getByRole("heading", { name: "Key differences" })).toBeVisible();
  });
});

test.describe("in a browser without WebAssembly", () => {
  test("the page says so", async ({ page, open }) => {
    await page.addInitScript(() => delete globalThis.WebAssembly);
    await open("", { started: false });
    await expect(page.getByRole("alert")).toContainText("no WebAssembly");
  });
});

test.describe("served without HTTPS, so that the browser offers no cryptography", () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "isSecureContext", { value: false });
      Object.defineProperty(Crypto.prototype, "subtle", { value: undefined });
    });
  });

  for (const route of ROUTES) {
    test(`${route} says what is missing and what to do`, async ({ page, open }) => {
      await open(route);
      if (route === "#/decode") await page.getByRole("button", { name: "Access token", exact: true }).click();
      await expect(page.getByText(/^This page was not served over HTTPS/)).toContainText("Open it at an https address");
    });
  }
});

test("an address that names nothing says so and leads on", async ({ page, open }) => {
  await open("#/no/such/place");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/not found|nothing/i);
  for (const area of ["Learn", "Compare", "Build", "Decode", "Issuer"]) {
    await expect(page.getByRole("main").getByRole("link", { name: area }).first()).toBeVisible();
  }
});

for (const route of ROUTES) {
  test(`${route} is reached by its address, and again by reloading`, async ({ page, open }) => {
    await open(route);
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    const title = await page.title();
    await page.reload();
    await hasStarted(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expect(page).toHaveTitle(title);
  });
}

test("back and forward go through the areas, with title and focus", async ({ page, open }) => {
  await open("#/learn/1");
  const areas = page.getByRole("navigation", { name: "Areas" });
  const headings = [await page.getByRole("heading", { level: 1 }).innerText()];
  const titles = [await page.title()];
  const shown = { Compare: "One grant, two labels", Build: "Build a request", Decode: "Decode", Issuer: "Embedded issuer" };
  for (const [area, heading] of Object.entries(shown)) {
    await areas.getByRole("link", { name: area }).click();
    await expect(areas.getByRole("link", { name: area })).toHaveAttribute("aria-current", "page");
    // What waits for a part of the module has a heading of its own.
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    headings.push(await page.getByRole("heading", { level: 1 }).innerText());
    titles.push(await page.title());
  }
  expect(new Set(titles).size).toBe(5);
  for (const at of [3, 2, 1, 0]) {
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(headings[at]);
    await expect(page).toHaveTitle(titles[at]);
  }
  for (const at of [1, 2, 3, 4]) {
    await page.goForward();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(headings[at]);
  }
});

test("the areas are reached by keyboard", async ({ page, open }) => {
  await open("#/learn/1");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("the theme is chosen and kept", async ({ page, open }) => {
  await open();
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  const theme = page.getByRole("button", { name: /theme/i });
  for (let presses = 0; presses < 3 && (await background()) === light; presses++) await theme.click();
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  await hasStarted(page);
  expect(await background()).toBe(dark);
});

test("?theme= forces a side", async ({ page, open }) => {
  await open("", { search: "?theme=dark" });
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
});

test.describe("where storage is refused", () => {
  test("the page works", async ({ page, open }) => {
    await page.addInitScript(() => {
      const refuse = { get: () => { throw new DOMException("Storage is refused.", "SecurityError"); } };
      Object.defineProperty(window, "localStorage", refuse);
      Object.defineProperty(window, "sessionStorage", refuse);
    });
    await open();
    await page.getByRole("button", { name: /theme/i }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  });
});

test("a token or a secret in the query of a place is out of the address at once", async ({ page, open }) => {
  for (const [given, left] of [
    ["#/decode?token=eyJhbGciOiJFUzI1NiJ9", "#/decode"],
    ["#/build?v=1&scope=orders.read&client_secret=x", "#/build?v=1&scope=orders.read"],
    ["#/learn/6-what-comes-back?access_token=x", "#/learn/6"],
    // Nothing that is not ours: as it was written.
    ["#/learn/6-what-comes-back", "#/learn/6-what-comes-back"],
    ["#/compare?rows=core", "#/compare?rows=core"],
  ]) {
    await open("#/help");
    await page.evaluate((given) => (location.hash = given), given);
    await expect(page.getByRole("heading", { level: 1, name: "Keyboard shortcuts" })).toHaveCount(0);
    expect(new URL(page.url()).hash).toBe(left);
    await open(given);
    await page.reload();
    await expect(page.getByRole("button", { name: /^Theme/ })).toBeVisible();
    expect(new URL(page.url()).hash).toBe(left);
  }
});

test.describe("where the address of the folder lacks its slash and its host sends the page all the same", () => {
  test.use({ javaScriptEnabled: false, noise: { expected: [/status 404: .*(?:style-|_first\.wasm|favicon)/, /request failed: .*\.js csp/, /console error: .*404/, /request outside the page/] } });

  test("the page says in words what to do", async ({ page, site }) => {
    const html = readFileSync(join(dist, "index.html"), "utf8");
    const address = site.slice(0, -1);
    await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }));
    await page.goto(address);
    await expect(page.getByText("If its address lacks the slash at its end, add it.")).toBeVisible();
    await page.goto(site);
    await expect(page.getByText("If its address lacks the slash at its end, add it.")).toBeHidden();
  });
});
