// The weight of dist/: every file raw, gzipped and with brotli, and what the first page load transfers.
// `node scripts/size.mjs KB` fails when the first load is above KB thousand bytes, gzipped.
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { API_FILES } from "./js-api.mjs";
import { LESSONS } from "./lessons.mjs";
import { root, say, stop } from "./run.mjs";

// Content is fetched when an area first needs it. This much of it every visit needs; the end-to-end tests hold the list to
// what a browser really asks for.
const CONTENT_AT_START = ["content/en/learn.json", "content/en/learn/1.json", "content/en/receipt.json", "content/en/words.json"];

/** The parts of the module that come after the first, and of these what a run needs. */
export const LATER = /_(?!first)[\w-]+\.wasm$/;
export const RUN = /[_-]run\.wasm$/;

/** The files that come by themselves once a lesson is shown. */
export const ahead = (folder = join(root, "dist")) => names(folder).filter((name) => RUN.test(name));

/** The files of `dist/` that showing the first lesson transfers, by name. */
export function firstLoad(folder = join(root, "dist")) {
  const isLater = (name) => API_FILES.includes(name) || name === LESSONS || LATER.test(name) || (name.startsWith("content/") && !CONTENT_AT_START.includes(name));
  return names(folder).filter((name) => !isLater(name));
}

function names(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).replaceAll("\\", "/"))
    .filter((name) => !name.startsWith(".")) // What a build that failed left behind.
    .sort();
}

function main(budget) {
  const folder = join(root, "dist");
  const rows = names(folder).map((name) => {
    const bytes = readFileSync(join(folder, name));
    return { name, raw: bytes.length, gzip: gzipSync(bytes).length, brotli: brotliCompressSync(bytes).length };
  });
  const sum = (name, of) => ({
    name,
    raw: of.reduce((total, row) => total + row.raw, 0),
    gzip: of.reduce((total, row) => total + row.gzip, 0),
    brotli: of.reduce((total, row) => total + row.brotli, 0),
  });
  const first = firstLoad(folder);
  const load = sum("first load", rows.filter((row) => first.includes(row.name)));
  const width = Math.max(...rows.map((row) => row.name.length), 12);
  const line = (row) => [row.name.padEnd(width), ...["raw", "gzip", "brotli"].map((key) => String(row[key]).padStart(9))].join(" ");
  say(line({ name: "bytes", raw: "raw", gzip: "gzip", brotli: "brotli" }));
  for (const row of rows) say(line(row));
  say(line(sum("all files", rows)));
  say(line(load));
  const text = `First load: ${(load.gzip / 1000).toFixed(1)} kB gzip of ${budget} kB.`;
  if (load.gzip > budget * 1000) stop(`${text} Too heavy.`);
  say(text);
}

if (argv[1] && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) main(Number(argv[2]));
