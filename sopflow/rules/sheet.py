"""Rules about lanes, counts and headings of the table (group "tata letak")."""

from collections.abc import Iterator

from sopflow.rules.case import Case
from sopflow.rules.rule import Finding, Rule
from sopflow.rules.words import word_set

MOST_LANES = {"A4": 7, "Letter": 7, "F4": 8, "Legal": 9, "A3": 12}
"""Lanes that a landscape sheet holds with shapes of usual size (nine in ten charts have at most 5)."""
UPRIGHT_SHARE = 0.6
_MEETINGS = word_set("rapat membahas pembahasan koordinasi berkoordinasi musyawarah bermusyawarah sosialisasi forum diskusi")
MOST_STEPS = 15
"""Nine in ten BPS charts have at most 10 rows; the charts of regencies have 11 to 15."""


def first_not_left(case: Case) -> Iterator[Finding]:
    """Charts whose first activity is not in the leftmost lane."""
    for chart in case.charts:
        first = [shape.lane for row in chart.rows[:1] for shape in row.row.shapes if not shape.implied]
        if first and min(first) > 0:
            fields = {"lane": chart.chart.lanes[min(first)].name, "left": chart.chart.lanes[0].name}
            yield Finding(chart.place, fields)


FIRST_NOT_LEFT = Rule(
    "urut-lajur",
    "tata letak",
    "warning",
    first_not_left,
    ("Kegiatan pertama tidak di lajur paling kiri", "The first activity is not in the leftmost lane"),
    (
        "Pelaksana tidak diurutkan secara hierarki tetapi didasarkan pada sekuen kegiatan, sehingga kegiatan selalu dimulai dari sisi kiri "
        "(Permenpan 35/2012; bunyinya dari ingatan); 138 dari 154 bagan yang diukur mematuhinya",
        "Lanes are not in order of rank but of the sequence of activities, so that activities always begin at the left (Permenpan "
        "35/2012; wording from memory); 138 of 154 measured charts comply",
    ),
    ("Kegiatan pertama ada di lajur «{lane}», bukan di lajur paling kiri («{left}»)", "The first activity is in «{lane}», not in «{left}»"),
    ("pindahkan «{lane}» ke urutan pertama di bawah «pelaksana:»", "move «{lane}» to the top below «pelaksana:»"),
    "pelaksana:\n  kadis: Kepala Dinas\n  staf: Staf\n1. @staf: Menyusun konsep\n2. @kadis: Memeriksa konsep\n",
    "pelaksana:\n  staf: Staf\n  kadis: Kepala Dinas\n1. @staf: Menyusun konsep\n2. @kadis: Memeriksa konsep\n",
)


def single_lane(case: Case) -> Iterator[Finding]:
    """Charts with one lane only."""
    for chart in case.charts:
        if len(chart.chart.lanes) == 1 and len(chart.rows) > 1:
            yield Finding(chart.place, {"lane": chart.chart.lanes[0].name})


SINGLE_LANE = Rule(
    "lajur-satu",
    "tata letak",
    "warning",
    single_lane,
    ("Hanya ada satu pelaksana", "There is only one lane"),
    (
        "SOP administrasi pemerintahan berisi kegiatan yang dilaksanakan oleh lebih dari satu pelaksana (jabatan) (Permenpan 35/2012 "
        "hlm. 18); pekerjaan satu orang adalah SOP teknis",
        "An administrative procedure holds activities of more than one actor (position) (Permenpan 35/2012 p. 18); the work of one "
        "person is a technical procedure",
    ),
    ("Semua kegiatan dikerjakan oleh satu pelaksana, «{lane}»", "All activities are done by one actor, «{lane}»"),
    ("sebut pelaksana lain yang terlibat, atau tulis sebagai SOP teknis", "name the other actors, or write a technical procedure"),
    "1. @Petugas: Menyusun konsep\n2. @Petugas: Memeriksa konsep\n",
    "1. @Petugas: Menyusun konsep\n2. @Kepala: Memeriksa konsep\n",
)


def many_lanes(case: Case) -> Iterator[Finding]:
    """Charts with more lanes than their sheet holds well."""
    for chart in case.charts:
        style = chart.sop.style
        most = MOST_LANES[style.paper] if style.landscape else int(MOST_LANES[style.paper] * UPRIGHT_SHARE)
        if len(chart.chart.lanes) > most:
            yield Finding(chart.place, {"count": len(chart.chart.lanes), "paper": style.paper, "most": most})


MANY_LANES = Rule(
    "lajur-banyak",
    "tata letak",
    "warning",
    many_lanes,
    ("Pelaksana lebih banyak daripada yang muat di kertasnya", "More lanes than the paper holds"),
    (
        "Sembilan dari sepuluh bagan yang diukur mempunyai paling banyak 5 pelaksana; alat lain gagal di atas 10",
        "Nine in ten measured charts have at most 5 lanes; other tools fail above 10",
    ),
    ("{count} pelaksana di kertas {paper}; lazimnya paling banyak {most}", "{count} lanes on {paper}; {most} at most are usual"),
    ("pakai kertas lebih besar («kertas: A3» di bawah «gaya:»), atau pecah prosedurnya", "use larger paper, or split the procedure"),
    "1. " + " -> ".join(f"@Jabatan {letter}" for letter in "ABCDEFGH") + ": Meneruskan surat\n2. @Jabatan A: Menyimpan surat\n",
    "1. " + " -> ".join(f"@Jabatan {letter}" for letter in "ABCDE") + ": Meneruskan surat\n2. @Jabatan A: Menyimpan surat\n",
)


