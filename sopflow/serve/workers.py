"""Processes that do the jobs (jobs.py), so that no text can hang or exhaust the server.

In: a job as JSON. Out: its value. A job that takes too long is ended with its process; the next one gets a new process.
"""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from sopflow.serve.worker import HEAD, Job


class JobFailed(Exception):
    """A job gave no value; its words tell the user why."""


class Worker:
    """One process, which does one job at a time; others wait."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._is_closed = False

    async def do(self, job: Job, seconds: float) -> Any:
        """The job's value. JobFailed when it took longer than `seconds`, or its process ended."""
        async with self._turn:
            if self._is_closed:
                raise JobFailed("Server sudah dihentikan")
            try:
                async with asyncio.timeout(seconds):
                    answer = await self._ask(job)
            except TimeoutError:
                await self._end()
                raise JobFailed(f"Teks ini terlalu berat: tidak selesai dalam {seconds:.0f} detik. Bagi menjadi beberapa berkas") from None
            except (OSError, asyncio.IncompleteReadError):
                await self._end()
                raise JobFailed("Pekerjaan ini terhenti. Coba ubah teksnya sedikit; bila terulang, laporkan bersama teksnya") from None
            except asyncio.CancelledError:
                await self._end()  # its answer would be taken for the next job's
                raise
        if "fault" in answer:
            raise JobFailed(answer["fault"])
        return answer["value"]

    async def _ask(self, job: Job) -> Any:
        if self._process is None or self._process.returncode is not None:
            # -P: what lies in the folder that we were started in is no module of ours
            command = (sys.executable, "-P", "-m", "sopflow.serve.worker")
            self._process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        process = self._process
        assert process.stdin is not None and process.stdout is not None
        data = json.dumps(job).encode()
        process.stdin.write(HEAD.pack(len(data)) + data)
        await process.stdin.drain()
        (length,) = HEAD.unpack(await process.stdout.readexactly(HEAD.size))
        return json.loads(await process.stdout.readexactly(length))

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            with suppress(ProcessLookupError):
                process.kill()
            await process.communicate()  # and with it its pipes

    async def close(self) -> None:
        """Ends the process, whatever it does. There are no jobs afterwards."""
        self._is_closed = True
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.kill()
        async with self._turn:
            await self._end()


class Latest:
    """Works off what is asked, newest first: what is asked during one run waits, and only the last of it is kept."""

    def __init__(self, run: Callable[[Job], Awaitable[None]]) -> None:
        self._run = run
        self._next: Job | None = None
        self._task: asyncio.Task[None] | None = None

    def ask(self, job: Job) -> None:
        """Runs with this job as soon as the run that goes on is over."""
        self._next = job
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    async def _work(self) -> None:
        while self._next is not None:
            job, self._next = self._next, None
            await self._run(job)

    async def settled(self, seconds: float) -> None:
        """Waits until nothing runs, but not longer than `seconds`."""
        if self._task is not None:
            await asyncio.wait((self._task,), timeout=seconds)

    def stop(self) -> None:
        """Forgets what waits. What runs comes to its end: its process stays in step."""
        self._next = None
