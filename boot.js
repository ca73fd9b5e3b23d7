// Starts the page. Sets the theme, fetches the module and its glue, then calls the exported mount().
//
// A classic script, so that the theme is right before the first paint and so that a page opened from the file system can
// still say what is wrong. Its tag carries the two hashed addresses; this file itself is not hashed and stays generic.
// Anything that keeps the module from running is written into the page, above the text that is already there.
(() => {
  "use strict";
  const { js, wasm } = document.currentScript.dataset;
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

  // Eight bytes of an empty module: throws where a policy forbids compiling.
  const mayCompile = () => {
    try {
      return Boolean(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    } catch {
      return false;
    }
  };

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
      response = await fetch(new URL(wasm, document.baseURI));
      glue = await module;
    } catch (error) {
      return say(`The browser could not load a file of this page (${error.message}). Reload to try again.`);
    }
    if (!response.ok) {
      return say(`The server answered ${response.status} for ${wasm}, which this page needs. Reload to try again.`);
    }
    try {
      await glue.default({ module_or_path: response });
      await parsed;
      glue.mount();
    } catch (error) {
      console.error(error);
      return say(`The experiments could not start: ${error.message}`);
    }
  };
  start();
})();
