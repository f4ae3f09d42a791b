"""Names of lanes: abbreviations of offices and positions, and whether a kegiatan begins with an actor.

In: names as written. Out: their long forms and word sets, for comparing.
"""

import re

from sopflow.rules.case import RowView, tokens
from sopflow.rules.verbs import VERBS, is_active
from sopflow.rules.words import word_set

SHORT_FORMS = {
    "kadis": "kepala dinas",
    "kabid": "kepala bidang",
    "kabag": "kepala bagian",
    "kabiro": "kepala biro",
    "kaban": "kepala badan",
    "kasi": "kepala seksi",
    "kasie": "kepala seksi",
    "kasubag": "kepala subbagian",
    "kasubbag": "kepala subbagian",
    "kasubbid": "kepala subbidang",
    "kasubid": "kepala subbidang",
    "kades": "kepala desa",
    "katim": "ketua tim",
    "sekda": "sekretaris daerah",
    "sekdis": "sekretaris dinas",
    "sekcam": "sekretaris camat",
    "setda": "sekretariat daerah",
    "subbag": "subbagian",
    "subag": "subbagian",
    "ass": "asisten",
    "pemkab": "pemerintah kabupaten",
    "pemkot": "pemerintah kota",
    "pemprov": "pemerintah provinsi",
    "disdukcapil": "dinas kependudukan dan pencatatan sipil",
    "opd": "perangkat daerah",
    "skpd": "perangkat daerah",
}
"""Abbreviations of positions and offices, each with what it stands for."""

_JOINED = (("sub bagian", "subbagian"), ("sub bag", "subbagian"), ("sub bidang", "subbidang"), ("satuan kerja", "satker"))

_ACTORS = word_set("""
    kepala sekretaris wakil ketua anggota bupati wali walikota gubernur camat lurah menteri direktur kasubag kasubbag kabid kasi kabag kadis
    sekda asisten staf staff petugas pejabat pegawai pemohon operator bendahara pengelola panitia pokja ppk pptk tim analis arsiparis
    pengadministrasi pelaksana peserta masyarakat penyedia bagian bidang seksi biro dinas badan perangkat masing-masing seluruh setiap semua
    para katim verifikator auditor inspektur kpa pa admin administrator resepsionis
    """)
"""Words with which the name of an actor begins."""

_AUXILIARIES = word_set("akan wajib harus dapat segera telah sudah")
_NAME_END = word_set("untuk yang agar dengan dari oleh dalam")
_LONGEST_NAME = 9


def long_form(name: str) -> str:
    """A name in lower case with its abbreviations written out."""
    words = " ".join(SHORT_FORMS.get(word, word) for word in tokens(name))
    for apart, joined in _JOINED:
        words = words.replace(apart, joined)
    return words


def begins_with_actor(words: str) -> bool:
    """Whether the first word is one with which the name of an actor begins."""
    first = tokens(words)[:1]
    return bool(first) and (first[0] in _ACTORS or first[0] in SHORT_FORMS)


def starts_with_actor(row: RowView) -> str:
    """The actor that a kegiatan begins with, as written; "" when it begins otherwise."""
    words = row.words.split()
    if not words or is_active(row.tokens[0] if row.tokens else ""):
        return ""
    lane = _own_lane(row)
    if lane and len(words) > len(lane.split()):
        return " ".join(words[: len(lane.split())])
    if not begins_with_actor(row.words):
        return ""
    for at, word in enumerate(words[1:_LONGEST_NAME], 1):
        plain_word = re.sub(r"\W+$", "", word.lower())
        if plain_word in VERBS or plain_word in _AUXILIARIES:
            return " ".join(words[:at])
        if plain_word in _NAME_END:
            return ""
    return ""


def _own_lane(row: RowView) -> str:
    """The name of a lane of the chart that the kegiatan begins with."""
    words = row.words.casefold()
    names = sorted((lane.name for lane in row.chart.lanes), key=len, reverse=True)
    return next((name for name in names if words.startswith(name.casefold() + " ")), "")
