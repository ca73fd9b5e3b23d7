// The build that first loads are held to: an earlier commit, built as its own Makefile says, once.
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, run, say, since } from "../../scripts/run.mjs";

/** The commit before the page was made light. */
export const REFERENCE = "cde13b8";

const FOLDER = `target/bench/${REFERENCE}`;
const quiet = { log: `${FOLDER}.log` };

/** The reference's dist/ as `{ folder }`, or `{ missing }`: why there is none, in words. */
export async function reference() {
  const folder = join(root, FOLDER, "dist");
  if (existsSync(folder)) return { folder };
  if ((await run("git", ["cat-file", "-e", `${REFERENCE}^{commit}`], quiet)).code !== 0) {
    return { missing: `the commit ${REFERENCE} is not in this clone. In a shallow one, \`git fetch --unshallow\` gets it.` };
  }
  const start = Date.now();
  say(`Building ${REFERENCE}, which the page is measured beside, in ${FOLDER}/ (once, about 3 minutes).`);
  const source = join(root, FOLDER, "source");
  const failed = (await checkOut(source)) ?? (await build(source));
  if (failed) return { missing: `${REFERENCE} could not be built (all of it: ${quiet.log}): ${failed}` };
  renameSync(join(source, "dist"), folder);
  rmSync(source, { recursive: true, force: true });
  say(`Built in ${since(start)}.`);
  return { folder };
}

/** The commit's files in `source`, with this project's tools beside them: its own set-up replaces those of another version. */
async function checkOut(source) {
  rmSync(source, { recursive: true, force: true });
  mkdirSync(source, { recursive: true });
  const archive = `${source}.tar`;
  const taken = await run("git", ["archive", "--output", archive, REFERENCE], quiet);
  const unpacked = taken.code === 0 ? await run("tar", ["-xf", archive, "-C", source], quiet) : taken;
  rmSync(archive, { force: true });
  if (unpacked.code !== 0) return lastLine(unpacked.output);
  if (existsSync(join(root, ".tools"))) cpSync(join(root, ".tools"), join(source, ".tools"), { recursive: true });
  return undefined;
}

async function build(source) {
  // The commit's own target folder, wherever this project's is.
  const built = await run("make", ["-C", source, "dist"], { ...quiet, env: { CARGO_TARGET_DIR: join(source, "target") } });
  return built.code === 0 ? undefined : lastLine(built.output);
}

const lastLine = (text) => text.trim().split("\n").pop();
