// Decode: what a token is and whom it is about, how sure that is, whether a known key signed it, and who would accept it.
import { createCipheriv, createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ahead, parts } from "../../scripts/size.mjs";
import { copied } from "./screens.js";
import { expect, tabTo, test } from "./site.js";

// RFC 7519 §3.1, signed with the key of RFC 7515 A.1 and expired in 2011.
const PUBLISHED =
  "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." +
  "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ." +
  "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const PUBLISHED_KEY =
  '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}';

const part = (value) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");
const token = (payload, header = { alg: "ES256", typ: "at+jwt" }) => `${part(header)}.${part(payload)}.${"A".repeat(86)}`;

const box = (page) => page.getByRole("textbox", { name: "Token or response" });
const headline = (page) => page.locator("section.kind");
const signature = (page) => page.getByRole("region", { name: /Signature/ });
const readings = (page) => page.getByRole("region", { name: "Would an API accept it?" });
const sample = (page, name) => page.getByRole("group", { name: "Samples" }).getByRole("button", { name, exact: true });
const claims = (page) => page.locator("table.claims");
const claim = (page, name) => claims(page).getByRole("row").filter({ has: page.getByRole("button", { name, exact: true }) });
/** Unfolds what has this heading or summary. */
const unfold = (page, name) => page.locator("summary", { hasText: name }).click();
/** A paste event with a text that never goes through the box. */
const paste = (page, text) =>
  box(page).evaluate((field, text) => {
    const data = new DataTransfer();
    data.setData("text", text);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (field.dispatchEvent(event)) throw new Error("the paste was left to the box");
  }, text);

test("a token of the embedded issuer is decoded, explained and verified", async ({ page, open }) => {
  await open("#/decode");
  await sample(page, "Access token").click();
  await expect(headline(page).getByRole("heading", { level: 2 })).toContainText(/access token/i);
  await expect(headline(page)).toContainText("about a client");
  await expect(headline(page)).toContainText(/Expires in .+, by this device’s clock/);
  await expect(headline(page)).toContainText("Signature matches");
  await expect(claim(page, "sub")).toContainText("nightly-report");
  await expect(claim(page, "exp")).toContainText(/20\d\d/);
  await expect(signature(page)).toContainText("Signature matches");
  await expect(signature(page)).toContainText("ES256");
});

test("one changed character breaks the signature, and putting it back mends it", async ({ page, open }) => {
  await open("#/decode");
  await sample(page, "Access token").click();
  await expect(signature(page)).toContainText("Signature matches");
  const text = await box(page).inputValue();
  const at = text.lastIndexOf(".") + 5;
  await box(page).fill(text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1));
  await expect(headline(page)).toContainText("Signature does not match");
  await box(page).fill(text);
  await expect(headline(page)).toContainText("Signature matches");
});

test("who shows an SD-JWT is held against the key that its issuer named", async ({ page, open }) => {
  const { vectors } = JSON.parse(readFileSync(new URL("../vectors/rfc9901-examples.json", import.meta.url)));
  const shown = vectors.find(({ id }) => id === "RFC9901-5.2").sd_jwt;
  const disclosures = page.getByRole("region", { name: "Disclosures" });
  await open("#/decode");
  await box(page).fill(shown);
  await expect(disclosures).toContainText("The holder’s signature matches the key in cnf.");
  await expect(signature(page)).toContainText("Not verified");
  // Made for these disclosures, and by somebody else.
  const at = shown.lastIndexOf(".") + 5;
  await box(page).fill(shown.slice(0, at) + (shown[at] === "A" ? "B" : "A") + shown.slice(at + 1));
  await expect(disclosures).toContainText("The holder’s signature does not match the key in cnf.");
  await box(page).fill(shown.slice(0, shown.lastIndexOf("~") + 1));
  await expect(disclosures).toContainText("given_name");
  await expect(disclosures).not.toContainText("holder’s signature");
});

