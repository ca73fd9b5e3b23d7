// Build: every way in which a client proves who it is, with keys of the demo client, made here or pasted, and bound tokens.
import { generateKeyPairSync } from "node:crypto";
import { copied } from "./screens.js";
import { expect, test } from "./site.js";

const field = (page, name) => page.getByLabel(name, { exact: true });
const send = (page) => page.getByRole("button", { name: "Send request" }).first();
const response = (page) => page.getByRole("region", { name: "Response", exact: true });
const start = (page, name) => field(page, "Start from").selectOption({ label: name });

for (const client of ["nightly-report: Basic", "billing-export: Form body", "ledger-sync: Private key JWT"]) {
  test(`${client} gets a token whose signature matches`, async ({ page, open }) => {
    await open("#/build");
    await start(page, client);
    await send(page).click();
    await expect(response(page)).toContainText("200");
    await expect(page.getByRole("region", { name: /Access token/ })).toContainText("Signature matches.");
  });
}

test("every client of the cast that asks for tokens can be started from, and gets one", async ({ page, open }) => {
  await open("#/build");
  const labels = await field(page, "Start from").locator("option").allTextContents();
  expect(labels.length).toBeGreaterThanOrEqual(8);
  const got = {};
  for (const label of labels) {
    await start(page, label);
    await send(page).click();
    await expect(page.getByRole("button", { name: "Send request" }).first()).not.toHaveAttribute("aria-disabled", "true");
    got[label] = (await response(page).textContent()).includes(" 200 ");
  }
  const refused = Object.keys(got).filter((label) => !got[label]);
  // These two sign people in and may not use this grant: one has no authentication, one is not registered for it.
  expect(refused).toEqual(["shop-web: None", "back-office: Basic"]);
});

test("the assertion is shown decoded before it is sent, and what is typed takes a member's place", async ({ page, open }) => {
  await open("#/build");
  await start(page, "ledger-sync: Private key JWT");
  const shown = page.getByRole("region", { name: "The assertion, before it is signed" });
  await expect(shown).toContainText('"alg": "ES256"');
  await expect(shown).toContainText('"aud": "https://issuer.test"');
  await page.getByText("What the assertion says").click();
  await field(page, "Audience of the assertion").selectOption("token_endpoint");
  await expect(shown).toContainText('"aud": "https://issuer.test/token"');
  await send(page).click();
  await expect(page.getByRole("heading", { name: "The issuer refused: invalid_client" })).toBeVisible();
  await field(page, "Audience of the assertion").selectOption("issuer");
  await field(page, "Claims, as JSON").fill('{"jti": "once"}');
  await send(page).click();
  await expect(response(page)).toContainText("200");
  await send(page).click();
  await expect(response(page)).toContainText("400");
  await field(page, "Claims, as JSON").fill("{");
  await expect(page.getByText("This is not a JSON object, so no assertion can be made of it.", { exact: true })).toBeVisible();
  await expect(field(page, "Claims, as JSON")).toHaveValue("{");
});

test("a key made here is unknown until a client is registered with it", async ({ page, open }) => {
  await open("#/build");
  await start(page, "ledger-sync: Private key JWT");
  await field(page, "Key that signs").selectOption("made");
  await send(page).click();
  await expect(page.getByRole("alert")).toContainText("There is no key to sign with yet.");
  await page.getByRole("button", { name: "Make a key" }).click();
  await send(page).click();
  await expect(page.getByRole("heading", { name: "The issuer refused: invalid_client" })).toBeVisible();
  await page.getByRole("button", { name: "Register a client with it" }).click();
  await expect(page.locator("#main").getByText("Registered with this key:")).toBeVisible();
  await send(page).click();
  await expect(response(page)).toContainText("200");
});

test("a pasted PEM signs, and stays out of address, storage and document", async ({ page, open }) => {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" });
  await open("#/build");
  await start(page, "ledger-sync: Private key JWT");
  await field(page, "Key that signs").selectOption("pasted");
  await field(page, "Private key").fill("-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQ==\n-----END PUBLIC KEY-----");
  await send(page).click();
  await expect(page.locator("#answer [role=alert]")).toBeVisible();
  await field(page, "Private key").fill(pem);
  await send(page).click();
  // Signed, and by nobody whom the issuer knows.
  await expect(page.getByRole("heading", { name: "The issuer refused: invalid_client" })).toBeVisible();
  const middle = pem.split("\n")[1];
  const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]));
  expect(kept).not.toContain(middle);
});

test("a bound token takes two exchanges where the server wants its nonce, and is of use with its key", async ({ page, open }) => {
  await open("#/build?v=1&policy=dpopNonce:on");
  await field(page, "Bound to a key (DPoP)").selectOption("ES256");
  await send(page).click();
  await expect(response(page)).toContainText("200");
  const first = page.getByRole("region", { name: "First exchange: the issuer asked for its nonce" });
  await first.getByText("Both messages of the first exchange").click();
  await expect(first).toContainText("use_dpop_nonce");
  await expect(response(page)).toContainText("DPoP");
  await page.getByRole("button", { name: "Call the API" }).click();
  const use = page.getByRole("region", { name: "Use it" });
  await expect(use).toContainText("api.test/orders → 200");
});

test("the spelling of the secret is a choice, and after a refusal the other one is offered", async ({ page, open }) => {
  await open("#/build");
  await field(page, "Client secret").fill("a b+c%d:e");
  await page.getByText("How the Basic header is made").click();
  await expect(page.getByText("Form-encoding changes something here.")).toBeVisible();
  await send(page).click();
  await expect(response(page)).toContainText("401");
  await page.getByRole("button", { name: "Send it as it is" }).click();
  await expect(field(page, "Spelling of the secret")).toHaveValue("raw");
  const text = await copied(page, page.getByRole("button", { name: "Copy request" }));
  expect(Buffer.from(/Basic (\S+)/.exec(text)[1], "base64").toString()).toBe("nightly-report:a b+c%d:e");
});

test("what is wrong stands beside its field, and one press mends it", async ({ page, open }) => {
  await open("#/build");
  await field(page, "Scope").fill("orders.read,orders.write");
  await page.getByRole("button", { name: "Replace the commas by spaces" }).click();
  await expect(field(page, "Scope")).toHaveValue("orders.read orders.write");
  await field(page, "Client ID").fill("nightly-report ");
  await page.getByRole("button", { name: "Take the white space away" }).click();
  await expect(field(page, "Client ID")).toHaveValue("nightly-report");
  await field(page, "Token endpoint").fill("https://issuer.test/token?grant_type=client_credentials");
  await page.getByRole("button", { name: "Take it out of the address" }).click();
  await expect(field(page, "Token endpoint")).toHaveValue("https://issuer.test/token");
});
