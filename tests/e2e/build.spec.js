// Build: the request is drawn as it will be sent, sent, and its answer explained.
import { copied, holdCrypto, receiptRow, setOpenid, status } from "./screens.js";
import { expect, tabTo, test } from "./site.js";

const field = (page, name) => page.getByLabel(name, { exact: true });
const send = (page) => page.getByRole("button", { name: "Send request" }).first();
const request = (page) => page.getByRole("region", { name: "Request", exact: true });
const response = (page) => page.getByRole("region", { name: "Response", exact: true });
const answer = (page) => page.getByRole("region", { name: "Request and answer" });

test("another sample of code stands where the one before stood", async ({ page, open }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open("#/build");
  await page.locator("#as-code > summary").click();
  const sample = page.locator("#code-sample");
  await expect(page.locator("#as-code pre, #as-code .code").first()).toBeVisible();
  await sample.evaluate((element) => element.scrollIntoView({ block: "start" }));
  const scrolled = () => page.locator("#evidence").evaluate((pane) => pane.scrollTop);
  const before = await scrolled();
  expect(before).toBeGreaterThan(100);
  for (const index of [1, 3, 5]) {
    const code = page.locator("#as-code .code").first();
    const text = await code.textContent();
    await sample.selectOption({ index });
    await expect(code).not.toHaveText(text);
    expect(await scrolled()).toBe(before);
  }
});

test("the request is drawn while typing, as it will be sent", async ({ page, open }) => {
  await open("#/build");
  await expect(request(page)).toContainText("POST /token");
  await expect(request(page)).toContainText("Host: issuer.test");
  await field(page, "Scope").fill("orders.read orders.write");
  await field(page, "Grant type").fill("client_credentials");
  await page.getByRole("button", { name: "Raw" }).first().click();
  await expect(request(page)).toContainText("grant_type=client_credentials&scope=orders.read+orders.write");
  expect(await copied(page, page.getByRole("button", { name: "Copy request" }))).toMatch(
    /^POST \/token HTTP\/1\.1\r?\n[^]*Authorization: Basic bmlnaHRseS1yZXBvcnQ6ZGVtby1zZWNyZXQtbm90LXJlYWw=\r?\n/,
  );
});

for (const width of [360, 768, 1280, 1440]) {
  test(`at ${width} px the button that sends is in view from the beginning`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: width < 500 ? 740 : 800 });
    await open("#/build");
    await expect(page.getByRole("button", { name: "Send request" }).filter({ visible: true })).toBeInViewport({ ratio: 1 });
  });
}

test("where there is no request the pane says what it lacks", async ({ page, open }) => {
  await open("#/build");
  await field(page, "Ask").selectOption({ label: "A real issuer, by its metadata" });
  await expect(page.getByText("There is no request to send yet. It needs a token endpoint.")).toBeVisible();
  await page.locator("#token_endpoint").fill("login.example.com/token");
  await expect(page.getByText("There is no request to send yet. The token endpoint is not an absolute URL.")).toBeVisible();
  await page.locator("#token_endpoint").fill("https://login.example.com/token");
  await expect(request(page)).toContainText("Host: login.example.com");
});

test("an endpoint that is typed is asked, and the choice says so", async ({ page, open }) => {
  await open("#/build");
  await expect(field(page, "Ask")).toHaveValue("embedded");
  await page.locator("#token_endpoint").fill("https://login.example.com/token");
  await page.locator("#token_endpoint").press("Tab");
  await expect(field(page, "Ask")).toHaveValue("hand");
  await page.locator("#token_endpoint").fill("https://login.example.com/oauth/token");
  await send(page).click();
  await expect(answer(page)).toContainText("This page cannot ask https://login.example.com: its policy keeps it from every address but those of its own files.");
});

test("what is copied with a secret that is not shown says so", async ({ page, open }) => {
  await open("#/build");
  expect(await copied(page, page.getByRole("button", { name: "Copy request" }))).toContain("Authorization: Basic");
  await expect(status(page)).toHaveText("Copied, with the secret.");
});

test("with Form body the secret moves into the form", async ({ page, open }) => {
  await open("#/build");
  await page.getByRole("radio", { name: /^Form body/ }).click();
  const text = await copied(page, page.getByRole("button", { name: "Copy request" }));
  expect(text).toContain("client_id=nightly-report&client_secret=demo-secret-not-real");
  expect(text).not.toContain("Authorization:");
});

