"""Language services on plain text, for any editor.

In: a text, finished or not, and a cursor; lines and columns count from 0, columns in characters. `root` is the folder that `gunakan` and
`logo` may read; None forbids both. Out: values without any protocol's types. Nothing that can be typed raises; only `rename` refuses,
with `CannotRename`.
"""

from sopflow.services.completion import Completion, complete
from sopflow.services.diagnosis import diagnose
from sopflow.services.fixes import Action, actions, mend_all
from sopflow.services.formatting import reformat
from sopflow.services.highlighting import Token, highlight
from sopflow.services.hovering import Hover, hover
from sopflow.services.outlining import Symbol, outline
from sopflow.services.places import Range, TextEdit, apply_edits, range_of
from sopflow.services.renaming import CannotRename, definition, references, renamable, rename
from sopflow.services.rows import delete_row, insert_row, move_row, renumber

__all__ = [
    "Action",
    "CannotRename",
    "Completion",
    "Hover",
    "Range",
    "Symbol",
    "TextEdit",
    "Token",
    "actions",
    "apply_edits",
    "complete",
    "definition",
    "delete_row",
    "diagnose",
    "highlight",
    "hover",
    "insert_row",
    "mend_all",
    "move_row",
    "outline",
    "range_of",
    "references",
    "reformat",
    "renamable",
    "rename",
    "renumber",
]
