// No button is dead: whatever is pressed on a screen, something of the page changes, moves, gets the focus, is said or is copied.
import { fill, go } from "./routes.js";
import { expect, test } from "./site.js";

const SCREENS = ["#/learn/1", "#/learn/9", "#/field/1", "#/answer", "#/servers", "#/servers/keycloak", "#/servers/answers", "#/clients", "#/compare", "#/compare/all", "#/compare/diff", "#/build", "#/decode", "#/issuer", "#/issuer/clients", "#/issuer/keys", "#/issuer/clock", "#/issuer/configuration", "#/issuer/log", "#/document", "#/privacy", "#/search?q=token", "#/quiz/2"];

/** The buttons that can be pressed now, each by its words and which of those with the same words it is. One that is chosen already changes nothing. */
const buttons = (page) =>
  page.evaluate(() => {
    const times = {};
    const can = (button) => button.checkVisibility({ visibilityProperty: true }) && !button.matches("[aria-pressed=true], [aria-disabled=true], :disabled, .part");
    return [...document.querySelectorAll("main button")].filter(can).map((button) => {
      const name = button.getAttribute("aria-label") ?? button.textContent.trim();
      times[name] = (times[name] ?? 0) + 1;
      return { name, index: times[name] - 1 };
    });
  });

/** Presses a button that is there still, and says whether anything came of it. */
const press = (page, { name, index }) =>
  page.evaluate(
    async ({ name, index }) => {
      const all = [...document.querySelectorAll("main button")].filter((button) => (button.getAttribute("aria-label") ?? button.textContent.trim()) === name);
      const button = all[index];
      if (!button?.checkVisibility({ visibilityProperty: true }) || button.matches("[aria-pressed=true], [aria-disabled=true], :disabled")) return "gone";
      const state = () => {
        const { activeElement, body } = document;
        const scrolled = [...document.querySelectorAll(".evidence, html")].map((element) => element.scrollTop);
        const values = [...document.querySelectorAll("input, select, textarea")].map((field) => `${field.value} ${field.checked}`);
        return [location.hash, scrollY, scrolled, window.taken, body.innerHTML.replace(/\d\d:\d\d(:\d\d)? UTC/g, ""), values, [...document.querySelectorAll("*")].indexOf(activeElement)].join("\n");
      };
      button.focus({ preventScroll: true });
      const before = state();
      // The same fault told once more is drawn anew, and said again.
      let isDrawn = false;
      new MutationObserver(() => (isDrawn = true)).observe(document.querySelector("main"), { childList: true, subtree: true });
      button.click();
      for (const end = performance.now() + 3000; performance.now() < end; ) {
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        if (isDrawn || state() !== before) return "changed";
      }
      return "nothing";
    },
    { name, index },
  );

/** Those of a screen that were pressed in vain. */
async function deadOnes(page, route) {
  const dead = [];
  for (const button of await buttons(page)) {
    if (page.url().split("#")[1] !== route.slice(1)) await go(page, route);
    if ((await press(page, button)) === "nothing") dead.push(button.name);
  }
  return dead;
}

test.beforeEach(async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    window.taken = 0;
    // What leaves the page's sight: the clipboard, a file, the print dialog.
    navigator.clipboard.writeText = async () => void (window.taken += 1);
    URL.createObjectURL = () => ((window.taken += 1), "data:,");
    window.print = () => void (window.taken += 1);
  });
});

for (const route of SCREENS) {
  test(`every button of ${route} does something`, async ({ page, open }) => {
    await open(route);
    await fill(page, route);
    expect(await deadOnes(page, route), "pressed, and nothing came of it").toEqual([]);
  });
}

test("every button of what is said of a request that may not be sent does something", async ({ page, open }) => {
  await open("#/build");
  await page.locator("#token_endpoint").fill("https://login.example/token");
  await page.locator("#token_endpoint").press("Control+Enter");
  await page.locator("#unanswered").waitFor();
  const own = (await buttons(page)).filter(({ name }) => name === "Show the command" || name.startsWith("Or ask"));
  expect(own.length).toBe(2);
  for (const button of own) expect(await press(page, button), button.name).toBe("changed");
});
