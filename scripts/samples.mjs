// Runs the samples of code that Build gives, in every language that this machine has, against local issuers: `make samples`.
//
// `node scripts/samples.mjs [LANGUAGE …]` runs some of them. What is missing is named and skipped; what fails makes it fail. The samples for
// JavaScript also run in `make test`, because they need no more than Node.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { cpus } from "node:os";
import { CASES, HOSTILE_DRAFTS, TLS_CASES } from "../tests/samples/cases.js";
import { LANGUAGES } from "../tests/samples/languages.js";
import { startMutualTls } from "../tests/samples/mutual-tls.js";
import { environmentOf, expectedForm, ran, tokenIn, wrongWith } from "../tests/samples/programs.js";
import { pythonServers } from "../tests/samples/python-servers.js";
import { samplesOf } from "../tests/samples/samples.js";
import { startIssuers, startRecorder } from "../tests/samples/servers.js";
import { installPackages } from "./packages.mjs";
import { root, run, say, since, stop, which } from "./run.mjs";

const FOLDER = join(root, "target/samples");
const PYTHON = join(FOLDER, "venv");

/** What keeps a language from being run here; nothing if it can be. */
function missing({ needs, missing: more }) {
  const absent = needs.filter((name) => !which(name));
  return absent.length > 0 ? absent.join(", ") : more?.();
}

/** Python's packages, in a folder of this project. */
async function preparePython() {
  const requirements = join(root, "tests/samples/requirements.txt");
  if (!existsSync(join(PYTHON, "bin/pip"))) await run("python3", ["-m", "venv", PYTHON], { log: "target/setup/venv.log" });
  const done = await run(join(PYTHON, "bin/pip"), ["install", "--quiet", "--requirement", requirements], { log: "target/setup/pip.log" });
  if (done.code !== 0) stop(`pip could not install ${requirements}:\n${done.output.trim()}`);
  process.env.PATH = `${join(PYTHON, "bin")}:${process.env.PATH}`;
}

/** Everything to be run for one language: a sample, its case, and how its outcome is judged. */
function worksOf({ ids }, at) {
  const works = [];
  const add = (made, cases, judge) =>
    cases.forEach((one, index) => {
      for (const id of ids) works.push({ sample: made[index][id], one, judge, name: `${id.replaceAll("-", "_")}_${works.length}` });
    });
  add(at.made, CASES, wrongWith);
  add(at.tls?.made ?? [], at.tls ? TLS_CASES : [], at.tls?.wrongWith);
  add(at.hostile, HOSTILE_DRAFTS, (one, outcome) => at.recorded(one, outcome));
  return works;
}

/** Whether a server that writes everything down got what was typed. */
const recordedBy = (recorder) => ({ draft }, { code, stdout, stderr }) => {
  if (code !== 0 || tokenIn(stdout) !== "recorded") return `exit code ${code}\n${stdout}${stderr}`;
  const { form, headers } = recorder.requests.at(-1);
  const expected = [...expectedForm(draft), ["client_id", draft.client_id], ["client_secret", draft.client_secret]];
  const [had, wanted] = [form, expected].map((pairs) => JSON.stringify(pairs.map((pair) => JSON.stringify(pair)).sort(), null, 1));
  if (had !== wanted) return `another form\n${had}\ninstead of\n${wanted}`;
  return headers["x-quote"] === `it's "quoted" \\ $HOME \`id\`` ? undefined : `another header field: ${headers["x-quote"]}`;
};

