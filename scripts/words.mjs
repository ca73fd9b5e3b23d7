// The words of what runs before the module or beside it: documents, their scripts, the element for other pages. They stand in the language's
// folder, src/content/<lang>/shell.json, and come into their places when a build is packed. Of words that the module says too there
// is one text, the constant in the same folder.
import { read, stop } from "./run.mjs";

/** The language of the page, as src/content/mod.rs has it. */
export const LANGUAGE = /LANGUAGE: &str = "([\w-]+)\/"/.exec(read("src/content/mod.rs"))?.[1] ?? stop("src/content/mod.rs names no language.");

const folder = `src/content/${LANGUAGE}`;

/** A content file. */
export const content = (name) => JSON.parse(read(`${folder}/${name}.json`));

const shell = content("shell");

/** The constants of a file of words, by name. */
function constants(file) {
  const all = [...read(`${folder}/${file}.rs`).matchAll(/^pub const (\w+): &str =\s+"((?:[^"\\]|\\.)*)";/gm)];
  return Object.fromEntries(all.map(([, name, text]) => [name, JSON.parse(`"${text}"`)]));
}

const CONSTANTS = { frame: constants("frame"), places: constants("places") };

/** A word of a group of shell.json, or of the constants `frame` and `places`. */
export function word(group, name) {
  const text = (CONSTANTS[group] ?? shell[group])?.[name];
  return text ?? stop(`Nobody says ${group}.${name}.`);
}

const PLACE = /\{\{(\w+)\.(\w+)((?:\|\w+=[^|}]*)*)\}\}/g;

/**
 * A document with its words where `{{group.name}}` stands; `{{group.name|place=text}}` fills the places of a sentence. The minifier may have taken
 * the quotation marks of an attribute away, which the words need.
 */
export function inWords(document) {
  const say = (_, group, name, values) =>
    values.split("|").slice(1).reduce((text, value) => text.replace(`{${value.slice(0, value.indexOf("="))}}`, value.slice(value.indexOf("=") + 1)), word(group, name));
  const quoted = document.replaceAll("{{language}}", LANGUAGE).replaceAll(/=(\{\{[^}]*\}\})(?=[\s>])/g, '="$1"');
  return quoted.replaceAll(PLACE, say);
}

/** A script with its group of words. */
export function withWords(script, group) {
  const words = shell[group] ?? stop(`shell.json has no words for ${group}.`);
  if (!script.includes("const WORDS = {};")) stop(`The script ${group} has no place for its words.`);
  return script.replace("const WORDS = {};", () => `const WORDS = ${JSON.stringify(words)};`);
}
