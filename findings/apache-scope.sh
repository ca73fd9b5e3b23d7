#!/usr/bin/env bash
# Apache's two OAuth modules: `Require claim scope:read` refuses the scope "read write", by a 401 that has no challenge
#
# Versions   libapache2-mod-auth-openidc 2.4.12.3-2+deb12u5 (AuthType oauth20) and libapache2-mod-oauth2 3.3.1-1 (liboauth2 1.4.5.4-1) in
#            apache2-bin 2.4.71-1~deb12u1 (Debian 12; its mirrors drop old point releases); PyJWT 2.15.1 with cryptography 50.0.2, Python 3.
# Input      Valid tokens of a machine: at+jwt by RS256, whose key set has that key alone, or opaque ones whose introspection (RFC 7662) answers
#            active, client_id, sub, aud, exp and scope "read write". Each row changes one thing. /any wants any token, /read `Require claim
#            scope:read` (`oauth2_claim` in mod_oauth2), /header the same with mod_headers told to write the challenge, /whole "scope:read
#            write", /regex "scope~(^| )read( |$)". /any is asked three times.
# Expected   scope is one string of words (RFC 6749 §3.3), and "scope:read" means a word of it. A token that lacks one is answered by 403 with
#            error="insufficient_scope" (RFC 6750 §3.1). Answers and keys are kept for a while.
# Guess      Written down before the first run: a word of scope matches, as one of a list does; what lacks it gets 401 with insufficient_scope
#            from the first module, 403 from the second; no sub is 401; introspection is kept until exp; a fraction in a JWT's exp is refused;
#            no kid is fine. Of /header, /whole and /regex, which came later, nothing was guessed.
# Seen       Both compare the whole text: "read" alone and a list match, "read write" does not. Both then answer 401 without any challenge, unless
#            a Header directive writes what they leave in a variable. The regular expression works in mod_auth_openidc; Debian's mod_oauth2
#            never matches one. mod_auth_openidc keeps no introspection without a whole exp, fetches the key set for each token without kid,
#            and takes the fraction, which is an exp of 0 to mod_oauth2's JWTs. As guessed, nobody passes without sub.
# So         Behind mod_auth_openidc scopes are required by the regular expression; behind mod_oauth2 by a list in the token, or word for word in
#            the server's order. Without the Header directive a client that lacks a scope asks for new tokens or gives up. Introspection without
#            sub loses the users, without exp it costs a request each, and so does a token without kid.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyjwt==2.15.1 cryptography==50.0.2
apt-get update -qq
apt-get download -qq -o APT::Sandbox::User=root apache2-bin=2.4.71-1~deb12u1 libapache2-mod-auth-openidc=2.4.12.3-2+deb12u5 \
  libapache2-mod-oauth2=3.3.1-1 liboauth2-0=1.4.5.4-1 liboauth2-apache0=1.4.5.4-1 libcjose0=0.6.2.1-1+deb12u2 libhiredis0.14=0.14.1-3 \
  libjansson4=2.14-2 libmemcached11=1.1.4-1 libhashkit2=1.1.4-1 libapr1=1.7.2-3+deb12u1 libaprutil1=1.6.3-1+deb12u1
for package in *.deb; do dpkg -x "$package" root; done
chmod 711 . # For the user that Apache's process becomes.
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost 2> told # mod_auth_openidc wants https.
python_loopback

cat > meet.py <<'PY'
import http.client
import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from http.server import ThreadingHTTPServer
from threading import Thread

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from loopback import Json, listening, serve

key, now, here = rsa.generate_private_key(65537, 2048), int(time.time()), os.getcwd()
public = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"kid": "k1", "use": "sig", "alg": "RS256"}
del public["key_ops"]
claims = {"iss": "https://issuer.test", "sub": "nightly", "client_id": "nightly", "aud": "https://api.test", "exp": now + 3600, "iat": now}
claims["scope"] = "read write"
asked, answer = [], {}


class Servers(Json):  # Key set and introspection by https, and the API behind Apache by http.
    def do_GET(self):
        if self.path == "/jwks":
            asked.append(self.path)
            return self.reply(200, {"keys": [public]})
        self.reply(200, {name.lower(): value for name, value in self.headers.items()})

    def do_POST(self):
        asked.append(self.rfile.read(int(self.headers["content-length"])))
        self.reply(200, answer)


