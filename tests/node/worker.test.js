// The rules of worker.js, which keeps the page for visits without a network, against a browser that is played here: who is answered from what
// is kept, what passes to the network as it is, and when a newer build takes over. tests/e2e/offline.spec.js has them in a real one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const SCOPE = "https://host.example/lab/";
const source = readFileSync(new URL("../../worker.js", import.meta.url), "utf8");
const FILES = { "./": "sha256-a", "boot.js": "sha256-b", "content/en/learn.json": "sha256-c", "lessons.html": "sha256-d" };

/** A worker of a build in a browser: `caches` is what the origin keeps, `clients` who is there. */
function start({ build = "one", kept = new Map(), clients = [], host = () => "network" } = {}) {
  const done = { skipped: 0, claimed: 0, network: [], asked: [] };
  const listeners = {};
  const address = (name) => new URL(name, SCOPE).href;
  const open = async (name) => {
    if (!kept.has(name)) kept.set(name, new Map());
    return {
      put: async (file, response) => kept.get(name).set(address(file), response),
      match: async (file) => kept.get(name).get(address(file)),
      addAll: async (requests) => {
        done.asked.push(...requests);
        for (const { url } of requests) kept.get(name).set(url, { from: name, url, redirected: url.endsWith("lessons.html"), body: "text" });
      },
    };
  };
  const match = async (name, { cacheName, ignoreVary }) => {
    assert.equal(ignoreVary, true);
    return kept.get(cacheName)?.get(address(name));
  };
  runInNewContext(source.replace('BUILD = ""', `BUILD = "${build}"`).replace("FILES = {}", `FILES = ${JSON.stringify(FILES)}`), {
    URL,
    Request: class {
      constructor(name, options) {
        Object.assign(this, { url: address(name), ...options });
      }
    },
    Response: class {
      static json = (said) => said;
      constructor(body, { from, url }) {
        Object.assign(this, { body, from, url, redirected: false });
      }
    },
    registration: { scope: SCOPE },
    caches: { open, match, keys: async () => [...kept.keys()], delete: async (name) => kept.delete(name) },
    clients: {
      get: async (id) => clients.find((client) => client.id === id),
      matchAll: async (options) => {
        assert.deepEqual({ ...options }, { type: "window", includeUncontrolled: true });
        return clients;
      },
      claim: async () => (done.claimed += 1),
    },
    skipWaiting: async () => (done.skipped += 1),
    fetch: async ({ url }) => {
      done.network.push(url);
      return host(url);
    },
    addEventListener: (type, listener) => (listeners[type] = listener),
  });
  /** Gives an event to the worker; resolves to its answer, `undefined` where it gives none. */
  const send = async (type, event) => {
    let result;
    listeners[type]({ waitUntil: (promise) => (result = promise), respondWith: (promise) => (result = promise), ...event });
    return result;
  };
  const fetch = (path, { clientId = "tab", method = "GET", mode = "no-cors", destination = "" } = {}) =>
    send("fetch", { clientId, request: { url: new URL(path, SCOPE).href, method, mode, destination } });
  const open_ = (path, destination = "document") => fetch(path, { clientId: "", mode: "navigate", destination });
  const say = async (message, from) => {
    let answer;
    await send("message", { data: message, source: from, ports: [{ postMessage: (others) => (answer = others) }] });
    return answer;
  };
  return { done, kept, send, fetch, open: open_, say };
}

const tab = (id, path = "#/learn/1", frameType = "top-level") => ({ id, url: SCOPE + path, frameType });
const CACHE = `grant-lab ${SCOPE} one`;

async function installed(options) {
  const worker = start(options);
  await worker.send("install", {});
  return worker;
}

test("all files of the build are asked for, each only as it was built, and asked for again at the host", async () => {
  const { done, kept } = await installed();
  assert.deepEqual(done.asked.map(({ url, integrity, cache }) => [url.slice(SCOPE.length), integrity, cache]), [
    ["", "sha256-a", "no-cache"],
    ["boot.js", "sha256-b", "no-cache"],
    ["content/en/learn.json", "sha256-c", "no-cache"],
    ["lessons.html", "sha256-d", "no-cache"],
  ]);
  assert.deepEqual([...kept.keys()], [CACHE]);
  assert.equal(done.skipped + done.claimed, 0, "a newer build waits, and no page is taken over unasked");
});

test("a page in a tab gets its document and its files from what its build kept", async () => {
  const { open, fetch, done } = await installed({ clients: [tab("tab")] });
  for (const path of ["", "index.html", "?theme=dark", "#/build"]) assert.equal((await open(path)).url, SCOPE);
  assert.equal((await fetch("content/en/learn.json")).from, CACHE);
  assert.equal((await fetch("boot.js?again=1")).url, `${SCOPE}boot.js`);
  assert.deepEqual(done.network, []);
});

