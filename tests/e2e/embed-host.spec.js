// Views of the lab in somebody's page, on another site and under its own strict policy: with embed.js, and as a plain frame.
import { sideways, violations } from "./axe.js";
import { inside, ready, script, settled, test, told, view } from "./around.js";
import { expect } from "./site.js";

/** How many messages have gone through ports, in either direction, since the pages came. */
const countMessages = (page) =>
  page.addInitScript(() => {
    window.sent = 0;
    const { postMessage } = MessagePort.prototype;
    MessagePort.prototype.postMessage = function (...all) {
      window.sent++;
      return postMessage.apply(this, all);
    };
  });
const sent = async (page) => {
  const all = await Promise.all(page.frames().map((frame) => frame.evaluate(() => window.sent)));
  return all.reduce((sum, each) => sum + each, 0);
};
/** Waits for so many frames to be drawn. */
const frames = (page, count) =>
  page.evaluate(async (count) => {
    for (let at = 0; at < count; at++) await new Promise(requestAnimationFrame);
  }, count);

test("several views are as high as what is in them, and the page around keeps focus and place", async ({ page, site, around }) => {
  await countMessages(page);
  const views = [["lesson", "learn/9"], ["cell", "compare/tokens-returned/oidc"], ["decode", "decode"]];
  await around(`<input id="field"><h1>Guide</h1>${script(site)}
    ${views.map(([id, path]) => view(site, id, `view="${path}" loading="eager"`)).join('<p class="gap"></p>')}
    <iframe id="plain" src="${site}?embed=1#/answer" title="One question" width="100%" height="600"></iframe>`);
  await page.locator("#field").focus();
  const ids = views.map(([id]) => id);
  await ready(page, ...ids);
  expect(await page.evaluate(() => [document.activeElement.id, scrollY])).toEqual(["field", 0]);
  for (const id of ids) await settled(page, id);
  await expect(page.frameLocator("#plain").getByRole("heading", { level: 1 })).toBeVisible();
  for (const id of ids) {
    const frame = page.locator(`#${id}`).locator("iframe");
    await expect(frame).toHaveAttribute("title", /^Grant Lab: .+/);
    await expect(frame).toHaveAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox");
  }
  const before = await sent(page);
  expect(before, "ready and a few heights each").toBeLessThan(10 * ids.length);
  await frames(page, 60);
  expect(await sent(page), "nothing is said when nothing happens").toBe(before);
  expect(await page.evaluate(() => [document.activeElement.id, window.spoken])).toEqual(["field", ids.length]);
  expect(await page.evaluate(() => window.told.filter(({ type }) => type === "error"))).toEqual([]);
});

