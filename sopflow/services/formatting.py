"""The canonical form of a text, as edits.

In: a text. Out: the edits that make it canonical; None when mistakes stand in the way.
"""

from sopflow.format import ChangedMeaning, formatted
from sopflow.services.index import HERE
from sopflow.services.places import TextEdit, difference
from sopflow.source import Source


def reformat(text: str, root: str | None = None) -> tuple[TextEdit, ...] | None:
    """Edits of whole lines that make the text canonical: none when it is already, None when it has errors."""
    try:
        after = formatted(Source(HERE, text), root).text
    except ChangedMeaning:
        return None
    return None if after is None else difference(text, after)
