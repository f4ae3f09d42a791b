"""What is wrong with a text.

In: a text and the folder for its `gunakan`. Out: the diagnostics of the compiler's front half and of the rules. Nothing is laid out: what
only the drawing can tell is told by a build.
"""

import os

from sopflow.diagnostics import Diagnostic
from sopflow.messages import Language
from sopflow.reading import read_file
from sopflow.rules.check import check_source
from sopflow.rules.profile import FILE_NAME, Profile, read_profile
from sopflow.services.index import HERE
from sopflow.source import Source
from sopflow.syntax.decode import LARGEST, decode


def diagnose(text: str, name: str = HERE, root: str | None = None, language: Language = "id") -> tuple[Diagnostic, ...]:
    """What is to be said of a text that messages call `name`; `fix` holds safe edits. A profile in the folder `root` counts."""
    return check_source(Source(name, text), root, _profile(root), language).diagnostics


def _profile(root: str | None) -> Profile | None:
    """The profile beside the text; None for the default, also when the profile is at fault (`sopflow check` tells that)."""
    path = os.path.join(root, FILE_NAME) if root else ""
    if not path or not os.path.isfile(path):
        return None
    try:
        source, _ = decode(read_file(path, LARGEST), path)
    except OSError:
        return None
    profile, faults = read_profile(source) if source else (None, ())
    return None if faults else profile
