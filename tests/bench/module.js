// The memory of the module that all issuers share.
import { readFile } from "node:fs/promises";
import { createIssuer } from "../../dist/grant-lab.js";

const DIST = new URL("../../dist/", import.meta.url);

/** The memory of the module in this process: its glue hands out what it has made already. */
export async function moduleMemory() {
  (await createIssuer()).free();
  const [, parts] = /from "\.\/(.+?)"/.exec(await readFile(new URL("grant-lab.js", DIST), "utf8"));
  const [, glue] = /import\(`\.\/(.+?)\$/.exec(await readFile(new URL(parts, DIST), "utf8"));
  const { default: initialise } = await import(new URL(glue, DIST));
  return (await initialise()).memory;
}
