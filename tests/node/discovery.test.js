// Both metadata documents, as oauth4webapi reads them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { createIssuer, discover } from "./lab.js";

test("both well-known documents are read and agree", async (t) => {
  const lab = await createIssuer();
  t.after(lab.free);
  const [openid, oauth2] = [await discover(lab, "oidc"), await discover(lab, "oauth2")];
  assert.equal(openid.issuer, "https://issuer.test");
  for (const [name, value] of Object.entries(oauth2)) assert.deepEqual(openid[name], value, name);
  assert.ok(openid.grant_types_supported.includes("client_credentials"));
});

test("every endpoint that is advertised answers", async (t) => {
  const lab = await createIssuer();
  t.after(lab.free);
  const endpoints = Object.entries(await discover(lab)).filter(([name]) => /(_endpoint|_uri)$/.test(name));
  assert.ok(endpoints.length >= 4);
  for (const [name, url] of endpoints) {
    const response = await lab.fetch(url, { method: "POST" });
    assert.notEqual(response.status, 404, name);
  }
});
