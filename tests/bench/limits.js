// What hostile requests cost an issuer: how long it thinks about bodies just within their limit, how soon it refuses what is larger, and
// what it keeps of a hundred thousand of them.
import { createIssuer } from "../../dist/grant-lab.js";
import { quantile } from "./clock.js";
import { moduleMemory } from "./module.js";

/** Octets of a body; what grant-lab.d.ts says. */
const LIMIT = 65_536;
const TRIES = 20;
const REQUESTS = 100_000;
const STEP = 10_000;
const MEGABYTES = 1_000;
/** One request in so many has distinct scope tokens, which take the longest. */
const RARE = 20;

export async function measure() {
  const memory = await moduleMemory();
  const lab = await createIssuer();
  const client = lab.clients.find(({ token_endpoint_auth_method: method }) => method === "client_secret_basic");
  const authorization = `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}`;
  const headers = { authorization, "content-type": "application/x-www-form-urlencoded" };
  const post = async (body, status) => {
    const response = await lab.fetch(`${lab.issuer}/token`, { method: "POST", headers, body });
    await response.arrayBuffer();
    if (response.status !== status) throw new Error(`${response.status} came where ${status} was due.`);
  };
  const grant = "grant_type=client_credentials";
  const kinds = [
    { kind: "distinct names", body: words(LIMIT, "&"), status: 400 },
    { kind: "distinct scope tokens", body: words(LIMIT, "+", `${grant}&scope=`), status: 400 },
    { kind: "one long value", body: `${grant}&x=${"a".repeat(LIMIT - grant.length - 3)}`, status: 200 },
    { kind: "1 MB", body: "a".repeat(1 << 20), status: 413 },
  ];
  const rows = [];
  const slowest = {};
  for (const { kind, body, status } of kinds) {
    const times = [];
    for (let tries = 0; tries < TRIES; tries += 1) {
      const began = performance.now();
      await post(body, status);
      times.push(performance.now() - began);
    }
    slowest[kind] = quantile(times, 0.95);
    rows.push([`${kind}, ms`, quantile(times, 0.5).toFixed(2), slowest[kind].toFixed(2)]);
  }

  const kept = async () => {
    // What is outside of the heap goes a moment after what held it.
    for (let times = 0; times < 2; times += 1) {
      globalThis.gc();
      await new Promise((done) => setTimeout(done, 50));
    }
    const { heapUsed, external } = process.memoryUsage();
    return { module: memory.buffer.byteLength, kept: heapUsed + external };
  };
  const seen = [];
  for (let done = 0; done < REQUESTS; done += 1) {
    const { body, status } = kinds[done % RARE === 0 ? 1 : done % 2 === 0 ? 0 : 2];
    await post(body, status);
    if ((done + 1) % STEP === 0) seen.push(await kept());
  }
  for (let done = 0; done < MEGABYTES; done += 1) await post(kinds[3].body, 413);
  seen.push(await kept());
  const log = lab.log();
  if (log.length === 0 || !log.at(-1).request.leftOut) throw new Error("The log does not say what it left out.");
  await lab.reset();
  if (lab.log().length > 0) throw new Error("A reset leaves a log.");
  lab.free();

  const growth = (of) => (Math.max(...seen.map((look) => look[of])) / seen[0][of] - 1) * 100;
  const mb = (octets) => (octets / 1e6).toFixed(1);
  rows.push(["after 10,000 at the limit, MB: module, all", mb(seen[0].module), mb(seen[0].kept)]);
  rows.push([`after ${REQUESTS.toLocaleString("en")}, MB`, mb(seen.at(-2).module), mb(seen.at(-2).kept)]);
  rows.push([`and ${MEGABYTES.toLocaleString("en")} of 1 MB, MB`, mb(seen.at(-1).module), mb(seen.at(-1).kept)]);
  return {
    title: `Limits: bodies of ${LIMIT.toLocaleString("en")} octets and beyond`,
    head: ["body", "median", "19 of 20"],
    rows,
    notes: ["The log, reset() and free() were asked for after all of it, and did what they should."],
    values: {
      namesSlowest: slowest["distinct names"],
      tokensSlowest: slowest["distinct scope tokens"],
      refusalSlowest: slowest["1 MB"],
      limitModuleGrowth: growth("module"),
      limitKeptGrowth: growth("kept"),
    },
  };
}

/** Distinct words of so many octets together, with what stands before them. */
function words(octets, separator, before = "") {
  let text = `${before}0`;
  for (let number = 1; ; number += 1) {
    const next = `${separator}${number.toString(36)}`;
    if (text.length + next.length > octets) return text;
    text += next;
  }
}
