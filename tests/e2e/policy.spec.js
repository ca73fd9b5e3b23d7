// "Nothing leaves this page", held by the browser: every area works under the policy that hosts are given, and what would leave is refused.
//
// `site.js` fails any test whose page breaks its policy, so this tour only has to go everywhere.
import { readFileSync } from "node:fs";
import { listen, policyOf } from "../../scripts/serve.mjs";
import { status } from "./screens.js";
import { expect, hasStarted, test } from "./site.js";

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("the built page carries the policy that was decided, nothing that it refuses, and relative addresses", async () => {
  const html = read("dist/index.html");
  expect(policyOf(html)).toBe(policyOf(read("index.html")));
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|<base|\bon[a-z]+=/i);
  expect(html, "addresses are relative").not.toMatch(/(?:src|href)="?(?:https?:|\/)/i);
});

/** Goes to a route within the visit, as a link does. */
const go = (page, hash) => page.evaluate((hash) => (location.hash = hash), hash);

test("a tour of every area breaks no policy", async ({ page, site }) => {
  const response = await page.goto(site);
  expect(response.headers()).toMatchObject({
    "content-security-policy": `${policyOf(read("index.html"))}; frame-ancestors 'self'`,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  await hasStarted(page);
  const main = page.getByRole("main");
  await page.getByRole("button", { name: /^Run experiment/ }).first().click();
  await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();

  await go(page, "#/compare/all");
  await page.getByRole("button", { name: /^Run all/ }).click();
  await expect(main).toContainText("10 of 10 claims hold.");
  await go(page, "#/compare/diff");
  await page.getByRole("button", { name: "Run and compare" }).click();
  await expect(page.locator(".shows")).toBeVisible();
  await go(page, "#/document");
  await expect(main.getByRole("listitem").filter({ hasText: "Holds" })).toHaveCount(29);

  await go(page, "#/build");
  await page.getByRole("button", { name: "Send request" }).first().click();
  await expect(page.getByRole("region", { name: "Response", exact: true })).toContainText("200");
  await go(page, "#/decode");
  await page.getByRole("group", { name: "Samples" }).getByRole("button", { name: "ID Token", exact: true }).click();
  await expect(page.getByRole("region", { name: /Signature/ })).toContainText("Signature matches");

  await go(page, "#/issuer/keys");
  await page.getByRole("button", { name: "Rotate issuer keys" }).click();
  await expect(page.getByText("Signs now").first()).toBeVisible();
  for (const section of ["", "/clients", "/clock", "/log"]) {
    await go(page, `#/issuer${section}`);
    await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await go(page, "#/issuer/configuration");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download configuration" }).click();
  await saved;

  await go(page, "#/quiz/4");
  await page.getByRole("button", { name: "Answer", exact: true }).click();
  await expect(page.getByText("Choose an answer first.").first()).toBeVisible();
  await go(page, "#/search");
  await page.getByRole("searchbox").fill("refresh token");
  await expect(status(page)).toHaveText(/^Found in \d+ places\.$/);
  for (const hash of ["#/glossary", "#/glossary/pkce", "#/help", "#/privacy", "#/no/such/place"]) {
    await go(page, hash);
    await expect(main.locator("[aria-busy=true]")).toHaveCount(0);
    await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await page.getByRole("button", { name: /^Theme/ }).click();
  await page.goto(`${site}?print=1#/compare`);
  await expect(main.getByRole("heading", { level: 1 })).toBeVisible();
  await page.goto(`${site}lessons.html`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test.describe("what would leave the page", () => {
  test.use({
    noise: {
      expected: [
        /policy violation: /,
        /console error: .*(has been blocked|violates)/,
        // The browser names them as requests before it refuses them.
        /request outside the page: \S+\/elsewhere\/\w+/,
        /request failed: \S+\/elsewhere\/\w+ csp/,
      ],
    },
  });

  test("is refused by the browser, and a listener on another port hears nothing", async ({ page, open }) => {
    const heard = [];
    const elsewhere = await listen((request, response) => {
      heard.push(request.url);
      response.end();
    }, 0);
    elsewhere.on("upgrade", (request, socket) => {
      heard.push(request.url);
      socket.destroy();
    });
    const at = `http://127.0.0.1:${elsewhere.address().port}`;
    await open("#/build");
    // Which directive refused what; of a frame the browser names the origin alone.
    await page.evaluate(() => {
      window.refused = {};
      addEventListener("securitypolicyviolation", ({ blockedURI, effectiveDirective }) => {
        window.refused[blockedURI.split("/elsewhere/")[1] ?? effectiveDirective] = effectiveDirective;
      });
    });
    const thrown = await page.evaluate(async (at) => {
      const to = (way) => `${at}/elsewhere/${way}`;
      const add = (tag, attributes) => {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        return document.body.appendChild(element);
      };
      const ways = {
        fetch: () => fetch(to("fetch"), { mode: "no-cors" }),
        beacon: () => navigator.sendBeacon(to("beacon"), "x"),
        socket: () => void new WebSocket(to("socket").replace("http", "ws")),
        events: () => void new EventSource(to("events")),
        module: () => import(to("module")),
        image: () => void add("img", { src: to("image") }),
        style: () => void add("link", { rel: "stylesheet", href: to("style") }),
        frame: () => void add("iframe", { src: to("frame") }),
        font: () => new FontFace("f", `url(${to("font")})`).load(),
        form: () => add("form", { action: to("form"), method: "post" }).submit(),
        // What makes code or markup of text, wherever that comes from: Trusted Types.
        object: () => void add("object", { data: to("object") }),
        script: () => void add("script", { src: to("script") }),
        worker: () => void new Worker(to("worker")),
        markup: () => void (document.createElement("p").innerHTML = "<b>x</b>"),
        policy: () => void trustedTypes.createPolicy("policy", {}),
      };
      const thrown = {};
      for (const [way, start] of Object.entries(ways)) {
        await Promise.resolve().then(start).catch((error) => (thrown[way] = error.name));
      }
      return thrown;
    }, at);
    for (const way of ["fetch", "module", "object", "script", "worker", "markup", "policy"]) expect(thrown[way], way).toBe("TypeError");
    await expect.poll(() => page.evaluate(() => window.refused)).toEqual({
      fetch: "connect-src",
      beacon: "connect-src",
      socket: "connect-src",
      events: "connect-src",
      module: "script-src-elem",
      image: "img-src",
      style: "style-src-elem",
      "frame-src": "frame-src",
      font: "font-src",
      form: "form-action",
      "require-trusted-types-for": "require-trusted-types-for",
      "trusted-types": "trusted-types",
    });
    expect(heard).toEqual([]);
    // Not because nobody listens there.
    await fetch(`${at}/from-the-test`);
    expect(heard).toEqual(["/from-the-test"]);
    elsewhere.close();
  });
});
