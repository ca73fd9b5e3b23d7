// Somebody's page around views of the lab: another site (localhost is another than 127.0.0.1), under a strict policy of its own.
import { expect, test as base } from "./site.js";
import { listen } from "../../scripts/serve.mjs";

/** What the page's own script does: it keeps what it is told, and how often a window spoke to it. */
const SCRIPT = `
  window.told = [];
  window.spoken = 0;
  addEventListener("message", () => window.spoken++);
  for (const type of ["ready", "ran", "navigate", "error"]) {
    addEventListener("grantlab-" + type, ({ target, detail }) => told.push({ id: target.id, type, ...detail }));
  }
`;
const STYLE = "body { margin: 2rem auto; max-width: 60rem; font: 1rem/1.5 sans-serif } .gap { height: 1200px } .night { background: #111; color: #eee } .night a { color: #9cf }";

/** The snippet of README.md, with what a test changes of it. */
export const view = (lab, id, attributes) => `<grant-lab id="${id}" ${attributes}><a href="${lab}#/learn/9">Lesson 9 in Grant Lab</a></grant-lab>`;
export const script = (lab) => `<script src="${lab}embed.js" async></script>`;

/** Serves pages around the lab: `pages` has the body of each, by its name, and `headers` what it is sent with besides. */
export async function serveAround(lab, pages, headers = {}) {
  const { origin } = new URL(lab);
  const policy = `default-src 'none'; script-src 'self' ${origin}; style-src 'self'; img-src 'self'; frame-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const files = {
    "/host.js": ["text/javascript", SCRIPT],
    "/host.css": ["text/css", STYLE],
    "/favicon.ico": ["image/x-icon", ""],
  };
  for (const [name, body] of Object.entries(pages)) {
    const head = '<meta name="referrer" content="no-referrer"><link rel="stylesheet" href="host.css">';
    files[`/${name}`] = ["text/html", `<!doctype html><html lang="en"><head><title>Documentation</title><meta name="viewport" content="width=device-width">${head}<script src="host.js"></script></head><body>${body}</body></html>`];
  }
  const server = await listen((request, response) => {
    const [type, body] = files[request.url] ?? [];
    response.writeHead(type ? 200 : 404, { "content-type": type ?? "text/plain", "content-security-policy": policy, ...headers }).end(body);
  }, 0);
  const { port } = server.address();
  return { url: `http://localhost:${port}/`, close: () => (server.closeAllConnections(), new Promise((done) => server.close(done))) };
}

export const test = base.extend({
  serving: [{ ancestors: "'self' http://localhost:*" }, { option: true }],
  noise: [{ expected: [/^request outside the page: http:\/\/localhost:\d+\//] }, { option: true }],
  /** Header fields of the page around. */
  headers: [{}, { option: true }],
  /** Opens a page around with this body. */
  around: async ({ page, site, headers }, use) => {
    const servers = [];
    await use(async (body) => {
      const server = await serveAround(site, { "page.html": typeof body === "function" ? body(site) : body }, headers);
      servers.push(server);
      await page.goto(`${server.url}page.html`);
      return server;
    });
    for (const { close } of servers) await close();
  },
});

/** What the page around was told by a view, of one type. */
export const told = (page, id, type) => page.evaluate(([id, type]) => window.told.filter((each) => each.id === id && each.type === type), [id, type]);

/** Waits until a view says that it is there. */
export async function ready(page, ...ids) {
  for (const id of ids) await expect.poll(async () => (await told(page, id, "ready")).length, { message: `${id} is there` }).toBe(1);
}

/** The page in a view's frame. */
export const inside = (page, id) => page.locator(`#${id}`).locator("iframe").contentFrame();

/** Scrolls to a view, and waits until its frame is as high as what is in it. */
export async function settled(page, id) {
  const frame = page.locator(`#${id}`).locator("iframe");
  await frame.scrollIntoViewIfNeeded();
  await expect(inside(page, id).locator("main [aria-busy=true]")).toHaveCount(0);
  await expect.poll(async () => {
    const outer = await frame.evaluate((element) => element.clientHeight);
    const inner = await inside(page, id).locator("body").evaluate((body) => body.getBoundingClientRect().height);
    return Math.abs(outer - inner);
  }, { message: `${id} is as high as its content` }).toBeLessThanOrEqual(4);
}