test("a run is told in words, commands are followed, and focus stays where it is", async ({ page, site, around }) => {
  await around(`<input id="field">${script(site)}${view(site, "lab", 'view="learn/2" loading="eager"')}`);
  await ready(page, "lab");
  expect((await told(page, "lab", "ready"))[0]).toMatchObject({ route: "learn/2", theme: "light", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  await settled(page, "lab");
  await inside(page, "lab").getByRole("button", { name: /^Run experiment/ }).first().click();
  await expect.poll(() => told(page, "lab", "ran")).toEqual([{ id: "lab", type: "ran", route: "learn/2", status: "200", verdict: "as_stated" }]);
  await settled(page, "lab");

  await page.locator("#field").focus();
  await page.locator("#lab").evaluate((element) => element.go("learn/3"));
  await expect(inside(page, "lab").getByRole("heading", { level: 1 })).toContainText("ID and secret");
  await expect.poll(() => told(page, "lab", "navigate")).toEqual([{ id: "lab", type: "navigate", route: "learn/3" }]);
  expect(await page.evaluate(() => document.activeElement.id)).toBe("field");
  expect(await page.evaluate(() => history.length), "Back is the page's own").toBe(2);
  const place = await page.evaluate(() => scrollY);
  await page.locator("#lab").evaluate((element) => {
    element.policy = "openid:drop";
    element.run();
  });
  await expect(inside(page, "lab").getByRole("region", { name: "Issuer" })).toContainText("openid");
  await expect.poll(async () => (await told(page, "lab", "ran")).map(({ route }) => route)).toEqual(["learn/2", "learn/3"]);
  expect(await page.evaluate(() => [document.activeElement.id, scrollY])).toEqual(["field", place]);
  await page.locator("#lab").evaluate((element) => element.go("javascript:alert(1)"));
  await expect.poll(async () => (await told(page, "lab", "error")).map(({ code }) => code)).toEqual(["view"]);
  await expect(inside(page, "lab").getByRole("heading", { level: 1 })).toContainText("ID and secret");
});

test("the theme follows the page around, whatever says it there, or stays as it was asked for", async ({ page, site, around }) => {
  await around(`${script(site)}${view(site, "auto", 'view="answer" loading="eager"')}${view(site, "fixed", 'view="answer" theme="light" loading="eager"')}`);
  await ready(page, "auto", "fixed");
  const side = (id) => inside(page, id).locator("html");
  const around_ = (change) => page.evaluate(change);
  await expect(side("auto")).toHaveAttribute("data-theme", "light");
  await around_(() => (document.documentElement.dataset.theme = "dark"));
  await expect(side("auto")).toHaveAttribute("data-theme", "dark");
  await around_(() => delete document.documentElement.dataset.theme);
  await expect(side("auto")).toHaveAttribute("data-theme", "light");
  await around_(() => document.body.classList.add("night"));
  await expect(side("auto")).toHaveAttribute("data-theme", "dark");
  await expect(side("fixed")).toHaveAttribute("data-theme", "light");
  await page.locator("#fixed").evaluate((element) => (element.theme = "dark"));
  await expect(side("fixed")).toHaveAttribute("data-theme", "dark");
});

test("a view that waits for a press asks the lab for nothing, and its frame has the focus afterwards", async ({ page, site, around }) => {
  const asked = [];
  page.on("request", (request) => request.url().startsWith(site) && asked.push(request.url().slice(site.length)));
  await around(`${script(site)}${view(site, "lab", 'view="learn/9" loading="click" title="Ask for identity anyway"')}`);
  const load = page.getByRole("button", { name: "Load it here" });
  await expect(load).toBeVisible();
  await expect(page.getByRole("strong").filter({ hasText: "Ask for identity anyway" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Lesson 9 in Grant Lab" })).toBeVisible();
  await frames(page, 10);
  expect(asked).toEqual(["embed.js"]);
  await load.focus();
  await page.keyboard.press("Enter");
  await ready(page, "lab");
  await settled(page, "lab");
  await expect(page.locator("#lab").locator("iframe")).toHaveAttribute("title", "Ask for identity anyway");
  expect(await page.locator("#lab").evaluate((element) => element.shadowRoot.activeElement?.localName)).toBe("iframe");
  // Only what the reading of a lesson needs: what runs it comes with the first sign of a reader.
  expect(asked.filter((name) => name.endsWith(".wasm"))).toEqual([expect.stringMatching(/_first\.wasm$/)]);
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("link", { name: "Lesson 9 in Grant Lab" })).toBeVisible();
  await expect(page.locator("#lab").locator("iframe")).toBeHidden();
});

test("the box that waits and the frame fit 320 px, and axe finds nothing in them, light and dark", async ({ page, site, around }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await around(`<main><h1>Guide</h1>${script(site)}${view(site, "box", 'view="learn/9" loading="click"')}${view(site, "lab", 'view="answer" loading="eager"')}</main>`);
  await ready(page, "lab");
  await settled(page, "lab");
  for (const side of ["light", "dark"]) {
    await page.evaluate((side) => document.body.classList.toggle("night", side === "dark"), side);
    await expect(inside(page, "lab").locator("html")).toHaveAttribute("data-theme", side);
    expect(await violations(page), side).toEqual([]);
    expect(await sideways(page)).toBe(0);
    expect(await inside(page, "lab").locator("html").evaluate((root) => root.scrollWidth - root.clientWidth)).toBe(0);
  }
});

test("a parent that is not the page around hears nothing, and messages from a stranger change nothing", async ({ page, site, around }) => {
  await around(`<iframe id="other" title="other" src="${site}?embed=1&parent=https://docs.example&id=a1#/learn/9"></iframe>
    <iframe id="own" title="own" src=""></iframe>`);
  const address = `${site}?embed=1&parent=${new URL(page.url()).origin}&id=a2#/learn/9`;
  await page.locator("#own").evaluate((frame, src) => (frame.src = src), address);
  for (const id of ["other", "own"]) await expect(page.frameLocator(`#${id}`).getByRole("button", { name: /^Run experiment/ }).first()).toBeVisible();
  expect(await page.evaluate(() => window.spoken), "one hello, to the one that is meant").toBe(1);
  await page.evaluate(() => {
    const say = (id, type, body) => ({ ns: "grantlab", v: 1, id, type, seq: 0, body });
    for (let at = 0; at < 100; at++) {
      for (const [frame, id] of [["other", "a1"], ["own", "a2"]]) {
        const { contentWindow } = document.getElementById(frame);
        contentWindow.postMessage(say(id, "go", { view: "decode" }), "*");
        contentWindow.postMessage(say(id, "welcome", { nonce: "0".repeat(32), most: 4000 }), "*", [new MessageChannel().port2]);
      }
    }
  });
  await frames(page, 10);
  for (const id of ["other", "own"]) {
    await expect(page.frameLocator(`#${id}`).locator("html")).not.toHaveAttribute("style");
    expect(await page.frameLocator(`#${id}`).locator("html").evaluate(() => location.hash)).toBe("#/learn/9");
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the link is there", async ({ page, site, around }) => {
    await around(`${script(site)}${view(site, "lab", 'view="learn/9"')}`);
    await expect(page.getByRole("link", { name: "Lesson 9 in Grant Lab" })).toBeVisible();
  });
});
