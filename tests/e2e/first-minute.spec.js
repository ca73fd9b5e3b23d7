// The first minute: what a stranger sees before the first click, and where the first result puts them.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sideways, violations } from "./axe.js";
import { dist, expect, test } from "./site.js";

const content = (name) => JSON.parse(readFileSync(join(dist, "content/en", name), "utf8"));
const LESSONS = ["steps", "field"].flatMap((course) =>
  content("learn.json")[course].map(({ number, title }) => ({ hash: `#/${course === "steps" ? "learn" : "field"}/${number}`, title })),
);
const run = (page) => page.getByRole("button", { name: "Run experiment" }).first();
const result = (page) => page.getByRole("region", { name: "What happened" });

test("Run is in view on opening every lesson, at four widths and with text twice as large, and the pane shows what will be sent", async ({ page, open }) => {
  await open("#/learn/1");
  for (const width of [360, 768, 1280, 1440]) {
    for (const size of ["100%", "200%"]) {
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate((size) => document.documentElement.style.setProperty("font-size", size), size);
      for (const { hash, title } of LESSONS) {
        await page.evaluate((hash) => (location.hash = hash), hash);
        await page.waitForFunction((title) => document.querySelector("h1")?.textContent === title, title);
        await expect(run(page), `${hash} at ${width}, ${size}`).toBeInViewport({ ratio: 1 });
        if (width === 1280 && size === "100%") await expect(page.locator(".upcoming .msg pre, .upcoming .msg .annot").first(), hash).toBeInViewport();
      }
    }
  }
});

test("the first step shows the Receipt that its run then brings, from the same component", async ({ page, open }) => {
  await open("#/learn/1");
  const rows = () => page.locator(".evidence .receipt dl > div").evaluateAll((all) => all.map((row) => [row.className, row.querySelector("dt").textContent, row.querySelector(".st").textContent]));
  const still = page.getByRole("region", { name: "What you will see Receipt" });
  await expect(still).toBeInViewport();
  const before = await rows();
  expect(before.at(-1)).toEqual(["no who-p", "id_token", "Did not arrive"]);
  await run(page).click();
  await expect(result(page)).toBeVisible();
  await expect(still).toHaveCount(0);
  expect(await rows()).toEqual(before);
});

test("the strip says what it is until something ran, and stays folded through a reload", async ({ page, open }) => {
  await open("#/learn/1");
  const strip = page.getByRole("region", { name: "Issuer", exact: true });
  await expect(strip).toContainText("An authorization server runs in this page. Asked for openid, it refuses.");
  await expect(strip).not.toContainText("clock");
  await run(page).click();
  await expect(strip).toContainText("clock");
  await expect(strip).not.toContainText("An authorization server");
  await page.reload();
  await expect(strip).toContainText("clock");
});

test("after a run the focus is on what came of the prediction, and it is said aloud", async ({ page, open }) => {
  await open("#/learn/1");
  await page.getByRole("radio", { name: "Once, to sign in" }).check();
  await page.getByRole("button", { name: "Lock in" }).click();
  await page.keyboard.press("Control+Enter");
  await expect(result(page)).toBeFocused();
  await expect(result(page)).toBeInViewport();
  await expect(result(page)).toContainText("Not right: you said “Once, to sign in”. The run says “None”.");
  await expect(page.getByRole("status")).toContainText("Not right: you said “Once, to sign in”.");
});

test("a choice that nobody locked in is what the reader said", async ({ page, open }) => {
  await open("#/learn/1");
  await page.getByRole("radio", { name: "Once, to sign in" }).check();
  await page.keyboard.press("Control+Enter");
  await expect(result(page)).toContainText("Not right: you said “Once, to sign in”. The run says “None”.");
  await expect(page.getByRole("group", { name: "Predict" })).toContainText("You said");
});

for (const [name, width] of ["Lock in", "Skip"].flatMap((name) => [360, 1280].map((width) => [name, width]))) {
  test(`${name} moves nothing at ${width} px`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: 740 });
    await open("#/learn/1");
    const choice = page.getByRole("radio", { name: "Once, to sign in" });
    await choice.check();
    const button = page.getByRole("button", { name, exact: true });
    await button.scrollIntoViewIfNeeded();
    const place = () => choice.evaluate((element) => element.getBoundingClientRect().top);
    const before = await place();
    await button.click();
    await expect(page.locator(width < 1024 ? "#run-dock" : "#run")).toBeFocused();
    expect(await place()).toBe(before);
  });
}

