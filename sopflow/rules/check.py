"""Texts checked: parsed, resolved, and looked at by every rule of their profile.

In: documents, as text or as books. Out: for each the diagnostics of the compiler's front half and of the rules, in the order of the text.
What only the layout can tell is told when it is asked for: laying out takes several times as long as all the rest.
"""

from collections.abc import Iterable, Iterator

from sopflow.diagnostics import Diagnostic, Severity, has_errors
from sopflow.english import in_english
from sopflow.load import Loader
from sopflow.messages import Language
from sopflow.model.book import Book, Sop
from sopflow.pipeline import in_order
from sopflow.resolve import resolve
from sopflow.rules.case import Case, Sources, make_case
from sopflow.rules.compiler_codes import COMPILER_CODES, LAYOUT_CODES
from sopflow.rules.placing import placed
from sopflow.rules.profile import PROFILES, Profile
from sopflow.rules.rule import Finding, Rule, say
from sopflow.rules.silence import IDLE_NOTE, Note, notes
from sopflow.rules.table import RULES
from sopflow.source import Source
from sopflow.values import NamedTuple

_NEED_A_WHOLE_BOOK = frozenset(("alur", "tata letak", "himpunan"))
"""Groups that say nothing of a text with errors: what is left out of its book would look like a mistake of flow."""

_OF_ABSENCE = frozenset(("lajur-kosong", "tanpa-kegiatan"))
"""What the compiler says to be missing: silent while the text has other errors, as the rules `of_absence` are."""

_Key = tuple[str, int, str]
"""File, line and code."""


class Document(NamedTuple):
    """A text to check. `root`: the folder for `gunakan`, None forbids it. `profile`: None for the default.

    `book`: what is checked instead of a text; `source` then only gives its name.
    """

    source: Source
    root: str | None = None
    profile: Profile | None = None
    book: Book | None = None


class Checked(NamedTuple):
    """What was found in one document. `sops` are empty when it could not be read; `sources`: the texts, by the name that spans use."""

    name: str
    sops: tuple[Sop, ...]
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, str]


class _Opened(NamedTuple):
    name: str
    case: Case
    told: tuple[Diagnostic, ...]
    profile: Profile
    is_laid_out: bool


def check_source(source: Source, root: str | None = None, profile: Profile | None = None, language: Language = "id") -> Checked:
    """One document checked by itself."""
    (checked,) = check_documents((Document(source, root, profile),), language)
    return checked


def check_documents(documents: Iterable[Document], language: Language = "id", layout: bool = False) -> list[Checked]:
    """Documents checked one by one, and as the set that they make together. `layout`: those without errors are laid out too."""
    opened = [_open(document, layout) for document in documents]
    of_the_set = list(_of_the_set(opened, language))
    checked: list[Checked] = []
    told_before: set[Diagnostic] = set()
    for each in opened:
        own = [found for found in of_the_set if found.span.file in each.case.sources.texts]
        found = _checked(each, own, language)
        shared = {diagnostic for diagnostic in found.diagnostics if diagnostic.span.file != each.name}
        kept = tuple(diagnostic for diagnostic in found.diagnostics if diagnostic not in told_before)
        told_before |= shared
        checked.append(found._replace(diagnostics=kept))
    return checked


def is_sketch(sops: tuple[Sop, ...]) -> bool:
    """Whether a text is still a sketch: no identity, and not one cell beside the kegiatan."""
    cells = (cell for sop in sops for chart in sop.charts for row in chart.rows for cell in row.cells)
    return not any(sop.identity for sop in sops) and not any(cell.text or cell.merged for cell in cells)


def _open(document: Document, layout: bool) -> _Opened:
    name = document.source.name
    told: tuple[Diagnostic, ...] = ()
    if document.book:
        book, sources = placed(document.book, name)
    else:
        book, sources, told = _compiled(document)
    is_laid_out = layout and not has_errors(told)
    if is_laid_out:
        from sopflow.layout.document import lay_out

        told = (*told, *lay_out(book).diagnostics)
    profile = document.profile or PROFILES["longgar" if is_sketch(book.sops) else "permenpan"]
    return _Opened(name, make_case(book.sops, sources, profile.options), told, profile, is_laid_out)


