"""`sopflow check`, `sopflow rules`, `sopflow explain`: rules run, listed and explained.

Messages for people go to the error output, as those of a build do; times, machine forms, lists and explanations to the output.
Status 0: clean. 1: errors (with `strict` warnings too), or a file that can't be read. 2: wrong use.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from typing import Literal

import click

from sopflow.cli.folders import named_files
from sopflow.diagnostics import Diagnostic
from sopflow.messages import Language, reason, render, render_all, say, spoken, summary
from sopflow.pipeline import read_document
from sopflow.reading import read_file
from sopflow.rules.check import Checked, Document, check_documents, check_source
from sopflow.rules.explain import explanation, listing, nearest_code, rule_data
from sopflow.rules.machine import as_github, as_json, as_sarif, document_times
from sopflow.rules.profile import FILE_NAME, PROFILES, Profile, read_profile
from sopflow.rules.table import RULES
from sopflow.rules.totals import Times
from sopflow.source import Source, Span, shown
from sopflow.syntax.decode import LARGEST, decode
from sopflow.values import NamedTuple

Form = Literal["text", "json", "sarif", "github"]


class CheckOptions(NamedTuple):
    """What was asked for on the command line. `profile`: a name, a path, or empty."""

    profile: str = ""
    form: Form = "text"
    language: Language = "id"
    strict: bool = False
    quiet: bool = False
    times: bool = False
    fix: bool = False
    layout: bool = False


class ProfileFault(Exception):
    """A profile that can't be used, with the message."""


def check_paths(paths: tuple[str, ...], options: CheckOptions) -> int:
    """Checks files and folders, tells what was found, and gives the exit status."""
    files = named_files(paths)
    if not files:
        return 1
    try:
        profiles = {path: _profile(path, options) for path in files}
    except ProfileFault as fault:
        click.echo(say(str(fault)), err=True)
        return 2
    written = True
    if options.fix:
        written = _fix_files(profiles)
    read = [_read(path, profiles[path]) for path in files]
    checked = check_documents([each for each in read if isinstance(each, Document)], options.language, options.layout)
    unread = [Checked(each.name, (), _in(options.language, each.faults), {}) for each in read if isinstance(each, _Unread)]
    order = {path: place for place, path in enumerate(files)}
    results = sorted((*checked, *unread), key=lambda each: order[each.name])
    _show(results, options)
    counts = Counter(each.severity for result in results for each in result.diagnostics)
    return 1 if not written or counts["error"] or (options.strict and counts["warning"]) else 0


