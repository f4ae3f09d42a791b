"""The server: the page's own files over HTTP, everything else over one socket for each open page.

In: a folder, a port, a key. Out: it serves until it is stopped. Over HTTP it gives the few files of `assets.py` and nothing else, and
takes nothing: a page learns and does all else through its session.
"""

import asyncio
from contextlib import suppress
from http import HTTPStatus
from secrets import token_urlsafe
from time import monotonic

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response

from sopflow.serve.assets import ASSETS, read_asset
from sopflow.serve.folder import Folder, stamps, texts
from sopflow.serve.guard import answer_headers, has_our_origin, is_ours
from sopflow.serve.key import Ticket
from sopflow.serve.session import Served, Session
from sopflow.serve.worker import Job
from sopflow.serve.workers import JobFailed, Worker
from sopflow.watch.stamps import Stamp

LOOPBACK = "127.0.0.1"
SOCKET = "/socket"
MOST_SESSIONS = 12
LARGEST_MESSAGE = 6_500_000
"""Bytes: a text of 1 MB with every character escaped."""
LOOKS = 0.5
"""Seconds between looks at the folder; longer where a look takes long, such as in somebody's whole home."""
LOOKING_SHARE = 0.1
"""How much of the time may be spent looking."""

WARM_SECONDS = 60.0
TINY: Job = {"text": "1. @A: Menulis\n2. @B: Membaca\n", "name": "", "root": None, "known": [], "lang": "id"}
"""A text that makes a new process load what it needs, before the user writes the first letter."""


class ServeServer:
    """One served folder."""

    def __init__(self, folder: Folder, key: str) -> None:
        self._folder = folder
        self._stamps: dict[str, Stamp] = stamps(folder)
        self._sessions: set[Session] = set()
        self._server: Server | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self.ticket = Ticket()
        self._served = Served(folder, key, self.ticket, Worker(), Worker(), lambda: texts(self._stamps, folder))
        self.port = 0

    async def start(self, port: int) -> None:
        """Listens on `port` of the loopback; 0 lets the system choose. OSError when the port is taken."""
        self._server = await serve(
            self._talk,
            LOOPBACK,
            port,
            process_request=self._respond,
            compression=None,
            max_size=LARGEST_MESSAGE,
            open_timeout=5,
            server_header=None,
        )
        self.port = self._server.sockets[0].getsockname()[1]
        self._tasks += [asyncio.create_task(self._watch()), asyncio.create_task(self._warm())]

    async def stop(self) -> None:
        """Says farewell to all pages and ends the processes."""
        assert self._server is not None
        self._server.close()
        await self._server.wait_closed()
        for worker in (self._served.drawer, self._served.helper):
            await worker.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _respond(self, _: ServerConnection, request: Request) -> Response | None:
        """The answer to an HTTP request; None lets a socket be opened."""
        if not is_ours(request.headers, self.port) or request.method != "GET":
            return self._answer(HTTPStatus.FORBIDDEN)
        path = request.path.partition("?")[0]
        if path == SOCKET:
            allowed = has_our_origin(request.headers, self.port) and len(self._sessions) < MOST_SESSIONS
            return None if allowed else self._answer(HTTPStatus.FORBIDDEN)
        if path in ASSETS:
            return self._answer(HTTPStatus.OK, path)
        return self._answer(HTTPStatus.NOT_FOUND)

    def _answer(self, status: HTTPStatus, path: str = "") -> Response:
        nonce = token_urlsafe(16)
        kind, body = read_asset(path, nonce) if path else ("text/plain; charset=utf-8", f"{status} {status.phrase}\n".encode())
        headers = answer_headers(nonce, self.port)
        headers["Content-Type"] = kind
        headers["Content-Length"] = str(len(body))
        headers["Connection"] = "close"
        return Response(status, status.phrase, headers, body)

    async def _talk(self, socket: ServerConnection) -> None:
        session = Session(self._served, socket)
        self._sessions.add(session)
        try:
            await session.run()
        finally:
            self._sessions.discard(session)

    async def _warm(self) -> None:
        with suppress(JobFailed):  # then the first real job tells why
            await asyncio.gather(
                self._served.drawer.do({**TINY, "job": "draw"}, WARM_SECONDS),
                self._served.helper.do({**TINY, "job": "tell"}, WARM_SECONDS),
            )

    async def _watch(self) -> None:
        """Looks at the folder again and again; what changed is told to the sessions."""
        pause = LOOKS
        while True:
            await asyncio.sleep(pause)
            begun = monotonic()
            now = await asyncio.to_thread(stamps, self._folder)
            pause = max(LOOKS, (monotonic() - begun) / LOOKING_SHARE)
            before, self._stamps = self._stamps, now
            changed = {path for path, _ in before.items() ^ now.items()}
            if changed:
                new_list = texts(now, self._folder) if texts(before, self._folder) != texts(now, self._folder) else None
                for session in tuple(self._sessions):
                    session.disk_changed(changed, new_list)


async def serve_until_stopped(server: ServeServer) -> None:
    """Serves until the task is cancelled."""
    with suppress(asyncio.CancelledError):
        await asyncio.get_running_loop().create_future()
    await server.stop()
