"""The public list of priorities, its table, and what stands of them elsewhere."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from enlace.consultations.priorities.panels import home_panel, meeting_panel, session_panel
from enlace.consultations.testing import make_challenge, make_consultation, make_priority, make_priority_review
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.testing import make_meeting, make_session
from enlace.network.testing import make_focal_point, make_host, make_institution, make_secretary, make_state

pytestmark = pytest.mark.django_db
LIST, TABLE = reverse("consultations:priorities"), reverse("consultations:priorities_export")
QUITO, ASUNCION = date(2016, 11, 28), date(2019, 10, 16)


def session_of(begins_on=QUITO, title="Reunión", audience="public", **overrides):
    meeting = make_meeting(begins_on=begins_on, title=Texts({"es": title}), audience=audience)
    return make_session(meeting=meeting, audience=audience, **overrides)


def adopted(title="Compartir alertas", session=None, **overrides):
    session = session or session_of()
    fields = {"session": session, "adopted_on": session.day, "title": Texts({"es": title})}
    return make_priority(**fields | overrides)


def groups(client):
    return [[str(one.priority) for one in group.priorities] for group in client.get(LIST).context["meetings"]]


def test_an_empty_list_says_so(client):
    answer = client.get(LIST)
    assert (answer.status_code, groups(client), TABLE in answer.text) == (200, [], False)


def test_they_stand_by_the_meeting_that_adopted_them_the_latest_first(client):
    quito, asuncion = session_of(QUITO, "VII Reunión"), session_of(ASUNCION, "X Reunión")
    adopted("Segunda", quito, order=2)
    adopted("Primera", quito, order=1)
    adopted("De otra", asuncion, order=1)
    assert groups(client) == [["De otra"], ["Primera", "Segunda"]]
    text = client.get(LIST).text
    assert 0 < text.find("X Reunión") < text.find("VII Reunión")


def test_each_tells_its_challenge_its_standing_and_its_mark(client):
    one = adopted(challenge=make_challenge(title=Texts({"es": "Riesgos"}), approach="regional"), illustrative=True)
    text = client.get(LIST).text
    assert "Riesgos" in text
    assert 'class="sample"' in text
    for outcome, session in (("continues", session_of(ASUNCION)), ("concluded", session_of(date(2022, 10, 26)))):
        make_priority_review(priority=one, session=session, outcome=outcome, reviewed_on=session.day)
    ((group,),) = [one.priorities for one in client.get(LIST).context["meetings"]]
    assert (group.last.outcome, group.is_concluded) == ("concluded", True)


def test_what_a_hidden_meeting_adopted_is_public_without_its_title(client):
    adopted("De los miembros", session_of(title="Reunión reservada", audience="members", begins_on=QUITO))
    for address in (LIST, TABLE):
        text = client.get(address).text
        assert "De los miembros" in text
        assert "reservada" not in text
    assert "28 de noviembre de 2016" in client.get(LIST).text
    client.force_login(make_focal_point())
    assert "reservada" in client.get(LIST).text


def test_the_list_asks_as_much_for_sixty_priorities_as_for_two(client, django_assert_max_num_queries):
    make_priority_review(priority=adopted(), session=session_of(ASUNCION))
    adopted()
    client.get(LIST)
    with django_assert_max_num_queries(14) as few:
        client.get(LIST)
    for number in range(58):
        challenge = make_challenge(state=make_state(("PY", "BR", "CL")[number % 3]))
        session = session_of(QUITO - timedelta(days=number))
        make_priority_review(
            priority=adopted(f"Otra {number}", session, challenge=challenge), session=session_of(ASUNCION)
        )
    for address in (LIST, TABLE):
        with django_assert_max_num_queries(len(few.captured_queries)):
            assert client.get(address).text.count("Otra") >= 58


def test_the_table_has_a_line_for_each_and_says_which_are_illustrative(client):
    challenge = make_challenge(title=Texts({"es": "Riesgos"}), illustrative=True)
    one = adopted("=cmd|' /C calc'!A0", challenge=challenge, illustrative=True)
    adopted("De verdad")
    make_priority_review(priority=one, session=session_of(ASUNCION), note=Texts({"es": "Se mantiene"}))
    answer = client.get(TABLE)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    columns = [list(row.values()) for row in rows]
    assert len(columns) == 2
    (first,) = [row for row in columns if "Se mantiene" in row]
    assert first[0] == "'=cmd|' /C calc'!A0"
    assert (first[2], first[4], first[6]) == ("Riesgos", "Uruguay", "2016-11-28")
    assert first[-1] == f"http://testserver{one.get_absolute_url()}"
    assert len({row[-2] for row in columns}) == 2


def test_the_home_page_shows_the_three_newest_that_stand(rf, client):
    request = rf.get("/")
    request.user = AnonymousUser()
    assert home_panel(request) is None
    for year in range(2013, 2018):
        adopted(f"De {year}", adopted_on=date(year, 5, 1))
    concluded = adopted("Concluida", adopted_on=date(2018, 5, 1))
    make_priority_review(priority=concluded, session=session_of(ASUNCION), outcome="concluded")
    assert [str(one) for one in home_panel(request).context["priorities"]] == ["De 2017", "De 2016", "De 2015"]
    assert "De 2017" in client.get("/es/").text


def test_the_pages_of_meeting_and_session_tell_what_they_adopted_and_reviewed(client):
    quito, asuncion = session_of(QUITO), session_of(ASUNCION)
    one = adopted("Compartir alertas", quito)
    make_priority_review(priority=one, session=asuncion)
    for thing in (quito, quito.meeting, asuncion, asuncion.meeting):
        assert "Compartir alertas" in client.get(thing.get_absolute_url()).text


def panel_of(rf, user, offer, thing):
    request = rf.get("/")
    request.user = user
    return offer(request, thing)


def test_who_organises_is_led_to_the_consultations_that_prepared_the_meeting(rf):
    meeting = make_meeting(begins_on=today())
    session, coming = make_session(meeting=meeting), make_session(meeting=meeting, day=today() + timedelta(days=1))
    over = make_consultation(over=True, meeting=meeting, answered_by="public", voice_of="person")
    make_consultation(meeting=meeting), make_consultation(over=True)
    for user in (make_secretary(), make_host()):
        for offer, thing in ((meeting_panel, meeting), (session_panel, session)):
            assert panel_of(rf, user, offer, thing).context["consultations"] == [over]
        assert panel_of(rf, user, session_panel, coming) is None
    for user in (make_focal_point(), make_host("other@example.org", organisation=make_institution("PY"))):
        for offer, thing in ((meeting_panel, meeting), (session_panel, session)):
            assert panel_of(rf, user, offer, thing) is None


def test_a_cancelled_meeting_adopts_nothing(rf):
    meeting = make_meeting(begins_on=today(), cancelled_at=now())
    make_consultation(over=True, meeting=meeting)
    assert panel_of(rf, make_secretary(), meeting_panel, meeting) is None


def test_the_way_to_adopt_stands_on_the_page_of_the_session(client):
    session = make_session(meeting=make_meeting(begins_on=today()))
    consultation = make_consultation(over=True, meeting=session.meeting)
    client.force_login(make_secretary())
    address = reverse("consultations:adopt_priorities", args=[consultation.pk])
    assert f"{address}?session={session.pk}" in client.get(session.get_absolute_url()).text
    assert address in client.get(session.meeting.get_absolute_url()).text
