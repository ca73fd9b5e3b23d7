// <grant-lab view="learn/9" theme="auto|light|dark" loading="lazy|click|eager">: a view of Grant Lab in somebody's page.
//
//   <script src="https://lab.example/grant-lab/embed.js" async></script>
//   <grant-lab view="learn/9"><a href="https://lab.example/grant-lab/#/learn/9">Ask for identity anyway: try it in Grant Lab</a></grant-lab>
//
// Also `title`, `policy` (openid:drop,refresh:on) and `height` (600, or 200-900). What stands in the element is there without the script, on
// paper, and until the frame is. The page needs `script-src` and `frame-src` for the lab's origin and nothing else: styles are a constructed
// sheet and properties, and nothing is ever made of text. Keeps nothing, sends nothing but the frame's own request.
import { bounded, boundsOf } from "./height.mjs";
import { channel, isPolicy, isTheme, limiter, message, messageOf, routeOf, textOf, viewOf } from "./protocol.mjs";
import { followSides, sideAround } from "./theme.mjs";

/** A frame has no height before its page has told one; and how long it may take to say that it is there. */
const FIRST_HEIGHT = 480;
const PATIENCE = 20_000;

/** Where this script came from, and with it the lab. A module has no `currentScript`. */
const LAB = new URL("./", (document.currentScript ?? document.querySelector('script[src$="/embed.js"]')).src);

const STYLE = `:host{display:block}:host([hidden]){display:none}
iframe{display:block;width:100%;border:0}
.box{box-sizing:border-box;min-height:${FIRST_HEIGHT}px;padding:1rem;border:1px solid}
.box.click{min-height:0}p{margin:0 0 .75rem}
button{min-height:44px;padding:0 1rem;font:inherit;font-weight:600;margin:0 1rem .5rem 0;cursor:pointer}
.framed slot{display:none}
@media print{iframe,p,button{display:none!important}.box{min-height:0;border:0;padding:0}.framed slot{display:inline}}`;

/** What a view is called where its host says nothing better, and the rest that readers see; from src/content/<lang>/shell.json, at build. */
const WORDS = {};

const nameOf = (view) => {
  const [area, ...rest] = view.split("?")[0].split("/");
  return WORDS.name.replace("{view}", () => [(Object.hasOwn(WORDS, area) && WORDS[area]) || area, ...rest].join(" "));
};

const hex = () => [...crypto.getRandomValues(new Uint8Array(8))].map((octet) => octet.toString(16).padStart(2, "0")).join("");

const make = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

const shown = new Set();
let near; // One observer for all that wait until they are nearly in sight.
let sheet;

// What the window's listeners ask of an element, and nobody else can.
let follow, hear;

class GrantLab extends HTMLElement {
  static {
    follow = (element) => element.#follow();
    hear = (element, event) => element.#hear(event);
  }
  static observedAttributes = ["policy", "theme", "view"];
  #id = hex();
  #box;
  #frame;
  #channel;
  #route;
  #side;
  #isHeard;
  #timer;

