"""What `sopflow new` asks and says, in both languages. The text that it writes is Indonesian in either."""

from sopflow.messages import Language
from sopflow.values import NamedTuple


class Questions(NamedTuple):
    """The questions in the order in which they are asked, and what is said between them. Words in braces are filled in."""

    welcome: str
    welcome_office: str
    use_shared: str
    title: str
    title_like: str
    number: str
    office: str
    office_next: str
    unit: str
    position: str
    name: str
    rank: str
    nip: str
    lanes: str
    lane: str
    known_lanes: str
    steps: str
    step: str
    who: str
    answer: str
    back: str
    the_end: str
    wrong_back: str
    needed: str
    file: str
    taken: str


QUESTIONS: dict[Language, Questions] = {
    "id": Questions(
        welcome="Membuat SOP baru. Yang belum diketahui boleh dikosongkan: tekan Enter. Ctrl+C membatalkan.",
        welcome_office="Membuat berkas bersama kantor. Yang belum diketahui boleh dikosongkan: tekan Enter. Ctrl+C membatalkan.",
        use_shared="Pakai identitas kantor dari «{path}»? Tekan Enter bila ya, atau tulis «tidak»",
        title="Nama SOP, misalnya «Pelayanan Izin Penelitian»",
        title_like="Nama SOP [{title}]",
        number="Nomor SOP, misalnya «065/04/SOP/2026»",
        office="Instansi, misalnya «Pemerintah Kabupaten Nusa Makmur»",
        office_next="  Baris berikutnya, misalnya nama dinasnya",
        unit="Unit kerja",
        position="Jabatan yang mengesahkan, misalnya «Kepala Dinas Pendidikan»",
        name="  Nama dan gelarnya",
        rank="  Pangkatnya",
        nip="  NIP-nya",
        lanes="Pelaksana, yaitu jabatan atau unit, satu per satu. Kosongkan bila sudah semua.",
        lane="Pelaksana {number}",
        known_lanes="Pelaksana dari kantor Anda: {lanes}.",
        steps="Kegiatan, satu per satu, misalnya «Memeriksa berkas». Kosongkan bila sudah semua.",
        step="Kegiatan {number}",
        who="  Siapa yang mengerjakan",
        answer="  Jawaban bila dikembalikan, misalnya «tidak lengkap» (kosongkan bila selalu diteruskan)",
        back="  Bila «{answer}», ke kegiatan nomor berapa (atau «selesai»)",
        the_end="selesai",
        wrong_back="  Tulis nomor 1 sampai {last}, atau «selesai».",
        needed="  Bagian ini perlu diisi.",
        file="Nama berkas [{path}]",
        taken="  «{path}» sudah ada, atau bukan nama berkas; pilih nama lain.",
    ),
    "en": Questions(
        welcome="Making a new SOP. Leave empty what is not known yet: press Enter. Ctrl+C stops.",
        welcome_office="Making an office's shared file. Leave empty what is not known yet: press Enter. Ctrl+C stops.",
        use_shared="Use the office's identity from «{path}»? Press Enter for yes, or write «no»",
        title="Name of the SOP, such as «Pelayanan Izin Penelitian»",
        title_like="Name of the SOP [{title}]",
        number="Number of the SOP, such as «065/04/SOP/2026»",
        office="Office, such as «Pemerintah Kabupaten Nusa Makmur»",
        office_next="  Next line, such as the department",
        unit="Unit",
        position="Position of who signs, such as «Kepala Dinas Pendidikan»",
        name="  Name with titles",
        rank="  Rank",
        nip="  NIP",
        lanes="Actors, that is positions or units, one by one. Leave empty when that is all.",
        lane="Actor {number}",
        known_lanes="Actors of your office: {lanes}.",
        steps="Activities, one by one, such as «Memeriksa berkas». Leave empty when that is all.",
        step="Activity {number}",
        who="  Who does it",
        answer="  Answer that sends it back, such as «tidak lengkap» (leave empty when it always goes on)",
        back="  With «{answer}», to activity number (or «selesai»: the end)",
        the_end="selesai",
        wrong_back="  Write a number from 1 to {last}, or «selesai».",
        needed="  This is needed.",
        file="Name of the file [{path}]",
        taken="  «{path}» exists already, or is no name of a file; choose another.",
    ),
}
