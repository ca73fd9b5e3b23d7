// Input that is made to cost more than it should, as a reader pastes or types it: the page goes on answering, and says its limits.
//
// A long task is one in which nobody can type or press anything (Long Tasks API). How long one takes depends on the machine, so each is
// held to twice what the browser itself needs for a bare text field with the same text in it, and to a generous sum beside it: work that grows
// faster than its input takes many times as long. Exact times are for a machine that does nothing else.
import { Buffer } from "node:buffer";
import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "./site.js";

/** Milliseconds beside what the browser itself needs, for a machine that does other things too. */
const ALLOWED = 1_500;

const base64url = (text) => Buffer.from(text).toString("base64url");
const token = (payload) => `${base64url('{"alg":"ES256","typ":"JWT"}')}.${base64url(payload)}.${"A".repeat(86)}`;
const main = (page) => page.getByRole("main");
const box = (page) => page.getByLabel("Token or response");

async function useKey(page, key) {
  await page.getByText("Check with another key").click();
  await page.getByLabel("Key, certificate or secret").fill(JSON.stringify(key));
}

/** Watches for long tasks, and gives the longest since the last look, in milliseconds; 0 when there was none. */
async function watch(page) {
  await page.evaluate(() => {
    window.tasks = [];
    window.observer = new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration)));
    window.observer.observe({ entryTypes: ["longtask"] });
  });
  return async () => {
    // Two frames: what was asked for is drawn, and the tasks are reported.
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => requestAnimationFrame(done), 100))));
    return page.evaluate(() => Math.max(0, ...window.tasks.splice(0)));
  };
}

/** Writes a text into a field as a paste does: all at once, with one event. */
function paste(locator, text) {
  return locator.evaluate((field, text) => {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, text);
}

/** What the browser needs for the same text in a bare field of the same page. */
async function bare(page, longest, tag, text) {
  await page.evaluate((tag) => {
    const field = document.createElement(tag);
    field.id = "bare";
    if (tag === "textarea") field.rows = 3;
    document.body.append(field);
  }, tag);
  await longest();
  await paste(page.locator("#bare"), text);
  const took = await longest();
  await page.evaluate(() => document.getElementById("bare").remove());
  await longest();
  return took;
}

/** What else the machine does makes a task longer and never shorter, so the shortest of three tries counts. */
async function isQuick(page, longest, tag, locator, text) {
  let beyond;
  for (let tries = 0; tries < 3; tries += 1) {
    await paste(locator, "");
    const own = await bare(page, longest, tag, text);
    await paste(locator, text);
    beyond = (await longest()) - 2 * own;
    if (beyond < ALLOWED) return;
  }
  expect(beyond, "milliseconds more than twice a bare field").toBeLessThan(ALLOWED);
}

test.describe("Decode", () => {
  const cases = {
    "decode-lines: a megabyte of short lines": "a b\n".repeat(262_144),
    "decode-claims: as many claims as fit": token(JSON.stringify(Object.fromEntries(Array.from({ length: 5_600 }, (_, at) => [`c${at}`, 0])))),
    "decode-combining: a letter under a pile of accents": token(JSON.stringify({ sub: `a${"\u0301".repeat(24_000)}` })),
    "one claim of 48,000 characters": token(JSON.stringify({ sub: "a".repeat(48_000) })),
    "nesting": token(`{"a":${"[".repeat(20_000)}`),
    "no token at all": "a".repeat(65_000),
  };
  for (const [name, text] of Object.entries(cases)) {
    test(name, async ({ page, open }) => {
      await open("#/decode");
      const longest = await watch(page);
      await isQuick(page, longest, "textarea", box(page), text);
      await box(page).fill("eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.AAAA");
      await expect(main(page).getByRole("row", { name: /^sub a/ })).toBeVisible();
    });
  }

  test("decode-lines: of a long text the box shows the beginning, and all of it is read", async ({ page, open }) => {
    await open("#/decode");
    await paste(box(page), "a b\n".repeat(262_144));
    await expect(main(page)).toContainText("The box shows the first 1024 characters of 1048576.");
    await expect(main(page)).toContainText("There is no token in this text.");
    expect((await box(page).inputValue()).length).toBeLessThan(2_000);
  });

  test("decode-claims: the first rows are shown, and the rest when somebody asks", async ({ page, open }) => {
    await open("#/decode");
    const count = 1_000;
    await paste(box(page), token(JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, at) => [`c${at}`, 0])))));
    const rows = main(page).getByRole("row", { name: /^c\d+ 0/ });
    await expect(rows).toHaveCount(100);
    const longest = await watch(page);
    await main(page).getByRole("button", { name: "Show the rest: 900 rows" }).click();
    await expect(rows).toHaveCount(count);
    expect(await longest()).toBeLessThan(ALLOWED);
    await expect(page.locator("table.claims").getByRole("button", { name: /^Show the rest/ })).toHaveCount(0);
  });

  test("decode-combining: accents beyond the eighth are written as escapes", async ({ page, open }) => {
    await open("#/decode");
    await paste(box(page), token(JSON.stringify({ sub: `a${"\u0301".repeat(20)}` })));
    await expect(main(page).getByRole("row", { name: /^sub a/ })).toContainText(`a${"\u0301".repeat(8)}\\u0301\\u0301`);
  });

  test("decode-detached: RFC 7520 §4.5", async ({ page, open }) => {
    await open("#/decode");
    const header = "eyJhbGciOiJIUzI1NiIsImtpZCI6IjAxOGMwYWU1LTRkOWItNDcxYi1iZmQ2LWVlZjMxNGJjNzAzNyJ9";
    const key = { kty: "oct", kid: "018c0ae5-4d9b-471b-bfd6-eef314bc7037", use: "sig", alg: "HS256", k: "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg" };
    await box(page).fill(`${header}..s0h6KThzkfBBBkLspW1h84VsJZFTsPPqMDA7g1Md7p0`);
    await useKey(page, key);
    const signature = main(page).locator("section[aria-labelledby=signature]");
    await expect(signature).toContainText("Not verified.");
    // The payload of all examples in §4.
    const content = "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9hZCwgYW5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0IG9mZiB0by4";
    const field = page.getByRole("textbox", { name: "Content that was signed" });
    await field.fill(Buffer.from(content, "base64url").toString());
    await expect(signature).toContainText("Signature matches.");
    await field.press("End");
    await page.keyboard.type("!");
    await expect(signature).toContainText("Signature does not match.");
    await expect(field).toBeFocused();
  });

  for (const alg of ["RS384", "RS512", "PS384", "PS512", "ES512"]) {
    test(`verify-384-512: ${alg}`, async ({ page, open }) => {
      const { publicKey, privateKey } = alg === "ES512" ? generateKeyPairSync("ec", { namedCurve: "P-521" }) : generateKeyPairSync("rsa", { modulusLength: 2048 });
      const input = `${base64url(JSON.stringify({ alg }))}.${base64url('{"sub":"a"}')}`;
      const how = alg[0] === "P" ? { padding: 6, saltLength: Number(alg.slice(2)) / 8 } : { dsaEncoding: "ieee-p1363" };
      const signature = sign(`sha${alg.slice(2)}`, Buffer.from(input), { key: createPrivateKey(privateKey.export({ type: "pkcs8", format: "pem" })), ...how });
      await open("#/decode");
      await box(page).fill(`${input}.${signature.toString("base64url")}`);
      await useKey(page, publicKey.export({ format: "jwk" }));
      await expect(main(page).locator("section[aria-labelledby=signature]")).toContainText("Signature matches.");
    });
  }
});

