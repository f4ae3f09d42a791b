"""Where an Indonesian word may be divided. In: a word of letters. Out: the offsets before which a line may break with a hyphen.

Rules: Ejaan Bahasa Indonesia yang Disempurnakan, edisi V (Keputusan Kepala Badan Bahasa 0424/I/BS.00.01/2022), I.F "Pemenggalan Kata":
between two vowels that are no diphthong; before a consonant between vowels; between two consonants; of three or more, after the first,
or after the second when what follows can't begin a syllable; ng, ny, sy, kh are one consonant. A suffix is not torn: "keterang-an",
never "ketera-ngan". Where two readings differ ("meng-ajukan", "me-ngirim"; "pro-gram", "prog-ram") neither is used.
"""

from functools import lru_cache
from itertools import pairwise

from sopflow.expressions import expression

VOWELS = "aeiouàáâãäåèéêëìíîïòóôõöùúûü"
DIPHTHONGS = ("ai", "au", "ei", "oi")
DIGRAPHS = ("ng", "ny", "sy", "kh", "sh", "th", "ch", "ph", "ck")
ONSETS = expression(r"(?:[pbtdkgf][rl]|s[ptk]r?|[ksz]w)")
"""Two or three consonants that begin a syllable."""
SOUNDS = expression(f"(?P<vowel>{'|'.join(DIPHTHONGS)}|[{VOWELS}])|{'|'.join(DIGRAPHS)}|.")
SUFFIX = expression(rf"(?:{'|'.join(DIGRAPHS)}|[^{VOWELS}])an(?:nya)?$")
"""A consonant before the suffix -an: it belongs to the stem."""
SHORT_STEM = 6
"""Words up to this length that end in -an are stems ("bulan", "jalan")."""


@lru_cache(maxsize=4096)
def divisions(word: str, left: int = 3, right: int = 3) -> tuple[int, ...]:
    """The offsets where `word` may be divided, in order, at least `left` letters from its beginning and `right` from its end."""
    lower = word.lower()
    if len(lower) != len(word):
        return ()
    suffix = SUFFIX.search(lower) if len(word) > SHORT_STEM and not lower.endswith("kan") else None
    forbidden = suffix.start() if suffix else -1
    return tuple(at for at in _syllables(lower) if left <= at <= len(word) - right and at != forbidden)


def _syllables(word: str) -> list[int]:
    """The offsets between syllables. What stands before the first vowel and behind the last is never cut off."""
    sounds = list(SOUNDS.finditer(word))
    vowels = [place for place, sound in enumerate(sounds) if sound["vowel"]]
    offsets = []
    for one, other in pairwise(vowels):
        cut = _cut([sound.group() for sound in sounds[one + 1 : other]])
        if cut is not None:
            offsets.append(sounds[one + 1 + cut].start())
    return offsets


def _cut(consonants: list[str]) -> int | None:
    """How many of the consonants between two vowels stay with the first; None when that is in doubt."""
    count = len(consonants)
    if count < 2:
        return 0
    if count == 2:
        return None if ONSETS.fullmatch("".join(consonants)) and consonants[1] in "rlw" else 1
    return 1 if ONSETS.match("".join(consonants[1:])) else count - 1 if count > 3 else 2
