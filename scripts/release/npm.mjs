// The package for npm: of a built folder the JavaScript API with its types, the command, and the files that these load.
import { chmodSync, copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LICENCES } from "../for-hosts.mjs";
import { API_FILES, COMMAND_FILES } from "../js-api.mjs";
import { read, root, run, stop } from "../run.mjs";
import { module as moduleWith } from "../size.mjs";

const STAGED = "target/release-npm";
/** What grant-lab.js reads beside the module: words for what it finds in tokens, and what is known of servers. */
const CONTENT = ["content/en/decode.json", "content/facts/servers.json"];
const PARTS = ["api", "inspect", "play"];

/** Writes grant-lab-VERSION.tgz into `release`, from the built folder `dist`. */
export async function writePackage(dist, release) {
  const staged = join(root, STAGED);
  rmSync(staged, { recursive: true, force: true });
  const names = [...new Set([...API_FILES, ...COMMAND_FILES, ...CONTENT, ...PARTS.flatMap(moduleWith), ...LICENCES])];
  for (const name of names) {
    mkdirSync(dirname(join(staged, name)), { recursive: true });
    copyFileSync(join(dist, name), join(staged, name));
  }
  const { private: _, ...manifest } = JSON.parse(readFileSync(join(dist, "package.json"), "utf8"));
  const whole = { ...manifest, keywords: ["oauth2", "openid-connect", "client-credentials", "jwt", "mock", "testing"], files: names };
  writeFileSync(join(staged, "package.json"), `${JSON.stringify(whole, null, 2)}\n`);
  writeFileSync(join(staged, "README.md"), read("src/js_api/README.md"));
  // npm keeps the modes of files, which depend on the umask.
  for (const name of [...names, "README.md"]) chmodSync(join(staged, name), COMMAND_FILES[0] === name ? 0o755 : 0o644);
  const packed = await run("npm", ["pack", staged, "--pack-destination", release, "--ignore-scripts"], { log: "target/setup/npm-pack.log" });
  if (packed.code !== 0) stop(`npm could not pack the package:\n${packed.output.trim()}`);
}
