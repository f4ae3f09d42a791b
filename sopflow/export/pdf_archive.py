"""PDF for the archive (ISO 19005). In: a document, its drawing, its attachments. Out: metadata, output intent, embedded files.

What holds: a file is PDF/A-2b, or 3b with attachments.
"""

import os
from typing import TYPE_CHECKING

from sopflow.drawing import Drawing
from sopflow.export.words import escaped
from sopflow.values import NamedTuple

if TYPE_CHECKING:
    from pikepdf import Pdf

UNDATED = (2000, 1, 1)
"""The date of files whose document has none. The clock would make every file different."""


DIGITS = str.maketrans("", "", "-:T")


class Attachment(NamedTuple):
    """A file within the PDF: its name with `/` between folders, and what it holds."""

    name: str
    data: bytes


def dated(drawing: Drawing) -> str:
    """The document's date as ISO 8601 writes it."""
    year, month, day = drawing.date or UNDATED
    return f"{year:04d}-{month:02d}-{day:02d}T00:00:00Z"


def attach(document: "Pdf", drawing: Drawing, attachments: tuple[Attachment, ...]) -> None:
    """Embeds what the document was made from, the text itself first."""
    from pikepdf import Array, Dictionary, Name, String

    if not attachments:
        return
    date = "D:" + dated(drawing).translate(DIGITS)
    listed, related = Array(), Array()
    for at, each in enumerate(attachments):
        file = document.make_stream(each.data)
        file.Type, file.Subtype = Name.EmbeddedFile, Name("/application/octet-stream" if at else "/text/plain")
        file.Params = Dictionary(Size=len(each.data), ModDate=date)
        spec = document.make_indirect(Dictionary(Type=Name.Filespec, F=each.name, UF=each.name, EF=Dictionary(F=file, UF=file)))
        spec.AFRelationship, spec.Desc = Name.Source, "Berkas yang digunakan" if at else "Teks sumber sopflow"
        listed.append(String(f"{at:04d}"))
        listed.append(spec)
        related.append(spec)
    document.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=listed))
    document.Root.AF = related


def declare(document: "Pdf", drawing: Drawing) -> None:
    """Says in metadata what the file is, and which colours its numbers mean."""
    from pikepdf import Array, Dictionary, Name

    _mend_pictures(document)
    part = 3 if "/AF" in document.Root else 2
    metadata = document.make_stream(_metadata(drawing, str(document.docinfo.get("/Producer", "")), part))
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    document.Root.Metadata = metadata
    colours = document.make_stream(_colours())
    colours.N = 3
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier="sRGB", DestOutputProfile=colours)
    intent.Info = "sRGB IEC61966-2-1"
    document.Root.OutputIntents = Array([intent])


def _colours() -> bytes:
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "srgb.icc"), "rb") as file:
        return file.read()


def _mend_pictures(document: "Pdf") -> None:
    """Takes away the smoothing that PDF/A forbids. Pictures in printer's colours, which it forbids too, are refused before."""
    from pikepdf import Stream

    for each in document.objects:
        if isinstance(each, Stream) and "/Interpolate" in each:
            del each.Interpolate


def _metadata(drawing: Drawing, producer: str, part: int) -> bytes:
    """The XMP packet."""
    facts = [
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_said(drawing.title)}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:creator><rdf:Seq><rdf:li>{_said(drawing.author)}</rdf:li></rdf:Seq></dc:creator>" if drawing.author else "",
        "<dc:language><rdf:Bag><rdf:li>id</rdf:li></rdf:Bag></dc:language>",
        "<xmp:CreatorTool>sopflow</xmp:CreatorTool>",
        f"<xmp:CreateDate>{dated(drawing)}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{dated(drawing)}</xmp:ModifyDate>",
        f"<pdf:Producer>{_said(producer)}</pdf:Producer>",
        f"<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>",
    ]
    names = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    }
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in names.items())
    return "\n".join(
        (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
            '<x:xmpmeta xmlns:x="adobe:ns:meta/">',
            '  <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
            f'<rdf:Description {spaces} rdf:about="">',
            *filter(None, facts),
            "</rdf:Description></rdf:RDF>",
            "</x:xmpmeta>\n",
            '<?xpacket end="w"?>\n',
        )
    ).encode()


def _said(words: str) -> str:
    """Words in an element, where quotes are no markup."""
    return escaped(words).replace("&quot;", '"')