// What a token says is text wherever it is shown. The page that all tests use fails on a dialog, on anything in the console, on a violation
// of its policy and on any request to elsewhere.
test.describe("markup is text", () => {
  const markup = '<img src="https://evil.example/x" onerror="alert(1)"><script>alert(2)</script>';
  const text = JSON.stringify(markup);
  const signed = (header, payload) => `${base64url(header)}.${base64url(payload)}.${"A".repeat(86)}`;
  const plain = '{"alg":"ES256","typ":"JWT"}';
  const places = {
    "the name of a header parameter": signed(`{"alg":"ES256",${text}:1}`, '{"sub":"a"}'),
    "every header parameter": signed(`{"alg":${text},"typ":${text},"kid":${text},"cty":${text},"jku":${text},"x5u":${text},"crit":[${text}],"x5c":[${text}],"jwk":{"kty":${text}}}`, '{"sub":"a"}'),
    "the name of a claim": signed(plain, `{${text}:1}`),
    "the claims about times and names": signed(plain, `{"iss":${text},"sub":${text},"aud":[${text}],"exp":${text},"iat":${text},"scope":${text},"client_id":${text},"name":${text}}`),
    "deep inside of a claim": signed(plain, `{"a":[{"b":{${text}:[${text}]}}]}`),
    "an issuer with an address": signed(plain, `{"iss":"https://idp.example/${markup.replaceAll('"', "'")}","sub":"a"}`),
    "a payload that is no JSON": signed(plain, markup),
    "a signature": `${base64url(plain)}.${base64url('{"sub":"a"}')}.${markup}`,
    "a disclosure": `${signed('{"alg":"ES256","typ":"dc+sd-jwt"}', '{"iss":"a","_sd":["AAAA"]}')}~${base64url(`[${text},${text},${text}]`)}~`,
    "an encrypted token": `${base64url(`{"alg":${text},"enc":${text},"kid":${text}}`)}.AAAA.AAAA.AAAA.AAAA`,
    "a token in JSON": JSON.stringify({ payload: base64url(`{"sub":${text}}`), signatures: [{ protected: base64url(plain), header: { kid: markup }, signature: "AAAA" }] }),
    "a footer": `v4.public.${base64url(`{"sub":${text}}${"A".repeat(64)}`)}.${base64url(markup)}`,
    "the name under which a token stands": JSON.stringify({ [markup]: signed(plain, '{"sub":"a"}'), other: signed(plain, '{"sub":"b"}') }),
    "an error answer": JSON.stringify({ error: markup, error_description: markup, error_uri: markup }),
    "a challenge": `WWW-Authenticate: Bearer realm=${text}, error=${text}`,
    "a token response": JSON.stringify({ access_token: markup, token_type: markup, expires_in: markup, scope: markup }),
    "a key": JSON.stringify({ kty: "EC", crv: markup, kid: markup, x: markup, y: markup }),
    "no token": markup,
  };
  for (const [place, pasted] of Object.entries(places)) {
    test(place, async ({ page, open }) => {
      await open("#/decode");
      await box(page).fill(pasted);
      await expect(page.locator("#kind")).not.toHaveText("");
      for (const fold of await page.locator("main summary:visible").all()) await fold.click();
      const keys = page.getByRole("textbox", { name: "Key, certificate or secret" });
      if (await keys.count()) await keys.fill(`{"keys":[{"kty":${text},"kid":${text}}]}`);
      const other = page.getByRole("textbox", { name: "The other token" });
      if (await other.count()) await other.fill(pasted);
      const json = page.getByRole("button", { name: "JSON", exact: true });
      if (await json.count()) await json.click();
      await expect(page.locator("#kind")).not.toHaveText("");
      expect(await page.locator("main :is(img, script)").count()).toBe(0);
    });
  }
});

