"""Values that a text may hold: those that the language knows, those that the text has used before, and files beside it.

In: an index, or a folder. Out: words, the most likely first.
"""

import os
from collections.abc import Iterator
from itertools import islice

from sopflow.load import LOGO_KINDS
from sopflow.model.quantity import UNITS
from sopflow.model.style import COLUMN_ORDER, PAPERS, PRESETS
from sopflow.resolve.style import CHOICES, SWITCHES
from sopflow.richtext import plain
from sopflow.services.index import Index
from sopflow.syntax.ast import FieldNode, RowNode

_DEEPEST = 3
_MOST_FILES = 300
_MOST_ENTRIES = 5000
"""Files and folders that are looked at: the user is typing."""

_SOURCES = {
    "kelengkapan": ("output", "kelengkapan"),
    "output": ("output", "kelengkapan"),
    "waktu": ("waktu",),
    "keterangan": ("keterangan",),
}
"""The columns whose words a cell may take up: what one row hands over, a later one begins with."""


def setting_values(setting: str) -> tuple[str, ...]:
    """The values of a style setting; none for those that are free."""
    if setting in SWITCHES:
        return ("ya", "tidak")
    if setting in CHOICES:
        return tuple(CHOICES[setting][1])
    return {"kertas": tuple(PAPERS), "kolom": COLUMN_ORDER, "gaya": tuple(PRESETS)}.get(setting, ())


def units() -> tuple[str, ...]:
    """The units of time."""
    return tuple(UNITS)


def words_of_column(index: Index, column: str, at: RowNode | None) -> tuple[str, ...]:
    """What other rows hold that a cell of the row `at` may hold too: the nearest rows before it first."""
    rows = index.rows()
    here = next((place for place, row in enumerate(rows) if row is at), len(rows))
    nearest = [*reversed(rows[:here]), *rows[here + 1 :]]
    found = (words for source in _SOURCES[column] for row in nearest for words in _cell_words(row, source))
    return tuple(dict.fromkeys(found))


def _cell_words(row: RowNode, column: str) -> Iterator[str]:
    for cell in row.cells:
        if cell.column == column:
            yield from (words for block in cell.text if (words := plain((block,)).rstrip(" ;")))


def items(index: Index, name: str) -> tuple[str, ...]:
    """The paragraphs and items of all fields with this keyword, of the text and of the files that it uses."""
    nodes = [each.node for each in index.statements if isinstance(each.node, FieldNode) and each.node.name == name]
    return tuple(dict.fromkeys(words for node in nodes for block in node.text if (words := plain((block,)).rstrip(" ;"))))


def labels(index: Index) -> tuple[str, ...]:
    """Labels of exits: those of the text, then the commonest."""
    used = (node.label.text for row in index.rows() for node in row.exits if node.label.text)
    return tuple(dict.fromkeys((*used, "tidak", "ya", "tidak lengkap", "lengkap", "ditolak")))


def sop_names(index: Index) -> tuple[str, ...]:
    """The procedures that the text defines, then those that it only leads to."""
    defined = (plain(node.text) for node in index.fields("sop"))
    linked = (target.key for row in index.rows() for node in row.exits for target in node.targets if target.kind == "sop")
    return tuple(dict.fromkeys(name for name in (*defined, *linked) if name))


def first_verbs(index: Index) -> tuple[str, ...]:
    """Active verbs that a kegiatan may begin with: those of the text, then all that are known."""
    from sopflow.rules.verbs import VERBS, is_active

    used = (words[0] for row in index.rows() if (words := plain(row.text).split()) and is_active(words[0].lower()))
    return tuple(dict.fromkeys((*used, *(verb.capitalize() for verb in sorted(VERBS)))))


def laws(index: Index) -> tuple[str, ...]:
    """Regulations for a legal basis: those that the text names, then those in force that procedures often cite."""
    from sopflow.rules.laws import MISQUOTED, REPLACED, cited, name

    gone = {(law.kind, law.number, law.year) for law in REPLACED}
    known = (law for words in (*(each.by for each in REPLACED), *(each.meant for each in MISQUOTED)) for law in cited(words))
    in_force = sorted({(law.year, name(law)) for law in known if (law.kind, law.number, law.year) not in gone}, reverse=True)
    return tuple(dict.fromkeys((*items(index, "dasar hukum"), *(words for _, words in in_force))))


def files(root: str | None, is_logo: bool) -> tuple[str, ...]:
    """Texts, or pictures, in the folder and below it, by their path from it; hidden files and links to folders are left out."""
    endings = tuple(LOGO_KINDS) if is_logo else (".sop",)
    found = islice(_files(root, "", _DEEPEST), _MOST_ENTRIES) if root else ()
    return tuple(sorted(path for path in found if path.lower().endswith(endings)))[:_MOST_FILES]


def _files(root: str, folder: str, depth: int) -> Iterator[str]:
    """The files; for each folder an empty word, since looking into it takes time too."""
    try:
        entries = sorted(os.scandir(os.path.join(root, folder)), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries[:_MOST_FILES]:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_file():
            yield path
        elif depth and entry.is_dir(follow_symlinks=False):
            yield ""
            yield from _files(root, path, depth - 1)
