// From an API's address to its issuer (RFC 9728), as oauth4webapi reads it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { API, ORDERS, createIssuer, discover, oauth } from "./lab.js";

async function described(t, options) {
  const lab = await createIssuer(options);
  t.after(() => lab.free());
  const resource = new URL(API);
  const response = await oauth.resourceDiscoveryRequest(resource, { [oauth.customFetch]: lab.fetch });
  return { lab, metadata: await oauth.processResourceDiscoveryResponse(resource, response) };
}

test("an API describes itself and names its issuer", async (t) => {
  const { lab, metadata } = await described(t);
  assert.equal(metadata.resource, API);
  assert.deepEqual(metadata.authorization_servers, [lab.issuer]);
  assert.deepEqual(metadata.scopes_supported, ["orders.read", "orders.write", "customers.read.all"]);
  assert.equal((await discover(lab, "oauth2")).issuer, metadata.authorization_servers[0]);
});

test("whether it lists its scopes is an option", async (t) => {
  const { metadata } = await described(t, { apiScopes: "not_listed" });
  assert.equal(metadata.scopes_supported, undefined);
});

test("its challenge says where the description is", async (t) => {
  const { lab } = await described(t);
  const refused = await lab.fetch(ORDERS);
  assert.equal(refused.status, 401);
  const [, address] = refused.headers.get("www-authenticate").match(/resource_metadata="([^"]+)"/);
  assert.equal((await (await lab.fetch(address)).json()).resource, API);
});
