"""The head of a row and its exits, written anew.

In: a line's tree and the names of its table. Out: the line in canonical form. Only the language's own signs are written anew; free words
keep every character but the blanks between them.
"""

import re
from typing import TYPE_CHECKING

from sopflow.format.names import Names
from sopflow.syntax.grammar import branches, leaves
from sopflow.syntax.inline import plain_words, squeeze, unescape, unquoted

if TYPE_CHECKING:
    from sopflow.syntax.grammar import Branch, Leaf

_SIGNS = re.compile(r"[\\*@&+(:\"“”„→⇒⟶➔➙➜➝➞➡\uf0e0]|[-–—−=]>")
"""What ends a lane's name, or has a meaning in it, where it is not quoted."""

_TARGET_SIGNS = re.compile(r"[,;]|(^| )lewat(?!\w)| dan (\d|(selesai|lanjut)(?![\w.])|sop *:)", re.IGNORECASE)
"""What ends the name of a target's lane besides."""

_QUOTES = re.compile(r"([\"“”„*\\])")
_PLAIN_LABEL = re.compile(r"[^\W\d_][\w /,]*")
_SOP_SIGNS = re.compile(r"[\"“”„\\]| lewat +(kiri|kanan|atas|bawah)$|^[ ;]|[ ;]$", re.IGNORECASE)


def row_head(tree: "Branch", names: Names) -> str:
    """`KEY. SHAPES:`, without the kegiatan."""
    key = leaves(tree)[0]
    groups = [" & ".join(_shape(each, names) for each in branches(group)) for group in branches(branches(tree)[0])]
    return f"{names.key(key)}. {' -> '.join(groups)}:"


def exit_line(tree: "Branch", names: Names) -> str:
    """`@lane LABEL -> TARGETS lewat SIDE`."""
    *origin, targets = branches(tree)
    made = [each for each in branches(targets) if each.data == "target"]
    words = [_target(each, names, is_last=each is made[-1]) for each in made]
    sides = [f" lewat {leaves(each)[1].lower()}" for each in branches(targets) if each.data == "side"]
    return f"{_origin(origin[0], names) if origin else ''}-> {', '.join(words)}{''.join(sides)}"


# ---- lanes


def _name(token: "Leaf") -> str:
    """The lane's name that a token says."""
    words = token.rstrip()
    return plain_words(words[1:-1] if token.type == "STRING" else words)


def lane_word(name: str, in_target: bool = False) -> str:
    """A lane's name as it is written behind `@`: quoted only when it holds signs."""
    return _quoted(name) if _SIGNS.search(name) or (in_target and _TARGET_SIGNS.search(name)) else name


def _lane(token: "Leaf", names: Names) -> str:
    return lane_word(names.lane(_name(token)))


def _target_lane(token: "Leaf", names: Names) -> str:
    return lane_word(names.lane(_name(token)), in_target=True)


def _quoted(name: str) -> str:
    escaped = _QUOTES.sub(r"\\\1", name)
    return f'"{escaped}"'


# ---- shapes


def _shape(tree: "Branch", names: Names) -> str:
    parts: dict[str, list[Leaf]] = {"lane": [], "kind": [], "words": []}
    for part in branches(tree):
        parts[str(part.data)].append(leaves(part)[0])
    lanes = "+".join(_lane(each, names) for each in parts["lane"])
    kind = "".join(f"({each.lower()})" for each in parts["kind"])
    words = "".join(f' "{inside}"' for each in parts["words"] if (inside := squeeze(each[1:-1])))
    return f"@{lanes}{kind}{words}"


# ---- exits


def _origin(tree: "Branch", names: Names) -> str:
    """What stands before the arrow, with a blank behind it."""
    first, *rest = leaves(tree)
    if tree.data == "label":
        return f"{_label(first)} "
    if tree.data == "lane_and_label":
        return f"{_lane_and_label(squeeze(first), names)} "
    name, label = names.lane(_name(first)), _label(rest[0]) if rest else ""
    return (_unquoted_origin(name, label.split(), names) or squeeze(f"@{_quoted(name)} {label}")) + " "


def _label(words: str) -> str:
    """A label, quoted only when it was and holds signs."""
    words = squeeze(words)
    inside = unquoted(words).strip()
    plain = unescape(inside)
    return words if unquoted(words) == words else plain if _PLAIN_LABEL.fullmatch(plain) else f'"{inside}"'


def _lane_and_label(words: str, names: Names) -> str:
    """`@lane label` of unquoted words; as they are when the lane's own word would make them mean another lane."""
    typed = words.split()
    count = names.lane_length(typed)
    name = names.lane(plain_words(" ".join(typed[:count])))
    return _unquoted_origin(name, _label(" ".join(typed[count:])).split(), names) or f"@{words}"


def _unquoted_origin(name: str, label: list[str], names: Names) -> str:
    """`@name label`; empty when it would be read in another way."""
    lane = name.split()
    words = [*lane, *label]
    return "" if _SIGNS.search(name) or names.lane_length(words) != len(lane) else "@" + " ".join(words)


def _target(tree: "Branch", names: Names, is_last: bool) -> str:
    inner = branches(tree)
    if inner:
        key, *lane = leaves(inner[0])
        return names.key(key) + "".join(f"@{_target_lane(each, names)}" for each in lane)
    word, *title = leaves(tree)
    if word.type != "TARGET_SOP":
        return word.lower()
    return f"sop: {_sop_name(title[0], is_last)}"


def _sop_name(token: "Leaf", is_last: bool) -> str:
    """The name of another procedure; unquoted it takes the rest of the line."""
    words = token.rstrip(" ;")
    if token.type != "STRING":
        return squeeze(words)
    inside = squeeze(words[1:-1])
    plain = unescape(inside)
    return plain if is_last and plain and not _SOP_SIGNS.search(plain) else f'"{inside}"'
