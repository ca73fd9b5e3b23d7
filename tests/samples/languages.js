// How the samples of each language are built and run, and what that needs.
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lay, ran } from "./programs.js";

const here = fileURLToPath(new URL("./", import.meta.url));
const modules = fileURLToPath(new URL("../node/node_modules", import.meta.url));
const GOPATH = "/usr/share/gocode";

/** Runs the file of a sample with one command. */
const interpreted = (...command) => ({
  run: (sample, folder, environment) => {
    lay(sample, folder);
    return ran(command[0], [...command.slice(1), sample.file], environment, folder);
  },
});

/** Each: the samples, the programs that it needs, how it is got ready once, and how one sample is run. */
export const LANGUAGES = [
  { name: "curl", ids: ["curl"], needs: ["sh", "curl", "openssl", "perl"], ...interpreted("sh") },
  {
    name: "HTTPie",
    ids: ["httpie"],
    needs: ["bash", "python3", "openssl", "perl"],
    python: true,
    ...interpreted("bash"),
  },
  { name: "JavaScript", ids: ["fetch", "oauth4webapi", "openid-client"], needs: ["node"], prepare: linkModules, ...interpreted("node", "--no-warnings") },
  { name: "Python", ids: ["requests", "authlib"], needs: ["python3"], python: true, ...interpreted("python") },
  {
    name: "Go",
    ids: ["go"],
    needs: ["go"],
    missing: () => (existsSync(join(GOPATH, "src/golang.org/x/oauth2")) ? undefined : "golang-golang-x-oauth2-dev of Debian"),
    // Debian's packages are no modules.
    environment: { GO111MODULE: "off", GOPATH, GOFLAGS: "" },
    ...interpreted("go", "run"),
  },
  { name: "Java", ids: ["java"], needs: ["java"], ...interpreted("java") },
  { name: "Rust", ids: ["reqwest", "oauth2"], needs: ["cargo"], prepare: buildRust, run: runRust },
];

function linkModules(folder) {
  const link = join(folder, "node_modules");
  if (!existsSync(link)) symlinkSync(modules, link, "dir");
}

/** All samples for Rust are one crate, so that what they need is built once. */
async function buildRust(folder, works) {
  mkdirSync(join(folder, "src/bin"), { recursive: true });
  for (const file of ["Cargo.toml", "Cargo.lock"]) writeFileSync(join(folder, file), readFileSync(join(here, "rust", file)));
  for (const { sample, name } of works) writeFileSync(join(folder, `src/bin/${name}.rs`), sample.code);
  const options = { cwd: folder, timeout: 1_800_000 };
  const { code, stderr } = await ran("cargo", ["build", "--locked", "--quiet"], {}, folder, options);
  return code === 0 ? undefined : stderr;
}

function runRust(sample, folder, environment, name) {
  return ran(join(folder, `target/debug/${name}`), [], environment, folder);
}
