#!/usr/bin/env bash
# Credentials in an address: refused, sent, or left out without a word
#
# Versions   Node 24.22.3, Bun 1.4.5, Deno 2.9.6, Chromium 153.0.8010.0; the fetch of each, against a server on loopback that tells what came.
# Input      http://CLIENT:SECRET@host/, as connection strings for token endpoints are written.
# Expected   Fetch is one specification (a request whose address includes credentials is a TypeError), or they are all sent as Basic.
# Guess      Node and Chromium refuse. Deno sends Basic, what was percent-encoded decoded. Bun leaves the credentials out.
# Seen       Node and Chromium refuse. Deno and Bun send Basic, decoded, in UTF-8 and not form-encoded (RFC 6749 §2.3.1). A secret with a %
#            that begins no escape, which a URL may hold, is sent by Deno as it stands; Bun sends that request without any credentials,
#            so that the server sees a client that did not authenticate.
# So         Where a server says that no Authorization header came, the client's address is worth a look, not only its code.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" "$BUN" "$DENO" "${CHROMIUM[@]}"

cat > server.mjs <<'JS'
import { createServer } from "node:http";
createServer((request, response) => {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? "");
  const headers = { "access-control-allow-origin": "*", "content-type": "text/plain;charset=utf-8" };
  response.writeHead(200, headers).end(basic ? `Basic of ${Buffer.from(basic[1], "base64").toString()}` : "no Authorization header");
}).listen(0, "127.0.0.1", function () {
  console.log(this.address().port);
});
JS
node server.mjs > port &
server=$!
trap 'kill $server; rm -rf "$TMPDIR"' EXIT
until [ -s port ]; do sleep 0.1; done

cat > ask.mjs <<JS
const cases = { "a secret of letters": "client:secret", "p+q% encoded": "client:p%2Bq%25", "é encoded": "client:%C3%A9", "a bare %": "client:50%off" };
for (const [name, credentials] of Object.entries(cases)) {
  const said = await fetch(\`http://\${credentials}@127.0.0.1:$(cat port)/\`).then((response) => response.text(), (error) => error.name);
  console.log(\`\${name}: \${said}\`);
}
JS

for runtime in node24 chromium deno bun; do
  $runtime ask.mjs | sed "s/^/$runtime   /"
done > seen

as_before <<'TEXT'
node24   a secret of letters: TypeError
node24   p+q% encoded: TypeError
node24   é encoded: TypeError
node24   a bare %: TypeError
chromium   a secret of letters: TypeError
chromium   p+q% encoded: TypeError
chromium   é encoded: TypeError
chromium   a bare %: TypeError
deno   a secret of letters: Basic of client:secret
deno   p+q% encoded: Basic of client:p+q%
deno   é encoded: Basic of client:é
deno   a bare %: Basic of client:50%off
bun   a secret of letters: Basic of client:secret
bun   p+q% encoded: Basic of client:p+q%
bun   é encoded: Basic of client:é
bun   a bare %: no Authorization header
TEXT
