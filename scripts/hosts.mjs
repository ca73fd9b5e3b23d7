// The build behind real web servers, each with its file of deploy/, and in frames of somebody's page, at length. `make hosts`; what this
// machine lacks is named.
import { join } from "node:path";
import { SERVERS, isHere } from "../tests/e2e/hosts/servers.js";
import { chromium } from "./browser.mjs";
import { installPackages } from "./packages.mjs";
import { root, run, say } from "./run.mjs";

const E2E = "tests/e2e";

await installPackages(E2E, "Playwright and axe");
const missing = Object.values(SERVERS).filter((server) => !isHere(server));
const playwright = join(E2E, "node_modules/@playwright/test/cli.js");
const { code } = await run("node", [playwright, "test", "--config", join(E2E, "hosts.config.js")], { cwd: root, env: { CHROMIUM: await chromium() } });
for (const { program } of missing) say(`Not tried: ${program}, which is not on this machine. Debian: apt install nginx-light caddy apache2 python3`);
process.exit(code);
