// own.html before the reader agrees and at the moment of it: what is shown, what is loaded, and what the browser then allows.
import { createServer } from "node:http";
import { expect, hasStarted, test } from "./site.js";

/** A server that allows every page to read its answers, and keeps what it was asked. */
async function neighbour() {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "application/json" }).end("{}");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { asked, origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

const agree = (page) => page.getByRole("button", { name: /^Allow/ }).click();

/** What becomes of a fetch from inside of the page. */
const fetched = (page, address) => page.evaluate((address) => fetch(address).then((response) => response.status, (error) => error.name), address);

/** What the page's policy says of a fetch that it forbids. */
const refused = (page, address) =>
  page.evaluate(
    (address) =>
      new Promise((done) => {
        addEventListener("securitypolicyviolation", ({ blockedURI }) => done(blockedURI), { once: true });
        fetch(address).catch(() => {});
      }),
    address,
  );

test("before the reader agrees nothing is loaded but the question itself", async ({ page, site }) => {
  const loaded = [];
  page.on("request", (request) => loaded.push(new URL(request.url()).pathname.split("/").at(-1)));
  await page.goto(`${site}own.html#ask=https%3A%2F%2Flogin.example%3A8443%2Ftenant`);
  await expect(page.getByRole("heading", { name: "May this page talk to this address?" })).toBeVisible();
  await expect(page.locator("#question li code")).toHaveText("https://login.example:8443");
  await expect(page.locator("#question")).toContainText("A client secret");
  await expect(page.getByRole("link", { name: "Back to the page that sends nothing" })).toHaveAttribute("href", "./index.html#/build");
  expect(loaded.filter((name) => !/^(own\.html|own\.js|style-\w+\.css|favicon\.svg)$/.test(name))).toEqual([]);
});

test("every origin that is asked for is shown, each once and as the browser will compare it", async ({ page, site }) => {
  const asks = ["https://Login.Example/a", "https://login.example/b", "http://10.0.0.9:8080", "http://localhost:9400"];
  await page.goto(`${site}own.html#${asks.map((ask) => `ask=${encodeURIComponent(ask)}`).join("&")}`);
  await expect(page.locator("#question li code")).toHaveText(["https://login.example", "http://10.0.0.9:8080", "http://localhost:9400"]);
  await expect(page.locator("#question li").nth(1)).toContainText("Plain HTTP");
  await expect(page.locator("#question li").nth(2)).not.toContainText("Plain HTTP");
});

for (const [name, ask, told] of [
  ["a directive in place of a host", "https://a;script-src.example", "no policy can name"],
  ["a list in place of a host", "https://a,b", "no policy can name"],
  ["user information", "https://me:hidden@login.example", "has a name or a password in it"],
  ["an IPv6 address", "http://[::1]:9400", "no IPv6 addresses"],
  ["another scheme", "ftp://login.example", "begins with neither https nor http"],
  ["no address", "https://", "is no address"],
]) {
  test(`what no policy can hold is not asked about: ${name}`, async ({ page, site }) => {
    await page.goto(`${site}own.html#ask=${encodeURIComponent(ask)}`);
    await expect(page.getByRole("alert")).toContainText(told);
    await expect(page.getByRole("button", { name: /^Allow/ })).toHaveCount(0);
    expect(await page.content()).not.toContain("hidden@");
  });
}

test("a token that came in the address is not kept in it", async ({ page, site }) => {
  await page.goto(`${site}own.html#access_token=abc.def.ghi`);
  await expect(page).toHaveURL(`${site}own.html#/build`);
  await page.getByRole("textbox", { name: "Issuer" }).fill("login.example/tenant");
  await page.getByRole("textbox", { name: "Issuer" }).press("Enter");
  await expect(page.locator("#question li code")).toHaveText("https://login.example");
});

test("in a frame it asks nobody", async ({ page, site }) => {
  // A host that sends no header of its own: the page has only its meta tag, which says nothing about frames.
  await page.route("**/own.html", async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await page.route("**/around.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>x</title><iframe src="own.html#ask=https://login.example"></iframe>` }),
  );
  await page.goto(`${site}around.html`);
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("#question")).toContainText("in a frame of another page");
  await expect(frame.getByRole("button")).toHaveCount(0);
});

test.describe("once the reader has agreed", () => {
  let server;
  test.beforeEach(async () => (server = await neighbour()));
  test.afterEach(() => server.close());

  test.describe("to one address", () => {
    test.use({ noise: { expected: [/request outside the page: http:\/\/127\.0\.0\.1/, /policy violation: connect-src/, /console error: .*violates/] } });

    test("the browser lets the page reach that and no other", async ({ page, site }) => {
      const other = await neighbour();
      await page.goto(`${site}own.html#ask=${encodeURIComponent(server.origin)}&go=%23%2Fbuild`);
      await agree(page);
      await hasStarted(page);
      expect(server.asked, "agreeing to an origin sends nothing to it").toEqual([]);
      await expect(page).toHaveURL(`${site}own.html#/build`);
      expect(await fetched(page, `${server.origin}/a`)).toBe(200);
      expect(await refused(page, `${other.origin}/b`)).toBe(`${other.origin}/b`);
      expect([server.asked, other.asked]).toEqual([["GET /a"], []]);
      other.close();
    });
  });

  test("a reload asks for the same again, and another question is another visit", async ({ page, site }) => {
    await page.goto(`${site}own.html#ask=${encodeURIComponent(server.origin)}`);
    await agree(page);
    await hasStarted(page);
    await page.getByRole("link", { name: "Decode" }).first().click();
    await expect(page).toHaveURL(/#\/decode$/);
    await page.reload();
    await expect(page.locator("#question li code")).toHaveText(server.origin);
    await agree(page);
    await hasStarted(page);
    await expect(page).toHaveURL(/#\/decode$/);
    await page.evaluate(() => (location.hash = "#ask=https%3A%2F%2Fother.example"));
    await expect(page.locator("#question li code")).toHaveText("https://other.example");
  });
});
