"""Rules in words: for `sopflow rules` and `sopflow explain`, and as pages of docs/aturan.

In: rules of the table. Out: plain text, or Markdown.
"""

from difflib import get_close_matches

from sopflow.messages import Language
from sopflow.rules.compiler_codes import COMPILER_CODES
from sopflow.rules.rule import GROUPS, LANGUAGES, Group, Rule, say
from sopflow.rules.table import BY_CODE, RULES

LEVEL_WORDS = {"error": ("galat", "error"), "warning": ("peringatan", "warning"), "info": ("catatan", "note")}
_HEADS = {
    "why": ("Mengapa", "Why"),
    "wrong": ("Salah", "Wrong"),
    "right": ("Benar", "Right"),
    "fix": ("Dapat diperbaiki otomatis: sopflow check --fix", "Can be mended: sopflow check --fix"),
    "compiler": ("Pesan penyusun dokumen, bukan aturan: isinya menyebut apa yang harus diubah", "A message of the compiler, not a rule"),
    "silence": ("Membungkam di satu baris: # abaikan {code}: alasan", "Silencing at a line: # abaikan {code}: reason"),
}


def _head(key: str, language: Language) -> str:
    return say(_HEADS[key], language)


def listing(language: Language) -> str:
    """All rules, one a line, in their groups."""
    widest = max(len(rule.code) for rule in RULES)
    lines: list[str] = []
    for group, title in GROUPS.items():
        lines += ["" if not lines else "\n", say(title, language)] if lines else [say(title, language)]
        for rule in _of(group):
            mark = "*" if rule.fixes else " "
            level = say(LEVEL_WORDS[rule.severity], language)
            lines.append(f"  {rule.code:<{widest}} {mark} {level:<10}  {say(rule.finds, language)}")
    lines.append("\n* " + _head("fix", language))
    return "\n".join(line for line in lines if line).replace("\n\n\n", "\n\n")


def _of(group: Group) -> list[Rule]:
    return [rule for rule in RULES if rule.group == group]


def explanation(code: str, language: Language) -> str | None:
    """What a code means; None when there is no such code."""
    rule = BY_CODE.get(code)
    if rule:
        return _explained(rule, language)
    if code in COMPILER_CODES:
        return f"{code}\n{say(COMPILER_CODES[code], language)}.\n{_head('compiler', language)}."
    return None


def nearest_code(code: str) -> str:
    """The code that was probably meant, or empty."""
    found = get_close_matches(code, [*BY_CODE, *COMPILER_CODES], 1, 0.5)
    return found[0] if found else ""


def _explained(rule: Rule, language: Language) -> str:
    parts = [
        f"{rule.code} ({say(LEVEL_WORDS[rule.severity], language)}; {rule.group})",
        f"{say(rule.finds, language)}.",
        f"{_head('why', language)}: {say(rule.why, language)}.",
        f"{_head('wrong', language)}:\n{_indented(rule.wrong)}",
        f"{_head('right', language)}:\n{_indented(rule.right)}",
        *([f"{_head('fix', language)}"] if rule.fixes else []),
        say(_HEADS["silence"], language, {"code": rule.code}),
    ]
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip("\n").split("\n"))


def rule_data(rule: Rule) -> dict[str, object]:
    """A rule as plain data, both languages at once."""
    return {
        "code": rule.code,
        "group": rule.group,
        "severity": rule.severity,
        "fixes": rule.fixes,
        "finds": dict(zip(LANGUAGES, rule.finds, strict=True)),
        "why": dict(zip(LANGUAGES, rule.why, strict=True)),
        "wrong": rule.wrong,
        "right": rule.right,
    }


# ---- pages


def pages() -> dict[str, str]:
    """The Markdown pages about the rules by file name: an index, and a page a group. In Indonesian."""
    made = {"index.md": _index()}
    for group, title in GROUPS.items():
        made[f"{_file(group)}.md"] = _page(group, say(title, "id"))
    return made


def _file(group: Group) -> str:
    return group.replace(" ", "-")


def _index() -> str:
    lines = [
        "# Aturan",
        "",
        f"`sopflow check` memeriksa naskah dengan {len(RULES)} aturan. Halaman ini dibuat dari aturan itu sendiri "
        "(`tools/make_rule_pages.py`); jangan disunting.",
        "",
        "Tingkat: **galat** pasti salah; **peringatan** hampir pasti perlu diperbaiki; **catatan** patut dilihat. "
        "✎: dapat diperbaiki dengan `sopflow check --fix`.",
        "",
    ]
    for group, title in GROUPS.items():
        lines += [f"## [{say(title, 'id')}]({_file(group)}.md)", "", "| aturan | tingkat | yang ditemukan |", "|---|---|---|"]
        for rule in _of(group):
            mark = " ✎" if rule.fixes else ""
            level = say(LEVEL_WORDS[rule.severity], "id")
            lines.append(f"| [`{rule.code}`]({_file(group)}.md#{rule.code}){mark} | {level} | {say(rule.finds, 'id')} |")
        lines.append("")
    return "\n".join(lines)


def _page(group: Group, title: str) -> str:
    lines = [f"# {title}", ""]
    for rule in _of(group):
        mark = "; dapat diperbaiki dengan `--fix`" if rule.fixes else ""
        lines += [
            f"## {rule.code}",
            "",
            f"{say(rule.finds, 'id')} ({say(LEVEL_WORDS[rule.severity], 'id')}{mark}).",
            "",
            f"**Mengapa.** {say(rule.why, 'id')}.",
            "",
            *_example("Salah", rule.wrong),
            *_example("Benar", rule.right),
        ]
    return "\n".join(lines)


def _example(title: str, text: str) -> list[str]:
    return [f"{title}:", "", "```sop", text.rstrip("\n"), "```", ""]
