// The steps of the walkthrough that do more than send one request: a policy for one run, a repetition, a person at a sign-in.
import { receiptRow, setOpenid, status } from "./screens.js";
import { sideways, violations } from "./axe.js";
import { expect, predictByKeyboard, tabTo, test } from "./site.js";

const run = (page) => page.getByRole("button", { name: "Run experiment" }).first();
const happened = (page) => page.getByRole("region", { name: "What happened" });
const evidence = (page) => page.getByRole("region", { name: "Evidence" });
const predict = (page) => page.getByRole("group", { name: "Predict" });
const variant = (page, name) => page.getByRole("group", { name: "What to run" }).getByRole("radio", { name });
const card = (page) => page.getByRole("region", { name: "Simulated sign-in" });
const openidPolicy = (page) => page.getByRole("combobox", { name: /^openid/ });

/** A Receipt of several, by what the lesson calls it. */
const column = (page, name) => page.getByRole("region", { name: `${name} Receipt` });
const row = (receipt, member) =>
  receipt.locator("dl > div", { has: receipt.page().locator("dt", { hasText: new RegExp(`^${member}$`) }) });

/** What a control is called, or begins with when a run has added to it. Backticks of the content are not on screen. */
const startingWith = (text) => new RegExp(`^${text.replaceAll("`", "").replaceAll(/[().?]/g, "\\$&")}`);

/** Goes to a group of radio buttons by Tab and along it by arrow, until the one of this name is chosen. */
async function choose(page, group, name) {
  const wanted = group.getByRole("radio", { name });
  const any = group.getByRole("radio");
  const chosen = group.locator("input:checked");
  await tabTo(page, (await chosen.count()) ? chosen : any.first());
  if (!(await wanted.isChecked())) await page.keyboard.press("Space");
  for (let presses = await any.count(); presses > 0 && !(await wanted.isChecked()); presses--) await page.keyboard.press("ArrowDown");
  await expect(wanted).toBeChecked();
}

// A step, the right answer, a wrong one and why it is wrong, and what the settling run shows.
const STEPS = [
  [1, "None", "Once, to sign in", "A sign-in needs someone at a screen", "200"],
  [3, "`invalid_client`", "`invalid_scope`", "judged only for a caller whose identity is settled", "401"],
  [4, "400 with `invalid_client`", "200, with the same token", "Token endpoints are not caches", "invalid_client"],
  [5, "The API refuses it", "It works once", "How often something may be used", "invalid_token"],
  [7, "None", "One", "Count them. Both ways are a single POST", "refreshing took 1, asking again took 1"],
  [8, "Something that identifies the program", "The API’s name", "whom the token is for", "nightly-report"],
  [9, "The reply’s `scope` lacks", "You cannot tell", "the granted scope is in the reply", "invalid_scope"],
  [10, "It refuses", "It redirects to a login page", "It is an API, not a page", "insufficient_scope"],
  [12, "One", "Five, the whole OpenID Connect column", "Find a person in the new token first", "Verdicts that changed: 1 of 10"],
];

for (const [number, right, wrong, why, seen] of STEPS) {
  test(`step ${number} by keyboard: a wrong prediction is explained, the right one is marked`, async ({ page, open }) => {
    await open(`#/learn/${number}`);
    await choose(page, predict(page), startingWith(wrong));
    await tabTo(page, page.getByRole("button", { name: "Lock in" }));
    await page.keyboard.press("Enter");
    await expect(run(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(happened(page)).toContainText(seen);
    await expect(predict(page)).toContainText(why);
    await expect(predict(page).locator("label", { hasText: "Matches the run" })).toHaveText(startingWith(right));
    await expect(happened(page), "focus goes where the result is").toBeFocused();
    await expect(status(page)).not.toBeEmpty();
    await expect(happened(page)).not.toContainText("differently from what the lesson says");
  });
}

test("every variant of every step goes as the lesson says, also when the reader has chosen another policy", async ({ page, open }) => {
  await open("#/learn/3");
  await setOpenid(page, "Vendor: copy");
  for (const [number] of STEPS) {
    await page.evaluate((step) => (location.hash = `#/learn/${step}`), number);
    const all = page.getByRole("group", { name: "What to run" }).getByRole("radio");
    await expect(page.getByText(`Step ${number} of 12`)).toBeVisible();
    for (let index = 0; index < (await all.count()); index++) {
      await all.nth(index).check();
      const before = await happened(page).count();
      await run(page).click();
      await expect(happened(page)).toBeVisible();
      if (before) await expect(page.getByRole("group", { name: "What to run" }).locator("label").nth(index)).not.toContainText("Not run");
      await expect(happened(page), `step ${number}, variant ${index}`).not.toContainText("differently from what the lesson says");
    }
  }
  await expect(openidPolicy(page), "the reader's own choice").toHaveValue("vendor_copy");
});

test("the secret in the Basic header can be read by anybody, and stays folded until somebody looks", async ({ page, open }) => {
  await open("#/learn/3");
  await run(page).click();
  const secret = evidence(page).getByText("nightly-report:demo-secret-not-reaL");
  await expect(secret).toBeHidden();
  await evidence(page).getByText("Decode the header").click();
  await expect(secret).toBeVisible();
});

test("a policy of one run is said beside its evidence and is over with the run", async ({ page, open }) => {
  await open("#/learn/7");
  await run(page).click();
  await expect(evidence(page)).toContainText("For this run alone: refresh: on, clock +301 s.");
  await expect(row(column(page, "First token"), "refresh_token")).toContainText("Arrived");
  await page.evaluate(() => (location.hash = "#/learn/6"));
  await run(page).click();
  await expect(receiptRow(page, "refresh_token")).toContainText("Did not arrive");
});

test("the five policies stand in one table, and two of them are outside the specification", async ({ page, open }) => {
  await open("#/learn/9");
  await run(page).click();
  const table = page.getByRole("table", { name: "What arrived, at one glance" });
  await expect(table.getByRole("columnheader")).toHaveText(["Issuer", "access_token", "token_type", "expires_in", "scope", "refresh_token", "id_token"]);
  for (const [name, arrived] of [["Reject", false], ["Drop", false], ["Echo", false], ["Vendor: service account", true], ["Vendor: copy", true]]) {
    const policy = table.getByRole("row", { name: new RegExp(`^${name}`) });
    await expect(policy.getByRole("cell").last()).toContainText(arrived ? "Arrived" : "Did not arrive");
    await policy.getByRole("button", { name }).click();
    const id_token = row(column(page, name), "id_token");
    await expect(id_token).toContainText(arrived ? "Arrived" : "Did not arrive");
    await expect(id_token.getByText("Outside the specification")).toHaveCount(arrived ? 1 : 0);
    await expect(page.locator(".evidence .receipt"), "one is open at a time").toHaveCount(1);
    if (name === "Drop") await expect(row(column(page, name), "scope")).toContainText("openid dropped");
  }
  await expect(openidPolicy(page)).toHaveValue("reject");
  await expect(happened(page)).toContainText("Logins recorded: 0");
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
});

test.describe("a person at the simulated sign-in", () => {
  test("Sam signs in: an ID Token arrives, beside a Receipt without one; all by keyboard", async ({ page, open }) => {
    await open("#/learn/11");
    await predictByKeyboard(page, ["A person signs in", "A client secret"]);
    await expect(run(page)).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(card(page)).toBeFocused();
    await expect(card(page)).toContainText("Nobody is asked for a password");
    await expect(page.locator("input[type=password]")).toHaveCount(0);
    await page.keyboard.press("Tab");
    await expect(card(page).getByRole("button", { name: "Continue as Sam" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(card(page)).toHaveCount(0);
    await expect(happened(page)).toBeFocused();
    await expect(row(column(page, "Sam signed in"), "id_token")).toContainText("Arrived");
    await expect(row(column(page, "Sam signed in"), "id_token")).not.toContainText("Outside");
    await expect(row(column(page, "Step 6: no person"), "id_token")).toContainText("Did not arrive");
    await expect(happened(page)).toContainText("Messages of the person: 1. Logins recorded: 1.");
    await expect(predict(page)).toContainText("This client has none");
    await expect(predict(page)).toContainText("Leave out openid and run again");
    await expect(evidence(page)).toContainText("user-82c1");
  });

  test("Cancel sends the browser back without a code, whatever was to be run; all by keyboard", async ({ page, open }) => {
    await open("#/learn/11");
    await tabTo(page, run(page));
    await page.keyboard.press("Enter");
    await expect(card(page)).toBeFocused();
    await tabTo(page, card(page).getByRole("button", { name: "Cancel" }), { limit: 3 });
    await page.keyboard.press("Enter");
    await expect(card(page)).toHaveCount(0);
    await expect(happened(page)).toBeFocused();
    await expect(happened(page)).toContainText("access_denied");
    await expect(happened(page)).toContainText("Ran: Sam cancels.");
    await expect(variant(page, /Sam cancels/)).toBeChecked();
    await expect(evidence(page)).toContainText("No token response in this run");
  });

  for (const [name, seen] of [[/^Without openid/, "Did not arrive: expires_in"], [/A wrong verifier/, "invalid_grant"]]) {
    test(`${name}: no ID Token, though Sam signed in`, async ({ page, open }) => {
      await open("#/learn/11");
      await variant(page, name).check();
      await run(page).click();
      await card(page).getByRole("button", { name: "Continue as Sam" }).click();
      await expect(happened(page)).toContainText("Logins recorded: 1");
      await expect(happened(page)).toContainText(seen === "invalid_grant" ? seen : "id_token");
      const last = page.getByRole("region", { name: /Receipt$/ }).last();
      await expect(row(last, "id_token")).toContainText("Did not arrive");
    });
  }

  test("Implicit and Hybrid: the ID Token comes in the redirect, and no access token does", async ({ page, open }) => {
    await open("#/learn/11");
    for (const [name, columns] of [[/^Implicit/, ["From the redirect"]], [/^Hybrid/, ["From the redirect", "From the token endpoint"]]]) {
      await variant(page, name).check();
      await expect(page.getByRole("group", { name: "What to run" }).locator("label", { hasText: name })).toContainText("RFC 9700 §2.1.2 advises against response types that put an access token into the redirect");
      await run(page).click();
      await card(page).getByRole("button", { name: "Continue as Sam" }).click();
      await expect(happened(page)).toContainText("In the fragment of the address");
      await expect(happened(page)).not.toContainText("differently from what the lesson says");
      await expect(row(column(page, "Step 6: no person"), "id_token")).toContainText("Did not arrive");
      for (const each of columns) {
        await expect(row(column(page, each), "id_token")).not.toContainText(/Did not arrive|Outside/);
        await expect(row(column(page, each), "access_token")).toContainText(each === "From the redirect" ? "Did not arrive" : "Arrived");
      }
      await expect(evidence(page).getByText("The ID Token, decoded")).toHaveCount(columns.length);
    }
  });

  test("Reset step takes the card away, and the sign-in with it", async ({ page, open }) => {
    await open("#/learn/11");
    await run(page).click();
    await card(page).waitFor();
    await page.getByRole("button", { name: "Reset step" }).click();
    await expect(card(page)).toHaveCount(0);
    await run(page).click();
    await expect(card(page)).toBeVisible();
  });
});

test("a program that poses as a person: refused, and with the guard off only the careful API is not fooled", async ({ page, open }) => {
  await open("#/learn/8");
  await variant(page, /pose as a person/).check();
  await run(page).click();
  await expect(happened(page)).toContainText("refused to register the client, with 400: invalid_client_metadata");
  await variant(page, /guard off/).check();
  await run(page).click();
  await expect(happened(page)).toContainText("The API that reads sub alone answered 200, with what it keeps for Sam Okafor.");
  await expect(happened(page)).toContainText("The API’s /me refused with 403: insufficient_scope.");
  await expect(evidence(page)).toContainText("personalClientIds: allowed");
  await expect(evidence(page).getByText("Show secret")).toBeVisible();
});

test("the whole table twice: one verdict moves, and every message can be seen", async ({ page, open }) => {
  await open("#/learn/12");
  await run(page).click();
  const table = evidence(page).getByRole("table", { name: "The ten verdicts, twice" });
  await expect(table.getByRole("row")).toHaveCount(11);
  await expect(table.getByText("Does not hold here")).toHaveCount(1);
  await expect(table.getByRole("row", { name: /Tokens returned, OpenID Connect/ })).toContainText("svc-5e1f");
  await evidence(page).getByRole("button", { name: /^All \d+ messages/ }).click();
  await expect(evidence(page).getByRole("heading", { name: "Exchange" })).toBeVisible();
  await expect(openidPolicy(page)).toHaveValue("reject");
});

test("a step brings its own words and no other's; the next one's come when it has run, or when somebody is about to go there", async ({ page, open }) => {
  const asked = [];
  page.on("request", (request) => {
    const name = /content\/en\/(learn\/.*)\.json$/.exec(request.url());
    if (name) asked.push(name[1]);
  });
  await open("#/learn/6");
  await run(page).waitFor();
  expect(asked).toEqual(["learn/6"]);
  await page.getByRole("navigation", { name: "Neighbouring steps" }).getByRole("link", { name: /^Previous step/ }).hover();
  await expect.poll(() => asked).toEqual(["learn/6", "learn/5"]);
  await run(page).click();
  await expect.poll(() => asked).toEqual(["learn/6", "learn/5", "learn/7"]);
  await page.getByRole("link", { name: /^Next step/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sometimes, a refresh token");
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  expect(asked.filter((name) => name === "learn/7"), "nothing is fetched twice").toHaveLength(1);
});

test.describe("where the words of a step do not come", () => {
  test.use({ noise: { expected: [/request failed: .*learn\/7\.json/, /console error: Failed to load resource/] } });

  test("the page says so, and the other steps work", async ({ page, open }) => {
    await page.route("**/learn/7.json", (route) => route.abort());
    await open("#/learn/7");
    await expect(page.getByRole("alert")).toContainText("learn/7.json");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sometimes, a refresh token");
    await page.evaluate(() => (location.hash = "#/learn/8"));
    await expect(run(page)).toBeVisible();
  });
});

test.describe("what named servers do", () => {
  const asksForServers = (page) => {
    const asked = [];
    page.on("request", (request) => /\/content\/(facts\/|en\/)servers\.json$/.test(request.url()) && asked.push(request.url()));
    return asked;
  };

  test("is folded and not fetched until somebody looks, then counted and sourced", async ({ page, open }) => {
    const asked = asksForServers(page);
    await open("#/learn/9");
    const button = page.getByRole("button", { name: "Where servers differ" });
    await expect(button).toHaveAttribute("aria-expanded", "false");
    expect(asked).toEqual([]);
    await tabTo(page, button);
    await page.keyboard.press("Enter");
    await expect(page.getByText("Run here on 2026-11-29: 24 servers and libraries")).toContainText("Grant openid, repeat it and add nothing: 17.");
    await expect(page.getByText("the standard’s view, and not every product’s")).toBeVisible();
    // Each group shows as many as its heading counts.
    const headings = page.locator(".servers h2");
    await expect(headings).toHaveCount(8);
    for (const heading of await headings.all()) {
      const [, all, run, read] = /: (\d+) \((\d+) run, (\d+) read\)$/.exec(await heading.textContent());
      expect(Number(run) + Number(read)).toBe(Number(all));
      await expect(heading.locator("xpath=following-sibling::ul[1]/li")).toHaveCount(Number(all));
    }
    // What was run of one product with and without an extension is told side by side.
    const authlib = page.locator(".servers li").filter({ has: page.getByText("Authlib", { exact: true }) });
    await expect(authlib).toContainText("Elsewhere otherwise: 1.9.10, With its OpenIDToken extension, run on 2026-11-29.");
    const duende = page.locator(".servers li", { hasText: "Duende IdentityServer" });
    await expect(duende).toContainText("18193b5f, source read; code of 2026-07-23");
    await duende.locator("summary").click();
    await expect(duende.getByText("TokenRequestValidator.cs:613")).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await button.click();
    await expect(page.locator(".servers li")).toHaveCount(0);
  });

  for (const [step, button, seen] of [[7, "refresh tokens", "A refresh token always comes"], [8, "sub at", "client ID with @clients after it"], [10, "UserInfo of", "401 invalid_token."]]) {
    test(`step ${step} tells where it was seen`, async ({ page, open }) => {
      await open(`#/learn/${step}`);
      await page.getByRole("button", { name: `Seen in: ${button}` }).click();
      await expect(page.locator(".servers li").filter({ hasText: seen }).first()).toBeVisible();
      await expect(page.getByText("What was run is what one version did in one plain configuration.")).toBeVisible();
    });
  }

  test("stands in the table's drawer about openid, and in no other", async ({ page, open }) => {
    await open("#/compare/tokens-returned/oidc");
    await page.getByRole("button", { name: "Where servers differ" }).click();
    await expect(page.getByRole("heading", { name: /^Return an id_token: \d+ \(1 run,/ })).toBeVisible();
    expect(await violations(page)).toEqual([]);
    await page.evaluate(() => (location.hash = "#/compare/subject/oidc"));
    await expect(page.getByRole("heading", { name: /Evidence: Who is the subject/ })).toBeVisible();
    await expect(page.getByRole("button", { name: "Where servers differ" })).toHaveCount(await page.getByRole("heading", { name: /Evidence: Tokens returned/ }).count());
  });
});

test.describe("progress", () => {
  const learnLink = (page) => page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: /^Learn/ });
  const menu = (page) => page.locator(".stepmenu");
  const kept = (page) => page.evaluate(() => ({ ...localStorage }));

  test("is kept over a reload as step numbers and nothing else, and can be forgotten; all by keyboard", async ({ page, open }) => {
    await open("#/learn/11");
    await expect(learnLink(page)).toHaveAccessibleName("Learn");
    const place = () => page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Compare" }).boundingBox();
    const before = await place();
    await run(page).click();
    await card(page).getByRole("button", { name: "Continue as Sam" }).click();
    await happened(page).waitFor();
    await page.evaluate(() => (location.hash = "#/learn/3"));
    await run(page).click();
    await happened(page).waitFor();
    await expect(learnLink(page)).toHaveAccessibleName("Learn (2 of 12 steps run)");
    await expect(page.getByRole("banner").getByText("2 of 12 steps run", { exact: true })).toBeVisible();
    expect(await place(), "nothing in the menu has moved").toEqual(before);
    expect(await kept(page)).toEqual({ "grantlab.progress": "3,11" });
    await page.reload();
    await expect(learnLink(page)).toHaveAccessibleName("Learn (2 of 12 steps run)");
    await expect(happened(page), "the run itself is not kept").toHaveCount(0);
    await tabTo(page, menu(page).locator("summary"));
    await page.keyboard.press("Enter");
    for (const [title, mark] of [["Proving which program: ID and secret", 1], ["Contrast: now let a person sign in", 1], ["Who is calling?", 0]]) {
      await expect(menu(page).getByRole("listitem").filter({ hasText: title }).getByText("Has run", { exact: true })).toHaveCount(mark);
    }
    await expect(menu(page)).toContainText("2 of 12 steps run. Kept in this browser, as step numbers only.");
    expect(await violations(page)).toEqual([]);
    await tabTo(page, page.getByRole("button", { name: "Forget progress" }));
    await page.keyboard.press("Enter");
    await expect(menu(page).locator("summary")).toBeFocused();
    await expect(status(page)).toHaveText("Progress forgotten.");
    await expect(learnLink(page)).toHaveAccessibleName("Learn");
    expect(await kept(page)).toEqual({});
    await page.reload();
    await run(page).waitFor();
    await expect(learnLink(page)).toHaveAccessibleName("Learn");
  });

  test("of another tab is not overwritten", async ({ page, open }) => {
    await open("#/learn/1");
    await page.evaluate(() => localStorage.setItem("grantlab.progress", "7,nonsense,99"));
    await run(page).click();
    await happened(page).waitFor();
    expect(await kept(page)).toEqual({ "grantlab.progress": "1,7" });
  });

  test("is in memory where storage is refused, and says so", async ({ page, open }) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", { get: () => { throw new DOMException("Storage is refused.", "SecurityError"); } });
    });
    await open("#/learn/2");
    await run(page).click();
    await happened(page).waitFor();
    await page.evaluate(() => (location.hash = "#/learn/1"));
    await expect(learnLink(page)).toHaveAccessibleName("Learn (1 of 12 steps run)");
    await menu(page).locator("summary").click();
    await expect(menu(page)).toContainText("This browser keeps nothing for the page");
    await page.getByRole("button", { name: "Forget progress" }).click();
    await expect(learnLink(page)).toHaveAccessibleName("Learn");
  });
});
