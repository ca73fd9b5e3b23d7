#!/usr/bin/env bash
# wasm-merge cannot join two modules that share one imported memory: it makes two of it
#
# Versions   Binaryen 132.0.0 by npm (wasm-merge, wasm-dis), under Node as installed.
# Input      Two modules that import the same memory, table and global from "main", as the parts of a split module do.
# Expected   One module with three imports: what has the same name in the same module is the same thing.
# Guess      The table stays there twice, and the module works all the same, since tables may be several.
# Seen       Without --enable-multimemory the result does not validate: the memory stays there twice as well. With it, memory, table and global
#            are each imported twice under one name, and every load, store, indirect call and use of the global says which of the two it means.
# So         Who gathers parts of a split module enables multimemory for the join, takes the second imports and their names out of the text,
#            and has a module for every browser again. The feature must not stay on for the optimiser, which would keep both.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm binaryen@132.0.0

for name in one two; do
  cat > $name.wat <<WAT
(module
 (import "main" "memory" (memory 1))
 (import "main" "table" (table 4 funcref))
 (import "main" "stack" (global \$stack (mut i32)))
 (type \$t (func (result i32)))
 (elem (i32.const $([ $name = one ] && echo 0 || echo 1)) func \$f)
 (func \$f (result i32)
  (i32.store (i32.const 0) (global.get \$stack))
  (call_indirect (type \$t) (i32.const 2))))
WAT
  node node_modules/binaryen/bin/wasm-as $name.wat -o $name.wasm
done

{
  for features in "" --enable-multimemory; do
    echo "wasm-merge${features:+ $features}"
    if node node_modules/binaryen/bin/wasm-merge one.wasm one two.wasm two --mvp-features --enable-reference-types --enable-mutable-globals $features -o both.wasm > /dev/null 2> told; then
      node node_modules/binaryen/bin/wasm-dis --enable-multimemory both.wasm | grep -E '^ \(import|i32.store|global.get|call_indirect' | sed 's/^ *//'
    else
      grep -oE "multiple memories require multimemory" told | head -1
    fi
  done
} > seen

as_before <<'TEXT'
wasm-merge
multiple memories require multimemory
wasm-merge --enable-multimemory
(import "main" "memory" (memory $mimport$0 1))
(import "main" "memory" (memory $mimport$1 1))
(import "main" "table" (table $timport$0 4 funcref))
(import "main" "table" (table $timport$1 4 funcref))
(import "main" "stack" (global $gimport$0 (mut i32)))
(import "main" "stack" (global $gimport$1 (mut i32)))
(i32.store $mimport$0
(global.get $gimport$0)
(call_indirect (type $0)
(i32.store $mimport$1
(global.get $gimport$1)
(call_indirect $timport$1 (type $0)
TEXT