/** Runs `works` a few at a time, and then, one after the other, those that are judged by what arrived last. */
async function runAll(language, works, folder, more) {
  const results = [];
  const last = works.filter(({ one }) => HOSTILE_DRAFTS.includes(one));
  let queue = works.filter((work) => !last.includes(work));
  const next = async () => {
    for (let work = queue.shift(); work; work = queue.shift()) {
      const { sample, one, judge, name } = work;
      const label = `${sample.library}: ${one.name}`;
      if (sample.code === "") {
        results.push({ label, not: sample.notPossible.join(" ") });
        continue;
      }
      const own = join(folder, name);
      mkdirSync(own, { recursive: true });
      const environment = { ...language.environment, ...environmentOf(one, own), ...one.environment?.(sample.id), ...more };
      const outcome = await language.run(sample, language.name === "Rust" ? folder : own, environment, name);
      results.push({ label, wrong: judge(one, outcome) });
    }
  };
  await Promise.all(Array.from({ length: cpus().length }, next));
  queue = last;
  await next();
  return results;
}

const asked = process.argv.slice(2).map((name) => name.toLowerCase());
const languages = LANGUAGES.filter(({ name }) => asked.length === 0 || asked.includes(name.toLowerCase()));
if (languages.length === 0) stop(`The languages: ${LANGUAGES.map(({ name }) => name).join(", ")}`);
if (!which("cargo")) stop("cargo is missing, and the samples come from Rust. https://rustup.rs");
const able = languages.filter((language) => !missing(language));

await installPackages("tests/node", "the libraries for JavaScript");
if (able.some(({ python }) => python)) await preparePython();
const recorder = await startRecorder();
const issuers = await startIssuers();
const tls = which("openssl") ? await startMutualTls(join(FOLDER, "tls")) : undefined;
const at = (issuer, draft) => ({ ...draft, issuer, token_endpoint: `${issuer}/token` });
const shared = {
  made: samplesOf(CASES.map(({ issuer, draft }) => at(issuers.issuers[issuer], draft))),
  hostile: samplesOf(HOSTILE_DRAFTS.map(({ draft }) => at(recorder.issuer, draft))),
  recorded: recordedBy(recorder),
  tls: tls && { made: samplesOf(TLS_CASES.map(({ draft }) => at(tls.issuer, draft))), wrongWith: tls.wrongWith },
};

const rows = [];
let [passed, failed] = [0, 0];
for (const language of able) {
  const began = Date.now();
  const folder = join(FOLDER, language.name.toLowerCase());
  if (language.name !== "Rust") rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const works = worksOf(language, shared);
  const broken = await language.prepare?.(folder, works.filter(({ sample }) => sample.code !== ""));
  if (broken) say(`${language.name} does not build:\n${broken}`);
  const results = broken ? [{ label: language.name, wrong: "does not build" }] : await runAll(language, works, folder, tls?.environment);
  for (const { label, wrong } of results.filter((result) => result.wrong)) say(`\nFAILED ${label}\n${wrong}`);
  const wrong = results.filter((result) => result.wrong).length;
  const not = results.filter((result) => result.not).length;
  rows.push([language.name, results.length - wrong - not, wrong, not, since(began)]);
  passed += results.length - wrong - not;
  failed += wrong;
}
if (able.some(({ name }) => name === "Python")) {
  const began = Date.now();
  const results = await pythonServers(join(FOLDER, "python-servers"), samplesOf);
  for (const { label, wrong } of results.filter((result) => result.wrong)) say(`\nFAILED ${label}\n${wrong}`);
  const wrong = results.filter((result) => result.wrong).length;
  rows.push(["servers of PyPI", results.length - wrong, wrong, 0, since(began)]);
  passed += results.length - wrong;
  failed += wrong;
}
issuers.stop();
recorder.stop();
tls?.stop();

say("\nsamples in         got a token   failed   said to be impossible   took");
for (const [name, good, bad, not, took] of rows) {
  say(`${name.padEnd(18)} ${String(good).padStart(11)} ${String(bad).padStart(8)} ${String(not).padStart(23)}   ${took}`);
}
for (const language of languages.filter((one) => !able.includes(one))) say(`${language.name.padEnd(18)} not run: ${missing(language)} is missing here.`);
if (!tls) say("Certificates were not tried: openssl is missing here.");
say(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
