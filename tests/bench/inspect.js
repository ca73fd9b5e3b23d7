// How fast tokens are verified and inspected, beside what jose does with the same tokens and keys in the same run, one call after the other.
// jose has its key imported beforehand; verify() gets the JWK each time and remembers what it imported.
import * as jose from "jose";
import { inspect, verify } from "../../dist/grant-lab.js";
import { timed } from "./clock.js";

const CALLS = 4000;
const ALGORITHMS = ["ES256", "RS256"];
/** Octets that a token which is inspected has, about. */
const LENGTH = 1024;

export async function measure() {
  const rows = [];
  for (const alg of ALGORITHMS) {
    const { token, jwk, key } = await signed(alg);
    const { state, reason } = await verify(token, jwk);
    if (state !== "verified") throw new Error(`verify() does not verify ${alg}: ${reason}`);
    rows.push({ name: `jose.jwtVerify, ${alg}`, call: () => jose.jwtVerify(token, key) });
    rows.push({ name: `verify, ${alg}`, call: () => verify(token, jwk) });
    if (alg === "ES256") {
      const report = await inspect(token);
      if (report.payload.sub !== "nightly-report") throw new Error(`inspect() does not read the token: ${JSON.stringify(report)}`);
      rows.push({ name: `inspect, ${token.length} octets, without keys`, call: () => inspect(token) });
      rows.push({ name: "inspect, the same with its key", call: () => inspect(token, { keys: jwk }) });
    }
  }
  const results = await timed(rows.map(({ call }) => call), CALLS);
  const [joseEs256, es256, inspected, , joseRs256, rs256] = results.map(({ median }) => median);
  return {
    title: `Tokens read: ${CALLS} of each, one after the other, after as many to warm up`,
    head: ["", "a second", "median ms", "p99 ms"],
    rows: results.map(({ perSecond, median, slowest }, row) => [
      rows[row].name,
      Math.round(perSecond).toLocaleString("en"),
      median.toFixed(3),
      slowest.toFixed(3),
    ]),
    notes: ["jwtVerify also holds exp against the clock; verify() says nothing about claims. What stands beside what is compared by medians."],
    values: { verifyEs256ToJose: joseEs256 / es256, verifyRs256ToJose: joseRs256 / rs256, inspectToJose: joseEs256 / inspected },
  };
}

/** A token of about LENGTH octets as servers make them, with the key that verifies it, as a JWK and as jose imports it. */
async function signed(alg) {
  const { privateKey, publicKey } = await jose.generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await jose.exportJWK(publicKey)), kid: "2026-01", alg };
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: "https://issuer.test", sub: "nightly-report", client_id: "nightly-report", aud: "https://api.test", iat: now, exp: now + 86_400, jti: "f3b1c7",
    scope: "orders.read orders.write stock.read", roles: [],
  };
  const make = () => new jose.SignJWT(claims).setProtectedHeader({ alg, typ: "at+jwt", kid: jwk.kid }).sign(privateKey);
  let token = await make();
  while (token.length < LENGTH) {
    claims.roles.push(`department-${claims.roles.length}`);
    token = await make();
  }
  return { token, jwk, key: await jose.importJWK(jwk, alg) };
}
