// Turns what was measured and read about servers, clients and validators into the content files under src/content/facts/.
//
//   node scripts/facts.mjs FOLDER
//
// FOLDER holds providers.json (what was read: 28 servers, each fact with its citation) and measured/{npm-servers,other-servers,clients,
// validators}.json (what was run). It is run by hand when one of them changed, and its output is committed: no build and no test needs
// FOLDER. The same input makes the same bytes. What a file says in sentences is not carried over: the outcome and the words of each read
// fact stand in scripts/facts/read.json, and this stops when one of the two has a fact that the other lacks.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { clients, validators } from "./facts/libraries.mjs";
import { presets } from "./facts/presets.mjs";
import { asRead } from "./facts/reading.mjs";
import { asRun } from "./facts/running.mjs";
import { root, say, stop } from "./run.mjs";

const folder = process.argv[2];
if (!folder) stop("Say where the facts are: node scripts/facts.mjs FOLDER");

const source = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));
const own = (name) => JSON.parse(readFileSync(join(root, "scripts/facts", name), "utf8"));

/** One line for each entry, so that a change of one shows as one. */
const lines = (name, entries) => `{"${name}":[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]}\n`;

const byId = (a, b) => (a.id < b.id ? -1 : 1);

const { products: described, setups: notes } = own("products.json");
const found = new Map();
const add = ({ product, setup }) => found.set(product, [...(found.get(product) ?? []), setup]);

for (const file of ["measured/npm-servers.json", "measured/other-servers.json"]) {
  for (const server of source(file)) add(asRun(server, notes[server.id] ?? {}));
}
// Readings come after runs: what was run says more.
for (const reading of asRead(source("providers.json"), own("read.json"), stop)) add(reading);

const products = [...found].map(([id, setups]) => {
  if (!described[id]) stop(`scripts/facts/products.json does not describe ${id}`);
  return { id, ...described[id], setups };
});
const unseen = Object.keys(described).filter((id) => !found.has(id));
if (unseen.length) stop(`Nothing is known about ${unseen.join(", ")}`);

const target = join(root, "src/content/facts");
mkdirSync(target, { recursive: true });
const write = (name, entries) => writeFileSync(join(target, `${name}.json`), lines(name === "servers" ? "products" : name, entries));
write("servers", products.sort(byId));
write("clients", clients(source("measured/clients.json")).sort(byId));
write("validators", validators(source("measured/validators.json")).sort(byId));
// In their own order: that in which they are offered.
write("presets", presets(own("presets.json"), products, stop));
const facts = products.flatMap(({ setups }) => setups).reduce((sum, { facts }) => sum + facts.length, 0);
say(`${products.length} products, ${facts} facts`);
