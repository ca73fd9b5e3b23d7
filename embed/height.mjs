// How high a frame is: what the page in it reports, and what the element makes of that. Both without a document.

/** Less is not worth a message. */
const STEP = 4;
/** So many rises one after the other, in so many milliseconds, are a loop: somebody's style makes the page grow with its frame. */
const RISES = 12;
const WITHIN = 2000;

/** Turns measured heights into those that are reported: whole pixels, changes only, `"loop"` once where they would never end. */
export function reports() {
  let last = 0;
  let rises = [];
  let isFrozen = false;
  return {
    next(height, now) {
      const whole = Math.ceil(height);
      if (isFrozen || Math.abs(whole - last) < STEP) return undefined;
      rises = whole > last ? [...rises, now].slice(-RISES) : [];
      last = whole;
      isFrozen = rises.length === RISES && now - rises[0] <= WITHIN;
      return isFrozen ? "loop" : whole;
    },
    /** Somebody does something in the page, so that it may well grow. */
    release() {
      isFrozen = false;
      rises = [];
    },
  };
}

/** The element's `height`: `600` for always as much, `200-900` for as the content needs between these; else between 120 and 4000. */
export function boundsOf(text) {
  const [, first, second = first] = /^(\d{2,5})(?:-(\d{2,5}))?$/.exec(text) ?? [, "120", "4000"];
  const [least, most] = [Number(first), Number(second)];
  return { least, most: Math.max(least, most) };
}

/** A reported height within bounds; `undefined` for what is none. */
export const bounded = (height, { least, most }) => (Number.isSafeInteger(height) ? Math.min(Math.max(height, least), most) : undefined);
