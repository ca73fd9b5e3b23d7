// Tokens for tests: keys of every algorithm, a signature over any header and payload whatever they say, and choices that a seed decides.
import * as jose from "jose";

const RSA = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
const SHA = { 256: "SHA-256", 384: "SHA-384", 512: "SHA-512" };

/** Every algorithm for signatures that Grant Lab checks, with what WebCrypto calls it. */
export const ALGORITHMS = Object.fromEntries([
  ...Object.entries({ ES256: "P-256", ES384: "P-384", ES512: "P-521" }).map(([alg, namedCurve]) => [alg, { name: "ECDSA", namedCurve, hash: hashOf(alg) }]),
  ...["RS256", "RS384", "RS512"].map((alg) => [alg, { name: "RSASSA-PKCS1-v1_5", ...RSA, hash: hashOf(alg) }]),
  ...["PS256", "PS384", "PS512"].map((alg) => [alg, { name: "RSA-PSS", ...RSA, hash: hashOf(alg), saltLength: alg.slice(2) / 8 }]),
  ...["HS256", "HS384", "HS512"].map((alg) => [alg, { name: "HMAC", hash: hashOf(alg) }]),
  ["Ed25519", { name: "Ed25519" }],
]);

function hashOf(alg) {
  return SHA[alg.slice(2)];
}

/** A key for each algorithm: `sign(octets)`, its JWK for whoever verifies, and the private JWK. Both have the algorithm's name as `kid`. */
export async function keysOfAll() {
  const keys = await Promise.all(Object.entries(ALGORITHMS).map(([alg, algorithm]) => keyFor(alg, algorithm)));
  return new Map(keys.map((key) => [key.alg, key]));
}

async function keyFor(alg, algorithm) {
  const made = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const label = ({ key_ops, ext, ...jwk }) => ({ ...jwk, kid: alg, alg });
  const secret = made.privateKey ?? made;
  const privateJwk = label(await crypto.subtle.exportKey("jwk", secret));
  const jwk = made.publicKey ? label(await crypto.subtle.exportKey("jwk", made.publicKey)) : privateJwk;
  return { alg, jwk, privateJwk, sign: async (octets) => new Uint8Array(await crypto.subtle.sign(algorithm, secret, octets)) };
}

export const encode = (octets) => jose.base64url.encode(octets);
export const decode = (text) => jose.base64url.decode(text);
export const text = (value) => (typeof value === "string" ? value : JSON.stringify(value));

/** A compact token over header and payload exactly as they are: texts as they stand, anything else as JSON. */
export async function signed(key, header, payload) {
  const input = `${encode(text(header))}.${encode(text(payload))}`;
  return `${input}.${encode(await key.sign(new TextEncoder().encode(input)))}`;
}

/** Numbers that a seed decides (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { below, pick: (values) => values[below(values.length)] };
}
