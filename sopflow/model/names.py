"""Names of procedures as they are compared, and of lanes that may be several. In: a name as someone wrote it. Out: the form that all
ways of writing it share; the names that it may be made of.
"""

import re
from collections.abc import Iterator
from itertools import combinations

from sopflow.expressions import expression
from sopflow.values import NamedTuple


def procedure_key(words: str) -> str:
    """The name in lower case, without "SOP" before it and marks behind it."""
    key = " ".join(words.split()).strip(" .;,").casefold()
    return key.removeprefix("sop ").removeprefix("ap ").strip(" :")


_JOINT = r"(?:[,;|/]|\b(?:dan|serta|beserta|bersama|atau)\b)"
_JOINTS = expression(rf"\s*{_JOINT}(?:\s*{_JOINT})*\s*", re.IGNORECASE)
"""What stands between two actors: "A dan B", "A/B", "A, B", "A dan/atau B"."""

_MOST_JOINTS = 4


class Joined(NamedTuple):
    """A name taken apart: `joints` are the words between the parts."""

    parts: tuple[str, ...]
    joints: tuple[str, ...]


def taken_apart(words: str) -> Iterator[Joined]:
    """Each way in which a name of a lane may be several names, the one with the most parts first. Only who knows the names can tell
    which of them is meant: "Kepala Seksi Sarana dan Prasarana" is one."""
    found = [each for each in _JOINTS.finditer(words) if each.start() > 0 and each.end() < len(words)]
    if not 0 < len(found) <= _MOST_JOINTS:
        return
    for count in range(len(found), 0, -1):
        for cuts in combinations(found, count):
            ends, starts = [*(cut.start() for cut in cuts), len(words)], [0, *(cut.end() for cut in cuts)]
            parts = tuple(words[start:end] for start, end in zip(starts, ends, strict=True))
            yield Joined(parts, tuple(cut.group().strip().casefold() for cut in cuts))
