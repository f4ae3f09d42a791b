"""Active verbs of official Indonesian, and the way to them from nouns, passives and bare stems.

The regulation wants every kegiatan to begin with an active verb (Permenpan 35/2012: "aktif, menggunakan kata kerja tanpa subyek"). The
morphology here only proposes forms; the list decides which of them is a word. So `penyusunan` gives `menyusun`, `pengumpulan` gives
`mengumpulkan`, and a noun that belongs to no listed verb gives nothing.
"""

from sopflow.rules.words import word_set

VERBS = word_set("""
    membuat menyusun menyiapkan mempersiapkan merencanakan merancang merumuskan menentukan menetapkan memutuskan menunjuk membentuk
    menerima menerbitkan menyerahkan menyampaikan mengirim mengirimkan mengajukan mengusulkan meneruskan mendisposisikan mendistribusikan
    membagikan mengedarkan mengumumkan memublikasikan memberitahukan menginformasikan melaporkan menjelaskan memaparkan menyajikan
    mempresentasikan menyosialisasikan memeriksa meneliti menelaah mengkaji mereviu mengoreksi mencermati mengecek memverifikasi
    memvalidasi mengonfirmasi mengklarifikasi mengevaluasi menilai menguji mengukur menghitung menganalisis membandingkan
    mempertimbangkan mempelajari membahas menyetujui menolak mengesahkan menandatangani memaraf membubuhkan mengembalikan memperbaiki
    merevisi menyempurnakan mengubah memperbarui memutakhirkan melengkapi menambahkan menghapus membatalkan mencabut mengganti mengisi
    menginput memasukkan merekam merekap merekapitulasi mencatat mendata mendaftar mendaftarkan meregistrasi mengagendakan menomori
    mengarsipkan mendokumentasikan menyimpan memelihara mengelola mengolah mengumpulkan menghimpun menginventarisasi mengidentifikasi
    mengklasifikasikan mengelompokkan memilah memilih menyeleksi menggandakan mencetak memfotokopi memindai mengunggah mengunduh
    menjilid melaksanakan melakukan menyelenggarakan menjalankan menerapkan mengoperasikan memasang memulai mengakhiri menyelesaikan
    menutup membuka memantau memonitor mengawasi mengendalikan membina membimbing mengarahkan memerintahkan menugaskan menginstruksikan
    mengoordinasikan mengoordinir mengonsultasikan memfasilitasi melayani membantu mendampingi mengundang menghadiri memimpin mengatur
    menjadwalkan memanggil menghubungi menemui mewawancarai memohon meminta menanyakan menjawab menanggapi menindaklanjuti memproses
    membayar membayarkan mencairkan memungut menagih menyetor menyetorkan menganggarkan membukukan mempertanggungjawabkan membeli
    mengadakan menyediakan menyalurkan mengambil mengantar mengantarkan membawa menunggu mendatangi mengunjungi meninjau menyurvei
    mengamati memotret membersihkan menata merapikan menempatkan memindahkan mengangkat memberhentikan melantik melepas mengangkut
    memperoleh mendapatkan menemukan memastikan menjamin menyaksikan mengetahui memahami mengakses mengaktifkan menonaktifkan
    menghentikan melanjutkan menunda memperpanjang mempercepat menyinkronkan menyelaraskan mengintegrasikan mengompilasi memadankan
    mencocokkan membaca menulis mengetik menyalin menyunting mengedit merangkum menyimpulkan memberi memberikan menyertakan melampirkan
    mengesampingkan mengajarkan melatih mendidik menyuluh menyuluhkan merawat mengobati memulihkan menangani menyelidiki menyidik
    menyita memusnahkan melelang menghibahkan meminjam meminjamkan menyewa menyewakan memperkenalkan mengenalkan memindahtangankan
    menyebarluaskan menyebarkan menyuarakan menayangkan menampilkan memuat menyurati memperhatikan mempublikasikan
    memediasi memitigasi merehabilitasi mengasesmen menatausahakan memberdayakan membangun merenovasi mengembangkan meningkatkan
    berkoordinasi berkonsultasi bekerja bertindak bertugas berdiskusi bermusyawarah berunding berkomunikasi berpartisipasi
    """)
"""Verbs that a kegiatan may begin with; offered forms come from here only."""

_ME_NOUNS = word_set("""
    meja menteri media metode mesin meterai materai menara mekanisme merek menit member memo mentor meter menu mental medis mereka
    mengenai menurut melalui menjelang mengingat menimbang merah mebel mebeler
    """)
_BER_NOUNS = word_set("""
    berkas berita beras beberapa besar besaran bersama bersama-sama berdasarkan berikut berikutnya berbagai berbasis berkala bersih berat
    beranda bermacam-macam bersangkutan bersertifikat
    """)
_BARE_ACTIVE = word_set("datang hadir masuk keluar pergi kembali mulai ikut menuju")

