// Splits the built module into what opening the page needs and the rest, which is fetched when something first has to run.
//
// It is still one build of one crate: functions and data move between two files, and nothing is compiled again. The first module keeps
// the memory and the function table, and is complete for showing a lesson. The second one takes them from the first, writes its data
// into the memory and puts its functions into the table. Who stays is computed: what the first module's exports can reach by calls, through the
// table and through pointers in the data, without entering a place of `LATER`. A call that does enter one goes through the table,
// whose slot is empty until the second module is there; `Session::complete_then` in the crate waits for it before such calls.
//
// With SPLIT_NAMES=1 functions keep their names, for finding out who calls too early: the browser says "null function" then.
//
// Binaryen (npm) writes the module as text and reads it again, so that nothing here has to know its encoding.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { env } from "node:process";
import { root, run, stop } from "./run.mjs";

/** Where the linker lets the table begin (build.rs): so high that its slots are not mistaken for other numbers in the code. */
const TABLE_BASE = 16384;
/** Where the linker says what lies where in the memory (build.rs). */
const MAP = resolve(root, env.CARGO_TARGET_DIR ?? "target", "wasm32-unknown-unknown/release/grant-lab.map");

/**
 * Where the second part begins: functions that are called only after it has come. Whatever else they alone need goes with them. In the
 * crate each is marked `#[inline(never)]`, or it would become a part of its caller.
 */
const LATER = [
  "grant_lab::ui::app::other_area::",
  "grant_lab::ui::session::rest::Rest::",
  "grant_lab::ui::pages::learn::view::Lesson::run_now::",
  "grant_lab::ui::pages::learn::view::Lesson::finish::",
  "grant_lab::ui::pages::learn::evidence::show::",
  "grant_lab::ui::pages::learn::happened::show::",
  "grant_lab::ui::pages::learn::sign_in::card::",
  "grant_lab::lab::answers::", // Named by the data of steps and cells, called with evidence.
  "grant_lab::lab::checks::",
  "instancehandle_", // For programs, which wait for both parts.
  "__wbg_instancehandle",
  "__wbg_into", // For streams, which the page has none of.
  "intounderlying",
];

const FEATURES = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-float-to-int", "reference-types", "sign-ext"];
const NAMES = env.SPLIT_NAMES ? ["-g"] : [];
const TOOL = (name) => join(root, "scripts/node_modules/binaryen/bin", name);
const NAME = String.raw`\$(?:"(?:[^"\\]|\\.)*"|[^\s()"]+)`;

/** Writes the two modules and gives back what was decided, for a person who wants to know. */
export async function split(module, first, second) {
  const text = `${module}.wat`;
  await binaryen("wasm-dis", [module, "-o", text]);
  const parts = read(readFileSync(text, "utf8"));
  if (!existsSync(MAP)) stop(`The linker's map ${MAP} is missing. Run \`make clean\`, then build again.`);
  const objects = objectsOf(readFileSync(MAP, "utf8"), parts.data);
  const unknown = LATER.find((place) => ![...parts.functions.keys()].some((name) => plain(name).startsWith(place)));
  if (unknown) stop(`No function of this build is called ${unknown}, so the second part would not begin there: see LATER in scripts/split.mjs.`);
  const stays = reachable(parts, objects);
  const plan = boundary(parts, stays);
  writeFileSync(text, firstModule(parts, stays, objects, plan));
  await binaryen("wasm-opt", [text, "-Oz", "--strip-producers", ...NAMES, "-o", first]);
  writeFileSync(text, secondModule(parts, stays, objects, plan));
  await binaryen("wasm-opt", [text, "-Oz", "--strip-producers", ...NAMES, "-o", second]);
  rmSync(text);
  return { functions: parts.functions.size, stays: stays.size, ...plan };
}

