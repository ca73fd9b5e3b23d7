// Views in the frame of another page: alone, by `?embed=1`, and in a frame with the sandbox that the README names.
import { sideways, violations } from "./axe.js";
import { expect, test } from "./site.js";

const SANDBOX = "allow-scripts allow-same-origin";
const VIEWS = ["#/learn/9", "#/field/1", "#/compare", "#/compare/tokens-returned/oidc", "#/answer", "#/build", "#/decode", "#/quiz/2", "#/servers/keycloak"];

/** Waits until the view is there: a frame has no theme button. */
async function isShown(view) {
  await expect(view.getByRole("link", { name: "Open in Grant Lab" })).toBeVisible();
  await expect(view.locator("main [aria-busy=true]")).toHaveCount(0);
  await expect(view.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Opens a page of somebody else's with the route in a frame, and resolves to what is in it. */
async function framed(page, site, route, { sandbox = SANDBOX, query = "" } = {}) {
  const attributes = `title="lab" width="320" height="400" src="${site}${query}${route}"${sandbox === null ? "" : ` sandbox="${sandbox}"`}`;
  await page.route(`${site}around.html`, (answer) =>
    answer.fulfill({ contentType: "text/html", body: `<!doctype html><html lang="en"><title>Docs</title><iframe ${attributes}></iframe></html>` }),
  );
  await page.goto(`${site}around.html`);
  return page.frameLocator("iframe");
}

for (const theme of ["light", "dark"]) {
  test.describe(`in 320 × 400 px, ${theme}`, () => {
    test.use({ viewport: { width: 320, height: 400 } });

    for (const route of VIEWS) {
      test(`${route} is there alone, without sideways scrolling and violations`, async ({ page, site }) => {
        await page.goto(`${site}?embed=1&theme=${theme}${route}`);
        await isShown(page);
        for (const role of ["banner", "navigation", "contentinfo"]) {
          if (role === "navigation" && /learn|field|servers/.test(route)) continue; // Of their own.
          await expect(page.getByRole(role)).toHaveCount(0);
        }
        await expect(page.locator(".skip, .top, .foot")).toHaveCount(0);
        expect(await violations(page)).toEqual([]);
        expect(await sideways(page), "sideways scrolling").toBe(0);
      });
    }
  });
}

test("before the module has started a frame shows no header and no footer", async ({ page, site }) => {
  await page.route("**/*.wasm", () => {}); // Never answered.
  await page.goto(`${site}?embed=1`);
  await expect(page.getByRole("heading", { name: "Who is calling?" })).toBeVisible();
  await expect(page.locator("header, footer, .skip").filter({ visible: true })).toHaveCount(0);
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("the address says whether a page is a frame's, and else being framed does", async ({ page, site }) => {
  const inside = await framed(page, site, "#/decode", { sandbox: null });
  await isShown(inside);
  const link = inside.getByRole("link", { name: "Open in Grant Lab" });
  await expect(link).toHaveAttribute("href", `${site}#/decode`);
  await expect(link).toHaveAttribute("target", "_blank");
  const whole = await framed(page, site, "#/decode", { sandbox: null, query: "?embed=0" });
  await expect(whole.getByRole("button", { name: /^Theme/ })).toBeVisible();
  await expect(whole.getByRole("link", { name: "Open in Grant Lab" })).toHaveCount(0);
});

test.describe("in a sandbox that allows no forms", () => {
  // Of the same origin as the page around, which a site for documentation is not.
  test.use({ noise: { expected: [/An iframe which has both allow-scripts and allow-same-origin/] } });

  // The sandbox-without-forms case.
  test("a request is sent by the button and by Enter in a field", async ({ page, site }) => {
    const lab = await framed(page, site, "#/build");
    await isShown(lab);
    await lab.getByRole("button", { name: "Send request" }).last().click();
    await expect(lab.getByRole("region", { name: "Response", exact: true })).toContainText("200");
    await lab.locator("#scope").fill("orders.write");
    await lab.locator("#scope").press("Enter");
    await expect(lab.getByRole("region", { name: "Response", exact: true })).toContainText("400");
  });

  test("the clock is moved by the button and by Enter in its field", async ({ page, site }) => {
    const lab = await framed(page, site, "#/issuer/clock");
    await isShown(lab);
    await lab.locator("#shift").fill("7200");
    await lab.locator("#shift").press("Enter");
    await expect(lab.locator(".clock")).toContainText("2 h ahead");
    await lab.locator(".join .btn").click();
    await expect(lab.locator(".clock")).toContainText("4 h ahead");
  });
});

test.describe("in a sandbox without an origin", () => {
  test.use({ noise: { expected: [/console|request failed/] } });

  test("the page says what the sandbox lacks", async ({ page, site }) => {
    const lab = await framed(page, site, "", { sandbox: "allow-scripts" });
    await expect(lab.getByRole("alert")).toContainText("allow-same-origin");
  });
});

test("one cell is alone, has run under the policy of the address, and leads beside the frame", async ({ page, site }) => {
  await page.goto(`${site}?embed=1&policy=openid:drop#/compare/tokens-returned/oidc`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tokens returned, OpenID Connect");
  await expect(page.locator(".chip")).toHaveText("Holds");
  await expect(page.getByRole("table")).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Issuer" })).toContainText("Changed: openid Drop");
  const citation = page.getByRole("link", { name: "RFC 6749 §5.2" }).first();
  await expect(citation).toHaveAttribute("target", "_blank");
  await expect(citation).toHaveAttribute("rel", "noopener noreferrer");
  const build = page.getByRole("link", { name: "Open in Build" });
  await expect(build).toHaveAttribute("target", "_blank");
  await expect(build).toHaveAttribute("href", new RegExp(`^${site}\\?policy=openid:drop#/build\\?`));
  expect(await violations(page)).toEqual([]);
  await page.getByRole("link", { name: "Decode" }).first().click();
  await expect(page, "what is in memory alone stays in the frame").toHaveURL(/embed=1.*#\/decode$/);
  await expect(page.getByRole("main")).toContainText("nightly-report");
});

test("a policy that is none is told, and nothing is changed", async ({ page, site }) => {
  await page.goto(`${site}?embed=1&policy=openid:maybe&run=1#/learn/9`);
  await expect(page.getByRole("alert")).toContainText("openid cannot be");
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Issuer" })).not.toContainText("Changed");
});

test("a shared link to a cell offers its run, and the same view can be embedded", async ({ page, open, site }) => {
  await open("#/compare/tokens-returned/oauth");
  await page.locator(".drawer").getByRole("button", { name: "Run experiment" }).click();
  await expect(page.locator("#tokens-returned-oauth")).toContainText("Holds");
  await page.getByRole("button", { name: "Embed this" }).click();
  await expect(page.getByRole("heading", { name: "Embed this" })).toBeFocused();
  await expect(page.getByRole("heading", { name: "Embed this" })).toBeInViewport();
  const box = page.getByRole("region", { name: "Embed this" });
  await expect(box).toContainText("No secrets or tokens are part of this link.");
  await expect(box.locator("pre")).toContainText(`<script src="${site}embed.js" async></script>`);
  await expect(box.locator("pre")).toContainText('<grant-lab view="compare/tokens-returned/oauth">');
  await box.getByLabel("Theme").selectOption("dark");
  await box.getByLabel("For").selectOption({ label: "WordPress" });
  await expect(box.locator("pre")).toContainText(`<iframe src="${site}?embed=1&amp;theme=dark#/compare/tokens-returned/oauth"`);
  const preview = page.frameLocator("#embed-box iframe");
  await expect(preview.locator(".chip")).toHaveText("Holds");
  expect(await violations(page)).toEqual([]);
});

test("a lesson leads to the lines for docs, and whoever gets there is on them", async ({ page, open, site }) => {
  await open("#/learn/2");
  await page.getByRole("button", { name: "Put this lesson into your docs" }).click();
  await expect(page.getByRole("heading", { name: "Embed this" })).toBeFocused();
  const box = page.getByRole("region", { name: "Embed this" });
  await expect(box.getByLabel("For")).toBeInViewport();
  await expect(box, "nobody else reaches the address of this test").toContainText("These lines name this computer");
  await expect(box.locator("pre")).toContainText('<grant-lab view="learn/2">');
  await expect(box.locator("pre")).toContainText(`${site}embed.js`);
});
