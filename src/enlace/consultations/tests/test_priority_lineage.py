"""The page of a priority: where it comes from and what became of it, and what of this each reader may know."""

from datetime import date, timedelta

import pytest

from enlace.consultations.priorities.outcome import outcomes_of
from enlace.consultations.testing import (
    make_challenge,
    make_consultation,
    make_priority,
    make_priority_review,
    make_result,
    make_statement,
)
from enlace.core.texts import Texts
from enlace.meetings.testing import make_meeting, make_session
from enlace.network.testing import make_focal_point, make_observer, make_secretary

pytestmark = pytest.mark.django_db
QUITO, ASUNCION = date(2016, 11, 28), date(2019, 10, 16)
HIDDEN = ("Pregunta reservada", "Afirmación reservada", "Reunión reservada", "Sesión reservada")


def facts(statement, agree=15, disagree=2, passed=1, **overrides):
    finding = {"statement": statement.pk, "agree": agree, "disagree": disagree, "pass": passed, "common": True}
    return {"distinct": True, "consensus": [finding]} | overrides


def session_of(begins_on, audience, word):
    meeting = make_meeting(begins_on=begins_on, audience=audience, title=Texts({"es": f"Reunión {word}"}))
    return make_session(meeting=meeting, audience=audience, title=Texts({"es": f"Sesión {word}"}))


def whole_lineage(*, audience, answered_by="members", word="reservada", **result):
    """Challenge, consultation with its result, adoption, review."""
    consultation = make_consultation(
        over=True,
        audience=audience,
        answered_by=answered_by,
        voice_of="person" if answered_by == "public" else "state",
        question=Texts({"es": f"Pregunta {word}"}),
    )
    challenge = make_challenge(title=Texts({"es": "Riesgos"}), proposed_on=date(2015, 3, 2))
    statement = make_statement(consultation=consultation, challenge=challenge, text=Texts({"es": f"Afirmación {word}"}))
    make_result(consultation=consultation, facts=facts(statement, **result))
    session = session_of(QUITO, audience, word)
    priority = make_priority(challenge=challenge, statement=statement, session=session, adopted_on=session.day)
    later = session_of(ASUNCION, audience, word)
    make_priority_review(priority=priority, session=later, reviewed_on=later.day, note=Texts({"es": "Se mantiene"}))
    return priority


def text_of(client, priority):
    answer = client.get(priority.get_absolute_url())
    assert answer.status_code == 200
    return answer.text


def test_the_public_reads_the_whole_lineage_where_all_of_it_is_public(client):
    priority = whole_lineage(audience="public", answered_by="public", word="abierta")
    text = text_of(client, priority)
    steps = ["2 de marzo de 2015", "Riesgos", "Uruguay", "Pregunta abierta", "15", "28 de noviembre de 2016"]
    steps += ["Reunión abierta", "16 de octubre de 2019", "Se mantiene"]
    places = [text.find(step) for step in steps]
    assert -1 not in places
    for address in (priority.session.get_absolute_url(), priority.statement.consultation.get_absolute_url()):
        assert address in text


def test_nothing_hidden_leaks_to_the_public_or_to_an_observer(client):
    priority = whole_lineage(audience="members")
    day = priority.statement.consultation.last_day
    for user in (None, make_observer()):
        if user:
            client.force_login(user)
        text = text_of(client, priority)
        assert not [word for word in HIDDEN if word in text]
        for one in (priority.session, priority.session.meeting, priority.statement.consultation):
            assert one.get_absolute_url() not in text
        for words in ("Riesgos", "2016-11-28", "2019-10-16", "Se mantiene", f'datetime="{day.isoformat()}"'):
            assert words in text
        assert client.get(priority.get_absolute_url()).context["lineage"].consulted.outcome is None


def test_a_member_reads_it_all(client):
    priority = whole_lineage(audience="members")
    client.force_login(make_focal_point())
    text = text_of(client, priority)
    assert not [word for word in HIDDEN[:3] if word not in text]
    assert client.get(priority.get_absolute_url()).context["lineage"].consulted.outcome.agree == 15


