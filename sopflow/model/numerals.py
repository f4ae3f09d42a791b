"""Numbers in Indonesian words: `spell(15)` is "lima belas", `number_of("lima belas")` is 15; and roman ones."""

_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_ONE = {"sepuluh": (1, "puluh"), "sebelas": (1, "belas"), "seratus": (1, "ratus"), "seribu": (1, "ribu")}


def spell(number: int) -> str:
    """The words of a number from 0 to 999 999, in lower case. ValueError beyond."""
    if not 0 <= number <= 999_999:
        raise ValueError(f"no words for {number}")
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "sepuluh" if number == 10 else "sebelas" if number == 11 else f"{_DIGITS[number - 10]} belas"
    if number < 200 and number >= 100:
        return _with_rest("seratus", number - 100)
    if 1000 <= number < 2000:
        return _with_rest("seribu", number - 1000)
    size, name = next(each for each in ((1000, "ribu"), (100, "ratus"), (10, "puluh")) if number >= each[0])
    return _with_rest(f"{spell(number // size)} {name}", number % size)


def roman(number: int) -> str:
    """The roman numeral of a number from 1, in small letters."""
    signs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
    letters = ""
    for value, sign in (*signs, (5, "v"), (4, "iv"), (1, "i")):
        letters += sign * (number // value)
        number %= value
    return letters


def number_of(words: str) -> int | None:
    """The number that `words` spell, in any case; None when they are no numeral."""
    total = hundreds = digit = 0
    for word in words.lower().split():
        digit, scale = _ONE.get(word, (digit, word))
        if word in _DIGITS:
            digit, scale = _DIGITS.index(word), ""
        elif scale == "belas":
            hundreds, digit = hundreds + 10 + digit, 0
        elif scale == "puluh":
            hundreds, digit = hundreds + 10 * digit, 0
        elif scale == "ratus":
            hundreds, digit = hundreds + 100 * digit, 0
        elif scale == "ribu":
            total, hundreds, digit = total + 1000 * (hundreds + digit), 0, 0
        else:
            return None
    number = total + hundreds + digit
    return number if number <= 999_999 and spell(number) == _usual(words) else None


def _with_rest(words: str, rest: int) -> str:
    return f"{words} {spell(rest)}" if rest else words


def _usual(words: str) -> str:
    """`words` in lower case, with "satu ratus" as "seratus"."""
    usual = f" {' '.join(words.lower().split())}"
    for name in ("puluh", "belas", "ratus", "ribu"):
        usual = usual.replace(f" satu {name}", f" se{name}") if name != "ribu" or usual.startswith(" satu ribu") else usual
    return usual.strip()
