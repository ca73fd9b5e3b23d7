// Items of the list in docs/accessibility.md that are not about how one screen looks: keys, fingers, motion, errors, frames, tables as the
// browser's accessibility tree has them.
import { inside, ready, script, settled, test, view } from "./around.js";
import { obscured, tabThrough, targets } from "./audit.js";
import { sideways } from "./axe.js";
import { ROUTES, fill, go } from "./routes.js";
import { expect } from "./site.js";

test.use({ noise: { expected: [] } });

for (const [width, height, what] of [[360, 740, "a phone"], [320, 256, "1280 × 1024 at 400 %"]]) {
  test(`items 3 and 6: on ${what} what has the focus is seen on every screen, and nothing scrolls sideways`, async ({ page, open }) => {
    test.slow(); // All screens in one visit.
    await page.setViewportSize({ width, height });
    await open(ROUTES[0]);
    for (const route of ROUTES) {
      await go(page, route);
      expect(await obscured(page), route).toEqual([]);
      expect(await sideways(page), route).toBe(0);
    }
  });
}

test("items 2 and 3: Tab goes through every area at 400 %, leaves every code block, and is seen at each stop", async ({ page, open }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 256 });
  await open("#/learn/6");
  for (const route of ["#/learn/6", "#/answer", "#/build", "#/decode", "#/issuer", "#/quiz/2", "#/compare/tokens-returned/oidc"]) {
    await go(page, route);
    if (!/compare|quiz/.test(route)) await fill(page, route);
    expect(await tabThrough(page, "Lessons as text"), route).toEqual([]);
  }
});

test.describe("item 9, under a finger", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test("buttons and fields are 48 px high", async ({ page, open }) => {
    await open("#/build");
    expect(await page.evaluate(() => matchMedia("(pointer: coarse)").matches)).toBe(true);
    for (const route of ["#/build", "#/learn/1", "#/compare", "#/servers", "#/decode", "#/issuer/clock", "#/quiz/2"]) {
      await go(page, route);
      expect(await targets(page, 48, ".btn, .inp, select:not(.set select), textarea"), route).toEqual([]);
      expect(await targets(page, 24), route).toEqual([]);
    }
  });
});

test("item 18: without motion a run leaves the same texts, nothing moves, and with it nothing moves for long", async ({ page, open }) => {
  const texts = {};
  for (const reducedMotion of ["reduce", "no-preference"]) {
    await page.emulateMedia({ reducedMotion });
    await page.goto("about:blank");
    await open("#/learn/6");
    await fill(page, "#/learn/6");
    await page.getByRole("region", { name: "Evidence" }).getByRole("button", { name: "POST, method" }).first().click();
    const moves = await page.evaluate(() => document.getAnimations().map((each) => each.effect.getComputedTiming().endTime));
    if (reducedMotion === "reduce") expect(moves).toEqual([]);
    else expect(Math.max(0, ...moves)).toBeLessThanOrEqual(200);
    // Another in each run: the time, and what is in a token.
    texts[reducedMotion] = await page.locator("main").evaluate((main) => main.innerText.replaceAll(/\d\d:\d\d:\d\d|[\w.=+/…-]{16,}/g, "…"));
  }
  expect(texts.reduce).toBe(texts["no-preference"]);
});

test("item 15: what is wrong with a field is said in words that belong to it", async ({ page, open }) => {
  await open("#/build");
  const resource = page.getByRole("textbox", { name: "Resource" });
  await resource.fill("orders");
  await expect(resource).toHaveAccessibleDescription(/A resource is a whole address/);
  await go(page, "#/issuer");
  const seconds = page.getByRole("textbox", { name: "Seconds" }).first();
  await seconds.fill("0");
  await seconds.press("Tab");
  await expect(seconds).toHaveAccessibleDescription(/whole seconds from 1 to 3600/);
  await go(page, "#/issuer/configuration");
  const configuration = page.getByRole("textbox", { name: "Configuration as JSON" });
  await configuration.fill("{");
  await page.getByRole("button", { name: "Import configuration" }).click();
  await expect(configuration).toHaveAccessibleDescription(/not JSON from octet 1 on/);
  await go(page, "#/decode");
  const token = page.getByRole("textbox", { name: "Token or response" });
  await token.fill("eyJhbGciOiJub25lIn0");
  await expect(token).toHaveAccessibleDescription(/1 of 3 parts/);
});

