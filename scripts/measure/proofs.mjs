// What a client signs: assertions of who it is (RFC 7523) and proofs of possession (RFC 9449). No library: what is asked must not depend on one.
import { generateKeyPairSync, randomUUID, sign } from "node:crypto";

const part = (object) => Buffer.from(JSON.stringify(object)).toString("base64url");

/** A key pair for ES256, with the public key as a server registers it. */
export function keyPair(kid = "client-key") {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  return { privateKey, jwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "ES256" } };
}

function jws({ privateKey }, header, claims) {
  const signed = `${part({ alg: "ES256", ...header })}.${part(claims)}`;
  return `${signed}.${sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" }).toString("base64url")}`;
}

const now = () => Math.floor(Date.now() / 1000);

/** The form's members of private_key_jwt. */
export function assertion(key, id, aud, typ) {
  const claims = { iss: id, sub: id, aud, jti: randomUUID(), iat: now(), exp: now() + 60 };
  return {
    client_id: id,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: jws(key, { kid: key.jwk.kid, ...(typ ? { typ } : {}) }, claims),
  };
}

/** The header field of a proof for a POST to `htu`. */
export function dpop(key, htu) {
  const { kty, crv, x, y } = key.jwk;
  return { dpop: jws(key, { typ: "dpop+jwt", jwk: { kty, crv, x, y } }, { jti: randomUUID(), htm: "POST", htu, iat: now() }) };
}
