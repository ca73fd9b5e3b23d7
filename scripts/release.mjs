// Writes a release of dist/ into release/: the folder as .tar.gz and .zip, the package for npm, the bill of materials, the notices, and the
// checksums of them all. `make release`. Of one commit it is the same octets each time; `make release-check` holds it to that.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { LICENCES } from "./for-hosts.mjs";
import { COMMAND_FILES } from "./js-api.mjs";
import { installPackages } from "./packages.mjs";
import { writePackage } from "./release/npm.mjs";
import { sbom } from "./release/sbom.mjs";
import { read, root, run, say, stop } from "./run.mjs";

const DIST = join(root, "dist");
const RELEASE = join(root, "release");

/** When everything in a release was made, in seconds since 1970: the time of its commit, or what SOURCE_DATE_EPOCH says. */
async function time() {
  if (/^\d+$/.test(env.SOURCE_DATE_EPOCH ?? "")) return Number(env.SOURCE_DATE_EPOCH);
  const { code, output } = await run("git", ["log", "-1", "--format=%ct"], { log: "target/setup/git.log" });
  return code === 0 ? Number(output) : stop("The release bears the time of its commit, and git knows none here. Set SOURCE_DATE_EPOCH to seconds since 1970.");
}

await installPackages("scripts/release", "the writers of archives");
const { archives, filesOf } = await import("./release/archive.mjs");
const seconds = await time();
const name = `grant-lab-${read("dist/VERSION").trim()}`;
rmSync(RELEASE, { recursive: true, force: true });
mkdirSync(RELEASE);
const packed = await archives(filesOf(DIST), { folder: name, seconds, programs: [COMMAND_FILES[0]] });
for (const [extension, bytes] of Object.entries(packed)) writeFileSync(join(RELEASE, `${name}.${extension}`), bytes);
await writePackage(DIST, RELEASE);
writeFileSync(join(RELEASE, `${name}.cdx.json`), await sbom(seconds));
for (const text of LICENCES) writeFileSync(join(RELEASE, text), read(text));
const sums = readdirSync(RELEASE)
  .sort()
  .map((file) => `${createHash("sha256").update(readFileSync(join(RELEASE, file))).digest("hex")}  ${file}\n`);
writeFileSync(join(RELEASE, "SHA256SUMS"), sums.join(""));
say(`In release/, of ${new Date(seconds * 1000).toISOString()}:\n${sums.join("").trimEnd()}`);
