// The page's side of `grantlab/1`, where it is in a frame and its address names the `parent`: the origin of the page around.
//
// It speaks first, to that exact origin, and listens to nothing but the port that comes back with its own nonce. The host hears how high the
// content is, where the reader goes and what came of a run, in words; never a token, a secret, or anything typed.
import { reports } from "./height.mjs";
import { channel, isParent, isPolicy, isTheme, message, messageOf, routeOf, textOf, viewOf } from "./protocol.mjs";

/** The version of the page. */
const BUILD = ""; // Filled in by the build.

const query = new URLSearchParams(location.search);
const host = query.get("parent");
const id = query.get("id") ?? "";
const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((octet) => octet.toString(16).padStart(2, "0")).join("");
const root = document.documentElement;

let port; // Once the host has welcomed the page.
let isThere = false; // The page, or why it is not.
let most = 0;
let isDue = false;
const heights = reports();
const failures = [];

const send = (type, body) => port?.send(type, body);

/** One measure a frame, of the body: its height is that of what is in it, whatever the frame's is (style/embed.css). */
function measure() {
  isDue = false;
  // A screen that waits for its texts is of no height yet.
  if (!port || most === 0 || document.querySelector("main [aria-busy=true]")) return;
  const height = document.body.getBoundingClientRect().height;
  const next = heights.next(height, performance.now());
  if (next === "loop") {
    send("error", { code: "resize-loop", message: "The page grew with its frame again and again, so its height stays and it scrolls inside." });
    root.style.removeProperty("overflow-y");
  } else if (next) {
    // A scroll bar that comes and goes while the host follows would change the width, and with it the height.
    root.style.setProperty("overflow-y", next <= most ? "hidden" : "auto");
    send("resize", { height: next });
  }
}

const measureSoon = () => {
  if (!isDue) requestAnimationFrame(measure);
  isDue = true;
};

function ready() {
  if (!port || !isThere) return;
  send("ready", { version: BUILD, route: routeOf(location.hash) ?? "", theme: root.dataset.theme ?? "auto" });
  for (const failure of failures.splice(0)) send("error", failure);
  new ResizeObserver(measureSoon).observe(document.body);
  // Out of sight browsers draw no frames, and the first height is wanted all the same.
  measure();
}

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`grantlab:${name}`, { detail, bubbles: true }));

const types = {
  theme({ theme }) {
    if (!isTheme(theme)) return;
    if (theme === "auto") delete root.dataset.theme;
    else root.dataset.theme = theme;
  },
  // In place of the entry that is there: the history is the host's too.
  go: ({ view }) => typeof view === "string" && viewOf(view) && location.replace(`#/${viewOf(view)}`),
  policy: ({ policy }) => isPolicy(policy) && tell("policy", policy),
  run: () => tell("run"),
};

function hear({ data, source, origin, ports }) {
  if (source !== parent || origin !== host || ports.length !== 1) return;
  const { type, body } = messageOf(data, id) ?? {};
  if (type !== "welcome" || body.nonce !== nonce) return;
  removeEventListener("message", hear);
  most = Number.isSafeInteger(body.most) ? body.most : 0;
  port = channel(ports[0], id, types);
  ready();
}

/** The page is there: boot.js says so. */
export function begin() {
  isThere = true;
  ready();
}

/** The page cannot start, or cannot go on: boot.js says the same to the reader. */
export function fail(code, text) {
  const failure = { code, message: textOf(text, 400) };
  if (port && isThere) send("error", failure);
  else failures.push(failure);
  if (!isThere) begin();
}

if (isParent({ host, id, ancestor: location.ancestorOrigins?.[0], referrer: document.referrer, own: origin })) {
  addEventListener("message", hear);
  document.addEventListener("grantlab:ran", ({ detail }) => {
    heights.release();
    send("ran", { route: textOf(detail?.route), status: textOf(detail?.status), verdict: textOf(detail?.verdict) });
  });
  addEventListener("hashchange", () => {
    const route = routeOf(location.hash);
    if (route) send("navigate", { route });
  });
  for (const sign of ["keydown", "pointerdown", "hashchange"]) addEventListener(sign, heights.release, { passive: true });
  parent.postMessage(message(id, "hello", 0, { nonce }), host);
}
