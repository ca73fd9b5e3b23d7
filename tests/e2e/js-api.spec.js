// The JavaScript API in a page that is not Grant Lab's: another folder, a strict policy of its own, no part of the app.
import { expect, test } from "@playwright/test";
import { files, listen } from "../../scripts/serve.mjs";
import { parts } from "../../scripts/size.mjs";
import { dist, listenForNoise } from "./site.js";

const LAB = "/vendor/grant-lab/";
const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:";

const PAGE = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Docs</title><link rel="icon" href="data:,">
<p id="said"></p>
<script type="module" src="./sample.js"></script>
`;

const SAMPLE = `
import { createIssuer } from "${LAB}grant-lab.js";
const lab = await createIssuer();
const [client] = lab.clients;
const response = await lab.fetch("https://issuer.test/token", {
  method: "POST",
  headers: { authorization: "Basic " + btoa(client.client_id + ":" + client.client_secret) },
  body: new URLSearchParams({ grant_type: "client_credentials" }),
});
const token = await response.json();
const orders = await lab.fetch("https://api.test/orders", { headers: { authorization: "Bearer " + token.access_token } });
document.querySelector("#said").textContent = [response.status, token.token_type, orders.status, lab.log().length].join(" ");
`;

const READ = `
import { inspect, verify } from "${LAB}grant-lab.js";
const { privateKey, publicKey } = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
const base64url = (octets) => btoa(String.fromCharCode(...octets)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const input = ['{"alg":"ES256","typ":"at+jwt"}', '{"sub":"a","client_id":"a"}'].map((part) => base64url(new TextEncoder().encode(part))).join(".");
const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, privateKey, new TextEncoder().encode(input));
const token = input + "." + base64url(new Uint8Array(signature));
const keys = await crypto.subtle.exportKey("jwk", publicKey);
const report = await inspect("Bearer " + token, { keys });
const { state } = await verify(token, keys);
document.querySelector("#said").textContent = [report.kind, report.about, report.signature.state, state].join(" ");
`;

const PANIC = `
import { createIssuer } from "${LAB}grant-lab.js";
const token = (lab) => lab.fetch("https://issuer.test/token", {
  method: "POST",
  headers: { authorization: "Basic " + btoa("nightly-report:demo-secret-not-real") },
  body: new URLSearchParams({ grant_type: "client_credentials" }),
});
const [lab, other] = [await createIssuer(), await createIssuer()];
const sign = crypto.subtle.sign;
crypto.subtle.sign = () => ({ then: (done) => done(new ArrayBuffer(64)) }); // See panic.spec.js.
const told = await token(lab).catch((error) => error.message);
crypto.subtle.sign = sign;
const later = await token(other).catch((error) => error.message);
const { status } = await token(await createIssuer());
document.querySelector("#said").textContent = [told === later, status, told].join(" ");
`;

/** A documentation site that carries dist/ in one folder and its own pages, with this script, in another. */
async function docsSite(sample) {
  const lab = files(dist, { prefix: LAB });
  const own = { "/docs/": ["text/html", PAGE], "/docs/sample.js": ["text/javascript", sample] };
  const server = await listen((request, response) => {
    const found = own[request.url];
    if (!found) return lab(request, response);
    response.writeHead(200, { "content-type": found[0], "content-security-policy": POLICY }).end(found[1]);
  }, 0);
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The name of a built file without its hash. */
const bare = (name) => name.replace(/-[0-9a-f]+(?=[._])/, "");

test("a foreign page imports the API and gets a token that the API takes", async ({ page }) => {
  const site = await docsSite(SAMPLE);
  const noise = await listenForNoise(page, `${site.url}/`);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${site.url}/docs/`);
  await expect(page.locator("#said")).toHaveText("200 Bearer 200 3");
  expect(noise).toEqual([]);
  // Nothing of the app was loaded, and nothing left the page but for the module's own files.
  const files = asked.filter((path) => path.startsWith(LAB)).map((path) => bare(path.slice(LAB.length)));
  const module = [...parts().first, ...parts().api].map(bare);
  expect(files.sort()).toEqual(["grant-lab.js", "grant-lab.js", "parts.js", ...module].sort());
  expect(await page.evaluate(() => document.body.children.length)).toBe(2);
  site.close();
});

test("a foreign page reads and verifies a token without an issuer", async ({ page }) => {
  const site = await docsSite(READ);
  const noise = await listenForNoise(page, `${site.url}/`);
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${site.url}/docs/`);
  await expect(page.locator("#said")).toHaveText("access-token client verified verified");
  expect(noise).toEqual([]);
  const files = asked.filter((path) => path.startsWith(LAB)).map((path) => bare(path.slice(LAB.length)));
  const module = [...parts().first, ...parts().inspect].map(bare);
  expect(files.sort()).toEqual(["content/en/decode.json", "grant-lab.js", "grant-lab.js", "parts.js", ...module].sort());
  site.close();
});

test("a panic ends the issuers of a foreign page with one error, and the next issuer works under the same policy", async ({ page }) => {
  const site = await docsSite(PANIC);
  const noise = await listenForNoise(page, `${site.url}/`);
  await page.goto(`${site.url}/docs/`);
  await expect(page.locator("#said")).toHaveText(/^true 200 Grant Lab has failed, .* What happened: panicked at js-sys-/);
  expect(noise, "the error was the caller's to show").toEqual([]);
  site.close();
});
