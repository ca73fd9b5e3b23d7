// Clients that show a certificate (RFC 8705): to prove who they are, and to have their tokens bound to it.
import assert from "node:assert/strict";
import { X509Certificate, createHash } from "node:crypto";
import { test } from "node:test";
import { ORDERS, clientOf, discovered, jose, oauth, proofOf } from "./lab.js";

const certificateOf = ({ lab }, id) => new X509Certificate(clientOf(lab, id).certificate);

/** The way to the issuer over connections that show this certificate. */
function showing({ lab }, certificate) {
  return { [oauth.customFetch]: (url, init) => lab.fetch(url, { ...init, certificate: certificate.raw }) };
}

/** A token for `id`, which shows `certificate`; as RFC 8705 §5 has it, from the alias of the endpoint. */
async function token(at, id, certificate = certificateOf(at, id)) {
  const client = { ...clientOf(at.lab, id), use_mtls_endpoint_aliases: true };
  const response = await oauth.clientCredentialsGrantRequest(at.as, client, await proofOf(client), {}, showing(at, certificate));
  return oauth.processClientCredentialsResponse(at.as, client, response);
}

function orders(at, { access_token }, certificate) {
  const headers = { authorization: `Bearer ${access_token}` };
  return at.lab.fetch(ORDERS, { headers, ...(certificate && { certificate: certificate.raw }) });
}

for (const [id, method] of [["meter-gateway", "tls_client_auth"], ["parcel-locker", "self_signed_tls_client_auth"]]) {
  test(`${id} gets a token with ${method}, bound to its certificate`, async (t) => {
    const at = await discovered(t);
    assert.equal(clientOf(at.lab, id).token_endpoint_auth_method, method);
    assert.ok(at.as.token_endpoint_auth_methods_supported.includes(method));
    assert.equal(at.as.tls_client_certificate_bound_access_tokens, true);
    const certificate = certificateOf(at, id);
    const granted = await token(at, id);
    assert.equal(granted.token_type, "bearer");
    assert.equal(at.lab.log().at(-1).request.url, at.as.mtls_endpoint_aliases.token_endpoint);

    const { payload } = await jose.jwtVerify(granted.access_token, at.keys);
    assert.equal(payload.cnf["x5t#S256"], createHash("sha256").update(certificate.raw).digest("base64url"));
    assert.equal((await orders(at, granted, certificate)).status, 200);
    const other = certificateOf(at, id === "meter-gateway" ? "parcel-locker" : "meter-gateway");
    for (const wrong of [other, undefined]) {
      const refused = await orders(at, granted, wrong);
      assert.equal(refused.status, 401);
      assert.match(refused.headers.get("www-authenticate"), /^Bearer .*error="invalid_token"/);
    }
    await assert.rejects(token(at, id, other), { error: "invalid_client", status: 400 });
  });
}

test("a Client-Cert that a request brings is taken out, and the log shows what the proxy wrote", async (t) => {
  const at = await discovered(t);
  const { raw } = certificateOf(at, "meter-gateway");
  const forged = `:${raw.toString("base64")}:`;
  const init = {
    method: "POST",
    headers: { "client-cert": forged },
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: "meter-gateway" }),
  };
  assert.equal((await at.lab.fetch(at.as.token_endpoint, init)).status, 400);
  const [step] = at.lab.log().at(-1).trace;
  assert.deepEqual([step.name, step.clause], ["Proxy", "RFC 9440 §2.4"]);
  assert.equal(at.lab.log().at(-1).request.headers["client-cert"], undefined);
  assert.equal((await at.lab.fetch(at.as.token_endpoint, { ...init, certificate: new Uint8Array(raw) })).status, 200);
  assert.equal(at.lab.log().at(-1).request.headers["client-cert"], forged);
});
