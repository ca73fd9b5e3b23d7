#!/usr/bin/env bash
# Chromium lets a policy name any IPv4 address; the text of CSP allows 127.0.0.1 alone
#
# Versions   Chromium 153.0.8010.0, by playwright-core 1.65.1.
# Input      A page whose policy names one source for connect-src, and a fetch to a server on loopback, by 127.0.0.1, 127.0.0.2, localhost and
#            [::1], each named by the policy as it is fetched, and 127.0.0.1 named as localhost.
# Expected   CSP Level 3 §6.7.2.10 (host-part matching): an IPv4 address other than 127.0.0.1 and any IPv6 address match nothing.
# Guess      Written down before the run for [::1] (refused as no source at all) and for localhost beside 127.0.0.1 (no match), both right. For
#            127.0.0.2 not written down before the measurement; recalled: refused, as the text says, which was wrong.
# Seen       127.0.0.2 is fetched. [::1] is refused, and the console says that the source is invalid and ignored; a name is no address.
# So         A page that narrows its policy to a confirmed address can name any IPv4 address in Chromium and none by IPv6; what a browser does
#            that keeps to the text, it has to find out, and to say.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "${CHROMIUM[@]}"
pages

cat > look.mjs <<'JS'
import { once } from "node:events";
import { createServer } from "node:http";
import { visit } from "./pages.mjs";
const listen = async (host) => {
  const server = createServer((_, response) => response.writeHead(200, { "access-control-allow-origin": "*" }).end("here"));
  await once(server.listen(0, host), "listening");
  return server;
};
const servers = { "127.0.0.1": await listen("127.0.0.1"), "127.0.0.2": await listen("127.0.0.2"), "[::1]": await listen("::1") };
const at = (host) => `http://${host}:${servers[host === "localhost" ? "127.0.0.1" : host].address().port}`;
for (const [named, asked] of [
  ["127.0.0.1", "127.0.0.1"],
  ["127.0.0.2", "127.0.0.2"],
  ["localhost", "localhost"],
  ["localhost", "127.0.0.1"],
  ["[::1]", "[::1]"],
]) {
  const policy = `default-src 'none'; connect-src ${at(named)}`;
  const { came, told } = await visit(
    (_, response) => response.writeHead(200, { "content-type": "text/html", "content-security-policy": policy }).end("<!doctype html><p>A page."),
    (page) => page.evaluate((address) => fetch(address).then((answer) => answer.text(), (error) => error.message), at(asked)),
  );
  const ignored = told.some((line) => /invalid/i.test(line) && line.includes(named)) ? ", the source is said to be invalid" : "";
  console.log(`${named} named, ${asked} asked: ${came}${ignored}`);
}
for (const server of Object.values(servers)) server.close(), server.closeAllConnections();
JS

node look.mjs > seen

as_before <<'TEXT'
127.0.0.1 named, 127.0.0.1 asked: here
127.0.0.2 named, 127.0.0.2 asked: here
localhost named, localhost asked: here
localhost named, 127.0.0.1 asked: Failed to fetch
[::1] named, [::1] asked: Failed to fetch, the source is said to be invalid
TEXT
