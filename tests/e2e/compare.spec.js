// Compare: ten claims, ten experiments, and verdicts that follow the issuer.
import { setOpenid, status } from "./screens.js";
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
});