api = serve(Servers)
secure = ThreadingHTTPServer(("127.0.0.1", 0), Servers)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")
secure.socket = context.wrap_socket(secure.socket, server_side=True)
Thread(target=secure.serve_forever, daemon=True).start()
issuer = f"https://127.0.0.1:{secure.server_port}"
WAYS = {
    ("mod_auth_openidc", "introspection"): f"OIDCOAuthIntrospectionEndpoint {issuer}/introspect\nOIDCOAuthClientID api\nOIDCOAuthClientSecret secret",
    ("mod_auth_openidc", "JWT"): f"OIDCOAuthVerifyJwksUri {issuer}/jwks",
    ("mod_oauth2", "introspection"): f"OAuth2TokenVerify introspect {issuer}/introspect "
                                     "introspect.ssl_verify=false&introspect.auth=client_secret_basic&client_id=api&client_secret=secret",
    ("mod_oauth2", "JWT"): f"OAuth2TokenVerify jwks_uri {issuer}/jwks jwks_uri.ssl_verify=false",
}
WORDS = {  # AuthType, Require's name, and the variable with the challenge.
    "mod_auth_openidc": ("oauth20", "claim", "OIDC_OAUTH_BEARER_SCOPE_ERROR"),
    "mod_oauth2": ("oauth2", "oauth2_claim", "OAUTH2_BEARER_SCOPE_ERROR"),
}


def free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def get(port, path, token):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"authorization": f"Bearer {token}"})
    response = connection.getresponse()
    return response, response.read()


def told(response):
    challenge = response.getheader("www-authenticate")
    if response.status == 200:
        return "200"
    return f"{response.status} " + (re.search('error="([^"]+)', challenge)[1] if challenge else "without challenge")


for (module, way), verify in WAYS.items():
    scheme, claim, error = WORDS[module]
    port = free()
    shutil.rmtree("apache", ignore_errors=True)
    os.mkdir("apache")
    modules = ["mpm_event", "authn_core", "authz_core", "authz_user", "headers", "proxy", "proxy_http", "auth_openidc", "oauth2"]
    modules = "\n".join(f"LoadModule {name}_module {here}/root/usr/lib/apache2/modules/mod_{name}.so" for name in modules)
    wants = {"any": "valid-user", "read": f"{claim} scope:read", "whole": f'{claim} "scope:read write"', "regex": f'{claim} "scope~(^| )read( |$)"'}
    wants["header"] = f'{claim} scope:read\nHeader always set WWW-Authenticate "%{{{error}}}e" env={error}'
    verify, everywhere = ("", verify) if module == "mod_auth_openidc" else (verify, "")
    places = "".join(f"<Location /{path}>\nAuthType {scheme}\n{verify}\nRequire {want}\nProxyPass http://127.0.0.1:{api}/\n</Location>\n"
                     for path, want in wants.items())
    with open("httpd.conf", "w") as file:
        file.write(f"{modules}\nServerRoot {here}/apache\nServerName localhost\nPidFile {here}/apache/pid\nDefaultRuntimeDir {here}/apache\n"
                   f"Listen 127.0.0.1:{port}\nErrorLog {here}/apache/log\nUser nobody\nOIDCOAuthSSLValidateServer Off\n{everywhere}\n{places}")
    apache = subprocess.Popen(["root/usr/sbin/apache2", "-f", f"{here}/httpd.conf", "-X"])
    try:
        listening(apache, port)
        shapes = {"as it is": {}, "scope read": {"scope": "read"}, "scope list": {"scope": ["read", "write"]}, "no sub": {"sub": None},
                  "no exp": {"exp": None}, "exp fraction": {"exp": now + 3600.5}, "aud list": {"aud": ["a", "b"]}, "no kid": {}}
        if way == "introspection":
            del shapes["no kid"]
        else:
            del shapes["no exp"]  # RFC 9068 requires it of tokens.
            get(port, "/any", jwt.encode(claims, key, "RS256", {"kid": "k1"}))  # The key set is kept from here on.
        for name, change in shapes.items():
            answer = {"active": True} | {name: value for name, value in (claims | change).items() if value is not None}
            headers = {"typ": "at+jwt"} | ({} if name == "no kid" else {"kid": "k1"})
            token = jwt.encode({name: value for name, value in answer.items() if name != "active"}, key, "RS256", headers)
            token = f"opaque-{name.replace(' ', '-')}" if way == "introspection" else token
            asked.clear()
            came = [get(port, "/any", token) for _ in range(3)]
            line = f"{told(came[-1][0])}, asks {len(asked)} times in 3"
            if name == "aud list":
                line += f", API gets {next(value for name, value in json.loads(came[0][1]).items() if name.endswith('claim_aud'))}"
            if "scope" in name or name == "as it is":
                line += "".join(f", {path} {told(get(port, f'/{path}', token)[0])}" for path in ["read", "header", "whole", "regex"])
            print(f"{module}, {way}, {name}: {line}")
    finally:
        apache.terminate()
        apache.wait()
