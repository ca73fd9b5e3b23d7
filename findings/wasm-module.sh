#!/usr/bin/env bash
# WebAssembly as an ES module: a browser's message asks for what it then refuses
#
# Versions   @biscuit-auth/biscuit-wasm 0.6.0 (wasm-bindgen's bundler target: its glue says `import * as wasm from "./biscuit_bg.wasm"`) under
#            Node 20.20.2 and 24.22.3, Bun 1.4.5, Deno 2.9.6, Chromium 153.0.8010.0 (and 156, by hand: the same).
# Expected   The integration of WebAssembly with ES modules was driven by browsers, and is there first; `import source` with it.
# Guess      Chromium loads both kinds of import. Node 24 and Deno do, Node 20 and Bun do not.
# Seen       Node 24 and Deno run the package as it is, and no browser build here does. Chromium's message says that it expected "a
#            JavaScript-or-Wasm module script", for an answer of type application/wasm; `import source` is a syntax error. Bun hands the
#            glue the path of the file, which then misses its own exports.
# So         A page still needs the target `web` and a fetch of its own, and no type on the server cures that message.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_20" "$NODE_24" "$BUN" "$DENO" "${CHROMIUM[@]}" @biscuit-auth/biscuit-wasm@0.6.0

package=node_modules/@biscuit-auth/biscuit-wasm/module
cat > instance.mjs <<JS
const { KeyPair, SignatureAlgorithm } = await import("./$package/biscuit.js");
console.log(new KeyPair(SignatureAlgorithm.Ed25519).getPublicKey().toString().startsWith("ed25519/") ? "the package runs" : "the package does not run");
JS
cat > phase.mjs <<JS
import source module from "./$package/biscuit_bg.wasm";
console.log(module instanceof WebAssembly.Module ? "the module is there" : "something else is there");
JS
cat > source.mjs <<'JS'
await import("./phase.mjs");
JS

# What it prints, or the first line that is an error's, without places.
told() {
  "$@" 2>&1 | grep --extended-regexp 'the |Error|error:|Expected' | head -n 1 |
    sed --regexp-extended "s#(file://)?$TMPDIR/##g; s#http://127.0.0.1:[0-9]+##g; s/^Uncaught //" || true
}
{
  for runtime in node20 node24 bun deno chromium; do
    echo "$runtime, import: $(told "$runtime" instance.mjs)"
    echo "$runtime, import source: $(told "$runtime" source.mjs)"
  done
} > seen

as_before <<'TEXT'
node20, import: TypeError [ERR_UNKNOWN_FILE_EXTENSION]: Unknown file extension ".wasm" for node_modules/@biscuit-auth/biscuit-wasm/module/biscuit_bg.wasm
node20, import source: SyntaxError: Unexpected identifier 'module'
node24, import: the package runs
node24, import source: the module is there
bun, import: TypeError: wasm.__wbindgen_start is not a function. (In 'wasm.__wbindgen_start()', 'wasm.__wbindgen_start' is undefined)
bun, import source: error: Expected "from" but found "module"
deno, import: the package runs
deno, import source: the module is there
chromium, import: Failed to load module script: Expected a JavaScript-or-Wasm module script but the server responded with a MIME type of "application/wasm". Strict MIME type checking is enforced for module scripts per HTML spec.
chromium, import source: page.evaluate: SyntaxError: Unexpected identifier 'module'
TEXT
