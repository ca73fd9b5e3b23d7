// Writes the JavaScript API into a built folder: grant-lab.js with the names of the module's two files, its types, and the
// package.json that tells Node what the files are. `node scripts/js-api.mjs dist`, after Trunk; running it again changes nothing.
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { read, root, stop } from "./run.mjs";

/** What the API adds to a build; opening the page loads none of it. */
export const API_FILES = ["configuration.schema.json", "grant-lab.d.ts", "grant-lab.js", "package.json"];

/** The names of glue and module, from the tag that starts the page: the build has one module and this is it, in two parts. */
function names(html) {
  const name = (attribute) => new RegExp(`${attribute}="?(?:\\./)?([\\w.-]+)`).exec(html)?.[1];
  const found = { glue: name("data-js"), module: name("data-wasm"), rest: name("data-rest") };
  return found.glue && found.module && found.rest ? found : stop("index.html of this build names no module for boot.js.");
}

function main(folder) {
  const out = join(root, folder);
  const { glue, module, rest } = names(readFileSync(join(out, "index.html"), "utf8"));
  const api = read("src/js_api/grant-lab.js").replaceAll("GLUE.js", glue).replace("MODULE.wasm", module).replace("REST.wasm", rest);
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
    engines: { node: ">=20" },
  };
  writeFileSync(join(out, "grant-lab.js"), api);
  writeFileSync(join(out, "grant-lab.d.ts"), read("src/js_api/grant-lab.d.ts"));
  writeFileSync(join(out, "configuration.schema.json"), read("src/issuer/configuration/configuration.schema.json"));
  writeFileSync(join(out, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}

if (argv[1] && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) main(argv[2]);