test.describe("Build", () => {
  const field = (page, name) => page.getByRole("main").getByLabel(name, { exact: true });

  for (const tokens of [8_000, 28_000]) {
    test(`build-scope: ${tokens} distinct tokens`, async ({ page, open }) => {
      await open("#/build");
      const text = Array.from({ length: tokens }, (_, at) => `s${at}`).join(" ");
      const longest = await watch(page);
      await isQuick(page, longest, "input", field(page, "Scope"), text);
      await expect(main(page)).toContainText("This is longer than 8,192 characters.");
      await page.getByRole("button", { name: "Send request" }).first().click();
      expect(await longest()).toBeLessThan(ALLOWED);
      await expect(field(page, "Scope"), "nothing typed is lost").toHaveValue(text);
      await field(page, "Scope").fill("orders.read");
      await page.getByRole("button", { name: "Send request" }).first().click();
      await expect(page.locator("#receipt")).toBeVisible();
    });
  }

  test("a scope just within the limit is sent, and what is shown of it is bounded", async ({ page, open }) => {
    await open("#/build");
    const text = Array.from({ length: 1_500 }, (_, at) => `s${at}`).join(" ");
    const longest = await watch(page);
    await paste(field(page, "Scope"), text);
    expect(await longest()).toBeLessThan(ALLOWED);
    await page.getByRole("button", { name: "Send request" }).first().click();
    await expect(main(page)).toContainText("invalid_scope");
    expect(await longest()).toBeLessThan(ALLOWED);
  });

  test("build-address: a megabyte stays out of the link, and the page says so", async ({ page, open }) => {
    await open("#/build");
    await paste(field(page, "Client ID"), "a".repeat(1_048_576));
    await expect(main(page)).toContainText("The link and the address of this page leave out what is longer than 2,000 characters: Client ID.");
    await field(page, "Scope").fill("orders.write");
    await expect(page).toHaveURL(/scope=orders\.write$/);
    expect(page.url().length).toBeLessThan(1_000);
    expect((await field(page, "Client ID").inputValue()).length, "nothing typed is lost").toBe(1_048_576);
  });
});

test.describe("Addresses", () => {
  for (const [fragment, said] of [
    ["code=abc-secret&state=x", "An authorization code was in the address"],
    ["state=x&refresh_token=abc-secret", "A secret, an assertion or a refresh token was in the address"],
    ["client_secret=abc-secret", "A secret, an assertion or a refresh token was in the address"],
  ]) {
    test(`code-in-fragment: #${fragment}`, async ({ page, open, site }) => {
      await open(`#${fragment}`);
      await expect(page).toHaveURL(`${site}#/decode`);
      await expect(main(page)).toContainText(said);
      await expect(main(page)).not.toContainText("abc-secret");
      await page.goBack();
      expect(page.url(), "nor is it in the history").not.toContain("abc-secret");
    });
  }
});
