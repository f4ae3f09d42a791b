"""`sopflow new`: a new text, complete and with comments, from answers, options, a sketch or a template.

On a terminal it asks for what the options do not say; elsewhere it asks nothing. Status 0: written. 1: could not be. 2: wrong use.
"""

import os
import re
import sys
from typing import NoReturn

import click

from sopflow.cli.new_questions import agrees, ask_for_office, ask_for_procedure
from sopflow.cli.new_sources import TEMPLATE, Beginning, NotUsable, beginning, shared_files
from sopflow.cli.new_words import QUESTIONS, Questions
from sopflow.drafting import TEMPLATES, Answers, Signatory, Step, draft, office_draft
from sopflow.drafting.words import clean
from sopflow.export.files import create_whole
from sopflow.format import formatted
from sopflow.messages import reason, render, say, spoken
from sopflow.source import Source, shown

ENDING = ".sop"
OFFICE_NAME = f"kantor{ENDING}"
UNTITLED = f"sop-baru{ENDING}"
LONGEST_NAME = 60

TEMPLATE_LIST = ", ".join(TEMPLATE + name for name in TEMPLATES)


def new_procedure(path: str, answers: Answers, names: tuple[str, ...]) -> None:
    """Writes the text of a new procedure. An empty path: it is named after its title. `names`: the words behind `--from`."""
    folder = os.path.dirname(path) or "."
    began = _beginning(names, folder)
    _refuse_twice_said(answers, began)
    offered = "" if began.shared.nodes else next(shared_files(folder), "")
    if _is_terminal() and not _is_enough(answers, began):
        words = QUESTIONS[spoken()]
        click.echo(words.welcome)
        if offered and agrees(words.use_shared.format(path=offered)):
            began, offered = _beginning((*names, offered), folder), ""
        answers = ask_for_procedure(words, answers, began.known, began.lanes, began.title)
        path = path or _ask_path(words, _file_name(answers.title))
    answers = answers._replace(title=answers.title or began.title)
    _refuse_incomplete(answers, began)
    path = path or _file_name(answers.title)
    _write(path, draft(answers, began.shared, began.sketch))
    _say_what_follows(path, offered)


def new_office(path: str, answers: Answers) -> None:
    """Writes the shared file of an office."""
    if not answers.office and _is_terminal():
        words = QUESTIONS[spoken()]
        click.echo(words.welcome_office)
        answers = ask_for_office(words, answers)
        path = path or _ask_path(words, OFFICE_NAME)
    if not answers.office:
        _refuse(2, 'instansi belum disebut; tulis --instansi "Nama Instansi", atau jalankan di terminal agar ditanya')
    path = path or OFFICE_NAME
    _write(path, office_draft(answers))
    click.echo(say(f"{path}: ditulis. «sopflow new» di folder ini akan menawarkannya."))


def _is_terminal() -> bool:
    return sys.stdin.isatty()


def _is_enough(answers: Answers, began: Beginning) -> bool:
    """Whether the options alone say what a procedure is, so that there is nothing to ask."""
    return bool(answers.title and (answers.steps or began.sketch))


def _beginning(names: tuple[str, ...], folder: str) -> Beginning:
    try:
        return beginning(names, folder)
    except NotUsable as fault:
        _refuse(1, str(fault))


# ---- refusing


def _refuse(status: int, words: str) -> NoReturn:
    click.echo(say(f"galat: {words}"), err=True)
    sys.exit(status)


def _refuse_twice_said(answers: Answers, began: Beginning) -> None:
    """What a sketch says, options can't say as well."""
    given = {
        "sop": answers.title,
        "nomor": answers.number,
        "instansi": answers.office,
        "unit": answers.unit,
        "disahkan oleh": any(answers.signatory),
        "pelaksana": answers.lanes,
        "kegiatan": answers.steps,
    }
    twice = [keyword for keyword in given if given[keyword] and keyword in began.sketched]
    if twice:
        _refuse(2, f"sketsa sudah berisi «{twice[0]}:»; ubah di sana, atau hapus pilihan --{twice[0].replace(' ', '-')}")


def _refuse_incomplete(answers: Answers, began: Beginning) -> None:
    if not answers.title and "sop" not in began.sketched:
        _refuse(2, 'nama SOP belum disebut; tulis --sop "Nama SOP", atau jalankan di terminal agar ditanya')
    if not answers.steps and not began.sketch:
        choices = f'--kegiatan "Pelaksana: Kegiatan" untuk setiap kegiatan, atau --from dengan sketsa atau contoh ({TEMPLATE_LIST})'
        _refuse(2, f"kegiatan belum disebut; tulis {choices}")


# ---- the file


def _with_ending(path: str) -> str:
    return path if not path or path.casefold().endswith(ENDING) else path + ENDING


def _free_path(path: str) -> str:
    """The path with the ending; refused when something is there already."""
    if path and not os.path.basename(path).strip("."):
        _refuse(2, f"«{path}» adalah folder; sebutkan nama berkasnya, misalnya {os.path.join(path, 'izin.sop')}")
    path = _with_ending(path)
    if not path.isprintable():
        _refuse(2, f"nama berkas «{shown(path)}» memuat karakter yang tidak tampak; pakai huruf, angka, dan spasi")
    if path and os.path.lexists(path):
        _refuse_existing(path)
    return path


def _file_name(title: str) -> str:
    """The name of a file after a title."""
    stem = re.sub(r"\W+", "-", clean(title).casefold())[:LONGEST_NAME].strip("-")
    return stem + ENDING if stem else UNTITLED


