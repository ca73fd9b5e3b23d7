// Starts own.html, the page that may ask somebody's own issuer.
//
// It shows which origins the reader asked for, what will be sent and that a secret leaves the page. Only when the reader has agreed does
// it narrow the page's policy to these origins, by a second policy in a meta tag, and load the module (boot.js). A policy that is added
// can only narrow, and nothing can take it away again: another issuer takes a reload, which asks again.
//
// The origins come in the fragment, `#ask=ORIGIN&ask=ORIGIN&issuer=ISSUER&go=#/build`, which no server sees, and are kept with the entry of
// the history, so that a reload asks for the same. Nothing that proves who somebody is ever comes this way.
(() => {
  "use strict";
  const root = document.documentElement;
  const MOST = 8;
  // From src/content/<lang>/shell.json, at build.
  const WORDS = {};
  const fill = (text, values) => text.replaceAll(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

  const theme = () => {
    try {
      return new URLSearchParams(location.search).get("theme") ?? localStorage.getItem("grantlab.theme");
    } catch {
      return null; // Storage is refused here; the page works without it.
    }
  };
  const chosen = theme();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  const isQuestion = () => location.hash.startsWith("#ask=");

  const asked = () => {
    if (isQuestion()) {
      const pairs = new URLSearchParams(location.hash.slice(1));
      return { origins: pairs.getAll("ask"), issuer: pairs.get("issuer") ?? "", go: pairs.get("go") ?? "" };
    }
    const kept = history.state?.own;
    return { origins: Array.isArray(kept) ? kept : [], issuer: "", go: location.hash };
  };

  // What may stand in a policy, letter by letter: a text from the address becomes part of one. Policies know no IPv6 addresses.
  const originOf = (text) => {
    let url;
    try {
      url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
    } catch {
      throw new Error(fill(WORDS.no_address, { text }));
    }
    if (!/^https?:$/.test(url.protocol)) throw new Error(fill(WORDS.scheme, { text }));
    if (url.username || url.password) throw new Error(WORDS.user);
    if (url.hostname.startsWith("[")) throw new Error(WORDS.ipv6);
    if (!/^https?:\/\/[a-z0-9_.-]+(:\d+)?$/.test(url.origin)) throw new Error(fill(WORDS.host, { text }));
    return url.origin;
  };

  const isLoopback = (origin) => /^(localhost|.*\.localhost|127(\.\d+){3})$/.test(new URL(origin).hostname);

  const element = (name, text, properties = {}) => Object.assign(document.createElement(name), { textContent: text }, properties);
  const paragraph = (text, className = "") => element("p", text, { className });

  const agree = ({ origins, issuer, go }) => {
    const policy = element("meta", "", { httpEquiv: "Content-Security-Policy", content: `connect-src 'self' ${origins.join(" ")}` });
    document.head.append(policy);
    root.dataset.own = origins.join(" ");
    if (issuer) root.dataset.ownIssuer = issuer;
    const route = /^#\/(build|decode)\b/.test(go) ? go : "#/build";
    history.replaceState({ own: origins }, "", route);
    document.title = WORDS.page;
    document.getElementById("question").replaceChildren(paragraph(WORDS.loading));
    import("./boot.js");
  };

  /** The question itself. */
  const ask = (question, { origins, issuer, go }) => {
    const list = element("ul", "", { className: "plain" });
    for (const origin of origins) {
      const item = element("li", "");
      item.append(element("code", origin));
      if (origin.startsWith("http:") && !isLoopback(origin)) {
        item.append(WORDS.plain_http);
      }
      list.append(item);
    }
    const metadata = issuer ? fill(WORDS.metadata, { issuer }) : "";
    const button = element("button", issuer ? WORDS.allow_ask : WORDS.allow, { type: "button", className: "btn go" });
    button.addEventListener("click", () => agree({ origins, issuer, go }), { once: true });
    question.replaceChildren(
      element("h2", origins.length === 1 ? WORDS.may_one : WORDS.may_many),
      list,
      paragraph(metadata + WORDS.later),
      paragraph(WORDS.secret),
      paragraph(WORDS.held),
      button,
    );
  };

  /** What the host of this page has set up, of which the module reads the rest; nothing where there is no such file. */
  const host = async () => {
    try {
      const said = await fetch("./grant-lab.json", { cache: "no-cache" }).then((response) => response.json());
      return (said?.version === 1 && said) || {};
    } catch {
      return {};
    }
  };

  /** The issuers that the host offers, as buttons: what is no such entry, or cannot be asked, is left out. */
  const offer = async (question) => {
    const { issuers } = await host();
    const isOffered = ({ label, issuer }) => {
      try {
        return typeof label === "string" && label.length <= 60 && /^https?:/.test(issuer) && (issuer.startsWith("https:") || isLoopback(originOf(issuer)));
      } catch {
        return false;
      }
    };
    const buttons = (Array.isArray(issuers) ? issuers : []).filter((entry) => entry && isOffered(entry)).map(({ label, issuer }) => {
      const button = element("button", label, { type: "button", className: "btn" });
      button.addEventListener("click", () => show(question, { origins: [issuer], issuer, go: location.hash }, issuer));
      return button;
    });
    // The reader may have gone on.
    if (buttons.length === 0 || !document.getElementById("issuer")) return;
    const row = element("div", "", { className: "btns" });
    row.append(...buttons);
    question.append(paragraph(WORDS.offered), row);
  };

  /** Where nothing was asked for: a field for it. */
  const field = (question, problem, typed) => {
    const label = element("label", WORDS.issuer, { htmlFor: "issuer" });
    const input = element("input", "", { id: "issuer", className: "inp mono", type: "url", value: typed, autocomplete: "off", spellcheck: false });
    const button = element("button", WORDS.go_on, { type: "button", className: "btn" });
    const go = () => show(question, { origins: [input.value.trim()], issuer: input.value.trim(), go: location.hash }, input.value);
    button.addEventListener("click", go);
    input.addEventListener("keydown", ({ key }) => key === "Enter" && go());
    const hint = paragraph(problem || WORDS.hint, problem ? "hint warn" : "hint");
    hint.id = "issuer-hint";
    if (problem) hint.setAttribute("role", "alert");
    input.setAttribute("aria-describedby", hint.id);
    const box = element("div", "", { className: "field" });
    box.append(label, input, hint);
    question.replaceChildren(element("h2", WORDS.which), box, button);
    offer(question);
  };

  const show = (question, { origins, issuer, go }, typed = "") => {
    const given = origins.filter(Boolean);
    try {
      const all = [...new Set(given.map(originOf))].filter((origin) => origin !== location.origin);
      if (all.length > MOST) throw new Error(fill(WORDS.too_many, { most: MOST }));
      if (all.length === 0) return field(question, given.length ? WORDS.itself : "", typed);
      const isOf = issuer && all.includes(originOf(issuer));
      ask(question, { origins: all, issuer: isOf ? issuer : "", go });
    } catch (error) {
      field(question, error.message, typed || issuer);
    }
  };

  /** Whether the host lets readers ask their issuers in frames of the pages around this one. A browser that does not say which those are says no. */
  const isAllowedInFrame = async () => {
    const around = [...(location.ancestorOrigins ?? [])];
    const { embed } = around.length > 0 ? await host() : {};
    const isKnown = (origin) => origin === location.origin || (Array.isArray(embed.parents) && embed.parents.includes(origin));
    return embed?.realIssuersInFrames === true && around.every(isKnown);
  };

  const start = async () => {
    const question = document.getElementById("question");
    if (window.top !== window.self && !(await isAllowedInFrame())) {
      question.replaceChildren(
        paragraph(WORDS.framed),
        element("a", WORDS.tab, { href: location.href, target: "_blank", rel: "noopener noreferrer" }),
      );
      return;
    }
    const wanted = asked();
    const back = /^#\/(build|decode)\b/.test(wanted.go) ? wanted.go : "#/build";
    // What is no place in Build or Decode goes: a token that came in the address is not kept in it.
    if (!isQuestion() && location.hash !== back) history.replaceState(history.state, "", back);
    document.getElementById("back").href = `./index.html${back}`;
    show(question, { ...wanted, go: back });
  };

  // Before the module listens: another question is another visit.
  addEventListener("hashchange", (event) => {
    if (isQuestion()) {
      event.stopImmediatePropagation();
      location.reload();
    } else if (root.dataset.own) {
      history.replaceState({ own: root.dataset.own.split(" ") }, "", location.hash);
    }
  });

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start, { once: true });
  else start();
})();
