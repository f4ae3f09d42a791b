"""One open page: what it asks, and what it is told (docs/serve.md, "The protocol").

In: messages of the page. Out: messages to it. Always holds: nothing is answered before the key was said; a message that isn't as it
should be ends the session; only the file that the page has opened is watched and compiled.
"""

import asyncio
import json
import os
from collections.abc import Callable, Coroutine
from contextlib import suppress
from hashlib import sha256
from typing import Any

from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from sopflow import __version__
from sopflow.messages import Language, say, spoken
from sopflow.serve.folder import Folder, OnDisk, Refused, place, read, write
from sopflow.serve.key import Ticket, same
from sopflow.serve.newtext import new_text
from sopflow.serve.protocol import WrongMessage, understood
from sopflow.serve.worker import Job
from sopflow.serve.workers import JobFailed, Latest, Worker
from sopflow.values import NamedTuple

LOGIN_SECONDS = 5.0
DRAW_SECONDS = 15.0
HELP_SECONDS = 15.0
EXPORT_SECONDS = 60.0
PICTURE_FIRST = 0.25
"""Seconds that the messages wait for the picture, which is what the eye waits for; on a busy machine they would slow it."""

WRONG_KEY = 4401
WRONG_MESSAGE = 4400
"""Reasons of our own for closing a socket: the page tells the user what to do."""

HELP = frozenset(("complete", "hover", "change"))
"""Jobs that a page may ask for, besides those that follow from an edit."""

AT_LEISURE = frozenset(("help", "export"))
MOST_TASKS = 8
"""Questions that take a while are answered beside the talk, so many at a time."""


class Served(NamedTuple):
    """What all sessions share. `files` gives the texts of the folder."""

    folder: Folder
    key: str
    ticket: Ticket
    drawer: Worker
    helper: Worker
    files: Callable[[], tuple[str, ...]]


