// What a host sets up in grant-lab.json is on the screen, and no such file breaks the page. Each test answers for that file in dist/'s place.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sideways, violations } from "./axe.js";
import { dist, expect, hasStarted, test } from "./site.js";

const FILE = "**/grant-lab.json";
const answer = (page, said) =>
  page.route(FILE, (route) => route.fulfill({ contentType: "application/json", body: typeof said === "string" ? said : JSON.stringify(said) }));

const SCHOOL = {
  $schema: "./grant-lab.schema.json",
  version: 1,
  start: "#/answer",
  brand: { name: "Acme Token School", accent: { light: "#7A1F5C", dark: "#FFB3DA" } },
  areas: { servers: false, quiz: false, search: false },
  presets: [{ id: "invoices", label: "Read invoices", preset: "billing-export", scope: "invoices.read", parameters: ["tenant=acme"] }],
  issuers: [{ label: "Acme staging", issuer: "https://login.staging.acme.test/realms/a" }],
};

for (const width of [1280, 360]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("name, colour, areas and start are the host's", async ({ page, open, site }) => {
      await answer(page, SCHOOL);
      await open();
      await expect(page).toHaveURL(/#\/answer$/);
      await expect(page).toHaveTitle(/ – Acme Token School$/);
      const brand = page.getByRole("link", { name: "Acme Token School" });
      await expect(brand).toHaveAttribute("href", "#/answer");
      const areas = page.getByRole("navigation", { name: "Areas" }).getByRole("link");
      await expect(areas).toHaveText([/^Learn/, "Compare", "Build", "Decode", "Issuer"]);
      await expect(page.locator("main .btn.go").first()).toHaveCSS("background-color", "rgb(122, 31, 92)");
      await expect(page.getByRole("link", { name: "Ten questions" })).toHaveCount(0);
      await expect(page.getByRole("link", { name: "Search" })).toHaveCount(0);
      expect(await sideways(page)).toBe(0);
      expect(await violations(page)).toEqual([]);

      await page.goto(`${site}#/servers/keycloak`);
      await expect(page.getByRole("heading", { name: "This site does not offer this" })).toBeVisible();
      await expect(page.locator("main")).toContainText("Whoever hosts it has left out Servers of Grant Lab.");
      await expect(page.getByRole("main").getByRole("link")).toHaveText(["Begin with the first lesson", "Learn", "Compare", "Build", "Decode", "Issuer"]);

      // What leads to such an area is text, and its key does nothing.
      await page.goto(`${site}#/glossary`);
      await expect(page.getByRole("heading", { name: "Glossary" })).toBeVisible();
      await expect(page.locator("main a:not([href])").first()).toBeVisible();
      await expect(page.locator("[href^='#/search'], [href^='#/quiz'], [href^='#/servers']")).toHaveCount(0);
    });

    test("presets and issuers are in Build", async ({ page, open }) => {
      await answer(page, SCHOOL);
      await open("#/build");
      const from = page.getByLabel("Start from");
      await expect(from.locator("optgroup")).toHaveAttribute("label", "Acme Token School");
      await from.selectOption({ label: "Read invoices" });
      await expect(page.locator("#scope")).toHaveValue("invoices.read");
      await expect(page.locator("#client_id")).toHaveValue("billing-export");
      await expect(from).toHaveValue("host/invoices");
      await page.locator("#scope").fill("invoices.write");
      await expect(from).toHaveValue("billing-export");

      await page.getByLabel("Ask", { exact: true }).selectOption("issuer");
      await page.getByRole("button", { name: "Acme staging" }).click();
      await expect(page.locator("#own-issuer")).toHaveValue("https://login.staging.acme.test/realms/a");
    });

    test.describe("of a file that is wrong", () => {
      test.use({ noise: { expected: [/^console warning: grant-lab\.json: \/.*\/brand\/accent\/light has a contrast of 3\.81:1.*\/start is no place/] } });

      test("what is right stands, the host is told the rest, and readers see nothing of it", async ({ page, open, site }) => {
        const heard = [];
        // Playwright says on the console, whenever it comes to that, that it keeps workers out.
        page.on("console", (message) => message.text().startsWith("grant-lab.json") && heard.push(message.text()));
        await answer(page, {
          ...SCHOOL,
          start: "javascript:alert(1)",
          brand: { name: "<img src=x onerror=alert(1)>", accent: { light: "#777777" } },
          presets: [{ id: "a", label: "A", client_secret: "QQ1" }],
          issuers: [{ label: "A", issuer: "javascript:alert(2)" }],
          constructor: { prototype: "QQ2" },
        });
        await open();
        await expect(page.getByRole("link", { name: "<img src=x onerror=alert(1)>" })).toBeVisible();
        await expect(page.locator("header img")).toHaveCount(0);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expect(page).not.toHaveURL(/javascript/);
        await expect(page.getByRole("heading", { name: "grant-lab.json" })).toHaveCount(0);
        expect(heard).toHaveLength(1);
        expect(heard[0]).not.toMatch(/QQ|alert/);

        await page.goto(`${site}?debug=1`);
        await hasStarted(page);
        const panel = page.getByRole("region", { name: "grant-lab.json" });
        await expect(panel.getByRole("listitem")).toHaveCount(5);
        await expect(panel).toContainText("/presets/0/client_secret has a name that tells of a secret, and this file is public. host_secret");
        await expect(panel).toContainText("/issuers/0/issuer must be an https address");
        expect(await sideways(page)).toBe(0);
        expect(await violations(page)).toEqual([]);
      });
    });
  });
}

