"""Procedures that most offices have, to begin with. Each is a sketch with its cells filled."""

from sopflow.values import NamedTuple


class Template(NamedTuple):
    """`title` names the procedure until somebody gives it another name; `about` tells people what it is."""

    title: str
    about: str
    text: str


_SERVICE = """\
1. @Pemohon: Mengajukan permohonan
   kelengkapan: Formulir permohonan dan berkas persyaratan
   waktu: 10 menit
   output: Berkas permohonan
2. @Petugas Loket: Memeriksa kelengkapan berkas permohonan
   kelengkapan: Berkas permohonan
   waktu: 15 menit
   output: Berkas lengkap
   tidak lengkap -> 1
3. @Kepala Seksi: Memverifikasi isi berkas permohonan
   kelengkapan: Berkas lengkap
   waktu: 1 jam
   output: Berkas terverifikasi
   tidak sesuai -> 2
4. @Petugas Loket: Menyusun konsep surat
   kelengkapan: Berkas terverifikasi
   waktu: 1 jam
   output: Konsep surat
5. @Kepala Dinas: Menandatangani surat
   kelengkapan: Konsep surat
   waktu: 30 menit
   output: Surat yang ditandatangani
6. @Petugas Loket: Menyerahkan surat kepada pemohon
   kelengkapan: Surat yang ditandatangani
   waktu: 10 menit
   output: Tanda terima
"""

_MAIL = """\
1. @Petugas Penerima: Menerima surat masuk
   kelengkapan: Surat masuk
   waktu: 5 menit
   output: Tanda terima surat
2. @Petugas Penerima: Mencatat surat masuk dalam buku agenda
   kelengkapan: Surat masuk
   waktu: 10 menit
   output: Surat beragenda
3. @Sekretaris: Memeriksa isi surat
   kelengkapan: Surat beragenda
   waktu: 15 menit
   output: Surat dengan lembar disposisi
   tidak perlu ditindaklanjuti -> 6
4. @Kepala Dinas: Mendisposisikan surat
   kelengkapan: Surat dengan lembar disposisi
   waktu: 30 menit
   output: Disposisi
5. @Kepala Bidang: Melaksanakan disposisi
   kelengkapan: Disposisi
   waktu: 1 hari
   output: Hasil tindak lanjut
6. @Petugas Penerima: Mengarsipkan surat
   kelengkapan: Surat dan hasil tindak lanjut
   waktu: 10 menit
   output: Arsip surat
"""

_MEETING = """\
1. @Kepala Bidang: Menentukan pokok bahasan dan jadwal rapat
   kelengkapan: Rencana kerja
   waktu: 30 menit
   output: Pokok bahasan dan jadwal rapat
2. @Staf: Menyiapkan undangan dan bahan rapat
   kelengkapan: Pokok bahasan dan jadwal rapat
   waktu: 2 jam
   output: Undangan dan bahan rapat
3. @Sekretaris: Memeriksa undangan dan bahan rapat
   kelengkapan: Undangan dan bahan rapat
   waktu: 30 menit
   output: Undangan dan bahan rapat yang disetujui
   tidak sesuai -> 2
4. @Kepala Bidang & @Sekretaris: Membahas pokok bahasan dalam rapat
   kelengkapan: Undangan dan bahan rapat yang disetujui
   waktu: 2 jam
   output: Catatan rapat
5. @Staf: Menyusun notula
   kelengkapan: Catatan rapat
   waktu: 1 jam
   output: Konsep notula
6. @Kepala Bidang: Menandatangani notula
   kelengkapan: Konsep notula
   waktu: 15 menit
   output: Notula
"""

TEMPLATES = {
    "layanan": Template("Pelayanan Permohonan", "permohonan yang diverifikasi, lalu diterbitkan suratnya", _SERVICE),
    "surat-masuk": Template("Pengelolaan Surat Masuk", "dari penerimaan sampai disposisi dan arsip", _MAIL),
    "rapat": Template("Penyelenggaraan Rapat", "dari undangan sampai notula", _MEETING),
}
"""By the name that people call for."""
