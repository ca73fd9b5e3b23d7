// Texts as HTML, for what a build writes.
const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML. */
export const escape = (text) => text.replaceAll(/[&<>"]/g, (mark) => ESCAPES[mark]);

/** Learner text as HTML: every second stretch between backticks is code, and nothing else is markup. */
export const prose = (text) =>
  text
    .split("`")
    .map((part, index) => (index % 2 === 1 ? `<code>${escape(part)}</code>` : escape(part)))
    .join("");
