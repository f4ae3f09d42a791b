"""The set phrases of a flow told in words, in Indonesian and English. The office's own words stay as they are."""

from collections.abc import Iterable
from typing import Literal

from sopflow.model.book import Column
from sopflow.values import NamedTuple

Language = Literal["id", "en"]


class Phrases(NamedTuple):
    """One language. Phrases with {} have one place to fill, in the order of the sentence."""

    number: str
    approved_by: str
    actors: str
    totals: str
    stage: str
    start: str
    decision: str
    end: str
    together: str
    then: str
    and_: tuple[str, str]
    """Between two, and before the last of several."""
    if_: str
    from_: str
    onward: str
    back: str
    again: str
    within: str
    to_end: str
    to_sop: str
    after: str
    notes: str
    columns: tuple[tuple[Column, str], ...]

    def listed(self, words: Iterable[str]) -> str:
        """Words as a list within a sentence, each once."""
        *before, last = dict.fromkeys(words)
        if len(before) > 1:
            return f"{', '.join(before)}{self.and_[1]}{last}"
        return f"{before[0]}{self.and_[0]}{last}" if before else last


INDONESIAN = Phrases(
    number="Nomor: {}",
    approved_by="Disahkan oleh: {}",
    actors="Pelaksana: {}",
    totals="{} kegiatan, {} keputusan",
    stage="Tahap {}",
    start="mulai",
    decision="keputusan",
    end="selesai",
    together="bersamaan",
    then=", lalu ",
    and_=(" dan ", ", dan "),
    if_="bila {}",
    from_="dari {}",
    onward="lanjut ke {}",
    back="kembali ke {}",
    again="ulangi kegiatan ini",
    within="ke {} pada kegiatan ini",
    to_end="selesai",
    to_sop="lanjut ke SOP «{}»",
    after="dikerjakan setelah {} selesai",
    notes="Catatan: {}",
    columns=(),  # the headings of the style
)

ENGLISH = Phrases(
    number="Number: {}",
    approved_by="Approved by: {}",
    actors="Actors: {}",
    totals="Activities: {}, decisions: {}",
    stage="Stage {}",
    start="start",
    decision="decision",
    end="end",
    together="at the same time",
    then=", then ",
    and_=(" and ", " and "),
    if_="if {}",
    from_="from {}",
    onward="go on to {}",
    back="return to {}",
    again="repeat this activity",
    within="go to {} within this activity",
    to_end="end",
    to_sop="go on in procedure «{}»",
    after="begins when {} are done",
    notes="Notes: {}",
    columns=(("kelengkapan", "Requirements"), ("waktu", "Time"), ("output", "Output"), ("keterangan", "Remarks")),
)

PHRASES: dict[Language, Phrases] = {"id": INDONESIAN, "en": ENGLISH}
