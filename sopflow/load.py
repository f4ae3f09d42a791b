"""Reading files: the text of a document, what it includes, and its logos. The only part of the front half that touches the disk.

In: a path. Out: the statements with every `gunakan` replaced by what it brings in.
Always holds: nothing outside the document's folder is read, neither by `..`, nor by an absolute path, nor through a link.
"""

import os

from sopflow.diagnostics import Diagnostic
from sopflow.model.book import Logo
from sopflow.reading import read_file
from sopflow.resolve import Statement
from sopflow.source import Source, Span
from sopflow.syntax.ast import IncludeNode, Node, RowNode, Word
from sopflow.syntax.parse import decode, parse
from sopflow.values import NamedTuple

MAX_INCLUDES = 50
MAX_INCLUDED_BYTES = 1_000_000
"""Of all that a text brings in; a file that it brings in twice counts twice."""
MAX_LOGO_BYTES = 2_000_000
LOGO_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


class Loaded(NamedTuple):
    """One document ready to be resolved. `sources` are the texts read, by the name that spans use."""

    statements: tuple[Statement, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]


class Loader:
    """Reads one document. `root` is the folder that nothing may leave; None when the text came from no file.

    `files`: what was read besides the text itself, by full path.
    """

    def __init__(self, root: str | None) -> None:
        self.root = None if root is None else os.path.realpath(root)
        self.diagnostics: list[Diagnostic] = []
        self.sources: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self._folders: dict[str, str] = {}
        self._main = ""
        self._count = 0
        self._bytes = 0

    def load(self, source: Source, base: str = "") -> Loaded:
        """Parses `source` and everything it includes. `base` is its folder relative to the root."""
        self._main = source.name
        statements = self._statements(source, base, (os.path.join(base, os.path.basename(source.name)),), False)
        return Loaded(tuple(statements), tuple(self.diagnostics), self.sources)

    def _statements(self, source: Source, base: str, chain: tuple[str, ...], included: bool) -> list[Statement]:
        self.sources[source.name] = source.text
        self._folders[source.name] = base
        ast, diagnostics = parse(source)
        self.diagnostics.extend(diagnostics)
        found: list[Statement] = []
        for node in ast.nodes:
            if isinstance(node, IncludeNode):
                found.extend(self._include(node.path, base, chain))
            elif included and _belongs_to_a_document(node):
                self._report(
                    "bersama-berisi-kegiatan",
                    "Berkas bersama hanya boleh berisi identitas, pelaksana, dan gaya",
                    node.span,
                    "hapus baris ini",
                )
            else:
                found.append(Statement(node, included))
        return found

    def _include(self, path: Word, base: str, chain: tuple[str, ...]) -> list[Statement]:
        relative = os.path.normpath(os.path.join(base, path.text.replace("\\", "/")))
        if relative in chain:
            self._report("gunakan-berputar", f"Berkas «{path.text}» menggunakan dirinya sendiri", path.span, "hapus baris «gunakan:» ini")
            return []
        self._count += 1
        if self._count > MAX_INCLUDES:
            self._report("gunakan-terlalu-banyak", f"Lebih dari {MAX_INCLUDES} berkas digunakan", path.span, "gabungkan berkas-berkas itu")
            return []
        data = self._read(path.text, relative, path.span, MAX_INCLUDED_BYTES)
        if data is None:
            return []
        self._bytes += len(data)
        if self._bytes > MAX_INCLUDED_BYTES:
            most = f"Berkas-berkas yang digunakan seluruhnya lebih besar dari {MAX_INCLUDED_BYTES // 1000} kB"
            self._report("gunakan-terlalu-banyak", most, path.span, "perkecil berkas-berkas itu")
            return []
        source, diagnostics = decode(data, os.path.join(os.path.dirname(self._main), relative))
        self.diagnostics.extend(diagnostics)
        return self._statements(source, os.path.dirname(relative), (*chain, relative), True) if source else []

    def _read(self, words: str, relative: str, span: Span, limit: int) -> bytes | None:
        """The file's bytes, or None after a message. `words` is what the user wrote."""
        if self.root is None:
            self._report(
                "tanpa-folder",
                f"Berkas «{words}» tidak bisa dibaca, karena teks ini tidak berasal dari berkas",
                span,
                "simpan teksnya dulu",
            )
            return None
        full = os.path.realpath(os.path.join(self.root, relative))
        if os.path.isabs(words) or not (full == self.root or full.startswith(self.root + os.sep)):
            self._report(
                "di-luar-folder", f"Berkas «{words}» berada di luar folder dokumen ini", span, "salin berkas itu ke folder dokumen"
            )
            return None
        try:
            if not os.path.isfile(full):
                raise FileNotFoundError
            data = read_file(full, limit)
            if len(data) > limit:
                self._report("berkas-terlalu-besar", f"Berkas «{words}» lebih besar dari {limit // 1000} kB", span, "perkecil berkasnya")
                return None
            self.files[full] = data
            return data
        except FileNotFoundError:
            self._report("berkas-tidak-ada", f"Berkas «{words}» tidak ditemukan", span, "periksa nama dan foldernya")
        except (OSError, ValueError) as fault:
            self._report(
                "berkas-tidak-terbaca", f"Berkas «{words}» tidak bisa dibaca ({type(fault).__name__})", span, "periksa izin berkasnya"
            )
        return None

    def logo(self, words: str, span: Span) -> Logo | None:
        """The picture at the path that the user wrote, or None after a message."""
        relative = os.path.normpath(os.path.join(self._folders.get(span.file, ""), words))
        kind = LOGO_KINDS.get(os.path.splitext(words)[1].casefold())
        if kind is None:
            self._report(
                "jenis-logo", f"Logo «{words}» bukan berkas SVG, PNG, atau JPEG", span, "simpan logonya sebagai .svg, .png, atau .jpg"
            )
            return None
        data = self._read(words, relative, span, MAX_LOGO_BYTES)
        if data is None:
            return None
        if kind in SIGNATURES and not data.startswith(SIGNATURES[kind]):
            self._report("logo-rusak", f"Isi berkas «{words}» bukan gambar seperti nama akhirannya", span, "simpan ulang logonya")
            return None
        from sopflow.export.pictures import check_picture  # only documents with a logo pay for it

        fault = check_picture(data, kind)
        if fault:
            self._report("logo-rusak", f"Logo «{words}» tidak bisa dipakai: {fault}", span, "simpan ulang logonya")
            return None
        return Logo(data, kind, span)  # type: ignore[arg-type]

    def _report(self, code: str, message: str, span: Span, hint: str) -> None:
        self.diagnostics.append(Diagnostic("error", code, message, span, hint))


def _belongs_to_a_document(node: Node) -> bool:
    if isinstance(node, RowNode):
        return True
    name = getattr(node, "name", "")
    return isinstance(name, str) and name in ("sop", "prosedur", "tahap")
