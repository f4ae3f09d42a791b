"""A process with little time and memory that compiles the hostile texts, and does everything with those that are drawn. Not a test:
`test_robust.py` reads what it prints.

Out, a line of JSON for each text: its name, what became of it, and the codes of the messages. A text that takes too much ends the
process; those after it are then missing.
"""

import json
import resource
import traceback
from time import process_time

from hostile_texts import DRAWN, REFUSED
from whole import everything

from sopflow.pipeline import compile_source
from sopflow.source import Source

SECONDS = 60
"""Of processor time for one text: ten times what the longest takes, so that a slow machine is not taken for a hang."""
MEMORY = 1_500_000_000


def main() -> None:
    """Every text that has a name."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    texts = {name: make for name, (_, make) in REFUSED.items()} | DRAWN
    for name, make in texts.items():
        resource.setrlimit(resource.RLIMIT_CPU, (int(process_time()) + SECONDS, resource.RLIM_INFINITY))
        try:
            compiled = everything(make(), ("html", "json")) if name in DRAWN else compile_source(Source("uji.sop", make()))
            outcome = "drawn" if compiled.drawing else "refused"
            codes = sorted({each.code for each in compiled.diagnostics if each.severity == "error"})
        except BaseException:  # a want of memory, too
            outcome, codes = traceback.format_exc(), []
        print(json.dumps({"name": name, "outcome": outcome, "codes": codes}), flush=True)


if __name__ == "__main__":
    main()
