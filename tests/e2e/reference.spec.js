// The reference part: the glossary, and how lessons lead to it.
import { sideways, violations } from "./axe.js";
import { expect, tabTo, test } from "./site.js";

/** A term with what belongs to it. */
const entry = (page, id) => page.locator("section", { has: page.locator(`#term-${id}`) });
const heading = (page, name) => page.getByRole("heading", { level: 2, name, exact: true });

test("a lesson leads to a term where it stands first, and back", async ({ page, open }) => {
  await open("#/learn/1");
  const copy = page.locator(".prose");
  const term = copy.getByRole("link", { name: "access token", exact: true });
  await expect(term).toHaveCount(1);
  await expect(copy.locator("code a, a code")).toHaveCount(0);
  await term.click();
  await expect(page).toHaveURL(/#\/glossary\/access-token$/);
  await expect(heading(page, "Access token")).toBeFocused();
  await expect(page).toHaveTitle("Access token – Glossary – Grant Lab");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Who is calling?");
});

test("a term leads to its neighbours, its step and its source", async ({ page, open }) => {
  await open("#/glossary/id-token");
  await expect(entry(page, "id-token").getByRole("link", { name: "OIDC Core §2" })).toHaveAttribute("href", /openid-connect-core-1_0\.html#rfc\.section\.2$/);
  await entry(page, "id-token").getByRole("link", { name: "Nonce" }).click();
  await expect(heading(page, "Nonce")).toBeFocused();
  await entry(page, "nonce").getByRole("link", { name: "Step 11 shows it" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Contrast: now let a person sign in");
});

test("the footer leads to the glossary by keyboard, and an unknown term says so", async ({ page, open }) => {
  await open("#/quiz");
  await tabTo(page, page.getByRole("contentinfo").getByRole("link", { name: "Glossary" }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Glossary" })).toBeFocused();
  expect(await page.getByRole("main").getByRole("heading", { level: 2 }).count()).toBeGreaterThan(34);
  await open("#/glossary/no-such-term");
  await expect(page.getByText("The glossary has no entry called no-such-term.")).toBeVisible();
});

test("a term that the address names fits 320 px", async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await open("#/glossary/openid-connect");
  await expect(heading(page, "OpenID Connect (OIDC)")).toBeFocused();
  expect(await violations(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
});
