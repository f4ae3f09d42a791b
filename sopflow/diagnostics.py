"""Messages for users: values, not exceptions.

Every stage returns what it made and a tuple of `Diagnostic`. Words are Indonesian: first what is wrong, in the user's
own words; the hint then says what to do.
"""

from typing import Literal

from sopflow.edits import Edit
from sopflow.source import Span
from sopflow.values import NamedTuple

Severity = Literal["error", "warning", "info"]
"""An error stops the build; a warning is probably a mistake; an info is worth a look."""


class Diagnostic(NamedTuple):
    """One mistake, said once. `code` is stable and kebab-case; `message` and `hint` are sentences without the final full stop.

    `fix`: edits of the source text that mend it safely, or none.
    """

    severity: Severity
    code: str
    message: str
    span: Span
    hint: str = ""
    fix: tuple[Edit, ...] = ()


def has_errors(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Whether any of them stops the build."""
    return any(each.severity == "error" for each in diagnostics)
