// Every screen by its address, and the state with the most on it.
import { violations } from "./axe.js";
import { expect } from "./site.js";

export const ROUTES = ["#/learn/1", "#/learn/2", "#/learn/3", "#/learn/4", "#/learn/5", "#/learn/6", "#/learn/6/annotated", "#/learn/7", "#/learn/8", "#/learn/9", "#/learn/10", "#/learn/11", "#/learn/12", "#/field/1", "#/field/2", "#/field/3", "#/field/4", "#/field/5", "#/field/6", "#/answer", "#/servers", "#/clients", "#/compare", "#/compare/tokens-returned/oidc", "#/compare/sender-constraint/oauth", "#/compare/all", "#/compare/diff", "#/build", "#/decode", "#/issuer", "#/issuer/clients", "#/issuer/keys", "#/issuer/clock", "#/issuer/configuration", "#/issuer/log", "#/document", "#/glossary", "#/glossary/pkce", "#/help", "#/privacy", "#/search", "#/search?q=token", "#/search?q=why%20no%20id_token", "#/quiz", "#/quiz/2", "#/quiz/6", "#/nowhere"];

/** Brings a screen to the state with the most on it. Says whether there is another than the one it opens in. */
export async function fill(page, route) {
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
  } else if (route === "#/decode") {
    await page.getByRole("group", { name: "Samples" }).getByRole("button", { name: "ID Token", exact: true }).click();
    await page.getByRole("region", { name: /Signature/ }).getByText("Signature matches").first().waitFor();
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
  } else {
    return false;
  }
  return true;
}

/** Goes to a screen within the visit, as a link does, and waits until it is drawn. */
export async function go(page, route) {
  await page.evaluate(async (route) => {
    location.hash = route;
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  }, route);
  await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}
