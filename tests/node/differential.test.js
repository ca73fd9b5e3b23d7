// Grant Lab beside jose and @sd-jwt/core: thousands of tokens, valid and changed at every part, and what each makes of them. Where the two
// differ, a row of DIFFERENCES says why; a difference without a row fails, and so does a row that nothing needs.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as jose from "jose";
import { verify } from "../../dist/grant-lab.js";
import { ALGORITHMS, decode, encode, keysOfAll, seeded, signed } from "./tokens.js";

const SEED = 11;
const SIGNED = 2400;

/** What differs: a change, what verify() says of it, and what jose's compactVerify does, `verified` or its error's code. */
const DIFFERENCES = [
];

/** Another character of the alphabet at this place. */
function otherAt(part, place) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const other = alphabet[(alphabet.indexOf(part[place]) + 16) % 64];
  return part.slice(0, place) + other + part.slice(place + 1);
}

/** Changes made before signing, in header or payload: what the key signs is what stands in the token. */
const SIGNED_SO = {
  "nothing": (header, payload) => [header, payload],
  "no kid": ({ kid, ...header }, payload) => [header, payload],
  "an unknown kid": (header, payload) => [{ ...header, kid: "somebody-else" }, payload],
  "an empty kid": (header, payload) => [{ ...header, kid: "" }, payload],
  "a kid that is a number": (header, payload) => [{ ...header, kid: 7 }, payload],
  "the kid of another key": (header, payload) => [{ ...header, kid: header.alg === "ES256" ? "RS256" : "ES256" }, payload],
  "a typ": (header, payload) => [{ ...header, typ: "at+jwt" }, payload],
  "a typ that is a number": (header, payload) => [{ ...header, typ: 7 }, payload],
  "a cty": (header, payload) => [{ ...header, cty: "example" }, payload],
  "no alg": ({ alg, ...header }, payload) => [header, payload],
  "an empty alg": (header, payload) => [{ ...header, alg: "" }, payload],
  "an alg that is an array": (header, payload) => [{ ...header, alg: [header.alg] }, payload],
  "alg none": (header, payload) => [{ ...header, alg: "none" }, payload],
  "alg nOnE": (header, payload) => [{ ...header, alg: "nOnE" }, payload],
  "alg in lower case": (header, payload) => [{ ...header, alg: header.alg.toLowerCase() }, payload],
  "an alg that is known and not checked": (header, payload) => [{ ...header, alg: "ES256K" }, payload],
  "an alg that nobody knows": (header, payload) => [{ ...header, alg: "XS256" }, payload],
  "the alg of another key": (header, payload) => [{ ...header, alg: header.alg === "ES256" ? "RS256" : "ES256" }, payload],
  "crit empty": (header, payload) => [{ ...header, crit: [] }, payload],
  "crit that is a text": (header, payload) => [{ ...header, crit: "exp" }, payload],
  "crit with a name that the header lacks": (header, payload) => [{ ...header, crit: ["x"] }, payload],
  "crit with a name that nobody knows": (header, payload) => [{ ...header, crit: ["x"], x: 1 }, payload],
  "crit with a registered name": (header, payload) => [{ ...header, crit: ["kid"] }, payload],
  "crit with a number": (header, payload) => [{ ...header, crit: [7] }, payload],
  "b64 true in crit": (header, payload) => [{ ...header, crit: ["b64"], b64: true }, payload],
  "b64 without crit": (header, payload) => [{ ...header, b64: false }, payload],
  "a member jwk": (header, payload) => [{ ...header, jwk: { kty: "oct", k: "AA" } }, payload],
  "white space in the header": (header, payload) => [JSON.stringify(header, null, 2), payload],
  "a member twice in the header": (header, payload) => [`{"alg":"none",${JSON.stringify(header).slice(1)}`, payload],
  "a header that is an array": (header, payload) => [[header], payload],
  "a header that is no JSON": (header, payload) => ["header", payload],
  "a header with a byte order mark": (header, payload) => [`\ufeff${JSON.stringify(header)}`, payload],
  "a header with text after it": (header, payload) => [`${JSON.stringify(header)} x`, payload],
  "an empty header": (header, payload) => ["", payload],
  "an empty payload": (header) => [header, ""],
  "a payload that is an array": (header, payload) => [header, [payload]],
  "a payload that is no JSON": (header) => [header, "hello"],
  "a payload that is no UTF-8": (header) => [header, "\ud800"],
  "a member twice in the payload": (header, payload) => [header, `{"sub":"a",${JSON.stringify(payload).slice(1)}`],
  "a nested payload of depth 200": (header) => [header, `{"a":${"[".repeat(200)}${"]".repeat(200)}}`],
};

