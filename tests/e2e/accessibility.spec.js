// Every screen, wide and at 320 px, as it opens and after a run: axe in both themes and where colours are forced, and what axe cannot see.
// Items 1, 3 to 7, 9, 12, 13, 16, 18, 19, 22 and 27 of the list in docs/accessibility.md.
import { misfits, names, obscured, outline, targets, watchShifts } from "./audit.js";
import { sideways, violations, violationsInAllColours } from "./axe.js";
import { ROUTES, fill } from "./routes.js";
import { expect, test } from "./site.js";

/** Everything that can be said of a screen as it stands. */
async function examine(page, when) {
  expect.soft(await violationsInAllColours(page), `axe ${when}`).toEqual([]);
  expect.soft(await outline(page), `landmarks and headings ${when}`).toEqual([]);
  expect.soft(await names(page), `names ${when}`).toEqual([]);
  expect.soft(await targets(page, 24), `targets ${when}`).toEqual([]);
  expect.soft(await obscured(page), `focus ${when}`).toEqual([]);
  expect.soft(await misfits(page), `fit ${when}`).toEqual([]);
  expect.soft(await page.evaluate(() => document.getAnimations().length), `what moves ${when}`).toBe(0);
}

for (const width of [1280, 320]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    for (const route of ROUTES) {
      test(`${route} before and after a run`, async ({ page, open }) => {
        await watchShifts(page);
        await open(route);
        await page.getByRole("heading", { level: 1 }).waitFor();
        // A screen whose texts are on their way has its heading already.
        await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
        expect(await page.evaluate(() => window.shifted), "how much it shifts while it comes").toBeLessThanOrEqual(0.02);
        await examine(page, "as it opens");
        if (await fill(page, route)) await examine(page, "after a run");
      });
    }

    for (const theme of ["light", "dark"]) {
      test(`the static text, ${theme}`, async ({ page, site }) => {
        await page.route("**/*.wasm", () => {}); // Never answered.
        await page.goto(`${site}?theme=${theme}`);
        await page.getByRole("heading", { name: "Key differences" }).waitFor();
        expect(await violations(page)).toEqual([]);
        expect(await sideways(page), "sideways scrolling").toBe(0);
        await page.unrouteAll({ behavior: "ignoreErrors" });
      });
    }
  });
}
