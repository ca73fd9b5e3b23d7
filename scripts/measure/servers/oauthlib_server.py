"""oauthlib's Server of oauthlib.openid behind Flask, with a validator that keeps what it is handed in memory."""

import json
import logging
import os
from base64 import b64decode
from types import SimpleNamespace

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"

from flask import Flask, Response, request  # noqa: E402
from oauthlib.openid import RequestValidator, Server  # noqa: E402
from oauthlib.oauth2 import MetadataEndpoint  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

TOKENS = {}
ALLOWED = {"openid", "orders.read", "offline_access"}


class Validator(RequestValidator):
    def authenticate_client(self, request, *args, **kwargs):
        client_id, secret = request.client_id, request.client_secret
        header = request.headers.get("Authorization", "")
        if header.startswith("Basic "):
            client_id, secret = b64decode(header[6:]).decode().split(":", 1)
        request.client = SimpleNamespace(client_id=client_id)
        return (client_id, secret) == ("m2m", "secret")

    def validate_grant_type(self, client_id, grant_type, client, request, *args, **kwargs):
        return grant_type == "client_credentials"

    def get_default_scopes(self, client_id, request, *args, **kwargs):
        return ["orders.read"]

    def validate_scopes(self, client_id, scopes, client, request, *args, **kwargs):
        return set(scopes) <= ALLOWED

    def save_bearer_token(self, token, request, *args, **kwargs):
        TOKENS[token["access_token"]] = {"scope": token["scope"], "client_id": request.client.client_id}

    def validate_bearer_token(self, token, scopes, request):
        request.client = SimpleNamespace(client_id=TOKENS.get(token, {}).get("client_id"))
        return token in TOKENS

    def get_userinfo_claims(self, request):
        return {"sub": request.client.client_id}

    def introspect_token(self, token, token_type_hint, request, *args, **kwargs):
        return TOKENS.get(token)

    def revoke_token(self, token, token_type_hint, request, *args, **kwargs):
        TOKENS.pop(token, None)


app = Flask(__name__)
server = Server(Validator())


def answered(ask):
    headers, body, status = ask(request.url, request.method, request.get_data(as_text=True), dict(request.headers))
    return Response(body, status, headers)


for path, ask in {
    "/token": server.create_token_response,
    "/introspect": server.create_introspect_response,
    "/revoke": server.create_revocation_response,
    "/userinfo": server.create_userinfo_response,
}.items():
    app.add_url_rule(path, path, lambda ask=ask: answered(ask), methods=["GET", "POST"])


@app.get("/.well-known/oauth-authorization-server")
def metadata():
    places = {f"{name}_endpoint": f"{issuer}/{name}" for name in ["token", "authorization", "revocation", "introspection"]}
    own = MetadataEndpoint([server], {"issuer": issuer, **places})
    return answered(own.create_metadata_response)


logging.getLogger("werkzeug").setLevel(logging.ERROR)
http = make_server("127.0.0.1", 0, app)
issuer = f"http://127.0.0.1:{http.server_port}"
paths = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"]
places = {"token": "token", "introspection": "introspect", "revocation": "revoke", "userinfo": "userinfo"}
print(json.dumps({"issuer": issuer, "metadata": paths, **{name: f"{issuer}/{place}" for name, place in places.items()}}), flush=True)
http.serve_forever()
