// How soon a stranger sees a result: from opening step 2 until its Receipt is painted, Run tapped the moment it is there, with no sign of
// a reader before. A peer's page that has no result of its own is held to the time until it is ready.
import { ROUNDS, pages, visited } from "./visits.js";

const STEP = "#/learn/2";
const RECEIPT = "main .receipt";

export async function measure() {
  const { all, missing, close } = await pages();
  const { own: page, reference: before, peer: other } = all;
  const run = ({ url, ready }) => ({ url: url + STEP, ready, result: RECEIPT });
  const seen = await visited({ own: run(page), ...(before && { reference: run(before) }), ...(other && { peer: other }) });
  close();
  const { own, reference, peer } = seen;
  return {
    title: `The first Receipt: medians of ${ROUNDS} first visits each, Run tapped at once, 4 times slower CPU, 9 Mbit/s, 60 ms`,
    head: ["", "ready ms", "Receipt ms", "kB by then"],
    rows: Object.entries(seen).map(([role, { ready, result, kB }]) => [all[role].name, ready.toFixed(0), result?.toFixed(0) ?? "", kB.toFixed(0)]),
    notes: ["From the opening, both. kB: what had arrived whole by then. A peer's page is not tapped.", ...missing],
    values: {
      receiptKB: own.kB,
      ...(reference && { receiptToReference: own.result / reference.result }),
      ...(peer && { receiptToPeer: own.result / peer.ready }),
    },
  };
}
