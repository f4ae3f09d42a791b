"""Rows inserted, deleted and moved: numbers and arrows follow."""

import random
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import pytest

from sopflow.services import (
    CannotRename,
    Range,
    TextEdit,
    actions,
    apply_edits,
    complete,
    delete_row,
    highlight,
    hover,
    insert_row,
    move_row,
    outline,
    reformat,
    rename,
    renumber,
)
from sopflow.services.places import lines_of

TEXT = """\
1. @a: Satu

# tentang dua
2. @b: Dua
   tidak -> 1
   -> 4

tahap: Akhir
3. @a & @b: Tiga
   @b tidak -> 2@b

4. @a: Empat
"""


def test_insert_renumbers_what_follows() -> None:
    assert apply_edits(TEXT, insert_row(TEXT, 4)) == dedent("""\
        1. @a: Satu

        # tentang dua
        2. @b: Dua
           tidak -> 1
           -> 5

        3. @b:_

        tahap: Akhir
        4. @a & @b: Tiga
           @b tidak -> 2@b

        5. @a: Empat
        """).replace("_", " ")


def test_insert_before_the_first_and_behind_the_last_row() -> None:
    sketch = "1. @a: Satu\n2. @b: Dua\n   tidak -> 1\n"
    assert apply_edits("# kepala\n\n" + sketch, insert_row("# kepala\n\n" + sketch, 0, "@c: Nol")) == (
        "# kepala\n\n1. @c: Nol\n2. @a: Satu\n3. @b: Dua\n   tidak -> 2\n"
    )
    assert apply_edits(sketch, insert_row(sketch, 2, "@c: Tiga")) == sketch + "3. @c: Tiga\n"


def test_insert_below_a_row_on_a_blank_line() -> None:
    text = "1. @a: Satu\n\n2. @b: Dua\n\n"
    assert apply_edits(text, insert_row(text, 1, "@c: Baru")) == "1. @a: Satu\n\n2. @c: Baru\n\n3. @b: Dua\n\n"


def test_notes_between_rows_stay_where_they_are() -> None:
    text = "1. @a: Satu\ncatatan: Penting\n2. @b: Dua\n"
    assert apply_edits(text, move_row(text, 0, 1)) == "1. @b: Dua\ncatatan: Penting\n2. @a: Satu\n"


def test_delete_leads_arrows_to_the_row_behind() -> None:
    assert apply_edits(TEXT, delete_row(TEXT, 3)) == "1. @a: Satu\n\ntahap: Akhir\n2. @a & @b: Tiga\n   @b tidak -> 1\n\n3. @a: Empat\n"
    assert "   -> selesai\n" in apply_edits(TEXT, delete_row(TEXT, 11))


def test_move_takes_cells_and_comments_along() -> None:
    moved = apply_edits(TEXT, move_row(TEXT, 0, 1))
    assert moved.startswith(
        "# tentang dua\n1. @b: Dua\n   tidak -> 2\n   -> 4\n\n2. @a: Satu\n\ntahap: Akhir\n3. @a & @b: Tiga\n   @b tidak -> 1@b\n"
    )


def test_move_past_a_heading_changes_the_stage_alone() -> None:
    assert "1. @a: Satu\n\ntahap: Akhir\n# tentang dua\n2. @b: Dua\n" in apply_edits(TEXT, move_row(TEXT, 3, 1))
    assert move_row(TEXT, 0, -1) == ()
    assert move_row(TEXT, 11, 1) == ()
    assert move_row("sop: X\n1. @a: Satu\nsop: Y\n1. @a: Dua\n", 1, 1) == ()


def test_there_and_back_again() -> None:
    there = apply_edits(TEXT, move_row(TEXT, 8, -2))
    assert there != TEXT
    line = next(at for at, words in enumerate(there.split("\n")) if "Tiga" in words)
    assert apply_edits(there, move_row(there, line, 2)) == TEXT


def test_words_as_keys_and_rows_out_of_the_count_stay() -> None:
    text = "awal. @a: Satu\n2. @b: Dua\n   nomor: -\n2a. @c: Tiga\n   ya -> awal, 2\n"
    assert apply_edits(text, renumber(text)) == "awal. @a: Satu\n1a. @b: Dua\n   nomor: -\n2. @c: Tiga\n   ya -> awal, 1a\n"


def test_line_ends_stay() -> None:
    text = "1. @a: Satu\r\n2. @b: Dua\r\n   tidak -> 1\r\n"
    assert apply_edits(text, insert_row(text, 0, "@c: Baru")) == "1. @a: Satu\r\n2. @c: Baru\r\n3. @b: Dua\r\n   tidak -> 1\r\n"


def within(text: str, edits: tuple[TextEdit, ...]) -> bool:
    lines = lines_of(text)
    ranges = sorted(each.range for each in edits)
    apart = all(one[2:4] <= other[:2] for one, other in pairwise(ranges))
    return apart and all(each.end_line < len(lines) and each.end_column <= len(lines[each.end_line]) for each in ranges)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_can_be_typed_raises(seed: int) -> None:
    """Torn and littered pieces of the examples, every service at any cursor: edits lie in the text and never overlap."""
    chance = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent.parent / "examples").glob("*.sop"))]
    litter = [
        "@",
        "->",
        "\n",
        "   ",
        ":",
        '"',
        "&",
        "1. ",
        "sop: ",
        "gaya:\n  ",
        "\r\n",
        "\t",
        "🙂",
        "^",
        "tidak -> ",
        "\\",
        "  - ",
        "\0",
        "\u2028",
    ]
    for _ in range(40):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        text = text[start : start + chance.randrange(20, 700)]
        for _ in range(chance.randrange(6)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(litter) + text[at + chance.choice((0, 0, 1, 5)) :]
        lines = lines_of(text)
        line = chance.randrange(len(lines))
        column = chance.randrange(len(lines[line]) + 1)
        complete(text, line, column)
        hover(text, line, column)
        outline(text)
        tokens = highlight(text)
        assert all(one.column + one.length <= other.column for one, other in pairwise(tokens) if one.line == other.line)
        made = [insert_row(text, line), delete_row(text, line), move_row(text, line, 1), move_row(text, line, -1), renumber(text)]
        made += [each.edits for each in actions(text, Range(line, 0, line, column))]
        made += [reformat(text) or ()]
        with suppress(CannotRename):
            made.append(rename(text, line, column, "Baru"))
        assert all(within(text, edits) for edits in made), text
