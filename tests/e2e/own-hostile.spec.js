// Servers that do everything that a token endpoint must not, and browsers that let nothing be read: what is said, and how to go on.
import { hostile } from "./providers/hostile.js";
import { OUTSIDE, asClient, openOwn, send } from "./own.js";
import { receiptRow } from "./screens.js";
import { expect, test } from "./site.js";

const SECRET = "a-secret-of-this-test";

let server;
test.beforeAll(async () => (server = await hostile()));
test.afterAll(() => server.close());
test.beforeEach(() => server.asked.splice(0));

/** Opens own.html with an endpoint of the server, typed by hand, and a client whose secret is in the form. */
async function at(page, site, path) {
  await openOwn(page, site, [server.origin]);
  await page.locator("#where").selectOption("hand");
  await page.locator("#token_endpoint").fill(server.origin + path);
  await asClient(page, { id: "nightly", secret: SECRET, method: "client_secret_post" });
}

const posted = () => server.asked.filter(({ method }) => method === "POST").map(({ path }) => path);

test.describe("answers that can be read", () => {
  test.use({ noise: { expected: [OUTSIDE] } });

  for (const [path, told] of [
    ["/html", "A web page came."],
    ["/malformed", "The body is no JSON object"],
    ["/type", "token_type is mac"],
  ]) {
    test(`${path}: ${told}`, async ({ page, site }) => {
      await at(page, site, path);
      await send(page);
      await expect(page.locator("#remarks")).toContainText(told);
      await expect(page.locator("#answer img")).toHaveCount(0);
      expect(posted()).toEqual([path]);
    });
  }
});

test.describe("statuses without an OAuth error", () => {
  test.use({ noise: { expected: [OUTSIDE, /status \d+/, /console error: Failed to load resource/] } });

  for (const [path, told] of [
    ["/failing", "502: the server, or a proxy in front of it, failed."],
    ["/bare", "400 without an error code."],
    ["/nothing", "404: nothing is at this address."],
  ]) {
    test(`${path}: ${told}`, async ({ page, site }) => {
      await at(page, site, path);
      await send(page);
      await expect(page.locator("#remarks")).toContainText(told);
    });
  }
});

test.describe("an answer that is too long", () => {
  test.use({ noise: { expected: [OUTSIDE] } });

  test("it is not read to its end", async ({ page, site }) => {
    await at(page, site, "/huge");
    await send(page);
    await expect(page.locator("#unanswered")).toContainText("longer than 256 KB");
  });
});

test.describe("a server that names another address", () => {
  test.use({ noise: { expected: [OUTSIDE] } });

  test("it is told, and not followed", async ({ page, site }) => {
    await at(page, site, "/redirect");
    await send(page);
    await expect(page.locator("#unanswered")).toContainText("named another address");
    expect(server.asked.map(({ path }) => path)).toEqual(["/redirect"]);
  });
});

test.describe("a server that never answers", () => {
  test.use({ noise: { expected: [OUTSIDE] } });

  test("the request ends after 15 seconds", async ({ page, site }) => {
    await page.clock.install();
    await at(page, site, "/slow");
    await send(page);
    await expect.poll(posted).toEqual(["/slow"]);
    await page.clock.fastForward(15_001);
    await expect(page.locator("#unanswered")).toContainText("within 15 seconds");
  });

  test("or when the reader cancels it", async ({ page, site }) => {
    await at(page, site, "/slow");
    await send(page);
    await expect.poll(posted).toEqual(["/slow"]);
    await page.getByRole("button", { name: "Cancel" }).click();
    await expect(page.locator("#unanswered")).toContainText("You cancelled it.");
    await expect(page.getByRole("button", { name: "Send request" }).first()).toBeVisible();
  });
});

test.describe("a browser that lets nothing be read", () => {
  test.use({ noise: { expected: [OUTSIDE, /console error: /, /request failed: /] } });

  test.describe("no CORS", () => {
    test.use({ noise: { expected: [OUTSIDE, /console error: /, /request failed: /, /status 405/] } });

    test("reachable and not allowed, and the answer can be pasted", async ({ page, site }) => {
    await at(page, site, "/nocors");
    await send(page);
    const diagnosis = page.locator("#unanswered");
    await expect(diagnosis).toContainText("The browser did not let this page read a reply.");
    await diagnosis.getByRole("button", { name: /^Check whether/ }).click();
    await expect(diagnosis).toContainText("It does not allow pages from");
    await expect(diagnosis).toContainText("run the request yourself");
    await diagnosis.getByLabel("Paste the answer here").fill('HTTP/1.1 200 OK\nContent-Type: application/json\nCache-Control: no-store\n\n{"access_token":"abc","token_type":"Bearer","expires_in":60}');
    await diagnosis.getByRole("button", { name: "Go on with this answer" }).click();
    await expect(receiptRow(page, "access_token")).not.toContainText("Did not arrive");
    await expect(page.locator("#remarks")).toContainText("This answer was pasted.");
    await expect(diagnosis).toHaveCount(0);
    });
  });

  test("metadata: what it can be is told beside the addresses", async ({ page, site }) => {
    const nobody = "http://127.0.0.1:1";
    await openOwn(page, site, [nobody], nobody);
    await expect(page.locator("#found")).toContainText(`It does not say whether ${nobody} is out of reach, or allows no pages.`);
  });

  test("a connection that is cut: nothing comes, and the check says so", async ({ page, site }) => {
    await at(page, site, "/reset");
    await send(page);
    await page.getByRole("button", { name: /^Check whether/ }).click();
    await expect(page.locator("#unanswered")).toContainText("could not be reached from this browser");
  });
});
