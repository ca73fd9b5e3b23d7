"""NanoIDP by `python -m nanoidp`: configured by `init`, then started on a free port."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from urllib.request import urlopen

from ruamel.yaml import YAML

SECRETS = {"m2m": "secret", "spelt": "a b+c%d:e", "space": "a b", "plus": "a+b", "percent": "a%41b", "colon": "a:b"}

os.chdir(tempfile.mkdtemp())
command = [sys.executable, "-m", "nanoidp"]
subprocess.run([*command, "init"], check=True, stdout=subprocess.DEVNULL)
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
origin = f"http://127.0.0.1:{port}"
yaml = YAML()
settings = yaml.load(open("config/settings.yaml"))
settings["server"]["port"] = port
settings["oauth"]["issuer"] = origin
settings["oauth"]["scopes_supported"] = ["openid", "profile", "email", "offline_access", "orders.read"]
settings["oauth"]["clients"] = [{"client_id": name, "client_secret": secret} for name, secret in SECRETS.items()] + [
    {"client_id": "m2m-form", "client_secret": "secret", "token_endpoint_auth_method": "client_secret_post"}
]
yaml.dump(settings, open("config/settings.yaml", "w"))
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    for _ in range(200):
        try:
            metadata = json.load(urlopen(f"{origin}/.well-known/openid-configuration"))
            break
        except OSError:
            time.sleep(0.1)
    places = {name.removesuffix("_endpoint"): metadata[name] for name in ["token_endpoint", "userinfo_endpoint", "introspection_endpoint", "revocation_endpoint"]}
    paths = ["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"]
    print(json.dumps({"issuer": origin, "metadata": paths, **places}), flush=True)
    server.wait()
finally:
    server.terminate()
