"""Authlib's authorization server for Flask, as its documentation puts one together: `authlib_server.py opaque|openid KEY`."""

import json
import logging
import sys

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from authlib.oauth2.rfc6749.util import list_to_scope, scope_to_list
from authlib.oauth2.rfc7009 import RevocationEndpoint
from authlib.oauth2.rfc7523 import JWTBearerClientAssertion
from authlib.oauth2.rfc7662 import IntrospectionEndpoint
from authlib.oauth2.rfc9068 import JWTBearerTokenGenerator
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDToken
from flask import Flask
from joserfc.jwk import ECKey, KeySet, RSAKey
from werkzeug.serving import make_server

kind, key_path = sys.argv[1:]
ALLOWED = "openid profile orders.read offline_access".split()
METHODS = ["client_secret_basic", "client_secret_post", "private_key_jwt"]
SECRETS = {"m2m": "secret", "spelt": "a b+c%d:e", "space": "a b", "plus": "a+b", "percent": "a%41b", "colon": "a:b", "key": None}
client_key = ECKey.import_key(json.load(open(key_path)))
signing_key = RSAKey.generate_key(2048, {"kid": "issuer-key", "use": "sig", "alg": "RS256"})


class Client(ClientMixin):
    def __init__(self, client_id):
        self.client_id = client_id

    def get_client_id(self):
        return self.client_id

    def get_allowed_scope(self, scope):
        return list_to_scope([one for one in scope_to_list(scope or "") if one in ALLOWED])

    def check_client_secret(self, client_secret):
        return client_secret == SECRETS[self.client_id]

    def check_endpoint_auth_method(self, method, endpoint):
        return method in METHODS

    def check_grant_type(self, grant_type):
        return grant_type == "client_credentials"


class Token(TokenMixin):
    def __init__(self, client, scope):
        self.client, self.scope, self.revoked = client, scope, False

    def check_client(self, client):
        return self.client.client_id == client.client_id

    def get_scope(self):
        return self.scope

    def is_expired(self):
        return False

    def is_revoked(self):
        return self.revoked


CLIENTS = {client_id: Client(client_id) for client_id in SECRETS}
TOKENS = {}


class Grant(ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = METHODS


class Assertion(JWTBearerClientAssertion):
    CLIENT_AUTH_METHOD = "private_key_jwt"

    def get_audiences(self):
        return [f"{issuer}/token"]

    def validate_jti(self, claims, jti):
        return True

    def resolve_client_public_key(self, client):
        return client_key


class Introspection(IntrospectionEndpoint):
    def query_token(self, token_string, token_type_hint):
        return TOKENS.get(token_string)

    def check_permission(self, token, client, request):
        return token.check_client(client)

    def introspect_token(self, token):
        return {"active": True, "client_id": token.client.client_id, "scope": token.scope}


class Revocation(RevocationEndpoint):
    def query_token(self, token_string, token_type_hint):
        return TOKENS.get(token_string)

    def revoke_token(self, token, request):
        token.revoked = True


class IdToken(OpenIDToken):
    def resolve_client_private_key(self, client):
        return signing_key

    def get_client_claims(self, client):
        return {"iss": issuer, "aud": [client.get_client_id()]}

    def generate_user_info(self, user, scope):
        return UserInfo(sub=user.id) if user else UserInfo()


class Generator(JWTBearerTokenGenerator):
    def get_jwks(self):
        return KeySet([signing_key])

    def get_audiences(self, client, user, scope):
        return "https://api.example.com"


app = Flask(__name__)
authorization = AuthorizationServer(
    app,
    query_client=CLIENTS.get,
    save_token=lambda token, request: TOKENS.update({token["access_token"]: Token(request.client, token.get("scope", ""))}),
)
authorization.register_client_auth_method("private_key_jwt", Assertion())
authorization.register_endpoint(Introspection)
authorization.register_endpoint(Revocation)


@app.post("/token")
def token():
    return authorization.create_token_response()


@app.post("/introspect")
def introspect():
    return authorization.create_endpoint_response("introspection")


@app.post("/revoke")
def revoke():
    return authorization.create_endpoint_response("revocation")


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, app)
issuer = f"http://127.0.0.1:{server.server_port}"
authorization.register_grant(Grant, [IdToken()] if kind == "openid" else [])
if kind == "openid":
    authorization.register_token_generator("default", Generator(issuer=issuer))
print(json.dumps({"issuer": issuer, "token": f"{issuer}/token", "introspection": f"{issuer}/introspect", "revocation": f"{issuer}/revoke"}), flush=True)
server.serve_forever()
