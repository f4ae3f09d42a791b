"""The rules about wording, on sentences as offices write them: licences, letters, procurement, health, schools, villages.

Each line is a lane, its kegiatan and the codes that are to be found in it, none for a good one.
"""

import pytest

from sopflow.rules.check import check_source
from sopflow.rules.profile import PROFILES
from sopflow.rules.table import BY_CODE
from sopflow.source import Source

GROUPS = ("kata", "alur", "nama")

SENTENCES = """
Petugas Loket | Menerima berkas permohonan izin dan memberikan tanda terima
Petugas Loket | Menerima dan meneliti kelengkapan berkas permohonan
Kepala Bidang | Memaraf konsep surat izin
Kepala Dinas | Menandatangani SK izin praktik bidan secara elektronik
Pemohon | Mengunggah berkas persyaratan melalui OSS
Tim Teknis | Meninjau lokasi usaha dan menuangkan hasilnya dalam berita acara
Bendahara | Mentransfer dana ke rekening pihak ketiga
PPK | Menyusun HPS berdasarkan survei harga
Pejabat Pengadaan | Mengundang calon penyedia untuk memasukkan penawaran
Pejabat Pengadaan | Bernegosiasi harga dengan calon penyedia
Penyedia | Mengirimkan barang ke lokasi yang ditetapkan dalam kontrak
Agendaris | Mengagendakan surat masuk dan meneruskannya kepada Sekretaris
Sekretaris | Mendisposisi surat masuk
Dokter | Mendiagnosis penyakit pasien
Perawat | Mengukur tekanan darah, suhu, dan berat badan pasien
Petugas Rekam Medis | Mencari berkas rekam medis pasien
Apoteker | Meracik obat sesuai resep dokter
Kasir | Menerima pembayaran retribusi dan mencetak kuitansi
Guru Piket | Mencatat siswa yang terlambat dalam buku piket
Wali Kelas | Menghubungi orang tua siswa
Panitia PPDB | Memverifikasi berkas calon peserta didik
Kepala Sekolah | Melegalisasi fotokopi ijazah
Kepala Desa | Bermusyawarah dengan BPD tentang rancangan APBDes
Sekretaris Desa | Mengetik surat keterangan domisili
Kaur Keuangan | Mengajukan SPP kepada Kepala Desa
Warga | Datang ke kantor desa dengan membawa surat pengantar RT
Analis | Menginput data ke dalam aplikasi SIPD
Tim | Membahas dan menyepakati rancangan peraturan bupati
Kasi Pemerintahan | Mencocokkan data dengan KTP dan KK asli
Operator | Merekam sidik jari dan iris mata
Petugas | Menyampaikan surat kepada yang bersangkutan
Kurir | Mengantar dokumen ke alamat penerima
Sekretaris | Membubuhkan paraf pada konsep
Auditor | Mengaudit laporan keuangan
Petugas | Menolak permohonan disertai alasan tertulis
Petugas | Menjadwalkan sidang
Kepala Puskesmas | Merujuk pasien ke rumah sakit
Petugas | Memusnahkan arsip sesuai jadwal retensi
Petugas | Mengklarifikasi data kepada pemohon
Petugas | Menghitung besaran retribusi
Kepala Bidang | Memberikan persetujuan teknis
Kepala Bidang | Memberi arahan kepada staf
Petugas | Mengecek ulang kelengkapan berkas
Tim | Menyepakati hasil rapat
Petugas | Memberikan nomor antrean kepada pasien
Petugas | Memanggil pasien sesuai nomor antrean
Kepala Sekolah | Menyupervisi kegiatan belajar mengajar
Guru | Mengajar sesuai jadwal
Panitia | Mengumumkan hasil seleksi di papan pengumuman dan laman sekolah
PPK | Menandatangani kontrak bersama penyedia
Pokja | Membuka dokumen penawaran
Pokja | Mengevaluasi dokumen kualifikasi
Pejabat | Mengambil sumpah pegawai
Petugas | Bersiaga di pos jaga
Satpam | Berpatroli mengelilingi gedung setiap dua jam
Petugas | Menyalakan genset
Petugas | Mematikan komputer
Laboran | Menguji sampel air
Perawat | Memasang infus
Bidan | Menolong persalinan
Dokter | Meresepkan obat
Petugas Gizi | Mengolah makanan pasien
Kepala Dusun | Mendata warga miskin
Warga | Membawa surat pengantar dari RT/RW
Petugas | Menunggu jawaban dari Kementerian
Petugas | Memberitahu pemohon bahwa izin dapat diambil
Camat | Melegalisasi surat keterangan
Juru Bayar | Membagi gaji
Verifikator | Menelaah dan memverifikasi usulan

Tim Teknis | Melakukan peninjauan lapangan bersama pemohon | melakukan-benda
Arsiparis | Memindai dan menyimpan surat keluar | dua-kata-kerja
Petugas | Mewawancarai pemohon dan mengisi formulir | dua-kata-kerja
Humas | Mempublikasikan informasi di laman resmi | ejaan-baku
Sekretaris | Mempelajari dan mendisposisikan surat kepada Kasubbag | dua-kata-kerja
Petugas | Melakukan pemotretan lokasi | melakukan-benda
Petugas Loket | Petugas loket menerima berkas | tanpa-subyek
Pemohon | Permohonan izin diajukan ke loket | kata-kerja-aktif
Petugas | Pemeriksaan kelengkapan berkas | kata-benda
Petugas | Verifikasi berkas permohonan | kata-benda
Petugas | Berkas diperiksa oleh petugas | kata-kerja-aktif
Petugas | Input data ke aplikasi | kata-benda
Petugas | Cek kelengkapan berkas | kata-kerja-aktif
Kepala Dinas | Ttd surat izin | kata-kerja-aktif
Kepala Dinas | Disposisi surat masuk | kata-kerja-aktif
Bidan | Pendaftaran pasien | kata-benda
Perawat | Anamnesa pasien | kata-kerja-aktif
Petugas | Melakukan verifikasi berkas | melakukan-benda
Petugas | Melaksanakan rekapitulasi data | melakukan-benda
Petugas | Menerima berkas, memeriksa kelengkapan, kemudian mencatat di buku register dan menyerahkan kepada kepala seksi | satu-kegiatan
Petugas | Apabila berkas lengkap maka diteruskan ke kepala seksi | jika-di-kotak
Petugas | Memeriksa berkas yg masuk | singkatan-tak-baku
Petugas | Memeriksa berkas dan dan mencatatnya | kata-ganda
Petugas | Mengkoordinir rapat | ejaan-baku
Petugas | Melegalisir ijasah | ejaan-baku
Petugas | Menghimbau warga agar hadir | ejaan-baku
Petugas | Mensosialisasikan peraturan | ejaan-baku
Petugas | Mentaati jadwal | ejaan-baku
Petugas | Mengirim berkas untuk di tandatangani | di-terpisah
Petugas | Menyerahkan kwitansi | ejaan-baku
Petugas | Menganalisa data resiko | ejaan-baku
Petugas | Berkas lengkap diserahkan kepada Kasi | kata-kerja-aktif
Petugas | Surat yang sudah ditandatangani digandakan | kata-kerja-aktif
Petugas | Penyerahan berkas yang telah diperiksa | kata-benda
Petugas | Rapat koordinasi | kata-kerja-aktif
Petugas | Survey lokasi | ejaan-baku kata-kerja-aktif
Petugas | Foto copy berkas | ejaan-baku kata-kerja-aktif
Petugas | Fotocopy berkas | ejaan-baku kata-kerja-aktif
Petugas | Membuat SK dan di tanda tangani | ejaan-baku
Petugas | Merubah jadwal | ejaan-baku
Petugas | Mempengaruhi keputusan | ejaan-baku
Petugas | Menterjemahkan dokumen | ejaan-baku
Petugas | Mengkonfirmasi kehadiran | ejaan-baku
Petugas | Mengkoordinasikan rapat | ejaan-baku
Petugas | Memparaf konsep | ejaan-baku
Petugas | Menscan dokumen | ejaan-baku
Petugas | Mengupload berkas | ejaan-baku
Petugas | Mendownload formulir | ejaan-baku
Petugas | Menyelenggarakan rapat dgn tim | singkatan-tak-baku
Petugas | Memeriksa berkas sbg syarat | singkatan-tak-baku
"""

