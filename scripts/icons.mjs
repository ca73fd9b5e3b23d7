// Draws icons/*.png from favicon.svg in Chromium, for where the page is installed: `node scripts/icons.mjs`. They are committed; run it when
// favicon.svg has changed. An icon that is to be cut to a shape has everything within four fifths of its middle, on a ground of its own:
// https://www.w3.org/TR/appmanifest/#icon-masks
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium as find } from "./browser.mjs";
import { read, root } from "./run.mjs";

/** Name, edge in pixels, how much of it the drawing takes, and the ground under it. */
const ICONS = [
  { name: "192", edge: 192, part: 1, ground: "transparent" },
  { name: "512", edge: 512, part: 1, ground: "transparent" },
  { name: "maskable-512", edge: 512, part: 0.56, ground: "#FFFFFF" },
];

const { chromium } = createRequire(join(root, "tests/e2e/package.json"))("@playwright/test");
mkdirSync(join(root, "icons"), { recursive: true });
const browser = await chromium.launch({ executablePath: await find(), args: ["--no-sandbox"] });
for (const { name, edge, part, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: edge, height: edge }, colorScheme: "light" });
  await page.setContent(`<style>body{margin:0;display:grid;place-items:center;height:100vh;background:${ground}}svg{width:${part * 100}%}</style>${read("favicon.svg")}`);
  await page.screenshot({ path: join(root, "icons", `${name}.png`), omitBackground: ground === "transparent" });
  await page.close();
}
await browser.close();
