// Holds a release to what it promises. `make release-check`; `node scripts/release-check.mjs package archives` is some of it.
//
//   builds    two clean builds of the same commit are the same octets: folders, home of Cargo, language, time zone and umask differ
//   archives  both archives hold dist/ and nothing else, as the programs of this machine unpack them
//   package   a stranger installs the package for npm: it type-checks, gives tokens in the process and, as a command, over HTTP
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { argv, env } from "node:process";
import { isDeepStrictEqual } from "node:util";
import { COMMAND_FILES } from "./js-api.mjs";
import { installPackages } from "./packages.mjs";
import { root, run, say, since, stop, which } from "./run.mjs";

await installPackages("scripts/release", "the writers of archives");
const { filesOf } = await import("./release/archive.mjs");
/** The folder with the dist/ and release/ that are looked at: the first of two clean builds, or this one. */
let place = root;
const inPlace = (...names) => join(place, ...names);
const name = () => `grant-lab-${readFileSync(inPlace("dist/VERSION"), "utf8").trim()}`;
const temporary = mkdtempSync(join(tmpdir(), "grant-lab-release-"));

/** What a program says, or the end of it all. */
async function told(what, command, args, options = {}) {
  const { code, output } = await run(command, args, { log: "target/setup/release-check.log", ...options });
  return code === 0 ? output : stop(`${what} failed:\n${output.trim().split("\n").slice(-20).join("\n")}\nKept for a look: ${temporary}`);
}

/** Stops unless two sets of files are the same, names and octets. */
function same(what, one, other) {
  const names = [...new Set([...one.keys(), ...other.keys()])].sort();
  const differing = names.filter((name) => !one.has(name) || !other.has(name) || !one.get(name).equals(other.get(name)));
  if (names.length === 0) stop(`${what}: there is nothing to compare.`);
  if (differing.length > 0) stop(`${what} differ in ${differing.length} of ${names.length} files:\n${differing.join("\n")}\nKept for a look: ${temporary}`);
  say(`${what}: the same ${names.length} files, ${[...one.values()].reduce((sum, bytes) => sum + bytes.length, 0)} octets.`);
}

async function clean(folder, { umask, ...changed }) {
  const start = Date.now();
  mkdirSync(dirname(folder), { recursive: true });
  await told("Cloning", "git", ["clone", "--quiet", root, folder]);
  symlinkSync(join(root, ".tools"), join(folder, ".tools"));
  await told(`The build in ${folder}`, "sh", ["-c", `umask ${umask} && exec make release`], { cwd: folder, env: changed });
  say(`Built in ${folder} (${since(start)}).`);
  return { dist: filesOf(join(folder, "dist")), release: filesOf(join(folder, "release")) };
}

async function builds() {
  if ((await told("git", "git", ["status", "--porcelain", "--untracked-files=no"])) !== "") say("Built is the commit; what is not committed is left out.");
  const home = join(temporary, "another-home/of-cargo");
  mkdirSync(dirname(home));
  symlinkSync(env.CARGO_HOME ?? join(homedir(), ".cargo"), home);
  const one = await clean(join(temporary, "one"), { umask: "022", LC_ALL: "C.UTF-8", TZ: "UTC" });
  const other = await clean(join(temporary, "the/second-one"), { umask: "077", LC_ALL: "et_EE.UTF-8", TZ: "Asia/Kathmandu", CARGO_HOME: home });
  same("Two builds of dist/", one.dist, other.dist);
  same("Two builds of release/", one.release, other.release);
  place = join(temporary, "one");
}

