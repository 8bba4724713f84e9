"""The sandbox as a server on this machine's loopback, in a thread of its own."""

import json
import socket
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox import handing, routes, seed, uploading
from sandbox.clock import Clock
from sandbox.town import Answer, Town
from sandbox.workspace import Impossible, Refusal

HERE = Path(__file__).parent
LOOPBACK = "127.0.0.1"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
PIECE = 1 << 18
"""Bytes of a file that go out at once."""
LOGIN_PAGE = "<!DOCTYPE html><html><title>Sign in</title><body>Sign in to Slack</body></html>"
"""What Slack answers, with status 200, to a download without the right token."""


class Sandbox:
    """A workspace in a box. `port` 0 takes a free one; `scopes` are what the app was granted."""

    def __init__(self, *, port: int = 0, scopes: frozenset[str] | None = None) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind((LOOPBACK, port))
        self.port = int(self._socket.getsockname()[1])
        self.url = f"http://{LOOPBACK}:{self.port}"
        self.api_url = f"{self.url}/api/"
        self.bot_token = seed.BOT_TOKEN
        self.app_token = seed.APP_TOKEN
        self.clock = Clock(seed.START)
        self.town = Town(self.clock, self.url, scopes or seed.SCOPES)
        config = uvicorn.Config(
            _Guard(_app(self.town), self.port),
            lifespan="off",
            ws="websockets-sansio",
            ws_ping_interval=None,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, daemon=True, name="sandbox")

    def start(self) -> None:
        """Serve; returns once requests are taken."""
        self._thread.start()
        while not self._server.started:
            if not self._thread.is_alive():
                raise RuntimeError("the sandbox did not start")
            time.sleep(0.01)

    def stop(self) -> None:
        """Stop serving, and wait for it."""
        self._server.should_exit = True
        self._thread.join(5)
        self._socket.close()

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])


class _Guard:
    """Only this machine's own pages may speak to the sandbox: any page on the web could else."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        names = (LOOPBACK, "localhost", "[::1]")
        self._hosts = {*names, *(f"{name}:{port}" for name in names)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
        origin = headers.get("origin", "")
        good = headers.get("host") in self._hosts and (
            not origin or origin.partition("://")[2] in self._hosts
        )
        if good or scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse("wrong host", 400)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 4400})


def _app(town: Town) -> Starlette:
    async def api(request: Request) -> Response:
        token, args = await _arguments(request)
        return _slack(await town.call(request.path_params["method"], token, args))

    async def post(request: Request) -> Response:
        return await _sandbox(town, request)

    async def upload(request: Request) -> Response:
        return await routes.upload(town, request)

    async def state(request: Request) -> Response:
        newest = request.query_params.get("calls", "")
        team = town.team(request.query_params.get("team"))
        return JSONResponse(town.state(team, int(newest) if newest.isdecimal() else None))

    async def clock(request: Request) -> Response:
        return JSONResponse({"now": town.clock.now().isoformat()})

    async def file(request: Request) -> Response:
        for team in town.teams.values():
            found = team.files.get(request.query_params.get("id", ""))
            if found is not None:
                return Response(found["data"], media_type="application/octet-stream")
        return JSONResponse({"ok": False, "error": "file_not_found"}, 400)

    async def download(request: Request) -> Response:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        data = town.file(request.path_params["id"], token)
        if data is None:
            return Response(LOGIN_PAGE, media_type="text/html")
        size = {"Content-Length": str(len(data))}
        return StreamingResponse(_pieces(data), 200, size, "application/octet-stream")

    async def receive(request: Request) -> Response:
        team = town.teams.get(request.path_params["team"])
        data = await request.body()
        if team is None or not uploading.take(team, request.path_params["id"], data):
            return PlainTextResponse("Bad Request", 400)
        return PlainTextResponse(f"OK - {len(data)}")

    async def respond(request: Request) -> Response:
        return await handing.respond(town, request.path_params["key"], await request.json())

    async def index(request: Request) -> Response:
        page = HERE / "page" / "index.html"
        return FileResponse(page, headers={"Content-Security-Policy": POLICY})

    table: list[Route | WebSocketRoute | Mount] = [
        Route("/", index),
        Route("/api/{method}", api, methods=["GET", "POST"]),
        Route("/sandbox/upload", upload, methods=["POST"]),
        Route("/sandbox/state", state),
        Route("/sandbox/clock", clock),
        Route("/sandbox/file", file),
        Route("/sandbox/{verb}", post, methods=["POST"]),
        Route("/files/{id}", download),
        Route("/upload/{team}/{id}", receive, methods=["POST"]),
        Route("/response/{key}", respond, methods=["POST"]),
        WebSocketRoute("/link", town.hub.serve),
        Mount("/page", StaticFiles(directory=HERE / "page", check_dir=False)),
        Mount("/samples", StaticFiles(directory=HERE / "samples", check_dir=False)),
    ]
    return Starlette(routes=table)


async def _pieces(data: bytes) -> AsyncIterator[bytes]:
    """A file in pieces, so that others are answered while a large one goes out."""
    for at in range(0, len(data), PIECE):
        yield data[at : at + PIECE]


async def _sandbox(town: Town, request: Request) -> Response:
    handler = routes.POSTS.get(request.path_params["verb"])
    if handler is None:
        return JSONResponse({"ok": False, "error": "no such route"}, 404)
    try:
        body = json.loads(await request.body() or b"{}")
        team = town.team(body.get("team"))
        return JSONResponse(await handler(town, team, body))
    except ValueError as error:
        status = 409 if handler is routes.clock else 400
        return JSONResponse({"ok": False, "error": str(error)}, status)
    except (Impossible, Refusal) as error:
        return JSONResponse({"ok": False, "error": str(error)}, 400)
    except KeyError as error:
        return JSONResponse({"ok": False, "error": f"missing or unknown: {error}"}, 400)


async def _arguments(request: Request) -> tuple[str, dict[str, Any]]:
    args: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    if request.headers.get("content-type", "").startswith("application/json"):
        args |= json.loads(body or b"{}")
    else:
        args |= dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True))
    header = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
    return header or str(args.get("token", "")), args


def _slack(answer: Answer) -> Response:
    if answer.cut:
        return _Cut()
    return JSONResponse(answer.body, answer.status, dict(answer.headers))


class _Cut(Response):
    """Ends the connection in the middle of an answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        head = [(b"content-length", b"1000"), (b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        raise ConnectionResetError("cut on purpose")
