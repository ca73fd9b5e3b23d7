// Puts programs of crates.io into .tools/, each in its version, once. All are compiled without optimisation, which is all a build of this size
// needs; `cargo binstall`, where present, is asked for ready-made binaries first.
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, run, say, since, stop, which } from "./run.mjs";

/** Whether the tool is there in its version, by Cargo's own list of what it has installed: not every tool tells its version. */
export function isThere(tool) {
  const list = join(root, ".tools/.crates.toml");
  const isListed = existsSync(list) && readFileSync(list, "utf8").includes(`"${tool.crate} ${tool.version} (`);
  return isListed && existsSync(join(root, ".tools/bin", tool.binary));
}

/** Installs a tool: `{ name, crate, binary, version, features }`. */
export async function install(tool) {
  const start = Date.now();
  const spec = `${tool.crate}@${tool.version}`;
  const log = `target/setup/${tool.crate}.log`;
  if (which("cargo-binstall") !== undefined) {
    const args = ["binstall", "--no-confirm", "--force", "--disable-strategies", "compile", "--root", ".tools", spec];
    if ((await run("cargo", args, { log })).code === 0 && isThere(tool)) {
      return say(`  ${tool.name} ${tool.version} is in .tools/ (ready-made, ${since(start)}).`);
    }
    say(`  No ready-made ${tool.name} could be had; compiling it.`);
  }
  // Kept until the end, so that an interrupted installation goes on where it stopped.
  const folder = `.tools/build-${tool.crate}`;
  const args = ["install", "--debug", "--locked", "--force", "--root", ".tools", "--no-default-features", "--features", tool.features ?? "", spec];
  const built = await run("cargo", args, {
    log,
    env: {
      CARGO_TARGET_DIR: join(root, folder),
      CARGO_PROFILE_DEV_DEBUG: "0",
      CARGO_PROFILE_DEV_DEBUG_ASSERTIONS: "false",
      CARGO_PROFILE_DEV_OVERFLOW_CHECKS: "false",
      CARGO_PROFILE_DEV_PANIC: "abort",
    },
  });
  if (built.code !== 0) {
    stop(`${built.output.trim().split("\n").slice(-15).join("\n")}\n${tool.name} ${tool.version} could not be installed (all of it: ${log}).`);
  }
  rmSync(join(root, folder), { recursive: true, force: true });
  say(`  ${tool.name} ${tool.version} is in .tools/ (${since(start)}).`);
}

/** Installs a tool that few commands need, unless it is there. */
export async function need(tool) {
  if (isThere(tool)) return;
  say(`Installing ${tool.name} ${tool.version} into .tools/ (once, about 3 minutes on 2 cores).`);
  await install(tool);
}
