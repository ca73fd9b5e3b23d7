// What axe says of a page, and what it cannot see.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that colours decide. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** The rule that a name contains the label that is seen. Octets in Base64 express nothing in a human language, so they are no text (WCAG 2.2,
 * definition of text) and no label: their buttons are named by the claim that they encode. */
const NAMED = "label-content-name-mismatch";

/** How a reader's browser may colour the page. */
const COLOURINGS = [
  { colorScheme: "light", forcedColors: "none" },
  { colorScheme: "dark", forcedColors: "none" },
  { colorScheme: "light", forcedColors: "active" },
  { colorScheme: "dark", forcedColors: "active" },
];

/** axe's violations, each with the elements it means. Evaluated, not loaded: a script tag would need the policy's leave. */
export async function violations(page, rules) {
  if (await page.evaluate(() => !window.axe)) await page.evaluate(axe);
  const found = await page.evaluate(async (rules) => {
    // The colour of text is what axe takes from -webkit-text-fill-color. We never set it, so it is `color`, but where colours are forced
    // Chromium computes only `color` as it is painted: axe would hold one palette's text against the other's ground (dequelabs/axe-core#3978).
    const { getPropertyValue } = CSSStyleDeclaration.prototype;
    CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
      return getPropertyValue.call(this, name === "-webkit-text-fill-color" ? "color" : name);
    };
    try {
      return await window.axe.run(document, { resultTypes: ["violations"], ...(rules && { runOnly: rules }) });
    } finally {
      CSSStyleDeclaration.prototype.getPropertyValue = getPropertyValue;
    }
  }, rules);
  const told = found.violations.map(({ id, nodes }) => [id, nodes.filter((node) => !(id === NAMED && node.html.includes('class="byte'))).map((node) => node.target.join(" "))]);
  return told.filter(([, targets]) => targets.length > 0).map(([id, targets]) => `${id}: ${targets.join(", ")}`);
}

/** Texts that have the colour of the plate which the browser lays under them where colours are forced. axe knows no plates, and of a contrast
 * of 1:1 it says that it cannot tell. */
const onPlates = (page) =>
  page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.setProperty("background-color", "Canvas");
    const canvas = getComputedStyle(probe).backgroundColor;
    probe.remove();
    const isUnseen = (element) => {
      const { color, forcedColorAdjust } = getComputedStyle(element);
      return forcedColorAdjust !== "none" && color === canvas && element.checkVisibility() && /\S/.test(element.textContent);
    };
    return [...document.querySelectorAll("body *")].filter(isUnseen).map((element) => `of the colour of its plate: ${element.localName}.${element.className}`);
  });

/** axe's violations in the light, and what is wrong with the colours in the dark and where they are forced. */
export async function violationsInAllColours(page) {
  const all = [];
  for (const [index, colouring] of COLOURINGS.entries()) {
    if (index > 0) await page.emulateMedia(colouring);
    const found = await violations(page, index > 0 ? COLOURS : undefined);
    if (colouring.forcedColors === "active") found.push(...(await onPlates(page)));
    all.push(...found.map((each) => `${colouring.colorScheme}, forced colours ${colouring.forcedColors}: ${each}`));
  }
  await page.emulateMedia(COLOURINGS[0]);
  return all;
}

/** How many pixels the page can be scrolled sideways. */
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
