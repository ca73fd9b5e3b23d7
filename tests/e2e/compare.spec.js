// Compare: ten claims, ten experiments, and verdicts that follow the issuer; the dares, the rows beyond the document, and paper.
import { sideways, violations } from "./axe.js";
import { copied, setOpenid, status } from "./screens.js";
import { expect, tabTo, test } from "./site.js";

const ROWS = ["Standard spec", "Tokens returned", "Who is the subject?", "User identity?", "Use case"];
const COLUMNS = ["OAuth 2.0", "OpenID Connect"];
const CELLS = ROWS.flatMap((row) => COLUMNS.map((column) => `${row}, ${column}`));

const table = (page) => page.getByRole("table", { name: /ten claims/ });
const cell = (page, name) => table(page).getByRole("cell").filter({ has: page.getByRole("button", { name: `Run experiment: ${name}`, exact: true }) });
const run = (page, name) => page.getByRole("button", { name: `Run experiment: ${name}`, exact: true });
const evidence = (page, name) => page.getByRole("button", { name: `Evidence: ${name}`, exact: true });
const runAll = (page) => page.getByRole("button", { name: /^Run all/ });

test("it is a native table: caption, row headers, column headers, ten cells", async ({ page, open }) => {
  await open("#/compare");
  for (const row of ROWS) await expect(table(page).getByRole("rowheader", { name: row, exact: true })).toBeVisible();
  for (const column of COLUMNS) await expect(table(page).getByRole("columnheader", { name: column })).toBeVisible();
  for (const name of CELLS) await expect(run(page, name)).toBeVisible();
  await expect(table(page).locator("caption")).toHaveCount(1);
});

for (const name of CELLS) {
  test(`${name}: the experiment runs, and the claim holds`, async ({ page, open }) => {
    await open("#/compare");
    await run(page, name).click();
    await expect(cell(page, name)).toContainText("Holds");
    await evidence(page, name).click();
    await expect(page.getByRole("heading", { name: `Evidence: ${name}` })).toBeVisible();
    await expect(evidence(page, name)).toHaveAttribute("aria-expanded", "true");
    const drawer = page.locator(`#${await evidence(page, name).getAttribute("aria-controls")}`);
    for (const part of ["Claim", "What ran", "What came back", "Why this settles it", "Source"]) {
      await expect(drawer.getByRole("heading", { name: part })).toBeVisible();
    }
    await expect(drawer.getByRole("link", { name: /RFC|OIDC/ }).first()).toHaveAttribute("href", /^https:/);
  });
}

test("Run all ends with 10 of 10 under the default policy, and nobody signed in", async ({ page, open }) => {
  await open("#/compare");
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
  await expect(status(page)).toContainText("10 of 10 claims hold.");
  await expect(page.getByLabel("Issuer", { exact: true })).toContainText(/logins\s*0/i);
});

test("under Drop all ten hold too", async ({ page, open }) => {
  await open("#/compare");
  await setOpenid(page, "Drop");
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
});

test("under the vendor policy one does not hold, and it says which and why", async ({ page, open }) => {
  await open("#/compare");
  await setOpenid(page, "Vendor: service account");
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("9 of 10 claims hold.");
  await expect(page.getByRole("main")).toContainText("Tokens returned, OpenID Connect does not hold on this issuer.");
  await expect(page.getByRole("main")).toContainText("Outside the specification");
  await expect(cell(page, "Tokens returned, OpenID Connect")).toContainText("Does not hold here");
  await expect(cell(page, "Tokens returned, OAuth 2.0")).toContainText("Holds");
});

test("a verdict does not outlive the policy it was reached under", async ({ page, open }) => {
  await open("#/compare");
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
  await setOpenid(page, "Vendor: service account");
  await expect(page.getByRole("main")).not.toContainText("10 of 10 claims hold.");
  await expect(cell(page, "Tokens returned, OpenID Connect")).toContainText("Policy changed. Run again.");
  await page.getByRole("button", { name: "Reset policies" }).click();
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
});

