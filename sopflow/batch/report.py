"""What became of documents: values for the command line, the cache, the manifest and other programs."""

from typing import Literal

from sopflow.batch.task import Made, Output, Sheet, Task, digest
from sopflow.diagnostics import Diagnostic
from sopflow.values import NamedTuple

Status = Literal["made", "kept", "failed"]
"""Written now, as it was already, or not (all) there."""


class Written(NamedTuple):
    """An output in the output folder: its place there, the digest of its content (empty when none was wanted), its bytes, its pages."""

    file: str
    format: str
    digest: str
    size: int
    sheets: tuple[Sheet, ...]


class Done(NamedTuple):
    """What became of one document. `messages`: its diagnostics in words; `faults`: what else kept outputs from being made.

    `diagnostics` are there only for what was compiled now. `inputs`: digests of what it was read from, by path.
    `crash`: where the program itself failed.
    """

    task: Task
    status: Status
    title: str = ""
    written: tuple[Written, ...] = ()
    errors: int = 0
    messages: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    crash: str = ""


class Report(NamedTuple):
    """What became of all documents, in the order of their tasks."""

    done: tuple[Done, ...]

    @property
    def ok(self) -> bool:
        """Whether everything that was ordered is there."""
        return all(each.status != "failed" for each in self.done)


def done(made: Made, written: tuple[Output, ...], faults: tuple[str, ...]) -> Done:
    """The report of a document of which `written` was written, and `faults` went wrong there."""
    return Done(
        made.task,
        "made" if made.ok and not faults else "failed",
        made.title,
        tuple(
            Written(each.file, each.format, digest(each.data) if made.task.digests else "", len(each.data), each.sheets) for each in written
        ),
        sum(each.severity == "error" for each in made.diagnostics),
        made.messages,
        (*made.faults, *faults),
        made.diagnostics,
        made.inputs,
        made.crash,
    )
