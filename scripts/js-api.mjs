// Writes the JavaScript API into a built folder: grant-lab.js with the name of what loads the module, its types, the command, and the
// package.json that tells Node what the files are. `node scripts/js-api.mjs dist`, after Trunk; running it again changes nothing.
import { chmodSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { read, root, stop } from "./run.mjs";

/** What the API adds to a build; opening the page loads none of it. */
export const API_FILES = ["configuration.schema.json", "grant-lab.d.ts", "grant-lab.js", "package.json"];

/** The command: the same issuer over HTTP on this machine. */
const COMMAND = "local/command.mjs";
export const COMMAND_FILES = [COMMAND, "local/http.mjs", "local/options.mjs", "local/telling.mjs"];

/** The name of the file that loads the module, from the tag that starts the page. */
function partsOf(html) {
  return /data-parts="?(?:\.\/)?([\w.-]+)/.exec(html)?.[1] ?? stop("index.html of this build names no parts.js for boot.js.");
}

function main(folder) {
  const out = join(root, folder);
  const api = read("src/js_api/grant-lab.js").replaceAll("PARTS.js", partsOf(readFileSync(join(out, "index.html"), "utf8")));
  const cargo = read("Cargo.toml");
  const field = (name) => new RegExp(`^${name} = "(.+)"$`, "m").exec(cargo)[1];
  const manifest = {
    name: field("name"),
    version: field("version"),
    description: "An OAuth 2.0 authorization server for tests and samples that answers in the same process.",
    license: field("license"),
    private: true,
    type: "module",
    types: "./grant-lab.d.ts",
    exports: {
      ".": { types: "./grant-lab.d.ts", default: "./grant-lab.js" },
      "./configuration.schema.json": "./configuration.schema.json",
    },
    bin: { "grant-lab": `./${COMMAND}` },
    engines: { node: ">=20" },
  };
  writeFileSync(join(out, "grant-lab.js"), api);
  writeFileSync(join(out, "grant-lab.d.ts"), read("src/js_api/grant-lab.d.ts"));
  writeFileSync(join(out, "configuration.schema.json"), read("src/issuer/configuration/configuration.schema.json"));
  writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  mkdirSync(join(out, "local"), { recursive: true });
  for (const name of COMMAND_FILES) writeFileSync(join(out, name), read(`src/js_api/${name}`));
  chmodSync(join(out, COMMAND), 0o755);
}

if (argv[1] && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) main(argv[2]);
