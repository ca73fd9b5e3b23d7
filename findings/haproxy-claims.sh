#!/usr/bin/env bash
# HAProxy reads `exp` as "1.79612e+09", a list as nothing and `https:\/\/` as nothing, and does not verify PS256
#
# Versions   haproxy 2.6.12-1+deb12u4 (Debian 12; its mirrors drop old point releases); PyJWT 2.15.1 with cryptography 50.0.2, Python 3.
# Input      Valid at+jwt tokens, each with one thing changed; the header as "Bearer" and as "bearer". HAProxy reads them by http_auth_bearer,
#            jwt_verify with the key as a PEM file, and jwt_payload_query with and without the type 'int'.
# Expected   A claim comes out as it is in the JSON, JSON that means the same is read the same, and who verifies RS256 verifies PS256.
# Guess      Written down before the first run: RS256, ES256 and PS256 are verified, EdDSA not; a list comes out as JSON; 'int' cuts a fraction off;
#            an escaped slash is read; a claim whose name has dots cannot be reached; "bearer" is fine. Of numbers without 'int', of order and
#            of name nothing was guessed.
# Seen       Wrong for PS256 (-2: "not managed yet" if it is written into the configuration), lists, slashes and dots. A list, also of one, is
#            empty, and its members are reached by '$.aud[0]'; a text with \/ is empty; dots in a name are written \\. in the path. Without
#            'int' a number has six digits; with it 4.1e9 is 4. ë is two octets of UTF-8, and \u00eb one of Latin-1.
# So         For HAProxy lists are asked for by their places, and exp by 'int'. Its tokens come from a server that signs by RS or ES, and that does
#            not escape slashes, as PHP's json_encode and Swift's JSONEncoder do unless told. An order, tenant or client that is a number is
#            written as a string, and a name that goes into logs or headers in ASCII.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyjwt==2.15.1 cryptography==50.0.2
apt-get update -qq
apt-get download -qq -o APT::Sandbox::User=root haproxy=2.6.12-1+deb12u4 liblua5.3-0=5.3.6-2 \
  libopentracing-c-wrapper0=1.1.3-3+b1 libopentracing1=1.6.0-4
for package in *.deb; do dpkg -x "$package" root; done
python_loopback

cat > meet.py <<'PY'
import http.client
import json
import os
import socket
import subprocess

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from loopback import listening

here = os.getcwd()
by_rsa = rsa.generate_private_key(65537, 2048)
keys = {"RS256": by_rsa, "PS256": by_rsa, "ES256": ec.generate_private_key(ec.SECP256R1()), "EdDSA": ed25519.Ed25519PrivateKey.generate()}
for algorithm, key in keys.items():
    with open(f"{algorithm}.pem", "wb") as file:
        file.write(key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
CLAIMS = {"iss": "https://issuer.test", "sub": "nightly", "aud": "https://api.test", "scope": "read write", "exp": 4102444805, "iat": 1796000000}


def token(algorithm="RS256", spell=lambda text: text, **claims):
    text = spell(json.dumps(CLAIMS | claims, ensure_ascii=False)).encode()
    return jwt.PyJWS().encode(text, keys[algorithm], algorithm, {"typ": "at+jwt", "kid": "k1"})


with socket.socket() as one:
    one.bind(("127.0.0.1", 0))
    port = one.getsockname()[1]
queries = {
    "iss": "'$.iss'", "aud": "'$.aud'", "aud[0]": "'$.aud[0]'", "scope": "'$.scope'", "exp": "'$.exp'", "exp int": "'$.exp','int'",
    "tenant": r"'$.https://api\\.test/tenant'", "order": "'$.order'", "order int": "'$.order','int'", "name": "'$.name'",
}
reads = "".join(f"  http-request set-var(txn.q{number}) http_auth_bearer,jwt_payload_query({query})\n" for number, query in enumerate(queries.values()))
shows = "|".join([f"%[var(txn.q{number})]" for number in range(len(queries))]
                 + [f"%[http_auth_bearer,jwt_verify(txn.alg,{here}/{algorithm}.pem)]" for algorithm in keys])
with open("haproxy.cfg", "w") as file:
    file.write(f"""
defaults
  mode http
  timeout client 5s
  timeout server 5s
  timeout connect 5s
frontend f
  bind 127.0.0.1:{port}
  http-request set-var(txn.alg) http_auth_bearer,jwt_header_query('$.alg')
{reads}
  http-request return status 200 content-type text/plain lf-string "{shows}"
""")
haproxy = subprocess.Popen(["root/usr/sbin/haproxy", "-q", "-f", "haproxy.cfg"])
try:
    listening(haproxy, port)

    def get(bearer, scheme="Bearer"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/", headers={"authorization": f"{scheme} {bearer}"})
        values = connection.getresponse().read().split(b"|")
        return dict(zip([*queries, *keys], [str(value)[1:] for value in values]))

    print(f"as it is: {', '.join(f'{name} {value}' for name, value in get(token()).items() if value != repr(''))}")
    assert get(token(), "bearer") == get(token())
    for algorithm in keys:
        print(f"{algorithm}: jwt_verify {get(token(algorithm))[algorithm]}")
    changes = {
        "aud of one": (["aud", "aud[0]"], token(aud=["https://api.test"])),
        "aud of two": (["aud", "aud[0]"], token(aud=["https://api.test", "https://b.test"])),
        "scope list": (["scope"], token(scope=["read", "write"])),
        r"\/ for /": (["iss", "scope"], token(spell=lambda text: text.replace("/", r"\/"))),
        "exp with a fraction": (["exp", "exp int"], token(exp=4102444805.5)),
        "exp 4.102444805e9": (["exp", "exp int"], token(spell=lambda text: text.replace("4102444805", "4.102444805e9"))),
        "claim with a namespace": (["tenant"], token(**{"https://api.test/tenant": "t1"})),
        "order 20260042": (["order", "order int"], token(order=20260042)),
        'order "20260042"': (["order", "order int"], token(order="20260042")),
        "name in UTF-8": (["name"], token(name="Zoë")),
        r"name with \u00eb": (["name"], token(name="Zoë", spell=lambda text: text.replace("ë", r"\u00eb"))),
    }
    for change, (names, bearer) in changes.items():
        seen = get(bearer)
        assert seen["RS256"] == "'1'"
        print(f"{change}: {', '.join(f'{name} {seen[name]}' for name in names)}")
finally:
    haproxy.terminate()
    haproxy.wait()
PY

LD_LIBRARY_PATH=$PWD/root/usr/lib/x86_64-linux-gnu python/bin/python meet.py > seen
as_before <<'TEXT'
as it is: iss 'https://issuer.test', aud 'https://api.test', scope 'read write', exp '4.10244e+09', exp int '4102444805', RS256 '1', PS256 '1', ES256 '0', EdDSA '0'
RS256: jwt_verify '1'
PS256: jwt_verify '-2'
ES256: jwt_verify '1'
EdDSA: jwt_verify '-1'
aud of one: aud '', aud[0] 'https://api.test'
aud of two: aud '', aud[0] 'https://api.test'
scope list: scope ''
\/ for /: iss '', scope 'read write'
exp with a fraction: exp '4.10244e+09', exp int '4102444805'
exp 4.102444805e9: exp '4.10244e+09', exp int '4'
claim with a namespace: tenant 't1'
order 20260042: order '2.026e+07', order int '20260042'
order "20260042": order '20260042', order int '20260042'
name in UTF-8: name 'Zo\xc3\xab'
name with \u00eb: name 'Zo\xeb'
TEXT
