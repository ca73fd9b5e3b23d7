// Added to wasm-bindgen's glue by scripts/pack.mjs, in place of the global function that the glue calls to go on with Rust's futures.
//
// A panic there would leave through a microtask that nobody awaits: Node ends its process then, and a page hears of it by an event only.
let tellOfTrap = (error) => {
  throw error;
};

/** Has `tell` called with whatever is thrown while futures go on. */
export function on_trap(tell) {
  tellOfTrap = tell;
}

function queueMicrotask(goOn) {
  globalThis.queueMicrotask(() => {
    try {
      goOn();
    } catch (error) {
      tellOfTrap(error);
    }
  });
}