test("after a run of any step its heading is below the header", async ({ page, open }) => {
  await open("#/learn/9");
  await page.keyboard.press("Control+Enter");
  await expect(result(page)).toBeFocused();
  const [heading, header] = await page.evaluate(() => ["#happened", ".top"].map((selector) => document.querySelector(selector).getBoundingClientRect()));
  expect(heading.top).toBeGreaterThanOrEqual(header.bottom);
});

test.describe("a term", () => {
  const dialog = (page) => page.getByRole("dialog", { name: "Access token" });
  const term = (page, name) => page.locator(".copy").getByRole("link", { name, exact: true });

  test("says what it means beside itself: by keyboard, with Escape back to it, and More leads to the glossary", async ({ page, open }) => {
    await open("#/learn/1");
    await page.getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("Tab");
    await expect(term(page, "API")).toBeFocused();
    for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press("ArrowRight");
    await expect(term(page, "access token")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(dialog(page)).toBeFocused();
    await expect(dialog(page)).toContainText("What a client shows to an API to be let in.");
    await expect(page).toHaveURL(/#\/learn\/1$/);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toBeHidden();
    await expect(term(page, "access token")).toBeFocused();
    await page.keyboard.press("Enter");
    await dialog(page).getByRole("link", { name: "More" }).click();
    await expect(page).toHaveURL(/#\/glossary\/access-token$/);
  });

  test("is read on a phone by a tap, and leads to the glossary where there are no popovers", async ({ page, open }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open("#/learn/1");
    await term(page, "access token").click();
    await expect(dialog(page)).toBeInViewport({ ratio: 1 });
    expect(await sideways(page)).toBe(0);
    await dialog(page).getByRole("button", { name: "Close" }).click();
    await expect(dialog(page)).toBeHidden();
    await page.addInitScript(() => delete HTMLElement.prototype.showPopover);
    await page.reload();
    await term(page, "access token").click();
    await expect(page).toHaveURL(/#\/glossary\/access-token$/);
  });
});

test("from the heading two Tabs lead to the first control of every lesson, and one key runs it", async ({ page, open }) => {
  await open("#/help");
  for (const { hash, title } of LESSONS) {
    await page.evaluate((hash) => (location.hash = hash), hash);
    await page.waitForFunction((title) => document.querySelector("#run") && document.activeElement?.tagName === "H1" && document.activeElement.textContent === title, title);
    const control = page.getByRole("group", { name: /^Predict/ }).locator("input").first();
    for (let presses = 0; presses < 2 && !(await control.evaluate((input) => input === document.activeElement)); presses += 1) await page.keyboard.press("Tab");
    await expect(control, hash).toBeFocused();
  }
  await page.keyboard.press("Control+Enter");
  await expect(result(page)).toBeFocused();
});

test("Back and Forward lead to where the reader was on a screen, and a link to its beginning", async ({ page, open }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open("#/learn/1");
  await page.keyboard.press("Control+Enter");
  await expect(result(page)).toBeFocused();
  await expect(page.getByRole("link", { name: "Open in Build" })).toBeAttached();
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  const top = () => page.evaluate(() => Math.round(scrollY));
  const down = async (selector) => {
    await page.evaluate((selector) => new Promise((done) => (addEventListener("scrollend", done, { once: true }), document.querySelector(selector).scrollIntoView())), selector);
    return top();
  };
  const first = await down(".onward, .neighbours, .foot");
  expect(first).toBeGreaterThan(700);
  // Pressed where they are: Playwright would scroll to them first.
  const press = (name) => page.getByRole("link", { name }).last().evaluate((link) => link.click());
  await press("Next step");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^One request/);
  await expect.poll(top).toBe(0);
  const second = await down(".foot");
  // More than once: what scrolls on the way is still the screen that is left.
  for (let round = 0; round < 3; round += 1) {
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who is calling?");
    await expect.poll(top).toBe(first);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    await page.goForward();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^One request/);
    await expect.poll(top).toBe(second);
  }
  await press("Previous step");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who is calling?");
  await expect.poll(top).toBe(0);
});

test("through a reload a tab keeps variant and prediction of a step, and no run", async ({ page, open }) => {
  await open("#/learn/9");
  await page.getByRole("radio", { name: "You cannot tell" }).check();
  await page.getByRole("button", { name: "Lock in" }).click();
  await page.getByRole("radio", { name: /^Echo/ }).check();
  await page.keyboard.press("Control+Enter");
  await expect(result(page)).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: /^Echo/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: "You cannot tell" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "You cannot tell" })).toBeDisabled();
  await expect(result(page)).toHaveCount(0);
  await expect(page.getByText("What you chose is from before the reload.")).toBeVisible();
  expect(await page.evaluate(() => ({ ...sessionStorage }))).toEqual({ "grantlab.met": "1", "grantlab.place": "9 echo l cannot-tell" });
});
