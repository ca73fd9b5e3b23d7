// Writes what hosts need beside the built page: its version, its licence and those of what it consists of, and each file compressed, for
// hosts that send such files as they are (nginx's gzip_static, Caddy's precompressed) and so pay for it once. `node scripts/for-hosts.mjs dist`, last of all.
import { copyFileSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { read, root } from "./run.mjs";

/** What is worth it: text and modules. */
const TYPES = [".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm", ".webmanifest"];
/** Fewer octets fit into one packet either way. */
const SMALLEST = 1024;
export const COMPRESSED = /\.(?:br|gz)$/;
/** Whose everything is: copied as they are, into a package too. */
export const LICENCES = ["LICENSE", "THIRD-PARTY-NOTICES.txt"];
/** What is for whoever hosts the page, and no visitor asks for. */
export const HOST_FILES = [...LICENCES, "VERSION", "grant-lab.schema.json"];

const smallest = (bytes) => ({
  gz: gzipSync(bytes, { level: 9 }),
  br: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
});

function main(folder) {
  writeFileSync(join(folder, "VERSION"), `${/^version = "(.+)"$/m.exec(read("Cargo.toml"))[1]}\n`);
  for (const name of LICENCES) copyFileSync(join(root, name), join(folder, name));
  const names = readdirSync(folder, { recursive: true });
  for (const name of names.filter((name) => COMPRESSED.test(name))) rmSync(join(folder, name));
  for (const name of names.filter((name) => TYPES.includes(extname(name)))) {
    const path = join(folder, name);
    if (statSync(path).size < SMALLEST) continue;
    for (const [extension, bytes] of Object.entries(smallest(readFileSync(path)))) writeFileSync(`${path}.${extension}`, bytes);
  }
}

if (argv[1] && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) main(join(root, argv[2]));
