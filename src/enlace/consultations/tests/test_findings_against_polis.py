"""What Polis computed, given its own groups: the same numbers, and each difference with its cause."""

import pytest

from enlace.consultations.common_ground.analysis import analyse
from enlace.consultations.common_ground.significance import LEAST_SEEN, SIGNIFICANT

from .reading_polis_math import CONVERSATIONS, conversation, needs_shared_data

pytestmark = [needs_shared_data, pytest.mark.parametrize("name", CONVERSATIONS)]

FEW = "25ptpt-3gp-no-strict-with-meta"
SMALL = "below-100-ptpts"


def found(talk, **options):
    return analyse(talk.votes, groups=talk.groups, **options)


def test_group_informed_consensus_is_polis_s(name):
    """Polis gives it also for statements that are moderated out; so they are kept in here."""
    talk = conversation(name)
    ours = {one.statement: one for one in found(talk).consensus}
    theirs = {int(statement): value for statement, value in talk.math["group-aware-consensus"].items()}
    assert ours.keys() == theirs.keys()
    for statement, value in theirs.items():
        assert ours[statement].gic == pytest.approx(value, abs=1e-9)
        assert ours[statement].gic_mean == pytest.approx(value ** (1 / len(talk.math["group-clusters"])), abs=1e-9)


def test_statements_moderated_out_change_nothing_for_the_others(name):
    talk = conversation(name)
    all_in = {one.statement: one for one in found(talk).consensus}
    for one in found(talk, left_out=talk.moderated_out).consensus:
        assert one.statement not in talk.moderated_out
        assert one == all_in[one.statement]


def test_the_counts_of_groups_are_polis_s(name):
    talk = conversation(name)
    ground = found(talk)
    ids = [group.id for group in ground.groups]
    assert {group.id: group.size for group in ground.groups} == {
        int(group): told["n-members"] for group, told in talk.math["group-votes"].items()
    }
    for one in ground.consensus:
        for group, tally in zip(ids, one.by_group, strict=True):
            told = talk.math["group-votes"][str(group)]["votes"][str(one.statement)]
            assert (tally.agree, tally.disagree, tally.seen) == (told["A"], told["D"], told["S"])


def test_agreement_of_all_voters_is_polis_s(name):
    talk = conversation(name)
    ground = found(talk, left_out=talk.moderated_out)
    for side, ours in (("agree", ground.agreement), ("disagree", ground.disagreement)):
        theirs = talk.math["consensus"][side]
        assert [one.statement for one in ours] == [one["tid"] for one in theirs]
        for mine, their in zip(ours, theirs, strict=True):
            count = mine.tally.agree if side == "agree" else mine.tally.disagree
            assert (count, mine.tally.seen) == (their["n-success"], their["n-trials"])
            assert (mine.p, mine.z) == pytest.approx((their["p-success"], their["p-test"]), abs=1e-9)


NOT_SHOWN = {
    (FEW, 1): {15: "the best agree is put first by Polis though only one of its two tests is significant"},
    (SMALL, 1): dict.fromkeys([20, 13, 27, 22], "three members or two saw it: too few to be significant"),
}
"""Statements of a group that Polis shows and we do not, and why."""

FILLED_UP = {(FEW, 1): [5]}
"""Statements that come into their place."""


def test_what_represents_a_group_is_polis_s(name):
    talk = conversation(name)
    for group in found(talk, left_out=talk.moderated_out).groups:
        theirs = {one["tid"]: one for one in talk.math["repness"][str(group.id)]}
        not_shown, filled_up = NOT_SHOWN.get((name, group.id), {}), FILLED_UP.get((name, group.id), [])
        wanted = [statement for statement in theirs if statement not in not_shown] + filled_up
        assert [one.statement for one in group.representative] == wanted
        for one in group.representative:
            if one.statement in theirs:
                _the_same_numbers(one, theirs[one.statement])


def _the_same_numbers(ours, theirs):
    """Polis cuts its two-proportion test to a few digits."""
    assert ours.side == theirs["repful-for"]
    assert (ours.tally.agree if ours.side == "agree" else ours.tally.disagree) == theirs["n-success"]
    assert ours.tally.seen == theirs["n-trials"]
    numbers = theirs["p-success"], theirs["p-test"], theirs["repness"]
    assert (ours.p, ours.z, ours.ratio) == pytest.approx(numbers, abs=1e-9)
    assert ours.z_ratio == pytest.approx(theirs["repness-test"], abs=1e-6)


def test_what_polis_shows_and_we_do_not_fails_for_the_reason_given(name):
    talk = conversation(name)
    for (where, group), reasons in NOT_SHOWN.items():
        for statement in reasons if where == name else ():
            (told,) = [one for one in talk.math["repness"][str(group)] if one["tid"] == statement]
            few = told["n-trials"] < LEAST_SEEN
            assert few or min(told["p-test"], told["repness-test"]) < SIGNIFICANT