test("the table is worked with the keyboard alone", async ({ page, open }) => {
  await open("#/compare");
  await tabTo(page, runAll(page));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
  await expect(runAll(page)).toBeFocused();
  const name = "Tokens returned, OpenID Connect";
  await tabTo(page, evidence(page, name));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `Evidence: ${name}` })).toBeVisible();
  await expect(evidence(page, name)).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Close evidence" }).first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `Evidence: ${name}` })).toHaveCount(0);
  await expect(evidence(page, name), "focus goes back to what opened it").toBeFocused();
});

test("every experiment is in the tab order, once, in the order of the table", async ({ page, open }) => {
  await open("#/compare");
  await runAll(page).focus();
  const reached = [];
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press("Tab");
    const name = await page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? "");
    if (name.startsWith("Run experiment: ")) reached.push(name.slice("Run experiment: ".length));
  }
  expect(reached.slice(0, CELLS.length)).toEqual(CELLS);
});

test("a cell's address opens its evidence, and a reload keeps it", async ({ page, open }) => {
  await open("#/compare/tokens-returned/oidc");
  const heading = page.getByRole("heading", { name: "Evidence: Tokens returned, OpenID Connect" });
  await expect(heading).toBeVisible();
  await expect(page).toHaveTitle(/Tokens returned, OpenID Connect/);
  await page.reload();
  await expect(heading).toBeVisible();
});

test("an address of no cell says so and shows the ten", async ({ page, open }) => {
  await open("#/compare/no-such/cell");
  await expect(page.getByRole("main")).toContainText("There is no claim at");
  await expect(run(page, CELLS[0])).toBeVisible();
});

test("Open every drawer opens ten, and closes them again", async ({ page, open }) => {
  await open("#/compare");
  await page.getByRole("button", { name: "Open every drawer" }).click();
  await expect(page.getByRole("heading", { name: /^Evidence: / })).toHaveCount(10);
  await page.getByRole("button", { name: "Close every drawer" }).click();
  await expect(page.getByRole("heading", { name: /^Evidence: / })).toHaveCount(0);
  await expect(page).toHaveURL(/#\/compare$/);
});

// Break the table: each dare by hand, and by Hint and Show me.
const dare = (page, title) => page.getByRole("region", { name: "Break the table" }).getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });
const policy = (page, name) => page.getByRole("combobox", { name: `Policy ${name}`, exact: true });

test("a dare: one OpenID Connect cell fails, by hand", async ({ page, open }) => {
  await open("#/compare");
  const it = dare(page, "Make one OpenID Connect cell fail");
  await expect(it).toContainText("Not yet");
  await policy(page, "openid").selectOption({ label: "Vendor: service account" });
  await expect(page.getByRole("combobox", { name: /^openid/ }), "the strip shows the same policy").toHaveValue("vendor_service_account");
  await expect(it, "a policy alone breaks nothing").toContainText("Not yet");
  await run(page, "Tokens returned, OpenID Connect").click();
  await expect(it).toContainText("Done");
  await expect(it).toContainText("“Tokens returned, OpenID Connect” does not hold: an id_token about svc-5e1f arrived.");
  await expect(status(page)).toContainText("Done: “Tokens returned, OpenID Connect” does not hold");
  await page.getByRole("button", { name: "Back to the defaults" }).click();
  await expect(policy(page, "openid")).toBeFocused();
  await expect(it, "it did happen").toContainText("Done");
});

test("a dare: sub disappears and no verdict changes, with Hint and Show me", async ({ page, open }) => {
  await open("#/compare");
  const title = "Make sub disappear without changing any verdict";
  const it = dare(page, title);
  const hint = page.getByRole("button", { name: `Hint: ${title}`, exact: true });
  await hint.click();
  await expect(hint).toHaveAttribute("aria-expanded", "true");
  await expect(it).toContainText("Run all ten with a sub, and all ten without one.");
  await runAll(page).click();
  await expect(it).toContainText("Ten verdicts with sub are in.");
  await page.getByRole("button", { name: `Show me: ${title}`, exact: true }).click();
  await expect(it).toContainText("Now run");
  await expect(policy(page, "sub")).toHaveValue("omitted");
  await expect(cell(page, CELLS[0]), "the old verdicts show as old").toContainText("Policy changed. Run again.");
  await runAll(page).click();
  await expect(it).toContainText("Done");
  await expect(it).toContainText("10 of 10 claims hold with sub, and the same 10 without it.");
  await expect(cell(page, "Who is the subject?, OAuth 2.0")).toContainText("no sub; client_id is nightly-report");
});

