// Build with real issuers, started here on the loopback address: discovery, every way to prove who the client is, tokens, and what came
// back verified with the issuer's keys. What leaves the page is held against what the servers were asked.
import { SPELT, nodeOauth } from "./providers/node-oauth.js";
import { oauth2MockServer } from "./providers/oauth2-mock-server.js";
import { SECRET, oidcProvider } from "./providers/oidc-provider.js";
import { OUTSIDE, answered, asClient, isNowhere, openOwn, send } from "./own.js";
import { receiptRow } from "./screens.js";
import { expect, hasStarted, test } from "./site.js";

const strip = (page) => page.getByRole("region", { name: "Issuer", exact: true });
/** A browser writes every status of 400 and above to the console. */
const refused = { noise: { expected: [OUTSIDE, /status 40[01]/, /console error: Failed to load resource/] } };
const fromOwn = { noise: { expected: [OUTSIDE] } };

test.describe("node-oidc-provider", () => {
  test.use(fromOwn);
  let server;
  test.beforeAll(async () => (server = await oidcProvider()));
  test.afterAll(() => server.close());
  test.beforeEach(() => server.asked.splice(0));

  test("the metadata fills the form in, and nothing of the reader's goes along", async ({ page, site }) => {
    await openOwn(page, site, [server.origin], server.origin);
    await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
    await expect(page.locator("#issuer")).toHaveValue(server.origin);
    await expect(page.locator("#found")).toContainText("client_secret_basic client_secret_post client_secret_jwt private_key_jwt");
    await expect(page.locator("#found")).toContainText("token_endpoint is plain HTTP, on this machine");
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /.well-known/openid-configuration"]);
    const [{ headers }] = server.asked;
    expect([headers.cookie, headers.referer, headers.authorization]).toEqual([undefined, undefined, undefined]);
    await expect(strip(page)).toContainText(`1 message to ${new URL(server.origin).host}.`);
  });

  for (const method of ["client_secret_basic", "client_secret_post", "client_secret_jwt"]) {
    test(`a token by ${method}, after a question that names the host`, async ({ page, site }) => {
      await openOwn(page, site, [server.origin], server.origin);
      await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
      await asClient(page, { id: method, secret: SECRET, method, scope: "orders.read" });
      await page.locator("#resource").fill("https://api.example");
      server.asked.splice(0);
      await send(page, { agree: false });
      await expect(page.locator("#consent")).toContainText(server.origin);
      expect(server.asked, "nothing is sent before the reader agrees").toEqual([]);
      await page.getByRole("button", { name: /^Send it to/ }).click();
      await answered(page, 200);
      const posted = server.asked.filter((one) => one.method === "POST");
      expect(posted).toHaveLength(1);
      expect(new URLSearchParams(posted[0].body).get("resource")).toBe("https://api.example");
      await isVerified(page);
      await isNowhere(page, SECRET);
      // For the same host nobody is asked again.
      await send(page, { agree: false });
      await expect.poll(() => server.asked.filter((one) => one.method === "POST").length).toBe(2);
      await expect(page.locator("#consent")).toHaveCount(0);
    });
  }

  test("a token by private_key_jwt, with a pasted key that stays in the page", async ({ page, site }) => {
    await openOwn(page, site, [server.origin], server.origin);
    await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
    await asClient(page, { id: "private_key_jwt", method: "private_key_jwt", scope: "orders.read" });
    await page.locator("#resource").fill("https://api.example");
    await pasteKey(page, server.clientKey);
    await send(page);
    await answered(page, 200);
    await isVerified(page);
    const sent = server.asked.map(({ body, path, headers }) => body + path + JSON.stringify(headers)).join();
    expect(sent).not.toContain(server.clientKey.d);
    await isNowhere(page, server.clientKey.d);
  });

  test("a token that is bound by DPoP", async ({ page, site }) => {
    await openOwn(page, site, [server.origin], server.origin);
    await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
    await asClient(page, { id: "client_secret_basic", secret: SECRET, method: "client_secret_basic", scope: "orders.read" });
    await page.locator("#resource").fill("https://api.example");
    await page.locator("#dpop").selectOption("ES256");
    await send(page);
    await answered(page, 200);
    await expect(receiptRow(page, "token_type")).toContainText("DPoP");
    await expect(page.locator("#answer")).toContainText("jkt");
    await isVerified(page);
  });

  for (const method of ["client_secret_basic", "client_secret_post", "private_key_jwt"]) {
    test(`the token is introspected and given back by ${method}`, async ({ page, site }) => {
      await openOwn(page, site, [server.origin], server.origin);
      await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
      const secret = method === "private_key_jwt" ? undefined : SECRET;
      await asClient(page, { id: method, secret, method, scope: "orders.read" });
      if (!secret) await pasteKey(page, server.clientKey);
      await send(page);
      await answered(page, 200);
      const use = page.getByRole("region", { name: "Use it" });
      await use.getByRole("button", { name: "Introspect, as this client" }).click();
      await expect(use).toContainText("/token/introspection → 200");
      await expect(use).toContainText('"active":true');
      await use.getByRole("button", { name: "Revoke" }).click();
      await expect(use).toContainText("/token/revocation → 200");
      await use.getByRole("button", { name: "Introspect, as this client" }).click();
      await expect(use).toContainText('"active":false');
      await expect(page.locator("#consent")).toHaveCount(0);
      if (secret) await isNowhere(page, secret);
    });
  }

  test.describe("a refusal", () => {
    test.use(refused);

    test("UserInfo has nobody to tell of, and its answer is shown", async ({ page, site }) => {
      await openOwn(page, site, [server.origin], server.origin);
      await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
      await asClient(page, { id: "client_secret_post", secret: SECRET, method: "client_secret_post", scope: "orders.read" });
      await send(page);
      await answered(page, 200);
      const use = page.getByRole("region", { name: "Use it" });
      await use.getByRole("button", { name: "Ask UserInfo" }).click();
      await expect(use).toContainText("/me → 401");
      await expect(use).toContainText("invalid_token");
    });

    test("a wrong secret is refused in the issuer's words", async ({ page, site }) => {
    await openOwn(page, site, [server.origin], server.origin);
    await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
    await asClient(page, { id: "client_secret_post", secret: "not the secret", method: "client_secret_post", scope: "orders.read" });
    await send(page);
    await expect(page.locator("#refused")).toContainText("invalid_client");
    await expect(page.locator("#remarks")).toContainText("invalid_client");
    await expect(page.locator("#answer")).not.toContainText("registered here");
    });
  });

  test("what is not agreed to is not sent", async ({ page, site }) => {
    await openOwn(page, site, [server.origin], server.origin);
    await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
    await asClient(page, { id: "client_secret_basic", secret: SECRET });
    server.asked.splice(0);
    await send(page, { agree: false });
    await page.getByRole("button", { name: "Do not send" }).click();
    await expect(page.getByRole("button", { name: "Send request" }).first()).toBeVisible();
    expect(server.asked).toEqual([]);
    await expect(strip(page)).toContainText("1 message to");
  });
});

