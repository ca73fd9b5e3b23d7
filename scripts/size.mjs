// The weight of dist/: every file raw, gzipped and with brotli, and what each way through the page transfers, held to a budget.
//
// `node scripts/size.mjs` fails when one of the ways is heavier than its budget. What a way transfers is what a browser asks for, with
// an empty cache; the end-to-end tests hold the lists of content here to that.
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { EMBED, FRAME } from "./embed-scripts.mjs";
import { COMPRESSED, HOST_FILES } from "./for-hosts.mjs";
import { API_FILES, COMMAND_FILES } from "./js-api.mjs";
import { LESSONS } from "./lessons.mjs";
import { read, root, say, stop } from "./run.mjs";

const DIST = join(root, "dist");

/** What comes after the first part of the module. */
export const LATER = /_(?!first)[\w-]+\.wasm$/;

/** The content files that a screen asks for when it is the first one; for a lesson that of step 1, and what its run asks for besides. */
export const CONTENT = {
  "#/learn/1": ["learn", "learn/1", "receipt", "words"],
  "run of #/learn/1": ["learn/2"],
  "#/answer": ["answer", "facts/servers", "words"],
  "#/servers": ["atlas", "facts/clients", "facts/servers", "servers"],
  "#/clients": ["atlas", "facts/clients", "facts/servers", "servers"],
  "#/compare": ["compare", "learn", "receipt", "words"],
  "#/build": ["claims", "decode", "errors", "notes", "pages", "receipt"],
  "#/decode": ["claims", "decode", "errors", "pages", "receipt"],
  "#/issuer": ["compare", "issuer", "learn"],
  "#/quiz": ["quiz"],
  "#/document": ["compare", "document", "facts/servers", "quiz"],
  "#/glossary": ["glossary"],
  "#/help": ["help"],
  "#/privacy": ["privacy"],
  "#/search": ["index", "search"],
};

/**
 * Screens with a budget of their own: About the document counts from the facts, which come while it is read; Search has its index; Build has
 * the words for tokens, 24 kB, of which it shows a tenth.
 */
const BUDGET = { "#/servers": 717, "#/clients": 717, "#/decode": 772, "#/document": 717, "#/search": 720, "#/build": 808 };

/**
 * Each way with its budget in kB (1000 bytes), gzipped. Aimed at for the first result are 400, and for all WebAssembly 410; the budgets hold what
 * was reached. The grants, the second issuer and the choices that the lessons from the field need are some 26 kB of the first result: they are
 * in the issuer, which is one part. Of the one question 45 kB are the facts, which come while it is read.
 *
 * Decode was to add 90 kB at most, and adds more than twice as much: some 150 kB when it opens, the rest with the first key, example or edit. Half of
 * that is the reader of pasted texts and of every form of a token with the verdict and its tables of servers, which the reader for programs
 * is made of as well; the keys, the decryption and the editor are a third. Of the first result and the one question some 10 kB are what
 * Decode and a receipt both need, and that it lies in files of its own; both were to stay at 455 and 500.
 *
 * Build was to add 90 kB at most and adds 105: the form and its seven methods are 60 of them, what is said of an answer the rest, but for 2 that keep
 * the draft in its tab. Of all WebAssembly 64 kB read a pasted request, 8 of them PowerShell, and 40 ask one's own issuer.
 *
 * Servers and clients as they are have 70 kB of their own; the facts and words of their tables are 47, which lessons and the answer share in part.
 *
 * The atlas adds 73 kB of the 90 that it may: its tables and pages. Making a server's personality of its facts, asking all of them and reading a pasted
 * answer are a part of its own, 70 kB, which comes with the page of a server. Playing changes every step of the issuer: that costs the first result
 * 9 kB, the issuer for programs 8, Build and Decode 15.
 *
 * That sentences are whole texts of a language, with places to fill, Decode's verdict under its headline and the tools that Search finds cost each
 * screen 2 kB, and Decode and Build 5.
 *
 * The first load was to stay at 160 kB and is 176, 12 of the 15 that came last in the first part of the module: where each link of a framed view leads,
 * what a host has set up, terms beside their place, what will be sent, what a tab keeps of the lessons, and that Back leads to
 * where somebody was, 0.7 kB. It is spread over 35 kB of code without a large piece, so what would be next is to keep what only
 * frames and hosts need in parts that only they load.
 */
