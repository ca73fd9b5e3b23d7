// Gets the npm packages of a folder, once.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, run, say, stop } from "./run.mjs";

/** Installs what the package-lock.json in `folder` names, unless it is there. */
export async function installPackages(folder, names) {
  // npm leaves this file behind when it is done, and removes the folder first when it is not.
  const isThere = existsSync(join(root, folder, "node_modules/.package-lock.json"));
  if (isThere && (await run("npm", ["ls", "--prefix", folder, "--silent"], { log: "target/setup/npm.log" })).code === 0) return;
  say(`Installing ${names} into ${folder}/node_modules/ (once, about 10 seconds).`);
  const done = await run("npm", ["ci", "--prefix", folder, "--no-audit", "--no-fund"], { log: "target/setup/npm.log" });
  if (done.code !== 0) stop(`npm could not install them:\n${done.output.trim()}`);
}
