// The reference part: the glossary and how lessons lead to it, the search, the shortcuts.
import { sideways, violations } from "./axe.js";
import { status } from "./screens.js";
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
  await page.getByRole("dialog", { name: "Access token" }).getByRole("link", { name: "More" }).click();
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
  await expect.poll(() => page.getByRole("main").getByRole("heading", { level: 2 }).count()).toBeGreaterThan(34);
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

/** Notes every address that the page writes; resolves to a function that tells them. */
async function everyAddress(page) {
  await page.evaluate(() => {
    window.written = [];
    for (const name of ["replaceState", "pushState"]) {
      const original = history[name].bind(history);
      history[name] = (state, title, address) => (window.written.push(String(address)), original(state, title, address));
    }
  });
  return () => page.evaluate(() => window.written);
}

test.describe("search", () => {
  const box = (page) => page.getByRole("searchbox", { name: "Search this page" });
  const results = (page) => page.getByRole("list", { name: "Results, the best first" }).getByRole("listitem");

  test("from the header to the line that settles a question, and to its place, by keyboard", async ({ page, open }) => {
    await open("#/learn/1");
    await tabTo(page, page.getByRole("banner").getByRole("link", { name: "Search" }));
    await page.keyboard.press("Enter");
    await expect(box(page)).toBeFocused();
    await page.keyboard.type("client credentials refresh token");
    await expect(results(page).first()).toContainText("In short");
    await expect(results(page).first()).toContainText("RFC 6749 (2012) advises against a refresh token in this grant");
    await expect(results(page).first().getByRole("link", { name: "RFC 6749 §4.4.3" })).toHaveAttribute("href", /rfc6749#section-4\.4\.3$/);
    await expect(status(page)).toHaveText(/^Found in \d+ places\.$/);
    await tabTo(page, results(page).first().getByRole("link", { name: "7. Sometimes, a refresh token" }));
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/learn\/7$/);
    await page.goBack();
    await expect(page).toHaveURL(/#\/search\?q=client%20credentials%20refresh%20token$/);
    await expect(box(page)).toHaveValue("client credentials refresh token");
  });

  test("what is typed is in no address before Enter, and what is changed is out of it", async ({ page, open }) => {
    await open("#/search");
    const addresses = await everyAddress(page);
    await box(page).fill("scope");
    await expect(results(page).first()).toBeVisible();
    await expect(page).toHaveURL(/#\/search$/);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/#\/search\?q=scope$/);
    await page.keyboard.type("s");
    await expect(page).toHaveURL(/#\/search$/);
    // A token and a code of RFC 6749 (§5.1, §4.1.3), key by key.
    for (const secret of ["2YotnFZFEjr1zCsicMWpAA", "SplxlOBeZQQYbYS6WxSbIA"]) {
      await box(page).fill("");
      await box(page).pressSequentially(secret);
      await expect(page.getByText(/^This looks like a token/)).toBeVisible();
      await page.keyboard.press("Enter");
      await expect(page).toHaveURL(/#\/search$/);
    }
    const written = await addresses();
    expect(written.filter((address) => address.includes("q="))).toEqual(["#/search?q=scope"]);
  });

  test("it finds answers, lessons, cells, sentences, refusals, claims, terms, questions and servers", async ({ page, open }) => {
    for (const [query, kind, link] of [
      ["why no id_token", "In short", /Does OIDC client credentials give me an ID Token/],
      ["key that never travels", "Lesson", /^4\./],
      ["use case", "Cell of the table", "Use case, OpenID Connect"],
      ["authorization between machines", "Sentence of the document", /authorization between machines/],
      ["UNSUPPORTED_GRANT_TYPE", "Refusal", /grant unknown/],
      ["azp", "Claim or header parameter", "azp"],
      ["pixy", "Glossary", "PKCE"],
      ["a colleague says", "Question of the quiz", /A colleague says/],
      ["keycloak", "Server or library", "Keycloak"],
      ["curl", "Part of this page", /as code/],
    ]) {
      await open(`#/search?q=${encodeURIComponent(query)}`);
      const result = results(page).filter({ hasText: kind }).filter({ has: page.getByRole("link", { name: link }) });
      await expect(result.first(), query).toBeVisible();
    }
  });

  test("it finds while a word is typed, and in spite of a slip", async ({ page, open }) => {
    await open("#/search");
    await box(page).pressSequentially("keycl");
    await expect(results(page).first()).toContainText("Keycloak");
    await box(page).fill("keyclaok openid");
    await expect(results(page).first()).toContainText("Keycloak");
  });

  test("one file brings all of it, when the search is opened", async ({ page, open }) => {
    const asked = [];
    await open("#/learn/1");
    await page.locator(".upcoming .msg").waitFor(); // The last that a lesson asks for by itself.
    page.on("request", (request) => /content/.test(request.url()) && asked.push(request.url().split("/content/").pop()));
    await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
    await expect(box(page)).toBeVisible();
    expect(asked.sort()).toEqual(["en/index.json", "en/search.json"]);
  });

  test("an empty box suggests, and nothing found says what was searched", async ({ page, open }) => {
    await open("#/search");
    await expect(page.getByText(/^Ask as you would ask a person/)).toBeVisible();
    await box(page).fill("zebra `crossing`");
    await expect(page.getByText("Nothing here has “zebra crossing”. Searched were:")).toBeVisible();
    await expect(page.getByRole("main").getByRole("listitem")).toHaveCount(11);
  });

  test("a token is not searched for, whether typed or in the address", async ({ page, open }) => {
    const token = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA";
    await open("#/search?q=scope");
    await box(page).fill(token);
    await expect(page.getByText(/^This looks like a token/)).toBeVisible();
    await expect(page).toHaveURL(/#\/search$/);
    await open(`#/search?q=${token}`);
    await page.reload();
    await expect(page).toHaveURL(/#\/search$/);
    await open("#/learn/2");
    await page.evaluate((token) => (location.hash = `#/search?q=${token}`), token);
    await expect(page.getByText(/^This looks like a token/)).toBeVisible();
    await expect(page).toHaveURL(/#\/search$/);
    await page.getByRole("link", { name: "Open it in Decode" }).click();
    await expect(page).toHaveURL(/#\/decode$/);
    await expect(page.getByRole("textbox", { name: "Token or response" })).toHaveValue(token);
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain("eyJ");
  });

  test("results have no violations and fit 320 px", async ({ page, open }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await open("#/search?q=token_endpoint");
    await open("#/search?q=token");
    await expect(results(page).first()).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
    await box(page).fill("eyJhbGciOiJFUzI1NiJ9");
    await expect(page.getByText(/^This looks like a token/)).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });
});

test.describe("shortcuts", () => {
  const toggle = (page) => page.getByRole("checkbox", { name: "Use shortcuts of a single key" });

  test("single keys do nothing until they are switched on, and that is kept", async ({ page, open }) => {
    await open("#/learn/2");
    for (const key of ["n", "/", "r"]) await page.keyboard.press(key);
    await expect(page).toHaveURL(/#\/learn\/2$/);
    await expect(page.getByRole("heading", { name: "What happened" })).toHaveCount(0);
    await page.keyboard.press("Control+/");
    await expect(page.getByRole("heading", { level: 1, name: "Keyboard shortcuts" })).toBeFocused();
    await expect(toggle(page)).not.toBeChecked();
    await toggle(page).check();
    await expect(status(page)).toHaveText("Shortcuts of a single key are on.");
    await page.reload();
    await expect(toggle(page)).toBeChecked();
  });

  test("once on they go along the steps, run and search, and leave fields alone", async ({ page, open }) => {
    await open("#/help");
    await toggle(page).check();
    await open("#/learn/2");
    await page.keyboard.press("n");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Proving which program: ID and secret");
    await page.getByRole("button", { name: /^Run experiment/ }).first().waitFor();
    await page.keyboard.press("r");
    await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
    await page.keyboard.press("p");
    await expect(page).toHaveURL(/#\/learn\/2$/);
    await page.keyboard.press("/");
    const box = page.getByRole("searchbox");
    await expect(box).toBeFocused();
    await page.keyboard.type("pnr/");
    await expect(box).toHaveValue("pnr/");
    await open("#/issuer/configuration");
    await expect(page.getByRole("button", { name: "Import configuration" })).toBeVisible();
    await page.keyboard.press("r");
    await page.keyboard.press("/");
    await expect(box).toBeFocused();
    await page.goBack();
    await expect(page.getByRole("button", { name: "Import configuration" })).toBeVisible();
    await expect(page.locator("#import-outcome"), "nothing was imported").toBeEmpty();
    await open("#/quiz/65535");
    await page.keyboard.press("n");
    await expect(page).toHaveURL(/65535$/);
    await open("#/quiz/1");
    await page.keyboard.press("n");
    await expect(page.getByText("Question 2 of 10")).toBeVisible();
    await page.keyboard.press("Alt+n");
    await expect(page.getByText("Question 2 of 10")).toBeVisible();
  });
});
