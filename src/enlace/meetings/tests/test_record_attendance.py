import csv
import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from openpyxl import load_workbook

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.door.actions import record_attendance
from enlace.meetings.door.attendance import suggested
from enlace.meetings.models import Attendance, Delegate, Session
from enlace.meetings.testing import (
    make_attendance,
    make_delegate,
    make_delegation,
    make_meeting,
    make_session,
)
from enlace.network.testing import (
    make_focal_point,
    make_host,
    make_observer,
    make_organisation,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db


def pair():
    session = make_session()
    uy = make_delegation(meeting=session.meeting)
    return session, uy, make_delegation(meeting=session.meeting, state=make_state("PY"))


def recorded():
    return dict(Attendance.objects.values_list("delegation", "presence"))


def test_several_are_recorded_at_once_with_one_line_of_ids():
    session, uy, py = pair()
    by = make_host()
    assert record_attendance(session, {uy: "present", py: "absent"}, by=by) == 2
    assert recorded() == {uy.pk: "present", py.pk: "absent"}
    line = AuditEntry.objects.get(action="record_attendance")
    assert (line.by, line.subject_id, line.before) == (by, str(session.pk), {})
    assert line.after == {str(uy.pk): "present", str(py.pk): "absent"}


def test_recording_the_same_again_changes_nothing_and_others_are_left_alone():
    session, uy, py = pair()
    by = make_secretary()
    record_attendance(session, {uy: "present", py: "excused"}, by=by)
    assert record_attendance(session, {uy: "present"}, by=by) == 0
    assert record_attendance(session, {uy: ""}, by=by) == 1
    assert recorded() == {py.pk: "excused"}
    assert AuditEntry.objects.filter(action="record_attendance").count() == 2


def test_a_delegation_of_another_meeting_and_an_unknown_word_are_refused():
    session, uy, _py = pair()
    other = make_delegation(meeting=make_meeting(), state=make_state("AR"))
    for presences in ({other: "present"}, {uy: "asleep"}):
        with pytest.raises(ValidationError):
            record_attendance(session, presences, by=make_secretary(f"{len(str(presences))}@example.org"))
    assert not recorded()


def test_the_host_records_no_more_after_the_last_day():
    session, uy, _py = pair()
    type(session.meeting).objects.update(begins_on=today() - timedelta(days=2), ends_on=today() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        record_attendance(session, {uy: "present"}, by=make_host())
    assert record_attendance(session, {uy: "present"}, by=make_secretary()) == 1


def test_what_is_supposed_follows_from_answers_check_ins_and_registrations():
    here, away = Delegate(checked_in_at=now()), Delegate(registered_at=now(), takes_part="remote")
    in_person = Delegate(registered_at=now(), takes_part="in_person")
    assert suggested("not_coming", []) == "excused"
    assert suggested("coming", [here, away]) == "present"
    assert suggested("coming", [away]) == "remote"
    assert suggested("coming", [away, in_person]) == suggested("", []) == ""


def test_the_page_supposes_and_records_only_what_is_saved(client):
    session, uy, py = pair()
    type(uy).objects.filter(pk=uy.pk).update(approved_at=now())
    make_delegate(delegation=type(uy).objects.get(pk=uy.pk), checked_in_at=now())
    client.force_login(make_host())
    address = reverse("meetings:session_attendance", args=[session.pk])
    form = client.get(address).context["form"]
    assert (form[f"presence-{uy.pk}"].value(), form[f"presence-{py.pk}"].value()) == ("present", "")
    assert not recorded()
    data = {f"presence-{uy.pk}": "present", f"before-{uy.pk}": "", f"presence-{py.pk}": "", f"before-{py.pk}": ""}
    client.post(address, data | {"rest": "absent"})
    assert recorded() == {uy.pk: "present", py.pk: "absent"}


def test_two_who_record_at_once_do_not_undo_each_other(client):
    session, uy, py = pair()
    client.force_login(make_secretary())
    address = reverse("meetings:session_attendance", args=[session.pk])
    shown = {f"presence-{one.pk}": "" for one in (uy, py)} | {f"before-{one.pk}": "" for one in (uy, py)}
    client.post(address, shown | {f"presence-{uy.pk}": "present"})
    client.post(address, shown | {f"presence-{py.pk}": "remote"})
    assert recorded() == {uy.pk: "present", py.pk: "remote"}


def test_an_observer_is_expected_only_where_it_is_named(client):
    meeting, organisation = make_meeting(), make_organisation()
    observer = make_delegation(meeting=meeting, organisation=organisation)
    client.force_login(make_secretary())
    for session, expected in (
        (make_session(meeting=meeting), False),
        (make_session(meeting=meeting, audience="invited", observers=[organisation]), True),
        (make_session(meeting=meeting, audience="network"), True),
    ):
        form = client.get(reverse("meetings:session_attendance", args=[session.pk])).context["form"]
        assert (f"presence-{observer.pk}" in form.fields) == expected


def test_members_read_the_attendance_and_record_nothing(client):
    session, uy, _py = pair()
    make_attendance(session=session, delegation=uy, presence="remote")
    client.force_login(make_focal_point())
    address = reverse("meetings:session_attendance", args=[session.pk])
    page = client.get(address)
    assert (str(session.title) in page.content.decode(), "form" in page.context) == (True, False)
    assert dict(page.context["rows"])[uy] != ""
    assert client.post(address, {f"presence-{uy.pk}": "absent"}).status_code == 403
    assert client.get(reverse("meetings:attendance", args=[session.meeting_id])).status_code == 200
    assert client.get(reverse("meetings:attendance_export", args=[session.meeting_id, "csv"])).status_code == 403


def test_members_do_not_see_sessions_of_the_secretariat_alone(client):
    session = make_session(audience="secretariat", title=Texts({"es": "Reservada"}))
    make_delegation(meeting=session.meeting)
    client.force_login(make_focal_point())
    assert client.get(reverse("meetings:session_attendance", args=[session.pk])).status_code == 404
    assert "Reservada" not in client.get(reverse("meetings:attendance", args=[session.meeting_id])).content.decode()


def test_an_observer_sees_no_attendance_of_others(client):
    session, _uy, _py = pair()
    type(session.meeting).objects.update(audience="public")
    Session.objects.update(audience="public")
    client.force_login(make_observer())
    assert client.get(reverse("meetings:attendance", args=[session.meeting_id])).status_code == 403
    assert client.get(reverse("meetings:session_attendance", args=[session.pk])).status_code == 403


def test_the_export_has_a_line_for_each_delegation_and_no_cell_that_runs(client):
    session, uy, _py = pair()
    Session.objects.update(title=Texts({"es": "=1+1"}))
    make_attendance(session=session, delegation=uy)
    client.force_login(make_secretary())
    files = {
        form: client.get(reverse("meetings:attendance_export", args=[session.meeting_id, form])).content
        for form in ("csv", "xlsx")
    }
    rows = list(csv.reader(io.StringIO(files["csv"].decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == ["Paraguay", "Uruguay"]
    assert rows[0][1].startswith("'=1+1")
    assert (rows[1][1], rows[2][1].lower()) == ("", str(uy.attendances.get().get_presence_display()).lower())
    cell = load_workbook(io.BytesIO(files["xlsx"])).active["B1"]
    assert (cell.data_type, cell.value.startswith("=1+1")) == ("s", True)


def test_the_attendance_of_120_sessions_takes_few_queries(client, django_assert_max_num_queries):
    meeting = make_meeting()
    delegations = [make_delegation(meeting=meeting, state=make_state(code)) for code in ("UY", "PY", "AR")]
    for _ in range(120):
        session = make_session(meeting=meeting)
        Attendance.objects.bulk_create(
            Attendance(session=session, delegation=one, presence="present") for one in delegations
        )
    for user in (make_secretary(), make_focal_point()):
        client.force_login(user)
        address = reverse("meetings:attendance", args=[meeting.pk])
        client.get(address)
        with django_assert_max_num_queries(24):
            page = client.get(address)
        assert len(page.context["matrix"].columns) == 120
        assert page.context["matrix"].of_delegation(delegations[0].pk).present == 120
