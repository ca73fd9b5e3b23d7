// Real web servers with the files of deploy/, each started on a free port over the build.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { root, which } from "../../../scripts/run.mjs";

const deploy = (name, build) => readFileSync(join(root, "deploy", name), "utf8").replaceAll("/srv/grant-lab", build);

/** A port that is free now. */
async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts a program, and resolves when something answers at the port. */
async function started(program, args, port, folder) {
  const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const ended = new Promise((_, fail) => child.once("exit", (code) => fail(new Error(`${program} ended with ${code}: ${said.trim()}`))));
  ended.catch(() => {}); // Told by the race below, or the server was stopped.
  const answers = async () => {
    for (;;) {
      try {
        return await fetch(`http://127.0.0.1:${port}/`);
      } catch {
        await new Promise((done) => setTimeout(done, 50));
      }
    }
  };
  await Promise.race([answers(), ended]);
  return () => new Promise((done) => child.once("exit", done) && child.kill());
}

async function nginx(folder, build, port) {
  const configuration = join(folder, "nginx.conf");
  writeFileSync(configuration, `
    daemon off; error_log stderr; pid ${folder}/nginx.pid;
    events {}
    http { access_log off; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
      server { listen 127.0.0.1:${port}; absolute_redirect off;\n${deploy("nginx.conf", build)}\n} }`);
  return started("nginx", ["-p", folder, "-c", configuration], port, folder);
}

async function caddy(folder, build, port) {
  const configuration = join(folder, "Caddyfile");
  writeFileSync(configuration, `{\n\tadmin off\n}\nhttp://127.0.0.1:${port} {\n${deploy("Caddyfile", build)}\n}\n`);
  return started("caddy", ["run", "--adapter", "caddyfile", "--config", configuration], port, folder);
}

async function apache(folder, build, port) {
  const configuration = join(folder, "apache.conf");
  const modules = ["mpm_event", "authz_core", "alias", "dir", "headers", "mime", "rewrite"];
  const own = modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n");
  writeFileSync(configuration, `${own}\nServerRoot ${folder}\nServerName 127.0.0.1\nListen 127.0.0.1:${port}\nPidFile ${folder}/apache.pid
ErrorLog ${folder}/error.log\nTypesConfig /etc/mime.types\nDocumentRoot ${folder}\n${deploy("apache.conf", build)}`);
  return started("apache2", ["-X", "-f", configuration], port, folder);
}

/** No configuration at all: what people try first. */
async function python(folder, build, port) {
  const site = join(folder, "site");
  cpSync(build, join(site, "grant-lab"), { recursive: true });
  return started("python3", ["-m", "http.server", String(port), "--bind", "127.0.0.1", "--directory", site], port, folder);
}

export const SERVERS = {
  nginx: { start: nginx, program: "nginx", compressed: "gzip", configured: true },
  caddy: { start: caddy, program: "caddy", compressed: "br", configured: true },
  apache: { start: apache, program: "apache2", compressed: "br", configured: true },
  python: { start: python, program: "python3", configured: false },
};

/** Whether this machine has the server's program. */
export const isHere = ({ program }) => Boolean(which(program));

/** Starts a server over the build, with its own files in `folder`. */
export async function serve(name, build, folder) {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const stop = await SERVERS[name].start(folder, build, port);
  return { origin: `http://127.0.0.1:${port}`, page: `http://127.0.0.1:${port}/grant-lab/`, stop };
}
