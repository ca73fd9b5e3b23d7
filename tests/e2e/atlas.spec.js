// Servers and clients as they are: sorting, filters, a link to every state, the pages of one server and one client, and the matrix.
import { sideways, violations } from "./axe.js";
import { expect, tabTo, test } from "./site.js";

const table = (page) => page.getByRole("table", { name: "Products" });
const names = (page) => table(page).getByRole("rowheader").getByRole("link").allTextContents();
const hash = (page) => page.evaluate(() => location.hash);

test.describe("the table of servers", () => {
  test("is in the menu, sorts by a press, and says so", async ({ page, open }) => {
    await open("#/learn/1");
    await page.getByRole("navigation", { name: "Areas" }).getByRole("link", { name: "Servers" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Servers as they are");
    await expect(table(page).getByRole("rowheader")).toHaveCount(61);
    const head = table(page).getByRole("columnheader", { name: "sub", exact: true });
    await expect(head).not.toHaveAttribute("aria-sort");
    const before = await names(page);
    const sort = head.getByRole("button");
    await sort.focus();
    await page.keyboard.press("Enter");
    await expect(head).toHaveAttribute("aria-sort", "ascending");
    await expect(sort).toBeFocused();
    const ascending = await names(page);
    expect(ascending).not.toEqual(before);
    await page.keyboard.press("Enter");
    await expect(head).toHaveAttribute("aria-sort", "descending");
    expect(await names(page)).not.toEqual(ascending);
    expect(await hash(page)).toBe("#/servers?sort=-sub");
  });

  test("is filtered by outcome, kind, way of knowing and words, and a link brings all of it back", async ({ page, open }) => {
    await open("#/servers");
    await expect(page.getByText("61 shown")).toBeVisible();
    // The rows come first; the counts unfold.
    await expect(page.getByRole("searchbox", { name: "Filter by name" })).toBeInViewport();
    await page.getByText("How many do what", { exact: true }).click();
    const comes = page.getByRole("button", { name: /^ID Token comes/ });
    await expect(comes).toContainText(/\d+ of 24 run, \d+ of \d+ read/);
    await comes.click();
    await expect(comes).toHaveAttribute("aria-pressed", "true");
    await page.getByLabel("Kind").selectOption({ label: "open source server" });
    await page.getByLabel("Known by").selectOption({ label: "source read" });
    await page.getByRole("searchbox", { name: "Filter by name" }).fill("go");
    await expect(table(page).getByRole("rowheader")).toHaveText([/^Dex/, /^ZITADEL/]);
    await page.getByText("Columns", { exact: true }).click();
    await page.getByRole("checkbox", { name: "typ", exact: true }).check();
    await page.getByLabel("Count", { exact: true }).selectOption({ label: "Token" });
    const address = await hash(page);
    expect(address).toContain("is=openid:id_token");
    await page.goto("about:blank");
    await open(address);
    await expect(table(page).getByRole("rowheader")).toHaveText([/^Dex/, /^ZITADEL/]);
    await expect(table(page).getByRole("columnheader", { name: "typ", exact: true })).toBeVisible();
    await expect(page.getByRole("searchbox", { name: "Filter by name" })).toHaveValue("go");
    await expect(page.getByLabel("Count", { exact: true })).toHaveValue("token_format");
    await page.getByRole("button", { name: "Clear filters" }).click();
    await expect(table(page).getByRole("rowheader")).toHaveCount(61);
  });

  test("never says no for what nobody found out", async ({ page, open }) => {
    await open("#/servers?q=curity");
    await expect(table(page).getByRole("cell").first()).toHaveText("not known");
    await open("#/servers?is=openid:unknown");
    await expect(table(page).getByRole("rowheader").filter({ hasText: "Curity" })).toHaveCount(1);
  });

  test("keeps a token out of the address", async ({ page, open }) => {
    await open("#/servers");
    await page.getByRole("searchbox", { name: "Filter by name" }).fill("eyJhbGciOiJFUzI1NiJ9.e30.AAAA");
    await expect(page.getByText("No product matches these filters.")).toBeVisible();
    expect(await hash(page)).toBe("#/servers");
    await page.goto("about:blank");
    await open("#/servers?q=eyJhbGciOiJFUzI1NiJ9&kind=cloud");
    expect(await hash(page)).toBe("#/servers?kind=cloud");
  });

  test("is used without a mouse", async ({ page, open }) => {
    await open("#/servers");
    await tabTo(page, page.getByRole("searchbox", { name: "Filter by name" }));
    await page.keyboard.type("hydra");
    const link = table(page).getByRole("link", { name: "Ory Hydra" });
    await tabTo(page, link);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Ory Hydra" })).toBeFocused();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("a server is a card whose lines name their columns", async ({ page, open }) => {
    await open("#/servers?q=keycloak");
    const row = table(page).getByRole("row").filter({ hasText: "Keycloak" });
    const [name, first] = [row.getByRole("rowheader"), row.getByRole("cell").first()];
    expect((await first.boundingBox()).y).toBeGreaterThan((await name.boundingBox()).y);
    expect(await first.evaluate((cell) => getComputedStyle(cell, "::before").content)).toBe('"openid"');
    expect(await sideways(page)).toBe(0);
  });
});

test.describe("a server", () => {
  test("shows what surprises, its messages, its token, and leads to Build", async ({ page, open }) => {
    await open("#/servers/doorkeeper");
    const asked = page.getByText(/^Asked for openid, it adds an id_token about the client\. .+, run on \d/);
    await expect(asked).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole("region", { name: "Worth a second look" })).toContainText("An id_token comes, though nobody signs in.");
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: "Wrong secret in Basic" }) });
    await row.getByRole("button", { name: "Message" }).click();
    await expect(row.getByRole("group", { name: "Sent" })).toContainText("grant_type=client_credentials");
    await expect(row.getByRole("group", { name: "Came" })).toContainText(/HTTP\/1\.1 401[^]*WWW-Authenticate: Bearer realm="Doorkeeper"[^]*"invalid_client"/);
    const token = page.getByRole("region", { name: "Its token" });
    await expect(token.getByRole("table", { name: "Claims" })).toContainText("sub");
    await page.getByRole("link", { name: "Open in Build" }).click();
    await expect(page.getByLabel("Scope", { exact: true })).toHaveValue("{scope}");
  });

  test("tells where run and reading differ, and what is not known", async ({ page, open }) => {
    await open("#/servers/authlib");
    await expect(page.getByRole("region", { name: "Not the same everywhere" })).toContainText(/elsewhere.*an ID Token comes/);
    await page.goto(page.url().replace("authlib", "curity"));
    await expect(page.getByRole("region", { name: "Not known" })).toContainText("openid alone");
    await page.goto(page.url().replace("curity", "nobody"));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here by that name.");
  });

  test("is where the names in lessons lead", async ({ page, open }) => {
    await open("#/learn/9");
    await page.getByRole("button", { name: /servers/i }).first().click();
    await page.getByRole("link", { name: "Keycloak", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Keycloak");
  });
});

