"""What the keywords mean, in a sentence each, for completion and hover. In Indonesian.

Keyed by the kind of place (`context.py`), then by the canonical keyword; a test holds it against the grammar.
"""

_IDENTITY = {
    "gunakan": "Memakai identitas, pelaksana, dan gaya dari berkas lain: «gunakan: dinas.sop»",
    "sop": "Nama SOP; memulai satu prosedur. Yang ditulis di atas «sop:» pertama berlaku untuk semua",
    "instansi": "Nama instansi, satu baris tercetak tiap baris",
    "unit": "Nama unit di bawah instansi",
    "logo": "Berkas lambang instansi: SVG, PNG, atau JPEG, di folder yang sama",
    "nomor": "Nomor SOP",
    "tanggal pembuatan": "Tanggal SOP disusun pertama kali",
    "tanggal revisi": "Tanggal SOP terakhir diubah; boleh kosong",
    "tanggal efektif": "Tanggal SOP mulai berlaku",
    "jangka waktu": "Waktu paling lama yang dijanjikan standar pelayanan; tidak dicetak, dibandingkan dengan jumlah waktu kegiatan",
    "tanggal pengesahan": "Tanggal SOP disahkan",
    "disahkan oleh": "Jabatan yang mengesahkan; nama, pangkat, dan nip menjorok di bawahnya",
    "dasar hukum": "Peraturan yang mendasari SOP ini, satu butir tiap peraturan, dari yang tertinggi",
    "kualifikasi pelaksana": "Kemampuan yang harus dimiliki pelaksana",
    "keterkaitan": "SOP lain yang berhubungan dengan SOP ini",
    "peralatan": "Peralatan dan perlengkapan yang dipakai",
    "peringatan": "Apa akibatnya bila SOP ini tidak dilaksanakan",
    "pencatatan": "Apa yang dicatat dan didata, dan di mana",
    "isian": "Kotak tambahan di halaman identitas: judulnya di baris ini, isinya menjorok di bawahnya",
}
_TABLE = {
    "pelaksana": "Daftar pelaksana menurut urutan lajurnya: «alias: Nama», satu baris tiap pelaksana",
    "kegiatan": "Boleh ditulis sebelum baris kegiatan pertama; hanya memudahkan pembaca naskah",
    "prosedur": "Memulai tabel berikutnya dalam SOP yang sama, dengan judul di atasnya",
    "tahap": "Judul tahap: satu baris melintang di dalam tabel",
    "catatan": "Catatan kaki di bawah tabel",
    "gaya": "Tampilan dokumen: permenpan, permendagri, atau satu-halaman; setelannya menjorok di bawahnya",
    "sampul": "Halaman sampul: judulnya di baris ini, isinya menjorok di bawahnya",
    "keputusan": "Naskah keputusan penetapan SOP",
    "daftar isi": "Halaman daftar isi",
    "penjelasan": "Halaman penjelasan",
    "lembar pengesahan": "Lembar pengesahan: tempat, tanggal, dan penanda tangan menjorok di bawahnya",
}
_CELLS = {
    "kelengkapan": "Mutu baku: bahan yang diperlukan untuk mengerjakan kegiatan ini",
    "waktu": "Mutu baku: lama pengerjaan, misalnya «15 menit», «1-3 hari kerja», «1 jam 30 menit»",
    "output": "Mutu baku: hasil kegiatan ini, yang menjadi kelengkapan kegiatan berikutnya",
    "keterangan": "Keterangan untuk baris ini",
    "nomor": "Nomor tercetak yang lain daripada urutannya: «1.a»; «-» berarti tanpa nomor",
}
_SIGNER = {
    "nama": "Nama penanda tangan beserta gelarnya",
    "pangkat": "Pangkat penanda tangan",
    "nip": "NIP penanda tangan: 18 angka",
}
_STYLE = {
    "kertas": "Ukuran kertas",
    "arah": "Arah kertas",
    "margin": "Tepi kertas dalam milimeter: satu angka, atau empat (atas kanan bawah kiri)",
    "ukuran huruf": "Ukuran huruf dalam poin, 5 sampai 14",
    "nomor kolom": "Baris (1) (2) … di bawah kepala tabel",
    "nomor baris": "Cara baris dinomori",
    "nomor halaman": "Nomor halaman di kaki lembar",
    "judul tabel": "Nama SOP di atas tabel",
    "kapsul": "gabung: kegiatan pertama dan terakhir berbentuk kapsul; pisah: kapsul Mulai dan Selesai tersendiri",
    "waktu": "apa adanya, atau terbilang: 15 (lima belas) menit",
    "lompatan": "Lengkung kecil di tempat dua garis bersilang",
    "ruang qr": "Ruang untuk kode QR tanda tangan elektronik di sel Disahkan",
    "pita tte": "Keterangan tanda tangan elektronik di kaki halaman",
    "bidang tte": "Bidang kosong di PDF untuk diisi aplikasi tanda tangan elektronik",
    "kolom": "Urutan kolom; yang tidak disebut tidak dicetak",
    "lebar": "Lebar kolom: di bawahnya «kegiatan: 40 mm»",
    "judul": "Kata lain untuk judul: di bawahnya «kegiatan: Aktivitas»",
}

MEANINGS: dict[str, dict[str, str]] = {
    "statement": _IDENTITY | _TABLE,
    "heading": {"nomor": "Nomor tercetak di depan judul ini"},
    "row": _CELLS,
    "signer": _SIGNER,
    "approval": {
        "tempat": "Tempat penandatanganan",
        "tanggal": "Tanggal penandatanganan",
        "mengetahui": "Peran penanda tangan: jabatannya di baris ini, namanya menjorok di bawahnya",
        "menyetujui": "Peran penanda tangan: jabatannya di baris ini, namanya menjorok di bawahnya",
    },
    "style": _STYLE,
}

KINDS = {
    "mulai": "Kapsul awal prosedur",
    "selesai": "Kapsul akhir prosedur",
    "proses": "Kotak kegiatan",
    "keputusan": "Belah ketupat dengan jalan keluar berlabel",
}
TARGETS = {
    "selesai": "Ke kapsul akhir tersendiri",
    "lanjut": "Ke baris berikutnya",
    "sop: ": "Berlanjut di SOP lain",
}
"""What an arrow may lead to besides rows."""


def meaning(kind: str, keyword: str) -> str:
    """What a keyword means in a kind of place; empty when that is not known."""
    return MEANINGS.get(kind, {}).get(keyword, "") or (MEANINGS["statement"].get(keyword, "") if kind == "heading" else "")
