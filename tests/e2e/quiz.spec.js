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
