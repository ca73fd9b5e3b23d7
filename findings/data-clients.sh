#!/usr/bin/env bash
# The clients inside Kafka's, Pulsar's and Iceberg's libraries: an opaque token, a lifetime left out and one of 0 are an error to one each
#
# Versions   confluent-kafka 2.16.1 (librdkafka 2.16.0), pulsar-client 3.13.0, pyiceberg 0.12.0 by `credential` and by `auth` of type oauth2;
#            Python 3.
# Input      client_credentials, told to each by its settings alone: client "ma chine", secret "a+b%", scope "read a+b". The answer has an RFC 9068
#            access token or an opaque one; expires_in 3600, none or 0; or it is a 401. Three calls follow each, and one whose token the other
#            side refuses once.
# Expected   The access token is opaque to the client, and expires_in optional (RFC 6749 §1.4, §5.1). Three calls need one token.
# Guess      Written down before the first run: librdkafka writes Basic as it is and wants a JWT; Pulsar and Iceberg send a form and take opaque
#            tokens; Iceberg asks once, keeps time by expires_in, and at a 401 of the catalog gets a new token. Of 0 nothing was guessed. Of
#            oauth2, whose source was read by then: no expires_in is an error, and a refused token is the end.
# Seen       librdkafka's body has the scope as it is, so that "a+b" arrives as "a b". PyIceberg gets two tokens for one catalog; by `credential` it
#            asks for no time again, whatever expires_in says, until the catalog refuses. By oauth2 it then repeats the call with the token
#            that was refused. 0 is an AuthenticationError to Pulsar, the same that invalid_client is: the error's code and text are lost.
# So         For Kafka a server issues JWTs with sub, which many do not for machines unless told; for Iceberg's oauth2 it writes expires_in. Who
#            rotates keys or revokes tokens has to start clients of oauth2 and Pulsar anew.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check confluent-kafka==2.16.1 pulsar-client==3.13.0 pyiceberg==0.12.0
python_loopback

cat > meet.py <<'PY'
import base64
import json
import os
import time
from urllib.parse import parse_qs

import confluent_kafka
import pulsar
from loopback import Json, serve
from pyiceberg.catalog import load_catalog

ID, SECRET, SCOPE = "ma chine", "a+b%", "read a+b"
asked, used, answer, refused = [], [], (200, {}), False


class Servers(Json):  # The token endpoint, its metadata, a catalog and a broker; whatever token comes is taken.
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        asked.append((self.headers["authorization"], body))
        self.reply(*answer)

    def do_GET(self):
        if self.path == "/.well-known/openid-configuration":
            return self.reply(200, {"issuer": origin, "token_endpoint": f"{origin}/token"})
        global refused
        used.append(self.headers["authorization"])
        if refused:
            refused = False
            return self.reply(401, {"error": {"message": "Over", "type": "NotAuthorizedException", "code": 401}})
        self.reply(200, {"defaults": {}, "overrides": {}, "namespaces": [], "partitions": 0})


origin = f"http://127.0.0.1:{serve(Servers)}"


def kafka():  # It asks as soon as it is made; no broker has to be there.
    errors = []
    names = {"client.id": ID, "client.secret": SECRET, "scope": SCOPE, "method": "oidc", "token.endpoint.url": f"{origin}/token"}
    settings = {f"sasl.oauthbearer.{name}": value for name, value in names.items()}
    settings |= {"bootstrap.servers": "127.0.0.1:1", "security.protocol": "SASL_PLAINTEXT", "sasl.mechanism": "OAUTHBEARER", "log_level": 0}
    producer = confluent_kafka.Producer(settings | {"error_cb": errors.append})

    def call():
        for _ in range(10):
            producer.poll(0)
            time.sleep(0.1)
        for error in errors:
            if error.code() == confluent_kafka.KafkaError._AUTHENTICATION:
                raise ValueError(error.str())
    return call


def pulsar_client():
    with open("key.json", "w") as key:
        json.dump({"type": "client_credentials", "client_id": ID, "client_secret": SECRET, "issuer_url": origin}, key)
    settings = {"issuer_url": origin, "private_key": f"file://{os.getcwd()}/key.json", "audience": "orders", "scope": SCOPE}
    quiet = pulsar.FileLogger(pulsar.LoggerLevel.Error, "pulsar.log")
    client = pulsar.Client(origin, authentication=pulsar.AuthenticationOauth2(json.dumps(settings)), operation_timeout_seconds=2, logger=quiet)
    return lambda: client.get_topic_partitions("orders")


def iceberg_credential():
    return load_catalog("catalog", type="rest", uri=origin, credential=f"{ID}:{SECRET}", scope=SCOPE).list_namespaces


def iceberg_oauth2():
    settings = {"client_id": ID, "client_secret": SECRET, "token_url": f"{origin}/token", "scope": SCOPE}
    return load_catalog("catalog", type="rest", uri=origin, auth={"type": "oauth2", "oauth2": settings}).list_namespaces


parts = [{"alg": "RS256", "typ": "at+jwt"}, {"iss": origin, "sub": ID, "client_id": ID, "aud": "orders", "exp": int(time.time()) + 3600}]
jwt = ".".join([base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts] + ["A" * 342])
good = {"access_token": jwt, "token_type": "Bearer", "expires_in": 3600}
answers = {"JWT:": (200, good), "opaque:": (200, good | {"access_token": "opaque"})}
answers |= {"no time:": (200, {"access_token": jwt, "token_type": "Bearer"}), "time 0:": (200, good | {"expires_in": 0})}
answers |= {"secret wrong:": (401, {"error": "invalid_client", "error_description": "Who?"})}


def told(make, times=3):
    try:
        call = make()
        for _ in range(times):
            call()
        return len(asked)
    except Exception as error:
        return type(error).__name__ + (" with its code" if "invalid_client" in str(error) else "")


# How many tokens each asked for, or what it raised.
for make in [kafka, pulsar_client, iceberg_credential, iceberg_oauth2]:
    came = {}
    for name, answer in answers.items():
        asked.clear()
        came[name] = told(make)
        if name == "JWT:":
            authorization, body = asked[0]
            way = f"Basic {base64.b64decode(authorization.split()[1]).decode()}" if authorization else "form"
            came = {f"{way}, scope": parse_qs(body)["scope"][0]} | came
    if make is not kafka:
        answer = answers["JWT:"]
        call = make()
        call()
        del asked[:], used[:]
        refused = True
        came["refused once:"] = f"{told(lambda: call, 1)} in {len(used)} calls"
    print(f"{make.__name__}: {', '.join(f'{name} {what}' for name, what in came.items())}")
PY

python/bin/python meet.py > seen
as_before <<'TEXT'
kafka: Basic ma chine:a+b%, scope read a b, JWT: 1, opaque: ValueError, no time: 1, time 0: 1, secret wrong: ValueError with its code
pulsar_client: form, scope read a+b, JWT: 1, opaque: 1, no time: 1, time 0: AuthenticationError, secret wrong: AuthenticationError, refused once: ConnectError in 1 calls
iceberg_credential: form, scope read a+b, JWT: 2, opaque: 2, no time: 2, time 0: 2, secret wrong: OAuthError with its code, refused once: 1 in 2 calls
iceberg_oauth2: Basic ma chine:a+b%, scope read a+b, JWT: 2, opaque: 2, no time: ValueError, time 0: 4, secret wrong: HTTPError, refused once: 0 in 2 calls
TEXT
