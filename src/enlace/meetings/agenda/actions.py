"""Sessions of the draft. Readers see them as they were published last, whatever is changed here."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.agenda.days import outside_the_meeting
from enlace.meetings.agenda.rules import (
    can_cancel_session,
    can_edit_agenda,
    can_remove_session,
    can_restore_session,
)
from enlace.meetings.agenda.spoken import as_stored, codes_of
from enlace.meetings.models import Meeting, Session
from enlace.network.audiences import Audience
from enlace.network.models import Membership, Organisation
from enlace.themes.models import Theme

TEXTS, LANGUAGES, LISTS = ("title", "summary"), ("languages", "interpretation"), ("observers", "themes")


class SessionFields(TypedDict, total=False):
    """`languages` and `interpretation` take codes or names; `observers` counts for the audience of those named."""

    kind: str
    title: Mapping[str, str]
    summary: Mapping[str, str]
    day: date
    begins: time
    ends: time
    room: str
    link: str
    languages: str
    interpretation: str
    audience: str
    observers: Iterable[Organisation]
    themes: Iterable[Theme]
    illustrative: bool


@transaction.atomic
def add_session(meeting: Meeting, *, by: Anyone | None, **fields: Unpack[SessionFields]) -> Session:
    """A draft. `title`, `day`, `begins` and `ends` are needed."""
    require(can_edit_agenda(by, meeting))
    session = Session(meeting=meeting)
    _set(session, fields, list(fields.get("observers", ())))
    record("add_session", session, by=by, after=_facts(session))
    return session


@transaction.atomic
def change_session(session: Session, *, by: Anyone | None, **fields: Unpack[SessionFields]) -> Session:
    """What is not named stays as it is."""
    session = _locked(session)
    require(can_edit_agenda(by, session.meeting))
    before = _facts(session)
    _set(session, fields, list(fields.get("observers", session.observers.all())))
    record("change_session", session, by=by, before=before, after=_facts(session))
    return session


@transaction.atomic
def cancel_session(session: Session, *, by: Anyone | None) -> Session:
    """It stays in the agenda, marked as cancelled from the next publication on."""
    session = _locked(session)
    require(can_cancel_session(by, session))
    session.cancelled_at = now()
    session.save(update_fields=["cancelled_at"])
    record("cancel_session", session, by=by, after={"cancelled_at": session.cancelled_at.isoformat()})
    return session


@transaction.atomic
def restore_session(session: Session, *, by: Anyone | None) -> Session:
    session = _locked(session)
    require(can_restore_session(by, session))
    session.cancelled_at = None
    session.save(update_fields=["cancelled_at"])
    record("restore_session", session, by=by)
    return session


@transaction.atomic
def remove_session(session: Session, *, by: Anyone | None) -> None:
    """A draft that was not wanted after all, with its speakers."""
    session = _locked(session)
    require(
        can_remove_session(by, session),
        _("This session was published, or something belongs to it: cancel it instead of removing it."),
    )
    record("remove_session", session, by=by, before=_facts(session))
    session.delete()


def _locked(session: Session) -> Session:
    return Session.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=session.pk)


def _set(session: Session, fields: SessionFields, observers: list[Organisation]) -> None:
    given: dict[str, Any] = {name: value for name, value in fields.items() if name not in LISTS}
    given |= {name: Texts(given[name]) for name in TEXTS if name in given}
    given |= {name: _codes(name, given[name]) for name in LANGUAGES if name in given}
    for name, value in given.items():
        setattr(session, name, value)
    if "audience" in given and given["audience"] != Audience.INVITED and "observers" not in fields:
        observers = []
    session.full_clean(exclude=["meeting"], validate_constraints=False)
    _check_hours(session)
    _check_observers(session, observers)
    session.save()
    session.observers.set(observers)
    if "themes" in fields:
        session.themes.set(fields["themes"])


def _codes(field: str, written: str) -> str:
    codes, unknown = codes_of(written)
    if unknown:
        sentence = _("“%(words)s” is no language. Write codes or names, for example: es, pt.")
        raise ValidationError({field: sentence % {"words": ", ".join(unknown)}})
    return as_stored(codes)


def _check_hours(session: Session) -> None:
    if not session.meeting.includes(session.day):
        raise ValidationError({"day": outside_the_meeting(session.meeting, session.day)})
    if session.ends <= session.begins:
        sentence = _("The end, %(ends)s, does not come after the beginning, %(begins)s.")
        words = {"ends": f"{session.ends:%H:%M}", "begins": f"{session.begins:%H:%M}"}
        raise ValidationError({"ends": sentence % words})


def _check_observers(session: Session, observers: list[Organisation]) -> None:
    if session.audience != Audience.INVITED:
        if observers:
            raise ValidationError(
                {"observers": _("Observers are named only where the session is for those named: choose that audience.")}
            )
        return
    if not observers:
        raise ValidationError({"observers": _("Name at least one observer, or choose another audience.")})
    belonging = set(Membership.objects.of_observers().on(session.day).values_list("organisation", flat=True))
    strange = [str(one.shown_name) for one in observers if one.pk not in belonging]
    if strange:
        sentence = _("%(names)s: no observer of the network on that day. Record its membership first.")
        raise ValidationError({"observers": sentence % {"names": ", ".join(strange)}})


def _facts(session: Session) -> dict[str, Any]:
    lists = {name: sorted(getattr(session, name).values_list("pk", flat=True)) for name in LISTS}
    return {
        "kind": str(session.kind),
        "day": session.day.isoformat(),
        "begins": f"{session.begins:%H:%M}",
        "ends": f"{session.ends:%H:%M}",
        "audience": str(session.audience),
    } | {name: ids for name, ids in lists.items() if ids}
