// Whether the page around is light or dark where the element is.

/**
 * By what documentation tools write on `html` and `body`, else by what CSS says, else by the ink, which is bright on a dark page. Ink in a
 * notation of its own says nothing, and the browser decides.
 */
export function sideOf({ names, scheme, ink, isDarkPreferred }) {
  const isSide = (word) => word === "light" || word === "dark";
  const named = names.find(isSide);
  const [only, other] = scheme.split(" ").filter(isSide);
  if (named ?? (only && !other)) return named ?? only;
  const parts = /^rgba?\((\d+), (\d+), (\d+)/.exec(ink)?.slice(1);
  if (!parts) return other && isDarkPreferred ? "dark" : "light";
  const [red, green, blue] = parts;
  return red * 0.2126 + green * 0.7152 + blue * 0.0722 > 127 ? "dark" : "light";
}

const dark = () => matchMedia("(prefers-color-scheme: dark)");

/** The same, read from the document. */
export function sideAround(element) {
  const { colorScheme, color } = getComputedStyle(element);
  const names = [document.documentElement, document.body].map((each) => each.dataset.theme);
  return sideOf({ names, scheme: colorScheme ?? "", ink: color, isDarkPreferred: dark().matches });
}

/** Calls `follow` when what is around may have changed sides: at most once a frame. */
export function followSides(follow) {
  let isDue = false;
  const soon = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      follow();
    });
  };
  const roots = [document.documentElement, document.body];
  const observer = new MutationObserver(soon);
  for (const root of roots) observer.observe(root, { attributes: true });
  dark().addEventListener("change", soon);
  // The ink may take its time.
  addEventListener("transitionend", ({ target }) => roots.includes(target) && soon());
}
