"""The process that does jobs. In: jobs on the standard input, each as its length and JSON. Out: their values likewise.

It ends when its input does, so it never outlives the server, and it may use so much memory and no more.
"""

import json
import os
import signal
import struct
import sys
from typing import Any, BinaryIO

Job = dict[str, Any]

HEAD = struct.Struct(">I")
MOST_MEMORY = 2_000_000_000
"""Bytes of address space: a text of 5,000 rows takes a quarter of it."""


def main() -> None:
    """Does jobs until the input ends."""
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    sys.stdout = sys.stderr  # what a library prints must not stand among the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends by it, and this process by the end of its input
    _limit_memory()
    while (job := _read(jobs)) is not None:
        data = json.dumps(_answer(job), ensure_ascii=False).encode("utf-8", "replace")
        answers.write(HEAD.pack(len(data)) + data)
        answers.flush()


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MOST_MEMORY if hard == resource.RLIM_INFINITY else min(MOST_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


def _read(jobs: BinaryIO) -> Any:
    head = jobs.read(HEAD.size)
    return json.loads(jobs.read(HEAD.unpack(head)[0])) if len(head) == HEAD.size else None


def _answer(job: Job) -> dict[str, Any]:
    """The job's value, or the words for a fault that is the text's. Any other fault is ours: it ends the process, and the
    terminal tells of it."""
    from sopflow.serve.jobs import CantDo, do

    try:
        return {"value": do(job)}
    except CantDo as fault:
        return {"fault": str(fault)}
    except (MemoryError, RecursionError):
        return {"fault": "Teks ini terlalu besar atau terlalu berlapis. Bagi menjadi beberapa berkas"}


if __name__ == "__main__":
    main()
