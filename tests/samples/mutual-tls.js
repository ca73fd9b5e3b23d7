// An issuer behind real TLS, for the samples that show a certificate (RFC 8705): a server that asks for one and hands it on, as a proxy in
// front of an issuer does. openssl makes the certificates.
import { execFileSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import { join } from "node:path";
import { createIssuer } from "../../dist/grant-lab.js";
import { ODD_CLIENT } from "./cases.js";
import { tokenIn } from "./programs.js";

const PASSWORD = "changeit";

/** Starts it. `environment` has every program trust the server and find the client's certificate. */
export async function startMutualTls(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const path = (name) => join(folder, name);
  const openssl = (...args) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  const usual = ["-nodes", "-days", "30", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  openssl("req", "-x509", ...usual, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Samples");
  openssl("req", ...usual.slice(0, 1), ...usual.slice(3), "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=localhost");
  writeFileSync(path("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n");
  openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30", "-extfile", "names", "-out", "server.pem");
  openssl("req", "-x509", ...usual, "-keyout", "client.key", "-out", "client.pem", "-subj", "/CN=client", "-addext", "basicConstraints=CA:FALSE");
  openssl("pkcs12", "-export", "-inkey", "client.key", "-in", "client.pem", "-out", "client.p12", "-passout", `pass:${PASSWORD}`);
  try {
    execFileSync("keytool", ["-importcert", "-noprompt", "-alias", "ca", "-file", "ca.pem", "-keystore", "trust.p12", "-storepass", PASSWORD], { cwd: folder, stdio: "pipe" });
  } catch {
    // No Java here: then no sample of its needs it.
  }

  const certificate = new X509Certificate(readFileSync(path("client.pem")));
  const jwk = { ...certificate.publicKey.export({ format: "jwk" }), x5c: [certificate.raw.toString("base64")] };
  const lab = await createIssuer();
  const configuration = lab.configuration();
  configuration.clients.push({
    client_id: ODD_CLIENT,
    token_endpoint_auth_method: "self_signed_tls_client_auth",
    grant_types: ["client_credentials"],
    scope: "orders.read",
    jwks: { keys: [jwk] },
    tls_client_certificate_bound_access_tokens: true,
  });
  lab.configure(configuration);
  const server = createServer(
    { key: readFileSync(path("server.key")), cert: readFileSync(path("server.pem")), requestCert: true, rejectUnauthorized: false },
    async (request, response) => {
      const parts = [];
      for await (const part of request) parts.push(part);
      const shown = request.socket.getPeerCertificate().raw;
      const headers = { "content-type": request.headers["content-type"] };
      const init = { method: request.method, headers, body: Buffer.concat(parts), ...(shown && { certificate: shown }) };
      const answer = await lab.fetch(`https://mtls.issuer.test${request.url}`, init);
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    },
  );
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    issuer: `https://localhost:${server.address().port}`,
    environment: {
      CLIENT_CERTIFICATE_FILE: path("client.pem"),
      CLIENT_CERTIFICATE_KEY_FILE: path("client.key"),
      CLIENT_KEYSTORE_FILE: path("client.p12"),
      CLIENT_KEYSTORE_PASSWORD: PASSWORD,
      // Each kind of program has its own way to trust an authority.
      CURL_CA_BUNDLE: path("ca.pem"),
      NODE_EXTRA_CA_CERTS: path("ca.pem"),
      REQUESTS_CA_BUNDLE: path("ca.pem"),
      SSL_CERT_FILE: path("ca.pem"),
      JAVA_TOOL_OPTIONS: `-Djavax.net.ssl.trustStore=${path("trust.p12")} -Djavax.net.ssl.trustStorePassword=${PASSWORD}`,
    },
    /** Whether it is a token for the client, bound to the certificate (RFC 8705 §3.1). */
    wrongWith: (_, { code, stdout, stderr }) => {
      if (code !== 0) return `exit code ${code}\n${stdout}${stderr}`;
      const claims = JSON.parse(Buffer.from(tokenIn(stdout).split(".")[1] ?? "", "base64url"));
      return claims.client_id === ODD_CLIENT && claims.cnf?.["x5t#S256"] ? undefined : JSON.stringify(claims);
    },
    stop: () => {
      server.close();
      lab.free();
    },
  };
}