test.describe("items 22 to 24, in a frame of a page that runs from right to left", () => {
  test.use({ noise: { expected: [/^request outside the page: http:\/\/localhost:\d+\//] } });

  test("names, Tab in and out in order, Esc left to the page around, nothing wider than it", async ({ page, site, around }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await around(`<p><a id="before" href="#before">قبل</a></p>${script(site)}${view(site, "lab", 'view="learn/2" loading="eager"')}<p><a id="after" href="#after">بعد</a></p>`);
    await page.evaluate(() => Object.assign(document.documentElement, { dir: "rtl", lang: "ar" }));
    await ready(page, "lab");
    await settled(page, "lab");
    const frame = page.frames().at(-1);
    await expect(page.locator("#lab").locator("iframe")).toHaveAttribute("title", "Grant Lab: lesson 2");
    expect(await frame.title()).toMatch(/^One request, one grant type/);
    await expect(inside(page, "lab").getByRole("heading", { level: 1 })).toHaveCount(1);
    expect(await frame.evaluate(() => document.documentElement.lang)).toBe("en");
    expect(await frame.evaluate(() => [...document.querySelectorAll("code, pre")].filter((code) => getComputedStyle(code).direction !== "ltr").length)).toBe(0);
    expect(await sideways(page)).toBe(0);
    expect(await frame.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);

    // What runs comes with the first sign of a reader, and with it more to stop at.
    await page.locator("#before").focus();
    await page.keyboard.press("Tab");
    await expect(inside(page, "lab").locator(".upcoming .msg").first()).toBeAttached();
    // Which element has the focus: of the page around by its id, of the frame by its place there. The two are processes of their own, and
    // until the focus has come over neither has it, or both have.
    const focus = async () => {
      const around = await page.evaluate(() => document.activeElement.id);
      const place = await frame.evaluate(() => (document.hasFocus() ? [...document.body.querySelectorAll("*")].indexOf(document.activeElement) : -1));
      return around === "lab" ? place : place === -1 && around;
    };
    const moved = async (from) => {
      let now;
      await expect(async () => expect([from, -1, false, ""]).not.toContain((now = await focus()))).toPass();
      return now;
    };
    const press = async (key, from) => {
      await page.keyboard.press(key);
      return moved(from);
    };
    await page.locator("#before").focus();
    expect(await moved()).toBe("before");
    const places = [];
    for (let now = await press("Tab", "before"); now !== "after"; now = await press("Tab", now)) {
      expect(now, "a place in the frame").toEqual(expect.any(Number));
      places.push(now);
      expect(places.length, "Tab leaves the frame").toBeLessThan(60);
    }
    expect(places.length).toBeGreaterThan(5);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(await press("Shift+Tab", "after"), "and comes back where it left").toBe(places.at(-1));
    await frame.evaluate(() => addEventListener("keydown", (event) => (window.swallowed = event.defaultPrevented)));
    await page.keyboard.press("Escape");
    expect(await frame.evaluate(() => window.swallowed)).toBe(false);
  });
});

test("item 13: wide, narrow and in a frame the browser tells tables with names, and headings of rows and columns", async ({ page, open, site }) => {
  const client = await page.context().newCDPSession(page);
  const tables = async (route) => {
    const { nodes } = await client.send("Accessibility.getFullAXTree");
    const shown = nodes.filter((node) => !node.ignored);
    const parent = new Map(nodes.map(({ nodeId, parentId }) => [nodeId, parentId]));
    const isIn = (node, table) => {
      for (let at = node.parentId; at; at = parent.get(at)) if (at === table.nodeId) return true;
      return false;
    };
    const all = shown.filter(({ role }) => role?.value === "table");
    expect(all.length, `${route}: tables`).toBeGreaterThan(0);
    for (const table of all) {
      expect(table.name?.value, `${route}: the name of a table`).toBeTruthy();
      for (const role of ["columnheader", "rowheader"]) {
        expect(shown.filter((node) => node.role?.value === role && isIn(node, table)).length, `${route}, ${table.name.value}: ${role}`).toBeGreaterThan(0);
      }
    }
  };
  await open("#/compare");
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 800 });
    for (const route of ["#/compare", "#/answer", "#/clients", "#/compare/diff", "#/privacy", "#/help", "#/issuer/clients"]) {
      await go(page, route);
      if (route === "#/compare/diff") await page.getByRole("button", { name: "Run and compare" }).click().then(() => page.locator(".shows").waitFor());
      await tables(`${width} px, ${route}`);
    }
  }
  for (const route of ["#/compare", "#/answer"]) {
    await page.goto(`${site}?embed=1${route}`);
    await expect(page.locator("#boot-note"), "the static text is gone").toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
    await tables(`in a frame, ${route}`);
  }
});
