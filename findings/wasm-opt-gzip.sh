#!/usr/bin/env bash
# wasm-opt -Oz makes a module smaller and its download larger
#
# Versions   wasm-opt of binaryen 132.0.0 (npm), @lightsparkdev/crypto-wasm 0.1.26 and @biscuit-auth/biscuit-wasm 0.6.0: wasm-bindgen modules
#            of 0.9 and 2.4 MB as they are published; gzip and brotli of Node's zlib.
# Expected   -Oz is the level for the web: the fewest bytes, -Os a little more, -O3 the most.
# Guess      -Oz is the smallest by gzip for every module, -O2 5 to 15 % above it; a second -Oz gains less than 0.5 %.
# Seen       From the first module -Oz takes 5 % of the octets, and adds 0.8 % to its gzip: -Os, -O2, -O3 and what is published all transfer
#            less. From the second it takes 4.5 %, of which gzip leaves 0.3, and its brotli grows.
# So         A build with a budget in transferred bytes should hold wasm-opt's levels to those, module by module.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm binaryen@132.0.0 @lightsparkdev/crypto-wasm@0.1.26 @biscuit-auth/biscuit-wasm@0.6.0

cat > weigh.mjs <<'JS'
import { readFileSync } from "node:fs";
import { brotliCompressSync, gzipSync } from "node:zlib";
const sizes = (path) => {
  const octets = readFileSync(path);
  return { octets: octets.length, gzip: gzipSync(octets, { level: 9 }).length, brotli: brotliCompressSync(octets).length };
};
const [published, ...levels] = process.argv.slice(2);
const before = sizes(published);
for (const level of levels) {
  const after = sizes(`${level}.wasm`);
  const change = (of) => `${of} ${((after[of] / before[of] - 1) * 100).toFixed(1)} %`;
  console.log(`  ${level}: ${Object.keys(after).map(change).join(", ")}`);
}
JS
weigh() {
  echo "$1, beside what is published"
  for level in "${@:2}"; do
    node node_modules/binaryen/bin/wasm-opt "node_modules/$1" --all-features "-$level" -o "$level.wasm"
  done
  node weigh.mjs "node_modules/$1" "${@:2}"
}
{
  weigh @lightsparkdev/crypto-wasm/crypto_bg.wasm Oz Os O2 O3
  weigh @biscuit-auth/biscuit-wasm/module/biscuit_bg.wasm Oz
} > seen

as_before <<'TEXT'
@lightsparkdev/crypto-wasm/crypto_bg.wasm, beside what is published
  Oz: octets -5.1 %, gzip 0.8 %, brotli 0.5 %
  Os: octets -0.2 %, gzip -0.1 %, brotli 0.3 %
  O2: octets -0.0 %, gzip 0.1 %, brotli 0.2 %
  O3: octets 0.2 %, gzip -0.1 %, brotli 0.0 %
@biscuit-auth/biscuit-wasm/module/biscuit_bg.wasm, beside what is published
  Oz: octets -4.5 %, gzip -0.3 %, brotli 0.4 %
TEXT
