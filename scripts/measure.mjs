// Asks the servers that npm and PyPI can install what this grant does with them, and shows what has changed since it was measured.
//
//   node scripts/measure.mjs [--out FOLDER] [--personality] [SERVER …]        `make measure`
//
// Each server is started on the loopback address in the version and the configuration of the measurements, answers the questions of
// scripts/measure/probes.mjs, and is ended. The answers are written in the form of the measurements (FOLDER, else target/measured/), and
// compared as facts with src/content/facts/servers.json. With --personality the other side of the comparison is this project's own
// imitation of the server. No test and no build needs this: what it installs comes from registries.
import { createWriteStream, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { asRun } from "./facts/running.mjs";
import { differences } from "./measure/differences.mjs";
import { measured } from "./measure/measuring.mjs";
import { personality, plain, sorted, withoutRealm } from "./measure/personality.mjs";
import { pinned, preparePython, pythonPackages } from "./measure/pins.mjs";
import { FILES } from "./measure/vocabulary.mjs";
import { installPackages } from "./packages.mjs";
import { read, root, stop } from "./run.mjs";

/** What servers write to the console in this process goes to a file. */
function quiet() {
  mkdirSync(join(root, "target/measure"), { recursive: true });
  const log = createWriteStream(join(root, "target/measure/servers.log"));
  for (const name of ["log", "info", "warn", "error", "debug"]) console[name] = (...told) => log.write(`${told.map(String).join(" ")}\n`);
}

const say = (line) => process.stdout.write(`${line}\n`);
function refuse(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

/** Those whose imitation is compared with them. */
const IMITATED = ["oidc-provider", "authlib-opaque", "node-oauth"];

const { products } = JSON.parse(read("src/content/facts/servers.json"));
const notes = JSON.parse(read("scripts/facts/products.json")).setups;
const setups = products.flatMap((product) => product.setups).filter(({ how }) => how === "run");

/** What is committed about a server; its note says how it is configured. */
const committed = ({ id }) => setups.find((setup) => setup.id === id);

function options(args) {
  const names = [];
  let [out, imitated] = ["target/measured", false];
  for (let place = 0; place < args.length; place += 1) {
    if (args[place] === "--out") out = args[(place += 1)] ?? stop("--out needs a folder.");
    else if (args[place] === "--personality") imitated = true;
    else if (args[place].startsWith("-")) stop(`${args[place]} is no option. There are --out FOLDER and --personality.`);
    else names.push(args[place]);
  }
  return { out: resolve(root, out), imitated, names };
}

/** Every server that has a file, or those that were named. */
async function servers(names) {
  const folder = join(root, "scripts/measure/servers");
  const files = readdirSync(folder).filter((name) => name.endsWith(".mjs"));
  const all = (await Promise.all(files.map((name) => import(join(folder, name))))).flatMap((module) => module.default);
  const known = all.map(({ id }) => id);
  for (const name of names) if (!known.includes(name)) refuse(`There is no ${name}. The servers: ${known.join(", ")}`);
  return all
    .filter(({ id }) => !names.length || names.includes(id))
    .map((server) => ({ ...server, version: pinned(server.package), note: committed(server)?.note }));
}

/** Our own words about a server. What only they say, two sides that were asked agree about anyway. */
const noted = ({ id }) => (imitated ? { main: notes[id]?.main } : (notes[id] ?? {}));

/** The lines of one comparison with an imitation; what it does not claim to imitate does not count. Returns how many do. */
function tellImitated(server, { changed, gone, added }, left) {
  const lines = [...changed, ...gone.map((line) => `${line}: not seen on the server`)];
  const { listed, others } = sorted(lines, left, committed(server).facts);
  say(`${server.id} ${server.version} and its personality: ${others.length ? `${others.length} differ` : "the same"}, ${listed.length} listed as not imitated`);
  for (const line of others) say(`  ${line}`);
  for (const line of listed) say(`  listed: ${line}`);
  if (added.length) say(`  the personality was not asked: ${added.join("; ")}`);
  return others.length;
}

/** The lines of one comparison with what is committed. Returns how many differ. */
function tell(server, { changed, gone, added }) {
  const old = committed(server)?.version;
  const of = server.version === old ? old : `${server.version} (the facts are of ${old})`;
  const came = changed.length || gone.length ? `${changed.length} differ, ${gone.length} not seen` : "as before";
  say(`${server.id} ${of}: ${came}`);
  for (const line of changed) say(`  ${line}`);
  for (const line of gone) say(`  ${line}: not seen this time`);
  if (added.length) say(`  not among the facts: ${added.join("; ")}`);
  return changed.length + gone.length;
}

const { out, imitated, names } = options(process.argv.slice(2));
await installPackages("scripts/measure", "the servers of npm");
const withoutPython = await preparePython();
quiet();
const chosen = await servers(imitated && !names.length ? IMITATED : names);
const known = (await servers([])).map(({ id }) => id);
const today = new Date().toISOString().slice(0, 10);
const written = Object.fromEntries(Object.keys(FILES).map((name) => [name, []]));
const failed = [];
let differing = 0;

for (const server of chosen) {
  if (pythonPackages.includes(server.package) && withoutPython) {
    failed.push([server.id, withoutPython]);
    continue;
  }
  let started;
  try {
    started = await server.start();
    const entry = await measured(imitated ? plain(server) : server, started, today);
    const factsOf = (asked) => asRun(asked, noted(server)).setup;
    if (imitated) {
      const played = await personality(server, started, today);
      differing += tellImitated(server, differences(withoutRealm(factsOf(played.entry)), withoutRealm(factsOf(entry))), played.left);
    } else differing += tell(server, differences(committed(server), factsOf(entry)));
    written[server.file].push(entry);
  } catch (error) {
    failed.push([server.id, error.message.split("\n")[0]]);
  } finally {
    await started?.close();
  }
}

if (!imitated) {
  mkdirSync(out, { recursive: true });
  for (const [name, entries] of Object.entries(written))
    if (entries.length) writeFileSync(join(out, `${name}.json`), `${JSON.stringify(entries, null, 1)}\n`);
  say(`\nWritten to ${relative(root, out)}/: ${Object.values(written).flat().length} of the ${setups.length} set-ups that were run for the facts.`);
}
for (const [id, why] of failed) say(`Not run: ${id}: ${why}`);
if (!names.length && !imitated) {
  say(
    `Not run, because no file here starts them: ${setups
      .map(({ id }) => id)
      .filter((id) => !known.includes(id))
      .join(", ")}.`,
  );
}
process.exit(differing || failed.length ? 1 : 0);
