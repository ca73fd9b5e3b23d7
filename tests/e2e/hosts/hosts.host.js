// Each web server with its file of deploy/: the page works under a sub-path, with and without the slash at its end, what comes over the wire
// is what the build has beside its files, and the header fields are those of README.md. A server that this machine lacks has no tests.
import { test as base, expect } from "@playwright/test";
import { once } from "node:events";
import { readFileSync, readdirSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { policyOf } from "../../../scripts/serve.mjs";
import { dist, hasStarted, listenForNoise } from "../site.js";
import { SERVERS, isHere, serve } from "./servers.js";

const test = base.extend({
  name: ["", { option: true }],
  host: async ({ name }, use, info) => {
    const host = await serve(name, dist, info.outputPath());
    await use(host);
    await host.stop();
  },
});

const first = readdirSync(dist).find((file) => file.endsWith("_first.wasm"));
const policy = (file) => policyOf(readFileSync(join(dist, file), "utf8"));
const EXTENSIONS = { br: "br", gzip: "gz" };
const FIELDS = ["cache-control", "content-security-policy", "referrer-policy", "x-content-type-options"];

/** What a server sends for a file: status, header fields, and the body as it came, which fetch would have taken apart. */
async function ask(address, headers = {}) {
  const [answer] = await once(get(address, { headers }), "response");
  const body = Buffer.concat(await answer.toArray());
  return { status: answer.statusCode, headers: answer.headers, body };
}

for (const [name, { compressed, configured }] of Object.entries(SERVERS).filter(([, server]) => isHere(server))) {
  test.describe(name, () => {
    test.use({ name });

    test("the page runs, with and without the slash at its end", async ({ page, host }) => {
      const heard = await listenForNoise(page, host.origin);
      for (const address of [host.page, host.page.slice(0, -1)]) {
        await page.goto(address);
        await hasStarted(page);
        await page.getByRole("button", { name: /^Run experiment/ }).first().click();
        await expect(page.getByRole("heading", { name: "What happened" })).toBeVisible();
        await page.goto("about:blank");
      }
      expect(heard).toEqual([]);
    });

    test("the module comes under its type", async ({ host }) => {
      const { status, headers, body } = await ask(`${host.page}${first}`);
      expect([status, headers["content-type"]]).toEqual([200, "application/wasm"]);
      expect(body.equals(readFileSync(join(dist, first)))).toBe(true);
    });

    if (!configured) return;

    test("files come as they lie compressed beside the built ones", async ({ host }) => {
      for (const file of [first, "index.html", "content/en/learn.json"]) {
        const { headers, body } = await ask(`${host.page}${file}`, { "accept-encoding": compressed });
        expect(headers["content-encoding"], file).toBe(compressed);
        expect(headers.vary?.toLowerCase(), file).toContain("accept-encoding");
        expect(body.equals(readFileSync(join(dist, `${file}.${EXTENSIONS[compressed]}`))), file).toBe(true);
      }
    });

    test("header fields are those of README.md, and only hashed files are kept", async ({ host }) => {
      const fields = async (file) => {
        const { status, headers } = await ask(`${host.page}${file}`, { "accept-encoding": compressed });
        return { status, ...Object.fromEntries(FIELDS.map((name) => [name, headers[name]])) };
      };
      const common = { status: 200, "referrer-policy": "no-referrer", "x-content-type-options": "nosniff" };
      const page = { ...common, "content-security-policy": `${policy("index.html")}; frame-ancestors 'self'` };
      for (const file of ["", "index.html", "boot.js", "worker.js", "content/en/learn.json"]) expect(await fields(file), file).toEqual({ ...page, "cache-control": "no-cache" });
      expect(await fields(first)).toEqual({ ...page, "cache-control": "public, max-age=31536000, immutable" });
      expect(await fields("own.html")).toEqual({ ...common, "cache-control": "no-cache", "content-security-policy": `${policy("own.html")}; frame-ancestors 'none'` });
    });

    test("what did not change is not sent again", async ({ host }) => {
      const { headers } = await ask(`${host.page}index.html`);
      const known = headers.etag ? { "if-none-match": headers.etag } : { "if-modified-since": headers["last-modified"] };
      expect((await ask(`${host.page}index.html`, known)).status).toBe(304);
    });
  });
}
