"""Runs a command and tells what it, and every process that it started, used. A program of its own, because it has to be small:
a process begins with the size of the one that started it.

    python -I -S launcher.py LIMIT PERIOD OUTPUT ERRORS COMMAND...

In: seconds after which the command is ended; seconds between two looks at its memory, 0 for none; files for what it says. Out, as JSON:
its exit status, whether it was ended, wall and processor seconds, and its largest memory in bytes. Processor time is exact: processes that
outlive their parent come to this one (Linux). Memory is the larger of what the largest process had and of the sum over all
processes that was seen, in which shared pages are counted once.
"""

import ctypes
import json
import os
import signal
import sys
import time
from contextlib import suppress
from typing import Any

BECOME_HEIR = 36
"""Linux's PR_SET_CHILD_SUBREAPER."""
PATIENCE = 5.0
"""Seconds that processes may outlive the command."""
GLANCE = 0.25
"""Seconds between two looks at the clock."""
REST = 5
"""A look at memory disturbs the programs: at least so many times as long as it took passes before the next."""


class Watch:
    """What is known while the command runs."""

    def __init__(self, limit: float, period: float) -> None:
        self.start = time.monotonic()
        self.deadline = self.start + limit
        self.period = period
        self.starter = os.getppid()
        self.memory = 0
        self.ended = False
        self.done = False

    def look(self, *_signal: Any) -> None:
        """Called by a timer: adds the memory of all processes up, and ends them when their time is over or nobody waits for the figures.

        The timer is set anew at the end, so that looks that take long don't pile up.
        """
        begun, family = time.monotonic(), descendants(os.getpid())
        if self.period:
            self.memory = max(self.memory, sum(map(proportional, family)))
        if time.monotonic() > self.deadline or os.getppid() != self.starter:
            self.ended = self.ended or not self.done
            for process in family:
                end(process)
        pause = self.period or GLANCE
        signal.setitimer(signal.ITIMER_REAL, max(pause, REST * (time.monotonic() - begun)))


def main() -> None:
    limit, period, output, errors, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(BECOME_HEIR, 1, 0, 0, 0)
    watch = Watch(float(limit), float(period))
    child = started(command, output, errors)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this one is interrupted too, and gone at the next look
    signal.signal(signal.SIGALRM, watch.look)
    watch.look()
    figures = waited(child, watch)
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(json.dumps(figures))


def started(command: list[str], output: str, errors: str) -> int:
    child = os.fork()
    if child:
        return child
    try:
        os.setsid()
        for number, name in ((0, os.devnull), (1, output), (2, errors)):
            os.dup2(os.open(name, os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.execvp(command[0], command)
    except OSError as fault:
        os.write(2, f"{command[0]}: {fault.strerror}\n".encode())
    os._exit(127)


def waited(child: int, watch: Watch) -> dict[str, float]:
    """Buries every process; the figures."""
    status, wall, processor, largest = 0, 0.0, 0.0, 0
    while True:
        try:
            process, exit_status, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        processor += used.ru_utime + used.ru_stime
        largest = max(largest, used.ru_maxrss * 1024)
        if process == child:
            status, wall = os.waitstatus_to_exitcode(exit_status), time.monotonic() - watch.start
            watch.done, watch.deadline = True, time.monotonic() + PATIENCE
    return {"status": status, "ended": watch.ended, "wall": wall, "processor": processor, "memory": max(largest, watch.memory)}


def descendants(process: int) -> list[int]:
    """The processes that a process and its descendants have started and not yet buried."""
    found: list[int] = []
    for thread in listed(f"/proc/{process}/task"):
        for child in read(f"/proc/{process}/task/{thread}/children").split():
            found += [int(child), *descendants(int(child))]
    return found


def proportional(process: int) -> int:
    """Bytes of a process; pages that several processes share are divided between them."""
    for line in read(f"/proc/{process}/smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def end(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def read(path: str) -> str:
    try:
        with open(path, encoding="ascii") as file:
            return file.read()
    except OSError:  # it has just ended
        return ""


if __name__ == "__main__":
    main()
