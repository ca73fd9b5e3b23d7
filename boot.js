// Starts the page. Sets the theme, loads the module's first part through parts.js, then calls the exported mount().
//
// A classic script, so that the theme is right before the first paint and so that a page opened from the file system can
// still say what is wrong. Its tag carries the hashed address of parts.js; this file itself is not hashed and stays generic.
// In own.html the script own.js imports it once the reader has agreed, and carries the address.
// Anything that keeps the module from running is written into the page, above the text that is already there.
(() => {
  "use strict";
  const { parts: address, build } = (document.currentScript ?? document.querySelector("script[data-parts]")).dataset;
  const root = document.documentElement;
  // From src/content/<lang>/shell.json, at build.
  const WORDS = {};
  const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

  const theme = () => {
    const asked = new URLSearchParams(location.search).get("theme");
    if (asked) return asked;
    try {
      return localStorage.getItem("grantlab.theme");
    } catch {
      return null; // Storage is refused here; the page works without it.
    }
  };
  const chosen = theme();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  // In a frame of another page, header, navigation and footer are left to that page (style/embed.css). The address can ask for either.
  const framed = new URLSearchParams(location.search).get("embed") ?? (parent === window ? "0" : "1");
  if (framed === "1") root.dataset.embed = "1";

  // ?print=1: the page as paper would show it. What the style sheet says of print then counts on screen.
  if (new URLSearchParams(location.search).get("print") === "1") {
    root.dataset.theme = "light";
    addEventListener("load", () => {
      for (const sheet of document.styleSheets) {
        for (const { media } of sheet.cssRules) if (media?.mediaText === "print") media.mediaText = "all";
      }
    });
  }

  // A host that gave its origin hears how high the page is and what comes of it (embed/frame.mjs).
  const around = parent !== window && self.origin !== "null" && new URLSearchParams(location.search).has("parent") ? import("./frame.js") : undefined;
  const tell = (what, ...more) => around?.then((frame) => frame[what](...more)).catch(() => {}); // Without it the page is as high as its frame.

  const hasOrigin = location.protocol !== "file:" && self.origin !== "null";

  // Whether the host lets readers ask their own issuers in frames of the pages around this one (src/platform/own_page.rs); own.js asks the same
  // before anybody has agreed to load this script. A browser that does not say which pages those are says no.
  const isAllowedInFrame = ({ realIssuersInFrames, parents }) => {
    const around = [...(location.ancestorOrigins ?? [])];
    const isKnown = (origin) => origin === location.origin || (Array.isArray(parents) && parents.includes(origin));
    return realIssuersInFrames === true && around.length > 0 && around.every(isKnown);
  };

  // The text in index.html is drawn before anything else is asked for: on a slow processor requests alone take longer than that. A page that
  // nobody sees has no frame, and style sheets may be late.
  const painted = new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 150);
  });

  // What the host of this folder has set up (src/ui/host_configuration/). It is asked for beside the module, which waits for it before it
  // shows anything: the text in index.html stands there until then. Most files say nothing but their version, and nothing more is loaded.
  // Of those that say more the theme is applied at once, unless the reader has chosen; the module reads all else.
  const configured = async () => {
    const text = await fetch("./grant-lab.json", { cache: "no-cache", signal: AbortSignal.timeout(4000) }).then((response) => response.ok && response.text());
    if (typeof text !== "string") return {};
    let said = { unread: true }; // What cannot be read here either is told by the module, with its place.
    try {
      if (text.length <= 65536) said = JSON.parse(text);
    } catch {}
    const { $schema, version, ...more } = said ?? {};
    const isPlain = version === 1 && Object.keys(more).length === 0 && !/[?&]debug=1\b/.test(location.search);
    if (isPlain) return {};
    if (!chosen && version === 1 && /^(light|dark)$/.test(more.theme)) root.dataset.theme ??= more.theme;
    if (version === 1 && isAllowedInFrame(more.embed ?? {})) root.dataset.ownInFrames = "";
    return { text, ...(version === 1 && { start: more.start, offline: more.offline }) };
  };
  const setUp = hasOrigin ? painted.then(configured).catch(() => ({})) : undefined; // A file that is not there, or does not come in time, sets nothing up.

  // What a lesson shows is asked for beside the module, which would ask for it only once it runs. Where the host leads elsewhere it is not used.
  // What does not come so is left to the module, which also says why.
  const lesson = /^#?$|^#\/(learn\/([1-9]|1[0-2])|field\/[1-6])(?!\d)/.exec(location.hash);
  const textOf = (name) =>
    painted
      .then(() => fetch(`./content/${root.lang}/${name}.json`, { signal: AbortSignal.timeout(20_000) }))
      .then(async (response) => response.ok && { name, text: await response.text() })
      .catch(() => {});
  const texts = lesson && hasOrigin ? ["learn", "words", "receipt", lesson[1] ?? "learn/1"].map(textOf) : [];

  // The first step stands in index.html (scripts/first-step.mjs). What is done to it before the module is there is done to the live one then.
  if (document.currentScript && hasOrigin && /^(#|#\/|#\/learn\/1)?$/.test(location.hash)) root.dataset.firstStep = "";
  const leaveFirstStep = () => delete root.dataset.firstStep;
  addEventListener("hashchange", leaveFirstStep, { once: true });
  const press = () => {
    if (!("firstStep" in root.dataset)) return;
    root.dataset.firstStep = "pressed";
    for (const button of document.querySelectorAll(".first-step .go")) {
      button.textContent = WORDS.getting_ready;
      button.setAttribute("aria-disabled", "true");
    }
    document.getElementById("status").textContent = WORDS.getting_ready;
  };
  addEventListener("click", ({ target }) => target.closest(".first-step .go") && press());
  addEventListener("keydown", (event) => event.key === "Enter" && (event.ctrlKey || event.metaKey) && press());

  // A finger that is still down on the button when the live one takes its place has pressed that one: no click follows on either.
  let isHeld = false;
  addEventListener("pointerdown", ({ target }) => (isHeld = Boolean(target.closest(".first-step .go"))));
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => (isHeld = false));

  const handOver = () => {
    const focused = document.activeElement?.closest(".first-step .go")?.id;
    const live = new MutationObserver(() => {
      const run = document.getElementById("run");
      if (!run || document.querySelector(".first-step")) return;
      live.disconnect();
      const { firstStep } = root.dataset;
      leaveFirstStep();
      if (firstStep === undefined) return;
      if (focused) document.getElementById(focused).focus();
      if (firstStep === "pressed" || isHeld) run.click();
    });
    live.observe(document.getElementById("app"), { childList: true, subtree: true });
  };

  const parsed = new Promise((done) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", done, { once: true });
    else done();
  });

  const say = async (text) => {
    leaveFirstStep();
    await parsed;
    const note = document.getElementById("boot-note");
    if (!note) return;
    note.setAttribute("role", "alert");
    note.textContent = text;
    note.hidden = false;
    tell("fail", "not-started", text);
  };

  // A panic ends the module, and so does any error on its way through it: nothing is cleaned up behind either, and what was awaited never
  // comes. What the reader typed is still in its fields; from now on only this script can say or do anything.
  let hasEnded = false;
  const end = (what) => {
    if (hasEnded) return;
    hasEnded = true;
    const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });
    const reload = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: WORDS.reload });
    reload.addEventListener("click", () => location.reload());
    const note = Object.assign(document.createElement("div"), { className: "ended" });
    note.setAttribute("role", "alert");
    note.append(
      paragraph(WORDS.ended),
      paragraph(fill(WORDS.what, { what })),
      reload,
    );
    document.body.prepend(note);
    tell("fail", "ended", WORDS.told);
  };
  for (const sign of ["error", "unhandledrejection"]) {
    addEventListener(sign, ({ error, reason }) => {
      const thrown = error ?? reason;
      if (/wasm/.test(thrown?.stack)) end(thrown.message);
    });
  }

  // Browsers do not say why a script did not do. What the host answers for it does.
  const why = async (address, error) => {
    const response = await fetch(address, { cache: "reload" }).catch(() => {});
    if (!response) return fill(WORDS.not_loaded, { reason: error.message });
    const file = new URL(address).pathname.split("/").pop();
    const type = response.headers.get("content-type") ?? "";
    const { ok, status } = response;
    const isPage = ok && /^\s*</.test(await response.text());
    const said = status === 404 ? "missing" : !ok ? "status" : isPage ? "web_page" : /(java|ecma)script/.test(type) ? "changed" : "type";
    return fill(WORDS[said], { file, status, type });
  };

  // Eight bytes of an empty module: throws where a policy forbids compiling.
  const mayCompile = () => {
    try {
      return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    } catch {
      return false;
    }
  };

  // Not for ever: Chromium without a window (148) was seen to have no idle time after a key that moves the focus, until there is a frame.
  const idle = () =>
    new Promise((done) => (globalThis.requestIdleCallback ? requestIdleCallback(() => done(), { timeout: 500 }) : setTimeout(done)));

  // A lesson is read first, so what runs it comes when it is shown, and then what draws its messages: the one that will be sent is shown
  // before the run. Where somebody counts bytes, and in a frame, of which a page may have many, that comes with the first sign of a reader.
  const prefetch = (parts, page) => {
    const messages = () => parts.prefetch("messages").then(() => hasEnded || page.ahead());
    const ahead = () => idle().then(() => parts.prefetch("run")).then(idle).then(messages);
    if (!navigator.connection?.saveData && !root.dataset.embed) return ahead();
    for (const sign of ["keydown", "focusin", "pointerdown", "pointermove"]) addEventListener(sign, ahead, { once: true, passive: true });
  };

  // Last of all, and never in a frame: what keeps a release build for visits without a network, or takes it away again.
  const keepOffline = async (isWanted) => {
    if (!build || window !== top) return;
    await idle();
    const { keep, forget } = await import(new URL("./offline.js", document.baseURI).href);
    await (isWanted ? keep(build) : forget());
  };

  const start = async () => {
    if (location.protocol === "file:") {
      return say(WORDS.from_file);
    }
    if (typeof WebAssembly !== "object") {
      return say(WORDS.no_wasm);
    }
    if (self.origin === "null") {
      return say(WORDS.no_origin);
    }
    let parts, page;
    try {
      const script = new URL(address, document.baseURI).href;
      parts = await import(script).catch((error) => {
        throw Object.assign(error, { script });
      });
      // The other screens need their part at once, the one question, the decoder and the builder their own.
      const prefetchFor = (hash) => parts.prefetch(/^#\/(answer|decode|build)\b/.exec(hash)?.[1] ?? (hash.startsWith("#/") ? "areas" : "decode"));
      if (!lesson) prefetchFor(location.hash);
      setUp.then(({ text, start }) => {
        if (text) parts.prefetch("host");
        if (typeof start === "string" && !location.hash) prefetchFor(start);
      });
      page = await parts.open();
    } catch (error) {
      // Only now, because the question itself takes time.
      if (mayCompile()) return say(fill(WORDS.again, { why: error.script ? await why(error.script, error) : error.message }));
      return say(WORDS.blocked);
    }
    try {
      await parsed;
      page.on_panic((what) => {
        console.error(new Error(what));
        end(what);
      });
      for (const { name, text } of (await Promise.all(texts)).filter(Boolean)) page.give(name, text);
      const { text, start } = (await setUp) ?? {};
      if (typeof start === "string" && !location.hash) leaveFirstStep();
      if ("firstStep" in root.dataset) handOver();
      page.mount(text);
      tell("begin");
      if (lesson) await prefetch(parts, page);
      // Where storage is refused, nothing is kept.
      keepOffline(new URLSearchParams(location.search).get("offline") !== "0" && (await setUp).offline !== false).catch(() => {});
    } catch (error) {
      console.error(error);
      if (hasEnded) return;
      return say(fill(WORDS.not_started, { reason: error.message }));
    }
  };
  painted.then(start);
})();
