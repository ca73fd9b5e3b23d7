// What can be seen of a screen beside axe's rules. Each check gives back what is wrong, in words; nothing wrong is an empty list.
// Functions that run in the page; `docs/accessibility.md` says which item of the list each is for.
import { sideways } from "./axe.js";

/** Items 1 and 19: landmarks, one heading of level 1, no level left out, and help in its place. */
export const outline = (page) =>
  page.evaluate(() => {
    const wrong = [];
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
    const landmarks = ["main", "header.top", 'nav[aria-label="Areas"]', "footer.foot"];
    for (const selector of landmarks) if (shown(selector).length !== 1) wrong.push(`${shown(selector).length} × ${selector}`);
    let before = 0;
    for (const heading of shown("h1, h2, h3, h4, h5, h6")) {
      const level = Number(heading.localName[1]);
      if (level > before + 1) wrong.push(`h${level} after h${before}: ${heading.textContent}`);
      before = level;
    }
    if (shown("h1").length !== 1) wrong.push(`${shown("h1").length} headings of level 1`);
    const links = shown("header.top .end a, footer.foot a").map((link) => link.textContent);
    if (links[0] !== "Search" || links[4] !== "Keyboard shortcuts") wrong.push(`help is not in its place: ${links}`);
    return wrong;
  });

/** Items 5, 12, 13 and 16: a name for each table, a label that stays for each field, other names for other buttons, a word for each sign. */
export const names = (page) =>
  page.evaluate(() => {
    const wrong = [];
    const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
    const referenced = (element) => (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    const label = (element) => (element.getAttribute("aria-label") || referenced(element)).trim();
    for (const table of shown("table")) {
      const name = label(table) || (table.caption?.textContent ?? "").trim();
      if (!name) wrong.push(`a table without a name: ${table.className}`);
      const of = (scope) => table.querySelectorAll(`th[scope=${scope}], th[scope=${scope}group]`).length;
      if (!of("row") || !of("col")) wrong.push(`a table without headings of rows or columns: ${name}`);
    }
    for (const field of shown("input:not([type=hidden]), select, textarea")) {
      const text = label(field) || [...(field.labels ?? [])].map((each) => each.textContent).join(" ").trim();
      if (!text) wrong.push(`a field without a label that stays: ${field.id || field.outerHTML.slice(0, 80)}`);
    }
    // A part of a message is a line of it, and may stand in it twice.
    const place = (element) => {
      const group = element.closest("td[aria-labelledby], [role=group], fieldset, section[aria-label], section[aria-labelledby], nav, .msg, form");
      return group ? label(group) || group.querySelector("legend, h2, h3, header")?.textContent || "" : "";
    };
    const seen = new Set();
    for (const button of shown("main button:not(.part)")) {
      const name = `${place(button)}: ${label(button) || button.textContent.trim()}`;
      if (seen.has(name)) wrong.push(`two buttons are called “${name}”`);
      seen.add(name);
    }
    for (const sign of shown(".chip, .tag, .fit, .out, .known, .receipt .st, .checks li, .lane-line.quiet, .arrow")) {
      if (!/\w/.test(sign.textContent)) wrong.push(`a sign without a word: ${sign.className}`);
    }
    return wrong;
  });

/** Item 9: targets of a pointer that are smaller than so many CSS pixels, without links in the line of a text. */
export const targets = (page, least, selector = "a[href], button, input, select, textarea, summary, [tabindex='0']") =>
  page.evaluate(
    ([least, selector]) => {
      const inLine = (element) => {
        let block = element;
        while (getComputedStyle(block).display === "inline") block = block.parentElement;
        const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, ({ data, parentElement }) =>
          /\S/.test(data) && !parentElement.closest("a, .sr") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
        );
        return block !== element && texts.nextNode() !== null;
      };
      const wrong = [];
      for (const element of document.querySelectorAll(selector)) {
        if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(".skip")) continue;
        // So is an octet in the text of a token.
        if ((element.matches("a") && inLine(element)) || element.matches(".bytes *")) continue;
        const boxes = [element, ...(element.labels ?? [])].map((each) => each.getBoundingClientRect());
        if (boxes.some(({ width, height }) => Math.min(width, height) >= least - 0.01)) continue;
        const { width, height } = boxes[0];
        wrong.push(`${Math.round(width)} × ${Math.round(height)}: ${element.localName}.${element.className} “${(element.getAttribute("aria-label") ?? element.textContent).trim().slice(0, 40)}”`);
      }
      return wrong;
    },
    [least, selector],
  );

/** What is wrong with how an element that has the focus is seen: no ring, not in view, or something else upon it. */
const seen = (element) => {
  const said = (it) => `${it?.localName}.${it?.className} “${(it?.getAttribute("aria-label") ?? it?.textContent ?? "").trim().slice(0, 40)}”`;
  if (!element.matches(":focus-visible") || (getComputedStyle(element).outlineStyle === "none" && !element.matches("h1, main"))) return `no ring: ${said(element)}`;
  // A link over two lines has two boxes; of what is higher than the window, its upper part has to be seen.
  const box = element.getClientRects()[0];
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const bottom = Math.min(box.bottom, box.top + 100);
  for (const [x, y] of [[left + 3, box.top + 3], [right - 3, box.top + 3], [left + 3, bottom - 3], [right - 3, bottom - 3]]) {
    const there = document.elementFromPoint(x, y);
    const own = [element, ...(element.labels ?? [])];
    if (!there || !own.some((each) => each.contains(there) || there.contains(each))) return `${said(element)} is under ${said(there)}`;
  }
  return null;
};

