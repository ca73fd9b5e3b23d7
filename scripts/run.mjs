// What the other scripts share: say a line, find a program, run one and keep its output in a log.
import { spawn } from "node:child_process";
import { accessSync, constants, createWriteStream, mkdirSync, readFileSync, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder; everything runs in it. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** The environment of every tool: the project's own tools come first. */
export const env = { ...process.env, PATH: join(root, ".tools/bin") + delimiter + process.env.PATH };
delete env.NO_COLOR; // Trunk stops at the usual NO_COLOR=1.
env.TRUNK_SKIP_VERSION_CHECK = "true";

/** One line for the reader. */
export const say = (line) => console.log(line);

/** One line, then out. For what the reader has to do something about. */
export function stop(line) {
  console.error(line);
  process.exit(1);
}

/** Seconds since `start`, as "75 s" or "3 min 5 s". */
export function since(start) {
  const seconds = Math.round((Date.now() - start) / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** The path of a program, or nothing. */
export function which(name) {
  for (const folder of env.PATH.split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** A file of the project, as text. */
export const read = (path) => readFileSync(join(root, path), "utf8");

// What was started ends with the script, whether that ends by itself, by an error or by Ctrl-C.
const children = new Set();
process.on("exit", () => children.forEach((child) => child.kill()));
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));

/**
 * Runs a program and resolves to its exit code and output. Shows the output as it comes, unless `log` names a file that
 * takes it. It runs in the project's folder, or in `cwd`.
 */
export function run(command, args, options = {}) {
  const logPath = options.log && join(root, options.log);
  if (logPath) mkdirSync(dirname(logPath), { recursive: true });
  const log = logPath && createWriteStream(logPath);
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: options.cwd ?? root, env: { ...env, ...options.env }, stdio: ["ignore", "pipe", "pipe"] });
    children.add(child);
    let output = "";
    const take = (stream) => (chunk) => {
      output += chunk;
      if (log) log.write(chunk);
      else stream.write(chunk);
    };
    child.stdout.on("data", take(process.stdout));
    child.stderr.on("data", take(process.stderr));
    child.on("error", (error) => done({ code: 127, output: `${output}${command}: ${error.message}\n` }));
    child.on("close", (code, signal) => {
      children.delete(child);
      if (signal) output += `${command} was ended from outside (${signal}).\n`;
      log?.end();
      done({ code: code ?? 1, output });
    });
  });
}

/** Starts a program that runs until it is ended, or until the script ends; returns the child, whose output nobody has to read. */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...env, ...options.env }, stdio: ["ignore", "pipe", "ignore"] });
  children.add(child);
  child.on("close", () => children.delete(child));
  child.stdout.resume();
  return child;
}

/** The version that a line like "trunk 0.21.14" or "rustc 1.88.0 (…)" names, as numbers. */
export const numbers = (text) => (/(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? []).slice(1, 4).map((part) => Number(part ?? 0));
