// What two measurements of a server do not agree about, as facts: a committed one and a new one, or a server and its imitation.

const PARTS = ["outcome", "status", "error", "value", "members", "headers"];

/** Lines, by kind: what has changed, what is no longer seen, and what was not among the facts before. */
export function differences(before, after) {
  const [old, now] = [indexed(before), indexed(after)];
  const changed = [];
  for (const [key, fact] of old) {
    const other = now.get(key);
    for (const part of other ? PARTS : []) {
      // Of some answers the header fields were not written down.
      if (part === "headers" && !fact.headers && fact.when) continue;
      if (!agree(fact[part], other[part])) changed.push(`${key}: ${part} was ${said(fact[part])}, is ${said(other[part])}`);
    }
  }
  for (const part of ["header", "claims", "id_token"]) {
    const [a, b] = [before.token?.[part], after.token?.[part]];
    if (!agree(a, b)) changed.push(`token, ${part}: was ${said(a)}, is ${said(b)}`);
  }
  return { changed, gone: [...old.keys()].filter((key) => !now.has(key)), added: [...now.keys()].filter((key) => !old.has(key)) };
}

const said = (value) => (value === undefined ? "absent" : JSON.stringify(value));

/** Facts by what was asked. Two about the same are told apart by their place. */
function indexed({ facts }) {
  const [all, seen] = [new Map(), {}];
  for (const fact of facts) {
    const key = [fact.topic, fact.when].filter(Boolean).join(", ");
    seen[key] = (seen[key] ?? 0) + 1;
    all.set(seen[key] > 1 ? `${key}, ${seen[key]}` : key, fact);
  }
  return all;
}

/** Whether a value is what it was: a placeholder stands for anything that is there, and names only its kind. */
function agree(before, after, name) {
  if (before === undefined || after === undefined) return before === after || String(before).startsWith("<only");
  if (typeof before === "string") return agrees(before, after);
  if (name === "expires_in" && typeof after === "number") return Math.abs(before - after) <= 1;
  if (before === null || typeof before !== "object") return before === after || after === "<null>";
  if (Array.isArray(before)) return Array.isArray(after) && before.length === after.length && before.every((one, place) => agree(one, after[place]));
  const names = new Set([...Object.keys(before), ...Object.keys(after ?? {})]);
  return [...names].every((one) => agree(before[one], after?.[one], one));
}

/** A text with placeholders in it. A second of a lifetime is the clock's: some servers count from the time of day. */
function agrees(before, after) {
  const bare = before.replace(/ \(.*\)$/, "").replaceAll('"', "");
  if (bare === "<null>") return after === bare;
  if (/^m2mj?$/.test(bare)) return typeof after === "string";
  if (/^<[^>]*>$/.test(bare)) return true;
  const seconds = /^(\d+) s$/;
  if (seconds.test(bare) && seconds.test(after)) return Math.abs(parseInt(bare) - parseInt(after)) <= 1;
  const pattern = bare.split(/<[^>]*>/).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return typeof after === "string" && new RegExp(`^${pattern.join(".+")}$`).test(after.replaceAll('"', ""));
}
