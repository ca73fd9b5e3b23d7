// The same questions to this project's own issuer while it plays a server: what `make dist` made, asked through its `fetch` and no network.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";
import { measured } from "./measuring.mjs";
import { CHARACTERS, SPELT } from "./vocabulary.mjs";

/** What the issuer answers as `server`, as an entry of the measurements. Only the plain set-up is imitated. */
export async function personality(server, today) {
  const path = join(root, "dist/grant-lab.js");
  if (!existsSync(path)) throw new Error("dist/ holds no issuer. Run: make dist");
  const { createIssuer } = await import(path);
  const lab = await createIssuer();
  if (typeof lab.play !== "function") throw new Error("the issuer in dist/ cannot play a server");
  const clients = configured(lab);
  await lab.play(server.id);
  const document = await (await lab.fetch(`${lab.issuer}/.well-known/oauth-authorization-server`)).json();
  const started = {
    clients,
    issuer: lab.issuer,
    token: document.token_endpoint,
    userinfo: document.userinfo_endpoint,
    introspection: document.introspection_endpoint,
    revocation: document.revocation_endpoint,
    metadata: ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"],
    send: lab.fetch,
  };
  const entry = await measured({ ...server, more: {}, setups: [] }, started, today);
  lab.free();
  return entry;
}

/** The clients of the questions, each a copy of a demo client with another name and secret. */
function configured(lab) {
  const document = lab.configuration();
  const { service_account, owner, ...model } = document.clients.find(({ client_id }) => client_id === "nightly-report");
  const add = (client_id, client_secret, token_endpoint_auth_method = "client_secret_basic") => {
    document.clients.push({ ...model, client_id, client_secret, token_endpoint_auth_method, scope: "openid orders.read offline_access" });
    return { id: client_id, secret: client_secret };
  };
  const clients = {
    plain: add("plain", "secret-of-letters"),
    form: add("form", "secret-of-letters", "client_secret_post"),
    spelt: add("spelt", SPELT),
    speltForm: add("spelt-form", SPELT, "client_secret_post"),
    characters: Object.fromEntries(Object.entries(CHARACTERS).map(([name, secret]) => [name, add(name, secret)])),
  };
  lab.configure(document);
  return clients;
}
