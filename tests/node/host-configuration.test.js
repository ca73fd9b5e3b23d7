// The published schema of grant-lab.json says what the page takes: the same files are judged natively (tests/host_configuration.rs).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url)));
const fits = new Ajv().compile(read("../../dist/grant-lab.schema.json"));

for (const { name, document, fits: should } of read("../cases/host-configuration.json")) {
  test(name, () => assert.equal(fits(document), should, JSON.stringify(fits.errors)));
}

test("the file that is delivered fits, and says nothing but its version", () => {
  const delivered = read("../../dist/grant-lab.json");
  assert.ok(fits(delivered));
  assert.deepEqual(delivered, { $schema: "./grant-lab.schema.json", version: 1 });
});