def several_actors(case: Case) -> Iterator[Finding]:
    """Rows in which several lanes work at the same time; at a meeting that is what they do."""
    for chart in case.charts:
        for row in (each for each in chart.rows if _MEETINGS.isdisjoint(each.tokens)):
            own = [shape for shape in row.row.shapes if not shape.implied]
            inner = {shape.id for shape in own if any(chart.shapes[flow.source].row == shape.row for flow in chart.ways_in[shape.id])}
            together = [shape for shape in own if shape.id not in inner]
            if len(together) > 1:
                yield Finding(together[1].span, {"row": row.label, "count": len(together)})


SEVERAL_ACTORS = Rule(
    "multi-pelaksana",
    "tata letak",
    "info",
    several_actors,
    ("Beberapa pelaksana mengerjakan satu baris bersamaan", "Several lanes work at once in one row"),
    (
        "22 % baris yang diukur berisi lebih dari satu bentuk; pembaca perlu tahu siapa yang bertanggung jawab, dan alat lain melarangnya",
        "22 % of measured rows hold more than one shape; readers must know who is in charge, and another tool forbids it",
    ),
    ("Baris {row} dikerjakan {count} pelaksana bersamaan", "Row {row} is done by {count} actors at once"),
    (
        "sebut siapa yang memimpin, misalnya di keterangan, atau pecah barisnya",
        "say who leads, for example in keterangan, or split the row",
    ),
    "1. @A: Mengundang rapat\n2. @A & @B: Menyusun rencana\n3. @A: Mencetak rencana\n",
    "1. @A: Mengundang rapat\n2. @A & @B: Membahas rencana\n3. @A: Mencetak rencana\n",
)


def many_steps(case: Case) -> Iterator[Finding]:
    """Charts with more rows than are usual."""
    for chart in case.charts:
        if len(chart.rows) > MOST_STEPS:
            yield Finding(chart.rows[MOST_STEPS].row.span, {"count": len(chart.rows), "most": MOST_STEPS})


MANY_STEPS = Rule(
    "langkah-banyak",
    "tata letak",
    "info",
    many_steps,
    ("Bagan lebih dari lima belas baris", "A chart has more than fifteen rows"),
    (
        "Sembilan dari sepuluh bagan BPS mempunyai paling banyak 10 baris, bagan kabupaten 11 sampai 15; yang lebih panjang biasanya makro "
        "dan dapat dipecah menjadi beberapa SOP mikro",
        "Nine in ten BPS charts have at most 10 rows, those of regencies 11 to 15; longer ones are usually macro "
        "procedures that can be split",
    ),
    ("Bagan ini punya {count} baris; lazimnya paling banyak {most}", "This chart has {count} rows; {most} at most are usual"),
    ("pertimbangkan memecahnya; sambung dengan «-> sop: Nama SOP»", "consider splitting it; connect with «-> sop: Nama SOP»"),
    "".join(f"{n}. @{'AB'[n % 2]}: Menyusun bagian {n}\n" for n in range(1, 17)),
    "".join(f"{n}. @{'AB'[n % 2]}: Menyusun bagian {n}\n" for n in range(1, 16)),
)


def empty_stage(case: Case) -> Iterator[Finding]:
    """Stages without rows below them."""
    for chart in case.charts:
        starts = [stage.before for stage in chart.chart.stages] + [len(chart.rows)]
        for stage, following in zip(chart.chart.stages, starts[1:], strict=True):
            if stage.before == following:
                title = "".join(run.text for block in stage.title for run in block.runs)
                yield Finding(stage.span, {"title": title})


EMPTY_STAGE = Rule(
    "tahap-kosong",
    "tata letak",
    "warning",
    empty_stage,
    ("Tahap tanpa kegiatan", "A stage without activities"),
    ("Judul tahap membagi kegiatan di bawahnya; tanpa kegiatan ia hanya baris kosong", "A stage heads the rows below it"),
    ("Tahap «{title}» tidak berisi kegiatan", "The stage «{title}» has no rows"),
    ("tulis kegiatannya di bawah tahap ini, atau hapus tahapnya", "write its rows below it, or delete it"),
    "1. @A: Menyusun konsep\ntahap: Pelaporan\ntahap: Penutup\n2. @B: Memeriksa konsep\n",
    "1. @A: Menyusun konsep\ntahap: Pelaporan\n2. @B: Memeriksa konsep\n",
)


def several_charts(case: Case) -> Iterator[Finding]:
    """Procedures with several charts under one identity."""
    for sop in case.sops:
        if len(sop.charts) > 1:
            yield Finding(sop.charts[1].span, {"count": len(sop.charts)})


SEVERAL_CHARTS = Rule(
    "banyak-prosedur",
    "tata letak",
    "info",
    several_charts,
    ("Beberapa bagan di bawah satu identitas", "Several charts under one identity"),
    (
        "Unsur prosedur adalah satu Bagian Identitas dan satu Bagian Flowchart (Permenpan 35/2012, unsur prosedur); enam SOP dengan satu "
        "identitas dan satu nomor ditemukan pada satu dokumen nyata",
        "A procedure is one identity and one flowchart (Permenpan 35/2012, parts); one real document has six charts under one identity",
    ),
    ("{count} bagan memakai satu identitas", "{count} charts share one identity"),
    ("bila berdiri sendiri, mulai tiap prosedur dengan «sop:» dan nomornya sendiri", "begin each with «sop:» and a number of its own"),
    "sop: Perencanaan\nprosedur: Renstra\n1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\nprosedur: Renja\n1. @A: Menyusun konsep\n"
    "2. @B: Memeriksa konsep\n",
    "sop: Penyusunan Renstra\n1. @A: Menyusun konsep\n2. @B: Memeriksa konsep\nsop: Penyusunan Renja\n1. @A: Menyusun konsep\n"
    "2. @B: Memeriksa konsep\n",
)
