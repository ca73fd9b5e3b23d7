// The release build in other browsers than the tests': Firefox and WebKitGTK, each where this machine has it. `make browsers`, or
// `node scripts/browsers.mjs webkit`. In each area it does what readers do first, then in a frame of another origin, with an issuer of one's own, and without
// a network; whatever the console or the page's alerts say is shown. What a browser lacks has to be told, so an experiment that cannot run for it counts when it says so.
//
// Classic WebDriver hears no console, and WebKit writes none where it is driven. So the build gets one script more, which listens in every browser
// (scripts/browsers/heard.js), and the list of its files is made again.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argv } from "node:process";
import * as firefox from "./browsers/firefox.mjs";
import * as webkit from "./browsers/webkit.mjs";
import { writeWorker } from "./offline.mjs";
import { OWN_PAGE } from "./own-page.mjs";
import { root, say, stop } from "./run.mjs";
import { files, listen } from "./serve.mjs";

const PATIENCE = 30_000;
const DRIVERS = { firefox, webkit };

/** What readers press first: where they are, what they press, if anything, and what they see then. */
const FIRST = [
  ["#/learn/1", "Run experiment", "What happened"],
  ["#/learn/1", "client credentials grant", "The grant this page is about."],
  ["#/learn/9", "Run experiment", "What arrived, at one glance"],
  ["#/compare", "Run all ten", "10 of 10 claims hold."],
  ["#/answer", "Ask all five", "Of 5 servers 1 refused"],
  ["#/servers", "Copy link", "Copied"],
  ["#/servers/keycloak", "Play Keycloak", "Lesson 9 asks it for openid"],
  ["#/build", "Send request", "HTTP/1.1 200 OK"],
  ["#/decode", "Access token", "nightly-report"],
  ["#/issuer", undefined, "When a program asks for openid"],
  ["#/quiz/1", undefined, "Answer"],
  ["#/privacy", undefined, "Check it yourself"],
];
const [LESSON, ANSWER] = ["#/learn/9", "#/answer"].map((place) => FIRST.find(([hash]) => hash === place));

/** The release build with the script that listens, in both of its documents. */
async function listening() {
  const folder = mkdtempSync(join(tmpdir(), "grant-lab-"));
  process.on("exit", () => rmSync(folder, { recursive: true }));
  cpSync(join(root, "dist"), folder, { recursive: true, filter: (name) => !/\.(?:br|gz)$/.test(name) });
  cpSync(join(root, "scripts/browsers/heard.js"), join(folder, "heard.js"));
  for (const name of ["index.html", OWN_PAGE]) {
    const page = join(folder, name);
    writeFileSync(page, readFileSync(page, "utf8").replace("<script", '<script src="./heard.js"></script>$&'));
  }
  await writeWorker(folder);
  return folder;
}

const folder = await listening();
let address;
const around = await listen((_request, response) => {
  const policy = `default-src 'none'; img-src data:; script-src ${address}; frame-src ${address}`;
  const scripts = `<script src="${address}/heard.js"></script><script src="${address}/embed.js" async></script>`;
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
  response.end(`<!doctype html><html lang="en"><title>Around</title><link rel="icon" href="data:,">${scripts}<grant-lab view="answer" loading="eager"></grant-lab>`);
}, 0);
const site = `http://localhost:${around.address().port}`;
const issuer = await listen((_request, response) => {
  const address = `http://127.0.0.1:${issuer.address().port}`;
  response.writeHead(200, { "content-type": "application/json", "access-control-allow-origin": "*" });
  response.end(JSON.stringify({ issuer: address, token_endpoint: `${address}/token` }));
}, 0);
const lab = await listen(files(folder, { ancestors: `'self' ${site}` }), 0);
address = `http://127.0.0.1:${lab.address().port}`;

/** An expression: the promise of what `look` finds in the page. It is asked again and again in there, without an `eval`, which the policy forbids. */
const soon = (look, what) => `new Promise((done, fail) => {
  const since = Date.now();
  const timer = setInterval(() => {
    const found = (${look})();
    if (!found && Date.now() - since < ${PATIENCE}) return;
    clearInterval(timer);
    if (found) done(found);
    else fail(new Error(${JSON.stringify(`${what} did not come.`)}));
  }, 50);
})`;
const named = (text) =>
  soon(`() => [...document.querySelectorAll("main button, main .term")].find((one) => one.textContent.trim() === ${JSON.stringify(text)} && one.offsetParent && !one.closest(".first-step"))`, `“${text}”`);
const words = (text) => soon(`() => document.querySelector("main")?.innerText.includes(${JSON.stringify(text)})`, `“${text}”`);
const frame = soon(`() => document.querySelector("grant-lab")?.shadowRoot?.querySelector("iframe")`, "The frame");
const height = soon(`() => !["", "480px"].includes(document.querySelector("grant-lab").shadowRoot.querySelector("iframe").style.height)`, "The height of the frame");
const kept = soon(`() => navigator.serviceWorker?.controller`, "The worker");

async function tryOut(page, [, button, text]) {
  if (button) await page.press(named(button));
  await page.ask(words(text));
}

let wrong = 0;

/** Opens a page of its own, does something there, and tells what came of it and what was said meanwhile. */
async function told(browser, name, url, act) {
  const page = await browser.open();
  const heard = [];
  const collect = async () => {
    const alerts = `[...document.querySelectorAll("[role=alert]")].map((alert) => alert.innerText.trim()).filter(Boolean).map((text) => "alert: " + text)`;
    heard.push(...(await page.ask(`[...window.heard ?? ["heard.js did not run"], ...${alerts}]`)));
  };
  try {
    await page.go(url);
    await act(page, collect);
    await collect();
  } catch (error) {
    heard.push(error.message);
    await collect().catch(() => {});
  }
  say(`  ${heard.length > 0 ? "FAILED" : "works "} ${name}`);
  for (const line of heard) say(`    ${line}`);
  wrong += heard.length > 0;
  await page.close();
}

async function tryAll(browser) {
  for (const first of FIRST) await told(browser, first.slice(0, 2).filter(Boolean).join(", "), `${address}/${first[0]}`, (page) => tryOut(page, first));
  await told(browser, "an embedded view", site, async (page, collect) => {
    await page.enter(frame);
    await tryOut(page, ANSWER);
    await collect();
    await page.leave();
    await page.ask(height);
  });
  const theirs = `http://127.0.0.1:${issuer.address().port}`;
  await told(browser, "an issuer of one's own", `${address}/${OWN_PAGE}#ask=${theirs}&issuer=${theirs}`, async (page) => {
    await page.press(named("Allow, and ask for the metadata"));
    await page.ask(words("What the issuer says of itself"));
  });
  const host = await listen(files(folder), 0);
  const home = `http://127.0.0.1:${host.address().port}/`;
  await told(browser, "without a network", home, async (page) => {
    await page.ask(kept);
    host.closeAllConnections();
    host.close();
    await page.go(`${home}?theme=light#/learn/9`);
    await tryOut(page, LESSON);
  });
}

const asked = argv.slice(2);
let tried = 0;
for (const [name, driver] of Object.entries(DRIVERS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const browser = await driver.launch();
  if (!browser) {
    say(`${driver.NAME} was not tried: it is not here. ${driver.LACKING}.`);
    continue;
  }
  say(`${driver.NAME}: ${browser.version}`);
  await tryAll(browser);
  await browser.close();
  tried += 1;
}
for (const server of [lab, around, issuer]) server.close();
if (tried === 0) stop("There is none of these browsers here.");
process.exit(wrong > 0 ? 1 : 0);
