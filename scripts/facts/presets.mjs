// What Build can start from for somebody's own provider: the patterns of scripts/facts/presets.json with what is known of the product.
//
// A pattern's place is `{name}`. What is not known is null there and has no fact here; the page says that it is not known.

/** What of a product is told beside its preset. */
const TOPICS = ["grant", "client_authentication", "audience_choice", "openid", "cross_origin", "basic_spelling"];

/** The presets, with facts of `products`. */
export function presets(own, products, stop) {
  return own.presets.map(({ id, product = id, name, issuer, token, scope, audience, resource, methods, places, note, addresses }) => {
    const known = products.find((other) => other.id === product) ?? stop(`Nothing is known of the product ${product} of the preset ${id}`);
    const patterns = [issuer, token, scope, audience, resource].filter(Boolean);
    const used = patterns.flatMap((pattern) => [...pattern.matchAll(/\{(\w+)\}/g)].map(([, place]) => place));
    const named = places.map((place) => place.name);
    for (const place of used) if (!named.includes(place)) stop(`The preset ${id} does not say what ${place} is`);
    for (const place of named) if (!used.includes(place)) stop(`The preset ${id} has no use for ${place}`);
    const facts = TOPICS.flatMap((topic) => fact(known, topic) ?? []);
    if (methods) {
      const told = facts.find((one) => one.topic === "client_authentication") ?? stop(`Where is it known from how clients of ${id} prove themselves?`);
      Object.assign(told, { value: methods, text: undefined });
    }
    return { id, product, name, issuer, token, scope, audience, resource, places, note, addresses: source(known, addresses, id, stop), facts };
  });
}

/** The plain fact about a topic: what was run wins over what was read, and what was not found out is none. */
function fact({ setups }, topic) {
  for (const { facts, version, date, how } of setups) {
    const plain = facts.find((one) => one.topic === topic && !one.when && one.outcome !== "unknown");
    if (!plain) continue;
    const { outcome, value, text, citation, open, how: own = how } = plain;
    return { topic, outcome, value, text, how: own, citation, open, version, date };
  }
}

/** Where the addresses are known from: of the product's own fact, or said by the preset where that has no token endpoint. */
function source({ id, setups }, said, preset, stop) {
  const own = fact({ setups }, "addresses");
  if (said?.how === "run") {
    const run = setups.find(({ how }) => how === "run") ?? stop(`${id} was not run`);
    return { how: "run", version: run.version, date: run.date };
  }
  if (said) return said;
  if (!own) return stop(`Where are the addresses of ${preset} known from?`);
  const { how, citation, version, date, open } = own;
  return { how, citation, version, date, open };
}
