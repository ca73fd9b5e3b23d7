"""django-oauth-toolkit under /o/, on a database in memory."""

import json
import logging
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.urls import include, path

SECRETS = {"m2m": "secret", "spelt": "a b+c%d:e", "space": "a b", "plus": "a+b", "percent": "a%41b", "colon": "a:b"}
pem = rsa.generate_private_key(65537, 2048).private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
)
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True,
        "OIDC_RSA_PRIVATE_KEY": pem.decode(),
        "SCOPES": {name: name for name in ["openid", "orders.read", "introspection", "offline_access"]},
    },
    ROOT_URLCONF=__name__,
    SECRET_KEY="a test's own",
    USE_TZ=True,
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from oauth2_provider.models import Application  # noqa: E402

urlpatterns = [path("o/", include("oauth2_provider.urls", namespace="oauth2_provider"))]
call_command("migrate", verbosity=0)
for client_id, secret in SECRETS.items():
    Application.objects.create(
        client_id=client_id,
        client_secret=secret,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


logging.disable(logging.CRITICAL)
server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
origin = f"http://127.0.0.1:{server.server_port}"
places = {"token": "token/", "userinfo": "userinfo/", "introspection": "introspect/", "revocation": "revoke_token/"}
metadata = ["/o/.well-known/openid-configuration", "/o/.well-known/oauth-authorization-server"]
print(json.dumps({"issuer": f"{origin}/o", "metadata": metadata, **{name: f"{origin}/o/{place}" for name, place in places.items()}}), flush=True)
server.serve_forever()