const WAYS = [
  { way: "first load: a lesson, ready to be read", budget: 177, files: firstLoad },
  { way: "first result: to the first Receipt", budget: 531, files: firstResult },
  { way: "where servers differ, unfolded in a lesson", budget: 50, files: differing },
  { way: "the one question, to be asked", budget: 570, files: question },
  { way: "the atlas opened, beside what other screens need", budget: 90, files: atlasAdds },
  { way: "the atlas, playing a server or asking all of them", budget: 72, files: playersAdd },
  { way: "the atlas' tables: facts and words", budget: 60, files: () => content("#/servers") },
  { way: "Decode opened, beside what other screens need", budget: 155, files: () => decodeAdds(["decode"]) },
  { way: "Decode, all that it adds: keys and editor too", budget: 220, files: () => decodeAdds(["decode", "tools"]) },
  { way: "Build opened, beside what other screens need", budget: 106, files: buildAdds },
  { way: "Build, reading a pasted request, when asked for", budget: 68, files: pasteAdds },
  { way: "Build, the largest sample of code, when asked for", budget: 14, files: largestSample },
  { way: "embed.js, which pages around load", budget: 5, files: () => [EMBED] },
  { way: "a page around a view that waits for a press", budget: 8, files: () => [EMBED], more: snippet },
  { way: "a lesson in a frame, opened, held to the page's", budget: (sum) => (0.9 * sum([...firstLoad(), ...ahead()]).gzip) / 1000, files: framedLesson },
  { way: "all WebAssembly", budget: 1287, files: () => all().filter((name) => name.endsWith(".wasm")) },
  { way: "JavaScript API: an issuer", budget: 419, files: () => ["grant-lab.js", ...module("api")] },
  { way: "JavaScript API: reading tokens", budget: 446, files: () => ["grant-lab.js", ...module("inspect"), "content/en/decode.json"] },
  { way: "JavaScript API: playing a server, beside an issuer", budget: 100, files: () => [...playAdds(), "content/facts/servers.json"] },
  ...Object.keys(CONTENT)
    .filter((hash) => hash.startsWith("#/") && !["#/learn/1", "#/answer"].includes(hash))
    .map((hash) => ({ way: `${hash}, opened first`, budget: BUDGET[hash] ?? 687, files: () => screen(hash) })),
];

/** The files that showing the first lesson transfers. */
export function firstLoad() {
  return [...frame(), ...module(), ...content("#/learn/1")];
}

/** The files that opening a lesson in a frame transfers: what runs it comes with the first sign of a reader there. */
export function framedLesson() {
  return [...firstLoad(), FRAME];
}

/** The page around with nothing but the lines of README.md. */
function snippet() {
  return Buffer.from(/```html\n(.*?<grant-lab.*?)```/s.exec(read("README.md"))[1]);
}

/** The files that come by themselves once a lesson is shown: what runs it, and what draws the request that will be sent. */
export const ahead = () => [...new Set([...parts().run, ...parts().messages, "content/en/notes.json"])];

/** The files that are transferred until the first run has shown what came back. The explanations of its messages come after that. */
export function firstResult() {
  return [...firstLoad(), ...parts().run, ...content("run of #/learn/1")];
}

/** The files that unfolding "Where servers differ" transfers once a lesson has run. */
function differing() {
  const here = [...parts().run, ...parts().messages];
  return [...parts().facts.filter((name) => !here.includes(name)), "content/facts/servers.json", "content/en/servers.json"];
}

/** The files that the screen of the one question transfers: its run needs nothing more. */
export function question() {
  return [...frame(), ...module("answer"), ...content("#/answer")];
}

/** The screens that are a part of their own. */
const OWN_PART = { "#/servers": "atlas", "#/clients": "atlas", "#/decode": "decode", "#/build": "build" };

/** The files that opening another screen transfers. */
export const screen = (hash) => [...frame(), ...module(OWN_PART[hash] ?? "areas"), ...content(hash)];

/**
 * The files that only Decode needs of all screens: these of its parts without what it shares with another screen, and its texts. What it
 * shares with *inspect* and *players* is counted: they read tokens and pasted answers with it, and are no screens.
 */
function decodeAdds(names) {
  const decoders = ["decode", "tools", "players", "api", "inspect"];
  const others = Object.entries(parts()).filter(([name]) => !decoders.includes(name));
  const shared = others.flatMap(([, files]) => files);
  const texts = Object.entries(CONTENT).flatMap(([way]) => (way === "#/decode" ? [] : content(way)));
  const own = new Set(names.flatMap((name) => parts()[name]));
  return [...[...own].filter((name) => !shared.includes(name)), ...content("#/decode").filter((name) => !texts.includes(name))];
}

