import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.urls import reverse

from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.meetings.door.badges import badges_of_meeting, check_in_address, code_of
from enlace.meetings.models import Delegate
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting, make_session, make_speaker
from enlace.network.models import Person
from enlace.network.testing import (
    make_focal_point,
    make_host,
    make_observer,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db


def words_in(content):
    pages = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    return re.sub(r"[\s\u200b\ufffe]+", " ", pages)


def printed(client, name, record, language="es"):
    answer = client.get(f"/{language}" + reverse(f"meetings:{name}", args=[record.pk])[3:])
    assert answer.status_code == 200, answer
    return answer


def test_a_badge_says_who_somebody_is_and_for_whom(client):
    delegate = make_delegate(person=make_person(name="João Peña"), office=Texts({"es": "Jefa #1 $a$"}))
    client.force_login(make_host())
    answer = printed(client, "badges", delegate.delegation.meeting)
    words = words_in(answer.content)
    assert all(one in words for one in ("Reunión de prueba", "João Peña", "Jefa #1 $a$", "Uruguay"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert re.fullmatch(r'attachment; filename="badges-\d+-es\.pdf"', answer["Content-Disposition"])


def test_badges_speak_the_language_of_who_prints_them_and_are_made_for_screen_readers(client):
    delegate = make_delegate()
    client.force_login(make_secretary())
    content = printed(client, "badges", delegate.delegation.meeting, "en").content
    assert "A meeting" in words_in(content)
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_metadata() as metadata:
        assert str(pdf.Root.Lang) == "en"
        assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("name", ['#panic("x")', "*a* _b_ $c$ <d> @e \\f", "“Ñ” 'ã' \"O'Higgins\"", "Ł" * 200])
def test_whatever_stands_in_a_name_is_printed_as_it_is(client, name):
    delegate = make_delegate(person=make_person(name=name), office=Texts({"es": "x" * 200}))
    client.force_login(make_secretary())
    words = words_in(printed(client, "delegate_badge", delegate).content)
    assert name.replace(" ", "") in words.replace(" ", "")


def test_the_code_of_a_badge_leads_to_the_check_in_of_its_delegate(settings):
    settings.BASE_URL = "https://red.example"
    delegate = make_delegate()
    (badge,) = [one for one in badges_of_meeting(delegate.delegation.meeting, make_host()) if one.kind == "delegation"]
    assert badge.address == f"https://red.example{reverse('meetings:check_in', args=[delegate.pk])}"
    assert code_of(badge.address) == code_of(check_in_address(delegate))
    assert code_of(badge.address) != code_of(badge.address + "1")


def test_speakers_the_secretariat_and_the_host_have_badges_too_and_nobody_two(client):
    meeting, secretary, host = make_meeting(), make_secretary(), make_host()
    delegate = make_delegate(delegation=make_delegation(meeting=meeting, approved_at=now()))
    observer = make_delegation(meeting=meeting, organisation=make_organisation(), approved_at=now())
    make_delegate(delegation=observer)
    session = make_session(meeting=meeting)
    make_speaker(session=session, person=delegate.person)
    make_speaker(session=session, person=make_person(name="Oradora"))
    make_speaker(session=make_session(meeting=meeting), person=Person.objects.get(name="Oradora"))
    found = badges_of_meeting(meeting, secretary)
    assert sorted(one.kind for one in found) == ["delegation", "host", "observer", "secretariat", "speaker"]
    assert {one.name for one in found} >= {str(secretary.person), str(host.person), "Oradora"}


def test_the_host_prints_no_name_of_the_secretariat_that_it_may_not_read():
    make_secretary()
    assert "secretariat" not in {one.kind for one in badges_of_meeting(make_meeting(), make_host())}


def test_who_withdrew_or_is_not_approved_or_takes_part_at_a_distance_has_no_badge():
    meeting = make_meeting()
    approved = make_delegation(meeting=meeting, approved_at=now())
    make_delegate(delegation=approved, withdrawn_at=now())
    make_delegate(delegation=approved, takes_part="remote")
    make_delegate(delegation=make_delegation(meeting=meeting, state=make_state("PY")))
    assert badges_of_meeting(meeting, make_host("other@example.org", organisation=make_organisation())) == []


def test_an_illustrative_delegation_says_so_on_its_badges(client):
    delegate = make_delegate(delegation=make_delegation(approved_at=now(), illustrative=True))
    client.force_login(make_secretary())
    assert "Illustrative" in words_in(printed(client, "delegation_badges", delegate.delegation, "en").content)


@pytest.mark.parametrize(("who", "status"), [(make_focal_point, 403), (make_observer, 404)])
def test_nobody_else_prints_badges(client, who, status):
    delegate = make_delegate()
    client.force_login(who())
    records = {
        "badges": delegate.delegation.meeting,
        "delegation_badges": delegate.delegation,
        "delegate_badge": delegate,
    }
    for name, record in records.items():
        assert client.get(reverse(f"meetings:{name}", args=[record.pk])).status_code == status


def test_badges_of_500_delegates_are_63_sheets_and_few_queries(client, django_assert_max_num_queries):
    meeting = make_meeting()
    delegation = make_delegation(meeting=meeting, approved_at=now())
    people = Person.objects.bulk_create([Person(name=f"Persona {n:03d}") for n in range(500)])
    Delegate.objects.bulk_create([Delegate(delegation=delegation, person=one) for one in people])
    client.force_login(make_secretary())
    with django_assert_max_num_queries(24):
        content = printed(client, "badges", meeting).content
    assert len(pypdfium2.PdfDocument(content)) == 63
    assert {f"Persona {n:03d}" for n in range(500)} <= set(re.findall(r"Persona \d{3}", words_in(content)))
    assert len(content) < 5_000_000
