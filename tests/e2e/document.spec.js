// About the document: each sentence carries the verdict of the table's newest runs, and leads to what tests it.
import { setOpenid } from "./screens.js";
import { expect, test } from "./site.js";

const sentences = (page) => page.getByRole("main").getByRole("listitem");
const runAll = (page) => page.getByRole("button", { name: /^Run all/ });
const about = (page) => page.getByRole("link", { name: "About the document" });

test("29 sentences wait for the table, and hold once it has run", async ({ page, open }) => {
  await open("#/document");
  await expect(sentences(page)).toHaveCount(29);
  await expect(sentences(page).filter({ hasText: "Not run" })).toHaveCount(29);
  await page.getByRole("link", { name: "Go to the table" }).click();
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
  await about(page).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(sentences(page).filter({ hasText: "Holds" })).toHaveCount(29);
});

test("each sentence has the standards' verdict with its source, and the world's with counts", async ({ page, open }) => {
  await open("#/document");
  await expect(sentences(page).filter({ hasText: "The standards: " })).toHaveCount(29);
  await expect(sentences(page).filter({ hasText: "The world: " })).toHaveCount(29);
  const openid = sentences(page).filter({ hasText: "With scope=openid most providers" });
  await expect(openid).toContainText("Mostly otherwise. The usual answer is another: granted, repeated, nothing added. So did 17 of 24 that were run on 2026-11-29");
  await expect(openid.getByRole("link", { name: "RFC 6749 §3.3" })).toHaveAttribute("href", /rfc6749#section-3\.3$/);
  const always = sentences(page).filter({ hasText: "always about the client alone" });
  for (const name of ["authentik", "Community Solid Server", "django-mcp-oauth", "Salesforce"]) await expect(always).toContainText(name);
});

test("a verdict is withdrawn when the issuer's policy changes", async ({ page, open }) => {
  await open("#/compare");
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
  await about(page).click();
  await setOpenid(page, "Echo");
  await expect(sentences(page).filter({ hasText: "Holds" })).toHaveCount(0);
});

test("a sentence leads to its lesson, its cell and its question", async ({ page, open }) => {
  const line = (page) => sentences(page).filter({ hasText: "The server issues an access token" });
  for (const [name, heading] of [["Step 7", /./], ["Tokens returned, OAuth 2.0", /./], ["Question 7", /./]]) {
    await open("#/document");
    await line(page).getByRole("link", { name, exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading);
    await expect(page).not.toHaveURL(/#\/document$/);
  }
});
