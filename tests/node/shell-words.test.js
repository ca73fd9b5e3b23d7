// What stands before the module or beside it says nothing that src/content does not hold: the documents, their scripts, the element for other
// pages, and what writes the page of the lessons and the search. tests/interface_words.rs holds the module to the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (name) => readFileSync(new URL(`../../${name}`, import.meta.url), "utf8");

const DOCUMENTS = ["index.html", "own.html"];
const SCRIPTS = [
  "boot.js", "own.js", "parts.js", "offline.js", "worker.js", "embed/element.mjs", "embed/frame.mjs", "embed/height.mjs", "embed/protocol.mjs", "embed/theme.mjs",
  "scripts/first-step.mjs", "scripts/html.mjs", "scripts/lessons.mjs", "scripts/own-page.mjs", "scripts/search-index.mjs",
];

/** What is no word of the page, each with the reason. */
const ALLOWED = new Set([
  // For programs: the events of the element, and the console of whoever builds.
  "The element's view names no screen of Grant Lab.",
  "The frame's page and this script are of different versions.",
  "The frame's page did not come, or may not be framed here.",
  "The page grew with its frame again and again, so its height stays and it scrolls inside.",
  "This side speaks version {}.",
  // For whoever builds.
  "src/cite.rs lists no documents that scripts/lessons.mjs can read.",
  "{} is cited, and src/cite.rs knows no such document.",
  "index.html of this build has no {} for own.html.",
  "style sheet",
  "errors.json does not explain {}, which search.json lists.",
  "turns.json leads to {}, which is no place that Search knows.",
  // For the worker.
  "take over",
  // Names that the browser, a document or the page itself gives.
  "Content-Security-Policy",
  "App.",
  "DOMContentLoaded",
  "Enter",
  "(prefers-color-scheme: dark)",
  "answer build clients compare decode document field glossary help issuer learn quiz search servers",
  "use strict",
  // Classes, and what a link does.
  "btn go",
  "hint warn",
  "inp mono",
  "newer wrap",
  "noopener noreferrer",
]);

/** Texts that a document shows or has read out. */
function textsOf(html) {
  const bare = html.replaceAll(/<!--.*?-->/gs, "").replaceAll(/\{\{[^}]*\}\}/g, "");
  const attributes = [...bare.matchAll(/ (?:alt|aria-label|placeholder|title)="([^"]*)"/g), ...bare.matchAll(/<meta name="description" content="([^"]*)"/g)];
  const nodes = [...bare.matchAll(/>([^<]*)</g)];
  return [...attributes, ...nodes].map(([, text]) => text.trim()).filter((text) => /\p{L}{2}/u.test(text));
}

/** The strings of a script, without comments; a place of a template is `{}`. */
function stringsOf(script) {
  const all = [];
  let last = "\n";
  for (let at = 0; at < script.length; ) {
    const rest = script.slice(at);
    const comment = /^(?:\/\/[^\n]*|\/\*.*?\*\/)/s.exec(rest);
    // A slash divides behind a value, and begins a pattern elsewhere.
    const pattern = /[\w)\]]/.test(last) ? null : /^\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\//.exec(rest);
    const plain = /^(["'])((?:[^\\\n]|\\.)*?)\1/.exec(rest);
    const found = comment ?? pattern ?? plain;
    if (found) {
      if (plain && !comment && !pattern) all.push(plain[2]);
      if (!comment) last = '"';
      at += found[0].length;
    } else if (script[at] === "`") {
      const { text, inside, length } = templateAt(rest);
      all.push(text, ...inside.flatMap(stringsOf));
      last = "`";
      at += length;
    } else {
      if (/\S/.test(script[at])) last = script[at];
      at += 1;
    }
  }
  return all;
}

/** The template that `text` begins with: itself, and what stands in its places. */
function templateAt(text) {
  const inside = [];
  let said = "";
  let at = 1;
  while (text[at] !== "`") {
    if (text.startsWith("${", at)) {
      const start = at + 2;
      let depth = 1;
      for (at = start; depth > 0; at += 1) {
        if (text[at] === "`") at += templateAt(text.slice(at)).length - 1;
        else depth += { "{": 1, "}": -1 }[text[at]] ?? 0;
      }
      inside.push(text.slice(start, at - 1));
      said += "{}";
    } else {
      said += text[at];
      at += 1;
    }
  }
  return { text: said, inside, length: at + 1 };
}

/** Whether a string of a script looks like words: of a document that it writes, the texts count. */
function isWords(text) {
  if (text.startsWith(":host{")) return false; // A style sheet.
  if (/<\w/.test(text)) return textsOf(`>${text.replaceAll("{}", "")}<`).some(isWords);
  return /^[^\p{L}]*\p{Lu}\p{Ll}+/u.test(text) || /\p{L}{2,}[,;:]? \p{Ll}{2,}/u.test(text);
}

const wordsOf = (script) => stringsOf(script).filter((text) => isWords(text) && !ALLOWED.has(text));

test("documents say what the language's folder holds", () => {
  for (const name of DOCUMENTS) assert.deepEqual(textsOf(read(name)), [], name);
  const { name, short_name, description, lang } = JSON.parse(read("manifest.webmanifest"));
  for (const text of [name, short_name, description, lang]) assert.match(text, /^\{\{[\w.]+\}\}$/);
});

test("so do scripts", () => {
  for (const name of SCRIPTS) assert.deepEqual(wordsOf(read(name)), [], name);
});

test("a word beside it would be seen", () => {
  assert.deepEqual(textsOf('<p>{{index.lead}} Go</p><!-- No --><i title="Yes"></i><meta name="description" content="A lab">'), ["Yes", "A lab", "Go"]);
  const script = 'a("Reload"); // "No words"\nb(`It is {not} ${c ? "so often" : `${d} old`}`); e(/"Pattern"/); f("some-class", "./content/", "utf8", "main h1".length / 2, \'may not\');';
  assert.deepEqual(wordsOf(script), ["Reload", "It is {not} {}", "so often", "may not"]);
  assert.deepEqual(wordsOf("g(`<h1 class=\"h-tool\">Title here</h1>`, `<h1>${word}</h1>`)"), ['<h1 class="h-tool">Title here</h1>']);
});

test("every word of the shell is asked for", () => {
  const shell = JSON.parse(read("src/content/en/shell.json"));
  const ofDocuments = { index: "index.html", own_page: "own.html", manifest: "manifest.webmanifest" };
  const ofScripts = { boot: "boot.js", own: "own.js", parts: "parts.js", embed: "embed/element.mjs", search: "scripts/search-index.mjs" };
  assert.deepEqual(Object.keys(shell).sort(), [...Object.keys(ofDocuments), ...Object.keys(ofScripts)].sort());
  for (const [group, name] of Object.entries(ofDocuments)) {
    for (const word of Object.keys(shell[group])) assert.ok(read(name).includes(`{{${group}.${word}`), `${group}.${word}`);
  }
  // Views, and ways to send a secret, are asked for by their own names.
  for (const [group, name] of Object.entries(ofScripts)) {
    const asked = [...read(name).matchAll(/WORDS\.(\w+)|"(\w+)"/g)].map(([, word, text]) => word ?? text);
    const views = group === "embed" ? ["answer", "build", "compare", "decode", "field", "learn"] : [];
    assert.deepEqual(Object.keys(shell[group]).filter((word) => ![...asked, ...views].includes(word)), [], group);
  }
});
