// Starts the page. Sets the theme, fetches the module and its glue, then calls the exported mount().
//
// The module comes in two parts. The first shows a lesson; the second, with the issuer in it, is fetched when something has to run,
// or at the first sign that somebody is there, so that it has mostly come by then. A development build has one part only.
//
// A classic script, so that the theme is right before the first paint and so that a page opened from the file system can
// still say what is wrong. Its tag carries the two hashed addresses; this file itself is not hashed and stays generic.
// Anything that keeps the module from running is written into the page, above the text that is already there.
(() => {
  "use strict";
  const { js, wasm, rest } = document.currentScript.dataset;
  const root = document.documentElement;

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

  // ?print=1: the page as paper would show it. What the style sheet says of print then counts on screen.
  if (new URLSearchParams(location.search).get("print") === "1") {
    root.dataset.theme = "light";
    addEventListener("load", () => {
      for (const sheet of document.styleSheets) {
        for (const { media } of sheet.cssRules) if (media?.mediaText === "print") media.mediaText = "all";
      }
    });
  }

  const parsed = new Promise((done) => {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", done, { once: true });
    else done();
  });

  const say = async (text) => {
    await parsed;
    const note = document.getElementById("boot-note");
    if (!note) return;
    note.setAttribute("role", "alert");
    note.textContent = text;
    note.hidden = false;
  };

  // A panic ends the module, and so does any error on its way through it: nothing is cleaned up behind either, and what was awaited never
  // comes. What the reader typed is still in its fields; from now on only this script can say or do anything.
  let hasEnded = false;
  const end = (what) => {
    if (hasEnded) return;
    hasEnded = true;
    const paragraph = (text) => Object.assign(document.createElement("p"), { textContent: text });
    const reload = Object.assign(document.createElement("button"), { className: "btn", type: "button", textContent: "Reload" });
    reload.addEventListener("click", () => location.reload());
    const note = Object.assign(document.createElement("div"), { className: "ended" });
    note.setAttribute("role", "alert");
    note.append(
      paragraph(
        "This page has failed and cannot go on. What is busy stays busy, and other buttons may do nothing. Reload to start again: the address brings back this screen and what you typed into Build, without the secret. Answers, tokens and other text are kept nowhere, so copy what you still need first.",
      ),
      paragraph(`What happened: ${what}`),
      reload,
    );
    document.body.prepend(note);
  };
  for (const sign of ["error", "unhandledrejection"]) {
    addEventListener(sign, ({ error, reason }) => {
      const thrown = error ?? reason;
      if (/wasm/.test(thrown?.stack)) end(thrown.message);
    });
  }

  // Eight bytes of an empty module: throws where a policy forbids compiling.
  const mayCompile = () => {
    try {
      return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    } catch {
      return false;
    }
  };

  const load = async (name) => {
    let response;
    try {
      response = await fetch(new URL(name, document.baseURI));
    } catch (error) {
      throw new Error(`The browser could not load a file of this page (${error.message}). Reload to try again.`);
    }
    if (response.ok) return response;
    throw new Error(`The server answered ${response.status} for ${name}, which this page needs. Reload to try again.`);
  };

  let first; // What the first part exports, once it runs.
  let compiled;
  let running;
  const forget = (error) => {
    compiled = running = undefined; // The next who asks tries again.
    throw error;
  };
  const compileRest = () => (compiled ??= load(rest).then(async (response) => WebAssembly.compile(await response.arrayBuffer())));
  const runRest = () => (running ??= compileRest().then((module) => WebAssembly.instantiate(module, { first })).catch(forget));

  const start = async () => {
    if (location.protocol === "file:") {
      return say(
        "This page was opened from a file, and browsers do not load modules from files. Serve its folder with any static web server and open that address.",
      );
    }
    if (typeof WebAssembly !== "object") {
      return say("This browser has no WebAssembly, so the experiments cannot run here. The text below is complete without them.");
    }
    if (!mayCompile()) {
      return say(
        "A Content Security Policy or a browser setting blocked WebAssembly, so the experiments cannot run here. For site owners: allow 'wasm-unsafe-eval' in script-src.",
      );
    }
    let response, glue;
    try {
      const module = import(new URL(js, document.baseURI).href);
      module.catch(() => {}); // Reported below; the download of the other file may fail first.
      response = await load(wasm);
      glue = await module.catch((error) => {
        throw new Error(`The browser could not load a file of this page (${error.message}). Reload to try again.`);
      });
    } catch (error) {
      return say(error.message);
    }
    try {
      first = await glue.default({ module_or_path: response });
      await parsed;
      glue.on_panic((what) => {
        console.error(new Error(what));
        end(what);
      });
      glue.mount(rest && runRest);
      if (rest) {
        const hurry = () => compileRest().catch(() => (compiled = undefined)); // Whoever needs it says what is wrong.
        for (const sign of ["keydown", "pointerdown", "pointermove"]) addEventListener(sign, hurry, { once: true, passive: true });
      }
    } catch (error) {
      console.error(error);
      if (hasEnded) return;
      return say(`The experiments could not start: ${error.message}`);
    }
  };
  start();
})();
