#!/usr/bin/env bash
# VictoriaMetrics that gets no token scrapes and writes without one; a blackbox probe asks for a token each time
#
# Versions   prometheus 2.42.0+ds-5+deb12u1, prometheus-blackbox-exporter 0.23.0-4+b4, victoria-metrics 1.79.5+ds1-2+b5 (with vmagent), as Debian 12
#            has them (its mirrors drop old point releases); Python 3.
# Input      Each one's own `oauth2` settings for a job of two calls a second, a probe over and over, or vmagent's remote write. The endpoint answers with
#            a token for an hour, one for 5 s, one of type DPoP, one that the API refuses, invalid_client, or 503 twice and then a token. The
#            API takes the token alone, or, where it is open, anybody.
# Expected   No token, no call: the call fails as the token did, and says so. A token is used until its end.
# Guess      Written down before the first run: one token a job and one for each probe; a refused token is kept; where the client is refused, two
#            requests a call (Basic, then form). After it, which showed VictoriaMetrics' calls: the type goes out as it is written; Prometheus
#            names invalid_client, VictoriaMetrics the API's 401.
# Seen       As guessed, but for the calls: VictoriaMetrics and vmagent make each one without a token, so that an open API is "up" while its client
#            is refused, and a closed one looks as if it refused the token. After two 503 its first calls go so, too. A token for 5 s
#            is used once by Prometheus, and for a second by VictoriaMetrics.
# So         Who sees a 401 of the API under VictoriaMetrics looks into its log for "oauth2" first, and does not take "up" for a token that works. A
#            probe every 15 s is four tokens a minute, or eight refused requests, at the authorization server, whose limits count them: probes
#            get a client of their own.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
apt-get update -qq
apt-get download -qq -o APT::Sandbox::User=root prometheus=2.42.0+ds-5+deb12u1 prometheus-blackbox-exporter=0.23.0-4+b4 victoria-metrics=1.79.5+ds1-2+b5
for package in *.deb; do dpkg -x "$package" root; done
python_loopback

cat > meet.py <<'PY'
import json
import shutil
import socket
import subprocess
import time
import urllib.request
from urllib.parse import quote

from loopback import Json, serve

asked, used, answers, opened = [], [], [], False
GOOD = {"access_token": "T", "token_type": "Bearer", "expires_in": 3600}


class Servers(Json):  # The token endpoint and an API with metrics, which takes "Bearer T" alone unless it is open.
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/write":
            return self.use(b"")
        asked.append("Basic" if self.headers["authorization"] else "form")
        status, members = answers[min(len(asked), len(answers)) - 1]
        self.reply(status, members)

    def do_GET(self):
        self.use(b"orders 1\n")

    def use(self, text):
        if self.path != "/open":
            used.append(self.headers["authorization"] or "no token")
            if not opened and used[-1] != "Bearer T":
                return self.reply(401, {"error": "invalid_token"})
        self.send_response(200)
        self.send_header("content-type", "text/plain")
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def free():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def get(address):
    with urllib.request.urlopen(address, timeout=10) as response:
        return response.read().decode()


api, own = f"127.0.0.1:{serve(Servers)}", free()
oauth2 = {"client_id": "nightly", "client_secret": "secret", "token_url": f"http://{api}/token", "scopes": ["read", "metrics"]}
job = {"job_name": "orders", "scrape_interval": "500ms", "scrape_timeout": "500ms", "oauth2": oauth2, "static_configs": [{"targets": [api]}]}
with open("scrape.yml", "w") as file:
    json.dump({"scrape_configs": [job]}, file)
with open("open.yml", "w") as file:
    json.dump({"scrape_configs": [{name: job[name] for name in job if name != "oauth2"} | {"metrics_path": "/open"}]}, file)
with open("probe.yml", "w") as file:
    json.dump({"modules": {"api": {"prober": "http", "http": {"oauth2": oauth2}}}}, file)


def told():
    if name == "vmagent's writes":
        return ""
    if "blackbox" in name:
        lines = get(f"http://127.0.0.1:{own}/probe?module=api&target={quote(f'http://{api}/metrics')}").splitlines()
        return ", success " + next(line.split()[1] for line in lines if line.startswith("probe_success "))
    target = json.loads(get(f"http://127.0.0.1:{own}/api/v1/targets"))["data"]["activeTargets"]
    if not target:  # It has not begun.
        return ""
    target = target[0]
    return f", {target['health']}" + next((f", blames {code}" for code in ["invalid_client", "401", "503"] if code in target["lastError"]), "")


