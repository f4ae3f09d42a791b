"""The table of fields as a JSON Schema (draft 2020-12). It says the form; that links lead somewhere, only a reader can check."""

from typing import Any

from sopflow.schema.fields import DOCUMENT, VERSION
from sopflow.schema.kinds import ABSENT, Binary, Choice, Date, Keyed, Kind, Many, Number, Record, Switch, Words

IDENTIFIER = f"urn:sopflow:book:{VERSION}"

FILE = f"book-{VERSION}.schema.json"
"""Its name in this package."""

NO_CONTROLS = r"[^\u0000-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]*"
"""What every string is made of."""


def json_schema() -> dict[str, Any]:
    """The schema of a whole document."""
    definitions: dict[str, Any] = {}
    reference = _schema(DOCUMENT, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": IDENTIFIER,
        "title": "sopflow book",
        "description": "The procedures of one document, as sopflow builds them: docs/json.md",
        **reference,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Kind, definitions: dict[str, Any]) -> dict[str, Any]:
    if isinstance(kind, Record):
        return _reference(kind, definitions)
    if isinstance(kind, Many):
        return {"type": "array", "items": _schema(kind.of, definitions), "minItems": kind.least, "maxItems": kind.most}
    if isinstance(kind, Keyed):
        value = _schema(kind.of, definitions)
        return {"type": "object", "properties": dict.fromkeys(kind.keys, value), "additionalProperties": False}
    return _plain(kind)


def _plain(kind: Words | Number | Switch | Choice | Binary | Date) -> dict[str, Any]:
    if isinstance(kind, Words):
        return {"type": "string", "pattern": f"^{kind.pattern or NO_CONTROLS}$", "maxLength": kind.most}
    if isinstance(kind, Number):
        return {"type": "integer" if kind.whole else "number", "minimum": kind.least, "maximum": kind.most}
    if isinstance(kind, Choice):
        return {"enum": list(kind.values)}
    if isinstance(kind, Binary):
        return {"type": "string", "contentEncoding": "base64", "maxLength": -(-kind.most // 3) * 4}
    return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"} if isinstance(kind, Date) else {"type": "boolean"}


def _reference(kind: Record, definitions: dict[str, Any]) -> dict[str, Any]:
    if kind.name not in definitions:
        definitions[kind.name] = {}  # its place, should it hold itself
        definitions[kind.name] = {
            "type": "object",
            "properties": {field.name: _schema(field.kind, definitions) for field in kind.fields},
            "required": [field.name for field in kind.fields if field.default is ABSENT],
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{kind.name}"}