  connectedCallback() {
    this.#draw();
    shown.add(this);
    if (!this.#view()) return this.#tell("error", { code: "view", message: "The element's view names no screen of Grant Lab." });
    const loading = this.getAttribute("loading");
    if (loading === "eager") return this.#load();
    if (loading === "click") return;
    near ??= new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) target.#load();
      },
      { rootMargin: "200px" },
    );
    near.observe(this);
  }

  disconnectedCallback() {
    shown.delete(this);
    near?.unobserve(this);
    clearTimeout(this.#timer);
    this.#channel?.close();
    this.#channel = undefined;
    this.#frame?.remove();
    this.#frame = undefined;
  }

  attributeChangedCallback(name) {
    if (!this.isConnected || !this.#box) return;
    if (name === "theme") this.#follow();
    else if (!this.#frame) this.connectedCallback();
    else if (name === "policy" && isPolicy(this.policy)) this.#channel?.send("policy", { policy: this.policy });
    else if (name === "view") this.#go();
  }

  get theme() {
    const theme = this.getAttribute("theme");
    return isTheme(theme) ? theme : "auto";
  }
  set theme(theme) {
    this.setAttribute("theme", theme);
  }
  get policy() {
    return this.getAttribute("policy") ?? "";
  }
  set policy(policy) {
    this.setAttribute("policy", policy);
  }
  get view() {
    return this.getAttribute("view") ?? "";
  }
  set view(view) {
    this.setAttribute("view", view);
  }
  /** Goes to a view. */
  go(view) {
    this.view = view;
  }
  /** Runs what is shown, once. */
  run() {
    this.#channel?.send("run", {});
  }
  /** Tells the frame the side of the page around, where it has another. */
  #follow() {
    const side = this.#sideNow();
    if (!this.#frame || side === this.#side) return;
    this.#side = side;
    this.#frame.style.setProperty("color-scheme", side);
    this.#channel?.send("theme", { theme: side });
  }

  #sideNow = () => (this.theme === "auto" ? sideAround(this) : this.theme);
  #view = () => viewOf(this.view);
  #bounds = () => boundsOf(this.getAttribute("height"));
  #name = () => this.title || nameOf(this.#view() ?? "");

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(`grantlab-${type}`, { bubbles: true, detail }));
  }

  /** What is there before the frame: what the host wrote, or a link; with a button where the frame waits for one. */
  #draw() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const link = make("a", { href: `${LAB}#/${this.#view() ?? ""}`, target: "_blank", rel: "noopener", textContent: this.#name() });
    this.#box = make("div", { className: "box" }, make("slot", {}, link));
    if (this.getAttribute("loading") === "click" && this.#view()) {
      const load = make("button", { type: "button", textContent: WORDS.load });
      load.addEventListener("click", () => {
        this.#load();
        this.#frame.focus();
      });
      const what = make("p", { textContent: WORDS.what });
      this.#box.classList.add("click");
      this.#box.prepend(make("p", {}, make("strong", { textContent: this.#name() })), what, load);
    }
    root.replaceChildren(this.#box);
  }

  #load() {
    near?.unobserve(this);
    if (this.#frame) return;
    const view = this.#view();
    this.#side = this.#sideNow();
    const address = new URL(LAB);
    const query = ["embed=1", `theme=${this.#side}`, `id=${this.#id}`];
    if (this.policy && isPolicy(this.policy)) query.push(`policy=${this.policy}`);
    // A page without an origin can be told nothing.
    const isTold = origin !== "null";
    if (isTold) query.push(`parent=${origin}`);
    address.search = query.join("&");
    address.hash = `/${view}`;
    this.#route = view;
    this.#isHeard = limiter();
    this.#frame = make("iframe", {
      title: this.#name(),
      allow: "clipboard-write",
      referrerPolicy: "strict-origin", // By which the frame knows that the page around is who it says, in browsers without ancestorOrigins.
      src: address.href,
    });
    // On the lab's own origin it would keep nothing out, and browsers warn of it.
    if (origin !== LAB.origin) this.#frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-popups", "allow-popups-to-escape-sandbox");
    this.#height(FIRST_HEIGHT);
    this.#frame.style.setProperty("color-scheme", this.#side);
    this.#box.className = "framed";
    this.#box.replaceChildren(this.#frame, this.#box.querySelector("slot"));
    if (isTold) {
      this.#timer = setTimeout(() => this.#fail("silent", "The frame's page did not come, or may not be framed here."), PATIENCE);
    }
  }

  #height(height) {
    const fits = bounded(height, this.#bounds());
    if (fits) this.#frame.style.setProperty("height", `${fits}px`);
  }

  /** The link stays in sight beside a frame that may be empty. */
  #fail(code, text) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#box.className = "";
    this.#tell("error", { code, message: text });
  }

  #go() {
    const view = this.#view();
    if (!view) return this.#tell("error", { code: "view", message: "The element's view names no screen of Grant Lab." });
    this.#frame.title = this.#name();
    if (this.#channel && view !== this.#route) this.#channel.send("go", { view });
    this.#route = view;
  }

  /** A message of the window that came from the lab's origin: `hello` of this element's frame is answered with a port, and no other is heard. */
  #hear({ data, source }) {
    if (!this.#frame || source !== this.#frame.contentWindow || !this.#isHeard(performance.now())) return;
    const { v, type, body } = messageOf(data, this.#id) ?? {};
    if (v !== undefined && type === undefined) {
      if (!this.#channel && this.#timer) this.#fail("version", "The frame's page and this script are of different versions.");
      return;
    }
    if (type !== "hello" || !/^[0-9a-f]{32}$/.test(body.nonce)) return;
    this.#channel?.close();
    const { port1, port2 } = new MessageChannel();
    this.#channel = channel(port1, this.#id, {
      ready: (body) => this.#ready(body),
      resize: ({ height }) => this.#height(height),
      navigate: ({ route }) => routeOf(route) && this.#tell("navigate", { route: (this.#route = routeOf(route)) }),
      ran: ({ route, status, verdict }) => {
        if (routeOf(route)) this.#tell("ran", { route: routeOf(route), status: textOf(status), verdict: textOf(verdict) });
      },
      error: ({ code, message }) => this.#tell("error", { code: textOf(code), message: textOf(message, 400) }),
    });
    const { least, most } = this.#bounds();
    source.postMessage(message(this.#id, "welcome", 0, { nonce: body.nonce, most: least < most ? most : 0 }), LAB.origin, [port2]);
  }

  #ready({ version, route, theme }) {
    clearTimeout(this.#timer);
    this.#box.className = "framed";
    this.#tell("ready", { version: textOf(version), route: routeOf(route) ?? "", theme: textOf(theme) });
    // What changed while the page came.
    if (theme !== this.#side) this.#channel.send("theme", { theme: this.#side });
    if (this.#route && routeOf(this.#route) !== routeOf(route)) this.#channel.send("go", { view: this.#route });
  }
}

// Without constructed sheets the link that stands in the element does.
if ("adoptedStyleSheets" in Document.prototype && !customElements.get("grant-lab")) {
  sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  addEventListener("message", (event) => {
    if (event.origin === LAB.origin) shown.forEach((element) => hear(element, event));
  });
  followSides(() => shown.forEach(follow));
  customElements.define("grant-lab", GrantLab);
}
