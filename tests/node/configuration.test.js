// A configuration goes out, is what its schema says, and comes in again.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import { clientToken, discovered } from "./lab.js";

const schema = JSON.parse(readFileSync(new URL("../../dist/configuration.schema.json", import.meta.url)));
const fits = new Ajv().compile(schema);

test("what goes out fits the published schema and comes in unchanged", async (t) => {
  const [one, other] = [await discovered(t, { openid: "drop", lifetime: 60 }), await discovered(t)];
  const configuration = one.lab.configuration();
  assert.ok(fits(configuration), JSON.stringify(fits.errors));
  assert.deepEqual(other.lab.configure(configuration), { unknown: [] });
  assert.deepEqual(other.lab.configuration(), configuration);
  const token = await clientToken(other, { scope: "orders.read openid" });
  assert.deepEqual([token.scope, token.expires_in], ["orders.read", 60]);
});

test("what cannot be taken is named with its place, and nothing changes", async (t) => {
  const { lab } = await discovered(t);
  const before = lab.configuration();
  const bad = structuredClone(before);
  bad.clients[1].scope = "a  b";
  assert.ok(!fits(bad), "the schema refuses it too");
  assert.throws(() => lab.configure(bad), { name: "TypeError", message: /^clients\[1\]\.scope is no scope/ });
  assert.throws(() => lab.configure(undefined), TypeError);
  assert.deepEqual(lab.configuration(), before);
});

test("members of a later version are kept and named", async (t) => {
  const { lab } = await discovered(t);
  const later = { ...lab.configuration(), weather: "fine" };
  assert.deepEqual(lab.configure(later), { unknown: ["weather"] });
  assert.equal(lab.configuration().weather, "fine");
  await lab.reset();
  assert.equal(lab.configuration().weather, undefined);
});
