// The issuer's signatures, verified by jose through the published key set, also after the keys changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { API, clientToken, discovered, jose, oauth, orders } from "./lab.js";

const forApi = { issuer: "https://issuer.test", audience: API, typ: "at+jwt" };

test("jose verifies an access token through the key set", async (t) => {
  const at = await discovered(t);
  const { access_token } = await clientToken(at, { scope: "orders.read" });
  const { payload, protectedHeader } = await jose.jwtVerify(access_token, at.keys, forApi);
  assert.equal(payload.sub, "nightly-report");
  assert.equal(payload.scope, "orders.read");
  assert.equal(protectedHeader.alg, "ES256");
});

for (const alg of ["ES256", "ES384", "RS256", "PS256", "Ed25519"]) {
  test(`access tokens signed with ${alg} verify`, async (t) => {
    const at = await discovered(t, { alg });
    const { access_token } = await clientToken(at);
    const { protectedHeader } = await jose.jwtVerify(access_token, at.keys, { ...forApi, algorithms: [alg] });
    assert.equal(protectedHeader.alg, alg);
    assert.equal((await orders(at.lab, access_token)).status, 200);
  });
}

test("oauth4webapi takes the access token as an API would", async (t) => {
  const { as, via, ...at } = await discovered(t);
  const { access_token } = await clientToken({ as, via, ...at });
  const request = new Request(API, { headers: { authorization: `Bearer ${access_token}` } });
  const claims = await oauth.validateJwtAccessToken(as, request, API, via);
  assert.equal(claims.client_id, "nightly-report");
});

test("a token of another issuer does not verify", async (t) => {
  const [here, there] = [await discovered(t), await discovered(t)];
  const { access_token } = await clientToken(here);
  await assert.rejects(jose.jwtVerify(access_token, there.keys, forApi), { code: "ERR_JWKS_NO_MATCHING_KEY" });
  assert.equal((await orders(there.lab, access_token)).status, 401);
});

test("after a rotation new keys sign, and what the old ones signed stays good", async (t) => {
  const at = await discovered(t);
  const before = (await clientToken(at)).access_token;
  await jose.jwtVerify(before, at.keys, forApi);
  await at.lab.rotateKeys();
  const after = (await clientToken(at)).access_token;
  const [old, now] = [before, after].map((token) => jose.decodeProtectedHeader(token).kid);
  assert.notEqual(now, old);
  for (const token of [before, after]) {
    await jose.jwtVerify(token, at.keys, forApi);
    assert.equal((await orders(at.lab, token)).status, 200);
  }
  const published = async () => (await (await at.lab.fetch(at.as.jwks_uri)).json()).keys.map((key) => key.kid);
  assert.ok((await published()).includes(old) && (await published()).includes(now));
  at.lab.clock.advance(3601);
  assert.ok(!(await published()).includes(old), "everything that it signed is over");
});

test("a verifier that fetched the keys before a rotation needs to fetch nothing after it", async (t) => {
  const at = await discovered(t);
  await jose.jwtVerify((await clientToken(at)).access_token, at.keys, forApi);
  await at.lab.rotateKeys();
  const { access_token } = await clientToken(at);
  const asked = () => at.lab.log().filter(({ request, from }) => request.url === at.as.jwks_uri && from === "client").length;
  const before = asked();
  await jose.jwtVerify(access_token, at.keys, forApi);
  assert.equal(asked(), before);
});