test("sent as it stands, four members arrive and the token is about the client", async ({ page, open }) => {
  await open("#/build");
  await send(page).click();
  await expect(response(page)).toContainText("200");
  await expect(response(page)).toContainText("access_token");
  for (const member of ["access_token", "token_type", "expires_in", "scope"]) {
    await expect(receiptRow(page, member)).not.toContainText("Did not arrive");
  }
  for (const member of ["refresh_token", "id_token"]) await expect(receiptRow(page, member)).toContainText("Did not arrive");
  const token = page.getByRole("region", { name: /Access token/ });
  await expect(token).toContainText("nightly-report");
  await expect(token).toContainText("Decoded. Signature matches.");
  await expect(status(page)).toContainText("200");
});

test.describe("what the issuer refuses is shown and explained", () => {
  for (const { what, name, value, code, error } of [
    { what: "a wrong secret", name: "Client secret", value: "demo-secret-not-reaL", code: 401, error: "invalid_client" },
    { what: "an unknown client", name: "Client ID", value: "nobody", code: 401, error: "invalid_client" },
    { what: "a scope that is not allowed", name: "Scope", value: "admin", code: 400, error: "invalid_scope" },
    { what: "openid, under the default policy", name: "Scope", value: "orders.read openid", code: 400, error: "invalid_scope" },
    { what: "a misspelt grant type", name: "Grant type", value: "client_credential", code: 400, error: "unsupported_grant_type" },
    { what: "no grant type", name: "Grant type", value: "", code: 400, error: "invalid_request" },
  ]) {
    test(what, async ({ page, open }) => {
      await open("#/build");
      await field(page, name).fill(value);
      await send(page).click();
      await expect(page.getByRole("heading", { name: `The issuer refused: ${error}` })).toBeVisible();
      await expect(page.getByRole("region", { name: /^The issuer refused/ })).toContainText(/RFC \d+ §/);
      await expect(response(page)).toContainText(String(code));
      await expect(response(page)).toContainText(error);
      await expect(receiptRow(page, "access_token")).toContainText("Did not arrive");
    });
  }

  test("a wrong secret in the form is 400: there was no header to challenge", async ({ page, open }) => {
    await open("#/build");
    await field(page, "Start from").selectOption({ label: "billing-export: Form body" });
    await field(page, "Client secret").fill("wrong");
    await send(page).click();
    await expect(page.getByRole("heading", { name: "The issuer refused: invalid_client" })).toBeVisible();
    await expect(response(page)).toContainText("400");
    await expect(response(page)).not.toContainText("WWW-Authenticate");
  });
});

test("the preset of the form client works as registered", async ({ page, open }) => {
  await open("#/build");
  await field(page, "Start from").selectOption({ label: "billing-export: Form body" });
  await expect(page.getByRole("radio", { name: /^Form body/ })).toBeChecked();
  await send(page).click();
  await expect(response(page)).toContainText("200");
});

test("under Drop the granted scope lacks openid, and the Receipt says so", async ({ page, open }) => {
  await open("#/build");
  await setOpenid(page, "Drop");
  await field(page, "Scope").fill("orders.read openid");
  await send(page).click();
  await expect(response(page)).toContainText("200");
  await expect(receiptRow(page, "scope")).toContainText("orders.read");
  await expect(receiptRow(page, "id_token")).toContainText("Did not arrive");
});

test("under the vendor policy an ID Token arrives, marked as outside the specification", async ({ page, open }) => {
  await open("#/build");
  await setOpenid(page, "Vendor: service account");
  await field(page, "Scope").fill("orders.read openid");
  await send(page).click();
  await expect(receiptRow(page, "id_token")).not.toContainText("Did not arrive");
  await expect(receiptRow(page, "id_token")).toContainText("Outside the specification");
  await expect(answer(page)).toContainText("Logins recorded: 0");
});