async function binaryen(tool, args) {
  const features = ["--mvp-features", ...FEATURES.map((feature) => `--enable-${feature}`)];
  const done = await run("node", [TOOL(tool), ...args, ...features], { log: `target/setup/${tool}.log` });
  if (done.code !== 0) stop(`Binaryen's ${tool} could not do its part:\n${done.output.trim().split("\n").slice(-5).join("\n")}`);
}

/** The module's fields by kind. */
function read(text) {
  const fields = topLevel(text);
  const starting = (head) => fields.filter((field) => field.startsWith(`(${head} `));
  const functions = new Map();
  for (const field of starting("func")) {
    const name = new RegExp(`^\\(func (${NAME})`).exec(field)[1];
    functions.set(name, { text: field, ...signature(field), ...mentions(field) });
  }
  const [segment, ...others] = starting("elem");
  if (others.length > 0 || !segment.includes(`(i32.const ${TABLE_BASE}) func `)) stop("The function table of this build is not as build.rs asks for it.");
  const table = names(segment.slice(segment.indexOf(" func ")));
  const imported = new Map(starting("import").flatMap((field) => [...field.matchAll(new RegExp(`\\(func (${NAME})`, "g"))].map((hit) => [hit[1], field])));
  const exported = starting("export").map((field) => ({ field, name: new RegExp(`\\(func (${NAME})\\)\\)$`).exec(field)?.[1] }));
  return { fields, starting, functions, table, imported, exported, data: starting("data").map(octets) };
}

/** The text of every field of the module. */
function topLevel(text) {
  const fields = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      for (at += 1; text[at] !== '"'; at += 1) if (text[at] === "\\") at += 1;
    } else if (sign === ";" && text[at + 1] === ";") {
      at = text.indexOf("\n", at);
    } else if (sign === "(") {
      depth += 1;
      if (depth === 2) start = at;
    } else if (sign === ")") {
      if (depth === 2) fields.push(text.slice(start, at + 1));
      depth -= 1;
    }
  }
  return fields;
}

function names(text) {
  return [...text.matchAll(new RegExp(NAME, "g"))].map((hit) => hit[0]);
}

function signature(field) {
  const head = field.slice(0, field.indexOf("\n") === -1 ? undefined : field.indexOf("\n"));
  const params = [...head.matchAll(new RegExp(`\\(param ${NAME} (\\w+)\\)`, "g"))].map((hit) => hit[1]);
  const result = /\(result ([\w ]+)\)/.exec(head)?.[1];
  return { params, result };
}

/** What a function's body names: functions that it calls, and numbers that may be addresses or slots of the table. */
function mentions(field) {
  const calls = new Set([...field.matchAll(new RegExp(`\\((?:return_)?(?:call|ref\\.func) (${NAME})`, "g"))].map((hit) => hit[1]));
  const numbers = new Set();
  for (const [, kind, digits] of field.matchAll(/(i32\.const |i64\.const |offset=)(-?\d+)/g)) {
    if (kind === "i64.const ") {
      const wide = BigInt.asUintN(64, BigInt(digits));
      numbers.add(Number(wide & 0xffffffffn)).add(Number(wide >> 32n));
    } else {
      numbers.add(Number(digits));
    }
  }
  return { calls, numbers };
}

/** A data segment: where it lies and its bytes. */
function octets(field) {
  const start = Number(/\(i32\.const (\d+)\)/.exec(field)[1]);
  const text = field.slice(field.indexOf('"') + 1, field.lastIndexOf('"'));
  const escapes = { n: 10, t: 9, r: 13, '"': 34, "'": 39, "\\": 92 };
  const bytes = [];
  for (const [part, hex, letter] of text.matchAll(/\\([0-9a-f]{2})|\\(.)|[^\\]/gu)) {
    if (hex) bytes.push(Number.parseInt(hex, 16));
    else if (letter) bytes.push(escapes[letter]);
    else bytes.push(...Buffer.from(part));
  }
  return { start, end: start + bytes.length, bytes: Buffer.from(bytes) };
}

