"""The list of meetings, the page of one, the page of its host, and what stands of them elsewhere."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.editions.queries import edition_of, states_there
from enlace.meetings.models import Meeting
from enlace.meetings.testing import make_attendance, make_delegation, make_meeting, make_photo, make_session
from enlace.network.models import Role
from enlace.network.testing import (
    fresh,
    make_focal_point,
    make_host,
    make_institution,
    make_mandate,
    make_observer,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db
LIST = reverse("meetings:meetings")
LAST_YEAR = today() - timedelta(days=365)


def public(**overrides):
    return make_meeting(**{"audience": "public"} | overrides)


def titled(title, **overrides):
    return public(title=Texts({"es": title}), **overrides)


def page_of(meeting):
    return meeting.get_absolute_url()


def attend(meeting, code="UY"):
    session = make_session(meeting=meeting, published=False)
    delegation = make_delegation(meeting=meeting, state=make_state(code))
    return make_attendance(session=session, delegation=delegation)


def test_an_empty_list_says_so(client):
    text = client.get(LIST).text
    assert 'class="timeline"' not in text
    assert 'class="lead measure"' in text


def test_what_comes_stands_first_and_the_past_by_year_newest_first(client):
    titled("Vieja", begins_on=date(2016, 11, 28))
    titled("Nueva", begins_on=date(2022, 10, 26))
    titled("Lejana", begins_on=today() + timedelta(days=90))
    titled("Próxima")
    text = client.get(LIST).text
    places = [text.find(f">{title}<") for title in ("Próxima", "Lejana", "Nueva", "Vieja")]
    assert -1 not in places
    assert places == sorted(places)
    assert '<p class="day">2022</p>' in text


def test_a_line_tells_number_days_place_host_and_how_many_states(client):
    meeting = titled("Reunión", ordinal=12, begins_on=date(2021, 10, 21), place=Texts({"es": "En línea"}))
    attend(meeting), attend(meeting, "PY")
    answer = client.get(LIST)
    for words in ("XII ", "21–22 de octubre de 2021", "En línea", "Ministerio de prueba"):
        assert words in answer.text
    assert [one.there.number for one in answer.context["editions"].past] == [2]


def test_a_title_that_says_the_number_is_enough():
    named, bare = titled("XII Reunión", ordinal=12), titled("Reunión del MXIII", ordinal=13)
    assert edition_of(named) == ""
    assert edition_of(bare).startswith("XIII ")


def test_a_draft_is_for_the_secretariat_and_its_host_alone(client):
    meeting = make_meeting(audience="secretariat", title=Texts({"es": "Borrador"}))
    for user, status in ((None, 404), (make_focal_point(), 404), (make_host(), 200), (make_secretary(), 200)):
        if user:
            client.force_login(user)
        assert client.get(page_of(meeting)).status_code == status
        assert ("Borrador" in client.get(LIST).text) == (status == 200)


def test_the_host_sees_its_draft_until_the_last_day_and_not_after(client):
    client.force_login(make_host())
    meeting = make_meeting(audience="secretariat", begins_on=today() - timedelta(days=1))
    assert client.get(page_of(meeting)).status_code == 200
    Meeting.objects.update(begins_on=today() - timedelta(days=2), ends_on=today() - timedelta(days=1))
    assert client.get(page_of(meeting)).status_code == 404


def test_the_list_asks_as_much_for_thirty_meetings_as_for_one(client, django_assert_max_num_queries):
    attend(public(begins_on=LAST_YEAR))
    public(ordinal=1)
    with django_assert_max_num_queries(25) as few:
        client.get(LIST)
    for number in range(30):
        attend(public(begins_on=LAST_YEAR - timedelta(days=400 * number), host=make_institution("PY")))
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert client.get(LIST).text.count("<h3>") == 32


def test_the_page_of_a_meeting_asks_little(client, django_assert_max_num_queries):
    meeting = public(begins_on=LAST_YEAR, ordinal=9)
    for code in ("UY", "PY", "BR", "CL"):
        attend(meeting, code)
    for _ in range(5):
        make_photo(meeting=meeting)
        meeting.supporters.add(make_organisation())
    public(begins_on=LAST_YEAR - timedelta(days=400)), public()
    client.get(LIST)
    with django_assert_max_num_queries(27):
        assert client.get(page_of(meeting)).status_code == 200


def test_the_page_tells_the_public_facts(client):
    meeting = public(
        ordinal=13,
        begins_on=date(2022, 10, 26),
        place=Texts({"es": "Ciudad de México"}),
        text=Texts({"es": "Se reúnen los puntos focales."}),
        source=Texts({"es": "Página de la Secretaría"}),
        link="https://video.example.org/secret",
        illustrative=True,
    )
    meeting.co_organisers.add(make_organisation(name=Texts({"es": "Instituto coorganizador"})))
    meeting.supporters.add(make_organisation(name=Texts({"es": "Fundación que apoya"})))
    text = client.get(page_of(meeting)).text
    for words in ("XIII", "26–27 de octubre de 2022", "Ciudad de México", "Se reúnen", "Página de la Secretaría"):
        assert words in text
    for words in ("Instituto coorganizador", "Fundación que apoya", "Ministerio de prueba", "GMT-05:00"):
        assert words in text
    assert 'class="sample"' in text
    assert "video.example.org" not in text


def test_the_link_is_for_members_and_organisers_while_it_can_be_used(client):
    meeting = public(link="https://video.example.org/secret")
    readers = {make_observer(): False, make_focal_point(): True, make_host(): True, make_secretary(): True}
    for user, shown in readers.items():
        client.force_login(user)
        assert ("video.example.org" in client.get(page_of(meeting)).text) == shown
    Meeting.objects.update(begins_on=LAST_YEAR, ends_on=LAST_YEAR)
    assert "video.example.org" not in client.get(page_of(meeting)).text


def test_states_that_were_there_are_named_and_those_that_were_not_are_not(client):
    meeting = public(begins_on=LAST_YEAR)
    attend(meeting)
    for presence in ("excused", "absent"):
        session = make_session(meeting=meeting, published=False)
        delegation = make_delegation(meeting=meeting, state=make_state("PY" if presence == "absent" else "BR"))
        make_attendance(session=session, delegation=delegation, presence=presence)
    there = states_there([meeting])[meeting.pk]
    assert ([state.code for state in there.states], there.number) == (["UY"], 1)
    assert 'href="/es/states/uy/"' in client.get(page_of(meeting)).text


def test_before_it_those_are_named_whose_delegation_is_approved_and_comes():
    meeting = public()
    make_delegation(meeting=meeting, state=make_state("UY"), answer="coming", approved_at=now())
    make_delegation(meeting=meeting, state=make_state("PY"), answer="coming")
    make_delegation(meeting=meeting, state=make_state("BR"), answer="not_coming", approved_at=now())
    make_delegation(meeting=meeting, organisation=make_organisation(), answer="coming", approved_at=now())
    assert [state.code for state in states_there([meeting])[meeting.pk].states] == ["UY"]


def test_where_only_a_number_is_known_the_page_says_so(client):
    meeting = public(begins_on=date(2021, 10, 21), states_present=12)
    there = states_there([meeting])[meeting.pk]
    assert (there.states, there.number) == ((), 12)
    assert "12 " in client.get(page_of(meeting)).text


def test_a_day_that_is_not_known_is_not_made_up(client):
    meeting = public(begins_on=date(2019, 10, 1), ends_on=date(2019, 10, 31), precision="month")
    text = client.get(page_of(meeting)).text
    assert "octubre de 2019" in text
    assert "1–31" not in text
    assert "GMT" not in text


def test_a_text_of_another_language_says_in_which_it_is(client):
    meeting = public(title=Texts({"es": "Reunión"}), text=Texts({"pt": "Texto em português"}))
    with override("en"):
        text = client.get(page_of(meeting)).text
    assert '<span lang="es">Reunión</span>' in text
    assert 'lang="pt"' in text


def test_a_cancelled_meeting_says_so(client):
    meeting = public(cancelled_at=now())
    assert 'class="notice warn"' in client.get(page_of(meeting)).text
    assert 'class="tag late"' in client.get(LIST).text


def test_the_page_leads_to_the_meetings_before_and_after_that_the_reader_sees(client):
    public(begins_on=LAST_YEAR, title=Texts({"es": "Anterior"}))
    make_meeting(begins_on=today() + timedelta(days=90), title=Texts({"es": "Reservada"}))
    text = client.get(page_of(public())).text
    assert "Anterior" in text.split('rel="prev"')[1]
    assert 'rel="next"' not in text


def test_the_secretariat_finds_its_ways_and_a_reader_finds_none(client):
    meeting = public()
    edit, copy = (reverse(f"meetings:{name}_meeting", args=[meeting.pk]) for name in ("edit", "copy"))
    assert edit not in client.get(page_of(meeting)).text
    client.force_login(make_secretary())
    assert edit in client.get(page_of(meeting)).text
    assert copy in client.get(page_of(meeting)).text


def test_the_page_of_the_host_tells_until_when_and_offers_the_secretariat_to_name_officers(client):
    meeting = make_meeting()
    make_mandate(Role.HOST, person=make_person(name="Oficina de protocolo"), until=meeting.ends_on)
    client.force_login(make_secretary())
    text = client.get(reverse("meetings:host_workspace", args=[meeting.pk])).text
    assert "Oficina de protocolo" in text
    assert f"role=host&amp;organisation={meeting.host_id}" in text
    assert f"until={meeting.ends_on.isoformat()}" in text


def test_that_link_opens_a_form_that_is_filled(client):
    meeting = make_meeting()
    client.force_login(make_secretary())
    host = client.get(reverse("meetings:host_workspace", args=[meeting.pk])).context["host"]
    form = client.get(host.name_officer).context["form"]
    assert form["role"].value() == "host"
    assert form["until"].value() == meeting.ends_on.isoformat()


def test_the_page_of_the_host_is_the_hosts_and_the_secretariats_until_the_last_day(client):
    meeting = public(begins_on=today() - timedelta(days=1))
    address = reverse("meetings:host_workspace", args=[meeting.pk])
    host, other = make_host(), make_host("other@example.org", organisation=make_institution("PY"))
    for user, status in ((host, 200), (other, 403), (make_focal_point(), 403)):
        client.force_login(user)
        assert client.get(address).status_code == status
    Meeting.objects.update(begins_on=LAST_YEAR, ends_on=LAST_YEAR)
    client.force_login(fresh(host))
    assert client.get(address).status_code == 403


def test_the_menu_leads_everybody_to_the_meetings(client):
    assert f'href="{LIST}"' in client.get(reverse("network:states")).text
    assert client.get(LIST).status_code == 200


def test_the_workspace_leads_members_and_hosts_to_the_meetings(client):
    for user in (make_focal_point(), make_observer(), make_host()):
        client.force_login(user)
        assert f'href="{LIST}"' in client.get(reverse("network:circulars")).text


def test_the_page_of_a_state_tells_which_meetings_it_hosted_and_joined(client):
    titled("Como anfitriona", begins_on=LAST_YEAR, host=make_institution("UY"))
    attend(titled("Como asistente", begins_on=LAST_YEAR, host=make_institution("PY")))
    titled("Ni una ni otra", begins_on=LAST_YEAR, host=make_institution("PY"))
    attend(make_meeting(title=Texts({"es": "Reservada"}), begins_on=LAST_YEAR))
    text = client.get(reverse("network:state", args=["uy"])).text
    assert "Como anfitriona" in text
    assert "Como asistente" in text
    assert "Ni una ni otra" not in text
    assert "Reservada" not in text
