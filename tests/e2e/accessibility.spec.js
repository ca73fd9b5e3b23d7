// axe on every screen, light and dark, wide and at 320 px, and what axe cannot see: sideways scrolling.
import { sideways, violations } from "./axe.js";
import { expect, test } from "./site.js";

const ROUTES = ["#/learn/1", "#/learn/2", "#/learn/3", "#/learn/4", "#/learn/5", "#/learn/6", "#/learn/6/annotated", "#/learn/7", "#/learn/8", "#/learn/9", "#/learn/10", "#/learn/11", "#/learn/12", "#/field/1", "#/field/2", "#/field/3", "#/field/4", "#/field/5", "#/field/6", "#/answer", "#/servers", "#/clients", "#/compare", "#/compare/tokens-returned/oidc", "#/compare/sender-constraint/oauth", "#/compare/all", "#/compare/diff", "#/build", "#/decode", "#/issuer", "#/issuer/clients", "#/issuer/keys", "#/issuer/clock", "#/issuer/configuration", "#/issuer/log", "#/document", "#/glossary", "#/glossary/pkce", "#/help", "#/privacy", "#/search", "#/search?q=token", "#/search?q=why%20no%20id_token", "#/quiz", "#/quiz/2", "#/quiz/6", "#/nowhere"];

/** Brings a screen to the state with the most on it. */
async function fill(page, route) {
  if (/^#\/(?:learn|field)/.test(route)) {
    await page.getByRole("button", { name: /^Run experiment/ }).first().click();
    if (route === "#/learn/11") {
      await page.getByRole("region", { name: "Simulated sign-in" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Continue as Sam" }).click();
    }
    await page.getByRole("heading", { name: "What happened" }).waitFor();
  } else if (route === "#/answer") {
    await page.getByRole("button", { name: "Ask all five" }).click();
    await page.getByRole("main").getByText(/Of 5 servers 1 refused/).waitFor();
    await page.getByText("Which servers do so, by name").click();
  } else if (route === "#/compare" || route === "#/compare/all") {
    await page.getByRole("button", { name: /^Run all/ }).click();
    await page.getByText("10 of 10 claims hold.").first().waitFor();
  } else if (route === "#/issuer/keys") {
    await page.getByRole("button", { name: "Rotate issuer keys" }).click();
    await page.getByText("Signs now").waitFor();
  } else if (route === "#/issuer/configuration") {
    await page.getByRole("textbox", { name: "Configuration as JSON" }).fill("{}");
    await page.getByRole("button", { name: "Import configuration" }).click();
    await page.getByRole("alert").waitFor();
    await page.getByText("The configuration of the issuer").click();
  } else if (route === "#/issuer") {
    await page.getByRole("radio", { name: /^FAPI 2.0/ }).check();
    await page.getByRole("textbox", { name: "Seconds" }).first().fill("0");
    await page.keyboard.press("Tab");
    await page.getByRole("alert").waitFor();
  } else if (route === "#/build") {
    await page.getByRole("button", { name: "Send request" }).click();
    await page.getByRole("heading", { name: "Receipt" }).waitFor();
    await page.getByLabel("Start from").selectOption("parcel-locker");
    await page.getByRole("combobox", { name: "Certificate of the connection" }).selectOption("own");
    await page.getByRole("button", { name: "Make a certificate" }).click();
    await page.getByRole("button", { name: "Register a client with it" }).waitFor();
  }
}

for (const theme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    test.describe(`${theme}, ${width} px`, () => {
      test.use({ viewport: { width, height: 800 } });

      for (const route of ROUTES) {
        test(`${route} before and after a run`, async ({ page, open }) => {
          await open(route, { search: `?theme=${theme}` });
          await page.getByRole("heading", { level: 1 }).waitFor();
          // A screen whose texts are on their way has its heading already.
          await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
          expect(await violations(page)).toEqual([]);
          expect(await sideways(page), "sideways scrolling").toBe(0);
          await fill(page, route);
          expect(await violations(page)).toEqual([]);
          expect(await sideways(page), "sideways scrolling after a run").toBe(0);
        });
      }

      test("the static text", async ({ page, site }) => {
        await page.route("**/*.wasm", () => {}); // Never answered.
        await page.goto(`${site}?theme=${theme}`);
        await page.getByRole("heading", { name: "Key differences" }).waitFor();
        expect(await violations(page)).toEqual([]);
        expect(await sideways(page), "sideways scrolling").toBe(0);
        await page.unrouteAll({ behavior: "ignoreErrors" });
      });
    });
  }
}
