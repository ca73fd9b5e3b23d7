// The issuer's page: what is changed there is what the rest of the page meets.
import { readFileSync } from "node:fs";
import { copied, holdCrypto, setOpenid, status } from "./screens.js";
import { expect, test } from "./site.js";

const strip = (page) => page.getByRole("region", { name: "Issuer", exact: true });
const policy = (page, heading) => page.getByRole("group", { name: heading });
const section = (page, name) => page.getByRole("navigation", { name: "Sections of the issuer" }).getByRole("link", { name });

/** Sends the request of Build as it stands and gives the heading of the refusal, or nothing. */
async function send(page) {
  await page.getByRole("link", { name: "Build", exact: true }).click();
  await page.getByRole("button", { name: "Send request" }).first().click();
  await page.getByRole("heading", { name: /^(Receipt|The issuer refused)/ }).first().waitFor();
}

test("a policy is chosen, the strip says so, old verdicts are marked, and a reset brings all back", async ({ page, open }) => {
  await open("#/compare");
  await page.getByRole("button", { name: /^Run all/ }).click();
  await page.getByText("10 of 10 claims hold.").first().waitFor();
  await page.getByRole("link", { name: "Issuer", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(strip(page).getByText("Changed from default")).toHaveCount(0);

  await policy(page, /^How sub names a program/).getByRole("radio", { name: /^Left out/ }).check();
  await expect(status(page)).toContainText("How sub names a program: Left out");
  await expect(strip(page)).toContainText("Changed from default: sub");
  await policy(page, /^Profile/).getByRole("radio", { name: /^FAPI 2.0/ }).check();
  await expect(strip(page)).toContainText("Changed from default: sub, profile");
  await expect(policy(page, /^Profile/).getByText("Changed from default")).toBeVisible();
  await expect(policy(page, /^Profile/).getByRole("link", { name: "all ten" })).toHaveAttribute("href", "#/compare");
  await expect(policy(page, /^Profile/).getByRole("link", { name: "15 beyond the document" })).toBeVisible();

  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await expect(page.getByText("10 of 10 claims hold.")).toHaveCount(0);
  await strip(page).getByRole("link", { name: "Changed from default" }).click();
  await strip(page).getByRole("button", { name: "Reset policies" }).click();
  await expect(policy(page, /^Profile/).getByRole("radio", { name: /^RFC 6749/ })).toBeChecked();
  await expect(policy(page, /^How sub/).getByRole("radio", { name: /^Client ID/ })).toBeChecked();
  await expect(strip(page).getByText("Changed from default")).toHaveCount(0);
});

test("the strip and the page change the same policy", async ({ page, open }) => {
  await open("#/issuer");
  await setOpenid(page, "Echo");
  await expect(page.getByRole("radio", { name: /^Echo/ })).toBeChecked();
  await page.getByRole("radio", { name: /^Vendor: copy/ }).check();
  await expect(page.getByRole("combobox", { name: /^openid/ })).toHaveValue("vendor_copy");
  await expect(status(page)).toContainText("Vendor: copy, Outside the specification");
});

test("a number that is refused stays in its field and changes nothing", async ({ page, open }) => {
  await open("#/issuer");
  const lifetime = policy(page, /^How long access tokens live/);
  const field = lifetime.getByRole("textbox", { name: "Seconds" });
  await field.fill("0");
  await field.press("Tab");
  await expect(lifetime.getByRole("alert")).toContainText("whole seconds from 1 to 3600");
  await expect(field).toHaveValue("0");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(strip(page).getByText("Changed from default")).toHaveCount(0);
  await field.fill("60");
  await field.press("Tab");
  await expect(lifetime.getByRole("alert")).toHaveCount(0);
  await expect(strip(page)).toContainText("Changed from default: lifetime");
  await send(page);
  await expect(page.getByRole("region", { name: "Receipt" })).toContainText("60");
});

test("under FAPI 2.0 a client with a secret is refused", async ({ page, open }) => {
  await open("#/issuer");
  await page.getByRole("radio", { name: /^FAPI 2.0/ }).check();
  await send(page);
  await expect(page.getByRole("heading", { name: /The issuer refused/ })).toContainText("invalid_client");
});

test("an issuer for programs alone has no OpenID Connect document", async ({ page, open }) => {
  await open("#/issuer");
  await page.getByRole("radio", { name: /^Client credentials only/ }).check();
  await policy(page, /^What the issuer serves/).getByRole("link", { name: "Standard spec, OpenID Connect" }).click();
  await page.getByRole("button", { name: /^Run experiment: Standard spec, OpenID/ }).click();
  await expect(page.locator("#standard-spec-oidc")).toContainText("Could not test");
});

test("clients, APIs and people are listed with how they prove who they are", async ({ page, open }) => {
  await open("#/issuer/clients");
  const clients = page.getByRole("table", { name: "Clients" });
  await expect(clients.getByRole("row")).toHaveCount(15);
  await expect(clients.getByRole("row", { name: /^parcel-labels/ }), "who allowed what nobody can take").toContainText("Allowed by Ada Lund");
  await expect(clients.getByRole("row", { name: /^parcel-locker/ })).toContainText("self_signed_tls_client_auth");
  await expect(page.getByRole("table", { name: "APIs" }).getByRole("row", { name: /stock.test/ })).toContainText("stock.read stock.write");
  await expect(page.getByRole("table", { name: "People" })).toContainText("Sam Okafor");
});

test("keys change: the next sign, and what they signed before stays published", async ({ page, open }) => {
  await open("#/issuer/keys");
  await expect(page.getByText("No key has been made yet.")).toBeVisible();
  await page.getByRole("button", { name: "Rotate issuer keys" }).click();
  const keys = page.getByRole("table", { name: "Keys of the issuer" });
  await expect(status(page)).toContainText("signs with its next keys");
  const kid = await keys.getByRole("row", { name: /Signs now/ }).getByRole("rowheader").innerText();
  await page.getByRole("button", { name: "Rotate issuer keys" }).click();
  await expect(keys.getByRole("row", { name: kid })).toContainText("Signs no more, published until");
  await expect(keys.getByRole("row", { name: /Signs now/ })).not.toContainText(kid);

  await page.getByRole("button", { name: "Rotate key of ledger-sync" }).click();
  await expect(status(page)).toContainText("ledger-sync signs with another key now");
  await expect(page.getByRole("region", { name: "Key of a client" })).toContainText("Key ID");
});

test("keys that change after their section was left leave the page as it is", async ({ page, open }) => {
  await open("#/issuer");
  await page.getByRole("radio", { name: /^RS256/ }).check();
  await section(page, "Keys").click();
  const release = await holdCrypto(page, "generateKey");
  await page.getByRole("button", { name: "Rotate issuer keys" }).click();
  await section(page, "Clients").click();
  await expect(page.getByRole("table", { name: "Clients" })).toBeVisible();
  await release();
  await expect(status(page)).toContainText("signs with its next keys");
  await section(page, "Keys").click();
  await expect(page.getByRole("table", { name: "Keys of the issuer" }).getByRole("row", { name: /Signs now/ })).toContainText("RS256");
});

test("the clock is moved, stopped and set back, and a token ends with it", async ({ page, open }) => {
  await open("#/issuer/clock");
  const clock = page.getByRole("region", { name: "Issuer’s time" });
  await expect(clock).toContainText("As your computer’s.");
  await clock.getByRole("button", { name: "Add 301 s" }).click();
  await expect(clock).toContainText("5 min 1 s ahead of your computer’s.");
  await expect(status(page)).toContainText("Issuer’s time:");
  await clock.getByRole("button", { name: "Freeze clock" }).click();
  await expect(clock).toContainText("The clock stands still.");
  const stopped = await clock.locator(".clock b").first().innerText();
  await clock.getByRole("button", { name: "Back 1 min" }).click();
  await expect(clock.locator(".clock b").first()).not.toHaveText(stopped);
  await clock.getByRole("button", { name: "Let clock run" }).click();
  await expect(clock.getByRole("button", { name: "Freeze clock" })).toBeVisible();

  const field = page.getByRole("textbox", { name: "Move by seconds" });
  await field.fill("an hour");
  await field.press("Enter");
  await expect(page.getByText("The clock moves by whole seconds")).toBeVisible();
  await expect(field).toHaveValue("an hour");
  await clock.getByRole("button", { name: "Back to now" }).click();
  await field.fill("-7200");
  await field.press("Enter");
  await expect(clock).toContainText("2 h behind your computer’s.");
  await clock.getByRole("button", { name: "Back to now" }).click();
  await expect(clock).toContainText("As your computer’s.");
});

test("a bad import names place and reason, changes nothing and keeps the text", async ({ page, open }) => {
  await open("#/issuer/configuration");
  const field = page.getByRole("textbox", { name: "Configuration as JSON" });
  const take = page.getByRole("button", { name: "Import configuration" });
  for (const [text, place, reason] of [
    ["{", "The document", ""],
    ['{"version":1,"clients":[{"client_id":"a","client_secret":"b"},{"client_id":"a","client_secret":"c"}]}', "clients[1].client_id", "is another client’s as well"],
    ['{"version":1,"policies":{"openid":"maybe"}}', "policies.openid", "cannot be"],
  ]) {
    await field.fill(text);
    await take.click();
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("Nothing has changed.");
    await expect(alert.locator("code").first()).toHaveText(place);
    await expect(alert).toContainText(reason);
    await expect(field).toHaveValue(text);
    await expect(field).toHaveAttribute("aria-invalid", "true");
  }
  await section(page, "Clients and APIs").click();
  await expect(page.getByRole("row", { name: /^nightly-report/ })).toBeVisible();
  await section(page, "Configuration").click();
  await expect(field).toHaveValue(/maybe/);
});

test("a good import changes the issuer, names what is unknown, and a reset brings the cast back", async ({ page, open }) => {
  await open("#/compare");
  await page.getByRole("button", { name: /^Run all/ }).click();
  await page.getByText("10 of 10 claims hold.").first().waitFor();
  await page.goto(page.url().replace("#/compare", "#/issuer/configuration"));
  await page.getByRole("button", { name: "Start from the current one" }).click();
  const field = page.getByRole("textbox", { name: "Configuration as JSON" });
  await expect(field).toHaveValue(/"nightly-report"/);
  const document = JSON.parse(await field.inputValue());
  expect(JSON.stringify(document)).not.toContain('"d"');
  document.policies.sub = "suffixed";
  document.policies.tomorrow = "on";
  document.people[0].name = "Alex Okafor";
  document.clients = document.clients.filter((client) => client.client_id !== "courier");
  await field.fill(JSON.stringify(document));
  await page.getByRole("button", { name: "Import configuration" }).click();
  await expect(page.getByText("The issuer is set up as the document says.").first()).toBeVisible();
  await expect(page.locator("#import-outcome")).toContainText("policies.tomorrow");
  await expect(strip(page)).toContainText("Changed from default: sub");

  const exported = JSON.parse(await copied(page, page.getByRole("button", { name: "Copy configuration" })));
  expect(exported.policies.tomorrow).toBe("on");
  expect(exported.people[0].name).toBe("Alex Okafor");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download configuration" }).click()]);
  expect(download.suggestedFilename()).toBe("grant-lab-issuer.json");

  await page.getByRole("link", { name: "Compare", exact: true }).click();
  await expect(page.getByText("10 of 10 claims hold.")).toHaveCount(0);
  await page.goBack();
  await page.getByRole("button", { name: "Reset issuer" }).click();
  await expect(status(page)).toContainText("as it was at the beginning");
  await expect(strip(page).getByText("Changed from default")).toHaveCount(0);
  await section(page, "Clients and APIs").click();
  await expect(page.getByText("Sam Okafor")).toBeVisible();
});

test("a file is read into the field, and imported only when the reader says so", async ({ page, open }) => {
  await open("#/issuer/configuration");
  const document = JSON.stringify({ version: 1, policies: { refresh: "on" } });
  await page.getByLabel("Take the text of a file").setInputFiles({ name: "issuer.json", mimeType: "application/json", buffer: Buffer.from(document) });
  await expect(page.getByRole("textbox", { name: "Configuration as JSON" })).toHaveValue(document);
  await expect(strip(page).getByText("Changed from default")).toHaveCount(0);
  await page.getByRole("button", { name: "Import configuration" }).click();
  await expect(strip(page)).toContainText("Changed from default: refresh");
  await expect(page.locator("#import-outcome")).toContainText("Clients 0, APIs 0, people 0");
});

test("the schema lies beside the page, and the configuration has its members", async ({ page, open }) => {
  await open("#/issuer/configuration");
  const href = await page.getByRole("link", { name: "Schema of this document" }).evaluate((link) => link.href);
  const schema = await page.evaluate(async (address) => (await fetch(address)).json(), href);
  const source = new URL("../../src/issuer/configuration/configuration.schema.json", import.meta.url);
  expect(schema).toEqual(JSON.parse(readFileSync(source, "utf8")));
  const exported = JSON.parse(await copied(page, page.getByRole("button", { name: "Copy configuration" })));
  expect(Object.keys(exported).sort()).toEqual(Object.keys(schema.properties).sort());
  expect(Object.keys(exported.policies).sort()).toEqual(Object.keys(schema.$defs.policies.properties).sort());
});

test("the log lists what arrived and which check decided", async ({ page, open }) => {
  await open("#/build");
  await page.getByLabel("Scope", { exact: true }).fill("openid");
  await send(page);
  await page.goto(page.url().replace(/#.*/, "#/issuer/log"));
  const row = page.getByRole("table", { name: "Log" }).getByRole("row").nth(1);
  await expect(page.getByRole("columnheader")).toHaveText(["#", "Message", "From", "Status", "Issued, or decided by"]);
  await expect(row).toContainText("POST /token");
  await expect(row.getByRole("cell", { name: "Client", exact: true })).toHaveCount(1);
  await expect(row).toContainText("400");
  await expect(row).toContainText("Scope");
  await page.goto(page.url().replace(/#.*/, "#/build"));
  await page.getByLabel("Scope", { exact: true }).fill("orders.read");
  await send(page);
  await page.goto(page.url().replace(/#.*/, "#/issuer/log"));
  // Build then fetched the issuer's keys, to check the token's signature.
  await expect(row).toContainText("GET /jwks");
  const asked = page.getByRole("table", { name: "Log" }).getByRole("row").nth(2);
  await expect(asked).toContainText("POST /token");
  await expect(asked.getByRole("cell").last()).toHaveText("Access token");
  await expect(page.getByText("No person has signed in at this issuer.")).toBeVisible();
});
