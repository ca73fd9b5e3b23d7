// Decode: decoded, signed and valid are three things, and everything says which is meant.
import { expect, tabTo, test } from "./site.js";

// RFC 7519 §3.1, signed with the key of RFC 7515 A.1 and expired in 2011.
const PUBLISHED =
  "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." +
  "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ." +
  "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const PUBLISHED_KEY =
  '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}';

const box = (page) => page.getByRole("textbox", { name: "Token or response" });
const signature = (page) => page.getByRole("region", { name: /Signature/ });
const sample = (page, name) => page.getByRole("group", { name: "Samples" }).getByRole("button", { name, exact: true });

test("a token of the embedded issuer is decoded, explained and verified", async ({ page, open }) => {
  await open("#/decode");
  await sample(page, "Access token").click();
  await expect(page.getByRole("main")).toContainText(/access token/i);
  await expect(page.getByRole("main")).toContainText(/client/i);
  const claims = page.getByRole("table").first();
  await expect(claims.getByRole("row", { name: /^sub nightly-report/ })).toBeVisible();
  await expect(claims.getByRole("row", { name: /^exp \d+/ })).toContainText(/20\d\d/);
  await expect(claims).toContainText("About the login");
  await expect(signature(page)).toContainText("Matches");
  await expect(page.getByRole("main")).toContainText("ES256");
});

test("one changed character breaks the signature, and putting it back mends it", async ({ page, open }) => {
  await open("#/decode");
  await sample(page, "Access token").click();
  await expect(signature(page)).toContainText("Matches");
  const token = await box(page).inputValue();
  const at = token.lastIndexOf(".") + 5;
  await box(page).fill(token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1));
  await expect(signature(page)).toContainText("Does not match");
  await box(page).fill(token);
  await expect(signature(page)).toContainText("Matches");
});

test("a changed issuer breaks the signature too, and the API would refuse it", async ({ page, open }) => {
  await open("#/decode");
  await sample(page, "Access token").click();
  await expect(signature(page)).toContainText("Matches");
  const token = await box(page).inputValue();
  const [header, payload, end] = token.split(".");
  const changed = Buffer.from(Buffer.from(payload, "base64url").toString().replace("issuer.test", "issues.test")).toString("base64url");
  await box(page).fill([header, changed, end].join("."));
  await expect(signature(page)).toContainText("Does not match");
  await expect(page.getByRole("region", { name: "What the demo API would check" })).toContainText("Compare the two names, character for character.");
});

test("an ID Token names the person and the login", async ({ page, open }) => {
  await open("#/decode");
  await sample(page, "ID Token").click();
  const claims = page.getByRole("table").first();
  await expect(claims.getByRole("row", { name: /^sub user-82c1/ })).toBeVisible();
  await expect(claims.getByRole("row", { name: /^auth_time/ })).toBeVisible();
  await expect(signature(page)).toContainText("Matches");
});

test("a token from elsewhere is decoded and not verified, and its time is over", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED);
  await expect(page.getByRole("main")).toContainText("Decoded. Not verified.");
  await expect(page.getByRole("main")).toContainText("2011");
  await expect(page.getByRole("main")).toContainText(/expired/i);
  await expect(signature(page)).toContainText("Not checked");
});

test("a pasted key verifies it", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED);
  await page.getByText("Check with another key").click();
  await page.getByRole("textbox", { name: "Public key or key set" }).fill(PUBLISHED_KEY);
  await expect(signature(page)).toContainText("Matches");
  await expect(signature(page)).not.toContainText("Not checked");
});

test.describe("garbage gets a precise message and stays where it was pasted", () => {
  for (const [name, text, message] of [
    ["no token at all", "hello world", /No dots found, so this is not a compact JWT/],
    ["one part of three", PUBLISHED.split(".")[0], /1 of 3 parts/],
    ["two parts of three", PUBLISHED.split(".").slice(0, 2).join("."), /2 of 3 parts/],
    ["four parts", "a.b.c.d", /4 parts/],
    ["a foreign character", PUBLISHED.replace("dBjf", "dBj*"), /Character 4 of the signature is/],
    ["no algorithm", "e30.e30.", /no alg/],
    ["alg none", "eyJhbGciOiJub25lIn0.e30.", /nobody signed this token/],
  ]) {
    test(name, async ({ page, open }) => {
      await open("#/decode");
      await box(page).fill(text);
      await expect(page.getByRole("main")).toContainText(message);
      await expect(box(page)).toHaveValue(text);
    });
  }
});

test("quotes, line breaks and a header name around the token are taken off, and it says so", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(`Authorization: Bearer "${PUBLISHED.slice(0, 60)}\n${PUBLISHED.slice(60)}"`);
  await expect(page.getByRole("main")).toContainText(/Removed/);
  await expect(page.getByRole("table").first().getByRole("row", { name: /^iss joe/ })).toBeVisible();
});

test("a whole token response gives its access token", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(JSON.stringify({ access_token: PUBLISHED, token_type: "Bearer" }));
  await expect(page.getByRole("table").first().getByRole("row", { name: /^iss joe/ })).toBeVisible();
});

for (const name of ["token", "access_token", "id_token"]) {
  test(`#${name}=… opens the token and takes it out of the address`, async ({ page, open, site }) => {
    await open(`#${name}=${PUBLISHED}`);
    await expect(page.getByRole("table").first().getByRole("row", { name: /^iss joe/ })).toBeVisible();
    await expect(page).toHaveURL(`${site}#/decode`);
    await expect(page.getByRole("main")).toContainText("The token was removed from the address bar.");
    await page.goBack();
    expect(page.url(), "nor is it in the history").not.toContain(PUBLISHED);
  });
}

test("it is used with the keyboard alone", async ({ page, open }) => {
  await open("#/decode");
  await tabTo(page, sample(page, "Access token"));
  await page.keyboard.press("Enter");
  await expect(signature(page)).toContainText("Matches");
  await tabTo(page, box(page));
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(PUBLISHED);
  await expect(signature(page)).toContainText("Not checked");
  await page.keyboard.press("Tab");
  await expect(box(page), "Tab leaves the box").not.toBeFocused();
});

test("markup in a claim stays text", async ({ page, open }) => {
  await open("#/decode");
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = "<img src=x onerror=alert(1)>";
  await box(page).fill(`${part({ alg: "ES256" })}.${part({ sub: text, [text]: text })}.AAAA`);
  await expect(page.getByRole("table").first()).toContainText(text);
  await expect(page.locator("img")).toHaveCount(0);
});
