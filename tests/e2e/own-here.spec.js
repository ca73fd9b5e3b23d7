// Build in index.html with somebody's own issuer: everything up to the request works, and nothing leaves the page, whatever is pressed.
import { asClient } from "./own.js";
import { expect, hasStarted, test } from "./site.js";

const METADATA = {
  issuer: "https://login.example/tenant",
  token_endpoint: "https://login.example/tenant/token",
  jwks_uri: "https://keys.example/jwks",
  grant_types_supported: ["client_credentials"],
  token_endpoint_auth_methods_supported: ["client_secret_post"],
  scopes_supported: ["orders.read"],
};

/** Sends a request to an endpoint that this page cannot ask. */
async function sendByHand(page) {
  await page.locator("#where").selectOption("hand");
  await page.locator("#token_endpoint").fill("https://login.example/token");
  await asClient(page, { id: "nightly", secret: "a-secret-of-this-test" });
  await page.getByRole("button", { name: "Send request" }).first().click();
}

test("pasted metadata fills the form in, and the request is drawn without sending", async ({ page, open }) => {
  await open("#/build");
  await page.locator("#where").selectOption("issuer");
  await page.getByLabel("Your issuer", { exact: true }).fill("https://login.example/tenant");
  await page.getByText("Without sending: fetch the metadata yourself").click();
  await expect(page.locator("form")).toContainText("curl -sS 'https://login.example/tenant/.well-known/openid-configuration'");
  await expect(page.locator("form")).toContainText("curl -sS 'https://login.example/.well-known/oauth-authorization-server/tenant'");
  await page.getByLabel("Metadata, as JSON").fill(JSON.stringify(METADATA));
  await expect(page.locator("#found")).toContainText("another origin than the issuer’s");
  await expect(page.locator("#token_endpoint")).toHaveValue(METADATA.token_endpoint);
  await expect(page.locator("input[name=method][value=client_secret_post]")).toBeChecked();
  await expect(page.getByRole("region", { name: "Request", exact: true })).toContainText("Host: login.example");
});

test("metadata of another issuer is told, and fills nothing in by itself", async ({ page, open }) => {
  await open("#/build");
  await page.locator("#where").selectOption("issuer");
  await page.getByLabel("Your issuer", { exact: true }).fill("https://login.example/other");
  await page.getByText("Without sending: fetch the metadata yourself").click();
  await page.getByLabel("Metadata, as JSON").fill(JSON.stringify(METADATA));
  await expect(page.locator("#found")).toContainText("It is another issuer on the same host.");
  await expect(page.locator("#token_endpoint")).toHaveValue("");
  await page.getByRole("button", { name: "Fill the form in all the same" }).click();
  await expect(page.locator("#token_endpoint")).toHaveValue(METADATA.token_endpoint);
});

test("a provider’s pattern fills the form in; what nobody found out is told so", async ({ page, open }) => {
  await open("#/build");
  await page.locator("#where").selectOption("preset");
  await page.getByLabel("Tenant", { exact: true }).fill("contoso");
  await page.getByLabel("App ID URI of the API").fill("api://orders");
  await expect(page.locator("#token_endpoint")).toHaveValue("https://login.microsoftonline.com/contoso/oauth2/v2.0/token");
  await expect(page.locator("#scope")).toHaveValue("api://orders/.default");
  await page.getByLabel("Provider", { exact: true }).selectOption("auth0");
  await page.getByLabel("Domain", { exact: true }).fill("https://example.eu.auth0.com/");
  await page.getByLabel("Identifier of the API").fill("https://api.example");
  await expect(page.locator("#audience")).toHaveValue("https://api.example");
  await expect(page.locator("form")).toContainText("Nobody found that out.");
});

test("nothing is sent from here; what it would need is offered, and an answer can be pasted", async ({ page, open }) => {
  await open("#/build");
  await sendByHand(page);
  const pane = page.locator("#unanswered");
  await expect(pane).toContainText("This page cannot ask https://login.example");
  // Said once, and not beside the invitation to press what was just pressed.
  await expect(page.locator("#answer")).not.toContainText("Nothing was sent to");
  await expect(page.locator("#answer")).not.toContainText("Nothing has been sent yet");
  await pane.getByLabel("Paste the answer here").fill('{"error":"invalid_scope"}');
  await pane.getByRole("button", { name: "Go on with this answer" }).click();
  await expect(page.locator("#refused")).toContainText("invalid_scope");
  await expect(page.locator("#remarks")).toContainText("The body of this answer was pasted");
  await expect(page.getByRole("region", { name: "Issuer" }).first()).toContainText("Nothing was sent.");
});

