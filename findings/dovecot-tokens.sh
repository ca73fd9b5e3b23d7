#!/usr/bin/env bash
# Dovecot refuses every RFC 9068 token by its `typ`, and `azp` in a token moves the place where its key is looked for
#
# Versions   dovecot-core 1:2.3.19.1+dfsg1-2.1+deb12u7 (Debian 12); PyJWT 2.15.1 with cryptography 50.0.2, Python 3. Root, for a file system of its
#            own: the packages are laid over /usr for this script alone. Debian's mirrors drop old point releases.
# Input      The oauth2 passdb with introspection_mode local, username_attribute sub where it does not say otherwise. Keys as PEM files, one
#            for each algorithm, at default/ALG/k1. OAUTHBEARER by Dovecot's own socket, with valid tokens for "nightly": kid k1, iss,
#            sub, client_id, aud, scope "read write", iat, exp; each row changes one thing.
# Expected   A server that validates JWTs takes the access tokens of RFC 9068. `typ` and `azp` are optional in a JWT; a client_id is a client's.
# Guess      Written down before the first run, `typ` from a dim memory of the source: only JWT is taken, and no kid means a key "default"; EdDSA
#            and PS256 are fine; a fraction in exp is refused; a missing iat is fine; sub is needed only if it is the user name; a list of
#            scopes does not satisfy `scope`. Of azp, client_id and the default user name nothing was guessed.
# Seen       Right, but for two: EdDSA is unsupported, and a token without sub is refused though the name comes from client_id. For at+jwt the log
#            says "Cannot find 'typ' field". With azp the key is looked for at AZP/ALG/KID alone. The setting client_id is compared with aud.
#            The user name is taken from `email`, unless told: then a machine's token is "temp_fail", the answer of a server out of order.
# So         For Dovecot a server issues plain JWTs (`typ` JWT, sub, whole seconds, no EdDSA); where it writes azp, as Keycloak and Auth0 do, each
#            client has a folder of keys. All refusals look alike to a client: only the log says why. Introspection was not tried.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check pyjwt==2.15.1 cryptography==50.0.2
apt-get update -qq
apt-get download -qq -o APT::Sandbox::User=root dovecot-core=1:2.3.19.1+dfsg1-2.1+deb12u7 \
  libexttextcat-2.0-0=3.4.5-1 liblua5.4-0=5.4.4-3+deb12u1 libstemmer0d=2.2.0-2 libunwind8=1.6.2-3 libwrap0=7.6.q-32
for package in *.deb; do dpkg -x "$package" root; done

cat > meet.py <<'PY'
import base64
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

here, now = os.getcwd(), int(time.time())
by_rsa = rsa.generate_private_key(65537, 2048)
keys = {"RS256": by_rsa, "PS256": by_rsa, "ES256": ec.generate_private_key(ec.SECP256R1()), "EdDSA": ed25519.Ed25519PrivateKey.generate()}


