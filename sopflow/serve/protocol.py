"""What a page may say. In: a message off the socket. Out: its values, each of its kind (docs/serve.md, "The protocol")."""

import json
from typing import Any

from sopflow.syntax.decode import LARGEST

_TEXT = {"path": str, "text": str}
_QUESTION = {"id": int, "lang": str}
MESSAGES: dict[str, dict[str, type]] = {
    "hello": {"key": str},
    "open": {**_QUESTION, "path": str},
    "create": {**_QUESTION, **_TEXT},
    "save": {**_QUESTION, **_TEXT, "seen": str},
    "edit": {**_TEXT, "version": int, "lang": str},
    "export": {**_QUESTION, "text": str, "format": str, "page": int},
    "help": {**_QUESTION, "text": str, "job": str, "line": int, "column": int, "words": str},
}
"""The kinds of message, and what stands in each."""


class WrongMessage(Exception):
    """A message that our page never sends."""


def understood(message: str | bytes) -> dict[str, Any]:
    """The values of a message. WrongMessage when it isn't one of MESSAGES to the letter."""
    try:
        said = json.loads(message)
    except (ValueError, RecursionError) as fault:
        raise WrongMessage from fault
    shape = MESSAGES.get(str(said.get("kind"))) if isinstance(said, dict) else None
    if shape is None or said.keys() != {"kind", *shape}:
        raise WrongMessage
    if any(type(said[name]) is not kind for name, kind in shape.items()):
        raise WrongMessage
    if len(said.get("text", "")) > LARGEST:
        raise WrongMessage
    return dict(said)