def _in(language: Language, found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    if language == "id":
        return found
    from sopflow.english import in_english

    return tuple(map(in_english, found))


# ---- reading


class _Unread(NamedTuple):
    """A file that holds no document, and why."""

    name: str
    faults: tuple[Diagnostic, ...]


def _root(path: str) -> str:
    return os.path.dirname(os.path.abspath(path))


def _is_book(path: str) -> bool:
    return path.casefold().endswith(".json")


def _read(path: str, profile: Profile | None) -> Document | _Unread:
    """The document in a file, or why there is none."""
    try:
        data = read_document(path)
    except OSError as fault:
        return _Unread(path, (Diagnostic("error", "berkas-tidak-terbaca", reason(fault), Span(path, 0, 0, 0)),))
    if _is_book(path):
        from sopflow.jsonbook import read_book

        book, faults = read_book(data, path)
        return Document(Source(path, ""), None, profile, book) if book else _Unread(path, faults)
    source, faults = decode(data, path)
    return Document(source, _root(path), profile) if source else _Unread(path, faults)


# ---- profiles


def _profile(path: str, options: CheckOptions) -> Profile | None:
    """The profile that was named, or the one beside the text; None for the default."""
    if options.profile in PROFILES:
        return PROFILES[options.profile]
    if options.profile:
        return _read_profile(options.profile, options.language)
    beside = os.path.join(os.path.dirname(path), FILE_NAME)
    return _read_profile(beside, options.language) if os.path.isfile(beside) else None


def _read_profile(path: str, language: Language) -> Profile:
    try:
        source, faults = decode(read_file(path, LARGEST), path)
    except OSError as fault:
        known = ", ".join(PROFILES)
        raise ProfileFault(f"galat: profil «{shown(path)}» tidak ada; pilih {known}, atau sebut berkasnya") from fault
    profile = None
    if source:
        profile, faults = read_profile(source)
    if faults or profile is None:
        raise ProfileFault("\n".join(render(each, {path: source.text if source else ""}, language) for each in faults))
    return profile


# ---- fixes


def _fix_files(profiles: dict[str, Profile | None]) -> bool:
    """Makes every safe fix in every text; a book is another program's, and stays as it is. False when a text can't be changed."""
    from sopflow.cli.fmt import fix_file

    written = True
    for path, profile in profiles.items():
        if _is_book(path):
            continue
        try:
            fixed = fix_file(path, lambda source, at=path, by=profile: check_source(source, _root(at), by).diagnostics)  # type: ignore[misc]
        except OSError as fault:
            click.echo(say(f"{path}: galat: {reason(fault)}"), err=True)
            written = False
            continue
        if fixed.edits:
            click.echo(say(f"{shown(path)}: {fixed.edits} perbaikan"), err=True)
    return written


# ---- telling


def _show(results: list[Checked], options: CheckOptions) -> None:
    if options.form == "json":
        click.echo(as_json(results, options.times), nl=False)
    elif options.form == "sarif":
        click.echo(as_sarif(results, options.language), nl=False)
    elif options.form == "github":
        click.echo(as_github(results), nl=False)
    else:
        _show_text(results, options)


def _show_text(results: list[Checked], options: CheckOptions) -> None:
    for result in results:
        shown = [each for each in result.diagnostics if each.severity != "info" or not options.quiet]
        for words in render_all(shown, result.sources, options.language):
            click.echo(words, err=True)
    if options.times:
        for result in results:
            for times in document_times(result):
                click.echo(_times_words(times, options.language))
    line = _sum_up([each for result in results for each in result.diagnostics], options)
    if line:
        click.echo(line, err=True)


def _sum_up(found: Iterable[Diagnostic], options: CheckOptions) -> str:
    found = list(found)
    counts = Counter(each.severity for each in found)
    line = summary(counts["error"], counts["warning"], 0 if options.quiet else counts["info"], options.language)
    mendable = sum(bool(each.fix) for each in found if each.severity != "info" or not options.quiet)
    if line and mendable:
        words = ("dapat diperbaiki dengan --fix", "can be mended with --fix")[options.language == "en"]
        line += f"; {mendable} {words}"
    if line:
        line += ("; penjelasan: sopflow explain KODE", "; explained by: sopflow explain CODE")[options.language == "en"]
    return line


_TIMES_WORDS: dict[Language, tuple[str, ...]] = {
    "id": ("Waktu", "seluruh prosedur, tiap baris sekali", "tiap pengulangan", "dari baris {} ke baris {}", "tidak terhitung: baris"),
    "en": ("Time of", "whole procedure, each row once", "each repetition", "from row {} to row {}", "not counted: row"),
}


def _times_words(times: Times, language: Language) -> str:
    head, total, again, way, uncounted = _TIMES_WORDS[language]
    lines = [f"{head} «{times.title}»", f"  {total}: {times.total}"]
    lines += [f"    {lane}: {words}" for lane, words in times.lanes]
    lines += [f"  {again} {way.format(loop.last, loop.first)}: + {loop.total}" for loop in times.loops]
    if times.uncounted:
        lines.append(f"  {uncounted} {', '.join(times.uncounted)}")
    return "\n".join(lines)


# ---- sopflow rules, sopflow explain


def list_rules(form: Literal["text", "json"]) -> None:
    """Tells every rule."""
    if form == "json":
        click.echo(json.dumps([rule_data(rule) for rule in RULES], ensure_ascii=False, indent=2))
    else:
        click.echo(listing(spoken()))


def explain_code(code: str) -> int:
    """Tells what a code means; 2 when there is none."""
    words = explanation(code.strip().casefold(), spoken())
    if words is not None:
        click.echo(words)
        return 0
    near = nearest_code(code.strip().casefold())
    hint = f"mungkin maksud Anda «{near}»" if near else "lihat daftarnya dengan «sopflow rules»"
    click.echo(say(f"galat: tidak ada kode «{code}»; {hint}"), err=True)
    return 2


# ---- commands


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="BERKAS...")
@click.option("--profil", "--profile", "profile", default="", metavar="NAMA", help="permenpan, longgar, atau berkas profil instansi.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text", help="Bentuk hasil.")
@click.option("--strict", is_flag=True, help="Peringatan pun berstatus 1.")
@click.option("--waktu", "times", is_flag=True, help="Hitung jumlah waktu prosedur dan tiap pelaksana.")
@click.option("--tata-letak", "--layout", "layout", is_flag=True, help="Susun juga tata letaknya, dan sebutkan yang tidak muat.")
@click.option("--fix", is_flag=True, help="Kerjakan perbaikan yang aman di dalam berkasnya.")
@click.option("-q", "--quiet", is_flag=True, help="Tanpa catatan: hanya galat dan peringatan.")
def check(
    paths: tuple[str, ...],
    profile: str,
    form: Literal["text", "json", "sarif", "github"],
    strict: bool,
    times: bool,
    layout: bool,
    fix: bool,
    quiet: bool,
) -> None:
    """Memeriksa BERKAS .sop, buku .json, atau seisi folder dengan semua aturan, tanpa membuat hasil."""
    sys.exit(check_paths(paths, CheckOptions(profile, form, spoken(), strict, quiet, times, fix, layout)))


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Bentuk hasil.")
def rules(form: Literal["text", "json"]) -> None:
    """Mendaftar semua aturan pemeriksaan."""
    list_rules(form)


@click.command()
@click.argument("code", metavar="KODE")
def explain(code: str) -> None:
    """Menjelaskan sebuah KODE pesan."""
    sys.exit(explain_code(code))
