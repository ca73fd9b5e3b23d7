// A panic ends the module: the page says so itself, loses nothing that was typed while it is open, and works again after Reload.
import { sideways, violations } from "./axe.js";
import { expect, hasStarted, test } from "./site.js";

const alert = (page) => page.getByRole("alert");
const send = (page) => page.getByRole("button", { name: "Send request" }).first();
const field = (page, name) => page.getByLabel(name, { exact: true });

/**
 * Makes the next signature panic, in any build: a promise that calls back before its `then` has returned, as no promise may. js-sys
 * asserts that it does not (`finish` in js-sys/src/futures).
 */
const breakPromises = (page) =>
  page.evaluate(() => {
    crypto.subtle.sign = () => ({ then: (done) => done(new ArrayBuffer(64)) });
  });

test.describe("a panic", () => {
  test.use({ noise: { expected: [/console error: Error: panicked at js-sys-\S+: finish: callbacks should be Some/, /error: unreachable/] } });

  test("in Build is told, loses nothing that is typed, and Reload brings the draft back", async ({ page, open }) => {
    await open("#/build");
    await breakPromises(page);
    await field(page, "Scope").fill("");
    await send(page).click();
    await expect(alert(page)).toContainText("This page has failed and cannot go on.");
    await expect(alert(page)).toContainText("What happened: panicked at js-sys-");
    await expect(field(page, "Scope")).toHaveValue("");
    await expect(field(page, "Client secret")).toHaveValue("demo-secret-not-real");
    expect(await violations(page)).toEqual([]);
    // Typed less than a moment before, and in the address already; the secret is in nothing that stays.
    await expect(page).toHaveURL(/#\/build\?v=1&preset=nightly-report&scope=$/);
    const kept = await page.evaluate(() => JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain("demo-secret");

    await alert(page).getByRole("button", { name: "Reload" }).click();
    await expect(alert(page)).toHaveCount(0);
    await hasStarted(page);
    await expect(field(page, "Scope")).toHaveValue("");
    await send(page).click();
    await expect(page.getByRole("region", { name: "Response", exact: true })).toContainText("200");
  });

  test.describe("on a narrow screen", () => {
    test.use({ viewport: { width: 320, height: 640 } });

    test("leaves the page to be read", async ({ page, open }) => {
      await open("#/learn/6");
      await breakPromises(page);
      await page.getByRole("button", { name: /^Run experiment/ }).first().click();
      await expect(alert(page)).toBeVisible();
      expect((await alert(page).boundingBox()).height).toBeLessThanOrEqual(320);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await sideways(page)).toBe(0);
      expect(await violations(page)).toEqual([]);
    });
  });
});

test.describe("an error on its way through the module", () => {
  // What the browser calls after it may find the module where the error left it, and trap.
  test.use({ noise: { expected: [/error: (?:no time|unreachable)/] } });

  test("is told too", async ({ page, open }) => {
    await open("#/build");
    await page.evaluate(() => {
      Date.now = () => {
        throw new Error("no time");
      };
    });
    await send(page).click();
    await expect(alert(page)).toContainText("What happened: no time");
    await expect(alert(page).getByRole("button", { name: "Reload" })).toBeVisible();
  });
});

test("a platform without random octets is an answer of 503, and the next request is answered when it has some", async ({ page, open }) => {
  await open("#/build");
  await page.evaluate(() => {
    window.real = crypto.getRandomValues;
    crypto.getRandomValues = () => {
      throw new Error("the entropy is gone");
    };
  });
  const response = page.getByRole("region", { name: "Response", exact: true });
  await send(page).click();
  await expect(response).toContainText("503");
  await expect(response).toContainText("server_error");
  await expect(alert(page)).toHaveCount(0);
  await page.evaluate(() => (crypto.getRandomValues = window.real));
  await send(page).click();
  await expect(response).toContainText("200");
});
