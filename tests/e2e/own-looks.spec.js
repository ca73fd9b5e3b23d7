// What one's own issuer brings to the screen: axe, 320 px, both sides of the theme, and the keyboard alone.
import { sideways, violations } from "./axe.js";
import { oauth2MockServer } from "./providers/oauth2-mock-server.js";
import { OUTSIDE, asClient, isNowhere, openOwn } from "./own.js";
import { expect, tabTo, test } from "./site.js";

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    test.describe(`${colorScheme}, ${width} px`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test("the question of own.html", async ({ page, site }) => {
        await page.goto(`${site}own.html#ask=https%3A%2F%2Flogin.example&issuer=https%3A%2F%2Flogin.example%2Ftenant`);
        await expect(page.getByRole("button", { name: /^Allow/ })).toBeVisible();
        expect(await violations(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
      });

      test("the places that Build can ask, and an answer that did not come", async ({ page, open }) => {
        await open("#/build");
        for (const place of ["issuer", "preset", "hand"]) {
          await page.locator("#where").selectOption(place);
          await expect(page.locator("#own-key-box")).toBeVisible();
          if (place === "preset") await expect(page.getByLabel("Tenant", { exact: true })).toBeVisible();
          expect(await violations(page), place).toEqual([]);
          expect(await sideways(page), place).toBe(0);
        }
        await page.locator("#token_endpoint").fill("https://login.example/token");
        await asClient(page, { id: "nightly", secret: "a-secret-of-this-test" });
        await page.locator("#client_secret").press("Enter");
        await expect(page.locator("#unanswered")).toBeVisible();
        expect(await violations(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
      });
    });
  }
}

test.describe("by the keyboard alone", () => {
  test.use({ noise: { expected: [OUTSIDE] } });

  test("from the question to a token", async ({ page, site }) => {
    const server = await oauth2MockServer();
    await page.goto(`${site}own.html#${new URLSearchParams({ ask: server.origin, issuer: server.origin })}`);
    await tabTo(page, page.getByRole("button", { name: /^Allow/ }));
    await page.keyboard.press("Enter");
    await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
    await tabTo(page, page.getByLabel("Client ID", { exact: true }));
    await page.keyboard.type("anybody");
    await tabTo(page, page.locator("#client_secret"));
    await page.keyboard.type("anything");
    await page.keyboard.press("Enter");
    await expect(page.locator("#consent h2")).toBeFocused();
    await tabTo(page, page.getByRole("button", { name: /^Send it to/ }));
    await page.keyboard.press("Enter");
    await expect(page.getByRole("region", { name: "Response", exact: true })).toContainText("200");
    await server.close();
  });
});

test.describe("two origins", () => {
  test.use({ noise: { expected: [OUTSIDE] } });

  test("metadata that names another origin leads to a second question with both, and what was typed is still there", async ({ page, site }) => {
    const [issuer, elsewhere] = [await oauth2MockServer(), await oauth2MockServer()];
    issuer.replace((metadata) => ({ ...metadata, token_endpoint: `${elsewhere.origin}/token` }));
    await openOwn(page, site, [issuer.origin], issuer.origin);
    await expect(page.locator("#found")).toContainText("another origin than the issuer’s");
    await asClient(page, { id: "anybody", secret: "before-the-question", scope: "orders.write" });
    await page.locator("#token_endpoint").fill(`${elsewhere.origin}/token?tenant=a`);
    await page.getByRole("button", { name: "Ask me again, with these too" }).click();
    await expect(page.locator("#question li code")).toHaveText([issuer.origin, elsewhere.origin]);
    await page.getByRole("button", { name: /^Allow/ }).click();
    await expect(page.locator("#found")).toContainText("another origin than the issuer’s");
    await expect(page.locator("#token_endpoint")).toHaveValue(`${elsewhere.origin}/token?tenant=a`);
    await expect(page.getByLabel("Client ID", { exact: true })).toHaveValue("anybody");
    await expect(page.locator("#scope")).toHaveValue("orders.write");
    await expect(page.locator("#client_secret")).toHaveValue("");
    await expect(page.locator("#kept")).toContainText("Type the secret again before you send.");
    await isNowhere(page, "before-the-question");
    await page.locator("#client_secret").fill("anything");
    await page.getByRole("button", { name: "Send request" }).first().click();
    await expect(page.locator("#consent")).toContainText(elsewhere.origin);
    await page.getByRole("button", { name: /^Send it to/ }).click();
    await expect(page.getByRole("region", { name: "Response", exact: true })).toContainText("200");
    await Promise.all([issuer.close(), elsewhere.close()]);
  });
});
