// Writes worker.js into a built folder: the worker of the page with the list of the files that it keeps, and their digests; and into
// index.html which build that is. `node scripts/offline.mjs dist`, after Trunk; running it again changes nothing.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { minify } from "terser";
import { EMBED, FRAME } from "./embed-scripts.mjs";
import { COMPRESSED, HOST_FILES } from "./for-hosts.mjs";
import { API_FILES, COMMAND_FILES } from "./js-api.mjs";
import { OWN_PAGE } from "./own-page.mjs";
import { read, root, stop } from "./run.mjs";

/** The worker's name; its place decides what it may answer. */
export const WORKER = "worker.js";
/** What the browser asks for where somebody installs the page, and keeps by itself. */
export const INSTALLED = /^(?:manifest\.webmanifest|icons\/.+)$/;
/** The parts of the module that the page never opens: programs do, and own.html. */
const NOT_OF_THE_PAGE = ["api", "inspect", "play", "own"];
/** What programs, hosts, pages around a frame and the framed page itself load; and what a host writes, which the worker keeps by itself. */
const OTHERS = [...API_FILES, ...COMMAND_FILES, ...HOST_FILES, OWN_PAGE, "own.js", "grant-lab.json", EMBED, FRAME, WORKER];
const MARK = / data-build="?[0-9a-f]+"?/;

const sha256 = (bytes) => createHash("sha256").update(bytes);

/** The files of the module that only `NOT_OF_THE_PAGE` have, by what parts.js of the build says. */
function unused(folder, names) {
  const loader = names.find((name) => /^parts-\w+\.js$/.test(name)) ?? stop(`${folder} holds no release build. Run: make dist`);
  const lists = [...readFileSync(join(folder, loader), "utf8").matchAll(/\b(\w+):\[("[^\]]+\.wasm")\]/g)];
  const used = lists.flatMap(([, part, files]) => (NOT_OF_THE_PAGE.includes(part) ? [] : JSON.parse(`[${files}]`)));
  return names.filter((name) => name.endsWith(".wasm") && !used.includes(name));
}

/** What the page can ask for in its areas. */
export function kept(folder) {
  const names = readdirSync(folder, { recursive: true }).map((name) => name.replaceAll("\\", "/"));
  const left = [...OTHERS, ...unused(folder, names)];
  const isKept = (name) => !left.includes(name) && !COMPRESSED.test(name) && !INSTALLED.test(name) && !name.startsWith(".");
  return names.filter((name) => isKept(name) && statSync(join(folder, name)).isFile()).sort();
}

/** Writes the worker of a built folder, and what the page says of the build. */
export async function writeWorker(folder) {
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8").replace(MARK, "");
  const names = kept(folder);
  const content = (name) => (name === "index.html" ? html : readFileSync(join(folder, name)));
  const build = names.reduce((all, name) => all.update(`${name} `).update(sha256(content(name)).digest()), createHash("sha256"));
  const id = build.digest("hex").slice(0, 16);
  const marked = html.replace(/<script\b(?=[^>]*\bid="?boot\b)/, `$& data-build=${id}`);
  if (marked === html) stop("index.html of this build has no script that starts it.");
  writeFileSync(page, marked);
  // Under the address that every host has for it: some lead from index.html to that.
  const entries = names.map((name) => [name === "index.html" ? "./" : name, `sha256-${sha256(readFileSync(join(folder, name))).digest("base64")}`]);
  const worker = read(WORKER).replace('BUILD = ""', `BUILD = "${id}"`).replace("FILES = {}", `FILES = ${JSON.stringify(Object.fromEntries(entries))}`);
  writeFileSync(join(folder, WORKER), (await minify(worker)).code);
}

if (argv[1] && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) await writeWorker(join(root, argv[2]));