test("a dare: a refresh token, with Show me", async ({ page, open }) => {
  await open("#/compare");
  const it = dare(page, "Get a refresh token");
  await page.getByRole("button", { name: "Show me: Get a refresh token", exact: true }).click();
  await expect(policy(page, "refresh token")).toHaveValue("on");
  await expect(it).toContainText("Not yet");
  await run(page, "Tokens returned, OAuth 2.0").click();
  await expect(it).toContainText("Done");
  await expect(it).toContainText("A refresh_token arrived");
  await expect(cell(page, "Tokens returned, OAuth 2.0")).toContainText("Holds");
  await evidence(page, "Tokens returned, OAuth 2.0").click();
  await expect(page.getByRole("main")).toContainText("refresh: on.");
});

test("a dare: User identity fails, with Show me", async ({ page, open }) => {
  await open("#/compare");
  const it = dare(page, "Make User identity fail");
  await page.getByRole("button", { name: "Show me: Make User identity fail", exact: true }).click();
  await expect(policy(page, "user claims")).toHaveValue("account");
  await expect(it).toContainText("Not yet");
  await run(page, "User identity?, OAuth 2.0").click();
  await expect(it).toContainText("Done");
  await expect(it).toContainText("name, preferred_username");
});

// Beyond the document.
const BEYOND = ["Refresh token", "UserInfo", "The scope openid", "Discovery document", "Audience and token type", "Sender constraint", "Client authentication", "Can a client look like a user?"];
const beyond = (page) => page.getByRole("table", { name: /sixteen claims/ });

test("the rows beyond the document come when they are opened, run, and count among no ten", async ({ page, open }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await open("#/compare");
  await expect(beyond(page)).toHaveCount(0);
  expect(asked.filter((url) => url.endsWith("beyond.json"))).toEqual([]);
  await page.getByRole("button", { name: "Show eight more topics" }).click();
  for (const row of BEYOND) {
    const header = beyond(page).getByRole("rowheader", { name: row });
    await expect(header).toContainText("Beyond the document");
  }
  await page.getByRole("button", { name: "Run these sixteen" }).click();
  await expect(page.getByRole("main")).toContainText("16 of 16 claims beyond the document hold.");
  await expect(page.getByRole("main")).not.toContainText("claims hold.");
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
  await setOpenid(page, "Vendor: copy");
  await page.getByRole("button", { name: "Run these sixteen" }).click();
  await expect(page.getByRole("main")).toContainText("16 of 16 claims beyond the document hold.");
  expect(await violations(page)).toEqual([]);
});

for (const [address, name] of [
  ["refresh-token/oidc", "Refresh token, OpenID Connect"],
  ["sender-constraint/oauth", "Sender constraint, OAuth 2.0"],
  ["client-like-user/oauth", "Can a client look like a user?, OAuth 2.0"],
]) {
  test(`${name} can be linked to, runs, and shows what settles it`, async ({ page, open }) => {
    await open(`#/compare/${address}`);
    await expect(page.getByRole("heading", { name: `Evidence: ${name}` })).toBeVisible();
    await expect(page).toHaveTitle(new RegExp(`^${name.replace("?", "\\?")} – Compare`));
    await run(page, name).click();
    const drawer = page.locator(`#${await evidence(page, name).getAttribute("aria-controls")}`);
    for (const part of ["Claim", "What ran", "What came back", "Why this settles it", "Source"]) {
      await expect(drawer.getByRole("heading", { name: part })).toBeVisible();
    }
    await expect(drawer).toContainText("For this run alone:");
    await page.getByRole("button", { name: "Close evidence" }).first().click();
    await expect(evidence(page, name)).toBeFocused();
  });
}

test("?rows=core leaves them out", async ({ page, open }) => {
  await open("#/compare", { search: "?rows=core" });
  await expect(run(page, CELLS[0])).toBeVisible();
  await expect(page.getByRole("heading", { name: "Beyond the document" })).toHaveCount(0);
});

