"""The minutes of a meeting on one page, with those of the last meeting beside them."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse
from pypdfium2 import PdfDocument

from enlace.core.clock import now, today
from enlace.meetings.minutes.actions import save_minutes
from enlace.meetings.minutes.approval_actions import open_approval
from enlace.meetings.minutes.panels import decisions_panel, minutes_panel
from enlace.meetings.models import MinutesVersion
from enlace.meetings.testing import make_approval, make_decision, make_meeting, make_minutes_version, make_session
from enlace.network.testing import make_focal_point, make_host, make_secretary, make_state

pytestmark = pytest.mark.django_db
SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", settings.ROOT.parent / "shared" / "data"))
CHAPTERS = sorted((SHARED / "texts_es" / "cvr_peru").glob("*.md"))


def address(meeting):
    return reverse("meetings:minutes", args=[meeting.pk])


def asked_by(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_a_hundred_and_twenty_sessions_take_few_queries(client, django_assert_max_num_queries):
    meeting, state = make_meeting(), make_state()
    for number in range(120):
        session = make_session(meeting=meeting)
        make_minutes_version(session=session, text=f"Texto {number}.")
        make_decision(meeting=meeting, session=session, state=state, number=number + 1)
    client.force_login(make_secretary())
    client.get(reverse("meetings:decisions", args=[meeting.pk]))
    with django_assert_max_num_queries(24):
        html = client.get(address(meeting)).content.decode()
    assert all(f"Texto {number}." in html for number in range(120))
    open_approval(meeting, by=None, closes_on=today() + timedelta(days=9))
    with django_assert_max_num_queries(24):
        assert "Texto 119." in client.get(address(meeting)).content.decode()


def test_members_read_nothing_before_it_circulates(client):
    session = make_minutes_version(session=make_session(), text="Borrador.").session
    client.force_login(make_focal_point())
    html = client.get(address(session.meeting)).content.decode()
    assert "Borrador." not in html
    open_approval(session.meeting, by=None, closes_on=today() + timedelta(days=9))
    assert "Borrador." in client.get(address(session.meeting)).content.decode()


def test_members_read_what_circulated_and_not_what_is_written_after_objections(client):
    session = make_session()
    version = make_minutes_version(session=session, text="Lo circulado.")
    approval = open_approval(session.meeting, by=None, closes_on=today() + timedelta(days=9))
    approval.settled_at, approval.closes_on = now(), today() - timedelta(days=1)
    approval.save()
    save_minutes(session, by=None, text="Lo nuevo.", language="es", base=version)
    client.force_login(make_focal_point())
    html = client.get(address(session.meeting)).content.decode()
    assert "Lo circulado." in html
    assert "Lo nuevo." not in html


def test_the_approved_minutes_of_the_last_meeting_stand_beside(client):
    before = make_meeting(begins_on=today() - timedelta(days=400))
    make_minutes_version(session=make_session(meeting=before), text="Lo de antes.")
    approval = open_approval(before, by=None, closes_on=today() + timedelta(days=9))
    client.force_login(make_focal_point())
    meeting = make_meeting()
    assert "Lo de antes." not in client.get(address(meeting)).content.decode()
    approval.settled_at = approval.approved_at = now()
    approval.save()
    html = client.get(address(meeting)).content.decode()
    assert "Lo de antes." in html
    assert "<details" in html


def test_the_minutes_are_there_on_paper_for_who_may_read_them(client):
    session = make_minutes_version(session=make_session(), text="Se abrió.\n\n- #let x = <b>uno</b>\n3. tres").session
    make_decision(meeting=session.meeting, session=session, state=make_state(), due_on=today())
    paper = reverse("meetings:minutes_pdf", args=[session.meeting_id])
    client.force_login(make_focal_point())
    assert client.get(paper).status_code == 404
    client.force_login(make_secretary())
    pages = PdfDocument(client.get(paper).content)
    text = pages[0].get_textpage().get_text_range()
    assert all(words in text for words in ("#let x = <b>uno</b>", "3. tres", "Preparar la nota.", "Uruguay"))


def test_whoever_has_no_part_finds_nothing(client):
    meeting = make_meeting(audience="public")
    assert client.get(address(meeting)).status_code == 302
    client.force_login(make_host("former@example.org", until=today() - timedelta(days=1)))
    assert client.get(address(meeting)).status_code == 404


def test_the_host_reads_them_until_the_last_day(client):
    client.force_login(make_host())
    session = make_minutes_version(session=make_session(), text="Borrador.").session
    assert "Borrador." in client.get(address(session.meeting)).content.decode()
    over = make_session(meeting=make_meeting(begins_on=today() - timedelta(days=2)))
    assert client.get(address(over.meeting)).status_code == 404
    assert client.get(reverse("meetings:session_minutes", args=[over.pk])).status_code == 404


def test_panels_show_each_reader_what_they_may_read():
    session = make_minutes_version(session=make_session(meeting=make_meeting(audience="public"))).session
    make_decision(meeting=session.meeting, audience="public")
    for user in (make_focal_point(), AnonymousUser()):
        assert minutes_panel(asked_by(user), session) is None
        assert decisions_panel(asked_by(user), session.meeting) is None
    assert minutes_panel(asked_by(make_secretary()), session).context["heads"] == 1
    make_approval(meeting=session.meeting, settled_at=now(), approved_at=now())
    panel = decisions_panel(asked_by(AnonymousUser()), session.meeting)
    assert (len(panel.context["decisions"]), panel.context["approval"]) == (1, None)


@pytest.mark.parametrize("chapter", CHAPTERS or [None], ids=lambda path: path.stem if path else "none")
def test_a_chapter_of_a_report_is_saved_shown_and_joined(client, chapter):
    if chapter is None:
        pytest.skip("the chapters (texts_es) are not on this machine")
    text, session = chapter.read_text("utf-8"), make_session()
    first = save_minutes(session, by=None, text=text, language="es")
    one = save_minutes(session, by=None, text=f"Al principio.\n{first.text}", language="es", base=first)
    save_minutes(session, by=None, text=f"{first.text}\nAl final.", language="es", base=first)
    client.force_login(make_secretary())
    form = client.get(reverse("meetings:session_minutes", args=[session.pk])).context["form"]
    assert form["text"].value() == f"{one.text}\nAl final."
    assert MinutesVersion.objects.get(pk=first.pk).text.split() == text.split()
