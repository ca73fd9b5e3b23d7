// Writes lessons.html into a built folder: the short answer, the twelve lessons, the six from the field, the table and the glossary as one
// page of plain HTML, made of the same content files that the app reads. It is for readers without JavaScript or WebAssembly, and for
// paper. No script, the same policy.
// scripts/pack.mjs does this in every build; `node scripts/lessons.mjs dist` writes it again into a finished one.
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { escape, prose } from "./html.mjs";
import { read, root, stop } from "./run.mjs";
import { LANGUAGE, content, word } from "./words.mjs";

/** The page's name in dist/. */
export const LESSONS = "lessons.html";

const POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'";
/** What is cited and where it can be read. The documents stand in src/cite.rs, and nowhere else. */
function citations() {
  const rows = [...read("src/cite.rs").matchAll(/\(\s*Document::\w+,\s*"([^"]+)",\s*"(https:[^"]+)",?\s*\)/g)];
  if (rows.length < 10) stop("src/cite.rs lists no documents that scripts/lessons.mjs can read.");
  const addresses = new Map(rows.map(([, name, address]) => [name, address]));
  return (text) => {
    const [, name, mark, section = ""] = /^(.+?)(?: (§|App\.) ?(\S+))?$/.exec(text);
    const rfc = /^RFC (\d+)$/.exec(name)?.[1];
    const address = rfc ? `https://www.rfc-editor.org/rfc/rfc${rfc}` : addresses.get(name);
    if (!address) stop(`${text} is cited, and src/cite.rs knows no such document.`);
    const isOpenId = /^OIDC /.test(name);
    const anchor = mark === "App." ? (isOpenId ? "rfc.appendix." : "appendix-") : isOpenId ? "rfc.section." : "section-";
    return `${address}${section ? `#${anchor}${section}` : ""}`;
  };
}

const href = citations();
const sources = (list) =>
  list.map((text) => `<a href="${escape(href(text))}" rel="noopener noreferrer">${escape(text)}</a>`).join("; ");

/** A step of a course. Its place in the page is that of its address, with a dash for the slash, where it is from the field. */
function lesson(course, { number, slug, title }, words) {
  const { objective, copy, predict, variants, practice, sources: cited } = content(`${course}/${number}`);
  const option = ({ text, why, right }) =>
    `<li>${right ? `<b>${escape(words.right)}:</b> ` : ""}${prose(text)} <span class="second">— ${prose(why)}</span></li>`;
  const run = ({ label, detail, because }) => `<dt>${escape(label)}</dt><dd>${prose(detail)} ${prose(because)}</dd>`;
  const monday = practice ? `\n<h3>${escape(words.practice)}</h3>\n<ul>${practice.map((item) => `<li>${prose(item)}</li>`).join("\n")}</ul>` : "";
  return `<section id="${place(course, { number, slug })}">
<h2>${number}. ${escape(title)}</h2>
<p class="second">${prose(objective)}</p>
${copy.map((paragraph) => `<p>${prose(paragraph)}</p>`).join("\n")}
<h3>${escape(words.predict)}</h3>
<p>${prose(predict.question)}</p>
<ul class="plain">${predict.options.map(option).join("\n")}</ul>
<h3>${escape(words.runs)}</h3>
<dl class="runs">${variants.map(run).join("\n")}</dl>${monday}
<p class="sm second">${escape(words.source)}: ${sources(cited)}</p>
</section>`;
}

const place = (course, { number, slug }) => `${course === "field" ? "field-" : ""}${number}-${escape(slug)}`;

function answer({ words, sentences }, title) {
  const said = sentences.map(({ text, sources: cited }) => `<li>${prose(text)} <span class="second">${sources(cited)}</span></li>`);
  return `<section id="answer">
<h2>${escape(title)}</h2>
<p><b>${escape(words.no)}.</b></p>
<ol class="answer">${said.join("\n")}</ol>
<p class="sm second"><a href="./index.html#/answer">${escape(words.in_page)}</a></p>
</section>`;
}