test("the table is copied as Markdown, and on request with the evidence below: of the ten, and of the others once they are shown", async ({ page, open }) => {
  await open("#/compare");
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
  const table = await copied(page, page.getByRole("button", { name: "Copy table as Markdown" }));
  expect(table.match(/^\|/gm)).toHaveLength(7);
  const copy = page.getByRole("button", { name: "Copy it with the evidence" });
  const ten = await copied(page, copy);
  expect(ten.startsWith(table)).toBe(true);
  expect(ten.match(/^\*\*/gm)).toHaveLength(10);
  // The default policy refuses `openid`, so one of the ten holds because nothing came.
  expect(ten.match(/^- Verdict: Holds$/gm)).toHaveLength(9);
  expect(ten.match(/^- Verdict: Holds: nothing came at all$/gm)).toHaveLength(1);
  await page.getByRole("button", { name: "Show eight more topics" }).click();
  await expect(beyond(page)).toBeVisible();
  const all = await copied(page, copy);
  expect(all.match(/^\*\*/gm)).toHaveLength(26);
});

test("#/compare/all has every drawer open, and closing them leads back", async ({ page, open }) => {
  await open("#/compare/all");
  await expect(page.getByRole("heading", { name: /^Evidence: / })).toHaveCount(26);
  await expect(page).toHaveTitle(/^Every drawer – Compare/);
  await page.getByRole("button", { name: "Close every drawer" }).click();
  await expect(page.getByRole("heading", { name: /^Evidence: / })).toHaveCount(0);
  await expect(page).toHaveURL(/#\/compare$/);
  await page.getByRole("button", { name: "Open every drawer" }).click();
  await expect(page).toHaveURL(/#\/compare\/all$/);
});

// Paper.
const isLight = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test("?print=1 shows what paper would: light, every drawer open, no controls, addresses, policy and time", async ({ page, open }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open("#/compare", { search: "?print=1", started: false });
  await expect(page.getByRole("heading", { name: /^Evidence: / })).toHaveCount(10);
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("contentinfo")).toContainText(/Embedded issuer\. openid: Reject\. Issuer time \d\d:\d\d UTC/);
  expect(await isLight(page)).toBe("rgb(255, 255, 255)");
  const link = page.getByRole("link", { name: "RFC 8414 §2" }).first();
  expect(await link.evaluate((element) => getComputedStyle(element, "::after").content)).toContain("https://www.rfc-editor.org/rfc/rfc8414#section-2");
  expect(await link.evaluate((element) => getComputedStyle(element.closest("section")).breakInside)).toBe("avoid");
});

test("printing opens every drawer for as long as it takes", async ({ page, open }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open("#/compare");
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.getByRole("heading", { name: /^Evidence: / })).toHaveCount(10);
  await expect(page.getByText("Break the table")).toBeHidden();
  await expect(runAll(page)).toBeHidden();
  await expect(page.locator("#standard-spec-oauth")).toContainText("Holds");
  expect(await isLight(page)).toBe("rgb(255, 255, 255)");
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(page.getByRole("heading", { name: /^Evidence: / })).toHaveCount(0);
});

test("a lesson prints in one column with its evidence and without controls", async ({ page, open }) => {
  await open("#/learn/2");
  await page.getByRole("button", { name: /^Run experiment/ }).first().click();
  await page.getByRole("heading", { name: "What happened" }).waitFor();
  await expect(page.locator("table.listed")).toHaveCount(0);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect(page.locator("table.listed").first(), "every note is written out").toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Areas" })).toBeHidden();
  await expect(page.getByRole("button", { name: /^Run/ }).first()).toBeHidden();
  const [lesson, evidencePane] = [page.locator(".lesson"), page.locator("#evidence")];
  const [above, below] = [await lesson.boundingBox(), await evidencePane.boundingBox()];
  expect(below.y).toBeGreaterThanOrEqual(above.y + above.height);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect(page.locator("table.listed")).toHaveCount(0);
  expect(await isLight(page)).toBe("rgb(255, 255, 255)");
});

test("nothing is cut off at 320 pixels", async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await open("#/compare/all");
  await expect(beyond(page)).toBeVisible();
  await runAll(page).click();
  await expect(page.getByRole("main")).toContainText("10 of 10 claims hold.");
  expect(await sideways(page)).toBe(0);
});
