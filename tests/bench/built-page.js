// The release build in a browser, for measurements that press something in it.
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "../../scripts/browser.mjs";
import { installPackages } from "../../scripts/packages.mjs";
import { root } from "../../scripts/run.mjs";
import { files, listen } from "../../scripts/serve.mjs";

/** Serves dist/ and starts Chromium: the page's address, the browser, and what ends both. */
export async function builtPage() {
  await installPackages("tests/e2e", "Playwright and axe");
  const playwright = createRequire(join(root, "tests/e2e/package.json"))("@playwright/test");
  const site = await listen(files(join(root, "dist")), 0);
  const browser = await playwright.chromium.launch({ executablePath: await chromium(), args: ["--no-sandbox", "--disable-gpu"] });
  const close = async () => {
    await browser.close();
    site.close();
  };
  return { url: `http://127.0.0.1:${site.address().port}/`, browser, close };
}

/** How many octets the module's memory has, of a page in which `keepMemory` came first. */
export const moduleOctets = (page) => page.evaluate(() => window.memory.buffer.byteLength);

/** In the page, before anything of it: keeps hold of the module's memory, which nothing else gives away. */
export function keepMemory() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    window.memory ??= (made.instance ?? made).exports.memory;
    return made;
  };
}
