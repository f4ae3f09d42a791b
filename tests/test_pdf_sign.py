"""An empty field is filled by other people's signing software: the page stays as it was, and the signature holds."""

import asyncio
import subprocess
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner
from pyhanko.sign.signers import PdfSigner
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator import ValidationContext

from sopflow.export.pdf import pdf
from sopflow.pipeline import compile_source
from sopflow.source import Source

TEXT = """
disahkan oleh: Kepala Dinas
  nama: Sari Lestari
gaya:
  bidang tte: ya
  ruang qr: ya
1. @Petugas: Memeriksa berkas
2. @Kepala Dinas: Menandatangani izin
"""


@cache
def unsigned() -> bytes:
    drawing = compile_source(Source("uji.sop", TEXT)).drawing
    assert drawing is not None
    return pdf(drawing)


@cache
def signer() -> SimpleSigner:
    """Someone with a certificate of his own making."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sari Lestari")])
    now = datetime.now(UTC)
    building = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    dated = building.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=9))
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = dated.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    packed = pkcs12.serialize_key_and_certificates(b"Sari", key, certificate, None, serialization.NoEncryption())
    made = SimpleSigner.load_pkcs12_data(packed, other_certs=[])
    assert isinstance(made, SimpleSigner)
    return made


def signed(stamp: str) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(unsigned()))
    style = TextStampStyle(stamp_text=stamp, border_width=0)
    with_style = PdfSigner(PdfSignatureMetadata(field_name="TTE1"), signer(), stamp_style=style)
    target = BytesIO()
    with_style.sign_pdf(writer, output=target)
    return target.getvalue()


def picture(data: bytes, tmp_path: Path) -> bytes:
    (tmp_path / "a.pdf").write_bytes(data)
    command = ["pdftoppm", "-r", "60", "-l", "1", "-gray", str(tmp_path / "a.pdf")]
    return subprocess.run(command, capture_output=True, check=True).stdout


def test_the_signature_is_valid_and_nothing_else_was_changed() -> None:
    data = signed("QR")
    assert data.startswith(unsigned())  # signing adds to the file
    (found,) = PdfFileReader(BytesIO(data)).embedded_signatures
    assert found.field_name == "TTE1"
    context = ValidationContext(trust_roots=[signer().signing_cert], allow_fetching=False)
    status = asyncio.run(async_validate_pdf_signature(found, signer_validation_context=context))
    assert status.intact and status.valid and status.trusted and status.bottom_line


def test_the_content_of_the_pages_is_what_it_was() -> None:
    with pikepdf.open(BytesIO(unsigned())) as before, pikepdf.open(BytesIO(signed("QR"))) as after:
        assert [page.Contents.read_bytes() for page in before.pages] == [page.Contents.read_bytes() for page in after.pages]


def test_the_stamp_stands_in_the_frame_and_nowhere_else(tmp_path: Path) -> None:
    before, after = picture(unsigned(), tmp_path), picture(signed("XXXX"), tmp_path)
    head, size, _, _ = before.split(b"\n", 3)
    width, height = map(int, size.split())
    offset = len(before) - width * height
    changed = [(at % width, at // width) for at in range(width * height) if before[offset + at] != after[offset + at]]
    assert head == b"P5" and changed
    with pikepdf.open(BytesIO(unsigned())) as document:
        left, bottom, right, top = (float(edge) * 60 / 72 for edge in document.Root.AcroForm.Fields[0].Rect)
    xs, ys = [x for x, _ in changed], [y for _, y in changed]
    assert left - 2 <= min(xs) and max(xs) <= right + 2 and height - top - 2 <= min(ys) and max(ys) <= height - bottom + 2


def test_a_byte_changed_afterwards_is_noticed() -> None:
    data = bytearray(signed("QR"))
    data[200] ^= 1
    (found,) = PdfFileReader(BytesIO(bytes(data)), strict=False).embedded_signatures
    found.compute_integrity_info()
    assert not asyncio.run(async_validate_pdf_signature(found, ValidationContext(trust_roots=[signer().signing_cert]))).intact
