"""Who signs, in words, and the room for a signature, by hand or electronic, in millimetres."""

from sopflow.layout.text import SetLine, wrap
from sopflow.model.book import Signer
from sopflow.richtext import paragraph

SIGNATURE_ROOM = 17.0
"""Between position and name, for a signature and a stamp."""

QR_SIDE = 20.0
"""The side of a QR code that a camera reads from paper."""


def signature_block(signer: Signer, width: float, size: float) -> tuple[SetLine, ...]:
    """Name, rank and NIP, broken to `width`."""
    name = wrap(paragraph(signer.name, bold=True), width, size)
    rank = wrap(paragraph(signer.rank), width, size)
    nip = signer.nip.removeprefix("NIP").lstrip(". ")
    return (*name, *rank, *wrap(paragraph(f"NIP. {nip}" if nip else ""), width, size))
