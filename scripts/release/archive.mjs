// A folder as .tar.gz and as .zip, the same octets whoever writes them and whenever: names in order, one time, one owner, two modes.
//
// Node compresses, and knows neither format: modern-tar and fflate do, without dependencies. (fflate compresses too, 3 % less, which for a .zip of
// files that mostly are compressed is nothing.)
import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { env } from "node:process";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { packTar } from "modern-tar";

// The times in a .zip are local ones, without a zone.
env.TZ = "UTC";
const LEVEL = 9;
const UNIX = 3;

/** The files of a folder by name, in the order of their code units, with `/` between the parts. */
export function filesOf(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).replaceAll(sep, "/"))
    .filter((name) => !name.startsWith(".")); // What a build that failed left behind.
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name))]));
}

/** The files as one folder in two archives. `seconds` since 1970 is when all of them were changed; `programs` are those that can be run. */
export async function archives(files, { folder, seconds, programs }) {
  const mode = (name) => (programs.includes(name) ? 0o755 : 0o644);
  const mtime = new Date(seconds * 1000);
  const entries = [...files].map(([name, bytes]) => ({ name: `${folder}/${name}`, mode: mode(name), bytes }));
  const owner = { uid: 0, gid: 0, uname: "", gname: "" };
  const tar = await packTar(entries.map(({ name, mode, bytes }) => ({ header: { name, mode, mtime, size: bytes.length, ...owner }, body: bytes })));
  const zipped = entries.map(({ name, mode, bytes }) => [name, [bytes, { attrs: (0o100000 | mode) << 16 }]]);
  const gzipped = gzipSync(tar, { level: LEVEL });
  gzipped[9] = UNIX; // Where it was made (RFC 1952 §2.3.1); the time is 0 already.
  return { "tar.gz": gzipped, zip: zipSync(Object.fromEntries(zipped), { level: LEVEL, mtime, os: UNIX }) };
}
