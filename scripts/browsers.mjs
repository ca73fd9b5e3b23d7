// The release build in another browser than the tests': Firefox (Debian: apt install firefox-esr), driven by puppeteer-core over WebDriver BiDi.
// `make browsers`; FIREFOX names another one. It does in each area what readers do first, and in a frame of another origin, and whatever the
// console or the page's alerts say is shown. What a browser lacks has to be told, so an experiment that cannot run for it counts when it says so.
import { createRequire } from "node:module";
import { join } from "node:path";
import { installPackages } from "./packages.mjs";
import { root, run, say, stop, which } from "./run.mjs";
import { files, listen } from "./serve.mjs";

const FOLDER = "tests/browsers";
const PATIENCE = 30_000;

const path = [process.env.FIREFOX, "firefox-esr", "firefox"].filter(Boolean).map(which).find(Boolean) ?? stop("There is no Firefox here. Debian: apt install firefox-esr. FIREFOX names another one.");
await installPackages(FOLDER, "puppeteer-core");
const { default: puppeteer } = await import(createRequire(join(root, FOLDER, "package.json")).resolve("puppeteer-core"));

let address;
const around = await listen((_request, response) => {
  const policy = `default-src 'none'; img-src data:; script-src ${address}; frame-src ${address}`;
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": policy });
  response.end(`<!doctype html><html lang="en"><title>Around</title><link rel="icon" href="data:,"><script src="${address}/embed.js" async></script><grant-lab view="answer" loading="eager"></grant-lab>`);
}, 0);
const site = `http://localhost:${around.address().port}`;
const lab = await listen(files(join(root, "dist"), { ancestors: `'self' ${site}` }), 0);
address = `http://127.0.0.1:${lab.address().port}`;

/**
 * Waits for something in the page or frame, and presses it if it is a button. It watches from inside: what puppeteer has for that is an `eval`, which
 * the page's policy forbids.
 */
const find = (frame, kind, text) =>
  frame.evaluate(
    (kind, text, patience) =>
      new Promise((done, fail) => {
        const button = () => [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === text && one.offsetParent);
        const words = () => document.querySelector("main")?.innerText.includes(text);
        const look = () => {
          const found = kind === "button" ? button() : words();
          if (!found) return;
          observer.disconnect();
          if (kind === "button") found.click();
          done();
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        setTimeout(() => fail(new Error(`“${text}” did not come.`)), patience);
        look();
      }),
    kind,
    text,
    PATIENCE,
  );
/** What readers press first, by where they are, and what they see then; where nothing is pressed, what is there. */
const FIRST = {
  "#/learn/1": ["Run experiment", "What happened"],
  "#/learn/9": ["Run experiment", "What arrived, at one glance"],
  "#/compare": ["Run all ten", "10 of 10 claims hold."],
  "#/answer": ["Ask all five", "Of 5 servers 1 refused"],
  "#/servers/keycloak": ["Play Keycloak", "Lesson 9 asks it for openid"],
  "#/build": ["Send request", "HTTP/1.1 200 OK"],
  "#/decode": ["Access token", "nightly-report"],
  "#/issuer": [undefined, "When a program asks for openid"],
  "#/quiz/1": [undefined, "Answer"],
  "#/privacy": [undefined, "Check it yourself"],
};

async function tryOut(frame, [button, words]) {
  if (button) await find(frame, "button", button);
  await find(frame, "words", words);
}

const browser = await puppeteer.launch({ browser: "firefox", executablePath: path, headless: true });
say(`${path}, ${(await run(path, ["--version"], { log: "target/setup/browser.log" })).output.trim().split("\n").pop()}`);
let wrong = 0;

/** Opens a page of its own, does something there, and tells what came of it and what was said meanwhile. */
async function told(name, url, act) {
  const page = await browser.newPage();
  const heard = [];
  page.on("console", (message) => heard.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`error: ${error.message}`));
  try {
    await page.goto(url);
    await act(page);
  } catch (error) {
    heard.push(error.message);
  }
  for (const text of await page.$$eval("[role=alert]", (alerts) => alerts.map((alert) => alert.innerText.trim()).filter(Boolean))) heard.push(`alert: ${text}`);
  say(`${heard.length > 0 ? "FAILED" : "works "} ${name}`);
  for (const line of heard) say(`  ${line}`);
  wrong += heard.length > 0;
  await page.close();
}

for (const [hash, first] of Object.entries(FIRST)) await told(hash, `${address}/${hash}`, (page) => tryOut(page, first));
await told("an embedded view", site, async (page) => {
  await tryOut(await page.waitForFrame((frame) => frame.url().includes("embed=1"), { timeout: PATIENCE }), FIRST["#/answer"]);
});

await browser.close();
for (const server of [lab, around]) server.close();
say("WebKit was not tried: nothing here drives one.");
process.exit(wrong > 0 ? 1 : 0);