async function archives() {
  const [tar, zip] = ["tar", "zip"].map((kind) => join(temporary, kind));
  for (const folder of [tar, zip]) mkdirSync(folder);
  await told("tar", "tar", ["-xzf", inPlace("release", `${name()}.tar.gz`), "-C", tar]);
  const file = inPlace("release", `${name()}.zip`);
  if (which("unzip")) await told("unzip", "unzip", ["-q", file, "-d", zip]);
  else await told("python3", "python3", ["-m", "zipfile", "-e", file, zip]);
  const built = filesOf(inPlace("dist"));
  same(".tar.gz and dist/", filesOf(join(tar, name())), built);
  same(".zip and dist/", filesOf(join(zip, name())), built);
  if ((statSync(join(tar, name(), COMMAND_FILES[0])).mode & 0o111) === 0) stop("The command in .tar.gz cannot be run.");
  await told("sha256sum", "sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: inPlace("release") });
}

async function stranger() {
  const folder = join(temporary, "stranger");
  const here = { cwd: folder };
  cpSync(join(root, "scripts/release/stranger"), folder, { recursive: true, filter: (path) => !path.includes("node_modules") });
  await told("npm ci", "npm", ["ci", "--no-audit", "--no-fund"], here);
  await told("npm install", "npm", ["install", "--no-save", "--no-audit", "--no-fund", inPlace("release", `${name()}.tgz`)], here);
  for (const resolution of ["nodenext", "esnext"]) {
    const mode = ["--module", resolution, "--moduleResolution", resolution === "esnext" ? "bundler" : resolution];
    await told(`tsc ${mode.join(" ")}`, "node", ["node_modules/typescript/bin/tsc", "-p", ".", ...mode], here);
  }
  const sample = JSON.parse(await told("The sample", "node", ["out/sample.js"], here));
  expect("The sample in TypeScript", sample, { status: 200, kind: "access-token", about: "client", state: "verified", id: "keycloak" });
  await readme(folder);
  const command = await listening(folder);
  const { client_id, client_secret } = command.clients.find((client) => client.token_endpoint_auth_method === "client_secret_basic");
  const asked = await told("openid-client", "node", ["client.mjs", command.issuer, client_id, client_secret], here);
  expect("openid-client over HTTP", JSON.parse(asked), { token_type: "bearer", status: 200 });
  command.child.kill("SIGTERM");
  expect("The command's end", { code: await command.closed }, { code: 0 });
}

/** The sample of the package's README, as it stands there: it prints what its comments say. */
async function readme(folder) {
  const text = readFileSync(join(folder, "node_modules/grant-lab/README.md"), "utf8");
  const sample = /```js\n([^]*?)```/.exec(text)[1];
  writeFileSync(join(folder, "readme.mjs"), sample);
  const printed = await told("The README's sample", "node", ["readme.mjs"], { cwd: folder });
  expect("The sample in the README", printed.trim().split("\n"), [...sample.matchAll(/\/\/ (.+)$/gm)].map((comment) => comment[1]));
}

/** The package's command on a free port: what it says of itself, its process, and how that ends. */
function listening(folder) {
  const child = spawn(join(folder, "node_modules/.bin/grant-lab"), ["--port", "0", "--json"], { stdio: ["ignore", "pipe", "inherit"] });
  process.on("exit", () => child.kill());
  const closed = new Promise((done) => child.once("close", done));
  return new Promise((done, fail) => {
    let heard = "";
    child.stdout.on("data", (chunk) => {
      heard += chunk;
      if (heard.includes("\n")) done({ ...JSON.parse(heard.split("\n")[0]), child, closed });
    });
    child.once("error", fail);
    closed.then((code) => fail(new Error(`The command ended with ${code}.`)));
  });
}

function expect(what, seen, expected) {
  if (!isDeepStrictEqual(seen, expected)) stop(`${what}: ${JSON.stringify(seen)}, and not ${JSON.stringify(expected)}.`);
  say(`${what}: ${JSON.stringify(seen)}`);
}

const checks = { builds, archives, package: stranger };
const asked = argv.slice(2);
const unknown = asked.find((check) => !(check in checks));
if (unknown) stop(`There is no check ${unknown}. The checks: ${Object.keys(checks).join(", ")}`);
for (const check of asked.length > 0 ? asked : Object.keys(checks)) await checks[check]();
rmSync(temporary, { recursive: true });
