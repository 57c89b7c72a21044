"""Pairs and coalitions, from who supports what and where they would act."""

from hypothesis import given
from hypothesis import strategies as st

from enlace.consultations.common_ground.working_together import (
    Coalition,
    SharedPriority,
    Stance,
    coalitions,
    pairs,
)

BOTH = frozenset({"binational", "regional"})


def stance(state, statement, vote=1, importance=2, approaches=BOTH):
    return Stance(state, statement, vote, importance, frozenset(approaches))


def test_a_pair_needs_both_to_agree_and_both_to_act_binationally():
    assert not pairs([stance("Chile", 1), stance("Peru", 1, vote=0), stance("Brasil", 1, approaches={"national"})])
    (pair,) = pairs([stance("Peru", 1), stance("Chile", 1)])
    assert pair.states == ("Chile", "Peru")
    assert pair.priorities == (SharedPriority(1, (2, 2)),)


def test_more_important_priorities_in_common_come_first():
    told = [stance("A", 1, importance=3), stance("B", 1, importance=3), stance("C", 1, importance=1)]
    found = pairs(told)
    assert [(pair.states, pair.score, pair.rank) for pair in found] == [
        (("A", "B"), 6, 1),
        (("A", "C"), 4, 2),
        (("B", "C"), 4, 2),
    ]


def test_of_pairs_with_the_same_priorities_the_one_that_voted_alike_comes_first():
    told = [stance(state, 1) for state in "ABC"]
    told += [
        stance("A", 2, vote=1, approaches=()),
        stance("B", 2, vote=-1, approaches=()),
        stance("C", 2, approaches=()),
    ]
    first = pairs(told)[0]
    assert first.states == ("A", "C")
    assert (first.likeness, first.compared) == (1.0, 2)
    assert pairs(told)[1].likeness == 0.5


def test_importance_that_was_not_said_counts_as_the_least():
    (pair,) = pairs([stance("A", 1, importance=None), stance("B", 1, importance=3)])
    assert pair.score == 4
    assert pair.priorities[0].importance == (None, 3)


def test_what_a_state_no_longer_supports_counts_for_nothing():
    assert not pairs([stance("A", 1), stance("B", 1), stance("B", 1, vote=-1)])


def test_a_coalition_needs_three_states():
    told = [stance("C", 1, importance=None), stance("A", 1, importance=3)]
    assert not coalitions(told)
    assert coalitions([*told, stance("B", 1)]) == (Coalition(1, ("A", "B", "C"), (3, 2, None), 6, 1),)


def test_the_larger_coalition_comes_first_and_equal_ones_share_a_rank():
    told = [stance(state, statement) for state in "ABC" for statement in (1, 2, 3)]
    found = coalitions([*told, stance("D", 2)])
    assert [(one.statement, one.rank) for one in found] == [(2, 1), (1, 2), (3, 2)]


def test_without_stances_there_is_nothing():
    assert pairs([]) == coalitions([]) == ()


stances = st.lists(
    st.builds(
        Stance,
        state=st.integers(0, 5),
        statement=st.integers(0, 4),
        vote=st.sampled_from([1, 1, 0, -1]),
        importance=st.sampled_from([None, 1, 2, 3]),
        approaches=st.frozensets(st.sampled_from(["local", "national", "binational", "regional"])),
    ),
    max_size=40,
    unique_by=lambda one: (one.state, one.statement),
)


@given(stances, st.randoms(use_true_random=False))
def test_the_order_in_which_states_are_given_changes_nothing(told, random):
    shuffled = told[:]
    random.shuffle(shuffled)
    assert pairs(shuffled) == pairs(told)
    assert coalitions(shuffled) == coalitions(told)


@given(stances, st.permutations(range(6)), st.permutations(range(5)))
def test_other_names_of_states_and_statements_change_no_score_and_no_rank(told, states, statements):
    renamed = [
        Stance(f"state {states[one.state]}", f"s{statements[one.statement]}", one.vote, one.importance, one.approaches)
        for one in told
    ]

    def of_pairs(found, state, statement):
        return {
            frozenset(map(state, pair.states)): (
                *(pair.score, pair.rank, pair.likeness, pair.compared),
                frozenset(
                    (
                        statement(shared.statement),
                        frozenset(zip(map(state, pair.states), shared.importance, strict=True)),
                    )
                    for shared in pair.priorities
                ),
            )
            for pair in found
        }

    def new_state(one):
        return f"state {states[one]}"

    def new_statement(one):
        return f"s{statements[one]}"

    def same(one):
        return one

    assert of_pairs(pairs(told), new_state, new_statement) == of_pairs(pairs(renamed), same, same)
    assert {
        (new_statement(one.statement), frozenset(map(new_state, one.states)), one.score, one.rank)
        for one in coalitions(told)
    } == {(one.statement, frozenset(one.states), one.score, one.rank) for one in coalitions(renamed)}


@given(stances)
def test_every_pair_stands_on_evidence_that_both_gave(told):
    said = {(one.state, one.statement): one for one in told}
    for pair in pairs(told):
        assert pair.priorities
        assert pair.likeness is not None
        assert 0 <= pair.likeness <= 1
        for shared in pair.priorities:
            for state, importance in zip(pair.states, shared.importance, strict=True):
                one = said[state, shared.statement]
                assert (one.vote, one.importance) == (1, importance)
                assert "binational" in one.approaches