/** The files that only Build needs of all screens. */
function buildAdds() {
  // Those two build on it, so all of its files are theirs too.
  const builders = ["build", "own", "paste"];
  const others = Object.entries(parts()).filter(([name]) => !builders.includes(name)).flatMap(([, files]) => files);
  const texts = Object.keys(CONTENT).flatMap((way) => (way === "#/build" ? [] : content(way)));
  return [...parts().build.filter((name) => !others.includes(name)), ...content("#/build").filter((name) => !texts.includes(name))];
}

/**
 * The files that only servers and clients as they are need of all screens; their facts and words are counted apart. What they share with
 * *play* is counted: that is no screen, but the same players for programs.
 */
function atlasAdds() {
  const others = Object.entries(parts()).filter(([name]) => !["atlas", "players", "play"].includes(name)).flatMap(([, files]) => files);
  return parts().atlas.filter((name) => !others.includes(name));
}

/** The files that playing a server, and asking all of them, needs beside the atlas. */
function playersAdd() {
  return parts().players.filter((name) => !parts().atlas.includes(name));
}

/** The files that playing a server needs beside what an issuer for programs has. */
function playAdds() {
  return module("play").filter((name) => !module("api").includes(name));
}

/** The files that only reading a pasted request needs. */
function pasteAdds() {
  const others = Object.entries(parts()).filter(([name]) => name !== "paste").flatMap(([, files]) => files);
  return [...parts().paste.filter((name) => !others.includes(name)), "content/en/import.json"];
}

/** The files that the first look at a sample of code transfers: all that is said about them, and one template. */
function largestSample() {
  const templates = all().filter((name) => name.startsWith("content/code/"));
  const weight = (name) => gzipSync(readFileSync(join(DIST, name))).length;
  return ["content/en/code.json", templates.reduce((most, name) => (weight(name) > weight(most) ? name : most))];
}

const content = (way) => CONTENT[way].map((name) => `content/${name.startsWith("facts/") ? "" : "en/"}${name}.json`);

/** The page without the module: its document, style, start-up script and icon, and what the host has set up. */
const frame = () => all().filter((name) => /^(index\.html|style-\w+\.css|boot\.js|favicon\.svg|grant-lab\.json)$/.test(name));

/** Loader, glue, the first part of the module and another one. */
export function module(part) {
  const scripts = all().filter((name) => /^(parts|grant-lab)-\w+\.js$/.test(name));
  return [...scripts, ...parts().first, ...(part ? parts()[part] : [])];
}

/** The files of each part, as the loader knows them. */
export function parts() {
  const loader = all().find((name) => /^parts-\w+\.js$/.test(name)) ?? stop("dist/ holds no release build. Run: make dist");
  const lists = readFileSync(join(DIST, loader), "utf8").matchAll(/\b(\w+):\[("[^\]]+\.wasm")\]/g);
  return Object.fromEntries([...lists].map(([, part, files]) => [part, JSON.parse(`[${files}]`)]));
}

function all() {
  return readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(DIST.length + 1).replaceAll("\\", "/"))
    .filter((name) => !name.startsWith(".")) // What a build that failed left behind.
    .filter((name) => !COMPRESSED.test(name) && !HOST_FILES.includes(name))
    .sort();
}

function main() {
  const rows = new Map(all().map((name) => [name, weight(readFileSync(join(DIST, name)))]));
  const line = (name, { raw, gzip, brotli }, rest = "") => say(`${name.padEnd(54)}${[raw, gzip, brotli].map((bytes) => String(bytes).padStart(9)).join("")}${rest}`);
  const sum = (names) => {
    const total = { raw: 0, gzip: 0, brotli: 0 };
    for (const name of names) for (const key of Object.keys(total)) total[key] += rows.get(name)[key];
    return total;
  };
  line("bytes", { raw: "raw", gzip: "gzip", brotli: "brotli" }, "  budget, kB gzip");
  for (const [name, row] of rows) line(name, row);
  line("all files", sum(rows.keys()));
  line("written for the JavaScript API and for paper", sum([...API_FILES, ...COMMAND_FILES, LESSONS]));
  const heavy = WAYS.filter(({ way, budget, files, more }) => {
    const total = sum(files());
    const page = more ? weight(more()) : {};
    for (const key of Object.keys(page)) total[key] += page[key];
    const most = typeof budget === "number" ? budget : Math.floor(budget(sum));
    line(way, total, String(most).padStart(9));
    return total.gzip > most * 1000;
  });
  if (heavy.length > 0) stop(`Too heavy: ${heavy.map(({ way }) => way).join("; ")}.`);
}

const weight = (bytes) => ({ raw: bytes.length, gzip: gzipSync(bytes).length, brotli: brotliCompressSync(bytes).length });

if (argv[1] && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) main();
