// Real documentation tools build a page with the lines in it that *Embed this* gives for each, and the experiment runs there. `make docs-tools`; the
// tools come from crates.io, PyPI and npm, each pinned, once. `node scripts/docs-tools.mjs mdbook sphinx` tries some. What this machine lacks
// is named.
//
// The tools' pages lie on one origin and dist/ on another, as they would for whoever embeds it.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { argv } from "node:process";
import { chromium as browserPath } from "./browser.mjs";
import { installPackages } from "./packages.mjs";
import { root, run, say, stop, which } from "./run.mjs";
import { TYPES, files, listen } from "./serve.mjs";
import { need } from "./tools.mjs";

const FOLDER = "target/docs-tools";
const MDBOOK = { name: "mdBook", crate: "mdbook", binary: "mdbook", version: "0.5.4" };
const VIEW = "#/learn/9";
/** What *Embed this* calls each tool. */
const NAMES = { mdbook: "mdBook", mkdocs: "MkDocs", sphinx: "Sphinx (reStructuredText)", docusaurus: "Docusaurus (MDX)" };

/** Writes the sources of a page in the place of what was there; `sources` are texts by their names. */
function write(name, sources) {
  const folder = join(root, FOLDER, name);
  rmSync(folder, { recursive: true, force: true });
  for (const [file, text] of Object.entries(sources)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** Runs a tool to its end. */
async function build(name, command, args, cwd) {
  const { code, output } = await run(command, args, { cwd, log: `${FOLDER}/${name}.log` });
  if (code !== 0) stop(`${name} built nothing:\n${output.trim().split("\n").slice(-20).join("\n")}`);
}

/** Python with the tools of PyPI, or nothing where there is none. */
async function python() {
  const own = join(root, FOLDER, "python/bin");
  const log = { log: `${FOLDER}/pip.log` };
  if (!which("python3")) return undefined;
  if (!existsSync(own)) say("Installing MkDocs and Sphinx into target/docs-tools/python/ (once, about 20 seconds).");
  if (!existsSync(own) && (await run("python3", ["-m", "venv", dirname(own)], log)).code !== 0) return undefined;
  const args = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "scripts/docs-tools/requirements.txt"];
  return (await run(join(own, "python"), args, log)).code === 0 ? own : undefined;
}

/** The tools by name. Each builds a page with the lines in it, and gives the folder of the built site; nothing where it cannot be had. */
const TOOLS = {
  async mdbook({ page }) {
    await need(MDBOOK);
    const folder = write("mdbook", { "book.toml": "[book]\ntitle = \"Docs\"\n", "src/SUMMARY.md": "[Start](index.md)\n", "src/index.md": `# Start\n\n${page}\n` });
    await build("mdbook", "mdbook", ["build", folder], folder);
    return join(folder, "book");
  },
  async mkdocs({ config, page }) {
    const bin = await python();
    if (!bin) return undefined;
    const folder = write("mkdocs", { "mkdocs.yml": `site_name: Docs\n${config}\n`, "docs/index.md": `# Start\n\n${page}\n` });
    await build("mkdocs", join(bin, "mkdocs"), ["build", "--strict"], folder);
    return join(folder, "site");
  },
  async sphinx({ whole }) {
    const bin = await python();
    if (!bin) return undefined;
    const folder = write("sphinx", { "conf.py": "project = 'Docs'\n", "index.rst": `Start\n=====\n\n${whole}\n` });
    await build("sphinx", join(bin, "sphinx-build"), ["-W", folder, join(folder, "site")], folder);
    return join(folder, "site");
  },
  async docusaurus({ config, page }, baseUrl) {
    const presets = [["classic", { docs: { routeBasePath: "/" }, blog: false }]];
    const own = JSON.stringify({ title: "Docs", url: "http://127.0.0.1", baseUrl, presets });
    const folder = join(root, FOLDER, "docusaurus");
    mkdirSync(join(folder, "docs"), { recursive: true });
    copyFileSync(join(root, "scripts/docs-tools/package.json"), join(folder, "package.json"));
    say("Installing Docusaurus into target/docs-tools/docusaurus/ (about 1 minute, and seconds when it is there).");
    await build("npm", "npm", ["install", "--no-package-lock", "--no-audit", "--no-fund"], folder);
    writeFileSync(join(folder, "docusaurus.config.js"), `export default {\n...${own},\n${config}\n};\n`);
    writeFileSync(join(folder, "docs/start.mdx"), `---\nslug: /\n---\n\n# Start\n\n${page}\n`);
    await build("docusaurus", join(folder, "node_modules/.bin/docusaurus"), ["build"], folder);
    return join(folder, "build");
  },
};

/** dist/ as a host has it that lets the pages at `origin` frame it. */
function framedBy(origin) {
  const serve = files(join(root, "dist"));
  return (request, response) => {
    const writeHead = response.writeHead.bind(response);
    response.writeHead = (status, { "content-security-policy": policy, ...headers }) => {
      const framed = policy && { "content-security-policy": policy.replace("frame-ancestors 'self'", `frame-ancestors ${origin()}`) };
      return writeHead(status, { ...headers, ...framed });
    };
    serve(request, response);
  };
}

/** The files of the built sites as they are, each under the name of its tool. */
const sites = (folders) => (request, response) => {
  const [, name, ...rest] = decodeURIComponent(new URL(request.url, "http://host").pathname).split("/");
  const file = join(folders.get(name) ?? root, rest.join("/") || "index.html");
  if (!folders.has(name) || !existsSync(file)) return response.writeHead(404).end();
  return response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(readFileSync(file));
};

/** The lines that *Embed this* gives for a tool: `whole`, and where there is an empty line in it, what stands before it goes into the tool's configuration. */
async function copied(browser, address, name) {
  const page = await browser.newPage();
  await page.goto(`${address}${VIEW}`);
  await page.getByText("Embed this", { exact: true }).click();
  await page.getByLabel("For", { exact: true }).selectOption({ label: NAMES[name] });
  const whole = await page.locator("pre.code", { hasText: address }).innerText();
  await page.close();
  const [config, ...rest] = whole.split("\n\n");
  return { whole, config, page: rest.length > 0 ? rest.join("\n\n") : whole };
}

/** Runs the experiment in every frame of a page, as a reader would. */
async function runIn(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(address);
  const frames = page.locator("iframe");
  await frames.first().waitFor();
  for (const frame of await frames.all()) {
    await frame.scrollIntoViewIfNeeded();
    await frame.contentFrame().getByRole("button", { name: /^Run experiment/ }).first().click();
    await frame.contentFrame().getByRole("heading", { name: "What happened" }).waitFor();
  }
  const count = await frames.count();
  await page.close();
  return count;
}

const asked = argv.slice(2);
const unknown = asked.find((name) => !(name in TOOLS));
if (unknown) stop(`There is no tool ${unknown}. The tools: ${Object.keys(TOOLS).join(", ")}`);
await installPackages("tests/e2e", "Playwright and axe");
const { chromium } = createRequire(join(root, "tests/e2e/package.json"))("@playwright/test");
const folders = new Map();
const docs = await listen(sites(folders), 0);
const at = (server) => `http://127.0.0.1:${server.address().port}`;
const lab = await listen(framedBy(() => at(docs)), 0);
const browser = await chromium.launch({ executablePath: await browserPath(), args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
for (const name of asked.length > 0 ? asked : Object.keys(TOOLS)) {
  const folder = await TOOLS[name](await copied(browser, `${at(lab)}/`, name), `/${name}/`);
  if (!folder) {
    say(`Not tried: ${name}; python3 with venv is not on this machine.`);
    continue;
  }
  folders.set(name, folder);
  const count = await runIn(browser, `${at(docs)}/${name}/`);
  say(`${name}: ${count} embedded, and the experiment ran in ${count === 1 ? "it" : "each"}.`);
}
await browser.close();
for (const server of [docs, lab]) server.close();
