"""The language of the command line: Indonesian, or English when `--lang en` or SOPFLOW_LANG=en asks for it.

In: the choice, made for the whole program or behind any command. Out: the variable that `sopflow.messages` reads and that other processes
inherit, and the words that click prints itself. Click asks `gettext` for those; their catalogue stands beside this module. What holds:
nothing is read before click has something to say.
"""

import gettext
import os
from copy import copy
from functools import partial

import click

from sopflow.messages import VARIABLE, Language, say, spoken

DOMAIN = "sopflow"


def make_click_speak(language: Language) -> None:
    """Makes click speak that language, in this process."""
    os.environ["LANGUAGE"] = language  # that is where gettext looks first; click's own words are English
    gettext.bindtextdomain(DOMAIN, os.path.join(os.path.dirname(__file__), "locale"))
    gettext.textdomain(DOMAIN)


def understood(command: click.Command) -> click.Command:
    """The command with the choice of the language added to it, and its help in the language that is spoken."""
    command = copy(command)
    command.params = [copy(each) for each in command.params]
    own = next((each for each in command.params if each.name == "language"), None)
    if own is None:
        command.params.append(language_option())
    else:
        own.is_eager, own.default, own.callback = True, spoken(), _choose
    if spoken() == "en":
        _translate(command)
    return command


def language_option() -> click.Option:
    """`--lang`, which sets the language before anything else is done."""
    return click.Option(
        ["--lang", "language"],
        type=click.Choice(["id", "en"]),
        is_eager=True,
        expose_value=False,
        callback=_choose,
        help=f"Bahasa pesan, Indonesia atau Inggris; {VARIABLE}=en memilihnya untuk seterusnya.",
    )


def _choose(context: click.Context, _option: click.Parameter, language: Language | None) -> Language | None:
    if language:
        context.call_on_close(partial(_restore, os.environ.get(VARIABLE)))
        os.environ[VARIABLE] = language
        make_click_speak(language)
    if language == "en":
        _translate(context.command)
        if shown := context.command.get_help_option(context):
            shown.help = say(shown.help or "", "en")
    return language


def _restore(before: str | None) -> None:
    """What the variable was, for programs that call a command and go on."""
    if before is None:
        os.environ.pop(VARIABLE, None)
    else:
        os.environ[VARIABLE] = before


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