/**
 * The objects of the data in their order, each with its place, its bytes and whether it stays in any case: what can be written
 * to, strings that the linker has laid into each other, and tables of the compiler's, which may be named by an address before them.
 */
function objectsOf(map, data) {
  const objects = [];
  for (const [, address, size, name] of map.slice(map.indexOf(" DATA\n")).matchAll(/^ *([0-9a-f]+) +[0-9a-f]+ +([0-9a-f]+) {9}(\S.*)$/gm)) {
    const [start, length] = [Number.parseInt(address, 16), Number.parseInt(size, 16)];
    const segment = data.find((each) => start >= each.start && start + length <= each.end);
    if (!segment || length === 0) continue; // What is zero at the start is in no segment.
    const isFixed = !/:\(\.rodata\.+/.test(name) || name.includes("switch.table");
    objects.push({ start, end: start + length, bytes: segment.bytes.subarray(start - segment.start, start - segment.start + length), stays: isFixed });
  }
  objects.sort((a, b) => a.start - b.start);
  // What no object covers is there for alignment and zero. If it is not, the map is not of this build.
  let last = { end: 0 };
  for (const object of [...objects, { start: Infinity }]) {
    const holes = data.map(({ start, end, bytes }) => bytes.subarray(Math.max(last.end - start, 0), Math.max(Math.min(object.start, end) - start, 0)));
    if (object.start < last.end || holes.some((hole) => hole.some((octet) => octet !== 0))) {
      stop(`The linker's map ${MAP} does not fit this build, from address ${last.end} on. Run \`make clean\`, then build again.`);
    }
    last = object;
  }
  return objects;
}

/** A name without the signs of the text format. */
const plain = (name) => name.replace(/^\$"?/, "");

const waits = (name) => LATER.some((place) => plain(name).startsWith(place));

/** The functions that the first module keeps. Of the objects, those that they name are marked to stay as well. */
function reachable({ functions, table, exported }, objects) {
  /** The object at an address. */
  const at = (address) => {
    let [low, high] = [0, objects.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (objects[middle].start <= address) low = middle + 1;
      else high = middle;
    }
    return low > 0 && address < objects[low - 1].end ? low - 1 : undefined;
  };
  const stays = new Set();
  const open = exported.map(({ name }) => name).filter((name) => name !== undefined);
  const seen = new Set();
  const keep = (index) => {
    if (index === undefined || seen.has(index)) return;
    seen.add(index);
    const object = objects[index];
    object.stays = true;
    for (let offset = -object.start & 3; offset + 4 <= object.bytes.length; offset += 4) follow(object.bytes.readUInt32LE(offset));
  };
  const follow = (number) => {
    const name = table[number - TABLE_BASE];
    if (name) open.push(name);
    keep(at(number));
  };
  while (open.length > 0) {
    const name = open.pop();
    if (stays.has(name) || !functions.has(name) || waits(name)) continue;
    stays.add(name);
    open.push(...functions.get(name).calls);
    for (const number of functions.get(name).numbers) follow(number);
  }
  return stays;
}

/** Which functions either module has to reach in the other: those called into the second by slot, those called into the first by export name. */
function boundary({ functions, table, exported }, stays) {
  const slots = new Map(table.map((name, index) => [name, TABLE_BASE + index]).filter(([name]) => functions.has(name) && !stays.has(name)));
  const called = new Set(exported.map(({ name }) => name).filter((name) => functions.has(name) && !stays.has(name)));
  const needed = new Set();
  for (const [name, { calls }] of functions) {
    for (const callee of calls) {
      if (stays.has(name) && functions.has(callee) && !stays.has(callee)) called.add(callee);
      if (!stays.has(name) && (stays.has(callee) || !functions.has(callee))) needed.add(callee);
    }
  }
  let size = TABLE_BASE + table.length;
  for (const name of called) if (!slots.has(name)) slots.set(name, size++);
  return { slots, called, size, needed: new Map([...needed].map((name, index) => [name, `_${index.toString(36)}`])) };
}

function firstModule({ fields, functions, table, imported }, stays, objects, { slots, called, size, needed }) {
  const passOn = ([name]) => {
    const { params, result } = functions.get(name);
    const returns = result ? ` (result ${result})` : "";
    const types = params.length > 0 ? ` (param ${params.join(" ")})` : "";
    const given = params.map((_, index) => ` (local.get ${index})`).join("");
    return `(func ${name}${types}${returns} (call_indirect $0${types}${returns}${given} (i32.const ${slots.get(name)})))`;
  };
  const kept = fields.flatMap((field) => {
    if (field.startsWith("(func ") || field.startsWith("(data ")) return [];
    if (field.startsWith("(elem ")) return segments(new Map(table.map((name, index) => [name, TABLE_BASE + index]).filter(([name]) => stays.has(name) || imported.has(name))));
    if (field.startsWith("(table $0 ")) return [`(table $0 ${size} funcref)`, '(export "_table" (table $0))', '(export "_stack" (global $__stack_pointer))'];
    return [field];
  });
  const own = [...functions].filter(([name]) => stays.has(name)).map(([, { text }]) => text);
  const exports = [...needed].map(([name, short]) => `(export "${short}" (func ${name}))`);
  const data = memory(objects, true);
  return ["(module", ...kept, ...data, ...exports, ...own, ...[...called].map((name) => passOn([name])), ")"].join("\n");
}

function secondModule({ starting, functions, imported }, stays, objects, { slots, size, needed }) {
  const typed = (name) => {
    if (!functions.has(name)) return /\(func .*\)\)$/s.exec(imported.get(name))[0].slice(0, -1);
    const { params, result } = functions.get(name);
    return `(func ${name}${params.length > 0 ? ` (param ${params.join(" ")})` : ""}${result ? ` (result ${result})` : ""})`;
  };
  const taken = [...needed].map(([name, short]) => `(import "first" "${short}" ${typed(name)})`);
  const shared = [
    '(import "first" "memory" (memory $0 1))',
    `(import "first" "_table" (table $0 ${size} funcref))`,
    '(import "first" "__wbindgen_externrefs" (table $__wbindgen_externrefs 1 externref))',
    '(import "first" "_stack" (global $__stack_pointer (mut i32)))',
  ];
  const own = [...functions].filter(([name]) => !stays.has(name)).map(([, { text }]) => text);
  const data = memory(objects, false);
  return ["(module", ...starting("type"), ...shared, ...taken, ...data, ...segments(slots), ...own, ")"].join("\n");
}

/** Element segments that put functions into slots of the table, one for each run of neighbours. */
function segments(slots) {
  const runs = [];
  for (const [name, slot] of [...slots].sort((a, b) => a[1] - b[1])) {
    const last = runs.at(-1);
    if (last && last.start + last.names.length === slot) last.names.push(name);
    else runs.push({ start: slot, names: [name] });
  }
  return runs.map(({ start, names: own }) => `(elem (table $0) (i32.const ${start}) func ${own.join(" ")})`);
}

/** Data segments for the objects that stay or do not, one for each run of neighbours. */
function memory(objects, stay) {
  const runs = [];
  for (const [index, { start, bytes, stays }] of objects.entries()) {
    if (stays !== stay) continue;
    const before = objects[index - 1];
    if (before?.stays === stay) runs.at(-1).bytes.push(Buffer.alloc(start - before.end), bytes);
    else runs.push({ start, bytes: [bytes] });
  }
  const written = (bytes) => Buffer.concat(bytes).toString("hex").replace(/../g, "\\$&");
  return runs.map(({ start, bytes }) => `(data (memory $0) (i32.const ${start}) "${written(bytes)}")`);
}
