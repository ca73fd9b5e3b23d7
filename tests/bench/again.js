// How soon the page can be used again, once it is kept for visits without a network: from opening it until the button that runs the first step
// is there, and until the module is behind it, on the first visit, on the next one, and without a network.
import { join } from "node:path";
import { root } from "../../scripts/run.mjs";
import { host } from "./host.js";
import { LIVE_RUN, ROUNDS, RUN, revisited } from "./visits.js";

export async function measure() {
  const { url, close } = await host(join(root, "dist"));
  const seen = await revisited({ url, ready: RUN, live: LIVE_RUN });
  close();
  const { first, repeat, offline } = seen;
  return {
    title: `Opening the page again: medians of ${ROUNDS} rounds, 4 times slower CPU, 9 Mbit/s, 60 ms`,
    head: ["", "first paint ms", "ready ms", "live ms", "blocked ms", "kB"],
    rows: Object.entries(seen).map(([name, { paint, ready, live, blocking, kB }]) => [name, ...[paint, ready, live, blocking, kB].map((value) => value.toFixed(0))]),
    notes: ["The worker that answers the second and third visit has a thread of its own, which is not slowed down. kB: also what it answered."],
    values: { repeatToFirst: repeat.live / first.live, offlineToRepeat: offline.live / repeat.live },
  };
}
