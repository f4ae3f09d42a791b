"""What `sopflow build` tells while it works: a bar on a terminal, quiet lines in a log, one summary of errors at the end."""

import os
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from sopflow.batch.report import Done
from sopflow.messages import say, summary
from sopflow.source import shown

if TYPE_CHECKING:
    from sopflow.batch.compare import Compared, Fault

FAULTS = {
    "missing": "belum dibuat",
    "stale": "bukan hasil naskah yang sekarang",
    "surplus": "tidak lagi dihasilkan naskahnya",
}
"""What is wrong with an output, after its path."""

SHOWN = 20
"""More failed documents than this are only counted in the summary."""


class Teller:
    """Tells of `count` documents; of `many`, from folders, on a terminal with a bar."""

    def __init__(self, folder: str, count: int, many: bool, quiet: bool) -> None:
        self._folder, self._count, self._many, self._quiet = folder, count, many, quiet
        self._stack = ExitStack()
        self._bar: Any = None

    def __enter__(self) -> "Teller":
        if self._many and self._count and not self._quiet and sys.stderr.isatty():
            bar = click.progressbar(length=self._count, label=say("Menyusun"), show_pos=True, file=sys.stderr)
            self._bar = self._stack.enter_context(bar)
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()

    def made(self, done: Done) -> None:
        """A document that was made, kept or failed."""
        self._messages(done)
        if done.written and done.status != "kept" and not self._quiet and self._bar is None:
            click.echo(f"{shown(done.task.source)} → {', '.join(map(shown, self._brief(done)))}")
        self._advance()

    def compared(self, compared: "Compared") -> None:
        """A document whose outputs were compared."""
        self._messages(compared.done)
        for path, fault in compared.faults:
            self.fault(path, fault)
        self._advance()

    def fault(self, path: str, fault: "Fault") -> None:
        """An output that is not what it should be."""
        self._say(f"{shown(path)}: {say(FAULTS[fault])}")

    def sum_up(self, done: Iterable[Done]) -> None:
        """How many errors and warnings there were, and which documents were not made."""
        done = list(done)
        failed = [each for each in done if each.status == "failed"]
        line = self._counts(done)
        if self._many:
            kept = sum(each.status == "kept" for each in done)
            told = say(f"{len(done)} naskah: {len(done) - kept - len(failed)} dibuat, {kept} tetap, {len(failed)} gagal")
            if failed or not self._quiet:
                self._say(told + (f"; {line}" if line else ""))
            self._name(failed)
        elif line:
            self._say(line + (say(f"; {len(failed)} berkas tidak dibuat") if failed else ""))

    def sum_up_check(self, done: Iterable[Done], faults: int) -> None:
        """How many outputs are at fault."""
        done = list(done)
        self._name([each for each in done if each.status == "failed"] if self._many else [])
        if faults:
            self._say(say(f"{faults} hasil tidak sesuai naskahnya; buat lagi dengan «sopflow build»"))

    def _counts(self, done: list[Done]) -> str:
        errors = sum(each.errors for each in done)
        return summary(errors, sum(len(each.messages) for each in done) - errors)

    def _name(self, failed: list[Done]) -> None:
        for each in failed[:SHOWN]:
            self._say(say(f"  gagal: {shown(each.task.source)}") + (f" ({summary(each.errors, 0)})" if each.errors else ""))
        if len(failed) > SHOWN:
            self._say(say(f"  … dan {len(failed) - SHOWN} naskah lain"))

    def _messages(self, done: Done) -> None:
        for words in (*done.messages, *map(say, done.faults)):
            self._say(words)
        if done.crash:
            self._say(done.crash.rstrip())

    def _brief(self, done: Done) -> list[str]:
        names = [os.path.join(self._folder, each.file) for each in done.written]
        return names if len(names) <= 3 else [names[0], say(f"… ({len(names)} berkas)")]

    def _say(self, words: str) -> None:
        if self._bar is not None:
            click.echo("\r\033[K", err=True, nl=False)  # the bar is drawn again below
        click.echo(words, err=True)

    def _advance(self) -> None:
        if self._bar is not None:
            self._bar.update(1)
