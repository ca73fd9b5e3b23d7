"""aioauth's AuthorizationServer behind FastAPI, as its documentation joins the two."""

import json
import logging
import socket
import time

import uvicorn
from aioauth.collections import HTTPHeaderDict
from aioauth.config import Settings
from aioauth.models import Client, Token
from aioauth.requests import Post, Request
from aioauth.server import AuthorizationServer
from aioauth.storage import BaseStorage
from fastapi import FastAPI
from fastapi import Request as Asked
from fastapi.responses import JSONResponse

SECRETS = {"m2m": "secret", "spelt": "a b+c%d:e", "space": "a b", "plus": "a+b", "percent": "a%41b", "colon": "a:b"}
SETTINGS = Settings(INSECURE_TRANSPORT=True)
TOKENS = {}


class Storage(BaseStorage):
    async def get_client(self, *, request, client_id, client_secret=None):
        if client_secret is None or SECRETS.get(client_id) != client_secret:
            return None
        scope = "openid orders.read offline_access"
        return Client(client_id, client_secret, ["client_credentials"], [], [], scope)

    async def create_token(self, *, request, client_id, scope, access_token, refresh_token=None):
        own = request.settings
        token = Token(access_token, refresh_token, scope, int(time.time()), own.TOKEN_EXPIRES_IN, own.REFRESH_TOKEN_EXPIRES_IN, client_id)
        TOKENS[access_token] = token
        return token

    async def get_token(self, *, request, client_id, token_type=None, access_token=None, refresh_token=None):
        return TOKENS.get(access_token)

    async def get_user(self, request):
        return None


app = FastAPI(docs_url=None, redoc_url=None)
server = AuthorizationServer(Storage())


async def answered(asked, ask):
    known = Post.__dataclass_fields__
    form = {name: value for name, value in (await asked.form()).items() if name in known}
    request = Request(method=asked.method, post=Post(**form), headers=HTTPHeaderDict(**asked.headers), url=str(asked.url), settings=SETTINGS)
    answer = await ask(request)
    return JSONResponse(answer.content, answer.status_code, dict(answer.headers))


@app.post("/token")
async def token(asked: Asked):
    return await answered(asked, server.create_token_response)


@app.post("/introspect")
async def introspect(asked: Asked):
    return await answered(asked, server.create_token_introspection_response)


logging.disable(logging.CRITICAL)
listening = socket.socket()
listening.bind(("127.0.0.1", 0))
issuer = f"http://127.0.0.1:{listening.getsockname()[1]}"
listening.listen()
print(json.dumps({"issuer": issuer, "token": f"{issuer}/token", "inspected": f"{issuer}/introspect"}), flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="critical")).run(sockets=[listening])
