// Build, after the answer: the token in use, the exchanges that were, and what can be taken along.
import { copied } from "./screens.js";
import { expect, test } from "./site.js";

const field = (page, name) => page.getByLabel(name, { exact: true });
const send = (page) => page.getByRole("button", { name: "Send request" }).first();
const use = (page) => page.getByRole("region", { name: "Use it" });

test("the token is used, cannot be given back, and runs out", async ({ page, open }) => {
  await open("#/build");
  await send(page).click();
  await page.getByRole("button", { name: "Call the API" }).click();
  await expect(use(page)).toContainText("GET api.test/orders → 200");
  await page.getByRole("button", { name: "Ask UserInfo" }).click();
  await expect(use(page)).toContainText("GET issuer.test/userinfo → 403");
  await page.getByRole("button", { name: "Introspect, as the API" }).click();
  await expect(use(page)).toContainText("POST issuer.test/introspect → 200");
  await expect(use(page)).toContainText('"active":true');
  await page.getByRole("button", { name: "Revoke" }).click();
  // APIs check a JWT by themselves, so giving it back would change nothing for them, and the issuer says so (RFC 7009 §2.2.1).
  await expect(use(page)).toContainText("POST issuer.test/revoke → 400");
  await expect(use(page)).toContainText("unsupported_token_type");
  await page.getByRole("button", { name: "Let it expire" }).click();
  await page.getByRole("button", { name: "Call the API" }).click();
  await expect(use(page)).toContainText("GET api.test/orders → 401");
});

test("two exchanges are compared member by member, and one is copied without secret and token", async ({ page, open }) => {
  await open("#/build");
  await send(page).click();
  await expect(page.getByText("1 exchange so far")).toHaveCount(1);
  await field(page, "Scope").fill("orders.write");
  await send(page).click();
  await page.getByText("History", { exact: true }).click();
  await expect(page.getByText("2 exchanges so far")).toBeVisible();
  await field(page, "Compare with").selectOption("1");
  const table = page.getByRole("table", { name: /1\. POST issuer\.test\/token/ });
  await expect(table.getByRole("row", { name: /form scope orders\.read orders\.write/ })).toBeVisible();
  const report = await copied(page, page.getByRole("button", { name: "Copy as issue report" }));
  expect(report).toContain("scope=orders.write");
  expect(report).toContain("authorization: Basic [redacted]");
  expect(report).not.toMatch(/eyJ|demo-secret|bmlnaHRseS1y/);
});

test("a link carries every field and no credential, and a reload keeps the draft", async ({ page, open }) => {
  await open("#/build");
  await field(page, "Token endpoint").fill("https://as.example/oauth/token");
  await page.getByRole("textbox", { name: "Issuer" }).fill("https://as.example");
  await field(page, "Audience").fill("https://api.example/");
  await field(page, "Client secret").fill("my-own-secret");
  await field(page, "More parameters").fill("tenant=a\nclient_secret=sesame");
  await field(page, "More header fields").fill("X-Trace: 1\nAuthorization: Bearer sesame");
  await expect.poll(() => page.url()).toContain("tenant");
  expect(page.url()).not.toMatch(/sesame|my-own-secret/);
  await page.reload();
  await expect(field(page, "Token endpoint")).toHaveValue("https://as.example/oauth/token");
  await expect(field(page, "Audience")).toHaveValue("https://api.example/");
  await expect(field(page, "More parameters")).toHaveValue("tenant=a");
  await expect(field(page, "More header fields")).toHaveValue("X-Trace: 1");
});
