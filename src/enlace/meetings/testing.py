"""Makers of the records of meetings. A meeting is three weeks ahead, lasts two days and is for the members."""

from datetime import date, time, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from enlace.accounts.testing import make_user
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.meetings.agenda.facts import facts_of
from enlace.meetings.models import (
    AgendaVersion,
    Approval,
    ApprovalAnswer,
    Attendance,
    Bundle,
    CalendarFeed,
    Contribution,
    Decision,
    Delegate,
    Delegation,
    Meeting,
    MeetingReminder,
    MinutesVersion,
    Need,
    Paper,
    PaperText,
    Photo,
    Session,
    SessionVersion,
    Speaker,
)
from enlace.network.testing import make_institution, make_person, make_state


def make_meeting(**overrides: Any) -> Meeting:
    """Hosted by Uruguay's ministry (`make_institution`)."""
    begins: date = overrides.pop("begins_on", None) or today() + timedelta(days=21)
    fields: dict[str, Any] = {
        "title": Texts({"es": "Reunión de prueba", "en": "A meeting"}),
        "begins_on": begins,
        "ends_on": begins + timedelta(days=1),
        "time_zone": "America/Mexico_City",
        "audience": "members",
    }
    return Meeting.objects.create(**fields | {"host": overrides.pop("host", None) or make_institution()} | overrides)


def make_photo(**overrides: Any) -> Photo:
    fields = {"description": Texts({"es": "La sala"}), "meeting": overrides.pop("meeting", None) or make_meeting()}
    return Photo.objects.create(**fields | overrides)


def make_session(**overrides: Any) -> Session:
    """At nine on the first day, for an hour; `published=False` leaves it a draft, `observers` takes organisations."""
    published, observers = overrides.pop("published", True), overrides.pop("observers", ())
    meeting = overrides.pop("meeting", None) or make_meeting()
    fields = {"title": Texts({"es": "Diálogo"}), "day": meeting.begins_on, "begins": time(9), "ends": time(10)}
    session = Session.objects.create(meeting=meeting, **fields | overrides)
    session.observers.set(observers)
    if published:
        version = meeting.agenda_versions.first() or make_agenda_version(meeting=meeting)
        make_session_version(version=version, session=session)
    return session


def make_speaker(**overrides: Any) -> Speaker:
    fields = {"shown_as": Texts({"es": "Directora de Derechos Humanos"}), "sector": "government"} | overrides
    return Speaker.objects.create(**{"session": fields.pop("session", None) or make_session()} | fields)


def make_agenda_version(**overrides: Any) -> AgendaVersion:
    meeting = overrides.pop("meeting", None) or make_meeting()
    fields = {"number": meeting.agenda_versions.count() + 1, "published_at": timezone.now()}
    return AgendaVersion.objects.create(meeting=meeting, **fields | overrides)


def make_session_version(**overrides: Any) -> SessionVersion:
    session = overrides.pop("session", None) or make_session(published=False)
    version = overrides.pop("version", None) or make_agenda_version(meeting=session.meeting)
    observers = session.observers.values_list("pk", flat=True)
    facts = overrides.pop("facts", None) or facts_of(session, observers, Speaker.objects.filter(session=session))
    return SessionVersion.objects.create(version=version, session=session, facts=facts, **overrides)


def make_delegation(**overrides: Any) -> Delegation:
    """Of Uruguay, invited today; `organisation` makes it an observer's."""
    fields: dict[str, Any] = {"meeting": overrides.pop("meeting", None) or make_meeting(), "invited_at": timezone.now()}
    if "organisation" not in overrides:
        fields["state"] = overrides.pop("state", None) or make_state()
    return Delegation.objects.create(**fields | overrides)


def make_delegate(**overrides: Any) -> Delegate:
    """Of a delegation that is approved."""
    delegation = overrides.pop("delegation", None) or make_delegation(approved_at=timezone.now())
    fields = {"office": Texts({"es": "Asesora"}), "person": overrides.pop("person", None) or make_person()}
    return Delegate.objects.create(delegation=delegation, **fields | overrides)


def make_need(**overrides: Any) -> Need:
    fields = {"delegate": overrides.pop("delegate", None) or make_delegate(), "access": "Rampa", "diet": "Vegetariana"}
    return Need.objects.create(**fields | overrides)


def make_attendance(**overrides: Any) -> Attendance:
    session = overrides.pop("session", None) or make_session()
    delegation = overrides.pop("delegation", None) or make_delegation(meeting=session.meeting)
    return Attendance.objects.create(session=session, delegation=delegation, **{"presence": "present"} | overrides)


def make_paper(**overrides: Any) -> Paper:
    """Released; for the members."""
    fields = {"title": Texts({"es": "Nota conceptual"}), "released_at": timezone.now()} | overrides
    return Paper.objects.create(**{"session": fields.pop("session", None) or make_session()} | fields)


def make_paper_text(**overrides: Any) -> PaperText:
    fields = {"language": "es"} | overrides
    return PaperText.objects.create(**{"paper": fields.pop("paper", None) or make_paper()} | fields)


def make_contribution(**overrides: Any) -> Contribution:
    """Submitted."""
    fields = {"title": Texts({"es": "Armas de fuego"}), "submitted_at": timezone.now()} | overrides
    return Contribution.objects.create(**{"speaker": fields.pop("speaker", None) or make_speaker()} | fields)


def make_bundle(**overrides: Any) -> Bundle:
    """Finished."""
    fields: dict[str, Any] = {"form": "zip", "language": "es", "finished_at": timezone.now()} | overrides
    fields["content"] = fields.get("content") or ContentFile(b"PK\x05\x06" + bytes(18), "bundle.zip")
    user = fields.pop("user", None) or make_user("reader@example.org")
    return Bundle.objects.create(user=user, meeting=fields.pop("meeting", None) or make_meeting(), **fields)


def make_minutes_version(**overrides: Any) -> MinutesVersion:
    fields = {"text": "Se abrió la sesión."} | overrides
    return MinutesVersion.objects.create(**{"session": fields.pop("session", None) or make_session()} | fields)


def make_decision(**overrides: Any) -> Decision:
    meeting = overrides.pop("meeting", None) or make_meeting()
    fields = {"number": meeting.decisions.count() + 1, "text": Texts({"es": "Preparar la nota."})}
    return Decision.objects.create(meeting=meeting, **fields | overrides)


def make_approval(**overrides: Any) -> Approval:
    """Open for two weeks."""
    meeting = overrides.pop("meeting", None) or make_meeting()
    fields: dict[str, Any] = {
        "round": meeting.approvals.count() + 1,
        "content": {},
        "closes_on": today() + timedelta(days=14),
    }
    return Approval.objects.create(meeting=meeting, **fields | overrides)


def make_approval_answer(**overrides: Any) -> ApprovalAnswer:
    fields = {"approves": True, "state": overrides.pop("state", None) or make_state()} | overrides
    return ApprovalAnswer.objects.create(**{"approval": fields.pop("approval", None) or make_approval()} | fields)


def make_calendar_feed(**overrides: Any) -> CalendarFeed:
    fields = {"token_hash": f"{CalendarFeed.objects.count():064d}", "language": "es"} | overrides
    return CalendarFeed.objects.create(
        **{"user": fields.pop("user", None) or make_user("calendar@example.org")} | fields
    )


def make_meeting_reminder(**overrides: Any) -> MeetingReminder:
    return MeetingReminder.objects.create(**{"key": f"silent:{MeetingReminder.objects.count()}"} | overrides)