test("under the headline stands whether it would be accepted, and who reads it is answered there", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(token({ iss: "https://idp.example", aud: "https://other.example.com", sub: "a", exp: 1300819380 }, { alg: "ES256", typ: "JWT" }));
  const verdict = headline(page).locator(".accept");
  await expect(verdict).toBeInViewport({ ratio: 1 });
  await expect(verdict).toContainText(/^An API would refuse this\. It expired .+ ago \(exp\)\./);
  await expect(verdict).toContainText("It is for https://other.example.com (aud): is that your API?");
  await verdict.getByLabel("Who reads it (aud)").fill("https://mine.example.com");
  await expect(verdict).toContainText("It is for https://other.example.com, and not for https://mine.example.com (aud).");
  await expect(verdict.getByLabel("Who reads it (aud)")).toBeFocused();
  await expect(page.getByLabel("Expected audience")).toHaveValue("https://mine.example.com");
  await verdict.getByRole("button", { name: "All checks, in two readings" }).click();
  await expect(page.getByRole("heading", { name: "Would an API accept it?" })).toBeFocused();
  await expect(readings(page).getByRole("row", { name: /^aud/ })).toContainText("Fails");
});

test("a changed issuer breaks the signature too, and the API would refuse it", async ({ page, open }) => {
  await open("#/decode");
  await sample(page, "Access token").click();
  await expect(signature(page)).toContainText("Signature matches");
  const [header, payload, end] = (await box(page).inputValue()).split(".");
  const changed = part(Buffer.from(payload, "base64url").toString().replace("issuer.test", "issues.test"));
  await box(page).fill([header, changed, end].join("."));
  await expect(signature(page)).toContainText("Signature does not match");
  await expect(readings(page).getByRole("row", { name: /^iss/ })).toContainText("Fails");
});

test("an ID Token names the person and the login", async ({ page, open }) => {
  await open("#/decode");
  await sample(page, "ID Token").click();
  await expect(claim(page, "sub")).toContainText("user-82c1");
  await expect(claim(page, "auth_time")).toBeVisible();
  await expect(headline(page)).toContainText("about a person");
  await expect(signature(page)).toContainText("Signature matches");
});

test("a token from elsewhere is decoded and not verified, and its time is over", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED);
  await expect(headline(page)).toContainText(/Expired .+ ago, by this device’s clock/);
  await expect(headline(page)).toContainText("Not verified.");
  await expect(headline(page)).toContainText("Decoding proves nothing");
  await expect(claim(page, "exp")).toContainText("2011");
  await expect(headline(page)).not.toContainText(/signed in/i);
});

test("both questions are answered with their reasons, and what cannot be told is said to be open", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(token({ iss: "https://idp.example", sub: "b1c2", aud: "x", exp: 4102444800, iat: 1700000000, jti: "1" }, { alg: "RS256", typ: "JWT" }));
  await expect(headline(page).getByRole("region", { name: "What is it?" })).toBeVisible();
  const whom = headline(page).getByRole("region", { name: "Whom is it about?" });
  await expect(whom).toContainText("Nothing in it decides.");
  await expect(headline(page).locator(".heads")).toContainText("cannot be told");
  await expect(headline(page)).toContainText("What would settle it");
});

test("a pasted key verifies it, and every key that was not tried says why", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED);
  await unfold(page, "Check with another key");
  await page.getByRole("textbox", { name: "Key, certificate or secret" }).fill(PUBLISHED_KEY);
  await expect(signature(page)).toContainText("Signature matches");
  await expect(headline(page)).toContainText("Signature matches");
  const other = '{"kty":"RSA","n":"AQAB","e":"AQAB"}';
  await page.getByRole("textbox", { name: "Key, certificate or secret" }).fill(`{"keys":[${other},${PUBLISHED_KEY}]}`);
  await expect(signature(page)).toContainText("Signature matches");
  await expect(signature(page).getByRole("list", { name: "Keys that were looked at" }).getByRole("listitem")).toHaveCount(2);
});

test("a key in the box is offered as a key", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED_KEY);
  await page.getByRole("button", { name: "Use it as the key" }).click();
  await expect(box(page)).toBeFocused();
  await box(page).fill(PUBLISHED);
  await expect(headline(page)).toContainText("Signature matches");
});

