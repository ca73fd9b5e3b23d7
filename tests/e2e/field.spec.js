// The lessons from the field: each by keyboard, every variant as the lesson says, and the ways to and from the twelve.
import { expect, test } from "./site.js";

const run = (page) => page.locator("#run");
const predict = (page) => page.getByRole("group", { name: /Predict/ });
const happened = (page) => page.getByRole("region", { name: "What happened" });

// A lesson, the right answer, and what the settling run shows.
const LESSONS = [
  [1, "Two", "200"],
  [2, "Every customer", "200"],
  [3, "Get an access token in the client", "200"],
  [4, "invalid_grant", "invalid_request"],
  [5, "invalid_scope", "401"],
  [6, "Yes, until it expires", "200"],
];

for (const [number, right, seen] of LESSONS) {
  test(`lesson ${number} by keyboard: predict, lock in, run, and what to do on Monday`, async ({ page, open }) => {
    await open(`#/field/${number}`);
    await expect(page.getByText(`In the field, ${number} of 6`)).toBeVisible();
    const option = page.locator("label", { hasText: right }).first().locator("input");
    await option.focus();
    await page.keyboard.press("Space");
    await expect(option).toBeChecked();
    await page.getByRole("button", { name: "Lock in" }).focus();
    await page.keyboard.press("Enter");
    await expect(run(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(happened(page)).toContainText(seen);
    await expect(page.locator("label", { hasText: "Matches the run" })).toContainText(right);
    await expect(happened(page)).not.toContainText("differently from what the lesson says");
    const practice = page.locator("section", { has: page.getByRole("heading", { name: "On Monday" }) });
    expect(await practice.getByRole("listitem").count()).toBeGreaterThan(2);
  });
}

test("every variant of every lesson goes as the lesson says, also when the reader has chosen another policy", async ({ page, open }) => {
  await open("#/field/1");
  await page.getByRole("combobox", { name: /^openid/ }).selectOption({ label: "Echo" });
  for (const [number] of LESSONS) {
    await page.evaluate((step) => (location.hash = `#/field/${step}`), number);
    await expect(page.getByText(`In the field, ${number} of 6`)).toBeVisible();
    const all = page.getByRole("group", { name: "What to run" }).getByRole("radio");
    for (let index = 0; index < (await all.count()); index++) {
      await all.nth(index).check();
      await run(page).click();
      await expect(page.getByRole("group", { name: "What to run" }).locator("label").nth(index)).not.toContainText("Not run");
      await expect(happened(page), `lesson ${number}, variant ${index}`).not.toContainText("differently from what the lesson says");
    }
  }
});

test("the two courses lead to each other and are counted apart", async ({ page, open }) => {
  await open("#/learn/12");
  await page.getByRole("link", { name: "six lessons from the field" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "One secret, four behaviours" })).toBeFocused();
  await run(page).click();
  await expect(happened(page)).toBeVisible();
  await page.getByText("In the field, 1 of 6").click();
  await expect(page.getByText("1 of 6 steps run.")).toBeVisible();
  await page.getByRole("link", { name: "The twelve lessons" }).click();
  await expect(page).toHaveURL(/#\/learn\/1$/);
  await page.keyboard.press("Tab");
  await page.getByText("Step 1 of 12").click();
  await expect(page.getByText("of 12 steps run.")).toHaveCount(0);
});
