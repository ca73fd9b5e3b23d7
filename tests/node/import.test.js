// A pasted curl command becomes what curlconverter reads in it too. It has its own readers of quoting and of options, and knows no more of
// this project than its commands; what the draft says otherwise on purpose stands beside each command.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { toHarString, toJsonString } from "curlconverter";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { cases } = JSON.parse(readFileSync(new URL("../cases/curl.json", import.meta.url), "utf8"));

let imported;

before(() => {
  const args = ["run", "--quiet", "--locked", "--features", "software-crypto", "--example", "imported"];
  const input = JSON.stringify(cases.map(({ paste }) => paste));
  const made = spawnSync("cargo", args, { cwd: root, input, encoding: "utf8", maxBuffer: 1 << 26 });
  assert.equal(made.status, 0, made.stderr);
  imported = JSON.parse(made.stdout);
});

/** What curlconverter reads in a command. */
function judged(command) {
  const { method, headers, cookies, postData } = JSON.parse(toHarString(command)).log.entries[0].request;
  const { raw_url: url, data, files } = JSON.parse(toJsonString(command));
  const fields = Object.fromEntries(headers.map(({ name, value }) => [name.toLowerCase(), value]));
  if (cookies.length > 0) fields.cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const basic = /^Basic (\S+)$/.exec(fields.authorization ?? "")?.[1];
  let pairs = postData?.params?.map(({ name, value }) => [name, value]) ?? [];
  if (fields["content-type"] === "application/json") pairs = Object.entries(JSON.parse(postData.text));
  else if (postData?.text !== undefined) pairs = [...new URLSearchParams(postData.text)];
  // Of multipart its HAR has nothing.
  else if (postData === undefined && (files ?? data) !== undefined) pairs = Object.entries(data);
  return { method, url, fields, pairs, basic: basic && Buffer.from(basic, "base64").toString() };
}

/** The names of what a draft says otherwise than curlconverter does. */
function differences({ draft, form, remarks }, expected) {
  const found = new Set();
  const isVariable = (text) => (remarks.secret_variable ?? []).some((name) => text.includes(name));
  if (expected.method !== "POST") found.add("method");
  if (expected.url !== draft.token_endpoint) found.add("url");

  const isBasic = draft.method === "client_secret_basic";
  const ours = isBasic ? `${draft.client_id}:${draft.client_secret ?? ""}` : undefined;
  const same = ours === expected.basic || (isBasic && expected.basic?.startsWith(ours) && isVariable(expected.basic.slice(ours.length)));
  if (!same) found.add("basic");

  const left = form.map(([name, value]) => JSON.stringify([name, value]));
  for (const [name, value] of expected.pairs) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const at = left.indexOf(JSON.stringify([name, text]));
    if (at >= 0) left.splice(at, 1);
    else if (name !== "client_secret" || !isVariable(text)) found.add(name);
  }
  for (const pair of left) found.add(JSON.parse(pair)[0]);

  const lines = new Set((draft.header_fields ?? "").split("\n").filter((line) => line !== "").map((line) => line.replace(/^[^:]*/, (name) => name.toLowerCase())));
  for (const [name, value] of Object.entries(expected.fields)) {
    if (name === "content-type" || (name === "authorization" && expected.basic !== undefined)) continue;
    if (!lines.delete(`${name}: ${value}`) && !remarks.framing?.includes(name)) found.add(name);
  }
  for (const line of lines) found.add(line.split(":")[0]);
  return [...found].sort();
}

cases.forEach((one, at) => {
  test(`as curlconverter reads it: ${one.name}`, () => {
    const expected = judged(one.judged ?? one.paste);
    assert.deepEqual(differences(imported[at], expected), one.differs ?? []);
  });
});
