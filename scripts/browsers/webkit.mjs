// WebKitGTK's MiniBrowser, driven by WebKitWebDriver over classic WebDriver (W3C), which is JSON over HTTP. It needs a display, and gets a virtual
// one where there is none. Debian builds the driver without WebDriver BiDi (2.50.6 knows no `webSocketUrl`).
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { start, which } from "../run.mjs";

/** How WebDriver says in JSON that something is an element. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export const NAME = "WebKitGTK";
export const LACKING = "Debian: apt install webkit2gtk-driver xvfb";

/** Starts it; nothing where this machine has none. What its pages can do is what `open` gives. */
export async function launch() {
  const driver = which("WebKitWebDriver");
  const hasDisplay = process.env.WAYLAND_DISPLAY || process.env.DISPLAY;
  if (!driver || !(hasDisplay || which("Xvfb"))) return undefined;
  const port = await freePort();
  const process_ = start(driver, [`--port=${port}`], { env: hasDisplay ? {} : { DISPLAY: await virtualDisplay() } });
  const call = (method, path, body) => called(method, `http://127.0.0.1:${port}${path}`, body);
  while (!(await call("GET", "/status").catch(() => undefined))) await wait(100);
  const { sessionId, capabilities } = await call("POST", "/session", { capabilities: { alwaysMatch: { timeouts: { script: 120_000 } } } });
  const within = (method, path, body) => call(method, `/session/${sessionId}${path}`, body);
  const first = await within("GET", "/window");
  return {
    version: `${capabilities.browserName} ${capabilities.browserVersion}`,
    open: () => opened(within, first),
    async close() {
      await within("DELETE", "");
      process_.kill();
    },
  };
}

/** A page in a window of its own, because a tab would not be in sight: expressions are asked of it, or of the frame that was entered last, and may be promises. */
async function opened(within, first) {
  const { handle } = await within("POST", "/window/new", { type: "window" });
  await within("POST", "/window", { handle });
  async function ask(expression) {
    const script = `const done = arguments[0]; Promise.resolve(${expression}).then((value) => done({ value }), (error) => done({ error: error.message }))`;
    const { value, error } = await within("POST", "/execute/async", { script, args: [] });
    if (error) throw new Error(error);
    return value;
  }
  return {
    go: (url) => within("POST", "/url", { url }),
    ask,
    async press(expression) {
      const element = await ask(`${expression}.then((found) => (found.scrollIntoView({ block: "center", behavior: "instant" }), found))`);
      await within("POST", `/element/${element[ELEMENT]}/click`, {});
    },
    enter: async (expression) => within("POST", "/frame", { id: await ask(expression) }),
    leave: () => within("POST", "/frame", { id: null }),
    async close() {
      await within("DELETE", "/window");
      await within("POST", "/window", { handle: first });
    },
  };
}

async function called(method, address, body) {
  const response = await fetch(address, { method, body: body && JSON.stringify(body) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

/** A display that nobody sees, by the number that Xvfb takes and tells. */
async function virtualDisplay() {
  const [number] = await once(start("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x1024x24"]).stdout, "data");
  return `:${String(number).trim()}`;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  return port;
}