test("the theme is the host's until the reader chooses, and then the reader's", async ({ page, open, site }) => {
  await answer(page, { version: 1, theme: "dark" });
  const root = page.locator("html");
  await open();
  await expect(root).toHaveAttribute("data-theme", "dark");
  await page.getByRole("button", { name: "Theme: dark" }).click();
  await page.reload();
  await hasStarted(page);
  await expect(page.getByRole("button", { name: "Theme: auto" })).toBeVisible();
  await expect(root).not.toHaveAttribute("data-theme");
  await page.goto(`${site}?theme=light`);
  await hasStarted(page);
  await expect(root).toHaveAttribute("data-theme", "light");
});

test("the file that is delivered loads nothing more, and with debug=1 the host is told that it was read", async ({ page, open, site }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  expect(JSON.parse(readFileSync(join(dist, "grant-lab.json"), "utf8")).version).toBe(1);
  await open();
  expect(asked.filter((url) => /grant-lab\.json$/.test(url))).toHaveLength(1);
  expect(asked.filter((url) => /[_-]host\.wasm$/.test(url))).toEqual([]);
  await page.goto(`${site}?debug=1`);
  await hasStarted(page);
  await expect(page.getByRole("region", { name: "grant-lab.json" })).toContainText("All that it says was taken.");
});

for (const { name, body, noise } of [
  { name: "is a web page", body: "<!doctype html><title>Start</title>", noise: /^console warning: grant-lab\.json: The document cannot be read: The text is not JSON from octet 1 on/ },
  { name: "is too large", body: JSON.stringify({ version: 1, brand: { name: "x".repeat(70_000) } }), noise: /^console warning: grant-lab\.json: The document cannot be read: 70033 octets/ },
]) {
  test.describe(`a file that ${name}`, () => {
    test.use({ noise: { expected: [noise] } });

    test("leaves the page as it is", async ({ page, open }) => {
      await answer(page, body);
      await open();
      await expect(page.getByRole("link", { name: "Grant Lab", exact: true })).toBeVisible();
    });
  });
}

test.describe("without a file", () => {
  test.use({ noise: { expected: [/status 404: .*grant-lab\.json/, /Failed to load resource/] } });

  test("the page is as it is", async ({ page, open }) => {
    await page.route(FILE, (route) => route.fulfill({ status: 404, body: "Not here." }));
    await open();
    await expect(page.getByRole("link", { name: "Grant Lab", exact: true })).toBeVisible();
  });
});

test("a file that never comes keeps nobody waiting for long", async ({ page, open }) => {
  await page.route(FILE, () => {});
  await open();
  await expect(page.getByRole("link", { name: "Grant Lab", exact: true })).toBeVisible();
});

test("own.html offers the host's issuers, and in a frame it asks only where the host allows it", async ({ page, site }) => {
  await page.route("**/own.html", async (route) => {
    const response = await route.fetch();
    const { "content-security-policy": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
  await answer(page, { version: 1, issuers: [...SCHOOL.issuers, { label: "Bad", issuer: "javascript:alert(1)" }, null], embed: { realIssuersInFrames: true } });
  await page.goto(`${site}own.html`);
  await expect(page.locator("#question").getByRole("button")).toHaveText(["Go on", "Acme staging"]);
  await page.getByRole("button", { name: "Acme staging" }).click();
  await expect(page.locator("#question li code")).toHaveText("https://login.staging.acme.test");

  // The module, which comes after the reader has agreed, would tell what is wrong with those.
  await answer(page, { version: 1, issuers: SCHOOL.issuers, embed: { realIssuersInFrames: true } });
  await page.route("**/around.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>x</title><iframe src="own.html#ask=https://login.example"></iframe>` }),
  );
  await page.goto(`${site}around.html`);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Allow and go on" }).click();
  await expect(frame.getByLabel("Ask", { exact: true })).toHaveValue("issuer");
});

for (const [said, realIssuersInFrames, places] of [["allows", true, 1], ["does not allow", false, 0]]) {
  test(`in a frame Build offers an issuer of one's own where the host ${said} it`, async ({ page, site }) => {
    await answer(page, { version: 1, theme: "light", embed: { realIssuersInFrames } });
    await page.route("**/around.html", (route) =>
      route.fulfill({ contentType: "text/html", body: `<!doctype html><title>x</title><iframe src="./#/build" width="900" height="600"></iframe>` }),
    );
    await page.goto(`${site}around.html`);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("button", { name: "Send request" })).toBeVisible();
    await expect(frame.getByLabel("Ask", { exact: true })).toHaveCount(places);
  });
}
