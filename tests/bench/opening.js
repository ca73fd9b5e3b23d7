// How soon the page can be used: from opening it until the button that runs the first step is there and keeps a press, and until the module is
// behind it, beside the reference build and a peer's page.
import { ROUNDS, pages, visited } from "./visits.js";

export async function measure() {
  const { all, missing, close } = await pages();
  const seen = await visited(all);
  close();
  const { own, reference, peer } = seen;
  return {
    title: `Opening the page: medians of ${ROUNDS} first visits each, 4 times slower CPU, 9 Mbit/s, 60 ms`,
    head: ["", "first paint ms", "ready ms", "live ms", "blocked ms", "kB"],
    rows: Object.entries(seen).map(([role, { paint, ready, live, blocking, kB }]) => [
      all[role].name,
      ...[paint, ready, live, blocking, kB].map((value) => value.toFixed(0)),
    ]),
    notes: [
      "First paint: of any text or image. Ready: the button that runs a step is there, and a press on it counts; in a peer's page, what",
      "PEER_READY names. Live: what runs a step is behind it. Blocked: what tasks took beyond 50 ms each until it was ready.",
      ...missing,
    ],
    values: {
      ...(reference && { readyToReference: own.ready / reference.ready, liveToReference: own.live / reference.live }),
      ...(peer && { readyToPeer: own.ready / peer.ready, liveToPeer: own.live / peer.live, paintToPeer: own.paint / peer.paint, blockingToPeer: own.blocking / peer.blocking }),
    },
  };
}
