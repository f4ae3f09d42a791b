"""The grammar at work: one line and a start rule in, a tree or the place where it stops making sense out.

The tables are made from grammar/sopflow.lark by tools/build_grammar.py and lie beside this module, together with the grammar's
text; with another version of lark than they were made by, they are made anew in memory. Lark is imported at the first line read.
"""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lark import Lark, Tree
    from lark.lexer import Token

    Leaf = Token
    Branch = Tree[Token]

STARTS = (
    "statement",
    "row_line",
    "lane_line",
    "numbered_line",
    "signer_line",
    "approval_line",
    "style_line",
    "entry_line",
    "text_line",
)
"""The start rules: one for each owner that a line may have."""

_MAGIC = b"sopflow grammar"


class Refusal(NamedTuple):
    """Where a line stops being of the language, and the terminals that could have stood there."""

    offset: int
    expected: frozenset[str]


def read(start: str, text: str) -> "Branch | Refusal":
    """The tree of `text` by the rule `start`."""
    from lark import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

    try:
        return _parser().parse(text, start=start)
    except UnexpectedCharacters as fault:
        return Refusal(fault.pos_in_stream or 0, frozenset(fault.allowed))
    except UnexpectedToken as fault:
        at_end = fault.token.type == "$END"
        return Refusal(len(text) if at_end else fault.token.start_pos or 0, frozenset(fault.expected))
    except UnexpectedInput as fault:
        raise AssertionError(f"lark refuses a line in an unknown way: {fault!r}") from fault


def branches(tree: "Branch") -> "list[Branch]":
    """The children that are trees."""
    return [each for each in tree.children if not isinstance(each, str)]


def leaves(tree: "Branch") -> "list[Leaf]":
    """The children that are tokens."""
    return [each for each in tree.children if isinstance(each, str)]


def pack(grammar: str) -> bytes:
    """The content of grammar.bin for this text of the grammar: a line with lark's version and the text's length, the text, the tables."""
    from io import BytesIO

    import lark

    tables = BytesIO()
    _build(grammar).save(tables)
    text = grammar.encode()
    return b"%s %s %d\n" % (_MAGIC, lark.__version__.encode(), len(text)) + text + tables.getvalue()


def unpack(data: bytes) -> tuple[str, str, bytes]:
    """Lark's version, the grammar's text and the tables from the content of grammar.bin."""
    head, _, rest = data.partition(b"\n")
    version, size = head.removeprefix(_MAGIC).split()
    return version.decode(), rest[: int(size)].decode(), rest[int(size) :]


def _build(grammar: str) -> "Lark":
    from lark import Lark

    return Lark(grammar, parser="lalr", lexer="contextual", start=list(STARTS), maybe_placeholders=False, propagate_positions=False)


@cache
def _parser() -> "Lark":
    from io import BytesIO
    from pkgutil import get_data

    import lark

    data = get_data(__name__, "grammar.bin")
    assert data, "the package has lost grammar.bin"
    version, grammar, tables = unpack(data)
    if version != lark.__version__:
        return _build(grammar)
    return lark.Lark.load(BytesIO(tables))
