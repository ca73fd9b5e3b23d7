// The samples for JavaScript are programs: each is run as its reader would run it, against a local issuer, and gets its token.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { CASES, HOSTILE_DRAFTS } from "../samples/cases.js";
import { environmentOf, expectedForm, lay, ran, tokenIn, wrongWith } from "../samples/programs.js";
import { samplesOf } from "../samples/samples.js";
import { startIssuers, startRecorder } from "../samples/servers.js";

const LIBRARIES = ["fetch", "oauth4webapi", "openid-client"];
const target = fileURLToPath(new URL("../../target/", import.meta.url));
const modules = fileURLToPath(new URL("node_modules", import.meta.url));

let folder, issuers, recorder, made, hostile;

before(async () => {
  mkdirSync(target, { recursive: true });
  folder = mkdtempSync(join(target, "samples-"));
  symlinkSync(modules, join(folder, "node_modules"), "dir");
  recorder = await startRecorder();
  issuers = await startIssuers();
  const at = (issuer, draft) => ({ ...draft, issuer, token_endpoint: `${issuer}/token` });
  made = samplesOf(CASES.map(({ issuer, draft }) => at(issuers.issuers[issuer], draft)));
  hostile = samplesOf(HOSTILE_DRAFTS.map(({ draft }) => at(recorder.issuer, draft)));
});

after(() => {
  issuers?.stop();
  recorder?.stop();
  rmSync(folder, { recursive: true });
});

/** The outcome of a sample in a folder of its own. */
async function outcome(sample, one) {
  const own = mkdtempSync(join(folder, `${sample.id}-`));
  const path = lay(sample, own);
  return ran(process.execPath, ["--no-warnings", path], environmentOf(one, own), own);
}

for (const library of LIBRARIES) {
  CASES.forEach((one, at) => {
    test(`${library}: ${one.name}`, async () => {
      const sample = made[at][library];
      if (sample.code === "") {
        // Only what the library cannot do, and says.
        assert.match(sample.notPossible.join(), /signs with HS256 when the key is the secret/);
        assert.equal(one.draft.mac, "HS512");
        return;
      }
      assert.equal(wrongWith(one, await outcome(sample, one)), undefined);
    });
  });

  HOSTILE_DRAFTS.forEach((one, at) => {
    test(`${library}: ${one.name} arrives as it was typed`, async () => {
      const from = recorder.requests.length;
      const { stdout, stderr } = await outcome(hostile[at][library], one);
      assert.equal(tokenIn(stdout), "recorded", stderr);
      const [{ form, headers }] = recorder.requests.slice(from);
      const expected = [...expectedForm(one.draft), ["client_id", one.draft.client_id], ["client_secret", one.draft.client_secret]];
      assert.deepEqual(form.map(String).sort(), expected.map(String).sort());
      assert.equal(headers["x-quote"], `it's "quoted" \\ $HOME \`id\``);
    });
  });
}