def key_file(algorithm, path):
    file = Path("keys", path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(keys[algorithm].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def token(algorithm="RS256", typ="JWT", kid="k1", **claims):
    names = {"iss": "https://issuer.test", "sub": "nightly", "client_id": "nightly", "aud": "https://api.test", "scope": "read write"}
    claims = names | {"iat": now, "exp": now + 3600} | claims
    headers = {"typ": typ} | ({"kid": kid} if kid else {})
    return jwt.encode({name: value for name, value in claims.items() if value is not None}, keys[algorithm], algorithm, headers)


def ask(bearer):
    with socket.socket(socket.AF_UNIX) as one:
        one.connect("run/auth-client")
        lines = one.makefile("rw", newline="\n")
        lines.write(f"VERSION\t1\t2\nCPID\t{os.getpid()}\n")
        lines.flush()
        while lines.readline() != "DONE\n":
            pass
        response = base64.b64encode(f"n,a=nightly,\1auth=Bearer {bearer}\1\1".encode()).decode()
        lines.write(f"AUTH\t1\tOAUTHBEARER\tservice=imap\tresp={response}\n")
        lines.flush()
        kind, *rest = lines.readline().rstrip("\n").split("\t")
    if kind == "CONT":
        reason = Path("log").read_text().rsplit("Local validation failed: ", 1)[1].split("\n")[0]
        return f"{base64.b64decode(rest[1]).decode()} {reason}"
    return kind if kind == "OK" else " ".join([kind, *rest[2:]])


def server(told, tokens, settings="username_attribute = sub"):
    shutil.rmtree("run", ignore_errors=True)
    Path("log").write_text("")
    Path("passdb.conf").write_text(f"introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix={here}/keys/\n{settings}\n")
    Path("dovecot.conf").write_text(f"""
base_dir = {here}/run
state_dir = {here}/state
log_path = {here}/log
auth_debug = yes
protocols =
ssl = no
default_login_user = nobody
default_internal_user = root
default_internal_group = root
auth_mechanisms = oauthbearer
service auth {{
  chroot =
}}
service stats {{
  chroot =
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = oauth2
  mechanisms = oauthbearer
  args = {here}/passdb.conf
}}
userdb {{
  driver = static
  args = uid=1000 gid=1000 home=/nonexistent
}}
""")
    dovecot = subprocess.Popen(["dovecot", "-F", "-c", f"{here}/dovecot.conf"])
    try:
        while not os.path.exists("run/auth-client"):
            assert dovecot.poll() is None
            time.sleep(0.1)
        for name, bearer in tokens.items():
            print(f"{told}{name}: {ask(bearer)}")
    finally:
        dovecot.terminate()
        dovecot.wait()


for algorithm in keys:
    key_file(algorithm, f"default/{algorithm.upper()}/k1")
typs = {f"typ {typ or 'absent'}": token(typ=typ) for typ in ["JWT", "at+jwt", "application/at+jwt", None]}
algorithms = {algorithm: token(algorithm) for algorithm in ["PS256", "ES256", "EdDSA"]}
claims = {"no iat": token(iat=None), "iat fraction": token(iat=now - 0.5), "exp fraction": token(exp=now + 3600.5), "aud list": token(aud=["a", "b"])}
no_kid, azp = {"no kid": token(kid=None)}, {"azp nightly": token(azp="nightly")}
server("", typs | algorithms | claims | no_kid | azp)
server("name from client_id, ", {"as it is": token(), "no sub": token(sub=None)}, "username_attribute = client_id")
server("name by default, ", {"as it is": token()}, "")
server("scope = read, ", {"as it is": token(), "scope list": token(scope=["read", "write"])}, "username_attribute = sub\nscope = read")
for client in ["nightly", "https://api.test"]:
    server(f"client_id = {client}, ", {"as it is": token()}, f"username_attribute = sub\nclient_id = {client}")
key_file("RS256", "default/RS256/default")
key_file("RS256", "nightly/RS256/k1")
server("key at default/RS256/default, ", no_kid)
server("key at nightly/RS256/k1, ", azp)
PY

unshare --mount sh -c '
  for folder in bin sbin lib share; do mount -t overlay overlay -o "lowerdir=$PWD/root/usr/$folder:/usr/$folder" "/usr/$folder"; done
  exec python/bin/python meet.py' > seen
as_before <<'TEXT'
typ JWT: OK
typ at+jwt: {"status":"invalid_token"} Cannot find 'typ' field
typ application/at+jwt: {"status":"invalid_token"} Cannot find 'typ' field
typ absent: {"status":"invalid_token"} Cannot find 'typ' field
PS256: OK
ES256: OK
EdDSA: {"status":"invalid_token"} Unsupported algorithm 'EDDSA'
no iat: OK
iat fraction: {"status":"invalid_token"} Malformed 'iat' field
exp fraction: {"status":"invalid_token"} Malformed 'exp' field
aud list: OK
no kid: {"status":"invalid_token"} RS256 key 'default' not found
azp nightly: {"status":"invalid_token"} RS256 key 'k1' not found
name from client_id, as it is: OK
name from client_id, no sub: {"status":"invalid_token"} Missing 'sub' field
name by default, as it is: FAIL code=temp_fail
scope = read, as it is: OK
scope = read, scope list: {"status":"invalid_token"} scope set but not found in token
client_id = nightly, as it is: {"status":"invalid_token"} client_id not found in aud field
client_id = https://api.test, as it is: OK
key at default/RS256/default, no kid: OK
key at nightly/RS256/k1, azp nightly: OK
TEXT