test.describe("oauth2-mock-server", () => {
  test.use(fromOwn);
  let server;
  test.beforeAll(async () => (server = await oauth2MockServer()));
  test.afterAll(() => server.close());
  test.afterEach(() => server.replace(undefined));

  test("Use it names what the metadata do not name, and what lies where nobody agreed to", async ({ page, site }) => {
    server.replace(({ revocation_endpoint: _, ...rest }) => ({ ...rest, introspection_endpoint: "https://elsewhere.example/introspect" }));
    await openOwn(page, site, [server.origin], server.origin);
    await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
    await asClient(page, { id: "anybody", secret: "anything", scope: "orders.read" });
    await send(page);
    await answered(page, 200);
    const use = page.getByRole("region", { name: "Use it" });
    await expect(use).toContainText("https://elsewhere.example/introspect lies on an origin that you have not allowed.");
    await expect(use).toContainText("The metadata name no revocation endpoint (RFC 7009).");
    await use.getByRole("button", { name: "Ask UserInfo" }).click();
    await expect(use).toContainText("/userinfo → 200");
    await use.getByRole("button", { name: "Ask me again, with these too" }).click();
    await expect(page.locator("#question li code")).toHaveText([server.origin, "https://elsewhere.example"]);
  });

  test("Decode fetches the keys of the issuer that the token names, when a button is pressed", async ({ page, site }) => {
    const form = new URLSearchParams({ grant_type: "client_credentials", scope: "orders.read" });
    const { access_token } = await (await fetch(`${server.origin}/token`, { method: "POST", body: form })).json();
    server.asked.splice(0);
    await page.goto(`${site}own.html#${new URLSearchParams({ ask: server.origin, go: "#/decode" })}`);
    await page.getByRole("button", { name: /^Allow/ }).click();
    await hasStarted(page);
    await page.getByRole("textbox", { name: "Token or response" }).fill(access_token);
    await page.locator("summary", { hasText: "Get the issuer’s keys" }).click();
    expect(server.asked).toEqual([]);
    await page.getByRole("button", { name: "Fetch the keys" }).click();
    await expect(page.getByRole("region", { name: /Signature/ })).toContainText("Signature matches");
    expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(["GET /.well-known/openid-configuration", "GET /jwks"]);
    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  test("discovery, a token, and its signature by the keys that the metadata names", async ({ page, site }) => {
    await openOwn(page, site, [server.origin], server.origin);
    await expect(page.locator("#token_endpoint")).toHaveValue(`${server.origin}/token`);
    await asClient(page, { id: "anybody", secret: "anything", scope: "orders.read" });
    await send(page);
    await answered(page, 200);
    await isVerified(page);
    await page.locator("#own-key-box summary").click();
    await expect(page.locator("#own-key-box")).toContainText("1 key is here");
    await isNowhere(page, "anything");
  });
});

test.describe("@node-oauth/oauth2-server, which takes a secret as it is", () => {
  test.use(refused);
  let server;
  test.beforeAll(async () => (server = await nodeOauth()));
  test.afterAll(() => server.close());

  test("it has no metadata; by hand a token comes once the secret is spelt as it wants", async ({ page, site }) => {
    await openOwn(page, site, [server.origin]);
    await page.locator("#where").selectOption("hand");
    await page.locator("#token_endpoint").fill(server.tokenEndpoint);
    await asClient(page, { id: "nightly", secret: SPELT, method: "client_secret_basic", scope: "orders.read" });
    await send(page);
    await expect(page.locator("#refused")).toContainText("invalid_client");
    await page.getByRole("button", { name: /as it is/i }).click();
    await send(page, { agree: false });
    await answered(page, 200);
    await expect(receiptRow(page, "access_token")).not.toContainText("Did not arrive");
    await isNowhere(page, SPELT);
  });
});

/** Pastes a private key for signed assertions. */
async function pasteKey(page, key) {
  await page.locator("#key").selectOption("pasted");
  await page.locator("#key-text").fill(JSON.stringify(key));
}

/** The token that came is shown with its signature checked. */
const isVerified = (page) => expect(page.getByRole("region", { name: /Access token/ })).toContainText("Signature matches.");