test("a token that nobody signed is not one whose signature is wrong", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(`${part({ alg: "none" })}.${part({ sub: "a" })}.`);
  await expect(headline(page).locator(".heads")).toContainText("Nobody signed it.");
  await expect(page.getByRole("main")).not.toContainText("Signature does not match");
});

test("an encrypted token has no signature, and opens with its key", async ({ page, open }) => {
  await open("#/decode");
  const key = Buffer.alloc(32, 7);
  const header = part({ alg: "dir", enc: "A256GCM", cty: "JWT" });
  const iv = Buffer.alloc(12, 1);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(header));
  const hidden = Buffer.concat([cipher.update(PUBLISHED), cipher.final()]);
  const encrypted = [header, "", iv.toString("base64url"), hidden.toString("base64url"), cipher.getAuthTag().toString("base64url")].join(".");
  await box(page).fill(encrypted);
  await expect(headline(page).getByRole("heading", { level: 2 })).toContainText("encrypted");
  await expect(signature(page)).toHaveCount(0);
  await expect(readings(page)).toContainText("Decrypt it first.");
  const pane = page.getByRole("region", { name: "Decryption" });
  const field = pane.getByRole("textbox", { name: "Private key or secret" });
  await field.fill(JSON.stringify({ kty: "oct", k: Buffer.alloc(32, 8).toString("base64url") }));
  await pane.getByRole("button", { name: "Decrypt" }).click();
  await expect(pane).toContainText("Not decrypted.");
  await field.fill(JSON.stringify({ kty: "oct", k: key.toString("base64url") }));
  await pane.getByRole("button", { name: "Decrypt" }).click();
  await expect(pane).toContainText("Decrypted with this key.");
  await pane.getByRole("button", { name: "Decode the inner token" }).click();
  await expect(box(page)).toHaveValue(PUBLISHED);
  await expect(claim(page, "iss")).toContainText("joe");
});

test("of disclosures it is said whether the issuer signed them", async ({ page, open }) => {
  await open("#/decode");
  const disclosures = [part(["salt", "given_name", "Ada"]), part(["salt", "family_name", "Byron"])];
  const digest = createHash("sha256").update(disclosures[0]).digest("base64url");
  const issued = token({ iss: "https://idp.example", _sd_alg: "sha-256", _sd: [digest] }, { alg: "ES256", typ: "dc+sd-jwt" });
  await box(page).fill(`${issued}~${disclosures.join("~")}~`);
  const table = page.getByRole("table", { name: "Disclosures" });
  await expect(table.getByRole("row", { name: /given_name/ })).not.toContainText("not compared");
  await expect(page.getByRole("main")).toContainText("Disclosure 2 belongs to no digest");
  await expect(page.getByRole("main")).toContainText('"given_name": "Ada"');
});

test("where the issuer's keys are is shown and never followed", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(token({ iss: "https://idp.example/tenant", sub: "x" }));
  await unfold(page, "Get the issuer’s keys");
  await expect(signature(page)).toContainText("curl -sS 'https://idp.example/tenant/.well-known/openid-configuration'");
  await expect(signature(page)).toContainText("curl -sS 'https://idp.example/.well-known/oauth-authorization-server/tenant'");
});

