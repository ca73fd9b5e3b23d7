// lessons.html: everything the lessons say, for readers without JavaScript and for paper.
import { readFileSync } from "node:fs";
import { sideways, violations } from "./axe.js";
import { expect, test } from "./site.js";

const content = (name) => JSON.parse(readFileSync(new URL(`../../src/content/en/${name}.json`, import.meta.url), "utf8"));
const plain = (text) => text.replaceAll("`", "");
const file = () => readFileSync(new URL("../../dist/lessons.html", import.meta.url), "utf8");

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("it has the ten cells with their claims and sources", async ({ page, site }) => {
    await page.goto(`${site}lessons.html#table`);
    const cells = page.getByRole("table").getByRole("cell");
    await expect(cells).toHaveCount(10);
    const told = await cells.allInnerTexts();
    for (const [index, { claim, sources }] of Object.values(content("compare").cells).entries()) {
      expect(told[index]).toContain(plain(claim));
      await expect(cells.nth(index).getByRole("link", { name: sources[0], exact: true })).toBeVisible();
    }
    await expect(page.getByRole("rowheader")).toHaveCount(5);
  });

  test.describe("from and to the page", () => {
    // The browser refuses the scripts that the page names for loading ahead.
    test.use({ noise: { expected: [/request failed: .*\.js csp/] } });

    test("the page leads to it, and it has every lesson whole", async ({ page, site }) => {
      await page.goto(site);
      await page.getByRole("link", { name: "all twelve lessons can be read as text" }).click();
      await expect(page).toHaveURL(`${site}lessons.html`);
      const main = page.getByRole("main");
      const { steps, field } = content("learn");
      expect([steps.length, field.length]).toEqual([12, 6]);
      const all = [...steps.map((step) => ["learn", step]), ...field.map((step) => ["field", step])];
      for (const [course, { number, title }] of all) {
        const section = main.locator("section", { has: page.getByRole("heading", { name: `${number}. ${title}`, exact: true }) });
        const text = await section.innerText();
        const { copy, predict, practice = [], sources } = content(`${course}/${number}`);
        for (const said of [...copy, ...practice, predict.question, ...predict.options.flatMap(({ text, why }) => [text, why])]) {
          expect(text).toContain(plain(said));
        }
        await expect(section.getByText("Right:")).toHaveCount(predict.options.filter(({ right }) => right).length);
        await expect(section.getByRole("link", { name: sources[0], exact: true })).toHaveAttribute("href", /^https:\/\//);
      }
    });

    test("the contents lead to the lessons, and the name leads back", async ({ page, site }) => {
      await page.goto(`${site}lessons.html`);
      await page.getByRole("navigation", { name: "Contents" }).getByRole("link", { name: "What comes back" }).click();
      await expect(page.getByRole("heading", { name: "6. What comes back" })).toBeInViewport();
      await page.getByRole("link", { name: "Grant Lab" }).click();
      await expect(page).toHaveURL(`${site}index.html`);
    });
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    test(`no violations and no sideways scrolling, ${colorScheme}, ${width} px`, async ({ page, site }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${site}lessons.html`);
      expect(await violations(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    });
  }
}

test("on paper the text is whole, in dark ink on light, and tells addresses", async ({ page, site }) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto(`${site}lessons.html`);
  const look = (selector, pseudo) =>
    page.evaluate(([selector, pseudo]) => {
      const style = getComputedStyle(document.querySelector(selector), pseudo);
      return { color: style.color, content: style.content, display: style.display };
    }, [selector, pseudo]);
  const ink = (await look("main p")).color.match(/\d+/g).map(Number);
  expect(Math.max(...ink.slice(0, 3))).toBeLessThan(128);
  expect((await look("main section a", "::after")).content).toContain("https://");
  await expect(page.getByRole("heading", { name: "12. Put the myth to rest" })).toBeVisible();
});

test("it is one file without script that cites nothing unknown", () => {
  const html = file();
  expect(html).not.toMatch(/<script|\bon[a-z]+=|\bstyle=|undefined|\[object/);
  expect(html).toContain("default-src 'none'; style-src 'self'");
  expect(html.match(/<h1/g)).toHaveLength(1);
});

test("the footer of the app leads to it", async ({ page, site, open }) => {
  await open("#/quiz");
  await page.getByRole("contentinfo").getByRole("link", { name: "Lessons as text" }).click();
  await expect(page).toHaveURL(`${site}lessons.html`);
});
