#!/usr/bin/env bash
# A key set that Node, Bun and Deno load, and a page does not
#
# Versions   Node 24.22.3, Bun 1.4.5, Deno 2.9.6, Chromium 153.0.8010.0; crypto.subtle.importKey("jwk", …) in each.
# Keys       One P-256 and one RSA key as RFC 7518 spells them, and as issuers' libraries are known to: a coordinate without its leading
#            zero octet (one P-256 key in 128), a modulus with one, padded base64url; and key_ops with a value of somebody's own,
#            which RFC 7517 §4.3 allows.
# Expected   WebCrypto is one specification: a key is taken everywhere or nowhere.
# Guess      The modulus with a zero octet is taken by all but Chromium. The short coordinate is refused by all. Padding is refused by
#            Bun and Deno too. Nothing was guessed of key_ops.
# Seen       Only Chromium reads by the letter: it refuses all three spellings, the other three runtimes take them all. key_ops is the
#            other way round: Bun and Deno refuse the key for the value that they do not know; Node and Chromium take it.
# So         An API that checks tokens well under Node can be one whose tokens no page can check, for one key in 128.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" "$BUN" "$DENO" "${CHROMIUM[@]}"

cat > import.mjs <<'JS'
const ec = { kty: "EC", crv: "P-256", x: "ANoVSBKDztdDLWWJqx1wwr3ebl9yX37GlmfF-Yt5nZc", y: "aLV28bWmY6PuqaVTGznWUdhvZekPP6UdqnTxmjbe4KA" };
const n =
  "u2VSVgxvt6aqhSH40exRLE4IBeTa3BU9XKmh_ixcdQLZyeAe54cQBV27NezFTWN2wdQZwSWDNJgW3HI0DRDb2o4FcP6NbWxFWHI4VQ-K_8udWFu31KNAQtW2" +
  "F9ekOtSMj34aWpvFRzR8oi3ojh4GBZPJTj4bosIFTZ__2nLmR5Es7fXaYogGRmRrOnl22kJx7uzYDGdk8yNUpAAW27fbTDmOmar9A7W6VaFoqNisJ3lZygun" +
  "3_9NCheUYgrVxTvH0zp1j5BUam6bOGCJCI0BpZpgOZrdIlk4Y9oSp1s5KJKF5T0-302feh59j4x3C653aABrwb2RG59oPKX8qEWKQw";
const rsa = { kty: "RSA", e: "AQAB", n };
const octets = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const keys = {
  "P-256 as RFC 7518 §6.2.1 spells it": ec,
  "P-256, x without its zero octet": { ...ec, x: text(octets(ec.x).slice(1)) },
  "RSA as RFC 7518 §6.3.1 spells it": rsa,
  "RSA, n with a zero octet": { ...rsa, n: text(Uint8Array.from([0, ...octets(n)])) },
  "RSA, n padded": { ...rsa, n: `${n}==` },
  "RSA, key_ops verify and attest": { ...rsa, key_ops: ["verify", "attest"] },
};
for (const [name, key] of Object.entries(keys)) {
  const algorithm = key.kty === "EC" ? { name: "ECDSA", namedCurve: "P-256" } : { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const taken = await crypto.subtle.importKey("jwk", key, algorithm, true, ["verify"]).then(() => "taken", () => "refused");
  console.log(`${name}: ${taken}`);
}
JS

for runtime in node24 bun deno chromium; do
  $runtime import.mjs | sed "s/^/$runtime   /"
done > seen

as_before <<'TEXT'
node24   P-256 as RFC 7518 §6.2.1 spells it: taken
node24   P-256, x without its zero octet: taken
node24   RSA as RFC 7518 §6.3.1 spells it: taken
node24   RSA, n with a zero octet: taken
node24   RSA, n padded: taken
node24   RSA, key_ops verify and attest: taken
bun   P-256 as RFC 7518 §6.2.1 spells it: taken
bun   P-256, x without its zero octet: taken
bun   RSA as RFC 7518 §6.3.1 spells it: taken
bun   RSA, n with a zero octet: taken
bun   RSA, n padded: taken
bun   RSA, key_ops verify and attest: refused
deno   P-256 as RFC 7518 §6.2.1 spells it: taken
deno   P-256, x without its zero octet: taken
deno   RSA as RFC 7518 §6.3.1 spells it: taken
deno   RSA, n with a zero octet: taken
deno   RSA, n padded: taken
deno   RSA, key_ops verify and attest: refused
chromium   P-256 as RFC 7518 §6.2.1 spells it: taken
chromium   P-256, x without its zero octet: refused
chromium   RSA as RFC 7518 §6.3.1 spells it: taken
chromium   RSA, n with a zero octet: refused
chromium   RSA, n padded: refused
chromium   RSA, key_ops verify and attest: taken
TEXT
