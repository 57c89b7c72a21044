"""The list of consultations, the first screen of one, and what stands of them elsewhere."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enlace.consultations.answering.confirmations import sealed
from enlace.consultations.answering.visiting import cookie_of
from enlace.consultations.answering.voices import Voice, email_id, key_of
from enlace.consultations.models import Vote, Voter
from enlace.consultations.testing import make_consultation, make_result, make_statement, make_vote, make_voter
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.testing import make_meeting
from enlace.network.models import State
from enlace.network.testing import (
    make_alternate,
    make_cast,
    make_focal_point,
    make_observer,
    make_organisation,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LIST = reverse("consultations:consultations")
EVERYBODY = {"answered_by": "public", "voice_of": "person"}


def titled(title, **overrides):
    return make_consultation(question=Texts({"es": title}), **overrides)


def first_screen(client, consultation):
    return client.get(consultation.get_absolute_url())


def record_for(client, consultation):
    return first_screen(client, consultation).context["record"]


def answered(consultation, count, **voter):
    """The first `count` statements, by one voice."""
    voter = make_voter(consultation=consultation, **voter)
    for statement in consultation.statements.all()[:count]:
        make_vote(statement=statement, voter=voter)
    return voter


def with_statements(count, **overrides):
    consultation = make_consultation(**overrides)
    for _ in range(count):
        make_statement(consultation=consultation)
    return consultation


def test_an_empty_list_says_so_to_each(client):
    for user in (None, make_focal_point(), make_secretary()):
        if user:
            client.force_login(user)
        answer = client.get(LIST)
        assert answer.status_code == 200
        assert not answer.context["consultations"]
        assert '<p class="note">' in answer.text


def test_the_list_tells_what_is_open_first_then_what_comes_and_what_is_over(client):
    client.force_login(make_secretary())
    titled("Después", closes_on=today() + 9 * DAY), titled("Antes", closes_on=today() + DAY)
    titled("Mañana", opens_on=today() + DAY, closes_on=today() + 9 * DAY)
    titled("Borrador", opened=False)
    old, closed = titled("Vieja", over=True), titled("Cerrada", closed_at=now())
    make_result(consultation=old)
    shown = client.get(LIST).context["consultations"]
    found = [[str(one.consultation) for one in group] for group in (shown.open, shown.coming, shown.drafts, shown.over)]
    assert found == [["Antes", "Después"], ["Mañana"], ["Borrador"], ["Cerrada", "Vieja"]]
    assert [one.shows_result for one in shown.over] == [False, True]
    assert closed in [one.consultation for one in shown.over]


def test_each_sees_the_consultations_that_are_for_them(client):
    titled("De Estados"), titled("De la Red", answered_by="network"), titled("De todos", **EVERYBODY)
    titled("Borrador", opened=False)
    make_result(consultation=titled("Publicada", over=True, audience="public"))
    everybody = {"De todos", "Publicada"}
    readers = {None: everybody, make_observer(): everybody | {"De la Red"}}
    readers[make_focal_point()] = everybody | {"De la Red", "De Estados"}
    for user, titles in readers.items():
        if user:
            client.force_login(user)
        shown = client.get(LIST).context["consultations"]
        assert {str(one.consultation) for one in (*shown.open, *shown.over)} == titles


def test_a_line_tells_how_much_the_reader_has_answered(client):
    consultation = with_statements(3)
    answered(consultation, 2)
    client.force_login(make_alternate())
    (one,) = client.get(LIST).context["consultations"].open
    assert (one.answered.count, one.answered.statements, one.answered.left) == (2, 3, 1)
    client.force_login(make_validator())
    (one,) = client.get(LIST).context["consultations"].open
    assert one.answered is None


@pytest.mark.parametrize("who", ["secretary", "focal_point", "anonymous"])
def test_forty_consultations_cost_as_much_as_two(client, django_assert_max_num_queries, who):
    if who != "anonymous":
        client.force_login({"secretary": make_secretary, "focal_point": make_focal_point}[who]())
    meeting = make_meeting(audience="public")

    def more():
        open_one = with_statements(2, meeting=meeting, audience="public", **EVERYBODY)
        with_statements(1, attribution="anonymous", answered_by="network")
        with_statements(1, opened=False)
        make_result(consultation=make_consultation(over=True, audience="public", meeting=meeting))
        make_statement(consultation=open_one, by_participant=True, accepted=False)

    more()
    client.get(LIST)
    with django_assert_max_num_queries(30) as few:
        client.get(LIST)
    for _ in range(10):
        more()
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(LIST)


@pytest.mark.parametrize("who", ["secretary", "focal_point"])
@pytest.mark.parametrize("attribution", ["attributed", "anonymous"])
def test_the_first_screen_of_two_hundred_statements_takes_few_queries(
    client, django_assert_max_num_queries, who, attribution
):
    client.force_login({"secretary": make_secretary, "focal_point": make_focal_point}[who]())
    consultation = with_statements(2, attribution=attribution, meeting=make_meeting())
    first_screen(client, consultation)
    with django_assert_max_num_queries(35) as few:
        first_screen(client, consultation)
    for number in range(200):
        make_statement(consultation=consultation, accepted=bool(number % 4), by_participant=True)
    for code in ("UY", "PY", "BR", "CL"):
        answered(consultation, 2, state=make_state(code))
    with django_assert_max_num_queries(len(few.captured_queries) + 1):
        first_screen(client, consultation)


def test_the_first_screen_says_in_whose_voice_and_how_far(client):
    consultation = with_statements(3, answered_by="network")
    client.force_login(make_focal_point())
    record = record_for(client, consultation)
    assert "Uruguay" in record.voice
    assert (record.answered.count, record.answered.left) == (0, 3)
    text = first_screen(client, consultation).text
    assert reverse("consultations:answer", args=[consultation.pk]) in text
    assert reverse("consultations:propose_statement", args=[consultation.pk]) in text
    answered(consultation, 3)
    assert reverse("consultations:answered", args=[consultation.pk]) in first_screen(client, consultation).text
    client.force_login(make_observer(organisation=make_organisation(name=Texts({"es": "Universidad"}))))
    assert "Universidad" in record_for(client, consultation).voice


def test_attributed_and_anonymous_are_said_before_one_answers(client):
    client.force_login(make_focal_point())
    client.cookies["django_language"] = "en"
    open_one = with_statements(1)
    address = open_one.get_absolute_url().replace("/es/", "/en/")
    text = client.get(address).text
    assert "Answers carry the name of the state." in text
    assert "Observers and the public never see them." in text
    anonymous = with_statements(1, attribution="anonymous")
    text = client.get(anonymous.get_absolute_url().replace("/es/", "/en/")).text
    assert "nobody can see who answered what, not even the secretariat" in text
    assert "After that you cannot see them any more either." in text


def test_who_has_no_voice_reads_why(client):
    consultation = with_statements(1)
    for user in (make_secretary(), make_validator()):
        client.force_login(user)
        record = record_for(client, consultation)
        assert (record.voice, bool(record.why_silent)) == ("", True)
        answer_address = reverse("consultations:answer", args=[consultation.pk])
        assert answer_address not in first_screen(client, consultation).text


def test_whoever_is_not_signed_in_joins_or_signs_in_first(client):
    public = with_statements(1, **EVERYBODY)
    assert reverse("consultations:join", args=[public.pk]) in first_screen(client, public).text
    client.cookies[cookie_of(public)] = sealed(email_id("vecina@example.org"), public).seal
    assert record_for(client, public).answered.left == 1
    inside = with_statements(1)
    assert "next=" in first_screen(client, inside).url
    client.force_login(make_observer())
    assert first_screen(client, inside).status_code == 404


def test_a_meeting_that_the_reader_does_not_see_is_not_named(client):
    hidden = make_meeting(audience="secretariat", title=Texts({"es": "Reunión reservada"}))
    consultation = with_statements(1, meeting=hidden)
    client.force_login(make_focal_point())
    assert "Reunión reservada" not in first_screen(client, consultation).text + client.get(LIST).text
    client.force_login(make_secretary())
    assert "Reunión reservada" in first_screen(client, consultation).text


def test_the_secretariat_sees_by_name_who_has_answered(client):
    make_cast()
    consultation = with_statements(2, answered_by="network")
    make_state("BR")
    answered(consultation, 2), answered(consultation, 1, state=State.objects.get(code="PY"))
    gone = make_organisation(name=Texts({"es": "Se fue"}))
    gone.memberships.all().delete()
    answered(consultation, 1, organisation=gone)
    client.force_login(make_secretary("other-secretary@example.org"))
    turnout = record_for(client, consultation).turnout
    assert (turnout.voices, turnout.rounded, turnout.unnamed) == (3, False, 1)
    assert (list(turnout.whole), list(turnout.begun)) == (["Uruguay"], ["Paraguay"])
    assert "Brasil" in turnout.silent
    client.force_login(make_focal_point("fp@example.org"))
    assert record_for(client, consultation).turnout is None


def test_of_an_anonymous_one_it_sees_a_rounded_number_alone(client):
    client.force_login(make_secretary())
    consultation = with_statements(1, attribution="anonymous")
    for expected, code in ((0, "UY"), (3, "PY"), (3, "BR"), (3, "CL"), (6, "AR")):
        answered(consultation, 1, state=make_state(code))
        turnout = record_for(client, consultation).turnout
        assert (turnout.voices, turnout.rounded) == (expected, True)
        assert (turnout.whole, turnout.begun, turnout.silent) == ((), (), ())


def test_persons_are_named_where_each_has_a_voice(client):
    cast = make_cast()
    consultation = with_statements(1, voice_of="person")
    answered(consultation, 1, user=cast.validator)
    client.force_login(cast.secretary)
    turnout = record_for(client, consultation).turnout
    assert list(turnout.whole) == [cast.validator.person.name]
    assert len(turnout.silent) == 3


def test_the_moves_of_the_secretariat_follow_the_standing(client):
    client.force_login(make_secretary())
    moves = {
        with_statements(1, opened=False): {"open_consultation", "edit_consultation", "remove_consultation"},
        with_statements(1): {"edit_consultation", "close_consultation", "take_back_consultation", "result"},
        with_statements(1, attribution="anonymous"): {"edit_consultation", "close_consultation"},
        with_statements(1, over=True): {"publish_result", "result", "adopt_priorities", "edit_consultation"},
        make_result().consultation: {"result", "adopt_priorities"},
    }
    every = set().union(*moves.values()) | {"answer"}
    for consultation, offered in moves.items():
        text = first_screen(client, consultation).text
        addresses = {name: reverse(f"consultations:{name}", args=[consultation.pk]) for name in every}
        found = {name for name, address in addresses.items() if f'href="{address}"' in text}
        assert found - {"remove_consultation", "take_back_consultation"} == offered - {
            *("remove_consultation", "take_back_consultation")
        }
        assert offered <= found


def test_own_answers_of_an_attributed_consultation_can_be_read_once_it_is_over(client):
    client.force_login(make_focal_point())
    consultation = with_statements(2)
    answered(consultation, 2)
    type(consultation).objects.update(closed_at=now(), salt="")
    assert [one.said.value for one in record_for(client, consultation).own_answers] == [1, 1]
    client.force_login(make_focal_point("other@example.org", "PY"))
    assert record_for(client, consultation).own_answers == []


def test_of_an_anonymous_one_nobody_reads_any_answer_once_it_is_over(client):
    consultation = with_statements(1, attribution="anonymous")
    answered(consultation, 1)
    type(consultation).objects.update(closed_at=now(), salt="")
    for user in (make_focal_point(), make_secretary()):
        client.force_login(user)
        record = record_for(client, consultation)
        assert (record.own_answers, record.proposals, record.answered) == ([], [], None)


def test_a_meeting_shows_the_consultations_that_prepare_it(client):
    meeting = make_meeting(audience="public")
    titled("De Estados", meeting=meeting), titled("De todos", meeting=meeting, **EVERYBODY)
    titled("De otra", **EVERYBODY)
    text = client.get(meeting.get_absolute_url()).text
    assert ("De todos" in text, "De Estados" in text, "De otra" in text) == (True, False, False)
    client.force_login(make_focal_point())
    assert "De Estados" in client.get(meeting.get_absolute_url()).text


def test_the_menus_lead_to_consultations(client):
    assert f'href="{LIST}"' in client.get(LIST).text
    client.force_login(make_focal_point())
    assert f'href="{LIST}" aria-current' in client.get(LIST).text.partition("<main")[0]


def test_no_row_of_an_anonymous_voice_names_anybody():
    consultation = with_statements(1, attribution="anonymous")
    voter = answered(consultation, 1)
    assert (voter.state, voter.organisation, voter.user) == (None, None, None)
    vote = Vote.objects.get()
    assert (vote.cast_at, vote.cast_by) == (None, None)
    uruguay = Voice("state", State.objects.get(code="UY").pk)
    assert Voter.objects.get(key=key_of(uruguay, consultation)) == voter
    consultation.salt = ""
    with pytest.raises(ValueError, match="closed"):
        key_of(uruguay, consultation)