test.describe("garbage gets a precise message and stays where it was pasted", () => {
  for (const [name, text, message] of [
    ["one part of three", PUBLISHED.split(".")[0], /1 of 3 parts/],
    ["two parts of three", PUBLISHED.split(".").slice(0, 2).join("."), /2 of 3 parts/],
    ["a foreign character", PUBLISHED.replace("dBjf", "dBj*"), /Character 4 of the signature is/],
    ["no algorithm", `${part({ typ: "JWT" })}.e30.AAAA`, /no alg/],
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

test("what was taken away around the token is said, and can be undone", async ({ page, open }) => {
  await open("#/decode");
  const text = `Authorization: Bearer "${PUBLISHED.slice(0, 60)}\n${PUBLISHED.slice(60)}"`;
  await box(page).fill(text);
  await expect(claim(page, "iss")).toContainText("joe");
  const repairs = page.getByRole("list", { name: "What was taken away to get at the token" });
  await expect(repairs.getByRole("listitem").first()).toBeVisible();
  await page.getByRole("button", { name: /^Undo/ }).click();
  await expect(repairs).toHaveCount(0);
  await expect(box(page)).toHaveValue(text);
});

test("of several tokens each can be chosen", async ({ page, open }) => {
  await open("#/decode");
  const id = token({ iss: "https://idp.example", sub: "sam", nonce: "n", aud: "c" }, { alg: "RS256" });
  await box(page).fill(JSON.stringify({ access_token: PUBLISHED, id_token: id, token_type: "Bearer" }));
  await expect(claim(page, "iss")).toContainText("joe");
  const choice = page.getByRole("group", { name: /tokens in this text/ });
  await choice.getByRole("button", { name: "id_token" }).click();
  await expect(claim(page, "sub")).toContainText("sam");
  await expect(choice.getByRole("button", { name: "id_token" })).toBeFocused();
});

for (const name of ["token", "access_token", "id_token", "value"]) {
  test(`#${name}=… opens the token and takes it out of the address`, async ({ page, open, site }) => {
    await open(`#${name}=${PUBLISHED}`);
    await expect(claim(page, "iss")).toContainText("joe");
    await expect(page).toHaveURL(`${site}#/decode`);
    await expect(page.getByRole("main")).toContainText("The token was removed from the address bar.");
    await page.goBack();
    expect(page.url(), "nor is it in the history").not.toContain(PUBLISHED);
  });
}

test("no link and no address carries a pasted token", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED);
  await expect(claim(page, "iss")).toBeVisible();
  const [, payload] = PUBLISHED.split(".");
  expect(await page.evaluate(() => [location.href, ...[...document.querySelectorAll("a")].map((a) => a.href)].join("\n"))).not.toContain(payload);
  expect(await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))).not.toContain(payload);
});

test("it is used with the keyboard alone", async ({ page, open }) => {
  await open("#/decode");
  await tabTo(page, sample(page, "Access token"));
  await page.keyboard.press("Enter");
  await expect(signature(page)).toContainText("Signature matches");
  await tabTo(page, box(page));
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(PUBLISHED);
  await expect(headline(page)).toContainText("Not verified.");
  await page.keyboard.press("Tab");
  await expect(box(page), "Tab leaves the box").not.toBeFocused();
});

test("a claim and its octets are outlined together, by mouse and by keyboard", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED);
  const octets = page.getByRole("group", { name: /^The token’s text/ });
  const button = claims(page).getByRole("button", { name: "exp", exact: true });
  await button.click();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  const outlined = octets.locator(".picked");
  await expect(outlined).toHaveText(/\w+/);
  const text = (await octets.textContent()).replaceAll("…", "");
  expect(text).toBe(PUBLISHED);
  const at = text.indexOf(await outlined.textContent());
  const around = text.slice(text.indexOf(".") + 1, text.lastIndexOf("."));
  const from = at - text.indexOf(".") - 1;
  const groups = around.slice(from - (from % 4), from - (from % 4) + 4 * Math.ceil(((from % 4) + (await outlined.textContent()).length) / 4));
  expect(Buffer.from(groups, "base64url").toString()).toContain('"exp":1300819380');

  await tabTo(page, octets.getByRole("button").first());
  await page.keyboard.press("ArrowRight");
  await expect(octets.locator(":focus")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(octets.locator(":focus")).toHaveAccessibleName("exp");
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("group", { name: "Payload view" }).getByRole("button", { name: "JSON" }).click();
  await page.getByRole("group", { name: "Payload as JSON" }).locator(".mem").first().click();
  await expect(octets.locator(".picked")).toHaveAccessibleName("iss");
});

