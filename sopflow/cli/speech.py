"""The language of the command line: Indonesian, or English when `--lang en` or SOPFLOW_LANG=en asks for it.

In: the choice, made for the whole program or behind any command. Out: the variable that `sopflow.messages` reads and that other processes
inherit, and the words that click prints itself. Click asks `gettext` for those; their catalogue stands beside this module. What holds:
nothing is read before click has something to say.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from types import ModuleType
from typing import TypeVar

import click

from sopflow.messages import VARIABLE, Language, say, spoken

DOMAIN = "sopflow"
SomeCommand = TypeVar("SomeCommand", bound=click.Command)
Something = TypeVar("Something")


def make_click_speak(language: Language) -> None:
    """Makes click speak that language, in this process."""
    os.environ["LANGUAGE"] = language  # that is where gettext looks first; click's own words are English
    if "gettext" in sys.modules:
        catalogue()


def catalogue() -> ModuleType:
    """The module `gettext`, with click's words."""
    import gettext

    gettext.bindtextdomain(DOMAIN, os.path.join(os.path.dirname(__file__), "locale"))
    gettext.textdomain(DOMAIN)
    return gettext


@contextmanager
def speaking(language: Language | None) -> Iterator[None]:
    """Speaks that language, or the one that was chosen before; afterwards the variable is what it was, for programs that go on."""
    before = os.environ.get(VARIABLE)
    if language:
        os.environ[VARIABLE] = language
    make_click_speak(spoken())
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before


def language_of(words: Sequence[str]) -> Language | None:
    """The language that the words of a command line choose, wherever they do: `--help` before it is English too."""
    chosen = None
    for word, after in pairwise([*words, ""]):
        name, sign, value = word.partition("=")
        if word == "--":
            break
        if name == "--lang":
            chosen = (value if sign else after) or chosen
    return "en" if chosen == "en" else "id" if chosen == "id" else None


def understood(command: SomeCommand) -> SomeCommand:
    """The command with the choice of the language added to it, and its help in the language that is spoken."""
    command = _copied(command)
    command.params = [_copied(each) for each in command.params]
    command.params.append(_language_option())
    command._help_option = _help_option()  # click's own would look its words up in the catalogue, at each start
    if spoken() == "en":
        _translate(command)
    return command


def _copied(thing: Something) -> Something:
    """Another one with the same attributes (`copy` of the standard library takes longer to import than all copies)."""
    other = object.__new__(type(thing))
    vars(other).update(vars(thing))
    return other


def _language_option() -> click.Option:
    """`--lang`, which `language_of` has understood before."""
    return click.Option(
        ["--lang", "language"],
        type=click.Choice(["id", "en"]),
        expose_value=False,
        help=f"Bahasa pesan, Indonesia atau Inggris; {VARIABLE}=en memilihnya untuk seterusnya.",
    )


def _help_option() -> click.Option:
    """`--help`, as click has it."""
    return click.Option(
        ["-h", "--help"], is_flag=True, expose_value=False, is_eager=True, callback=_show_help, help=say("Tampilkan bantuan ini.")
    )


def _show_help(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


def _translate(command: click.Command) -> None:
    """The help of a command in English; what is English already stays."""
    command.help = say(" ".join((command.help or "").split()), "en")
    command.options_metavar = "[OPTIONS]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "COMMAND [ARGUMENT]..."
    for each in command.params:
        each.metavar = say(each.metavar, "en") if each.metavar else None
        if isinstance(each, click.Option):
            each.help = say(each.help or "", "en")