test("a request is built, broken and mended with the keyboard alone", async ({ page, open }) => {
  await open("#/build");
  await tabTo(page, field(page, "Grant type"));
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("heading", { name: "The issuer refused: unsupported_grant_type" })).toBeVisible();
  await expect(field(page, "Grant type"), "focus stays in the field").toBeFocused();
  await page.keyboard.type("s");
  await expect(answer(page)).toContainText("The request has changed since this answer.");
  await tabTo(page, send(page));
  await page.keyboard.press("Enter");
  await expect(response(page)).toContainText("200");
});

test("Enter in a field sends", async ({ page, open }) => {
  await open("#/build");
  await field(page, "Scope").press("Enter");
  await expect(response(page)).toContainText("200");
});

test("a link fills the form, a reload keeps it, and no address ever holds the secret", async ({ page, open }) => {
  await open("#/build?v=1&preset=nightly-report&scope=admin");
  await expect(field(page, "Scope")).toHaveValue("admin");
  await field(page, "Client secret").fill("typed-by-hand");
  await field(page, "Scope").fill("orders.write");
  await expect(page).toHaveURL(/scope=orders\.write/);
  expect(page.url()).not.toContain("typed-by-hand");
  expect(page.url()).not.toContain("demo-secret");
  await page.reload();
  await expect(field(page, "Scope")).toHaveValue("orders.write");
  await expect(field(page, "Client secret")).not.toHaveValue("typed-by-hand");
});

test("the secret is hidden until it is asked for", async ({ page, open }) => {
  await open("#/build");
  await expect(field(page, "Client secret")).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "Show secret" }).first().click();
  await expect(field(page, "Client secret")).toHaveAttribute("type", "text");
});

test("code takes the secret from the environment", async ({ page, open }) => {
  await open("#/build");
  await page.getByText("As code", { exact: true }).click();
  const chosen = page.getByLabel("Tool or library", { exact: true });
  await expect(chosen).toHaveValue("curl");
  for (const sample of await chosen.locator("option").all()) {
    const name = await sample.getAttribute("value");
    await chosen.selectOption(name);
    await expect(chosen).toHaveValue(name);
    if (name === "msal") {
      // The library speaks to Microsoft Entra alone.
      await expect(page.getByRole("button", { name: "Copy code" })).toHaveCount(0);
      continue;
    }
    const code = await copied(page, page.getByRole("button", { name: "Copy code" }));
    expect(code, name).toMatch(/CLIENT_SECRET/);
    expect(code, name).not.toContain("demo-secret-not-real");
    expect(code, name).toContain("https://issuer.test");
  }
});

test("the token is opened in Decode and verifies there", async ({ page, open }) => {
  await open("#/build");
  await send(page).click();
  await page.getByRole("link", { name: "Open in Decode" }).first().click();
  await expect(page.getByRole("region", { name: /Signature/ })).toContainText("Signature matches");
});

