// Writes own.html into a build: the second document, from which one's own issuer is asked. It is the source own.html with the style
// sheets, the symbols and the address of parts.js that index.html of the same build has, and its words. Deleting it from a host takes nothing else away.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { read, stop } from "./run.mjs";
import { inWords } from "./words.mjs";

/** The page’s name. */
export const OWN_PAGE = "own.html";

/** Writes the page; index.html of `folder` is as it will be served. */
export function writeOwnPage(folder) {
  const index = readFileSync(join(folder, "index.html"), "utf8");
  const found = (pattern, what) => index.match(pattern) ?? stop(`index.html of this build has no ${what} for own.html.`);
  const styles = found(/<link\b[^>]*\brel="?stylesheet\b[^>]*>/g, "style sheet").join("");
  const [symbols] = found(/<svg hidden\b.*?<\/svg>/s, "symbols");
  const [, parts] = found(/\bdata-parts="?(\.\/[\w.-]+)/, "parts.js");
  const page = inWords(read(OWN_PAGE)).replace("<!-- styles -->", styles).replace("<!-- symbols -->", symbols).replace("./parts.js", parts);
  writeFileSync(join(folder, OWN_PAGE), page);
}
