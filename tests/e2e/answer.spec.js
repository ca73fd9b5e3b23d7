// The one question: one button, one run, one table, three sentences; alone, in a frame, on paper.
import { question } from "../../scripts/size.mjs";
import { sideways, violations } from "./axe.js";
import { status } from "./screens.js";
import { expect, tabTo, test } from "./site.js";

const QUESTION = "Does OIDC client credentials give me an ID Token?";
const ask = (page) => page.getByRole("button", { name: "Ask all five" });
const cells = (page, member) => page.getByRole("row", { name: new RegExp(`^${member}\\b`) }).getByRole("cell");

/** The texts of a row, as people read them. */
const row = async (page, member) => (await cells(page, member).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim());

test("by keyboard alone: from the first screen to the answer and its source", async ({ page, open }) => {
  await open();
  await tabTo(page, page.getByRole("link", { name: "In a hurry? One question, one run, sixty seconds." }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: QUESTION })).toBeFocused();
  await expect(page).toHaveTitle(`${QUESTION} – Grant Lab`);
  await tabTo(page, ask(page));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByText(/Of 5 servers 1 refused the scope, and 4 gave an access token\./)).toBeVisible();
  await expect(status(page)).toHaveText(/^No\. Of 5 servers/);
  await tabTo(page, page.getByRole("main").getByRole("link", { name: "OIDC Core §2" }).first());
});

test("six members by five answers, each from a response", async ({ page, open }) => {
  await open("#/answer");
  expect(await row(page, "id_token"), "before the run").toEqual(Array(5).fill("Not asked yet"));
  await ask(page).click();
  await expect(page.getByRole("main").getByText(/Of 5 servers 1 refused/)).toBeVisible();
  expect(await row(page, "Status")).toEqual(["400 invalid_scope", "200", "200", "200", "200"]);
  const came = ["Did not arrive", ...Array(4).fill("Arrived")];
  for (const member of ["access_token", "token_type", "expires_in", "scope"]) expect(await row(page, member), member).toEqual(came);
  expect(await row(page, "refresh_token")).toEqual(Array(5).fill("Did not arrive"));
  expect(await row(page, "id_token")).toEqual([
    "Did not arrive", "Did not arrive", "Did not arrive", "Arrived about an account", "Arrived the access token again",
  ]);
  for (const count of await row(page, "Real servers")) expect(count).toMatch(/^\d+ of \d+ that were run$/);
  await expect(page.getByRole("columnheader")).toHaveCount(6);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("main").getByText(/Of 5 servers 1 refused/)).toBeVisible();
});

test("what the reader has set stays, and is no part of the run", async ({ page, open }) => {
  await open("#/answer");
  const policy = page.getByRole("combobox", { name: /^openid/ });
  await policy.selectOption({ label: "Echo" });
  await ask(page).click();
  await expect(page.getByRole("main").getByText(/Of 5 servers 1 refused/)).toBeVisible();
  await expect(policy).toHaveValue("echo");
  // Under FAPI 2.0 a secret proves nothing, and that is no answer to the question.
  await open("#/issuer/policy");
  await page.getByRole("radio", { name: /^FAPI 2.0/ }).check();
  await page.evaluate(() => (location.hash = "#/answer"));
  await ask(page).click();
  await expect(page.getByText("Could not test", { exact: true })).toBeVisible();
});

test("it loads what a lesson does, and no other screens", async ({ page, site, open }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url().slice(site.length)));
  await open("#/answer");
  await expect(page.getByRole("rowheader", { name: "Real servers" })).toBeVisible();
  await ask(page).click();
  await expect(page.getByRole("main").getByText(/Of 5 servers 1 refused/)).toBeVisible();
  // What keeps the page for visits without a network comes when all else is done, and is nothing that the screen needs.
  expect(asked.filter((name) => name !== "" && name !== "offline.js").sort()).toEqual(question().filter((name) => name !== "index.html").sort());
});

test("the answer is on the first screen before anything ran, and every sentence has a source", async ({ page, open }) => {
  await open("#/answer");
  const short = page.locator(".short");
  await expect(short).toBeInViewport({ ratio: 1 });
  await expect(short).toHaveText(/^No\. An ID Token reports that a person signed in/);
  const sentences = page.locator(".short, ul.answer > li");
  await expect(sentences).toHaveCount(3);
  await expect(page.getByText(/^Real servers: \d+ of the \d+ under Drop leave scope out of their answer.* \d+ of \d+ stand in no column/)).toBeVisible();
  for (const sentence of await sentences.all()) expect(await sentence.getByRole("link").count()).toBeGreaterThan(0);
});

for (const theme of ["light", "dark"]) {
  test(`in a frame of 320 px, ${theme}`, async ({ page, site }) => {
    await page.route(`${site}around.html`, (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><html lang="en"><title>Docs</title><iframe title="lab" width="320" height="900" src="${site}?theme=${theme}#/answer"></iframe></html>`,
      }),
    );
    await page.goto(`${site}around.html`);
    const lab = page.frameLocator("iframe");
    await lab.getByRole("button", { name: "Ask all five" }).click();
    await expect(lab.getByRole("main").getByText(/Of 5 servers 1 refused/)).toBeVisible();
    const frame = page.frames()[1];
    expect(await frame.evaluate(() => document.documentElement.scrollWidth - innerWidth), "sideways scrolling").toBeLessThanOrEqual(0);
    expect(await frame.evaluate(() => document.documentElement.dataset.theme)).toBe(theme);
  });

  test(`no violations at 320 px, ${theme}`, async ({ page, open }) => {
    await page.setViewportSize({ width: 320, height: 800 });
    await open("#/answer", { search: `?theme=${theme}` });
    expect(await violations(page)).toEqual([]);
    // What the columns mean stands above the table, where there is no room in it.
    await expect(page.getByRole("definition").filter({ hasText: /^refuses openid$/ })).toBeVisible();
    await ask(page).click();
    await expect(page.getByRole("main").getByText(/Of 5 servers 1 refused/)).toBeVisible();
    await page.getByText("Which servers do so, by name").click();
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  });
}

test("on paper: the table and the sentences, no controls, and who does so written out", async ({ page, open }) => {
  // The theme button is hidden, so nothing else says that the page has started.
  await open("#/answer", { search: "?print=1", started: false });
  await expect(page.locator("ul.answer")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: QUESTION })).toBeVisible();
  await expect(ask(page)).toBeHidden();
  await expect(page.locator(".short, ul.answer > li")).toHaveCount(3);
  await expect(page.getByRole("table")).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, noise: { expected: [/request failed: .*\.js csp/] } });

  test("the page leads to the short answer as text", async ({ page, site }) => {
    await page.goto(site);
    await page.getByRole("link", { name: "short answer" }).click();
    await expect(page).toHaveURL(`${site}lessons.html#answer`);
    const section = page.locator("#answer");
    await expect(section.getByRole("heading", { name: QUESTION })).toBeVisible();
    await expect(section.getByRole("listitem")).toHaveCount(3);
  });
});