test.describe("which API, and what in detail", () => {
  test("resources are sent one parameter each, and one that the client may not use is explained and mended", async ({ page, open }) => {
    await open("#/build");
    await field(page, "Resource").fill("https://api.test\nhttps://stock.test");
    await page.getByRole("button", { name: "Raw" }).first().click();
    await expect(request(page)).toContainText("resource=https%3A%2F%2Fapi.test&resource=https%3A%2F%2Fstock.test");
    await send(page).click();
    await expect(page.getByRole("heading", { name: "The issuer refused: invalid_target" })).toBeVisible();
    await page.getByRole("button", { name: "Remove the resource" }).click();
    await expect(field(page, "Resource")).toHaveValue("");
    await field(page, "Resource").fill("https://api.test");
    await send(page).click();
    await expect(page.getByRole("region", { name: /Access token/ })).toContainText("https://api.test");
  });

  test("a resource that is none is said beside its field", async ({ page, open }) => {
    await open("#/build");
    await field(page, "Resource").fill("orders");
    await expect(page.locator("#resource-hint")).toContainText("A resource is a whole address");
  });

  test("the demo type of authorization details is written, granted and part of link and curl", async ({ page, open }) => {
    await open("#/build?v=1&preset=billing-export");
    await page.getByRole("button", { name: "Write the demo type" }).click();
    await expect(field(page, "Authorization details")).toHaveValue(/orders_export/);
    await page.getByText("As code", { exact: true }).click();
    expect(await copied(page, page.getByRole("button", { name: "Copy code" }))).toContain("authorization_details=[{");
    await field(page, "Resource").fill("https://api.test");
    const link = await copied(page, page.getByRole("button", { name: "Copy link" }));
    expect(link).toMatch(/#\/build\?v=1&preset=billing-export&resource=https:%2F%2Fapi\.test&authorization_details=/);
    await send(page).click();
    await expect(page.getByRole("region", { name: /Access token/ })).toContainText("orders_export");
    await page.goto(link);
    await page.reload();
    await expect(field(page, "Resource")).toHaveValue("https://api.test");
    await expect(field(page, "Authorization details")).toHaveValue(/orders_export/);
  });
});

test.describe("a certificate beside the request", () => {
  const beside = (page) => page.getByRole("region", { name: "Beside the request" });
  const certificate = (page) => page.getByRole("combobox", { name: "Certificate of the connection" });

  test("a demo certificate brings a bound token, another one is refused and mended", async ({ page, open }) => {
    await open("#/build");
    await page.getByLabel("Start from").selectOption("meter-gateway");
    await expect(request(page)).toContainText("mtls.issuer.test");
    await expect(beside(page)).toContainText("CN=meter-gateway");
    await expect(beside(page)).toContainText("That transport is simulated");
    await beside(page).getByText("The field that the proxy writes").click();
    await expect(beside(page)).toContainText("Client-Cert: :MII");
    await expect(field(page, "Client secret")).toHaveCount(0);
    await send(page).click();
    const print = await beside(page).locator("dd").nth(2).innerText();
    expect(print).toMatch(/^[\w-]{43}$/);
    await expect(page.getByRole("region", { name: /Access token/ })).toContainText(print);

    await certificate(page).selectOption("B");
    await expect(page.getByText("The request has changed since this answer.")).toBeVisible();
    await send(page).click();
    await expect(page.getByRole("heading", { name: "The issuer refused: invalid_client" })).toBeVisible();
    await page.getByRole("button", { name: "Show the client’s certificate" }).click();
    await expect(certificate(page)).toHaveValue("A");
    await certificate(page).selectOption("none");
    await expect(beside(page)).toContainText("The connection shows no certificate.");
    await send(page).click();
    await expect(page.getByText("the connection showed none")).toBeVisible();
    const link = await copied(page, page.getByRole("button", { name: "Copy link" }));
    expect(link).not.toMatch(/cert|MII/);
    await page.getByText("As code", { exact: true }).click();
    expect(await copied(page, page.getByRole("button", { name: "Copy code" }))).toContain("$CLIENT_CERTIFICATE_FILE");
  });

  test("a fingerprint that comes after the screen was left leaves the page as it is", async ({ page, open }) => {
    await open("#/build");
    await page.getByLabel("Start from").selectOption("meter-gateway");
    await expect(beside(page)).toContainText("CN=meter-gateway");
    const release = await holdCrypto(page, "digest");
    await certificate(page).selectOption("B");
    await page.getByRole("link", { name: "Decode", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Decode" })).toBeFocused();
    await release();
    await page.getByRole("button", { name: "Access token" }).click();
    await expect(status(page)).toHaveText(/opened/);
  });

  test("a certificate made in the page is refused, registered, and then good", async ({ page, open }) => {
    await open("#/build");
    await page.getByLabel("Start from").selectOption("parcel-locker");
    await certificate(page).selectOption("own");
    await page.getByRole("button", { name: "Make a certificate" }).click();
    await expect(status(page)).toContainText("A certificate was made");
    await expect(beside(page)).toContainText("CN=my own client");
    await send(page).click();
    await expect(page.getByRole("heading", { name: "The issuer refused: invalid_client" })).toBeVisible();
    await page.getByRole("button", { name: "Register a client with it" }).click();
    await expect(status(page)).toContainText("Registered with this certificate:");
    const id = await field(page, "Client ID").inputValue();
    expect(id).not.toBe("parcel-locker");
    await send(page).click();
    await expect(response(page)).toContainText("200");
    await expect(page.getByRole("region", { name: /Access token/ })).toContainText(id);
    await expect(page.getByRole("region", { name: /Access token/ })).toContainText("x5t#S256");
    await page.goto(page.url().replace(/#.*/, "#/issuer/clients"));
    await expect(page.getByRole("row", { name: new RegExp(`^${id}`) })).toContainText("self_signed_tls_client_auth");
  });
});
