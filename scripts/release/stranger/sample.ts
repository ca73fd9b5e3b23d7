// A token from the package's issuer, read and verified by it: first type-checked, then run.
import { createIssuer, inspect, verify, type DemoClient, type Inspection, type Lab } from "grant-lab";

const lab: Lab = await createIssuer({ openid: "reject" });
// @ts-expect-error The types know the policies.
await createIssuer({ openid: "perhaps" }).then(() => process.exit(1), () => {});

const [client]: readonly DemoClient[] = lab.clients;
const response = await lab.fetch("https://issuer.test/token", {
  method: "POST",
  headers: { authorization: `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}` },
  body: new URLSearchParams({ grant_type: "client_credentials" }),
});
const { access_token } = (await response.json()) as { access_token: string };
const keys = (await (await lab.fetch("https://issuer.test/jwks")).json()) as { keys: { kid: string }[] };
const report: Inspection = await inspect(access_token, { keys, now: lab.clock.now() });
const { state } = await verify(access_token, keys);
const { id } = await lab.play("keycloak");
console.log(JSON.stringify({ status: response.status, kind: report.kind, about: report.about, state, id }));
lab.free();
