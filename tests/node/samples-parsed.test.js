// The samples that nobody runs here are read by a parser of their language: every one that a draft can bring about.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { before, test } from "node:test";
import { Language, Parser } from "web-tree-sitter";
import { CASES, HOSTILE_DRAFTS } from "../samples/cases.js";
import { samplesOf } from "../samples/samples.js";

const GRAMMARS = {
  msal: "tree-sitter-python/tree-sitter-python.wasm",
  powershell: "tree-sitter-powershell/tree-sitter-powershell.wasm",
  csharp: "tree-sitter-c-sharp/tree-sitter-c_sharp.wasm",
  spring: "tree-sitter-java/tree-sitter-java.wasm",
};
const ENDPOINT = { issuer: "https://issuer.example", token_endpoint: "https://issuer.example/token" };
const RICH = { ...HOSTILE_DRAFTS[0].draft, client_id: "a", header_fields: "X-A: b\nX-C: d", parameters: "a=b" };
const METHODS = ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt", "tls_client_auth", "none"];
const DRAFTS = [
  ...CASES.map(({ draft }) => draft),
  ...METHODS.flatMap((method) => [{ client_id: "a", method }, { ...RICH, method }, { ...RICH, method, dpop: "ES256", spelling: "raw" }]),
  ...HOSTILE_DRAFTS.map(({ draft }) => draft),
].map((draft) => ({ ...draft, ...ENDPOINT }));
/** MSAL has a sample for Entra alone, and two ways to prove who it is. */
const OF_ENTRA = ["client_secret_basic", "client_secret_post", "private_key_jwt"].flatMap((method) =>
  ["a", HOSTILE_DRAFTS[0].draft.client_id].map((client_id) => ({
    client_id, method, scope: "api://a/.default \"b'", token_endpoint: "https://login.microsoftonline.com/t'x/oauth2/v2.0/token",
  })),
);

let made;
const parsers = {};

before(async () => {
  made = samplesOf([...OF_ENTRA, ...DRAFTS]);
  await Parser.init();
  for (const [id, file] of Object.entries(GRAMMARS)) {
    parsers[id] = new Parser();
    parsers[id].setLanguage(await Language.load(createRequire(import.meta.url).resolve(file)));
  }
});

/** Where a parser was lost, with the lines around it. */
function lostAt(node, code) {
  if (node.type === "ERROR" || node.isMissing) {
    const { row } = node.startPosition;
    return `line ${row + 1}, at ${node.type}: ${code.split("\n").slice(Math.max(0, row - 1), row + 2).join("\n")}`;
  }
  return node.hasError ? node.children.map((child) => lostAt(child, code)).find(Boolean) : undefined;
}

for (const id of Object.keys(GRAMMARS)) {
  test(`${id}: every sample is read`, () => {
    const codes = new Set(made.map((samples) => samples[id].code).filter(Boolean));
    assert.ok(codes.size >= (id === "msal" ? 4 : 10), `${codes.size} different samples`);
    for (const code of codes) {
      assert.equal(lostAt(parsers[id].parse(code).rootNode, code), undefined, code);
    }
  });

  test(`${id}: the parser notices what is broken`, () => {
    const { code } = made[0][id];
    for (const broken of [code.replace(/["'](?=[^"']*$)/, ""), code.replace(/[)}](?=[^)}]*$)/, "")]) {
      assert.notEqual(lostAt(parsers[id].parse(broken).rootNode, broken), undefined, broken);
    }
  });
}