/** Item 3: what has the focus and is not seen, anywhere in the tab order. */
export async function obscured(page) {
  await page.keyboard.press("Tab"); // A ring shows where the last that happened was a key.
  return page.evaluate(`{
    const seen = ${seen};
    const wrong = [];
    for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
      if (element.tabIndex < 0 || element.disabled || !element.checkVisibility({ visibilityProperty: true })) continue;
      element.focus();
      if (document.activeElement === element) wrong.push(seen(element));
    }
    document.activeElement.blur();
    wrong.filter(Boolean);
  }`);
}

/** Items 2 and 3, with the key itself: from the top to the last link. Gives back what was not seen, and how the way ended. */
export async function tabThrough(page, last) {
  await page.evaluate(() => (document.activeElement.blur(), getSelection().removeAllRanges(), scrollTo(0, 0)));
  const wrong = [];
  for (let presses = 0; presses < 200; presses += 1) {
    await page.keyboard.press("Tab");
    const [name, complaint] = await page.evaluate(`{ const seen = ${seen}; const it = document.activeElement; [it.textContent, it === document.body ? null : seen(it)]; }`);
    if (complaint) wrong.push(complaint);
    if (name === last) return wrong;
  }
  return [...wrong, `200 times Tab did not reach “${last}”`];
}

/** Texts that are cut off, and texts that lie on each other. */
export const collisions = (page) =>
  page.evaluate(() => {
    const wrong = [];
    const boxes = [];
    const known = new Map();
    /** What is around an element: what cuts off, what scrolls, whether it sticks, and whether a text in it is not seen, or ends in dots on purpose. */
    const around = (element) => {
      if (!element) return {};
      if (!known.has(element)) {
        const { clip, scrolled, isStuck, isUnseen } = around(element.parentElement);
        const style = getComputedStyle(element);
        const [x, y] = [style.overflowX, style.overflowY];
        known.set(element, {
          clip: /hidden|clip/.test(`${x} ${y}`) ? element : clip,
          scrolled: /auto|scroll/.test(y) ? element : scrolled,
          isStuck: isStuck || style.position === "sticky" || style.position === "fixed",
          isUnseen: isUnseen || style.clipPath !== "none" || style.textOverflow === "ellipsis" || element.matches(".skip, option, textarea"),
        });
      }
      return known.get(element);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
      const { clip, scrolled, isStuck, isUnseen } = around(node.parentElement);
      if (isUnseen) continue;
      const [cut, view] = [clip?.getBoundingClientRect(), scrolled?.getBoundingClientRect()];
      range.selectNodeContents(node);
      for (const { left, right, top, bottom } of range.getClientRects()) {
        if (view && (top < view.top || bottom > view.bottom)) continue;
        if (cut && (right > cut.right + 1 || bottom > cut.bottom + 1 || left < cut.left - 1)) wrong.push(`cut off: ${node.data.trim().slice(0, 40)}`);
        if (!isStuck && right - left >= 1) boxes.push({ left, right, top, bottom, node });
      }
    }
    boxes.sort((one, other) => one.top - other.top);
    for (const [at, one] of boxes.entries()) {
      for (let next = at + 1; next < boxes.length && boxes[next].top < one.bottom - 4; next += 1) {
        const other = boxes[next];
        if (other.node === one.node || Math.min(one.right, other.right) - Math.max(one.left, other.left) < 3) continue;
        if (Math.min(one.bottom, other.bottom) - other.top < 5) continue;
        wrong.push(`“${one.node.data.trim().slice(0, 40)}” lies on “${other.node.data.trim().slice(0, 40)}”`);
      }
    }
    return [...new Set(wrong)];
  });

/** WCAG 1.4.12, as a reader's own sheet would have it. A constructed sheet needs nobody's leave. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }";

/** Items 6, 7 and 22: what does not fit as it is, with a reader's spacing, and from right to left. */
export async function misfits(page) {
  const wrong = [];
  const look = async (how) => {
    const over = await sideways(page);
    if (over) wrong.push(`${how}: ${over} px to scroll sideways`);
    wrong.push(...(await collisions(page)).map((each) => `${how}: ${each}`));
  };
  const over = await sideways(page);
  if (over) wrong.push(`as it is: ${over} px to scroll sideways`);
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, SPACING);
  await look("spaced");
  await page.evaluate(() => ((document.adoptedStyleSheets = []), (document.documentElement.dir = "rtl")));
  await look("from right to left");
  const turned = await page.evaluate(() => [...document.querySelectorAll("main :is(code, pre, textarea, .parts)")].filter((it) => getComputedStyle(it).direction !== "ltr").length);
  if (turned) wrong.push(`from right to left: ${turned} pieces of code too`);
  await page.evaluate(() => document.documentElement.removeAttribute("dir"));
  return wrong;
}

/** Adds up by how much a page shifts while it comes. */
export const watchShifts = (page) =>
  page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => {
      for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
    }).observe({ type: "layout-shift", buffered: true });
  });
