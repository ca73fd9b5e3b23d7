// Writes what Search looks through into a built folder: content/en/index.json, an entry for each place of the page that says something,
// made of the same content files that the app reads. scripts/pack.mjs does this in every build; `node scripts/search-index.mjs` writes it
// to standard output, and so the native tests read it. How an entry is made stands here and nowhere else.
//
// An entry has a kind, a title, an address, other names of it, and its text sentence by sentence: what answers a question is a sentence.
// Beside the entries stand the families of their words: what differs by its ending alone is found as one word.
import { realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv, stdout } from "node:process";
import { fileURLToPath } from "node:url";
import { stemmer } from "@orama/stemmers/english";
import { read, root, stop } from "./run.mjs";
import { LANGUAGE, word } from "./words.mjs";

/** The file's name under content/en/. */
export const INDEX = "index.json";

const file = (name) => `src/content/${name.startsWith("facts/") ? "" : `${LANGUAGE}/`}${name}.json`;
const content = (name) => JSON.parse(read(file(name)));
const say = (name, values) => word("search", name).replaceAll(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

/** A sentence ends before a space and the beginning of another one. */
const sentences = (...texts) => texts.filter(Boolean).flatMap((text) => text.split(/(?<=[.?!:]”?) +(?=[A-Z“`])/));

/** A text whose facts are not known yet, as `{client}` before there is a request. */
const withoutFacts = (text) => text.replaceAll(/\{\w+\}/g, "…");

/** Lessons of a folder, whose names are in `names`. The explanations of the predictions stay out: a search must not give them away. */
const lessons = (kind, names, folder) =>
  names.map(({ number, title }) => {
    const { objective, copy, predict, variants } = content(`${folder}/${number}`);
    const said = [objective, ...copy, predict.question, ...variants.flatMap(({ detail, because }) => [detail, because])];
    return { kind, title: `${number}. ${title}`, names: [title, `${kind} ${number}`, say("lesson", { number })], href: `#/${folder}/${number}`, text: sentences(...said) };
  });

const steps = () => lessons("step", content("learn").steps, "learn");

const field = () => lessons("field", content("learn").field, "field");

const cells = ({ rows, cells, columns = content("compare").columns }) =>
  Object.entries(cells).map(([slug, { claim, ran, specification }]) => {
    const [row, column] = slug.split("/");
    return { kind: "cell", title: `${rows[row]}, ${columns[column].name}`, href: `#/compare/${slug}`, text: sentences(claim, specification, ran) };
  });

/** Terms with the other ways to write them, unless the name has those in it. */
const terms = () =>
  content("glossary").terms.map(({ id, name, also = [], text }) => {
    const title = [name, ...also.filter((other) => !name.includes(other))].join(", ");
    return { kind: "term", title, names: [...new Set([name, ...also, ...name.split(/ \(|\)/).filter(Boolean)])], href: `#/glossary/${id}`, text: sentences(text) };
  });

/** Refusals of the issuer: the error code each comes with, and an address where it can be seen. */
const errors = ({ refusals }) => {
  const explained = content("errors").refusals;
  return Object.entries(refusals).map(([name, { error, href }]) => {
    const why = explained[name]?.why ?? stop(`errors.json does not explain ${name}, which search.json lists.`);
    return { kind: "error", title: `\`${error}\` (${name.replaceAll("_", " ")})`, names: [error], href, text: sentences(withoutFacts(why)) };
  });
};

const claims = () => {
  const { claims, header } = content("claims");
  return [...claims, ...header].map(({ name, short, client, note }) => ({
    kind: "claim", title: `\`${name}\``, names: [name], href: "#/decode", text: sentences(short, client, note),
  }));
};

const documentSentences = () =>
  content("document").parts.flatMap(({ sentences: all }) => all.map(({ text }) => ({ kind: "sentence", title: text, href: "#/document", text: [] })));

/** Questions with their options, and not with what explains them. */
const questions = () =>
  content("quiz").questions.map(({ question, options }, at) => ({
    kind: "question", title: question, href: `#/quiz/${at + 1}`, text: options.map(({ text }) => text),
  }));

const inWords = (name) => name.replaceAll("_", " ");

/** A product's name, what stands in it beside commas and as one word in brackets, and what it is called elsewhere. */
const namesOf = (name, ...others) => {
  const [before, ...inBrackets] = name.split(/[()]/);
  const parts = [...before.split(","), ...inBrackets.filter((part) => !part.trim().includes(" "))];
  return [...new Set([name, ...parts, ...others].filter(Boolean).map((part) => part.trim()).filter(Boolean))];
};

/** What was found out about servers and client libraries, a sentence a fact, with how and for which version it is known. */
const servers = ({ topics }) => {
  const said = ({ topic, outcome, status, error, value, text, open, how }) => {
    if (!topics[topic] || open || how === "not_verified") return [];
    const code = [status, error && `\`${error}\``].filter(Boolean).join(" ");
    const seen = value && value !== error && `\`${String(value).replaceAll("`", "")}\``;
    const told = text ? [code && `${code}.`, text] : [`${[inWords(outcome), code, seen].filter(Boolean).join(", ")}.`];
    return `${topics[topic]}: ${told.filter(Boolean).join(" ")}`;
  };
  const product = ({ id, name, kind, language, package: packed, setups }) => ({
    kind: "server", title: name, names: namesOf(name, id, packed), href: `#/servers/${id}`,
    text: setups.flatMap(({ how, version, date, facts }) => [
      `${[language, inWords(kind)].filter(Boolean).join(", ")}; ${inWords(how)}${date ? `, ${date}` : ""}: ${version}.`,
      ...facts.flatMap(said),
    ]),
  });
  const client = ({ name, id, language, package: packed, version, date, how, caching, refresh, wire = {} }) => ({
    kind: "server", title: name, names: namesOf(name, id, packed), href: `#/clients/${id}`,
    text: [
      say("client", { language, how: [inWords(how), date].filter(Boolean).join(", "), version }),
      ...[["auth_default", "secret"], ["basic_encoding", "basic"]].filter(([key]) => wire[key]).map(([key, name]) => say(name, { way: wire[key] })),
      ...(caching ? [say("tokens", { caching })] : []), ...(refresh ? [say("refresh", { refresh })] : []),
    ],
  });
  return [...atlas(), ...content("facts/servers").products.map(product), ...content("facts/clients").clients.map(client)];
};

/** The two tables of servers and clients, with what each column asks. */
const atlas = () => {
  const { words, servers: ofServers, clients: ofClients } = content("atlas");
  const table = (name, href, columns) => ({
    kind: "server", title: words[`${name}_title`], names: [words[`tab_${name}`], say("table", { name })], href,
    text: Object.values(columns).map(({ name: heading, asks }) => `${heading}: ${asks}`),
  });
  return [table("servers", "#/servers", ofServers), table("clients", "#/clients", ofClients)];
};

/** Tools and areas of the page, by what people call them and come for. */
const parts = () => content("places").places.map(({ title, href, names, text }) => ({ kind: "part", title, names, href, text: sentences(text) }));

/** Common wrong turns: what is asked, and the one line that settles it. Its title is that of the place where it can be seen. */
const turns = (entries) =>
  content("turns").turns.map(({ asks, says, sources, from, href, field: lesson }) => {
    const to = lesson ? `#/field/${lesson}` : href;
    const place = entries.find((entry) => entry.href === to)?.title ?? PLACES[to];
    if (!place) stop(`turns.json leads to ${to}, which is no place that Search knows.`);
    return { kind: "answer", title: place, names: asks, href: to, text: [says], sources, from };
  });

/** Places that have no entry of their own, by the name that a link to them has. */
const PLACES = { "#/answer": content("answer").words.question, "#/compare": content("compare").words.title, "#/decode": word("places", "DECODE"), "#/privacy": content("privacy").words.heading };

/** Words as src/ui/pages/search/language.rs has them: runs of letters, and runs of digits. */
const words = (text) => text.toLowerCase().match(/[\p{Alphabetic}]+|[0-9]+/gu) ?? [];

/** Of each word whose stem others have too, the shortest of them. */
function families(entries, { alike, stop: fillers }) {
  const groups = new Map();
  for (const word of new Set(words([...entries.flatMap(({ title, names = [], text }) => [title, ...names, ...text]), ...alike.flat(), fillers].join(" ")))) {
    const stem = stemmer(word);
    groups.set(stem, [...(groups.get(stem) ?? []), word]);
  }
  const all = [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    return others.map((other) => [other, first]);
  });
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Every entry, kind by kind in the order in which places of equal rank are shown. */
export function searchIndex() {
  const search = content("search");
  const places = [
    ...steps(), ...cells(content("compare")), ...cells(content("beyond")), ...field(), ...servers(search), ...terms(), ...errors(search), ...claims(),
    ...documentSentences(), ...questions(),
  ];
  const entries = [...turns(places), ...parts(), ...places];
  return { entries, families: families(entries, search) };
}

/** Writes the index into a built folder. */
export function writeSearchIndex(folder) {
  writeFileSync(join(folder, "content", LANGUAGE, INDEX), JSON.stringify(searchIndex()));
}

if (argv[1] && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) stdout.write(JSON.stringify(searchIndex()));