programs = {
    "Prometheus": ["prometheus", "--config.file=scrape.yml", "--storage.tsdb.path=data", f"--web.listen-address=127.0.0.1:{own}"],
    "VictoriaMetrics": ["victoria-metrics", "-promscrape.config=scrape.yml", "-storageDataPath=data", f"-httpListenAddr=127.0.0.1:{own}"],
    "vmagent's writes": [
        "vmagent", "-promscrape.config=open.yml", "-remoteWrite.tmpDataPath=data", f"-httpListenAddr=127.0.0.1:{own}",
        f"-remoteWrite.url=http://{api}/write", "-remoteWrite.oauth2.clientID=nightly", "-remoteWrite.oauth2.clientSecret=secret",
        f"-remoteWrite.oauth2.tokenUrl=http://{api}/token", "-remoteWrite.oauth2.scopes=read",
    ],
    "blackbox_exporter": ["prometheus-blackbox-exporter", "--config.file=probe.yml", f"--web.listen-address=127.0.0.1:{own}"],
}
refused = (401, {"error": "invalid_client"})
cases = {
    "good": [(200, GOOD)], "for 5 s": [(200, GOOD | {"expires_in": 5})], "of type DPoP": [(200, GOOD | {"token_type": "DPoP"})],
    "refused by the API": [(200, GOOD | {"access_token": "revoked"})],
    "client refused": [refused], "client refused, open API": [refused], "503 twice": [(503, {}), (503, {}), (200, GOOD)],
}
for name, command in programs.items():
    for case, answers in cases.items():
        opened = "open" in case
        shutil.rmtree("data", ignore_errors=True)
        asked.clear()
        used.clear()
        with open("log", "w") as log:
            program = subprocess.Popen([f"root/usr/bin/{command[0]}", *command[1:]], stdout=log, stderr=log)
        try:
            for _ in range(200):
                assert program.poll() is None
                try:
                    get(f"http://127.0.0.1:{own}/metrics")
                    break
                except OSError:
                    time.sleep(0.05)
            end = time.monotonic() + 20
            while time.monotonic() < end and max(len(asked), len(used)) < 6:
                try:
                    told()
                except OSError:  # Prometheus is not ready yet.
                    pass
                time.sleep(0.1)
            time.sleep(0.3)
            came = told()
        finally:
            program.terminate()
            program.wait()
        tokens = "one token" if len(asked) == 1 else f"asks by {', '.join(asked[:2])}"
        if len(asked) >= len(used) and name in ["Prometheus", "blackbox_exporter"]:  # The other two keep what came of it for a second.
            tokens += " for each call"
        print(f"{name}, {case}: {tokens}; {'calls with ' + ' and '.join(dict.fromkeys(used)) if used else 'no calls'}{came}")
PY
python3 meet.py > seen 2> warnings || { cat warnings; exit 1; } # Who is ended in the middle of a call leaves a broken pipe.
as_before <<'TEXT'
Prometheus, good: one token; calls with Bearer T, up
Prometheus, for 5 s: asks by Basic, Basic for each call; calls with Bearer T, up
Prometheus, of type DPoP: one token; calls with DPoP T, down, blames 401
Prometheus, refused by the API: one token; calls with Bearer revoked, down, blames 401
Prometheus, client refused: asks by Basic, form for each call; no calls, down, blames invalid_client
Prometheus, client refused, open API: asks by Basic, form for each call; no calls, down, blames invalid_client
Prometheus, 503 twice: asks by Basic, form; calls with Bearer T, up
VictoriaMetrics, good: one token; calls with Bearer T, up
VictoriaMetrics, for 5 s: asks by Basic, Basic; calls with Bearer T, up
VictoriaMetrics, of type DPoP: one token; calls with DPoP T, down, blames 401
VictoriaMetrics, refused by the API: one token; calls with Bearer revoked, down, blames 401
VictoriaMetrics, client refused: asks by Basic, form; calls with no token, down, blames 401
VictoriaMetrics, client refused, open API: asks by Basic, form; calls with no token, up
VictoriaMetrics, 503 twice: asks by Basic, form; calls with no token and Bearer T, up
vmagent's writes, good: one token; calls with Bearer T
vmagent's writes, for 5 s: asks by Basic, Basic; calls with Bearer T
vmagent's writes, of type DPoP: one token; calls with DPoP T
vmagent's writes, refused by the API: one token; calls with Bearer revoked
vmagent's writes, client refused: asks by Basic, form; calls with no token
vmagent's writes, client refused, open API: asks by Basic, form; calls with no token
vmagent's writes, 503 twice: asks by Basic, form; calls with no token and Bearer T
blackbox_exporter, good: asks by Basic, Basic for each call; calls with Bearer T, success 1
blackbox_exporter, for 5 s: asks by Basic, Basic for each call; calls with Bearer T, success 1
blackbox_exporter, of type DPoP: asks by Basic, Basic for each call; calls with DPoP T, success 0
blackbox_exporter, refused by the API: asks by Basic, Basic for each call; calls with Bearer revoked, success 0
blackbox_exporter, client refused: asks by Basic, form for each call; no calls, success 0
blackbox_exporter, client refused, open API: asks by Basic, form for each call; no calls, success 0
blackbox_exporter, 503 twice: asks by Basic, form for each call; calls with Bearer T, success 1
TEXT
