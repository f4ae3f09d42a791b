"""No text, however made, is answered by a traceback, a hang or a flood of memory: it is drawn, or refused with a reason."""

import json
import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from bounded import MEMORY
from chart_texts import charts
from format_texts import documents
from hostile_texts import DRAWN, REFUSED
from hypothesis import given, settings
from hypothesis import strategies as st
from mutation import mutated
from whole import any_bytes, everything, whatever

HERE = Path(__file__).parent
CORPUS = sorted(path for path in (HERE / "corpus").iterdir() if path.is_file())


class Outcome(NamedTuple):
    """What became of a hostile text: "drawn", "refused" or a traceback; the codes of its errors."""

    name: str
    outcome: str
    codes: list[str]


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    """All hostile texts, in a process with little time and memory."""
    environment = {**os.environ, "PYTHONPATH": f"{HERE.parent}{os.pathsep}{HERE}"}
    done = subprocess.run((sys.executable, HERE / "bounded.py"), env=environment, stdout=subprocess.PIPE, encoding="utf-8")
    return {each.name: each for each in (Outcome(**json.loads(line)) for line in done.stdout.splitlines())}


@pytest.mark.parametrize("name", REFUSED)
def test_too_much_is_refused_in_little_time_and_memory(outcomes: dict[str, Outcome], name: str) -> None:
    assert name in outcomes, f"it or one before it took too long, or more than {MEMORY} bytes"
    assert outcomes[name].outcome == "refused", outcomes[name].outcome
    assert REFUSED[name][0] in outcomes[name].codes


@pytest.mark.parametrize("name", DRAWN)
def test_what_is_only_strange_is_drawn(outcomes: dict[str, Outcome], name: str) -> None:
    assert outcomes[name].outcome == "drawn", (outcomes[name].outcome, outcomes[name].codes)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_once_went_wrong_goes_well(path: Path) -> None:
    any_bytes(path.read_bytes())
    whatever(path.read_bytes())


@st.composite
def changed(draw: st.DrawFn) -> str:
    """A good text with lines and pieces put in, taken out and doubled."""
    dice: Random = draw(st.randoms(use_true_random=False))
    return mutated(draw(documents()), dice)


@settings(max_examples=24)
@given(st.one_of(changed(), documents(), charts(8).map(lambda chart: chart.render())))
def test_any_text_is_drawn_or_refused_with_a_reason(text: str) -> None:
    everything(text)


@settings(max_examples=50)
@given(changed(), st.binary(max_size=6), st.integers(0, 400))
def test_any_bytes_are_drawn_or_refused_with_a_reason(text: str, noise: bytes, place: int) -> None:
    data = text.encode("utf-8", "surrogatepass")
    any_bytes(data[:place] + noise + data[place:])
