// The exchange: every message at three reading levels, by keyboard, by pointer and on narrow screens.
import { sideways, violations } from "./axe.js";
import { copied, status } from "./screens.js";
import { expect, tabTo, test } from "./site.js";

const run = (page) => page.getByRole("button", { name: "Run experiment" }).first();
const exchange = (page) => page.locator(".exchange");
const level = (page, name) => exchange(page).getByRole("group", { name: "Reading level" }).getByRole("button", { name });
const request = (page) => page.getByRole("group", { name: "Message 1, POST /token" });
const response = (page) => page.getByRole("group", { name: "Message 2, answer 200" });
const part = (message, name) => message.getByRole("button", { name, exact: true });

/** Opens a step and runs what is chosen there, or the variant of this name. */
async function ran(page, open, route, { variant, ...options } = {}) {
  await open(route, options);
  if (variant) await page.getByRole("group", { name: "What to run" }).getByRole("radio", { name: variant }).check();
  await run(page).click();
  await exchange(page).getByRole("group", { name: "Reading level" }).waitFor();
}

test("one part is in the tab order; arrows, Home and End move; Enter keeps the note, Esc closes it, Tab leaves", async ({ page, open }) => {
  await ran(page, open, "#/learn/6");
  const method = part(request(page), "POST, method");
  await tabTo(page, method);
  await expect(request(page).locator(".part[tabindex='0']")).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await expect(part(request(page), "/token, address")).toBeFocused();
  await page.keyboard.press("End");
  const scope = part(request(page), "scope=orders.read, parameter");
  await expect(scope).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(scope, "the ends do not meet").toBeFocused();
  await page.keyboard.press("ArrowUp");
  const grant = part(request(page), "grant_type=client_credentials, parameter");
  await expect(grant).toBeFocused();
  await expect(grant, "its note is read with it").toHaveAccessibleDescription(/I ask for myself/);
  await expect(grant).toHaveAttribute("aria-expanded", "false");

  await page.keyboard.press("Enter");
  await expect(grant).toHaveAttribute("aria-expanded", "true");
  const note = page.locator(`#${await grant.getAttribute("aria-controls")}`);
  await expect(note).toContainText("I ask for myself");
  await expect(note.getByRole("link", { name: "RFC 6749 §4.4.2" })).toHaveAttribute("href", /^https:.*rfc6749#section-4\.4\.2$/);
  await expect(status(page)).toContainText("I ask for myself");
  await expect(grant, "focus stays").toBeFocused();

  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);
  await expect(grant).toBeFocused();

  await page.keyboard.press("Home");
  await expect(method).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(part(response(page), "200 OK, status")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(method).toBeFocused();
});

test("Esc in a kept note closes it and goes back to its part", async ({ page, open }) => {
  await ran(page, open, "#/learn/6");
  const grant = part(request(page), "grant_type=client_credentials, parameter");
  await grant.click();
  await page.keyboard.press("Tab");
  await expect(request(page).getByRole("link", { name: "RFC 6749 §4.4.2" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(grant).toBeFocused();
  await expect(grant).toHaveAttribute("aria-expanded", "false");
  await grant.click();
  await request(page).getByRole("button", { name: "Close note: grant_type" }).click();
  await expect(grant).toBeFocused();
  await expect(request(page).getByRole("note")).toHaveCount(0);
});

test("a pointer shows a note beside the lines: nothing moves, nothing is covered, and it can be reached", async ({ page, open }) => {
  await page.setViewportSize({ width: 1280, height: 1000 });
  await ran(page, open, "#/learn/6");
  const host = part(request(page), "Host: issuer.test, header field");
  const type = part(request(page), /^Content-Type/);
  await exchange(page).evaluate((element) => element.scrollIntoView());
  const before = await host.boundingBox();
  await host.hover();
  const note = exchange(page).locator(".beside", { hasText: "Which server this is for" });
  await expect(note).toBeVisible();
  expect(await host.boundingBox()).toEqual(before);
  const [of_part, of_note] = [await host.boundingBox(), await note.boundingBox()];
  expect(of_part.x + of_part.width).toBeLessThanOrEqual(of_note.x);
  await page.mouse.move(of_note.x + 20, of_part.y + 8, { steps: 10 });
  await page.mouse.move(of_note.x + 20, of_note.y + 20, { steps: 5 });
  await expect(note, "it stays under the pointer").toBeVisible();
  await host.focus();
  await page.keyboard.press("Escape");
  await expect(note).toHaveCount(0);
  await type.hover();
  await expect(exchange(page).locator(".beside", { hasText: "The body is a form" })).toBeVisible();
});

for (const [width, height] of [[768, 1024], [1280, 800], [1440, 900]]) {
  test(`pointing at the parts of a message moves nothing below it at ${width} px`, async ({ page, open }) => {
    await page.setViewportSize({ width, height });
    await ran(page, open, "#/learn/2");
    const place = () => response(page).evaluate((message) => message.getBoundingClientRect().top - document.querySelector(".exchange").getBoundingClientRect().top);
    await request(page).scrollIntoViewIfNeeded();
    const before = await place();
    for (const one of await request(page).locator(".part").all()) {
      await one.hover();
      await expect(exchange(page).locator(".beside > *").first()).toBeVisible();
      expect(await place(), await one.textContent()).toBe(before);
    }
  });
}

test("a member that the lesson is about stands in one line where there is room", async ({ page, open }) => {
  await ran(page, open, "#/learn/2", { variant: /Misspelt/ });
  const line = exchange(page).locator(".ln.seen").first();
  await expect(line).toBeVisible();
  expect(await line.evaluate((line) => line.getBoundingClientRect().height)).toBeLessThan(40);
});

test("Listed says everything at once, in the address too, and the choice stays from step to step", async ({ page, open }) => {
  await ran(page, open, "#/learn/6");
  const entries = await page.evaluate(() => history.length);
  await level(page, "Listed").click();
  await expect(page).toHaveURL(/#\/learn\/6\/annotated$/);
  expect(await page.evaluate(() => history.length), "no entry in the history").toBe(entries);
  const table = page.getByRole("table", { name: "Message 1, POST /token, part by part" });
  await expect(table.getByRole("columnheader")).toHaveText(["Line", "Meaning"]);
  await expect(table.getByRole("row", { name: /^grant_type=client_credentials Says: I ask for myself/ })).toBeVisible();
  await expect(table).not.toContainText("demo-secret");
  await exchange(page).getByRole("button", { name: "Show secret" }).click();
  await expect(table).toContainText("nightly-report:demo-secret-not-real");
  const answer = page.getByRole("table", { name: "Message 2, answer 200, part by part" });
  await expect(answer.getByRole("rowheader", { name: "iss", exact: true })).toBeVisible();
  await page.getByRole("link", { name: /^Next step/ }).first().click();
  await run(page).click();
  await expect(page.getByRole("table", { name: /part by part$/ }).first()).toBeVisible();
  await level(page, "Explained").click();
  await expect(page).toHaveURL(/#\/learn\/7$/);
  await expect(request(page).first()).toBeVisible();
});

test("the address of a listed step opens it so", async ({ page, open }) => {
  await ran(page, open, "#/learn/2/annotated");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One request, one grant type");
  await expect(level(page, "Listed")).toHaveAttribute("aria-pressed", "true");
  await expect(page.getByRole("table", { name: /^Message 1, .*part by part$/ })).toBeVisible();
  expect(await copied(page, page.getByRole("button", { name: "Copy link" }))).toMatch(/#\/learn\/2\/annotated$/);
});

test("Raw is the bytes, and the copy is the same bytes with the secret in them", async ({ page, open }) => {
  await ran(page, open, "#/learn/6");
  await level(page, "Raw").click();
  await expect(request(page)).toContainText("Authorization: Basic ••••");
  const text = await copied(page, exchange(page).getByRole("button", { name: "Copy message 1" }));
  expect(text).toBe(
    [
      "POST /token HTTP/1.1",
      "Host: issuer.test",
      `Authorization: Basic ${btoa("nightly-report:demo-secret-not-real")}`,
      "Content-Type: application/x-www-form-urlencoded",
      "",
      "grant_type=client_credentials&scope=orders.read",
    ].join("\n"),
  );
  await exchange(page).getByRole("button", { name: "Show secret" }).click();
  expect((await request(page).innerText()).trimEnd()).toBe(text);
  const answer = await copied(page, exchange(page).getByRole("button", { name: "Copy message 2" }));
  expect((await response(page).innerText()).trimEnd()).toBe(answer);
  const body = JSON.parse(answer.split("\n\n")[1]);
  expect(body.access_token.split(".")).toHaveLength(3);
});

test("a token opens where it stands, and can be taken to Decode", async ({ page, open }) => {
  await ran(page, open, "#/learn/6");
  await part(response(page), /^"access_token": "eyJ.*, member$/).click();
  const note = response(page).getByRole("note");
  await expect(note).toContainText("JSON Web Token in access_token. Decoded, not verified.");
  await expect(note.getByRole("table", { name: "1 Header" })).toContainText("at+jwt");
  const payload = note.getByRole("table", { name: "2 Payload" });
  await expect(payload.getByRole("row", { name: /^sub nightly-report/ })).toBeVisible();
  await expect(payload).toContainText("Nothing here: this page’s issuer recorded no sign-in");
  await note.getByRole("link", { name: "Open in Decode" }).click();
  await expect(page.getByRole("textbox", { name: "Token or response" })).toHaveValue(/^eyJ/);
});

test("a statement that the client signed opens too, though it is a secret", async ({ page, open }) => {
  await ran(page, open, "#/learn/4");
  await part(request(page).first(), /^client_assertion=•+, parameter$/).click();
  await expect(request(page).first().getByRole("table", { name: "2 Payload" })).toContainText("ledger-sync");
});

test("Base64 hides nothing: the header decodes where it stands, when somebody asks", async ({ page, open }) => {
  await ran(page, open, "#/learn/6");
  const basic = part(request(page), /^Authorization: Basic •+, header field$/);
  await basic.click();
  await expect(request(page)).not.toContainText("demo-secret");
  await request(page).getByRole("button", { name: "Decode it" }).click();
  await expect(request(page)).toContainText("nightly-report:demo-secret-not-real");
  await request(page).getByRole("button", { name: "Hide it again" }).click();
  await expect(request(page)).not.toContainText("demo-secret");
});

test("what decided is the sentence under the answer", async ({ page, open }) => {
  await ran(page, open, "#/learn/2", { variant: /Misspelt/ });
  await expect(exchange(page).getByText(/^Refused at check \d+: /)).toBeVisible();
});

test("the table's drawers and Build read messages the same way", async ({ page, open }) => {
  await open("#/compare/tokens-returned/oidc");
  await page.getByRole("button", { name: "Run experiment: Tokens returned, OpenID Connect", exact: true }).click();
  await page.getByRole("button", { name: "All messages of this run" }).click();
  await part(request(page), "scope=orders.read+openid, parameter").click();
  await expect(request(page).getByRole("note")).toContainText("nobody signs in");
  await expect(request(page).getByRole("note"), "the escapes are undone").toContainText("Decoded: orders.read openid");

  await page.evaluate(() => (location.hash = "#/build"));
  await page.getByRole("button", { name: "Send request" }).click();
  const answer = page.getByRole("group", { name: /^Response, 200/ });
  await part(answer, '"token_type": "Bearer", member').click();
  await expect(answer.getByRole("note")).toContainText("whoever holds it can use it");
});

test.describe("without motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" } });

  test("notes are all there and appear at once", async ({ page, open }) => {
    await ran(page, open, "#/learn/6");
    await part(request(page), "POST, method").click();
    const note = request(page).getByRole("note");
    await expect(note).toBeVisible();
    expect(await note.evaluate((element) => getComputedStyle(element).animationName)).toBe("none");
  });
});

for (const theme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    test(`every level, ${theme} at ${width} px: nothing to scroll sideways, nothing for axe`, async ({ page, open }) => {
      await page.setViewportSize({ width, height: 800 });
      await ran(page, open, "#/learn/6", { search: `?theme=${theme}` });
      await part(response(page), /^"access_token"/).click();
      await response(page).getByRole("table", { name: "2 Payload" }).waitFor();
      await part(request(page), /^Authorization/).click();
      await request(page).getByRole("button", { name: "Decode it" }).click();
      await part(request(page), "POST, method").focus();
      expect(await violations(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      if (width === 320) {
        const box = await part(request(page), "POST, method").boundingBox();
        expect(box.height, "a target of 24 px").toBeGreaterThanOrEqual(24);
      }
      for (const name of ["Raw", "Listed"]) {
        await level(page, name).click();
        await expect(level(page, name)).toHaveAttribute("aria-pressed", "true");
        if (name === "Listed") await page.getByRole("table", { name: "2 Payload" }).waitFor();
        expect(await violations(page), name).toEqual([]);
        expect(await sideways(page), name).toBe(0);
      }
    });
  }
}
