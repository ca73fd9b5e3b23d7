#!/usr/bin/env bash
# An ID Token with an auth_time and no subject: whom Authlib's server gives it to, and who reads it
#
# Versions   Authlib 1.9.10 as server (Flask 3.1.3, joserfc 1.8.0) and as client, PyJWT 2.15.1, requests_oauth2client 1.8.0 under Python 3;
#            openid-client 6.8.9, oauth4webapi 3.8.8 and jose 6.2.18 under Node 24.22.3.
# Input      Its extension OpenIDToken registered for ClientCredentialsGrant; generate_user_info has nobody to tell of and returns an empty UserInfo.
#            client_credentials with scope=openid. Every reader is told the key, the issuer and the audience, and no more.
# Expected   No id_token, since nobody signed in; or an error, since `sub` is REQUIRED in one (OIDC Core §2).
# Guess      That one comes, with auth_time and without sub, had been measured. Written down before this run: Authlib's own claims of an ID Token
#            refuse it for the missing sub; openid-client and oauth4webapi refuse the whole answer, so that the access token is lost too; jose and
#            PyJWT take it; requests_oauth2client gives the answer with it, unread. auth_time is the time of the request to the second.
# Seen       As guessed. The server's library writes what its own claims of an ID Token refuse. Two clients lose the access token over it, and two
#            readers of JWTs hand on a sign-in of the present second that nobody made; requests_oauth2client gives it as an IdToken, unread.
# So         With this extension on this grant generate_user_info has to give a `sub` for the client, or the extension is left off; auth_time comes
#            in any case, unless get_client_claims names another. Whoever reads "auth_time is fresh" asks first whether there is a `sub`.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" openid-client@6.8.9 oauth4webapi@3.8.8 jose@6.2.18
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check authlib==1.9.10 flask==3.1.3 joserfc==1.8.0 pyjwt==2.15.1 cryptography==50.0.2 requests_oauth2client==1.8.0

cat > server.py <<'PY'
import json
import logging

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDToken
from flask import Flask, jsonify
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

key = RSAKey.generate_key(2048, {"kid": "key", "alg": "RS256", "use": "sig"})


class Client(ClientMixin):
    client_id = "machine"

    def get_client_id(self):
        return self.client_id

    def get_allowed_scope(self, scope):
        return scope

    def check_client_secret(self, secret):
        return secret == "secret"

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_basic"

    def check_grant_type(self, grant_type):
        return grant_type == "client_credentials"


class IdToken(OpenIDToken):
    def resolve_client_private_key(self, client):
        return key

    def get_client_claims(self, client):
        return {"iss": issuer, "aud": [client.get_client_id()]}

    def generate_user_info(self, user, scope):
        return UserInfo(sub=user.id) if user else UserInfo()


app = Flask(__name__)
authorization = AuthorizationServer(app, query_client=lambda client_id: Client(), save_token=lambda token, request: None)
authorization.register_grant(ClientCredentialsGrant, [IdToken()])


@app.post("/token")
def token():
    return authorization.create_token_response()


@app.get("/jwks")
def jwks():
    return jsonify(keys=[key.as_dict(private=False)])


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, app)
issuer = f"http://127.0.0.1:{server.server_port}"
open("issuer", "w").write(issuer)
server.serve_forever()
PY

cat > ask.py <<'PY'
import json
from urllib.request import urlopen

import jwt
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import IDToken
from joserfc import jwt as joserfc
from joserfc.jwk import KeySet
from requests_oauth2client import ClientSecretBasic, OAuth2Client

issuer = open("issuer").read()
keys = json.load(urlopen(f"{issuer}/jwks"))
session = OAuth2Session("machine", "secret", scope="openid")
answer = session.fetch_token(f"{issuer}/token", grant_type="client_credentials")
open("answer.json", "w").write(json.dumps(answer))
claims = joserfc.decode(answer["id_token"], KeySet.import_key_set(keys)).claims
print(f"the answer has {' '.join(sorted(answer))}")
print(f"the id_token says {' '.join(sorted(claims))}; auth_time is iat: {claims['auth_time'] == claims['iat']}")


def tell(name, ask):
    try:
        print(f"{name}: takes it{ask() or ''}")
    except Exception as error:
        print(f"{name}: {type(error).__name__} {error}".splitlines()[0])


def authlib():
    own = IDToken(claims, {"alg": "RS256"}, {"iss": {"values": [issuer]}}, {"client_id": "machine"})
    own.validate()


def pyjwt():
    jwt.decode(answer["id_token"], jwt.PyJWK(keys["keys"][0]).key, algorithms=["RS256"], audience="machine", issuer=issuer)


def requests_oauth2client():
    got = OAuth2Client(f"{issuer}/token", auth=ClientSecretBasic("machine", "secret"), testing=True)
    token = got.client_credentials(scope="openid")
    return f", as {type(token.id_token).__name__}"


tell("Authlib, IDToken", authlib)
tell("PyJWT", pyjwt)
tell("requests_oauth2client", requests_oauth2client)
PY

cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { createRemoteJWKSet, jwtVerify } from "jose";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";
const issuer = readFileSync("issuer", "utf8");
const { id_token } = JSON.parse(readFileSync("answer.json"));
const as = { issuer, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks` };
const readers = {
  jose: () => jwtVerify(id_token, createRemoteJWKSet(new URL(as.jwks_uri)), { issuer, audience: "machine" }),
  async "openid-client"() {
    const configuration = new openid.Configuration(as, "machine", undefined, openid.ClientSecretBasic("secret"));
    openid.allowInsecureRequests(configuration);
    await openid.clientCredentialsGrant(configuration, { scope: "openid" });
  },
  async oauth4webapi() {
    const client = { client_id: "machine" };
    const options = { [oauth.allowInsecureRequests]: true };
    const response = await oauth.clientCredentialsGrantRequest(as, client, oauth.ClientSecretBasic("secret"), { scope: "openid" }, options);
    await oauth.processClientCredentialsResponse(as, client, response);
  },
};
for (const [name, read] of Object.entries(readers)) {
  console.log(`${name}: ${await read().then(() => "takes it", ({ name, message, cause }) => [name, message, cause?.message].filter(Boolean).join(", "))}`);
}
JS

python/bin/python server.py > told 2>&1 &
server=$!
trap 'kill $server; rm -rf "$TMPDIR"' EXIT
until [ -s issuer ]; do sleep 0.1; done
{
  python/bin/python ask.py
  node24 ask.mjs
} > seen 2> warnings || { cat warnings; exit 1; }

as_before <<'TEXT'
the answer has access_token expires_at expires_in id_token scope token_type
the id_token says at_hash aud auth_time exp iat iss; auth_time is iat: True
Authlib, IDToken: MissingClaimError missing_claim: Missing claim: 'sub'
PyJWT: takes it
requests_oauth2client: takes it, as IdToken
jose: takes it
openid-client: ClientError, invalid response encountered, JWT "sub" (subject) claim missing
oauth4webapi: OperationProcessingError, JWT "sub" (subject) claim missing
TEXT
