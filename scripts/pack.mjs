// Trunk runs this when a build is done and before dist/ takes its place: what every visit loads becomes fewer and smaller files.
//
// The module is split (split.mjs), the page's start-up script is told where its second part is, and the glue gets its guard.
// The style sheets become one, which compresses better than eight and is one request, and the scripts lose their comments and
// indentation, the content files their line breaks. (Trunk's own minifier cannot read the scripts.) A debug build stays as it is.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { writeLessons } from "./lessons.mjs";
import { read, stop } from "./run.mjs";
import { split } from "./split.mjs";

const LINK = /<link [^>]*href="?\.\/([\w-]+\.css)"?[^>]*>/g;

/** The part of a file's name that changes with its content. */
const hash = (...contents) => contents.reduce((all, each) => all.update(each), createHash("sha256")).digest("hex").slice(0, 16);

async function splitModule(folder) {
  const page = join(folder, "index.html");
  const html = readFileSync(page, "utf8");
  const [tag, module] = /data-wasm="?\.\/([\w.-]+\.wasm)"?/.exec(html);
  const [whole, first, rest] = [module, "first.wasm", "rest.wasm"].map((name) => join(folder, name));
  await split(whole, first, rest);
  rmSync(whole);
  // Both names change together: a first part works with its own second part only.
  const name = `grant-lab-${hash(readFileSync(first), readFileSync(rest))}`;
  renameSync(first, join(folder, `${name}_bg.wasm`));
  renameSync(rest, join(folder, `${name}_rest.wasm`));
  writeFileSync(page, html.replace(tag, `data-wasm="./${name}_bg.wasm" data-rest="./${name}_rest.wasm"`));
}

/** Adds src/js_api/guard.js to the glue, which must call the function that this one stands in for. */
function guardGlue(folder) {
  const [, name] = /data-js="?\.\/([\w.-]+\.js)"?/.exec(readFileSync(join(folder, "index.html"), "utf8"));
  const glue = readFileSync(join(folder, name), "utf8");
  if (!/ queueMicrotask\(\w+\);/.test(glue)) stop("wasm-bindgen's glue calls no queueMicrotask, so src/js_api/guard.js guards nothing.");
  writeFileSync(join(folder, name), `${glue}\n${read("src/js_api/guard.js")}`);
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
  writeFileSync(page, html.replace(LINK, (_, each) => (each === names[0] ? link : "")));
}

/** Takes away lines that are only comment, and what stands before the others. No script here has a text of several lines. */
function shorten(script) {
  const lines = script.split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^(\/\/|\/\*|\*)/.test(line)).join("\n");
}

if (env.TRUNK_PROFILE === "release") {
  const folder = env.TRUNK_STAGING_DIR;
  await splitModule(folder);
  guardGlue(folder);
  joinStyles(folder);
  for (const name of readdirSync(folder, { recursive: true })) {
    const path = join(folder, name);
    if (name.endsWith(".js")) writeFileSync(path, shorten(readFileSync(path, "utf8")));
    if (name.endsWith(".json")) writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, "utf8"))));
  }
}
writeLessons(env.TRUNK_STAGING_DIR);