CASES = [tuple(part.strip() for part in f"{line} |".split("|")[:3]) for line in SENTENCES.splitlines() if line]


@pytest.mark.parametrize(("lane", "words", "codes"), CASES, ids=lambda words: words)
def test_what_is_found_in_a_sentence(lane: str, words: str, codes: str) -> None:
    text = f"1. @Awal: Menyusun konsep\n2. @{lane}: {words}\n3. @Akhir: Mengarsipkan berkas\n"
    found = check_source(Source("uji.sop", text), profile=PROFILES["permenpan"]).diagnostics
    told = {each.code for each in found if each.span.line == 2 and each.code in BY_CODE and BY_CODE[each.code].group in GROUPS}
    assert told == set(codes.split())


@pytest.mark.parametrize(
    ("words", "verb"),
    [
        ("Permohonan izin diajukan ke loket", "mengajukan"),
        ("Berkas diperiksa oleh petugas", "memeriksa"),
        ("Cek kelengkapan berkas", "mengecek"),
        ("Pemeriksaan berkas yang diajukan", "memeriksa"),
    ],
)
def test_the_verb_that_is_offered(words: str, verb: str) -> None:
    found = check_source(
        Source("uji.sop", f"1. @Awal: {words}\n2. @Akhir: Mengarsipkan berkas\n"), profile=PROFILES["permenpan"]
    ).diagnostics
    assert [each.hint for each in found if each.code in ("kata-benda", "kata-kerja-aktif")] == [f"tulis «{verb}»"]


def test_a_passive_sentence_is_not_mended_word_by_word() -> None:
    text = "1. @Awal: Permohonan izin diajukan ke loket\n2. @Akhir: Mengarsipkan berkas\n"
    found = check_source(Source("uji.sop", text), profile=PROFILES["permenpan"]).diagnostics
    assert [each.fix for each in found if each.code == "kata-kerja-aktif"] == [()]
