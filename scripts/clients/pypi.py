"""How each PyPI client asks for a token, as its own documentation has it: `python pypi.py NAME`, with ISSUER, CLIENT_ID and CLIENT_SECRET in
the environment. Prints the access token, or the client's own error."""

import os
import sys

ISSUER, ID, SECRET = (os.environ[name] for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET"))
TOKEN, SCOPE = ISSUER + "/token", "orders.read"
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # oauthlib takes no http address otherwise.


def authlib():
    from authlib.integrations.requests_client import OAuth2Session

    return OAuth2Session(ID, SECRET, scope=SCOPE).fetch_token(TOKEN, grant_type="client_credentials")["access_token"]


def requests_oauthlib():
    from oauthlib.oauth2 import BackendApplicationClient
    from requests_oauthlib import OAuth2Session

    session = OAuth2Session(client=BackendApplicationClient(client_id=ID), scope=[SCOPE])
    return session.fetch_token(TOKEN, client_id=ID, client_secret=SECRET)["access_token"]


def httpx_auth():
    import httpx
    from httpx_auth import OAuth2ClientCredentials

    auth = OAuth2ClientCredentials(TOKEN, client_id=ID, client_secret=SECRET, scope=SCOPE)
    answer = httpx.get(ISSUER + "/api/orders", auth=auth)
    return answer.request.headers["authorization"].removeprefix("Bearer ")


def requests_oauth2client():
    from requests_oauth2client import OAuth2Client

    # `testing` lets it ask an http address.
    return str(OAuth2Client(TOKEN, auth=(ID, SECRET), testing=True).client_credentials(scope=SCOPE).access_token)


CLIENTS = {
    "Authlib": authlib,
    "requests-oauthlib": requests_oauthlib,
    "httpx-auth": httpx_auth,
    "requests_oauth2client": requests_oauth2client,
}

try:
    print(CLIENTS[sys.argv[1]]())
except Exception as error:  # noqa: BLE001 - whatever it is, it is what the client says
    print(" ".join(f"{type(error).__name__}: {error}".split()), file=sys.stderr)
    sys.exit(1)
