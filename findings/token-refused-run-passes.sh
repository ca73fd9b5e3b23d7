#!/usr/bin/env bash
# The token is refused and the run passes: two command lines for API collections end with 0 all the same
#
# Versions   @usebruno/cli 4.1.0, httpyac 6.16.7; Node 24.22.3.
# Input      A collection of two requests with auth by client_credentials, the second for another scope. The token endpoint answers as RFC 6749 §5.2
#            has it (400, invalid_scope), or grants what is asked. The API answers 200 to anybody, with less for those who bring no token.
# Expected   A run in CI whose token is refused fails. Where tokens come, each request has one of its own scope.
# Guess      Written down before the run: Bruno gives up the request and fails; httpyac sends it without a token; Bruno takes the first token
#            for the second scope, which was the one right guess.
# Seen       The other way round, and neither fails. Bruno sends both requests without Authorization, counts two passes and ends with 0. httpyac
#            sends none of them, counts two errors and ends with 0. With tokens Bruno uses the first one for the second scope: its cache knows
#            address and credentials_id, and no scope.
# So         A run asserts something that only a token makes true. In Bruno each scope has a credentials_id of its own.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" @usebruno/cli@4.1.0 httpyac@6.16.7

cat > server.mjs <<'JS'
import { appendFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
const refuses = process.argv[2] === "refuses";
let tokens = 0;
const server = createServer(async (request, response) => {
  const body = Buffer.concat(await request.toArray()).toString();
  const json = (status, value) => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  const isToken = request.url === "/token";
  const scope = new URLSearchParams(body).get("scope");
  appendFileSync("log", isToken ? `  token for ${scope}: ${refuses ? "invalid_scope" : `token-${(tokens += 1)}`}\n` : `  ${request.url} with ${request.headers.authorization || "no token"}\n`);
  if (!isToken) return json(200, {});
  if (refuses) return json(400, { error: "invalid_scope" });
  json(200, { access_token: `token-${tokens}`, token_type: "Bearer", expires_in: 3600, scope });
}).listen(0, "127.0.0.1", () => writeFileSync("port", String(server.address().port)));
JS

mkdir collection
echo '{ "version": "1", "name": "orders", "type": "collection" }' > collection/bruno.json
collections() {
  : > orders.http
  for name in read write; do
    cat > "collection/$name.bru" <<BRU
meta {
  name: $name
  type: http
  seq: $([ "$name" = read ] && echo 1 || echo 2)
}

get {
  url: http://127.0.0.1:$1/$name
  body: none
  auth: oauth2
}

auth:oauth2 {
  grant_type: client_credentials
  access_token_url: http://127.0.0.1:$1/token
  client_id: reports
  client_secret: not-secret
  scope: orders.$name
  credentials_placement: basic_auth_header
  credentials_id: credentials
  token_placement: header
  token_header_prefix: Bearer
  auto_fetch_token: true
}
BRU
    cat >> orders.http <<HTTP
###
@${name}_tokenEndpoint=http://127.0.0.1:$1/token
@${name}_clientId=reports
@${name}_clientSecret=not-secret
@${name}_scope=orders.$name
GET http://127.0.0.1:$1/$name
Authorization: oauth2 client_credentials $name

HTTP
  done
}

bruno() { (cd collection && ../node_modules/node24/bin/node ../node_modules/@usebruno/cli/bin/bru.js run --noproxy); }
yac() { node24 node_modules/httpyac/bin/httpyac.js send orders.http --all --no-color; }
for answer in refuses grants; do
  for tool in bruno yac; do
    rm -f port log
    node24 server.mjs "$answer" & server=$!
    until [ -s port ]; do :; done
    collections "$(cat port)"
    code=0
    "$tool" > told 2>&1 || code=$?
    kill "$server"
    echo "the server $answer, $tool ends with $code:$(grep -oE '[0-9]+ (Passed|errored)|[0-9]+ requests processed \(.*\)' told | head -1 | sed 's/^/ /')"
    cat log
  done
done > seen
as_before <<'END'
the server refuses, bruno ends with 0: 2 Passed
  token for orders.read: invalid_scope
  /read with no token
  token for orders.write: invalid_scope
  /write with no token
the server refuses, yac ends with 0: 2 requests processed (2 errored)
  token for orders.read: invalid_scope
  token for orders.write: invalid_scope
the server grants, bruno ends with 0: 2 Passed
  token for orders.read: token-1
  /read with Bearer token-1
  /write with Bearer token-1
the server grants, yac ends with 0: 2 requests processed (2 succeeded)
  token for orders.read: token-1
  /read with Bearer token-1
  token for orders.write: token-2
  /write with Bearer token-2
END