class Session:
    """One page's conversation."""

    def __init__(self, served: Served, socket: ServerConnection) -> None:
        self._served = served
        self._socket = socket
        self._path = ""
        self._digest = ""
        self._edit: Job = {}
        self._known: list[str] = []
        self._language: Language = spoken()
        self._drawing = Latest(self._draw)
        self._telling = Latest(self._tell)
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Talks until one side leaves."""
        try:
            if not await self._is_let_in():
                await self._socket.close(WRONG_KEY, "kunci salah")
                return
            await self._welcome()
            async for message in self._socket:
                await self._hear(message)
        except WrongMessage:
            await self._socket.close(WRONG_MESSAGE, "pesan salah")
        except ConnectionClosed:
            pass
        finally:
            self._drawing.stop()
            self._telling.stop()

    async def _is_let_in(self) -> bool:
        try:
            async with asyncio.timeout(LOGIN_SECONDS):
                first = understood(await self._socket.recv())
        except TimeoutError:
            return False
        return first["kind"] == "hello" and (same(self._served.key, first["key"]) or self._served.ticket.is_taken(first["key"]))

    async def _welcome(self) -> None:
        folder = self._served.folder
        await self._say(
            "welcome",
            key=self._served.key,
            version=__version__,
            lang=self._language,
            folder=os.path.basename(folder.root) or folder.root,
            folderId=sha256(folder.root.encode("utf-8", "replace")).hexdigest()[:16],
            only=folder.only,
            files=self._served.files(),
            newText=new_text(),
        )

    async def _say(self, kind: str, **values: Any) -> None:
        await self._socket.send(json.dumps({"kind": kind, **values}))

    # ---- what the page says

    async def _hear(self, message: str | bytes) -> None:
        said = understood(message)
        self._language = "en" if said.get("lang") == "en" else "id"
        if said["kind"] == "edit":
            self._hear_edit(said)
            return
        if said["kind"] in AT_LEISURE and len(self._tasks) < MOST_TASKS:
            self._beside(self._reply(said))
        else:
            await self._reply(said)

    async def _reply(self, said: dict[str, Any]) -> None:
        try:
            value = {"value": await self._answer(said)}
        except (Refused, JobFailed) as fault:
            value = {"fault": say(str(fault), self._language)}
        with suppress(ConnectionClosed):
            await self._say("reply", id=said["id"], **value)

    async def _answer(self, said: dict[str, Any]) -> Any:
        kind = said["kind"]
        if kind == "open":
            return await self._open(said["path"])
        if kind == "create":
            return await self._create(said["path"], said["text"])
        if kind == "save":
            return await self._save(said["path"], said["text"], said["seen"])
        if kind == "export":
            return await self._served.helper.do({**said, "job": "export", **self._file()}, EXPORT_SECONDS)
        if kind == "help" and said["job"] in HELP:
            return await self._served.helper.do({**said, **self._file()}, HELP_SECONDS)
        raise Refused("Permintaan itu tidak dikenal")

    async def _open(self, path: str) -> Any:
        found = await asyncio.to_thread(read, self._served.folder, path)
        self._path, self._digest, self._known, self._edit = path, found.digest, [], {}
        return {"text": found.text, "digest": found.digest}

    async def _create(self, path: str, text: str) -> Any:
        made = await asyncio.to_thread(write, self._served.folder, path, text, "")
        if made is None:
            raise Refused(f"Berkas «{path}» sudah ada; pilih nama lain")
        return {"digest": made.digest}

    async def _save(self, path: str, text: str, seen: str) -> Any:
        """The new digest, or what another program has written meanwhile."""
        made = await asyncio.to_thread(write, self._served.folder, path, text, seen)
        if made is None:
            there = await asyncio.to_thread(read, self._served.folder, path)
            return {"conflict": {"text": there.text, "digest": there.digest}}
        if path == self._path:
            self._digest = made.digest
        return {"digest": made.digest}

    def _hear_edit(self, said: dict[str, Any]) -> None:
        """A new state of the text: it is drawn and checked, unless a newer one comes first."""
        if self._path and said["path"] == self._path:  # else an edit of the file that was open before
            self._edit = {"version": said["version"], "lang": said["lang"], "text": said["text"], **self._file()}
            self._drawing.ask(self._edit)
            self._telling.ask(self._edit)

    def _file(self) -> Job:
        """What every job knows of the open file. The folder of the text is what it may use."""
        return {"name": self._path, "root": os.path.dirname(place(self._served.folder, self._path))}

    # ---- what the page is told

    async def _draw(self, edit: Job) -> None:
        await self._tell_of("drawn", self._served.drawer, {"job": "draw", "known": self._known, **edit}, DRAW_SECONDS)

    async def _tell(self, edit: Job) -> None:
        await self._drawing.settled(PICTURE_FIRST)
        await self._tell_of("told", self._served.helper, {"job": "tell", **edit}, HELP_SECONDS)

    async def _tell_of(self, kind: str, worker: Worker, job: Job, seconds: float) -> None:
        try:
            value = await worker.do(job, seconds)
        except JobFailed as fault:
            value = {"fault": say(str(fault), self._language)}
        if job["name"] != self._path:
            return
        if value.get("pages"):
            self._known = [page["key"] for page in value["pages"]]
        with suppress(ConnectionClosed):
            await self._say(kind, path=job["name"], version=job["version"], **value)

    def disk_changed(self, changed: set[str], files: tuple[str, ...] | None) -> None:
        """Something was written in the folder: tells of it when it was another program, and draws anew what uses it. A page that reads
        slowly is waited for beside everything else."""
        self._beside(self._tell_of_disk(changed, files))

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell_of_disk(self, changed: set[str], files: tuple[str, ...] | None) -> None:
        with suppress(ConnectionClosed):
            if files is not None:
                await self._say("files", files=files)
            if self._path in changed:
                await self._look_at_disk()
            if self._edit and changed - {self._path}:
                self._drawing.ask(self._edit)
                self._telling.ask(self._edit)

    async def _look_at_disk(self) -> None:
        try:
            there = await asyncio.to_thread(read, self._served.folder, self._path)
        except Refused as fault:
            there = OnDisk("", "")
            await self._say("trouble", words=say(str(fault), self._language))
        if there.digest != self._digest:
            self._digest = there.digest
            await self._say("disk", path=self._path, text=there.text, digest=there.digest)
