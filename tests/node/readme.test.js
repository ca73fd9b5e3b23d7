// The sample in the README runs as it stands.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

const project = new URL("../../", import.meta.url);

test("the README's sample runs and prints what it says", async (t) => {
  const readme = await readFile(new URL("README.md", project), "utf8");
  const section = readme.split("## Use it from JavaScript")[1].split("\n## ")[0];
  const [, sample] = /```js\n([^]*?)```/.exec(section);
  const imported = "'./grant-lab.js'";
  assert.ok(sample.includes(imported));
  const folder = await mkdtemp(join(tmpdir(), "grant-lab-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "sample.mjs");
  await writeFile(file, sample.replace(imported, JSON.stringify(new URL("dist/grant-lab.js", project).href)));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file]);
  assert.equal(stderr, "");
  const said = [...sample.matchAll(/console\.log\(.*\); *\/\/ (.+)$/gm)].map((line) => line[1]);
  assert.ok(said.length > 0);
  assert.deepEqual(stdout.trim().split("\n"), said);
});

test("the folder can be installed as a package and imported by its name", async (t) => {
  const { name, exports, type } = JSON.parse(await readFile(new URL("dist/package.json", project), "utf8"));
  assert.deepEqual([name, type, exports["."].default], ["grant-lab", "module", "./grant-lab.js"]);
  const types = await readFile(new URL(exports["."].types, new URL("dist/", project)), "utf8");
  assert.match(types, /^export function createIssuer\(/m);
});
