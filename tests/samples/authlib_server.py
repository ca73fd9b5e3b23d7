"""The smallest token endpoint of Authlib for Flask, with its own reading of HTTP Basic."""

import logging

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749.grants import ClientCredentialsGrant
from flask import Flask
from werkzeug.serving import make_server

SECRET = "a b+c%d:e"


class Client(ClientMixin):
    def __init__(self, client_id, method):
        self.client_id = client_id
        self.method = method

    def get_client_id(self):
        return self.client_id

    def get_allowed_scope(self, scope):
        return scope

    def check_client_secret(self, client_secret):
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method, endpoint):
        return method == self.method

    def check_grant_type(self, grant_type):
        return grant_type == "client_credentials"


class Grant(ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic", "client_secret_post"]


CLIENTS = {
    "nightly-report": Client("nightly-report", "client_secret_basic"),
    "nightly-report-post": Client("nightly-report-post", "client_secret_post"),
}
app = Flask(__name__)
authorization = AuthorizationServer(app, query_client=CLIENTS.get, save_token=lambda token, request: None)
authorization.register_grant(Grant)


@app.post("/token")
def token():
    return authorization.create_token_response()


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, app)
print(f"http://127.0.0.1:{server.server_port}/token", flush=True)
server.serve_forever()
