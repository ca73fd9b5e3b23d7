// The bill of materials: every crate that the page is compiled with, as CycloneDX, by cargo-cyclonedx.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, run, stop } from "../run.mjs";
import { need } from "../tools.mjs";

const TOOL = { name: "cargo-cyclonedx", crate: "cargo-cyclonedx", binary: "cargo-cyclonedx", version: "0.5.9" };
const NAME = "grant-lab-sbom";

/**
 * The text of the bill. `seconds` since 1970 is its time: with one given, cargo-cyclonedx makes up no serial number either. It says which Rust and
 * which Node made the build, because only these make the same octets again.
 */
export async function sbom(seconds) {
  await need(TOOL);
  const args = ["cyclonedx", "--format", "json", "--spec-version", "1.5", "--target", "wasm32-unknown-unknown", "--override-filename", NAME];
  const made = await run("cargo", args, { log: "target/setup/sbom.log", env: { SOURCE_DATE_EPOCH: String(seconds) } });
  if (made.code !== 0) stop(`cargo-cyclonedx could not list the crates:\n${made.output.trim()}`);
  const path = join(root, `${NAME}.json`);
  const text = readFileSync(path, "utf8").replaceAll(pathToFileURL(root).href, "file:///grant-lab");
  rmSync(path);
  const bill = JSON.parse(text);
  const rustc = await run("rustc", ["--version"], { log: "target/setup/rustc.log" });
  const built = { rustc: rustc.output.trim(), node: process.version };
  bill.metadata.properties.push(...Object.entries(built).map(([name, value]) => ({ name: `grant-lab:built-with:${name}`, value })));
  return `${JSON.stringify(bill, null, 2)}\n`;
}
