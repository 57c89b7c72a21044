"""Findings in words: true at eighteen voices, in three languages, with the right plural."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from enlace.consultations.common_ground.tallies import Tally
from enlace.consultations.results import sentences
from enlace.consultations.results.number_words import number_in_words
from enlace.consultations.results.shown import (
    Finding,
    Levels,
    Representing,
    ShownDivision,
    ShownGroup,
    ShownResult,
    ShownStatement,
)
from enlace.consultations.results.wording import Voices
from enlace.core.texts import Texts

STATES = Voices(18, "states", 18)


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def statement(number=1):
    return ShownStatement(number, number, Texts({"en": f"Statement {number}."}), Texts(), None)


def finding(number=1, agree=16, disagree=1, passed=1, by_group=((9, 0, 1), (7, 1, 0)), **overrides):
    facts = {"gic_mean": 0.8, "robustness": 1.0, "common": True, "rejected": False} | overrides
    return Finding(statement(number), Tally(agree, disagree, passed), tuple(Tally(*one) for one in by_group), **facts)


def group(letter, size):
    return ShownGroup(letter, letter, size, 0.9, ())


def result(common=3, divisions=2, statements=14, voices=STATES, distinct=True, **overrides):
    findings = [finding(number, common=number <= common) for number in range(1, statements + 1)]
    groups = (group("A", 10), group("B", 8)) if distinct else (group("A", 18),)
    parting = tuple(ShownDivision(one, 0, 1, 1.0) for one in findings[-divisions:]) if divisions else ()
    return ShownResult(
        voices=voices, distinct=distinct, groups=groups, consensus=tuple(findings), divisions=parting, **overrides
    )


def test_the_lead_says_who_answered_what_unites_and_what_divides():
    assert sentences.lead(result()) == (
        "Eighteen states answered fourteen statements. Three bring all groups of opinion together; two divide them."
    )


def test_the_lead_without_groups_says_so():
    said = sentences.lead(result(distinct=False, common=1, divisions=0))
    assert said == (
        "Eighteen states answered fourteen statements. One has clear support; none divides them. "
        "There are no distinct groups of opinion."
    )


def test_where_nothing_unites_the_lead_says_that():
    assert "None brings all groups together; one divides them." in sentences.lead(result(common=0, divisions=1))


def test_observers_are_named_as_such():
    mixed = Voices(18, "voices", 16, 2)
    assert sentences.lead(result(voices=mixed)).startswith("Sixteen states and two observers answered")


def test_large_numbers_are_figures_and_then_all_are():
    assert sentences.lead(result(statements=21)).startswith("18 states answered 21 statements. 3 bring")


def test_a_rounded_number_of_states_is_not_told_as_who_answered():
    rounded = result(voices=Voices(21, "states", about=True), anonymous=True)
    assert sentences.lead(rounded).startswith("Fourteen statements were answered.")
    people = result(voices=Voices(42, "people", about=True), anonymous=True)
    assert sentences.lead(people).startswith("About 42 people answered 14 statements.")


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (Tally(16, 1, 1), "16 of 18 states agree, 1 disagrees, 1 passes."),
        (Tally(18, 0, 0), "18 of 18 states agree."),
        (Tally(1, 17, 0), "1 of 18 states agrees, 17 disagree."),
        (Tally(9, 2, 2), "9 of 13 states agree, 2 disagree, 2 pass, 5 did not answer it."),
        (Tally(0, 0, 1), "0 of 1 state agree, 1 passes, 17 did not answer it."),
    ],
)
def test_counts_in_words(tally, said):
    assert sentences.counts(tally, STATES) == said


def test_what_is_rejected_is_counted_from_the_other_side():
    assert sentences.counts_against(Tally(1, 15, 2), STATES) == "15 of 18 states disagree, 1 agrees, 2 pass."


def test_rounded_counts_say_about_and_nothing_of_who_did_not_answer():
    said = sentences.counts(Tally(15, 0, 3), Voices(21, "people", about=True))
    assert said == "About 15 of 18 people agree, 3 pass."


@pytest.mark.parametrize(
    ("robustness", "said"),
    [
        (1.0, "It holds whichever single voice is left out."),
        (16 / 18, "It holds in 16 of 18 trials, each without one voice."),
        (None, ""),
    ],
)
def test_robustness_in_words(robustness, said):
    assert sentences.holds(robustness, 18) == said


def test_a_division_names_the_groups_on_either_side():
    divided = ShownDivision(finding(by_group=((9, 1, 0), (2, 5, 1))), 0, 1, 1.0)
    said = sentences.parts(divided, [group("A", 10), group("B", 8)], STATES)
    assert said.replace("\N{NO-BREAK SPACE}", " ") == (
        "In group A more are for it (9 of 10), in group B more are against it (5 of 8)."
    )


def test_a_split_without_groups_is_told_by_its_counts():
    split = ShownDivision(finding(agree=10, disagree=8, passed=0, by_group=((10, 8, 0),)), 0, 0, 1.0)
    assert sentences.parts(split, [group("A", 18)], STATES) == "10 of 18 states agree, 8 disagree."


def test_what_a_group_stands_for_stands_beside_all_others():
    one = Representing(statement(), "agree", Tally(9, 0, 1), Tally(2, 5, 1), 1.0, True)
    assert sentences.stands_for(one) == "They agree: 9 of 10 in this group, 2 of 8 outside it."
    other = replace(one, side="disagree", tally=Tally(1, 7, 0), others=Tally(9, 1, 0))
    assert sentences.stands_for(other) == "They disagree: 7 of 8 in this group, 1 of 10 outside it."


@pytest.mark.parametrize(
    ("stability", "word"), [(0.97, "A stable"), (0.7, "A fairly stable"), (0.4, "A loose"), (None, "")]
)
def test_stability_in_words(stability, word):
    assert sentences.stable(stability).startswith(word)
    assert "%%" not in sentences.stable(stability)


def test_levels_name_the_most_named_or_that_none_was():
    levels = Levels(statement(), 9, 1, 3, 5, 5, 2)
    assert sentences.level_of(levels) == "Most named: binational and regional, 5 of 9."
    assert sentences.level_of(replace(levels, local=0, national=0, binational=0, regional=0)).startswith("Nobody said")


def test_why_there_are_no_groups():
    trial = {"count": 2, "silhouette": 0.3, "p": 0.4, "smallest": 8, "beats": False}
    assert "into 2 groups" in sentences.no_groups(result(distinct=False, trials=[trial]))
    assert "fewer than three" in sentences.no_groups(result(distinct=False, trials=[trial | {"p": 0.01}]))
    assert sentences.no_groups(result(distinct=False, anonymous=True, trials=[trial]))


def test_few_voices():
    assert sentences.few(result(voices=Voices(0))) == "Nobody has answered yet."
    assert sentences.few(result(voices=Voices(4, "people"))).startswith("4 people have answered so far.")
    assert sentences.few(result(voices=Voices(1, "people"))).startswith("1 person has answered so far.")
    assert sentences.few(result(anonymous=True)).startswith("Fewer than five answered.")


@pytest.mark.parametrize(
    ("language", "number", "gender", "word"),
    [
        ("es", 1, "masculine", "un"),
        ("es", 1, "feminine", "una"),
        ("pt", 2, "masculine", "dois"),
        ("pt", 2, "feminine", "duas"),
        ("en", 18, "masculine", "eighteen"),
        ("es", 21, "feminine", "21"),
        ("es", 0, "feminine", "0"),
        ("qu", 3, "feminine", "3"),
    ],
)
def test_small_numbers_are_words(language, number, gender, word):
    assert number_in_words(number, language, gender) == word
