#!/usr/bin/env bash
# Two current releases of attestation-based client authentication that cannot authenticate to each other
#
# Versions   oidc-provider 9.13.3 (which says of itself draft-12) and @openid4vc/oauth2 0.4.6, the newest of both on 2026-11-30; jose 6.2.18;
#            Node 24.22.3. draft-ietf-oauth-attestation-based-client-auth is no RFC yet.
# Input      A client of token_endpoint_auth_method attest_jwt_client_auth, its attestation made and its proof of possession sent by
#            @openid4vc/oauth2 with client_credentials; twice, as a client does that was given a challenge. Then the same proof with
#            the challenge in it, made by hand.
# Expected   The headers and the two types (oauth-client-attestation+jwt, oauth-client-attestation-pop+jwt) are the same in both, and so are
#            the names of the method: what differs between drafts is detail.
# Guess      It works: the server takes what the client sends.
# Seen       The server wants "challenge" in the proof and answers use_attestation_challenge with OAuth-Client-Attestation-Challenge. The
#            client knows "nonce", the name of early drafts, has no option for another claim, and does not read that header: it
#            fails the second time as the first. With the claim the same proof is taken.
# So         Both ends name their draft, since the metadata do not; a client is tested against the server's version of it. A tool that shows
#            such proofs reads both names and says which draft each is from.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" oidc-provider@9.13.3 @openid4vc/oauth2@0.4.6 jose@6.2.18

cat > meet.mjs <<'JS'
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { clientAuthenticationClientAttestationJwt, createClientAttestationJwt, Oauth2Client, setGlobalConfig } from "@openid4vc/oauth2";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from "jose";
import Provider from "oidc-provider";

setGlobalConfig({ allowInsecureUrls: true });
const attester = await generateKeyPair("ES256");
const instance = await generateKeyPair("ES256");
const jwk = await exportJWK(instance.publicKey);
const server = createServer();
await once(server.listen(0, "127.0.0.1"), "listening");
const issuer = `http://127.0.0.1:${server.address().port}`;
const provider = new Provider(issuer, {
  clientAuthMethods: ["attest_jwt_client_auth"],
  clients: [{ client_id: "client", token_endpoint_auth_method: "attest_jwt_client_auth", grant_types: ["client_credentials"], redirect_uris: [], response_types: [] }],
  ttl: { ClientCredentials: 600 },
  features: {
    attestClientAuth: {
      enabled: true,
      ack: "draft-12",
      challengeSecret: Buffer.alloc(32, 1),
      getAttestationSignaturePublicKey: () => attester.publicKey,
      assertAttestationJwtAndPop: () => undefined,
    },
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
  },
});
server.on("request", provider.callback());

let sent;
let challenge;
const callbacks = {
  generateRandom: (octets) => randomBytes(octets),
  signJwt: async ({ publicJwk }, { header, payload }) => {
    const key = header.typ === "oauth-client-attestation+jwt" ? attester.privateKey : instance.privateKey;
    return { jwt: await new SignJWT(payload).setProtectedHeader(header).sign(key), signerJwk: publicJwk ?? jwk };
  },
  fetch: async (address, options) => {
    const answer = await fetch(address, options);
    sent = new Headers(options.headers);
    challenge = answer.headers.get("oauth-client-attestation-challenge");
    return answer;
  },
};
const clientAttestationJwt = await createClientAttestationJwt({
  issuer: "https://attester.test",
  clientId: "client",
  confirmation: { jwk },
  expiresAt: new Date(Date.now() + 600_000),
  signer: { method: "jwk", alg: "ES256", publicJwk: await exportJWK(attester.publicKey) },
  callbacks,
});
const clientAuthentication = clientAuthenticationClientAttestationJwt({ clientAttestationJwt, callbacks });
const client = new Oauth2Client({ callbacks: { ...callbacks, clientAuthentication } });
const authorizationServerMetadata = await (await fetch(`${issuer}/.well-known/oauth-authorization-server`)).json();
for (const time of ["first", "second"]) {
  const told = await client.retrieveClientCredentialsAccessToken({ authorizationServerMetadata }).then(
    ({ accessTokenResponse }) => `a token of type ${accessTokenResponse.token_type}`,
    (error) => error.errorResponse?.error ?? error.message,
  );
  const proof = sent.get("oauth-client-attestation-pop");
  console.log(`${time} time: ${told}, ${challenge ? "with a challenge" : "no challenge"}; sent ${Object.keys(decodeJwt(proof)).sort().join(" ")}`);
}

const proof = sent.get("oauth-client-attestation-pop");
const again = new SignJWT({ ...decodeJwt(proof), jti: "another", challenge }).setProtectedHeader(decodeProtectedHeader(proof));
const answer = await fetch(`${issuer}/token`, {
  method: "POST",
  headers: { "oauth-client-attestation": clientAttestationJwt, "oauth-client-attestation-pop": await again.sign(instance.privateKey) },
  body: new URLSearchParams({ grant_type: "client_credentials", client_id: "client" }),
});
const { token_type, error } = await answer.json();
console.log(`with the challenge, by hand: ${error ?? `a token of type ${token_type}`}`);
const named = Object.keys(authorizationServerMetadata).filter((member) => /attestation|draft/.test(member));
console.log(`the server's metadata about it: ${named.join(" ")}`);
server.close();
server.closeAllConnections();
JS

node24 meet.mjs 2> warnings > seen || { cat warnings; exit 1; }
as_before <<'TEXT'
first time: use_attestation_challenge, with a challenge; sent aud exp iat iss jti
second time: use_attestation_challenge, with a challenge; sent aud exp iat iss jti
with the challenge, by hand: a token of type Bearer
the server's metadata about it: client_attestation_signing_alg_values_supported client_attestation_pop_signing_alg_values_supported
TEXT
