// What the tests about one's own issuer share: opening own.html for an issuer, filling the form in, and what must be found nowhere.
import { expect, hasStarted } from "./site.js";

/** Complaints that such a visit makes: its requests go to servers beside the page's own. */
export const OUTSIDE = /request outside the page: http:\/\/127\.0\.0\.1:\d+\//;

/** Opens own.html for these origins, and agrees. With an `issuer`, it is asked for its metadata at once. */
export async function openOwn(page, site, origins, issuer = "") {
  const pairs = new URLSearchParams(origins.map((origin) => ["ask", origin]));
  if (issuer) pairs.append("issuer", issuer);
  await page.goto(`${site}own.html#${pairs}`);
  await page.getByRole("button", { name: /^Allow/ }).click();
  await hasStarted(page);
}

/** Chooses how the client proves itself, and says who it is. */
export async function asClient(page, { id, secret, method, scope }) {
  if (method) await page.locator(`input[name=method][value=${method}]`).check();
  await page.getByLabel("Client ID", { exact: true }).fill(id);
  if (secret !== undefined) await page.locator("#client_secret").fill(secret);
  if (scope !== undefined) await page.locator("#scope").fill(scope);
}

/** Presses *Send request*, and agrees where a question is asked. */
export async function send(page, { agree = true } = {}) {
  await page.getByRole("button", { name: "Send request" }).first().click();
  if (agree) await page.getByRole("button", { name: /^Send it to/ }).click();
}

/** The status of the answer that is shown. */
export const answered = (page, status) => expect(page.getByRole("region", { name: "Response", exact: true })).toContainText(String(status));

/** A secret is in no address, no storage, no attribute and no text of the page but its own field and the messages that show it on demand. */
export async function isNowhere(page, secret) {
  const found = await page.evaluate((secret) => {
    const places = [];
    const spelt = [secret, encodeURIComponent(secret), new URLSearchParams({ a: secret }).toString().slice(2)];
    const has = (text) => spelt.some((one) => String(text ?? "").includes(one));
    if (has(location.href)) places.push("the address");
    for (const [name, storage] of Object.entries({ localStorage, sessionStorage })) {
      for (let at = 0; at < storage.length; at++) if (has(storage.getItem(storage.key(at)))) places.push(name);
    }
    if (has(JSON.stringify(history.state))) places.push("the history");
    if (has(document.cookie)) places.push("a cookie");
    for (const element of document.querySelectorAll("*")) {
      for (const { name, value } of element.attributes) if (has(value)) places.push(`the attribute ${name} of ${element.tagName}`);
    }
    if (has(document.body.innerText)) places.push("the text of the page");
    return places;
  }, secret);
  expect(found, "where a secret is").toEqual([]);
}