test("an edit breaks the signature, and signing with a key made here mends it", async ({ page, open }) => {
  await open("#/decode");
  await sample(page, "Access token").click();
  await expect(headline(page)).toContainText("Signature matches");
  await unfold(page, "Edit and sign");
  const payload = page.getByRole("textbox", { name: "Payload", exact: true });
  await expect(payload).toHaveValue(/nightly-report/);
  await payload.fill((await payload.inputValue()).replace("orders.read", "orders.write"));
  await expect(headline(page)).toContainText("Signature does not match");
  await expect(claim(page, "scope")).toContainText("orders.write");
  await page.getByRole("button", { name: "Sign with a new key" }).click();
  await expect(headline(page)).toContainText("Signature matches");
  await payload.fill((await payload.inputValue()).replace("orders.write", "orders.all"));
  await expect(headline(page)).toContainText("Signature does not match");
  await expect(payload).toBeFocused();
});

for (const algorithm of ["ES256", "ES384", "ES512", "Ed25519", "PS256", "PS384", "PS512", "RS256", "RS384", "RS512", "HS256", "HS384", "HS512"]) {
  test(`${algorithm} signs, and what it signed verifies`, async ({ page, open }) => {
    await open("#/decode");
    await box(page).fill(PUBLISHED);
    await unfold(page, "Edit and sign");
    await page.getByLabel("Algorithm").selectOption(algorithm);
    await page.getByRole("button", { name: "Sign with a new key" }).click();
    await expect(headline(page)).toContainText("Signature matches");
    await expect(signature(page)).toContainText(algorithm);
    const header = (await box(page).inputValue()).split(".")[0];
    expect(JSON.parse(Buffer.from(header, "base64url")).alg).toBe(algorithm);
  });
}

test("a pasted secret signs", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED);
  await unfold(page, "Check with another key");
  await page.getByRole("textbox", { name: "Key, certificate or secret" }).fill(PUBLISHED_KEY);
  await expect(headline(page)).toContainText("Signature matches");
  await unfold(page, "Edit and sign");
  const payload = page.getByRole("textbox", { name: "Payload", exact: true });
  await payload.fill('{"iss":"jim"}');
  await expect(headline(page)).toContainText("Signature does not match");
  await page.getByRole("button", { name: "Sign with the key in the box for keys" }).click();
  await expect(headline(page)).toContainText("Signature matches");
  await expect(claim(page, "iss")).toContainText("jim");
});

const EXAMPLES = JSON.parse(readFileSync(new URL("../../src/content/en/examples.json", import.meta.url), "utf8")).examples;

test("every example opens as an imitation that says so, and its signature matches", async ({ page, open }) => {
  test.slow();
  await open("#/decode");
  await unfold(page, "Examples");
  for (const { name } of EXAMPLES) {
    await page.getByLabel("Example", { exact: true }).selectOption({ label: name });
    await page.getByRole("button", { name: "Make it" }).click();
    await expect(page.getByText(`An imitation of ${name}:`, { exact: false }), name).toBeVisible();
    await expect(headline(page), name).toContainText("Signature matches");
  }
});

test("two readings stand side by side, and what is expected changes them", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(token({ iss: "https://idp.example", sub: "x", aud: "https://api.example", exp: 4102444800 }, { alg: "RS256", typ: "JWT" }));
  const row = (name) => readings(page).getByRole("row", { name });
  await readings(page).getByLabel("Checked as").selectOption("access_token");
  await expect(row(/^typ/)).toContainText("Only the profile refuses this.");
  await expect(row(/^aud/)).not.toContainText("Fails");
  await readings(page).getByLabel("Expected audience").fill("https://other.example");
  await expect(row(/^aud/)).toContainText("Fails");
  await readings(page).getByLabel("Expected audience").fill("https://api.example");
  await expect(row(/^aud/)).toContainText("Passes");
  await readings(page).getByLabel("Clock, seconds since 1970").fill("4102444801");
  await expect(row(/^exp/)).toContainText("Fails");
  await readings(page).getByLabel("Leeway in seconds").fill("60");
  await expect(row(/^exp/)).not.toContainText("Fails");
});

