// Trunk runs this when a build is done and before dist/ takes its place: what every visit loads becomes fewer and smaller files.
//
// The module is split (split.mjs), parts.js is told the names of its files, and the glue gets its guard. The style sheets become one,
// which compresses better than eight and is one request, and scripts and content files are shortened; what hosts write, and its schema, is not. (Trunk's own minifier cannot read
// the scripts.) In a debug build the module is one part, and the rest stays as it is.
import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { minify } from "terser";
import { EMBED, writeEmbedScripts } from "./embed-scripts.mjs";
import { withFirstStep } from "./first-step.mjs";
import { writeLessons } from "./lessons.mjs";
import { writeOwnPage } from "./own-page.mjs";
import { read, stop } from "./run.mjs";
import { writeSearchIndex } from "./search-index.mjs";
import { split } from "./split.mjs";
import { inWords, withWords } from "./words.mjs";

/** Where the glue imports the loader that wasm-split-cli writes; parts.js takes its place, under the query that the glue has. */
const LOADER = /^import (?:\* as )?(.+) from (['"])\.\/__wasm_split\.js\2;?$/gm;
const GUARD = "src/js_api/guard.js";
/** Scripts that a tag loads as they are, not as modules. */
const CLASSIC = ["boot.js", "own.js", EMBED];
const LINK = /<link [^>]*href="?\.\/([\w-]+\.css)"?[^>]*>/g;

/** The part of a file's name that changes with its content. */
const hash = (...contents) => contents.reduce((all, each) => all.update(each), createHash("sha256")).digest("hex").slice(0, 16);

/** Takes the tag with the names of Trunk's glue and module out of the page. */
function takeBuilt(folder) {
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const tag = /<meta [^>]*id="?built\b[^>]*>/.exec(html)[0];
  writeFileSync(page, html.replace(tag, ""));
  const name = (attribute) => new RegExp(`${attribute}="?\\./([\\w.-]+)`).exec(tag)[1];
  return { glue: name("data-js"), module: name("data-wasm") };
}

const partsScript = () => withWords(read("parts.js"), "parts");

/** Puts the parts of the split module in the place of Trunk's module and glue. */
async function splitModule(folder) {
  const { glue, files, parts } = await split();
  for (const name of Object.values(takeBuilt(folder))) rmSync(join(folder, name));
  // All names change together: the parts of one build work with each other only.
  const build = hash(partsScript(), readFileSync(glue), read(GUARD), ...[...files.values()].map((path) => readFileSync(path)));
  const names = { glue: `grant-lab-${build}.js`, loader: `parts-${build}.js` };
  const built = (name) => `grant-lab-${build}_${name}.wasm`;
  for (const [name, path] of files) copyFileSync(path, join(folder, built(name)));
  writeFileSync(join(folder, names.glue), glueWith(readFileSync(glue, "utf8"), names.loader));
  const named = Object.entries(parts).map(([part, own]) => [part, own.map(built)]);
  writeLoader(folder, names, Object.fromEntries(named));
}

/** A build in one part: Trunk's module is the first, and there are no others. */
function keepModule(folder) {
  const { glue, module } = takeBuilt(folder);
  writeLoader(folder, { glue, loader: "parts.js" }, { first: [module] });
}

/**
 * Writes parts.js with the names of the files, and into the page what it starts with, so that all of it loads side by side: before the
 * script, because under a policy in a meta tag no browser looks further ahead than it has read.
 */
function writeLoader(folder, { glue, loader }, parts) {
  const script = partsScript().replace("const PARTS = {};", `const PARTS = ${JSON.stringify(parts)};`).replaceAll("./GLUE.js", `./${glue}`);
  writeFileSync(join(folder, loader), script);
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8").replace(/\bdata-parts="?\.\/parts\.js"?/, `data-parts="./${loader}"`);
  const scripts = [loader, glue].map((name) => `<link rel=modulepreload href=./${name}>`);
  const module = `<link rel=preload as=fetch crossorigin href=./${parts.first[0]}>`;
  writeFileSync(page, html.replace(/<script\b/, `${scripts.join("")}${module}$&`));
}

/** The glue with this build's loader, under the query that the glue has itself, and with its guard in place of a function that it must call. */
function glueWith(text, loader) {
  if (!/ queueMicrotask\(\w+\);/.test(text)) stop(`wasm-bindgen's glue calls no queueMicrotask, so ${GUARD} guards nothing.`);
  const own = `const $1 = await import("./${loader}" + new URL(import.meta.url).search);`;
  return `${text.replaceAll(LOADER, own)}\n${read(GUARD)}`;
}

function joinStyles(folder) {
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const names = [...html.matchAll(LINK)].map((link) => link[1]);
  const styles = names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  const name = `style-${hash(styles)}.css`;
  for (const each of names) rmSync(join(folder, each));
  writeFileSync(join(folder, name), styles);
  const link = `<link href=./${name} rel=stylesheet>`;
  // Asked for before the script that stands in its way.
  const early = `<link rel=preload as=style href=./${name}>`;
  writeFileSync(page, html.replace(LINK, (_, each) => (each === names[0] ? link : "")).replace("<link rel=modulepreload", `${early}$&`));
}

/** Of the words those that nobody fetches: the constants are in the module, and the shell's are where they are said. */
function leaveOutSources(folder) {
  const isSource = (name) => name.endsWith(".rs") || name.endsWith("shell.json");
  for (const name of readdirSync(folder, { recursive: true })) if (isSource(name)) rmSync(join(folder, name));
}

/** What stands there before the module is. */
function say(folder) {
  const change = (name, changed) => writeFileSync(join(folder, name), changed(readFileSync(join(folder, name), "utf8")));
  for (const name of ["index.html", "manifest.webmanifest"]) change(name, inWords);
  change("index.html", withFirstStep);
  for (const group of ["boot", "own"]) change(`${group}.js`, (script) => withWords(script, group));
}

const folder = env.TRUNK_STAGING_DIR;
leaveOutSources(folder);
say(folder);
writeSearchIndex(folder);
writeEmbedScripts(folder);
if (env.TRUNK_PROFILE !== "release") {
  keepModule(folder);
} else {
  await splitModule(folder);
  joinStyles(folder);
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (name.endsWith(".js")) writeFileSync(path, (await minify(readFileSync(path, "utf8"), { module: !CLASSIC.includes(name) })).code);
    if (name.endsWith(".json") && !name.startsWith("grant-lab.")) writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, "utf8"))));
  }
}
writeLessons(folder);
writeOwnPage(folder);
