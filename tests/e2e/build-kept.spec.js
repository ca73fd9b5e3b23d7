// Build: the draft outlives a reload in its tab, without what proves the client, and the page says so.
import { sideways, violations } from "./axe.js";
import { isNowhere } from "./own.js";
import { expect, hasStarted, test } from "./site.js";

const SECRET = "a-secret-of-this-test";
const field = (page, name) => page.getByLabel(name, { exact: true });
const note = (page) => page.locator("#kept");

/** Goes to another screen, reloads there, and comes back by the navigation, whose link carries nothing. */
async function awayAndBack(page) {
  await page.getByRole("link", { name: "Decode", exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Decode" })).toBeVisible();
  await page.reload();
  await hasStarted(page);
  await page.getByRole("link", { name: "Build", exact: true }).first().click();
  await hasStarted(page);
}

test("what was typed is back after a reload elsewhere, without its secret, until a fresh start", async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await open("#/build");
  await expect(page.getByText("Your draft is kept in this tab, without its secret.")).toBeVisible();
  await expect(note(page)).toHaveCount(0);
  await field(page, "Client ID").fill("nightly");
  await field(page, "Client secret").fill(SECRET);
  await field(page, "More parameters").fill(`tenant=a\nclient_assertion=${SECRET}`);
  await awayAndBack(page);
  await expect(field(page, "Client ID")).toHaveValue("nightly");
  await expect(field(page, "Client secret")).toHaveValue("");
  await expect(field(page, "More parameters")).toHaveValue("tenant=a");
  await expect(note(page)).toContainText("Your draft is back as you left it: this tab kept it, without its secret. Type the secret again");
  await isNowhere(page, SECRET);
  expect(await violations(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);

  await note(page).getByRole("button", { name: "Start fresh" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(field(page, "Client ID")).toHaveValue("nightly-report");
  await expect(field(page, "More parameters")).toHaveValue("");
  await awayAndBack(page);
  await expect(field(page, "Client ID")).toHaveValue("nightly-report");
  await expect(note(page)).toHaveCount(0);
});

test("what was typed a moment before a reload is back too, and where a provider’s places were filled in", async ({ page, open }) => {
  await open("#/build");
  await page.locator("#where").selectOption("preset");
  await field(page, "Tenant").fill("contoso");
  await field(page, "App ID URI of the API").fill("api://orders");
  await page.reload();
  await expect(field(page, "Tenant")).toHaveValue("contoso");
  await expect(page.locator("#token_endpoint")).toHaveValue("https://login.microsoftonline.com/contoso/oauth2/v2.0/token");
  await expect(page.locator("#scope")).toHaveValue("api://orders/.default");
  await expect(note(page)).toBeVisible();
});

test("another link takes the place of what was kept", async ({ page, open, site }) => {
  await open("#/build");
  await field(page, "Scope").fill("orders.write");
  await expect(page).toHaveURL(/scope=orders\.write/);
  await page.goto(`${site}?print=0#/build?v=1&scope=admin`);
  await expect(field(page, "Scope")).toHaveValue("admin");
  await expect(note(page)).toHaveCount(0);
});

test("where storage is refused nothing is promised, and nothing breaks", async ({ page, open }) => {
  await page.addInitScript(() => {
    const refuse = { get: () => { throw new DOMException("Storage is refused.", "SecurityError"); } };
    Object.defineProperty(window, "localStorage", refuse);
    Object.defineProperty(window, "sessionStorage", refuse);
  });
  await open("#/build");
  await expect(page.getByText("Your draft is kept in this tab")).toHaveCount(0);
  await field(page, "Scope").fill("orders.write");
  await expect(page).toHaveURL(/scope=orders\.write/);
  await page.reload();
  await expect(field(page, "Scope")).toHaveValue("orders.write");
  await expect(note(page)).toHaveCount(0);
});
