"""The formatter's promises, on every example and on generated texts: same meaning, same comments, nothing left to do the second time."""

from pathlib import Path
from random import Random

import pytest
from format_texts import documents, respelt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_parse_fuzz import texts

from sopflow.format import formatted
from sopflow.format.comments import comments
from sopflow.source import Source

FOLDER = Path(__file__).parent.parent / "examples"
EXAMPLES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.sop"))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def source(text: str) -> Source:
    return Source("uji.sop", text)


def assert_kept(text: str, root: str | None = None) -> str | None:
    """The canonical form, after a look at what must be kept; None for a text with mistakes."""
    result = formatted(source(text), root)  # raises when the meaning changed
    if result.text is None:
        assert result.errors
        return None
    assert formatted(source(result.text), root).text == result.text
    assert comments(source(text)) == comments(source(result.text))
    assert not [line for line in result.text.split("\n") if line != line.rstrip()]
    return result.text


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_canonical(name: str) -> None:
    path = FOLDER / name
    text = path.read_text(encoding="utf-8")
    assert assert_kept(text, str(path.parent)) == text


@pytest.mark.parametrize("name", EXAMPLES)
@settings(max_examples=4, deadline=None, suppress_health_check=SLOW)
@given(seed=st.integers(0, 10**9))
def test_other_spellings_of_the_examples_have_the_same_form(name: str, seed: int) -> None:
    path = FOLDER / name
    canonical = path.read_text(encoding="utf-8")
    typed = respelt(Random(seed), canonical)
    assert formatted(source(typed.removeprefix("\ufeff")), str(path.parent)).text == canonical


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(documents())
def test_documents_in_any_spelling_keep_what_they_say(text: str) -> None:
    assert_kept(text)


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(texts)
def test_any_text_is_formatted_or_refused(text: str) -> None:
    assert_kept(text)