def _ask_path(words: Questions, default: str) -> str:
    while True:
        typed = clean(str(click.prompt(words.file.format(path=default), default=default, show_default=False)))
        path = _with_ending(typed)
        if os.path.basename(path) == path and not os.path.lexists(path):
            return path
        click.echo(words.taken.format(path=typed))


def _write(path: str, text: str) -> None:
    """Writes a file that is not there yet. The text is read once more from where it will stand: what it uses must be there."""
    found = formatted(Source(path, text), os.path.dirname(os.path.abspath(path)))
    if found.text is None:
        _refuse(1, "\n".join(["tidak ditulis, sebab naskahnya belum benar:", *(render(each, found.sources) for each in found.errors)]))
    try:
        create_whole(path, text.encode())
    except FileExistsError:
        _refuse_existing(path)
    except OSError as fault:
        _refuse(1, f"{path}: {say(reason(fault))}")


def _refuse_existing(path: str) -> NoReturn:
    _refuse(1, f"«{path}» sudah ada dan tidak diubah; pilih nama lain")


def _say_what_follows(path: str, offered: str) -> None:
    name = f'"{path}"' if " " in path else path
    click.echo(say(f"{path}: ditulis") + "\n")
    click.echo(f"  sopflow serve {name}    {say('menulis sambil melihat dokumennya')}")
    click.echo(f"  sopflow check {name}    {say('menyebutkan apa yang masih perlu diisi')}")
    click.echo(f"  sopflow build {name}    {say('membuat PDF dan SVG di folder out')}")
    if offered:
        click.echo("\n" + say(f"Ada berkas bersama «{offered}»; pakai dengan --from {offered}"))


# ---- options


def _steps(rows: tuple[str, ...], decisions: tuple[tuple[int, str, str], ...]) -> tuple[Step, ...]:
    steps = [_step(words) for words in rows]
    for number, answer, goal in decisions:
        back = 0 if goal.casefold() == "selesai" else int(goal) if goal.isdecimal() and len(goal) < 5 else -1
        if not 1 <= number <= len(steps) or not 0 <= back <= len(steps) or goal == "0" or not clean(answer):
            raise click.BadParameter(f'«{number} {answer} {goal}»; contohnya: --keputusan 2 "tidak lengkap" 1', param_hint="--keputusan")
        steps[number - 1] = steps[number - 1]._replace(answer=answer, back=back)
    return tuple(steps)


def _step(words: str) -> Step:
    lane, _, text = (clean(part) for part in words.partition(":"))
    if not lane or not text:
        raise click.BadParameter(f'«{words}»; contohnya: --kegiatan "Petugas Loket: Memeriksa berkas"', param_hint="--kegiatan")
    return Step(lane, text)


@click.command()
@click.argument("path", default="", metavar="[BERKAS]")
@click.option("--sop", "title", default="", metavar="NAMA", help="Nama SOP.")
@click.option("--nomor", "number", default="", metavar="NOMOR", help="Nomor SOP.")
@click.option("--instansi", "office", multiple=True, metavar="NAMA", help="Nama instansi; ulangi untuk baris berikutnya.")
@click.option("--unit", default="", metavar="NAMA", help="Unit kerja.")
@click.option("--disahkan-oleh", "position", default="", metavar="JABATAN", help="Jabatan yang mengesahkan.")
@click.option("--nama", "name", default="", metavar="NAMA", help="Nama yang mengesahkan.")
@click.option("--pangkat", "rank", default="", metavar="PANGKAT", help="Pangkatnya.")
@click.option("--nip", default="", metavar="NIP", help="NIP-nya.")
@click.option(
    "--pelaksana", "lanes", multiple=True, metavar="NAMA", help="Pelaksana, menurut urutan kolomnya; ulangi untuk yang berikutnya."
)
@click.option("--kegiatan", "rows", multiple=True, metavar='"PELAKSANA: KEGIATAN"', help="Satu kegiatan; ulangi untuk yang berikutnya.")
@click.option(
    "--keputusan",
    "decisions",
    type=(int, str, str),
    multiple=True,
    metavar="NOMOR JAWABAN TUJUAN",
    help='Jawaban suatu kegiatan dan nomor yang dituju, atau selesai: 2 "tidak lengkap" 1.',
)
@click.option(
    "--from",
    "names",
    multiple=True,
    metavar="ASAL",
    help=f"Sketsa yang dilengkapi, berkas bersama yang dipakai, atau contoh: {TEMPLATE_LIST}.",
)
@click.option("--office", "is_office", is_flag=True, help="Buat berkas bersama kantor: identitas, pelaksana, dan gaya.")
def new(
    path: str,
    title: str,
    number: str,
    office: tuple[str, ...],
    unit: str,
    position: str,
    name: str,
    rank: str,
    nip: str,
    lanes: tuple[str, ...],
    rows: tuple[str, ...],
    decisions: tuple[tuple[int, str, str], ...],
    names: tuple[str, ...],
    is_office: bool,
) -> None:
    """Membuat naskah SOP baru yang tinggal diisi.

    Di terminal, yang belum disebut ditanyakan satu per satu. Berkas yang sudah ada tidak pernah ditimpa.
    """
    path = _free_path(path)
    answers = Answers(title, number, office, unit, Signatory(position, name, rank, nip), lanes, _steps(rows, decisions))
    if is_office and (title or number or rows or names):
        _refuse(2, "berkas bersama kantor tidak berisi --sop, --nomor, --kegiatan, atau --from")
    if is_office:
        new_office(path, answers)
    else:
        new_procedure(path, answers, names)
