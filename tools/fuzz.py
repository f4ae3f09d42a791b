"""Coverage-guided fuzzing of the whole program: `python tools/fuzz.py FOLDER [-max_total_time=600 …]`.

Needs atheris. FOLDER takes what is found worth keeping; the corpus of the tests and small examples are where it starts. What goes wrong is
written to the current folder as `crash-…`, `timeout-…` or `oom-…`: make it small (`-minimize_crash=1`), mend the cause, and put it into
`tests/corpus/`, which the tests replay.

What is done with bytes stands in `tests/whole.py`. Texts are changed in two ways by turns: as bytes, and as lines of the language
(`tests/mutation.py`); what reaches new code is kept and changed again.
"""

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]  # noqa: E402

import sopflow  # noqa: E402

LONGEST = 1500
SEPARATE = ("sopflow.__main__", "sopflow.lsp", "sopflow.integrations", "sopflow.serve", "sopflow.start")
"""What no text reaches, or needs libraries of its own."""

with atheris.instrument_imports(include=["sopflow"]):
    for each in walk_packages(sopflow.__path__, "sopflow."):  # all of it now: what is imported later is not watched
        if not each.name.startswith(SEPARATE):
            import_module(each.name)
    from mutation import mutated
    from whole import whatever


def mutate(data: bytes, longest: int, seed: int) -> bytes:
    """Other bytes of the same kind."""
    dice = Random(seed)
    if dice.random() < 0.5 or data[:1] in b"{<%\x89\xff":
        return bytes(atheris.Mutate(data, longest))
    text = mutated(data.decode("utf-8", "surrogateescape"), dice)
    return text.encode("utf-8", "surrogateescape" if text.isprintable() else "replace")[:longest]


def main() -> None:
    """Fuzzes until it is told to stop, or something goes wrong."""
    seeds = [ROOT / "tests" / "corpus", ROOT / "examples"]
    bounds = [f"-max_len={LONGEST}", "-timeout=60", "-rss_limit_mb=2000"]
    atheris.Setup([sys.argv[0], *bounds, *sys.argv[1:], *map(str, seeds)], whatever, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
