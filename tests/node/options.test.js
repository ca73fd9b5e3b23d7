// Options: what is not known is refused by name. That the types list them all is checked in tests/js_api.rs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createIssuer } from "./lab.js";

const refused = (options, message) => assert.rejects(createIssuer(options), { name: "TypeError", message });

test("an unknown option is named, and the known ones are listed", async () => {
  await refused({ opendi: "reject" }, /^There is no option "opendi"\. The options: issuer, openid\b/);
});

test("an unknown value is named, and the known ones are listed", async () => {
  await refused({ openid: "Drop" }, /^openid cannot be "Drop"\. Allowed: "reject", "drop", /);
  for (const value of [null, 1, NaN, 10n, true, [], {}, () => {}, Symbol("drop")]) await refused({ openid: value }, /^openid cannot be /);
  for (const value of [0, 3601, 1.5, "60", NaN]) await refused({ lifetime: value }, /^lifetime cannot be /);
});

test("options are an object", async () => {
  for (const options of [null, "reject", 1, [], () => {}]) await refused(options, "The options of an issuer are an object.");
});

test("what is undefined has its default", async () => {
  for (const options of [undefined, {}, { openid: undefined }]) (await createIssuer(options)).free();
});