/** Changes made to a token that was signed: whoever sees the signature sees something else. Each is given the three parts and `random`. */
const CHANGED_SO = {
  "a character of the header": ([h, p, s], { below }) => [otherAt(h, below(h.length - 1)), p, s].join("."),
  "a character of the payload": ([h, p, s], { below }) => [h, otherAt(p, below(p.length - 1)), s].join("."),
  "a character of the signature": ([h, p, s], { below }) => [h, p, otherAt(s, below(s.length - 1))].join("."),
  "unused bits of the header": (parts) => withUnusedBits(parts, 0),
  "unused bits of the payload": (parts) => withUnusedBits(parts, 1),
  "unused bits of the signature": (parts) => withUnusedBits(parts, 2),
  "padding after the header": ([h, p, s]) => [padded(h), p, s].join("."),
  "padding after the payload": ([h, p, s]) => [h, padded(p), s].join("."),
  "padding after the signature": ([h, p, s]) => [h, p, padded(s)].join("."),
  "the standard alphabet in the signature": ([h, p, s]) => [h, p, `${s.slice(0, -2).replaceAll("-", "+").replaceAll("_", "/")}${s.slice(-2)}`].join("."),
  "a foreign character in the header": ([h, p, s], { below }) => [inserted(h, below(h.length), "!"), p, s].join("."),
  "a foreign character in the payload": ([h, p, s], { below }) => [h, inserted(p, below(p.length), "!"), s].join("."),
  "a foreign character in the signature": ([h, p, s], { below }) => [h, p, inserted(s, below(s.length), "!")].join("."),
  "a space in the payload": ([h, p, s], { below }) => [h, inserted(p, below(p.length), " "), s].join("."),
  "a line break in the signature": ([h, p, s], { below }) => [h, p, inserted(s, below(s.length), "\n")].join("."),
  "a line break at the end": (parts) => `${parts.join(".")}\n`,
  "a space in front": (parts) => ` ${parts.join(".")}`,
  "a signature without its last octet": ([h, p, s]) => [h, p, encode(decode(s).subarray(0, -1))].join("."),
  "a signature with one octet more": ([h, p, s]) => [h, p, encode(Uint8Array.from([...decode(s), 0]))].join("."),
  "a signature of zeros": ([h, p, s]) => [h, p, encode(new Uint8Array(decode(s).length))].join("."),
  "no signature": ([h, p]) => [h, p, ""].join("."),
  "the signature left out": ([h, p]) => [h, p].join("."),
  "a part more": (parts) => [...parts, "AA"].join("."),
  "a dot more at the end": (parts) => `${parts.join(".")}.`,
  "a dot in front": (parts) => `.${parts.join(".")}`,
  "a comma for a dot": ([h, p, s]) => `${h}.${p},${s}`,
  "the payload left out": ([h, , s]) => `${h}..${s}`,
  "header and payload in each other's place": ([h, p, s]) => [p, h, s].join("."),
  "the first half": (parts) => parts.join(".").slice(0, parts.join(".").length / 2),
  "nothing left": () => "",
};

function inserted(part, place, what) {
  return part.slice(0, place) + what + part.slice(place);
}

/** With padding where base64 would have it; a part that needs none gets a sign all the same. */
function padded(part) {
  return part.padEnd(Math.ceil((part.length + 1) / 4) * 4, "=");
}

