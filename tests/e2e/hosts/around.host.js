// Views in somebody's page, at length: many at once in every kind of frame, a page around that is isolated, and either side hostile.
import { inside, ready, script, settled, test, told, view } from "../around.js";
import { expect } from "../site.js";

const VIEWS = ["learn/2", "field/3", "compare/tokens-returned/oidc", "answer", "decode", "quiz/4"];
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox";

test("six views with the script, and six frames without it, sandboxed and not", async ({ page, site, around }) => {
  test.setTimeout(180_000);
  const frame = (path, at) =>
    `<iframe id="plain-${at}" src="${site}?embed=1#/${path}" title="${path}" width="100%" height="700"${at % 2 ? ` sandbox="${SANDBOX}"` : ""}></iframe>`;
  await around(`<input id="field"><h1>Guide</h1>${script(site)}
    ${VIEWS.map((path, at) => view(site, `view-${at}`, `view="${path}" loading="${at % 2 ? "lazy" : "eager"}"`)).join("<hr>")}
    ${VIEWS.map(frame).join("<hr>")}`);
  await page.locator("#field").focus();
  for (const [at] of VIEWS.entries()) {
    await page.locator(`#view-${at}`).scrollIntoViewIfNeeded();
    await ready(page, `view-${at}`);
    await settled(page, `view-${at}`);
    await page.locator(`#plain-${at}`).scrollIntoViewIfNeeded();
    await expect(page.frameLocator(`#plain-${at}`).getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(await page.evaluate(() => [document.activeElement.id, window.spoken])).toEqual(["field", VIEWS.length]);
  expect(await page.evaluate(() => window.told.filter(({ type }) => type === "error"))).toEqual([]);
});

// Seen in Chromium 148: without either of the two fields the frame stays empty, and under `require-corp` the script does not come.
test.describe("a page around that is isolated", () => {
  const isolated = { "cross-origin-embedder-policy": "require-corp", "cross-origin-opener-policy": "same-origin" };
  test.use({
    headers: isolated,
    serving: {
      ancestors: "'self' http://localhost:*",
      more: { "cross-origin-embedder-policy": "require-corp", "cross-origin-resource-policy": "cross-origin" },
    },
  });

  test("shows views of a lab that is sent with two header fields", async ({ page, site, around }) => {
    await around(`${script(site)}${view(site, "lab", 'view="learn/2" loading="eager"')}`);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await ready(page, "lab");
    await settled(page, "lab");
    await inside(page, "lab").getByRole("button", { name: /^Run experiment/ }).first().click();
    await expect.poll(async () => (await told(page, "lab", "ran")).length).toBe(1);
  });
});

test.describe("a style that makes the page grow with its frame", () => {
  const grows = "\nmain { min-height: calc(100vh + 20px) }";
  test.use({
    serving: { ancestors: "'self' http://localhost:*", alter: (name, bytes) => (/^style-\w+\.css$/.test(name) ? Buffer.concat([bytes, Buffer.from(grows)]) : bytes) },
  });

  test("stops growing, scrolls inside, and the page around is told once", async ({ page, site, around }) => {
    await around(`${script(site)}${view(site, "lab", 'view="learn/2" loading="eager"')}`);
    await ready(page, "lab");
    await expect.poll(async () => (await told(page, "lab", "error")).map(({ code }) => code)).toEqual(["resize-loop"]);
    const height = () => page.locator("#lab").locator("iframe").evaluate((frame) => frame.clientHeight);
    const before = await height();
    await inside(page, "lab").locator("body").evaluate(async () => {
      for (let at = 0; at < 60; at++) await new Promise(requestAnimationFrame);
    });
    expect([await height(), (await told(page, "lab", "error")).length]).toEqual([before, 1]);
    expect(before).toBeLessThan(4000);
    expect(await inside(page, "lab").locator("html").evaluate((root) => [getComputedStyle(root).overflowY, root.scrollHeight > root.clientHeight])).toEqual(["visible", true]);
  });
});

/** What either side may be sent: text of a script, evaluated there. */
const ODD = `
  const cyclic = {};
  cyclic.self = cyclic;
  const say = (type, body, more) => ({ ns: "grantlab", v: 1, id, type, seq: seq++, body, ...more });
  let seq = 1;
  const odd = [
    () => null, () => 7, () => "resize", () => [], () => ({}), () => cyclic, () => new Map([["ns", "grantlab"]]), () => new ArrayBuffer(9),
    () => say("resize", { height: "600" }), () => say("resize", { height: NaN }), () => say("resize", { height: 1e308 }),
    () => say("resize", { height: { valueOf: 600 } }), () => say("ready", "body"), () => say("ran", { route: "javascript:alert(1)" }),
    () => say("ran", { route: ["learn/2"] }), () => say("navigate", { route: "//evil.example" }), () => say("navigate", { route: "x".repeat(20_000) }),
    () => say("__proto__", {}), () => say("constructor", {}), () => say("toString", {}), () => say("go", { view: "javascript:alert(1)" }),
    () => say("go", { view: "../own.html" }), () => say("go", { view: ["decode"] }), () => say("theme", { theme: "<img src=x onerror=alert(1)>" }),
    () => say("theme", { theme: "sepia" }), () => say("policy", { policy: "openid:drop&run=1" }), () => say("policy", { policy: {} }),
    () => say("later", {}), () => say("go", { view: "decode" }, { v: 2 }), () => say("go", { view: "decode" }, { id: "another" }),
    () => say("go", { view: "decode" }, { seq: -1 }), () => say("go", { view: "decode" }, { ns: "other" }), () => say("go", { view: "decode", more: new Date(0) }),
    () => say("welcome", { nonce: "0".repeat(32) }), () => say("hello", { nonce: "short" }),
  ];
`;

test("a thousand odd messages from the page around change nothing", async ({ page, site, around }) => {
  await around(`<iframe id="lab" title="lab"></iframe>`);
  // It does what embed.js does, and then what it likes: through the port and at the window, fifty a second, so that each is looked at.
  await page.evaluate(`(() => {
    const id = "a1";
    ${ODD}
    const lab = "${site}";
    addEventListener("message", ({ data }) => {
      if (data?.type !== "hello") return;
      const { port1, port2 } = new MessageChannel();
      window.replies = [];
      port1.onmessage = ({ data }) => replies.push(data);
      document.getElementById("lab").contentWindow.postMessage(say("welcome", { nonce: data.body.nonce, most: 4000 }), new URL(lab).origin, [port2]);
      window.attack = async (count) => {
        for (let at = 0; at < count; at++) {
          port1.postMessage(odd[at % odd.length]());
          document.getElementById("lab").contentWindow.postMessage(odd[at % odd.length](), "*");
          if (at % 40 === 39) await new Promise((done) => setTimeout(done, 500));
        }
      };
    });
    document.getElementById("lab").src = lab + "?embed=1&theme=light&id=a1&parent=" + origin + "#/learn/2";
  })()`);
  await expect.poll(() => page.evaluate(() => window.replies?.some(({ type }) => type === "ready"))).toBe(true);
  await page.evaluate(() => attack(1000));
  const root = page.frameLocator("#lab").locator("html");
  expect(await root.evaluate((root) => [location.hash, root.dataset.theme, location.search.includes("embed=1")])).toEqual(["#/learn/2", "light", true]);
  expect(await page.evaluate(() => replies.filter(({ type }) => type === "error").map(({ body }) => body.code)), "another version is answered once").toEqual(["version"]);
  await page.frameLocator("#lab").getByRole("button", { name: /^Run experiment/ }).first().click();
  await expect.poll(() => page.evaluate(() => replies.filter(({ type }) => type === "ran").length)).toBe(1);
});

test.describe("a hostile page in the frame", () => {
  // In place of boot.js, so on the lab's own origin and with the right id and parent.
  const hostile = `
    const query = new URLSearchParams(location.search);
    const id = query.get("id");
    ${ODD}
    addEventListener("message", async ({ ports: [port] }) => {
      if (!port) return;
      port.postMessage(say("ready", { version: "1", route: "learn/2", theme: "light" }));
      for (let at = 0; at < 1000; at++) {
        port.postMessage(odd[at % odd.length]());
        parent.postMessage(odd[at % odd.length](), "*");
        if (at % 40 === 39) await new Promise((done) => setTimeout(done, 500));
      }
      for (let at = 0; at < 1000; at++) port.postMessage(say("ran", { route: "learn/2", status: "x".repeat(1000), verdict: "holds" }));
      await new Promise((done) => setTimeout(done, 1500));
      port.postMessage(say("ran", { route: "learn/3", status: "200", verdict: "holds" }));
    });
    parent.postMessage({ ns: "grantlab", v: 1, id, type: "hello", seq: 0, body: { nonce: "0".repeat(32) } }, query.get("parent"));
  `;
  test.use({
    // What the page's head asks for, and this script does not use.
    noise: { expected: [/^request outside the page: http:\/\/localhost:\d+\//, /was preloaded using link preload but not used/] },
    serving: { ancestors: "'self' http://localhost:*", alter: (name, bytes) => (name === "boot.js" ? Buffer.from(`(() => {${hostile}})();`) : bytes) },
  });

  test("a thousand odd messages from it change nothing, and of too many only some are heard", async ({ page, site, around }) => {
    await around(`<h1>Guide</h1>${script(site)}${view(site, "lab", 'view="learn/2" loading="eager"')}`);
    await ready(page, "lab");
    await expect.poll(async () => (await told(page, "lab", "ran")).some(({ route }) => route === "learn/3"), { timeout: 60_000 }).toBe(true);
    const ran = await told(page, "lab", "ran");
    expect(ran.length).toBeLessThanOrEqual(202);
    for (const { route, status } of ran) expect([route.length < 10, status.length <= 64]).toEqual([true, true]);
    expect(await told(page, "lab", "navigate")).toEqual([]);
    expect(await told(page, "lab", "error")).toEqual([]);
    const frame = page.locator("#lab").locator("iframe");
    expect(await frame.evaluate((element) => [element.title, element.style.height])).toEqual(["Grant Lab: lesson 2", "480px"]);
    expect(await page.evaluate(() => [document.title, location.hash])).toEqual(["Documentation", ""]);
  });
});