def test_counts_are_told_to_the_audience_of_the_result_alone(client):
    priority = whole_lineage(audience="members", answered_by="public", word="abierta")
    consulted = client.get(priority.get_absolute_url()).context["lineage"].consulted
    assert (consulted.consultation is not None, consulted.outcome) == (True, None)
    assert "Pregunta abierta" in text_of(client, priority)


def test_a_result_for_the_secretariat_alone_is_not_told_to_members(client):
    priority = whole_lineage(audience="secretariat")
    client.force_login(make_focal_point())
    assert client.get(priority.get_absolute_url()).context["lineage"].consulted.outcome is None
    client.force_login(make_secretary())
    assert client.get(priority.get_absolute_url()).context["lineage"].consulted.outcome is not None


def test_a_session_that_a_reader_does_not_see_is_not_linked_though_its_meeting_is(client):
    meeting = make_meeting(begins_on=QUITO, audience="public", title=Texts({"es": "Reunión abierta"}))
    session = make_session(meeting=meeting, title=Texts({"es": "Sesión reservada"}))
    text = text_of(client, make_priority(session=session, adopted_on=QUITO))
    assert "Reunión abierta" in text
    assert "Sesión reservada" not in text
    assert session.get_absolute_url() not in text


def test_without_a_consultation_and_before_its_first_review(client):
    priority = make_priority(session=session_of(QUITO, "public", "abierta"), adopted_on=QUITO)
    lineage = client.get(priority.get_absolute_url()).context["lineage"]
    assert (lineage.consulted, lineage.reviews) == (None, [])
    assert 'class="open"' in text_of(client, priority)


def test_a_statement_in_the_same_words_is_not_repeated(client):
    priority = whole_lineage(audience="public", answered_by="public", word="abierta")
    client.force_login(make_secretary())
    assert text_of(client, priority).count("Afirmación abierta") == 1
    priority.title = priority.statement.text
    priority.save()
    lineage = text_of(client, priority).partition('class="timeline"')[2]
    assert "Afirmación abierta" not in lineage


def test_the_page_asks_as_much_with_many_reviews_as_with_one(client, django_assert_max_num_queries):
    priority = whole_lineage(audience="public", answered_by="public", word="abierta")
    address = priority.get_absolute_url()
    client.get(address)
    with django_assert_max_num_queries(18) as few:
        client.get(address)
    for years in range(1, 9):
        session = session_of(ASUNCION + timedelta(days=365 * years), "public", "abierta")
        make_priority_review(priority=priority, session=session, reviewed_on=session.day)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert len(client.get(address).context["lineage"].reviews) == 9


def test_it_can_be_found_in_the_language_of_its_reader_or_says_that_it_is_not_there(client):
    priority = make_priority(title=Texts({"pt": "Partilhar alertas"}), text=Texts({"es": "Entre vecinos"}))
    text = text_of(client, priority)
    assert '<span lang="pt">Partilhar alertas</span>' in text
    assert 'rel="canonical"' in text


@pytest.mark.parametrize(
    "told",
    [
        None,
        [],
        {},
        {"consensus": None},
        {"consensus": ["x", {}, {"statement": "1"}, {"statement": 1, "agree": 1, "disagree": None, "pass": 0}]},
        {"consensus": [{"statement": 1, "agree": -1, "disagree": 0, "pass": 0}]},
        {"consensus": [{"statement": 1, "agree": True, "disagree": 0, "pass": 0}]},
        {"consensus": [{"statement": 1, "agree": 0, "disagree": 0, "pass": 0}]},
        {"too_few": True, "consensus": [{"statement": 1, "agree": 3, "disagree": 0, "pass": 0}]},
    ],
)
def test_facts_other_than_expected_tell_nothing(told):
    assert outcomes_of(told) == {}


def test_outcomes_keep_the_order_of_the_result_and_say_where_counts_are_rounded():
    findings = [{"statement": pk, "agree": 3, "disagree": 0, "pass": 3, "common": pk == 7} for pk in (7, 2, 5)]
    found = outcomes_of({"anonymous": True, "consensus": findings})
    assert list(found) == [7, 2, 5]
    assert (found[7].seen, found[7].common, found[7].about, found[7].distinct) == (6, True, True, False)
    assert not found[2].common