test.describe("clients", () => {
  test("have a table, a page each, and a matrix of what works against what", async ({ page, open }) => {
    await open("#/clients");
    await expect(table(page).getByRole("rowheader")).toHaveCount(27);
    const matrix = page.getByRole("table", { name: /Which of these works/ });
    const toolkit = matrix.getByRole("row").filter({ hasText: "django-oauth-toolkit" });
    await expect(toolkit.getByRole("cell").last()).toHaveText(/in part.*Pass: .*Fail: /);
    await expect(matrix.getByRole("row").filter({ hasText: "ts-oauth2-server" }).getByRole("cell").first()).toHaveText(/^works/);
    await table(page).getByRole("link", { name: "openid-client" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("openid-client");
    await expect(page.getByRole("region", { name: "Which servers read its secret" })).toContainText("Form-encoded, hyphens too");
    await expect(page.getByRole("table", { name: "What it makes of answers" })).toContainText("WWWAuthenticateChallengeError");
  });
});

for (const theme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    test.describe(`${theme}, ${width} px`, () => {
      test.use({ viewport: { width, height: 800 } });

      test("every column, a server and a client", async ({ page, open }) => {
        const all = ["#/servers?show=openid,typ,aud,introspection,cross_origin,metadata_oauth,resource,json_body,userinfo,repeated_scope&sort=aud&is=token_format:jwt", "#/servers/authlib", "#/clients", "#/clients/msal-py"];
        for (const route of all) {
          await open(route, { search: `?theme=${theme}` });
          await page.getByRole("heading", { level: 1 }).waitFor();
          await expect(page.locator("main [aria-busy=true]")).toHaveCount(0);
          if (route === "#/servers/authlib") await page.getByRole("button", { name: "Message" }).first().click();
          expect(await violations(page)).toEqual([]);
          expect(await sideways(page), `sideways scrolling at ${route}`).toBe(0);
          await page.goto("about:blank");
        }
      });
    });
  }
}
