// Writes embed.js and frame.js into a build: the two sides of `grantlab/1`, each its files of embed/ as one script, because both are fetched by
// pages that show a lesson at most. embed.js is a classic script: a module from another origin needs a CORS header that plain hosts do not send.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { read } from "./run.mjs";
import { withWords } from "./words.mjs";

/** The script of the element, for pages around; that of the page in the frame. */
export const [EMBED, FRAME] = ["embed.js", "frame.js"];

const source = (name) => read(`embed/${name}`).replaceAll(/^import .*\n/gm, "");
const inside = (name) => source(name).replaceAll(/^export /gm, "");

export function writeEmbedScripts(folder) {
  const version = /^version = "(.+)"$/m.exec(read("Cargo.toml"))[1];
  const shared = ["protocol.mjs", "height.mjs"].map(inside);
  const element = [...shared, inside("theme.mjs"), withWords(inside("element.mjs"), "embed")].join("\n");
  writeFileSync(join(folder, EMBED), `(() => {\n"use strict";\n${element}})();\n`);
  const frame = [...shared, source("frame.mjs").replace('const BUILD = "";', `const BUILD = ${JSON.stringify(version)};`)].join("\n");
  writeFileSync(join(folder, FRAME), frame);
}
