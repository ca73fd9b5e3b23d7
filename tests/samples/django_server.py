"""The token endpoint of django-oauth-toolkit as its tutorial sets it up, on a database in memory."""

import logging
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings

SECRET = "a b+c%d:e"

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "oauth2_provider"],
    OAUTH2_PROVIDER={"SCOPES": {"orders.read": "Read orders"}},
    ROOT_URLCONF="django_urls",
    SECRET_KEY="a test's own",
    USE_TZ=True,
)
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from oauth2_provider.models import Application  # noqa: E402

call_command("migrate", verbosity=0)
for client_id in ["nightly-report", "nightly-report-post"]:
    Application.objects.create(
        client_id=client_id,
        client_secret=SECRET,
        client_type=Application.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Application.GRANT_CLIENT_CREDENTIALS,
    )


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


logging.disable(logging.CRITICAL)
server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
print(f"http://127.0.0.1:{server.server_port}/o/token/", flush=True)
server.serve_forever()