_NOT_NOMINAL = word_set("""pegawai petugas pejabat pemohon peserta penduduk peneliti pelaksana peraturan perangkat""")
"""Persons and things that look like nouns of an act."""

_AMBIGUOUS_STEMS = word_set("data surat arsip paraf cap disposisi daftar catat nilai olah atur daya jamin undang proses isi")
"""Stems that are more often things than acts; nothing is made of them."""

_IRREGULAR = {
    "persetujuan": "menyetujui",
    "permohonan": "memohon",
    "permintaan": "meminta",
    "perubahan": "mengubah",
    "perhitungan": "menghitung",
    "perbandingan": "membandingkan",
    "perpanjangan": "memperpanjang",
    "perancangan": "merancang",
    "perekaman": "merekam",
    "perawatan": "merawat",
    "koordinasi": "mengoordinasikan",
    "konsultasi": "mengonsultasikan",
    "verifikasi": "memverifikasi",
    "validasi": "memvalidasi",
    "evaluasi": "mengevaluasi",
    "konfirmasi": "mengonfirmasi",
    "klarifikasi": "mengklarifikasi",
    "sosialisasi": "menyosialisasikan",
    "publikasi": "memublikasikan",
    "dokumentasi": "mendokumentasikan",
    "distribusi": "mendistribusikan",
    "inventarisasi": "menginventarisasi",
    "identifikasi": "mengidentifikasi",
    "klasifikasi": "mengklasifikasikan",
    "rekapitulasi": "merekapitulasi",
    "rekap": "merekap",
    "registrasi": "meregistrasi",
    "analisis": "menganalisis",
    "analisa": "menganalisis",
    "revisi": "merevisi",
    "review": "mereviu",
    "reviu": "mereviu",
    "monitoring": "memantau",
    "sinkronisasi": "menyinkronkan",
    "seleksi": "menyeleksi",
    "koreksi": "mengoreksi",
    "kompilasi": "mengompilasi",
    "fasilitasi": "memfasilitasi",
    "kajian": "mengkaji",
    "telaah": "menelaah",
    "input": "menginput",
    "undangan": "",
    "laporan": "",
}
"""Nouns of acts without pe-…-an, and those whose verb takes another prefix. "": a thing, not an act."""

_WITH_PREPOSITION = {"mengoordinasikan": "berkoordinasi", "mengonsultasikan": "berkonsultasi"}
"""The verb before "dengan": "koordinasi dengan X" is "berkoordinasi dengan X"."""


def is_active(word: str) -> bool:
    """Whether a word (lower case) is an active verb, by its form: me-, ber-, or one of the few bare ones."""
    if word in VERBS or word in _BARE_ACTIVE:
        return True
    if word.startswith("me") and len(word) > 4:
        return word not in _ME_NOUNS
    return word.startswith("ber") and len(word) > 5 and word not in _BER_NOUNS


def verb_of_noun(word: str, following: str = "") -> str:
    """The active verb of a noun that names an act: "penyusunan" → "menyusun". "" when there is none. `following`: the next word."""
    if word in _IRREGULAR:
        verb = _IRREGULAR[word]
        return _WITH_PREPOSITION.get(verb, verb) if following == "dengan" else verb
    if not word.startswith("pe") or not word.endswith("an") or word in _NOT_NOMINAL:
        return ""
    core = word[2:-2]
    return _listed("me" + core, "mem" + word[:-2])


def verb_of_passive(word: str) -> str:
    """The active verb of a di- form: "diperiksa" → "memeriksa"; "" when there is none."""
    if not word.startswith("di") or len(word) < 5:
        return ""
    stem = word[2:]
    return next((form for form in (active(stem), "mem" + stem) if form in VERBS), "")


def verb_of_stem(word: str) -> str:
    """The active verb of a bare stem: "cetak" → "mencetak"; "" when there is none or the stem is more often a thing."""
    return "" if word in _AMBIGUOUS_STEMS or len(word) < 3 else _listed(active(word))


def active(stem: str) -> str:
    """`stem` with me- in front, its first sound assimilated."""
    first = stem[:1]
    if first in "aiueogh":
        return "meng" + stem
    if sum(letter in "aiueo" for letter in stem) == 1 and len(stem) <= 4:
        return "menge" + stem
    if first == "p" and stem[:2] != "pr":
        return "mem" + stem[1:]
    if first in "bfvp":
        return "mem" + stem
    if first == "t" and stem[:2] != "tr":
        return "men" + stem[1:]
    if first in "cdjzt" or stem[:2] in ("sy", "st", "sp", "sk"):
        return "men" + stem
    if first == "s":
        return "meny" + stem[1:]
    if first == "k":
        return "meng" + (stem if stem[:2] in ("kh", "kl", "kr") else stem[1:])
    return "me" + stem


def _listed(*bases: str) -> str:
    """The first listed verb among the bases and their forms with -kan and -i."""
    return next((base + ending for base in bases for ending in ("", "kan", "i") if base + ending in VERBS), "")
