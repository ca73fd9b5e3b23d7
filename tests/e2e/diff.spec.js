// Side by side: pairs of requests, answers and tokens, really run and compared member by member.
import { sideways, violations } from "./axe.js";
import { holdCrypto, setOpenid, status } from "./screens.js";
import { expect, tabTo, test } from "./site.js";

const run = (page) => page.getByRole("button", { name: "Run and compare" });
const part = (page, name) => page.getByRole("table", { name });
const member = (page, of, name) => part(page, of).getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
const shows = (page) => page.locator(".shows");

test("without openid and with it, under each policy", async ({ page, open }) => {
  await open("#/compare/diff");
  await expect(page.getByText("Nothing has run yet.")).toBeVisible();
  for (const [policy, sentence, scope, idToken] of [
    ["Reject", /the issuer refused/, "removed", 0],
    ["Drop", /left openid out/, "same", 0],
    ["Echo", /Only the text of the scope grew/, "changed", 0],
    ["Vendor: service account", /describes an account of the program/, "changed", 1],
    ["Vendor: copy", /It is the access token again/, "changed", 1],
  ]) {
    await setOpenid(page, policy);
    await run(page).click();
    await expect(shows(page)).toHaveText(sentence);
    await expect(status(page)).toHaveText(sentence);
    await expect(member(page, "Request", "scope")).toContainText("changed");
    await expect(member(page, "Request", "grant_type")).toContainText("same");
    await expect(member(page, "Answer", "scope")).toContainText(scope);
    await expect(member(page, "Answer", "id_token")).toHaveCount(idToken);
  }
});

test("a changed policy makes the comparison old", async ({ page, open }) => {
  await open("#/compare/diff/openid");
  await run(page).click();
  await expect(shows(page)).toBeVisible();
  await setOpenid(page, "Echo");
  await expect(page.getByText("The issuer’s policies have changed since. Run again.")).toBeVisible();
});

test("access token and ID Token of one sign-in", async ({ page, open }) => {
  await open("#/compare/diff/tokens");
  await run(page).click();
  await expect(shows(page)).toHaveText(/^Both are about Sam/);
  const row = (name) => member(page, "Claims of the token", name);
  await expect(row("nonce")).toContainText("not there");
  await expect(row("nonce")).toContainText("+ added");
  await expect(row("client_id")).toContainText("− removed");
  await expect(row("aud")).toContainText("≠ changed");
  await expect(row("iss")).toContainText("= same");
  await page.getByLabel("Hide what is the same").check();
  await expect(row("iss")).toHaveCount(0);
  await expect(row("nonce")).toHaveCount(1);
});

test("it runs once at a time, and is silent for whoever has gone on", async ({ page, open }) => {
  await open("#/compare/diff/openid");
  await run(page).waitFor();
  await page.evaluate(() => {
    const status = document.querySelector("#status");
    window.said = [];
    new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
  });
  const release = await holdCrypto(page, "sign");
  await run(page).click();
  await expect(run(page)).toHaveAttribute("aria-disabled", "true");
  await run(page).click({ force: true });
  await page.getByRole("navigation", { name: "What to compare" }).getByRole("link", { name: /^Client ID and service/ }).click();
  await expect(run(page)).not.toHaveAttribute("aria-disabled");
  await release();
  await run(page).click();
  await expect(shows(page)).toHaveText(/^The spelling of sub moved/);
  await expect(status(page)).toHaveText(/^The spelling of sub moved/);
  const said = await page.evaluate(() => window.said);
  expect(said).toEqual([await status(page).textContent()]);
  await page.goBack();
  await expect(page.getByText("Nothing has run yet.")).toBeVisible();
});

test("lessons lead to it, and it is used, all by keyboard", async ({ page, open }) => {
  const follow = async (link) => {
    await tabTo(page, link);
    await page.keyboard.press("Enter");
  };
  await open("#/learn/9");
  await follow(page.getByRole("link", { name: /^Compare with step 6/ }));
  await expect(page.getByRole("heading", { level: 1, name: "Side by side" })).toBeFocused();
  await expect(page.getByRole("heading", { level: 2 })).toHaveText("Without openid and with it");
  await open("#/learn/11");
  await follow(page.getByRole("link", { name: /^Compare with step 6/ }));
  await expect(page).toHaveTitle("Answer without a person and with one – Side by side – Grant Lab");
  await follow(page.getByRole("navigation", { name: "What to compare" }).getByRole("link", { name: /^Client ID and service/ }));
  await expect(page).toHaveURL(/#\/compare\/diff\/subject$/);
  await tabTo(page, run(page));
  await page.keyboard.press("Enter");
  await expect(member(page, "Claims of the token", "sub")).toContainText("svc-");
  await expect(shows(page)).toHaveText(/^The spelling of sub moved/);
});

test("the table leads to it, and an unknown pair says so", async ({ page, open }) => {
  await open("#/compare");
  await page.getByRole("main").getByRole("link", { name: /side by side/i }).click();
  await expect(page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Compare" })).toHaveAttribute("aria-current", "page");
  await open("#/compare/diff/no-such-pair");
  await expect(page.getByText("There is no comparison called no-such-pair.")).toBeVisible();
});

for (const theme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    test(`every pair has no violations and fits, ${theme}, ${width} px`, async ({ page, open }) => {
      await page.setViewportSize({ width, height: 800 });
      for (const pair of ["openid", "tokens", "subject", "sign-in"]) {
        await open(`#/compare/diff/${pair}`, { search: `?theme=${theme}` });
        await run(page).click();
        await expect(shows(page)).toBeVisible();
        expect(await violations(page), pair).toEqual([]);
        expect(await sideways(page), pair).toBe(0);
      }
    });
  }
}