test("another token is compared member by member", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED);
  await unfold(page, "Compare with another token");
  await page.getByRole("textbox", { name: "The other token" }).fill(token({ iss: "jim", exp: 1300819380 }, { typ: "JWT", alg: "HS256" }));
  const table = page.getByRole("table", { name: "Payload claims" }).last();
  await expect(table.getByRole("row", { name: /^iss/ })).toContainText("changed");
  await expect(table.getByRole("row", { name: /^exp/ })).toContainText("same");
});

test("the report is copied as JSON and the claims as Markdown", async ({ page, open }) => {
  await open("#/decode");
  await box(page).fill(PUBLISHED);
  await unfold(page, /^Copy$/);
  const report = JSON.parse(await copied(page, page.getByRole("button", { name: "Copy report as JSON" })));
  expect(report.payload.iss).toBe("joe");
  expect(report.checks.length).toBeGreaterThan(3);
  const table = await copied(page, page.getByRole("button", { name: "Copy claims as Markdown" }));
  expect(table).toMatch(/^\| Claim \| Value \| Meaning \|\n/);
  expect(table).toContain("| `iss` | `joe` |");
});

test.describe("long texts", () => {
  test("a pasted text over 64 KiB is read whole, and the box shows its beginning", async ({ page, open }) => {
    await open("#/decode");
    const long = token({ iss: "joe", filler: "x".repeat(100_000) });
    await paste(page, long);
    await expect(claim(page, "iss")).toContainText("joe");
    expect((await box(page).inputValue()).length).toBeLessThan(2_000);
    await expect(page.getByRole("main")).toContainText(`The box shows the first 1024 characters of ${long.length}.`);
  });

  test("of ten thousand claims the first are shown, and the rest on request", async ({ page, open }) => {
    await open("#/decode");
    await paste(page, token(Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`c${index}`, 0]))));
    await expect(page.getByRole("button", { name: /^Show the rest: 9900 rows/ })).toBeVisible();
    expect(await page.evaluate(() => document.querySelectorAll("*").length)).toBeLessThan(5_000);
  });

  for (const [name, text] of [
    ["a megabyte of words", "a b\n".repeat(262_144)],
    ["a megabyte of token characters", "a".repeat(1 << 20)],
    ["nesting of ten thousand", token(`{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`)],
    ["combining characters", token({ sub: `a${"\u0301".repeat(20_000)}` })],
  ]) {
    test(`${name} gets a message or a result`, async ({ page, open }) => {
      await open("#/decode");
      if (text.length > 65_536) await paste(page, text);
      else await box(page).fill(text);
      await expect(headline(page).getByRole("heading", { level: 2 })).not.toHaveText("");
    });
  }
});

test("on a phone the headline is on the first screen", async ({ page, open }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open("#/decode");
  await box(page).fill(token({ iss: "https://idp.example", filler: "x".repeat(3_000) }));
  await expect(headline(page).getByRole("heading", { level: 2 })).toBeInViewport();
  await expect(headline(page).locator(".heads")).toBeInViewport();
});

test("what only Decode needs is fetched when Decode opens", async ({ page, open }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname.split("/").pop()));
  const [here, decode] = [[...parts().first, ...parts().areas, ...ahead()], parts().decode];
  const [own, later] = [decode.filter((name) => !here.includes(name)), parts().tools.filter((name) => !decode.includes(name) && !here.includes(name))];
  expect(own.length * later.length, "files that only Decode needs, and only its tools").toBeGreaterThan(0);
  await open("#/compare");
  await page.waitForLoadState("networkidle");
  expect(asked.filter((name) => own.includes(name) || later.includes(name))).toEqual([]);
  await page.getByRole("link", { name: "Decode" }).click();
  await expect(box(page)).toBeVisible();
  expect(asked.filter((name) => own.includes(name)).sort()).toEqual([...own].sort());
  expect(asked.filter((name) => later.includes(name))).toEqual([]);
});

test("markup in a claim stays text", async ({ page, open }) => {
  await open("#/decode");
  const text = "<img src=x onerror=alert(1)>";
  await box(page).fill(token({ sub: text, [text]: text }, { alg: text, kid: text, typ: text }));
  await expect(claims(page)).toContainText(text);
  await expect(page.locator("img")).toHaveCount(0);
});
