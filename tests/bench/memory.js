// What an issuer keeps: requests of every kind through one of them, a second of its clock for every ten, and what the process
// holds after each tenth of them, the garbage collected.
import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { createIssuer } from "../../dist/grant-lab.js";
import { moduleMemory } from "./module.js";

const REQUESTS = 100_000;
const STEP = 10_000;

export async function measure() {
  const memory = await moduleMemory();
  const lab = await createIssuer();
  const kinds = requests(lab);
  const seen = [];
  const look = (after) => {
    globalThis.gc();
    const { rss, heapUsed, external } = process.memoryUsage();
    const module = memory.buffer.byteLength;
    seen.push({ after, module, heapUsed, external: external - module, kept: heapUsed + external, rss });
  };
  look(0);
  for (let done = 0; done < REQUESTS; done += 10) {
    for (const { send, status } of kinds) {
      const response = await send();
      await response.arrayBuffer();
      if (response.status !== status) throw new Error(`${response.status} came where ${status} was due.`);
    }
    lab.clock.advance(1);
    if ((done + 10) % STEP === 0) look(done + 10);
  }
  const [, first] = seen;
  const last = seen.at(-1);
  const growth = (of) => (last[of] / first[of] - 1) * 100;
  const mb = (octets) => (octets / 1e6).toFixed(1);
  return {
    title: `Memory: ${REQUESTS.toLocaleString("en")} requests through one issuer, in MB`,
    head: ["requests", "module", "JS heap", "beside it", "kept", "process (RSS)"],
    rows: seen.map(({ after, ...octets }) => [after.toLocaleString("en"), ...Object.values(octets).map(mb)]),
    notes: [
      "What is kept: the module's memory, which never shrinks and so shows the most that was ever needed; JavaScript's heap after",
      "garbage collection; buffers beside it. The size of the process also has what V8 and malloc hold ready: by run and moment",
      "20 MB more or less, without a trend, so it is only shown. The log keeps the newest 1,000 messages.",
    ],
    values: { moduleGrowth: growth("module"), keptGrowth: growth("kept") },
  };
}

/** Ten requests, each with the status it must be answered with: what an OAuth client and an API send in a day. */
function requests(lab) {
  const [basic, assertion] = ["client_secret_basic", "client_secret_jwt"].map((method) =>
    lab.clients.find((client) => client.token_endpoint_auth_method === method && !client.dpop_bound_access_tokens),
  );
  const secret = `Basic ${btoa(`${basic.client_id}:${basic.client_secret}`)}`;
  const endpoint = (path) => `${lab.issuer}${path}`;
  const post = (path, form, headers = { authorization: secret }) =>
    lab.fetch(endpoint(path), { method: "POST", headers, body: new URLSearchParams(form) });
  const grant = { grant_type: "client_credentials" };
  const holder = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
  let token;
  const issue = async () => {
    const response = await post("/token", grant);
    token = (await response.clone().json()).access_token;
    return response;
  };
  const orders = () => lab.fetch("https://api.test/orders", { headers: { authorization: `Bearer ${token}` } });
  const byAssertion = () => {
    const now = lab.clock.now();
    const claims = { iss: assertion.client_id, sub: assertion.client_id, aud: lab.issuer, iat: now, exp: now + 60, jti: randomUUID() };
    const input = compact({ alg: "HS256", typ: "JWT" }, claims);
    const client_assertion = `${input}.${createHmac("sha256", assertion.client_secret).update(input).digest("base64url")}`;
    const client_assertion_type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    return post("/token", { ...grant, client_assertion_type, client_assertion }, {});
  };
  const bound = () => {
    const jwk = createPublicKey(holder).export({ format: "jwk" });
    const claims = { jti: randomUUID(), htm: "POST", htu: endpoint("/token"), iat: lab.clock.now() };
    const input = compact({ typ: "dpop+jwt", alg: "ES256", jwk }, claims);
    const signature = sign("sha256", Buffer.from(input), { key: holder, dsaEncoding: "ieee-p1363" }).toString("base64url");
    return post("/token", grant, { authorization: secret, dpop: `${input}.${signature}` });
  };
  return [
    { send: issue, status: 200 },
    { send: orders, status: 200 },
    { send: () => post("/introspect", { token }), status: 200 },
    { send: orders, status: 200 },
    { send: () => post("/token", { ...grant, scope: "openid" }), status: 400 },
    { send: () => post("/token", grant, { authorization: `Basic ${btoa(`${randomUUID()}:wrong`)}` }), status: 401 },
    { send: byAssertion, status: 200 },
    { send: bound, status: 200 },
    { send: () => lab.fetch(endpoint("/jwks")), status: 200 },
    { send: () => lab.fetch(endpoint("/nowhere")), status: 404 },
  ];
}

function compact(...parts) {
  return parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
}
