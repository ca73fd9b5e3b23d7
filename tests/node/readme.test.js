// The samples in the README run as they stand.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const project = new URL("../../", import.meta.url);

test("the README's samples run and print what they say", async (t) => {
  const readme = await readFile(new URL("README.md", project), "utf8");
  const section = readme.split("## Use it from JavaScript")[1].split("\n## ")[0];
  const samples = [...section.matchAll(/```js\n([^]*?)```/g)];
  assert.equal(samples.length, 2);
  const folder = await mkdtemp(join(tmpdir(), "grant-lab-"));
  t.after(() => rm(folder, { recursive: true }));
  for (const [, sample] of samples) {
    const imported = "'./grant-lab.js'";
    assert.ok(sample.includes(imported));
    const file = join(folder, "sample.mjs");
    await writeFile(file, sample.replace(imported, JSON.stringify(new URL("dist/grant-lab.js", project).href)));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [file]);
    assert.equal(stderr, "");
    const said = [...sample.matchAll(/console\.log\(.*\); *\/\/ (.+)$/gm)].map((line) => line[1]);
    assert.ok(said.length > 0);
    assert.deepEqual(stdout.trim().split("\n"), said);
  }
});

test("the folder can be installed as a package and imported by its name", async (t) => {
  const { name, exports, type } = JSON.parse(await readFile(new URL("dist/package.json", project), "utf8"));
  assert.deepEqual([name, type, exports["."].default], ["grant-lab", "module", "./grant-lab.js"]);
  const types = await readFile(new URL(exports["."].types, new URL("dist/", project)), "utf8");
  for (const name of ["createIssuer", "inspect", "verify"]) assert.match(types, new RegExp(`^export function ${name}\\(`, "m"));
});
