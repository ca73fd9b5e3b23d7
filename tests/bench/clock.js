// How calls are timed.

/** Calls in a row before the next kind has its turn: short, so that whatever else the machine does meets all kinds alike. */
const BLOCK = 40;

/**
 * Times `calls` calls of each function, one after the other, block by block in turn, after as many calls to warm up.
 * Resolves to one record each: calls a second in the median block, the median and the 99th percentile in milliseconds.
 */
export async function timed(functions, calls) {
  for (const one of functions) for (let call = 0; call < calls; call += 1) await one();
  const times = functions.map(() => []);
  const rates = functions.map(() => []);
  for (let block = 0; block < calls / BLOCK; block += 1) {
    for (const [kind, one] of functions.entries()) {
      const began = performance.now();
      let before = began;
      for (let call = 0; call < BLOCK; call += 1) {
        await one();
        const now = performance.now();
        times[kind].push(now - before);
        before = now;
      }
      rates[kind].push((BLOCK / (before - began)) * 1000);
    }
  }
  return functions.map((_, kind) => ({
    perSecond: quantile(rates[kind], 0.5),
    median: quantile(times[kind], 0.5),
    slowest: quantile(times[kind], 0.99),
  }));
}

/** The value that this share of them does not exceed. */
export function quantile(values, share) {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1];
}