/** The same octets in another spelling, where the last character has bits to spare. */
function withUnusedBits(parts, place) {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const part = parts[place];
  if (part.length % 4 === 0) return undefined; // None to spare.
  return parts.with(place, part.slice(0, -1) + alphabet[alphabet.indexOf(part.at(-1)) + 1]).join(".");
}

/** A payload of some claims. */
function payloadOf({ below, pick }) {
  const claims = {
    iss: "https://issuer.test", sub: pick(["nightly-report", "ä-日本-😀", ""]), aud: pick(["https://api.test", ["a", "b"], []]),
    exp: pick([1, 4102444800, 1700000000.5]), n: pick([9007199254740991, 0.1, -1, 1e21]), scope: "orders.read ".repeat(below(40)),
    deep: { a: [{ b: [null, true, "</script>"] }] },
  };
  return Object.fromEntries(Object.entries(claims).filter(() => below(5) > 0));
}

/** What jose makes of a token: `verified`, or the code of its error. */
async function byJose(token, keySet) {
  try {
    await jose.compactVerify(token, keySet);
    return "verified";
  } catch (error) {
    if (!(error instanceof jose.errors.JOSEError) && !(error instanceof TypeError)) throw error;
    return error.code ?? error.name;
  }
}

/** jose tells a signature that does not fit from everything else, which for verify() is partly failed, partly not checked. */
const agree = (ours, theirs) =>
  theirs === "verified" ? ours === "verified" : theirs === "ERR_JWS_SIGNATURE_VERIFICATION_FAILED" ? ours === "failed" : ours !== "verified";

test("of signed tokens, valid and changed at every part, verify() says what jose says", async () => {
  const random = seeded(SEED);
  const keys = await keysOfAll();
  const jwks = { keys: [...keys.values()].map(({ jwk }) => jwk).filter(({ kty }) => kty !== "oct") };
  const keySet = jose.createLocalJWKSet(jwks);
  const changes = [...Object.keys(SIGNED_SO), ...Object.keys(CHANGED_SO)];
  const found = new Map();
  const verified = { ours: 0, theirs: 0 };
  for (let made = 0; made < SIGNED; made += 1) {
    const alg = Object.keys(ALGORITHMS)[made % 13];
    const change = made % 4 === 0 ? "nothing" : changes[Math.floor(made / 13) % changes.length];
    const plain = [{ alg, kid: alg }, payloadOf(random)];
    const [header, payload] = SIGNED_SO[change]?.(...plain) ?? plain;
    const whole = await signed(keys.get(alg), header, payload);
    const token = CHANGED_SO[change] ? CHANGED_SO[change](whole.split("."), random) : whole;
    if (token === undefined) continue;
    // jose takes a shared secret alone, out of no set.
    const { jwk } = keys.get(alg);
    const [mine, others] = jwk.kty === "oct" ? [jwk, decode(jwk.k)] : [jwks, keySet];
    const [{ state, ...said }, theirs] = await Promise.all([verify(token, mine), byJose(token, others)]);
    assert.equal(said.reason === null, state === "verified", `${change}: ${JSON.stringify(said)}`);
    verified.ours += state === "verified";
    verified.theirs += theirs === "verified";
    if (!agree(state, theirs)) {
      const key = `${change} | ${state} | ${theirs}`;
      found.set(key, `${token}\n${alg} ${JSON.stringify(said)}`);
    }
  }
  assert.ok(verified.theirs > SIGNED / 4, "most of what nobody changed is verified");
  explained(found, DIFFERENCES);
});

/** Every difference has its row, and every row a difference. */
function explained(found, rows) {
  const known = rows.map(({ what, ours, theirs }) => `${what} | ${ours} | ${theirs}`);
  const unknown = [...found].filter(([key]) => !known.includes(key));
  assert.equal(unknown.length, 0, `Differences that nothing explains:\n${unknown.map((each) => each.join("\n  ")).join("\n")}`);
  assert.deepEqual(known.filter((key) => !found.has(key)), [], "Rows that nothing needs");
}