test("a window that another page opened is a page in a tab", async () => {
  const { fetch } = await installed({ clients: [tab("tab", "", "auxiliary")] });
  assert.equal((await fetch("boot.js")).from, CACHE);
});

test("a document that its host answered by leading elsewhere is given as one that it did not", async () => {
  const { open } = await installed();
  const answer = await open("lessons.html");
  assert.deepEqual([answer.redirected, answer.from], [false, CACHE]);
});

test("what is not of the list passes as it is: other files, other folders and origins, other methods, names of objects", async () => {
  const { fetch, open } = await installed({ clients: [tab("tab")] });
  for (const path of ["own.html", "worker.js", "grant-lab.js", "boot.js/", "../boot.js", "https://other.example/lab/boot.js", "constructor", "__proto__"]) {
    assert.equal(await fetch(path), undefined, path);
  }
  assert.equal(await fetch("boot.js", { method: "POST" }), undefined);
  assert.equal(await open("own.html"), undefined);
});

test("a document for a frame passes as it is, and the framed page asks the network", async () => {
  const { fetch, open, done } = await installed({ clients: [tab("framed", "#/answer", "nested")] });
  for (const kind of ["iframe", "frame", "embed", "object", "fencedframe"]) assert.equal(await open("", kind), undefined, kind);
  assert.equal(await fetch("boot.js", { clientId: "framed" }), "network");
  assert.deepEqual(done.network, [`${SCOPE}boot.js`]);
});

test("other pages of the folder ask the network: own.html, somebody's own, and who is gone", async () => {
  const { fetch } = await installed({ clients: [tab("own", "own.html#/build"), tab("docs", "docs/index.html")] });
  for (const clientId of ["own", "docs", "gone", ""]) assert.equal(await fetch("content/en/learn.json", { clientId }), "network", clientId);
});

test("where what was kept is gone, the network is asked", async () => {
  const { fetch, open, kept } = await installed({ clients: [tab("tab")] });
  kept.clear();
  assert.equal(await open(""), "network");
  assert.equal(await fetch("boot.js"), "network");
});

test("two builds keep their files apart, and only the one that is used is left", async () => {
  const kept = new Map([["grant-lab https://host.example/other/ one", new Map()], ["somebody else's", new Map()]]);
  const clients = [tab("tab")];
  const one = await installed({ kept, clients });
  const two = await installed({ build: "two", kept, clients });
  assert.equal((await one.fetch("content/en/learn.json")).from, CACHE, "the newer one waits");
  assert.equal((await two.fetch("content/en/learn.json")).from, `grant-lab ${SCOPE} two`);
  await two.send("activate", {});
  assert.deepEqual([...kept.keys()], ["grant-lab https://host.example/other/ one", "somebody else's", `grant-lab ${SCOPE} two`]);
});

test("a newer build takes over when it is told so, and no other tab shows the page", async () => {
  const mine = tab("mine");
  for (const [others, clients] of [
    [0, [mine]],
    [0, [mine, tab("framed", "#/answer", "nested"), tab("own", "own.html"), { id: "x", url: "https://host.example/", frameType: "top-level" }]],
    [1, [mine, tab("other", "index.html#/build")]],
    [2, [mine, tab("other", "lessons.html"), tab("third", "?theme=dark", "auxiliary")]],
  ]) {
    const { say, done } = await installed({ clients });
    assert.equal(await say({ say: "take over" }, mine), others);
    assert.deepEqual([done.skipped, done.claimed], [others === 0 ? 1 : 0, 0]);
  }
});

test("a page that the network answered is served from here if it is of the same build, and alone", async () => {
  const mine = tab("mine");
  for (const [build, clients, claimed] of [
    ["one", [mine], 1],
    ["older", [mine], 0],
    [undefined, [mine], 0],
    ["one", [mine, tab("other")], 0],
  ]) {
    const { say, done } = await installed({ clients });
    await say({ say: "claim", build }, mine);
    assert.deepEqual([done.claimed, done.skipped], [claimed, 0], `${build}, ${clients.length}`);
  }
});

test("it is as short as it was decided, and its list comes from the build alone", () => {
  assert.ok(source.split("\n").length <= 101);
  assert.match(source, /const BUILD = "";/);
  assert.match(source, /const FILES = \{\};/);
});

test("what a host has set up is asked for each time, and without a network is what it was last", async () => {
  let said = { ok: true, clone: () => "first" };
  const host = () => said ?? Promise.reject(new TypeError("no network"));
  const worker = await installed({ clients: [tab("tab")], host });
  const [online, offline] = [said, undefined];
  said = offline;
  assert.equal((await worker.fetch("grant-lab.json")).version, 1, "nothing is known of it yet");
  said = online;
  assert.equal(await worker.fetch("grant-lab.json"), online);
  said = { ok: false, status: 404 };
  assert.equal((await worker.fetch("grant-lab.json")).status, 404);
  said = offline;
  assert.equal(await worker.fetch("grant-lab.json"), "first");
});
