// Samples as the page makes them, for tests that run them.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** For each draft the samples of all languages, by their ids. */
export function samplesOf(drafts) {
  const args = ["run", "--quiet", "--locked", "--features", "software-crypto", "--example", "samples"];
  const made = spawnSync("cargo", args, { cwd: root, input: JSON.stringify(drafts), encoding: "utf8", maxBuffer: 1 << 28 });
  if (made.status !== 0) throw new Error(`No samples: ${made.error ?? made.stderr}`);
  return JSON.parse(made.stdout).map(({ samples }) => Object.fromEntries(samples.map((sample) => [sample.id, sample])));
}
