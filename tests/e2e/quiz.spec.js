// The quiz: from the first question to the result, wrong answers explained and asked again.
import { sideways, violations } from "./axe.js";
import { expect, tabTo, test } from "./site.js";
import { status } from "./screens.js";

const answer = (page) => page.getByRole("button", { name: "Answer", exact: true });
const next = (page) => page.getByRole("link", { name: /^(Next question|See the result)$/ });

/** Answers the question on the screen with these options. */
async function give(page, ...options) {
  for (const option of options) await page.getByLabel(option).check();
  await answer(page).click();
}

const RIGHT = [
  [/The grant is OAuth’s/],
  [/Only that the issuer repeated/],
  [/auth_time/],
  [/the client application/],
  [/stop calling UserInfo/],
  null,
  [/Ignore it and ask/],
  [/A flow in which a person signs in/, /in the authentication request/],
  [/It demands/, /It calls an access token/, /It tells the client to read/],
  [/It is an extension of that product/],
];

async function order(page) {
  await page.getByRole("button", { name: "Move down: Is this scope allowed?" }).click();
  await page.getByRole("button", { name: "Move down: Is this scope allowed?" }).click();
  await answer(page).click();
}

test("ten right answers lead to a result that says so", async ({ page, open }) => {
  await open("#/quiz");
  await page.getByRole("link", { name: "Question 1" }).click();
  for (const [index, options] of RIGHT.entries()) {
    await expect(page.getByText(`Question ${index + 1} of 10`)).toBeVisible();
    if (options) await give(page, ...options);
    else await order(page);
    await expect(status(page)).toHaveText("That is right.");
    await next(page).click();
  }
  await expect(page.getByRole("heading", { name: "You can now explain 10 of 10." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Start again" })).toBeVisible();
});

test("a wrong answer is explained, and what was missed is asked again", async ({ page, open }) => {
  await open("#/quiz/4");
  await answer(page).click();
  await expect(page.getByText("Choose an answer first.").first()).toBeVisible();
  await give(page, /the API/);
  await expect(page.getByText("That is `aud`".replaceAll("`", ""))).toBeVisible();
  await expect(page.getByText("Right", { exact: true })).toBeVisible();
  await page.goto(page.url().replace(/#.*/, "#/quiz"));
  await expect(page.getByRole("heading", { name: "You can now explain 0 of 10." })).toBeVisible();
  await page.getByRole("button", { name: "Redo the ones you missed" }).click();
  await expect(page.getByText("Question 1 of 10")).toBeVisible();
});

test("a question is answered with the keyboard, and the experiment is one key away", async ({ page, open }) => {
  await open("#/quiz/3");
  await tabTo(page, page.getByRole("radio", { name: "iss" }));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, answer(page));
  await page.keyboard.press("Enter");
  await expect(next(page), "focus goes on").toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#\/compare\/user-identity\/oauth/);
});

test("an answered question has no violations and fits 320 px", async ({ page, open }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const [route, act] of [
    ["#/quiz/2", () => give(page, /An ID Token is on its way/)],
    ["#/quiz/6", () => answer(page).click()],
  ]) {
    await open(route);
    await act();
    await expect(next(page)).toBeVisible();
    expect(await violations(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  }
});

test("the result names the cells that were met, and each question opens its experiment", async ({ page, open }) => {
  test.slow();
  for (const number of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    await open(`#/quiz/${number}`);
    if (number !== 6) await page.locator(".opt input").first().check();
    await answer(page).click();
    const heading = await page.getByRole("heading", { level: 1 }).innerText();
    await page.getByRole("link", { name: "Try it" }).click();
    await expect(page).not.toHaveURL(/#\/quiz/);
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText(heading);
    await expect(page.getByRole("button", { name: /^(Run|Send)/ }).first()).toBeVisible();
    await page.evaluate(() => history.back());
  }
  await page.evaluate(() => (location.hash = "#/quiz"));
  const cells = page.getByRole("main").getByRole("link", { name: /, (OAuth 2\.0|OpenID Connect)$/ });
  await expect(cells).toHaveCount(9);
  await cells.filter({ hasText: "Who is the subject?, OAuth 2.0" }).click();
  await expect(page).toHaveURL(/#\/compare\/subject\/oauth$/);
});

test("what was missed comes again with its options in another order", async ({ page, open }) => {
  await open("#/quiz/1");
  const options = page.locator(".opt > span:first-of-type");
  await expect(options).toHaveCount(4);
  const before = await options.allInnerTexts();
  await give(page, /True, if the server/);
  await page.evaluate(() => (location.hash = "#/quiz"));
  await page.getByRole("button", { name: "Redo the ones you missed" }).click();
  await expect(page.getByText("Question 1 of 10")).toBeVisible();
  await expect(options).toHaveCount(4);
  const after = await options.allInnerTexts();
  expect(after).not.toEqual(before);
  expect([...after].sort()).toEqual([...before].sort());
});

test("asked again after three days, as this browser noted", async ({ page, open }) => {
  await open("#/quiz/4");
  await give(page, /the client application/);
  await page.evaluate(() => (location.hash = "#/quiz"));
  await page.getByRole("button", { name: "Ask me again in 3 days" }).click();
  await expect(status(page)).toHaveText("Noted in this browser, and nowhere else.");
  const link = page.getByRole("contentinfo").getByRole("link", { name: /^Ten questions/ });
  await page.reload();
  await expect(link).toHaveText("Ten questions");
  await page.evaluate(() => localStorage.setItem("grantlab.quiz-again", "1000"));
  await page.reload();
  await expect(link).toHaveText("Ten questions, it is time again");
  await expect(page.getByText("You asked to be asked again. Here they are.")).toBeVisible();
  await page.getByRole("link", { name: "Question 1" }).click();
  await page.reload();
  await expect(link).toHaveText("Ten questions");
});

test("a reload keeps what was chosen and what was answered", async ({ page, open }) => {
  await open("#/quiz/1");
  await give(page, RIGHT[0][0]);
  await next(page).click();
  await page.getByLabel(RIGHT[1][0]).check();
  await page.reload();
  await expect(page.getByText("Question 2 of 10")).toBeVisible();
  await expect(page.getByLabel(RIGHT[1][0])).toBeChecked();
  await expect(answer(page)).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Question 1 of 10")).toBeVisible();
  await expect(answer(page)).toHaveCount(0);
  await expect(page.getByLabel(RIGHT[0][0])).toBeChecked();
});
