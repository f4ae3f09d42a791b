"""Every rule, by hand, in the order in which they are listed."""

from sopflow.rules import (
    boxes,
    bundle,
    decisions,
    flow,
    identity,
    joined,
    legal,
    naming,
    predicate,
    promise,
    quality,
    sheet,
    silence,
    spelling,
    wording,
)
from sopflow.rules.compiler_codes import COMPILER_CODES
from sopflow.rules.rule import Rule


def _known_codes() -> frozenset[str]:
    return frozenset(BY_CODE) | frozenset(COMPILER_CODES)


RULES: tuple[Rule, ...] = (
    # sintaks
    silence.wrong_note(_known_codes),
    silence.IDLE_NOTE,
    # alur
    flow.SEVERAL_STARTS,
    flow.NO_END,
    flow.UNREACHABLE,
    flow.DEAD_END,
    decisions.SINGLE_EXIT,
    decisions.SAME_TARGET,
    decisions.UNCLEAR_LABELS,
    decisions.MANY_EXITS,
    decisions.MANY_DECISIONS,
    decisions.UNCHECKING_DECISION,
    flow.SPLIT_PROCESS,
    flow.HIDDEN_DECISION,
    flow.RETURN_WITHOUT_DECISION,
    flow.FAR_RETURN,
    # kata
    predicate.ACTOR_FIRST,
    predicate.NOMINAL_START,
    predicate.INACTIVE_START,
    predicate.EMPTY_VERB,
    wording.SEVERAL_ACTIVITIES,
    wording.TWO_VERBS,
    wording.LONG_ACTIVITY,
    wording.COPIED_ROW,
    spelling.DOUBLED_WORD,
    spelling.INFORMAL_WORD,
    spelling.NONSTANDARD_SPELLING,
    spelling.PREFIX_APART,
    spelling.UNDEFINED_ABBREVIATION,
    # nama
    naming.PERSONAL_LANE,
    naming.TWIN_LANES,
    joined.JOINED_ACTORS,
    naming.OTHER_NAME,
    naming.POOR_SOP_NAME,
    naming.OTHER_TITLE,
    naming.MISSPELT_HEADING,
    # mutu baku
    quality.EMPTY_REQUIREMENTS,
    quality.EMPTY_OUTPUT,
    quality.UNCHANGED_OUTPUT,
    quality.BROKEN_CHAIN,
    # waktu
    quality.EMPTY_TIME,
    quality.VAGUE_TIME,
    quality.MIXED_DAYS,
    promise.BROKEN_PROMISE,
    quality.LONG_STEP,
    # identitas
    identity.INCOMPLETE_IDENTITY,
    identity.INCOMPLETE_SIGNER,
    identity.WRONG_NIP,
    identity.UNREADABLE_DATE,
    identity.DATES_OUT_OF_ORDER,
    identity.EARLY_REVISION,
    identity.LONG_WAIT,
    identity.NUMBER_AGAINST_DATE,
    identity.NUMBER_OFF_PATTERN,
    boxes.PERSONAL_QUALIFICATION,
    boxes.PAPER_AS_TOOL,
    boxes.TOOTHLESS_WARNING,
    boxes.FOREIGN_WARNING,
    # peraturan
    legal.NO_LEGAL_BASIS,
    legal.REPLACED_LAW,
    legal.MISQUOTED_LAW,
    legal.LAW_ORDER,
    legal.REPEATED_LAW,
    legal.CONTRADICTING_AMENDMENT,
    legal.VAGUE_LAW,
    legal.RELATED_LAW,
    # tata letak
    sheet.FIRST_NOT_LEFT,
    sheet.SINGLE_LANE,
    sheet.MANY_LANES,
    sheet.SEVERAL_ACTORS,
    sheet.MANY_STEPS,
    sheet.EMPTY_STAGE,
    sheet.SEVERAL_CHARTS,
    # himpunan
    bundle.TWIN_NUMBERS,
    bundle.TWIN_NAMES,
    bundle.UNKNOWN_RELATED,
    bundle.DIFFERENT_NIPS,
    bundle.DIFFERENTLY_WRITTEN_LANES,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
