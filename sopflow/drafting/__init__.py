"""New texts: what a procedure begins with.

In: what its author has said so far (`Answers`), the statements of a shared file, and a sketch. Out: a text in canonical form that compiles,
with a comment wherever something is still to be filled in. Always holds: whatever was typed stays text, and nothing touches the disk.
"""

from sopflow.drafting.answers import Answers, Shared, Signatory, Step
from sopflow.drafting.draft import draft, office_draft
from sopflow.drafting.said import said
from sopflow.drafting.templates import TEMPLATES, Template

__all__ = ["TEMPLATES", "Answers", "Shared", "Signatory", "Step", "Template", "draft", "office_draft", "said"]