function table({ rows, columns, cells }, words) {
  const names = Object.entries(columns);
  const head = names.map(([id, { name, note }]) => `<th scope="col" role="columnheader" class="${id}">${escape(name)}<small>${escape(note)}</small></th>`);
  const cell = (row, [id, { name }]) => {
    const { claim, ran, specification, sources: cited } = cells[`${row}/${id}`];
    const told = specification ? `<p>${prose(specification)}</p>` : "";
    return `<td role="cell"><span class="colname ${id}">${escape(name)}</span><p><b>${prose(claim)}</b></p>${told}
<p>${escape(words.test)}: ${prose(ran)}</p><p class="second">${escape(words.source)}: ${sources(cited)}</p></td>`;
  };
  // In the document's order, which is that of the cells in the file.
  const order = [...new Set(Object.keys(cells).map((name) => name.split("/")[0]))];
  const line = (row) => `<tr role="row"><th scope="row" role="rowheader">${escape(rows[row])}</th>${names.map((column) => cell(row, column)).join("")}</tr>`;
  return `<table class="cmp static-cmp" role="table"><caption class="sr">${escape(words.caption)}</caption>
<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${escape(words.topic)}</th>${head.join("")}</tr></thead>
<tbody role="rowgroup">${order.map(line).join("\n")}</tbody></table>`;
}

const term = ({ name, text, sources: cited }) => `<dt>${escape(name)}</dt><dd>${prose(text)} <span class="second">${sources(cited)}</span></dd>`;

/** The page, with the style sheets and the icon of the built index.html. */
export function lessonsPage(index) {
  const learn = content("learn");
  const compare = content("compare");
  const glossary = content("glossary");
  const short = content("answer");
  const { question } = short.words;
  const words = { ...learn.words, ...compare.words, ...content("lessons").words };
  const links = index.match(/<link [^>]*(?:\.css|favicon\.svg)[^>]*>/g) ?? [];
  const contents = (course, steps) => steps.map((step) => `<li><a href="#${place(course, step)}">${escape(step.title)}</a></li>`).join("");
  return `<!doctype html>
<html lang="${LANGUAGE}">
<head>
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escape(words.title)} – ${escape(word("places", "PAGE"))}</title>
${links.join("\n")}
</head>
<body>
<a class="skip" href="#main">${escape(word("frame", "SKIP_TO_CONTENT"))}</a>
<header class="top"><div class="wrap bar"><a class="brand" href="./index.html">${escape(word("places", "PAGE"))}</a></div></header>
<main id="main" class="wrap page document lessons" tabindex="-1">
<h1 class="h-tool">${escape(words.title)}</h1>
<p>${prose(words.lead)}</p>
<nav aria-label="${escape(words.contents)}"><ul class="toc"><li><a href="#answer">${escape(question)}</a></li></ul><ol class="toc">${contents("learn", learn.steps)}</ol>
<p class="sm second">${escape(words.field)}</p>
<ol class="toc">${contents("field", learn.field)}</ol>
<ul class="toc"><li><a href="#table">${escape(words.table)}</a></li><li><a href="#glossary">${escape(glossary.words.heading)}</a></li></ul></nav>
${answer(short, question)}
${learn.steps.map((step) => lesson("learn", step, words)).join("\n")}
${learn.field.map((step) => lesson("field", step, words)).join("\n")}
<section id="table"><h2>${escape(words.table)}</h2>
${table(compare, words)}
</section>
<section id="glossary"><h2>${escape(glossary.words.heading)}</h2>
<dl class="runs">${glossary.terms.map(term).join("\n")}</dl>
</section>
</main>
<footer class="foot"><div class="wrap"><span>${escape(word("frame", "FOOTER"))}</span></div></footer>
</body>
</html>
`;
}

/** Writes the page into a folder with a built index.html. */
export function writeLessons(folder) {
  writeFileSync(join(folder, LESSONS), lessonsPage(readFileSync(join(folder, "index.html"), "utf8")));
}

if (argv[1] && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) writeLessons(join(root, argv[2]));