def _compiled(document: Document) -> tuple[Book, dict[str, str], tuple[Diagnostic, ...]]:
    loader = Loader(document.root)
    loaded = loader.load(document.source)
    book, found = resolve(loaded.statements, loader.logo, document.source.name)
    return book, loader.sources, (*loader.diagnostics, *found)


def _of_the_set(opened: list[_Opened], language: Language) -> Iterator[Diagnostic]:
    """What the rules about sets find in all documents without errors together."""
    whole = [each for each in opened if not has_errors(each.told)]
    if not whole:
        return
    case = Case(
        tuple(sop for each in whole for sop in each.case.sops),
        tuple(chart for each in whole for chart in each.case.charts),
        tuple(row for each in whole for row in each.case.rows),
        (),  # no rule about sets reads prose
        Sources({file: text for each in whole for file, text in each.case.sources.texts.items()}),
        whole[0].profile.options,
    )
    for rule in RULES:
        level = whole[0].profile.level(rule)
        if rule.group == "himpunan" and level:
            yield from _told(rule, level, case, language)


def _checked(opened: _Opened, of_the_set: list[Diagnostic], language: Language) -> Checked:
    """One document: the compiler's diagnostics, those of its rules and of its set, without what notes silence."""
    broken = has_errors(opened.told)
    found = list(of_the_set)
    replaced: set[_Key] = set()
    for rule in RULES:
        level = opened.profile.level(rule)
        if level is None or rule.group == "himpunan" or (broken and _needs_a_whole_book(rule)):
            continue
        of_rule = list(_told(rule, level, opened.case, language))
        replaced |= {(each.span.file, each.span.line, code) for each in of_rule for code in rule.replaces}
        found += of_rule
    told = opened.told if language == "id" else tuple(map(in_english, opened.told))
    if any(each.severity == "error" and each.code not in _OF_ABSENCE for each in told):
        told = tuple(each for each in told if each.code not in _OF_ABSENCE)
    kept = [each for each in told if each.severity == "error" or _key(each) not in replaced]
    diagnostics = _not_silenced([*kept, *found], opened, broken, language)
    return Checked(opened.name, opened.case.sops, in_order(tuple(diagnostics), opened.name), opened.case.sources.texts)


def _needs_a_whole_book(rule: Rule) -> bool:
    return rule.of_absence or rule.group in _NEED_A_WHOLE_BOOK


def _told(rule: Rule, level: Severity, case: Case, language: Language) -> Iterator[Diagnostic]:
    for finding in rule.check(case):
        yield _diagnostic(rule, level, finding, language)


def _diagnostic(rule: Rule, level: Severity, finding: Finding, language: Language) -> Diagnostic:
    message = say(finding.message or rule.message, language, finding.fields)
    hint = say(finding.hint or rule.hint, language, finding.fields)
    return Diagnostic(level, rule.code, message, finding.span, hint, finding.fix)


def _key(diagnostic: Diagnostic) -> _Key:
    return (diagnostic.span.file, diagnostic.span.line, diagnostic.code)


def _not_silenced(found: list[Diagnostic], opened: _Opened, broken: bool, language: Language) -> list[Diagnostic]:
    """`found` without what a note silences, with the notes that silenced nothing. Errors of the compiler can't be silenced."""
    written = [note for note in notes(opened.case.sources) if note.code and note.has_reason]
    if not written:
        return found
    of_rules = {rule.code for rule in RULES}
    silenced = {(note.span.file, note.line, note.code) for note in written}
    silenceable = [each for each in found if each.code in of_rules or each.severity != "error"]
    used = {_key(each) for each in silenceable} & silenced
    kept = [each for each in found if each not in silenceable or _key(each) not in used]
    return kept + list(_idle(written, used, opened, broken, language))


def _idle(written: list[Note], used: set[_Key], opened: _Opened, broken: bool, language: Language) -> Iterator[Diagnostic]:
    """Notes that silenced nothing although their rule ran."""
    level = opened.profile.level(IDLE_NOTE)
    ran = {rule.code for rule in RULES if opened.profile.level(rule) and not (broken and _needs_a_whole_book(rule))}
    for note in written if level else ():
        known = note.code in ran or (note.code in COMPILER_CODES and (opened.is_laid_out or note.code not in LAYOUT_CODES))
        if level and known and (note.span.file, note.line, note.code) not in used:
            yield _diagnostic(IDLE_NOTE, level, Finding(note.span, {"code": note.code}), language)
