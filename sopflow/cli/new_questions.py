"""The conversation of `sopflow new` on a terminal.

In: what is known already, by options, a sketch or a shared file. Out: the answers completed. Whoever asks for it is on a terminal.
"""

from collections.abc import Iterator
from itertools import count

import click

from sopflow.cli.new_words import Questions
from sopflow.drafting import Answers, Signatory, Step
from sopflow.drafting.words import clean

NO = frozenset(("tidak", "t", "bukan", "no", "n"))


def agrees(question: str) -> bool:
    """Whether the user says anything but no."""
    return _ask(question).casefold().rstrip(".") not in NO


def ask_for_procedure(words: Questions, answers: Answers, known: frozenset[str], lanes: tuple[str, ...], title: str) -> Answers:
    """Asks for what is neither in `answers` nor `known` (keywords). `lanes`: those of the office; `title`: what a template is called."""
    if not answers.title and "sop" not in known:
        asked = _ask(words.title_like.format(title=title)) or title if title else _needed(words, words.title)
        answers = answers._replace(title=asked)
    if not answers.number and "nomor" not in known:
        answers = answers._replace(number=_ask(words.number))
    answers = _identity(words, answers, known)
    if not answers.steps and "kegiatan" not in known:
        answers = answers._replace(steps=tuple(_steps(words, lanes)))
    return answers


def ask_for_office(words: Questions, answers: Answers) -> Answers:
    """Asks for the identity and the lanes of an office."""
    answers = _identity(words, answers, frozenset())
    return answers if answers.lanes else answers._replace(lanes=tuple(_lanes(words)))


def _identity(words: Questions, answers: Answers, known: frozenset[str]) -> Answers:
    if not answers.office and "instansi" not in known:
        answers = answers._replace(office=tuple(_office(words)))
    if not answers.unit and "unit" not in known:
        answers = answers._replace(unit=_ask(words.unit))
    if not any(answers.signatory) and "disahkan oleh" not in known:
        answers = answers._replace(signatory=_signatory(words))
    return answers


def _office(words: Questions) -> Iterator[str]:
    question = words.office
    while line := _ask(question):
        yield line
        question = words.office_next


def _signatory(words: Questions) -> Signatory:
    position = _ask(words.position)
    return Signatory(position, _ask(words.name), _ask(words.rank), _ask(words.nip)) if position else Signatory()


def _lanes(words: Questions) -> Iterator[str]:
    click.echo(words.lanes)
    for number in count(1):
        lane = _ask(words.lane.format(number=number))
        if not lane:
            return
        yield lane


def _steps(words: Questions, lanes: tuple[str, ...]) -> Iterator[Step]:
    click.echo(words.steps)
    if lanes:
        click.echo(words.known_lanes.format(lanes=", ".join(lanes)))
    for number in count(1):
        question = words.step.format(number=number)
        text = _needed(words, question) if number == 1 else _ask(question)
        if not text:
            return
        lane = _needed(words, words.who)
        answer = _ask(words.answer) if number > 1 else ""
        yield Step(lane, text, answer, _back(words, answer, number - 1) if answer else 0)


def _back(words: Questions, answer: str, last: int) -> int:
    while True:
        typed = _ask(words.back.format(answer=answer)).casefold().rstrip(".")
        if typed == words.the_end:
            return 0
        if typed.isdecimal() and 1 <= int(typed) <= last:
            return int(typed)
        click.echo(words.wrong_back.format(last=last))


def _needed(words: Questions, question: str) -> str:
    while not (answer := _ask(question)):
        click.echo(words.needed)
    return answer


def _ask(question: str) -> str:
    return clean(str(click.prompt(question, default="", show_default=False)))
