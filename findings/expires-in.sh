#!/usr/bin/env bash
# "expires_in": 0 is "never" to four of seven libraries, and a fraction is to one
#
# Versions   simple-oauth2 5.1.0, client-oauth2 4.3.3, @badgateway/oauth2-client 3.3.1, openid-client 6.8.9 under Node 24.22.3; Authlib 1.9.10,
#            requests-oauthlib 2.0.0, requests_oauth2client 1.8.0 under Python 3.
# Input      A token response with expires_in as 0 (a token that is over), absent, "3600" as text (some servers write it), and 3600.5; then each
#            library's own word on whether the token is over, one second later by its clock.
# Expected   0 is over, absent is not known (RFC 6749 §5.1), text and fractions are read as the number that they are or refused.
# Guess      That 0 is "never" to Authlib, requests-oauthlib, requests_oauth2client and @badgateway had been measured. Written down before this
#            run: 0 is over to simple-oauth2, client-oauth2 and openid-client; text is refused by openid-client alone, and is not a number but a
#            text that is joined to the clock in client-oauth2 (over in the year 50000); fractions are taken by all.
# Seen       0 is "not known" to four of seven, each of which keeps such a token for ever. Text is read as its number by all seven, openid-client
#            too. A fraction makes the token one that never ends to requests_oauth2client, without a word.
# So         A server that means "do not keep it" writes a small number, not 0; one that computes seconds rounds them down to a whole one; and who
#            caches by such a library looks at expires_in before it does.
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
from_npm "$NODE_24" openid-client@6.8.9 simple-oauth2@5.1.0 client-oauth2@4.3.3 @badgateway/oauth2-client@3.3.1
python3 -m venv python
python/bin/pip install --quiet --disable-pip-version-check authlib==1.9.10 requests==2.34.2 requests-oauthlib==2.0.0 requests_oauth2client==1.8.0

cat > server.mjs <<'JS'
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const FORMS = { "/zero": 0, "/absent": undefined, "/text": "3600", "/fraction": 3600.5 };
const server = createServer((request, response) => {
  const body = { access_token: "token", token_type: "Bearer", expires_in: FORMS[request.url] };
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" }).end(JSON.stringify(body));
}).listen(0, "127.0.0.1", () => writeFileSync("origin", `http://127.0.0.1:${server.address().port}`));
JS

cat > ask.mjs <<'JS'
import { readFileSync } from "node:fs";
import { OAuth2Client, OAuth2Fetch } from "@badgateway/oauth2-client";
import ClientOAuth2 from "client-oauth2";
import * as openid from "openid-client";
import { ClientCredentials } from "simple-oauth2";
const issuer = readFileSync("origin", "utf8");
const [id, secret] = ["machine", "secret"];
const real = Date.now;
/** What `ask` says when a second has gone by. */
const later = (ask) => {
  const at = real();
  Date.now = () => at + 1000;
  try {
    return ask();
  } finally {
    Date.now = real;
  }
};
const over = (is) => (is ? "over" : "good");
const clients = {
  async "openid-client"(path) {
    const configuration = new openid.Configuration({ issuer, token_endpoint: issuer + path }, id, undefined, openid.ClientSecretPost(secret));
    openid.allowInsecureRequests(configuration);
    const left = (await openid.clientCredentialsGrant(configuration)).expiresIn();
    return left === undefined ? "not known" : over(left <= 0);
  },
  async "simple-oauth2"(path) {
    const client = new ClientCredentials({ client: { id, secret }, auth: { tokenHost: issuer, tokenPath: path } });
    const token = await client.getToken({});
    return over(later(() => token.expired()));
  },
  async "client-oauth2"(path) {
    const token = await new ClientOAuth2({ clientId: id, clientSecret: secret, accessTokenUri: issuer + path }).credentials.getToken();
    return over(later(() => token.expired()));
  },
  async "@badgateway/oauth2-client"(path) {
    const client = new OAuth2Client({ server: issuer, clientId: id, clientSecret: secret, tokenEndpoint: path });
    const { expiresAt } = await client.clientCredentials();
    return expiresAt === null ? "not known" : later(() => over(expiresAt <= Date.now()));
  },
};
for (const [name, ask] of Object.entries(clients)) {
  const told = [];
  for (const form of ["zero", "absent", "text", "fraction"]) told.push(`${form} ${await ask(`/${form}`).catch((error) => `refused (${error.code ?? error.name})`)}`);
  console.log(`${name}: ${told.join(", ")}`);
}
JS

cat > ask.py <<'PY'
import os
import time
from datetime import datetime, timedelta, timezone

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
from authlib.integrations.requests_client import OAuth2Session
from oauthlib.oauth2 import BackendApplicationClient
from requests_oauth2client import ClientSecretPost, OAuth2Client
from requests_oauthlib import OAuth2Session as RequestsSession

origin = open("origin").read()
over = lambda value: "not known" if value is None else "over" if value else "good"


def authlib(path):
    session = OAuth2Session("machine", "secret", token_endpoint_auth_method="client_secret_post")
    token = session.fetch_token(origin + path, grant_type="client_credentials")
    return over(token.is_expired(leeway=-1) if token.get("expires_at") is None or token["expires_at"] > time.time() else True)


def requests_oauthlib(path):
    session = RequestsSession(client=BackendApplicationClient("machine"))
    token = session.fetch_token(origin + path, client_secret="secret", include_client_id=True, auth=False)
    at = session._client._expires_at
    return over(None if not at else at <= time.time() + 1)


def requests_oauth2client(path):
    token = OAuth2Client(origin + path, auth=ClientSecretPost("machine", "secret"), testing=True).client_credentials()
    at = token.expires_at
    return over(None if at is None else at <= datetime.now(timezone.utc) + timedelta(seconds=1))


for ask in [authlib, requests_oauthlib, requests_oauth2client]:
    told = []
    for form in ["zero", "absent", "text", "fraction"]:
        try:
            told.append(f"{form} {ask('/' + form)}")
        except Exception as error:
            told.append(f"{form} refused ({type(error).__name__})")
    print(f"{ask.__name__}: {', '.join(told)}")
PY

node_modules/node24/bin/node server.mjs > told 2>&1 &
server=$!
trap 'kill $server; rm -rf "$TMPDIR"' EXIT
until [ -s origin ]; do sleep 0.1; done
{
  node24 ask.mjs
  python/bin/python ask.py
} > seen

as_before <<'TEXT'
openid-client: zero over, absent not known, text good, fraction good
simple-oauth2: zero over, absent good, text good, fraction good
client-oauth2: zero over, absent good, text good, fraction good
@badgateway/oauth2-client: zero not known, absent not known, text good, fraction good
authlib: zero not known, absent not known, text good, fraction good
requests_oauthlib: zero not known, absent not known, text good, fraction good
requests_oauth2client: zero not known, absent not known, text good, fraction not known
TEXT
