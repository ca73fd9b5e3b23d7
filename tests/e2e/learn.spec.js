// Learn: predict, run, read what happened.
import { go } from "./routes.js";
import { receiptRow, status } from "./screens.js";
import { expect, predictByKeyboard, tabTo, test } from "./site.js";

const run = (page) => page.getByRole("button", { name: "Run experiment" }).first();
const happened = (page) => page.getByRole("region", { name: "What happened" });
const evidence = (page) => page.getByRole("region", { name: "Evidence" });
const variant = (page, name) => page.getByRole("group", { name: "What to run" }).getByRole("radio", { name });

test("Who is calling? With a token the API answers, and no person is asked", async ({ page, open }) => {
  await open("#/learn/1");
  const predict = page.getByRole("group", { name: "Predict" });
  await predict.getByRole("radio", { name: /sign in/ }).click();
  await page.getByRole("button", { name: "Lock in" }).click();
  await run(page).click();
  await expect(happened(page)).toContainText("Not right: you said “Once, to sign in”. The run says “None”.");
  await expect(happened(page)).toContainText("200");
  await expect(happened(page).getByRole("link", { name: /RFC 6749 §4\.4/ })).toBeVisible();
  await expect(predict).toContainText("A sign-in needs someone at a screen");
  await expect(evidence(page)).toContainText(/Person/);
  await expect(evidence(page)).toContainText("0 messages");
  await expect(evidence(page)).toContainText("/orders");
});

test("Who is calling? Without a token the API refuses and says what it takes", async ({ page, open }) => {
  await open("#/learn/1");
  await variant(page, /Without a token/).click();
  await run(page).click();
  await expect(happened(page)).toContainText("401");
  await expect(evidence(page)).toContainText(/WWW-Authenticate: Bearer/i);
});

test("a run that is rehearsed while nobody presses anything leaves nothing behind", async ({ page, open }) => {
  await page.addInitScript(() => {
    const { sign } = SubtleCrypto.prototype;
    window.signed = 0;
    SubtleCrypto.prototype.sign = function (...given) {
      window.signed += 1;
      return sign.apply(this, given);
    };
  });
  await open("#/learn/1");
  await expect.poll(() => page.evaluate(() => window.signed), "the token of the rehearsal").toBeGreaterThan(0);
  await expect(page.getByRole("heading", { name: "What you will see" })).toBeVisible();
  await expect(happened(page)).toHaveCount(0);
  await expect(page.getByRole("banner")).not.toContainText("of 12 steps run");
  await go(page, "#/issuer/log");
  await expect(page.getByText(/^No message has arrived yet/)).toBeVisible();
});

test("the first step says what this is, and the others do not", async ({ page, open }) => {
  await open("#/learn/1");
  const about = page.getByText(/^For people who build with OAuth: see by experiment/);
  await expect(about).toBeVisible();
  await page.getByRole("link", { name: /^Next step/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One request, one grant type");
  await expect(about).toHaveCount(0);
});

test("the Receipt is in view where the experiment was run, also when the evidence had been scrolled", async ({ page, open }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open("#/learn/1");
  await variant(page, /With a token/).click();
  const receipt = page.getByRole("heading", { name: "Receipt" });
  for (const _ of [1, 2]) {
    await run(page).click();
    await expect(receipt).toBeInViewport();
    // What stands between the two comes a frame or two later.
    await expect(evidence(page).getByRole("heading", { name: "Exchange" })).toBeAttached();
    await evidence(page).getByRole("link", { name: "Open in Build" }).scrollIntoViewIfNeeded();
    await expect(receipt).not.toBeInViewport();
  }
});

test.describe("One request, one grant type", () => {
  for (const [name, code, error] of [
    ["As it should be", "200", ""],
    ["Left out", "400", "invalid_request"],
    ["Misspelt", "400", "unsupported_grant_type"],
    ["Sent with GET", "405", ""],
  ]) {
    test(`${name}: ${code} ${error}`, async ({ page, open }) => {
      await open("#/learn/2");
      await variant(page, new RegExp(name)).click();
      await run(page).click();
      await expect(happened(page)).toContainText(code);
      if (error) await expect(happened(page)).toContainText(error);
      await expect(evidence(page)).toContainText(/Cache-Control: no-store/i);
    });
  }
});

test("What comes back: four members arrive, refresh token and ID Token do not; all by keyboard", async ({ page, open }) => {
  await open("#/learn/6");
  await predictByKeyboard(page, ["access_token", "token_type", "id_token"]);
  await expect(run(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await happened(page).waitFor();
  for (const member of ["access_token", "token_type", "expires_in", "scope"]) {
    await expect(receiptRow(page, member)).toContainText("Arrived");
    await expect(receiptRow(page, member)).not.toContainText("Did not arrive");
  }
  for (const member of ["refresh_token", "id_token"]) await expect(receiptRow(page, member)).toContainText("Did not arrive");
  await expect(evidence(page)).toContainText("Logins recorded: 0");
  await expect(page.getByRole("group", { name: "Predict" })).toContainText("An ID Token reports a sign-in");
});

test("a step is done with the keyboard alone", async ({ page, open }) => {
  await open("#/learn/2");
  const option = page.getByRole("group", { name: "Predict" }).getByRole("radio").first();
  await tabTo(page, option);
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("group", { name: "Predict" }).getByRole("radio").nth(1)).toBeChecked();
  await tabTo(page, page.getByRole("button", { name: "Lock in" }));
  await page.keyboard.press("Enter");
  await expect(run(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(happened(page)).toContainText("unsupported_grant_type");
  await expect(happened(page), "focus goes where the result is").toBeFocused();
  await expect(status(page)).not.toBeEmpty();
  await tabTo(page, page.getByRole("navigation", { name: "Neighbouring steps" }).getByRole("link", { name: /^Next step: Proving which program/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^Proving which program/);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
});

test("Ctrl+Enter runs from anywhere, and running needs no prediction", async ({ page, open }) => {
  await open("#/learn/6");
  await run(page).waitFor();
  await page.keyboard.press("Control+Enter");
  await expect(happened(page)).toBeVisible();
});

test("Reset step takes back prediction and run", async ({ page, open }) => {
  await open("#/learn/1");
  await page.getByRole("group", { name: "Predict" }).getByRole("radio").first().click();
  await run(page).click();
  await happened(page).waitFor();
  await page.getByRole("button", { name: "Reset step" }).click();
  await expect(happened(page)).toHaveCount(0);
  await expect(page.getByRole("group", { name: "Predict" }).getByRole("radio", { checked: true })).toHaveCount(0);
});

test("a step's number decides, whatever follows it in the address", async ({ page, open }) => {
  await open("#/learn/6-what-comes-back");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What comes back");
  await expect(page).toHaveTitle(/^What comes back – Learn – Grant Lab$|^6\. What comes back – Learn – Grant Lab$/);
});

test("a step that does not exist leads to those that do", async ({ page, open }) => {
  await open("#/learn/99");
  await page.getByRole("main").getByRole("link", { name: "What comes back" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("What comes back");
});

test("the run can be taken to Build", async ({ page, open }) => {
  await open("#/learn/6");
  await run(page).click();
  await page.getByRole("link", { name: "Open in Build" }).first().click();
  await expect(page.getByRole("textbox", { name: "Grant type" })).toHaveValue("client_credentials");
});
