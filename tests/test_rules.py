"""Every rule by its own examples: it finds its mistake in the wrong text and nothing in the right one; its fix mends what it found."""

import re

import pytest

from sopflow.diagnostics import has_errors
from sopflow.edits import apply
from sopflow.messages import Language
from sopflow.rules.check import Checked, check_source
from sopflow.rules.patterns import read_pattern
from sopflow.rules.profile import PROFILES
from sopflow.rules.rule import GROUPS, Rule
from sopflow.rules.table import BY_CODE, RULES
from sopflow.source import Source

FULL = PROFILES["permenpan"]
PROFILE = FULL._replace(options=FULL.options._replace(number=read_pattern(r"\d{3}/SOP/\d{4}")))

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def checked(text: str) -> Checked:
    return check_source(Source("uji.sop", text), profile=PROFILE)


def codes(text: str) -> list[str]:
    return [each.code for each in checked(text).diagnostics]


@every_rule
def test_the_wrong_example_is_found_and_compiles(rule: Rule) -> None:
    found = checked(rule.wrong)
    assert rule.code in [each.code for each in found.diagnostics]
    of_the_compiler = [each for each in found.diagnostics if each.code not in BY_CODE]
    assert not has_errors(tuple(of_the_compiler)), of_the_compiler


@every_rule
def test_the_right_example_is_not_found_and_compiles(rule: Rule) -> None:
    found = checked(rule.right)
    assert rule.code not in [each.code for each in found.diagnostics]
    assert not has_errors(tuple(each for each in found.diagnostics if each.code not in BY_CODE))


@every_rule
def test_findings_point_into_the_text_and_speak_both_languages(rule: Rule) -> None:
    lines = rule.wrong.split("\n")
    languages: tuple[Language, ...] = ("id", "en")
    for language in languages:
        result = check_source(Source("uji.sop", rule.wrong), profile=PROFILE, language=language)
        for each in result.diagnostics:
            if each.code == rule.code:
                assert each.span.file == "uji.sop"
                assert 1 <= each.span.column <= len(lines[each.span.line - 1])
                assert each.message and each.hint and not re.search(r"{[a-z]+}", each.message + each.hint)
                assert not each.message.endswith(".") and not each.hint.endswith(".")


@every_rule
def test_what_is_said_of_a_rule_is_said_in_both_languages(rule: Rule) -> None:
    for phrase in (rule.finds, rule.why, rule.message, rule.hint):
        indonesian, english = phrase
        assert indonesian and english and indonesian != english
        assert set(re.findall(r"{(\w+)}", indonesian)) >= set(re.findall(r"{(\w+)}", english))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fixes], ids=lambda rule: rule.code)
def test_a_fix_mends_what_was_found(rule: Rule) -> None:
    found = [each for each in checked(rule.wrong).diagnostics if each.code == rule.code]
    fixed = [each for each in found if each.fix]
    assert fixed
    mended = apply(rule.wrong, [edit for each in fixed for edit in each.fix])
    assert codes(mended).count(rule.code) == len(found) - len(fixed)
    assert not has_errors(checked(mended).diagnostics)


@every_rule
def test_only_rules_that_say_so_carry_fixes(rule: Rule) -> None:
    for each in checked(rule.wrong).diagnostics:
        if each.code in BY_CODE and each.fix:
            assert BY_CODE[each.code].fixes


def test_codes_are_unique_kebab_case_and_in_the_order_of_the_groups() -> None:
    assert len(BY_CODE) == len(RULES)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)+|singkatan|salinan|terjangkau", rule.code) for rule in RULES)
    order = list(GROUPS)
    places = [order.index(rule.group) for rule in RULES]
    assert places == sorted(places)
