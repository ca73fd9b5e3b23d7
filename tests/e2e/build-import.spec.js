// Build: something that the reader has at hand fills the form, and what was not understood is said.
import { sideways, violations } from "./axe.js";
import { expect, test } from "./site.js";

const field = (page, name) => page.getByLabel(name, { exact: true });
const fill = (page) => page.getByRole("button", { name: "Fill the form" });
const report = (page) => page.getByRole("region", { name: "The form was filled." });
const SECRET = "pasted-secret-not-real";

async function paste(page, text) {
  if (!(await field(page, "Command, request or file").isVisible())) await page.getByText("Paste a request", { exact: true }).click();
  await field(page, "Command, request or file").fill(text);
}

test("a curl command for the issuer in this page fills the form, is sent and gets a token", async ({ page, open }) => {
  await open("#/build");
  await paste(page, `curl -s https://issuer.test/token \\\n  -u nightly-report:demo-secret-not-real \\\n  -d grant_type=client_credentials --data-urlencode 'scope=orders.read' -o token.json`);
  await expect(page.getByText("Recognised: a curl command.")).toBeVisible();
  await field(page, "Scope").fill("orders.write");
  await fill(page).click();
  await expect(field(page, "Scope")).toHaveValue("orders.read");
  await expect(field(page, "Client ID")).toHaveValue("nightly-report");
  await expect(page.getByRole("radio", { name: /^Basic/ })).toBeChecked();
  await expect(report(page)).toContainText("Filled in: Token endpoint, Grant type, Client ID, Authentication method, Client secret, Scope");
  await expect(report(page)).toContainText("Options that change nothing about the request are left out: -s, -o.");
  await page.getByRole("button", { name: "Send request" }).first().click();
  await expect(page.getByRole("region", { name: "Response", exact: true })).toContainText("200");
});

test("what is not understood is said, and a variable is no secret", async ({ page, open }) => {
  await open("#/build");
  await paste(page, `curl -G 'https://as.example/token' -u "$CLIENT_ID:$CLIENT_SECRET" -d grant_type=client_credentials -d @body.txt --no-such-option`);
  await fill(page).click();
  await expect(field(page, "Token endpoint")).toHaveValue("https://as.example/token");
  await expect(field(page, "Ask")).toHaveValue("hand");
  await expect(field(page, "Client ID")).toHaveValue("$CLIENT_ID");
  await expect(field(page, "Client secret")).toHaveValue("");
  for (const said of [/place of a secret: \$CLIENT_SECRET\./, /Files are not read: body\.txt\./, /The method is GET\./, /command does not have: --no-such-option\./]) {
    await expect(report(page)).toContainText(said);
  }
});

test("Undo brings back what stood there, and the paste is gone once it is in the form", async ({ page, open }) => {
  await open("#/build");
  await field(page, "Scope").fill("orders.read orders.write");
  await paste(page, `grant_type=client_credentials\n&client_id=somebody\n&client_secret=${SECRET}\n&audience=https://api.example/`);
  await expect(page.getByText("Recognised: a form body.")).toBeVisible();
  await fill(page).click();
  await expect(field(page, "Command, request or file")).toHaveValue("");
  await expect(field(page, "Audience")).toHaveValue("https://api.example/");
  await expect(field(page, "Token endpoint")).toHaveValue("https://issuer.test/token");
  await expect(report(page)).toContainText("the token endpoint stays as it was");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(field(page, "Scope")).toHaveValue("orders.read orders.write");
  await expect(field(page, "Client ID")).toHaveValue("nightly-report");
  await expect(report(page)).toHaveCount(0);
});

test("a pasted secret is in no address, storage or attribute", async ({ page, open }) => {
  await open("#/build");
  await paste(page, `POST /token HTTP/1.1\nHost: issuer.test\nContent-Type: application/x-www-form-urlencoded\nCookie: ${SECRET}\n\ngrant_type=client_credentials&client_id=a&client_secret=${SECRET}`);
  await expect(page.getByText("Recognised: a request as HTTP text.")).toBeVisible();
  await fill(page).click();
  await expect(field(page, "Client secret")).toHaveValue(SECRET);
  // The address follows a moment after the last change.
  await expect.poll(() => page.evaluate(() => location.hash)).toContain("method=client_secret_post");
  const kept = await page.evaluate(() => [location.href, JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.documentElement.outerHTML]);
  for (const text of kept) expect(text).not.toContain(SECRET);
});

test("a PowerShell script and a copy as fetch are recognised too", async ({ page, open }) => {
  await open("#/build");
  await paste(page, "$body = @{ grant_type = 'client_credentials'; client_id = 'by-script'; client_secret = $env:SECRET }\nirm https://as.example/token -Method Post -Body $body");
  await expect(page.getByText("Recognised: a PowerShell command.")).toBeVisible();
  await fill(page).click();
  await expect(field(page, "Client ID")).toHaveValue("by-script");
  await expect(report(page)).toContainText("A variable stands in the place of a secret: $env:SECRET.");
  await paste(page, 'fetch("https://as.example/token", { "body": "grant_type=client_credentials&client_id=by-fetch", "method": "POST" });');
  await expect(page.getByText("Recognised: a request copied as fetch.")).toBeVisible();
  await fill(page).click();
  await expect(field(page, "Client ID")).toHaveValue("by-fetch");
});

test("what is no request is said to be none, and changes nothing", async ({ page, open }) => {
  await open("#/build");
  await paste(page, "How do I get a token?");
  await expect(page.getByText("No request is recognised in it.")).toBeVisible();
  await expect(fill(page)).toHaveCount(0);
  await paste(page, '{"grant_type":');
  await expect(page.getByText("It begins like JSON and cannot be read as JSON.")).toBeVisible();
  await paste(page, "");
  await expect(page.getByText("It begins like JSON and cannot be read as JSON.")).toHaveCount(0);
  await expect(field(page, "Client ID")).toHaveValue("nightly-report");
});

test("the box is reached, filled and undone with the keyboard alone", async ({ page, open }) => {
  await open("#/build");
  await page.getByText("Paste a request", { exact: true }).focus();
  await page.keyboard.press("Enter");
  await field(page, "Command, request or file").focus();
  await page.keyboard.insertText("curl -d grant_type=client_credentials -d client_id=by-key https://issuer.test/token");
  await page.keyboard.press("Tab");
  await expect(fill(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field(page, "Client ID")).toHaveValue("by-key");
  await expect(page.getByRole("button", { name: "Undo" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(field(page, "Client ID")).toHaveValue("nightly-report");
  await expect(field(page, "Command, request or file")).toBeFocused();
});

test.describe("axe finds nothing in the box, and nothing reaches over the side", () => {
  for (const width of [320, 1280]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`${width} px, ${colorScheme}`, async ({ page, open }) => {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        await open("#/build");
        await paste(page, `curl -G https://as.example/token?a=b -u "$A:$B" -d @${"a-long-name-of-a-file/".repeat(8)} --data-urlencode x@- -s --${"o".repeat(70)}`);
        expect(await violations(page)).toEqual([]);
        await fill(page).click();
        await expect(report(page)).toBeVisible();
        expect(await violations(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
      });
    }
  }
});
