"""A process that runs commands of sopflow and is killed while it writes. Not a test: `test_killed.py` talks to it.

In, a line of JSON for each command: its arguments, the moment of its death (0: it lives) and the size of a file at which the system
kills it (0: any). A moment is a line of code in the modules that touch the disk, so that the same moment is the same place each time.
Out, a line of JSON: the exit status or signal, what was said, and how many moments there were. Every command is a fork of this
process, which has imported and warmed up everything: hundreds of deaths take seconds.
"""

import json
import os
import resource
import signal
import sys
from contextlib import redirect_stdout
from tempfile import TemporaryFile
from types import FrameType
from typing import Any

WRITING = tuple(
    os.path.join("sopflow", *path) for path in (("export", "files.py"), ("batch", "run.py"), ("batch", "cache.py"), ("cli", "fmt.py"))
)


class Clock:
    """Counts moments; at the last one the process is gone."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.now = 0

    def watch(self, frame: FrameType, event: str, _argument: object) -> Any:
        """What Python calls for each function: only those that write are looked at line by line."""
        if not frame.f_code.co_filename.endswith(WRITING):
            return None
        if event == "line":
            self.now += 1
            if self.now == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.watch


def live(request: dict[str, Any]) -> int:
    """Runs a command in this process; its exit status."""
    from sopflow.cli.main import main

    if request["size"]:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (request["size"], request["size"]))
    clock = Clock(request["moment"])
    sys.settrace(clock.watch)
    try:
        main(request["arguments"])
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        sys.settrace(None)
        print(f"\n{clock.now}", flush=True)
    return 0


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Runs a command in a process of its own; what became of it."""
    with TemporaryFile() as said:
        child = os.fork()
        if not child:
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            status = live(request)
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        _, status = os.waitpid(child, 0)
        said.seek(0)
        words, _, moments = said.read().decode().rstrip("\n").rpartition("\n")
    return {"status": os.waitstatus_to_exitcode(status), "words": words, "moments": int(moments) if moments.isdigit() else 0}


def warm_up(arguments: list[str]) -> None:
    """Runs a command in this process itself, in silence: forks find everything imported."""
    with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
        live({"arguments": arguments, "moment": 0, "size": 0})


def serve() -> None:
    """Answers until there is nothing more to read."""
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


if __name__ == "__main__":
    warm_up(sys.argv[1:])
    serve()