PY

LD_LIBRARY_PATH=$PWD/root/usr/lib/x86_64-linux-gnu:$PWD/root/lib/x86_64-linux-gnu python/bin/python meet.py > seen
as_before <<'TEXT'
mod_auth_openidc, introspection, as it is: 200, asks 1 times in 3, read 401 without challenge, header 401 insufficient_scope, whole 200, regex 200
mod_auth_openidc, introspection, scope read: 200, asks 1 times in 3, read 200, header 200, whole 401 without challenge, regex 200
mod_auth_openidc, introspection, scope list: 200, asks 1 times in 3, read 200, header 200, whole 401 without challenge, regex 200
mod_auth_openidc, introspection, no sub: 401 invalid_token, asks 1 times in 3
mod_auth_openidc, introspection, no exp: 200, asks 3 times in 3
mod_auth_openidc, introspection, exp fraction: 200, asks 3 times in 3
mod_auth_openidc, introspection, aud list: 200, asks 1 times in 3, API gets a,b
mod_auth_openidc, JWT, as it is: 200, asks 0 times in 3, read 401 without challenge, header 401 insufficient_scope, whole 200, regex 200
mod_auth_openidc, JWT, scope read: 200, asks 0 times in 3, read 200, header 200, whole 401 without challenge, regex 200
mod_auth_openidc, JWT, scope list: 200, asks 0 times in 3, read 200, header 200, whole 401 without challenge, regex 200
mod_auth_openidc, JWT, no sub: 401 invalid_token, asks 0 times in 3
mod_auth_openidc, JWT, exp fraction: 200, asks 0 times in 3
mod_auth_openidc, JWT, aud list: 200, asks 0 times in 3, API gets a,b
mod_auth_openidc, JWT, no kid: 200, asks 3 times in 3
mod_oauth2, introspection, as it is: 200, asks 1 times in 3, read 401 without challenge, header 401 insufficient_scope, whole 200, regex 401 without challenge
mod_oauth2, introspection, scope read: 200, asks 1 times in 3, read 200, header 200, whole 401 without challenge, regex 401 without challenge
mod_oauth2, introspection, scope list: 200, asks 1 times in 3, read 200, header 200, whole 401 without challenge, regex 401 without challenge
mod_oauth2, introspection, no sub: 401 invalid_token, asks 1 times in 3
mod_oauth2, introspection, no exp: 200, asks 1 times in 3
mod_oauth2, introspection, exp fraction: 200, asks 1 times in 3
mod_oauth2, introspection, aud list: 200, asks 1 times in 3, API gets ["a", "b"]
mod_oauth2, JWT, as it is: 200, asks 0 times in 3, read 401 without challenge, header 401 insufficient_scope, whole 200, regex 401 without challenge
mod_oauth2, JWT, scope read: 200, asks 0 times in 3, read 200, header 200, whole 401 without challenge, regex 401 without challenge
mod_oauth2, JWT, scope list: 200, asks 0 times in 3, read 200, header 200, whole 401 without challenge, regex 401 without challenge
mod_oauth2, JWT, no sub: 401 invalid_token, asks 0 times in 3
mod_oauth2, JWT, exp fraction: 401 invalid_token, asks 0 times in 3
mod_oauth2, JWT, aud list: 200, asks 0 times in 3, API gets ["a", "b"]
mod_oauth2, JWT, no kid: 200, asks 0 times in 3
TEXT
