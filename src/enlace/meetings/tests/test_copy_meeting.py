"""Last year's meeting becomes the draft of the next."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.meetings.editions.copy_actions import copy_meeting
from enlace.meetings.models import Delegation, Meeting, MinutesVersion, Paper, SessionVersion, Speaker
from enlace.meetings.testing import (
    make_delegation,
    make_meeting,
    make_minutes_version,
    make_paper,
    make_session,
    make_speaker,
)
from enlace.network.testing import make_host, make_organisation, make_secretary

pytestmark = pytest.mark.django_db
OLD, NEW = date(2030, 10, 26), date(2031, 11, 3)


@pytest.fixture
def meeting():
    meeting = make_meeting(
        ordinal=12,
        title={"es": "XII Reunión de Puntos Focales", "en": "XII Focal Points Meeting"},
        begins_on=OLD,
        audience="public",
        link="https://video.example.org/a",
        place={"es": "Quito"},
        states_present=12,
    )
    meeting.supporters.add(make_organisation())
    return meeting


def test_the_new_edition_has_the_next_number_in_its_title_too_and_the_same_length(meeting):
    edition = copy_meeting(meeting, by=make_secretary(), begins_on=NEW)
    assert (edition.ordinal, edition.title["es"]) == (13, "XIII Reunión de Puntos Focales")
    assert (edition.begins_on, edition.ends_on) == (NEW, date(2031, 11, 4))
    assert list(edition.supporters.all()) == list(meeting.supporters.all())


def test_it_is_the_secretariats_draft_without_host_place_link_or_figures(meeting):
    edition = copy_meeting(meeting, by=None, begins_on=NEW)
    assert (edition.audience, edition.host, edition.place) == ("secretariat", None, {})
    assert (edition.link, edition.states_present) == ("", None)


def test_sessions_keep_hours_kinds_audiences_observers_and_rooms_on_the_new_days(meeting):
    observer = make_organisation()
    second = date(2030, 10, 27)
    facts = {"kind": "panel", "day": second, "begins": time(9, 30), "ends": time(11), "room": "Sala A"}
    make_session(meeting=meeting, audience="invited", observers=[observer], **facts)
    copied = copy_meeting(meeting, by=None, begins_on=NEW).sessions.get()
    assert (copied.kind, copied.room, copied.audience) == ("panel", "Sala A", "invited")
    assert (copied.day, copied.begins, copied.ends) == (date(2031, 11, 4), time(9, 30), time(11))
    assert list(copied.observers.all()) == [observer]


def test_nothing_that_happened_is_copied_and_nothing_is_published(meeting):
    session = make_session(meeting=meeting)
    make_session(meeting=meeting, cancelled_at=now())
    make_speaker(session=session), make_paper(session=session), make_minutes_version(session=session)
    make_delegation(meeting=meeting)
    edition = copy_meeting(meeting, by=None, begins_on=NEW)
    assert edition.sessions.count() == 1
    for model in (SessionVersion, Speaker, Paper, MinutesVersion):
        assert not model.objects.filter(session__meeting=edition).exists()
    assert not Delegation.objects.filter(meeting=edition).exists()


def test_a_number_that_is_taken_is_passed_over_unless_it_is_asked_for(meeting):
    make_meeting(ordinal=13)
    assert copy_meeting(meeting, by=None, begins_on=NEW).ordinal == 14
    with pytest.raises(ValidationError) as refused:
        copy_meeting(meeting, by=None, begins_on=NEW, ordinal=13)
    assert list(refused.value.message_dict) == ["ordinal"]


def test_of_a_meeting_known_to_the_month_one_day_is_copied():
    old = make_meeting(begins_on=date(2019, 10, 1), ends_on=date(2019, 10, 31), precision="month")
    edition = copy_meeting(old, by=None, begins_on=NEW)
    assert (edition.begins_on, edition.ends_on, edition.precision) == (NEW, NEW, "day")


def test_the_log_knows_from_where_it_came(meeting):
    make_session(meeting=meeting)
    edition = copy_meeting(meeting, by=None, begins_on=NEW)
    line = AuditEntry.objects.get(action="copy_meeting")
    assert (line.subject_id, line.after) == (str(edition.pk), {"from": meeting.pk, "sessions": 1})


def test_a_host_copies_nothing(meeting):
    with pytest.raises(PermissionDenied):
        copy_meeting(meeting, by=make_host(), begins_on=NEW)


def test_the_page_leads_to_the_new_edition(client, meeting):
    client.force_login(make_secretary())
    answer = client.post(reverse("meetings:copy_meeting", args=[meeting.pk]), {"begins_on": "2031-11-03"})
    assert answer.url == Meeting.objects.get(ordinal=13).get_absolute_url()
    again = client.post(reverse("meetings:copy_meeting", args=[meeting.pk]), {"begins_on": "soon"})
    assert again.status_code == 200