test("what is offered there leads on: to the command, and back to the issuer in this page", async ({ page, open }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open("#/build");
  await sendByHand(page);
  const pane = page.locator("#unanswered");
  await expect(pane.getByRole("heading", { name: "Nothing was sent" })).toBeInViewport();
  await pane.getByRole("button", { name: "Show the command" }).click();
  await expect(page.locator("#as-code > summary")).toBeFocused();
  await expect(page.locator("#as-code")).toContainText("https://login.example/token");
  await pane.getByRole("button", { name: /^Or ask the issuer in this page/ }).click();
  await expect(page.locator("#where")).toHaveValue("embedded");
  await expect(page.locator("#where")).toBeFocused();
  await expect(pane).toHaveCount(0);
});

test("a draft that is put in another’s place says where it goes", async ({ page, open }) => {
  await open("#/build");
  for (const [act, arrived] of [
    [() => page.getByRole("button", { name: "Reset form" }).click(), "embedded"],
    [() => page.locator("#preset").selectOption({ index: 1 }), "embedded"],
    [() => page.evaluate(() => (location.hash = "#/build?preset=parcel-locker")), "embedded"],
  ]) {
    await page.locator("#token_endpoint").fill("https://login.example/token");
    await page.locator("#token_endpoint").press("Tab");
    await expect(page.locator("#where")).toHaveValue("hand");
    await act();
    await expect(page.locator("#where")).toHaveValue(arrived);
    await expect(page.locator("#token_endpoint")).toHaveValue(/^https:\/\/(mtls\.)?issuer\.test\/token$/);
  }
});

test("what keeps a request from being sent is shown: the field has the focus, and says what is wrong", async ({ page, open }) => {
  await open("#/build");
  const endpoint = page.locator("#token_endpoint");
  for (const [typed, told] of [
    ["rubbish", /not an absolute URL/],
    ["{base}/realms/{realm}/protocol/openid-connect/token", /What stands in braces/],
  ]) {
    await endpoint.fill(typed);
    await page.locator("#scope").focus();
    await page.keyboard.press("Control+Enter");
    await expect(endpoint).toBeFocused();
    await expect(endpoint).toBeInViewport();
    await expect(endpoint).toHaveAccessibleDescription(told);
    await expect(endpoint).toHaveValue(typed);
  }
});

test("from here to the page that may ask: the draft comes along, and the secret does not", async ({ page, open, site }) => {
  await open("#/build");
  await page.locator("#where").selectOption("issuer");
  await page.getByLabel("Your issuer", { exact: true }).fill("https://login.example/tenant");
  await asClient(page, { id: "nightly", secret: "a-secret-of-this-test", scope: "orders.write" });
  await page.getByRole("button", { name: "Discover on the page that may ask" }).click();
  await expect(page.locator("#question li code")).toHaveText("https://login.example");
  await expect(page.locator("#question")).toContainText("the metadata of https://login.example/tenant");
  expect(page.url()).toContain(`${site}own.html#`);
  expect(page.url()).toContain("nightly");
  expect(page.url()).not.toContain("a-secret-of-this-test");
});

test.describe("on a host that does not offer it", () => {
  const gone = (name, bytes) => {
    if (name === "own.html") throw new Error("deleted");
    return bytes;
  };
  test.use({ serving: { alter: gone }, noise: { expected: [/status 404: .*own\.html/, /console error: .*404/] } });

  test("Build says so, and stays with commands and pasting", async ({ page, open }) => {
    await open("#/build");
    await page.locator("#where").selectOption("issuer");
    await page.getByLabel("Your issuer", { exact: true }).fill("https://login.example/tenant");
    await page.getByRole("button", { name: "Discover on the page that may ask" }).click();
    await expect(page.locator("form")).toContainText("does not offer to send anything");
    await hasStarted(page);
  });
});
