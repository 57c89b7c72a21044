"""The routing formula steers which statement comes next, and tells nobody how others voted."""

from collections import Counter

import pytest
from django.core.cache import cache

from enlace.consultations.answering import next_statement as routing
from enlace.consultations.answering.next_statement import next_statement
from enlace.consultations.answering.progress import Progress, progress_of
from enlace.consultations.answering.voices import Voice
from enlace.consultations.testing import make_consultation, make_statement, make_vote, make_voter
from enlace.core.clock import now

pytestmark = pytest.mark.django_db


def asking(statements=4, voters=0, values=()):
    """`values`: for each statement the vote of every voter, None for none."""
    consultation = make_consultation(answered_by="public", voice_of="person")
    asked = [make_statement(consultation=consultation) for _ in range(statements)]
    for number in range(voters):
        voter = make_voter(consultation=consultation, key=f"{number}")
        for statement, value in zip(asked, values, strict=False):
            if value is not None:
                make_vote(statement=statement, voter=voter, value=value)
    return consultation, [one.pk for one in asked]


def drawn(consultation, among, *, voices=400):
    """How often each statement came first, over many voices."""
    progress = Progress((), tuple(among))
    return Counter(next_statement(consultation, Voice("user", number), progress) for number in range(voices))


def test_who_answered_all_is_asked_nothing():
    consultation, asked = asking()
    assert next_statement(consultation, Voice("user", 1), Progress(tuple(asked), ())) is None


def test_only_what_was_not_answered_is_drawn():
    consultation, asked = asking()
    for number in range(30):
        progress = Progress(tuple(asked[:3]), (asked[3],))
        assert next_statement(consultation, Voice("user", number), progress) == asked[3]


def test_one_voice_is_drawn_the_same_until_it_answers():
    consultation, asked = asking(12)
    first = {next_statement(consultation, Voice("user", 7), Progress((), tuple(asked))) for _ in range(20)}
    assert len(first) == 1
    assert len(drawn(consultation, asked)) == 12


def test_below_five_voices_the_votes_steer_nothing():
    few, asked = asking(2, voters=4, values=[0, 1])
    counts = drawn(few, asked)
    assert abs(counts[asked[0]] - counts[asked[1]]) < 80


def test_from_five_voices_on_what_many_passed_comes_less_often():
    many, asked = asking(2, voters=6, values=[0, 1])
    counts = drawn(many, asked)
    assert counts[asked[1]] > 5 * counts[asked[0]]


def test_what_nobody_has_seen_comes_first():
    consultation, asked = asking(3, voters=20, values=[1, 1, None])
    counts = drawn(consultation, asked)
    assert routing._weights(consultation)[asked[2]] == pytest.approx(routing.WITHOUT_VOTES)
    assert counts[asked[2]] > 2 * max(counts[asked[0]], counts[asked[1]])


def test_a_statement_taken_out_or_added_since_harms_nothing():
    consultation, asked = asking(3, voters=6, values=[1, -1, 1])
    drawn(consultation, asked, voices=1)
    added = make_statement(consultation=consultation)
    type(added).objects.filter(pk=asked[0]).update(accepted_at=None, rejected_at=now())
    progress = progress_of(consultation, None)
    assert set(progress.unseen) == {asked[1], asked[2], added.pk}
    assert set(drawn(consultation, progress.unseen)) == set(progress.unseen)


def test_many_votes_are_counted_by_the_database(monkeypatch):
    consultation, asked = asking(3, voters=7, values=[1, -1, 0])
    mapped = routing._weights(consultation)
    monkeypatch.setattr(routing, "MOST_VOTES_MAPPED", 3)
    cache.clear()
    counted = routing._weights(consultation)
    assert set(counted) == set(mapped) == set(asked)
    assert counted[asked[0]] > counted[asked[1]] > counted[asked[2]]


def test_weights_are_asked_for_once_in_a_while(django_assert_num_queries):
    consultation, asked = asking(3, voters=6, values=[1, 1, 1])
    drawn(consultation, asked, voices=1)
    with django_assert_num_queries(0):
        drawn(consultation, asked, voices=5)


def test_the_place_of_a_statement_is_its_own_order_of_answering():
    consultation, asked = asking(4)
    voter = make_voter(consultation=consultation)
    for place in (2, 0):
        make_vote(statement=consultation.statements.get(pk=asked[place]), voter=voter)
    progress = progress_of(consultation, voter)
    assert progress.answered == (asked[2], asked[0])
    assert progress.unseen == (asked[1], asked[3])
    assert [progress.place(one) for one in (asked[2], asked[0], asked[3])] == [1, 2, 3]
    assert [progress.before(one) for one in (asked[2], asked[0], asked[3])] == [None, asked[2], asked[0]]
