"""Who has which part in a session. The log gets ids and parts, not how somebody is shown."""

from collections.abc import Mapping
from typing import Any, Literal, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.agenda.rules import can_edit_agenda, can_remove_speaker
from enlace.meetings.models import Session, Speaker
from enlace.network.models import Organisation, Person, State


class SpeakerFields(TypedDict, total=False):
    """`shown_as` is how the programme presents them; `person`, who it is, is never shown from here."""

    part: str
    shown_as: Mapping[str, str]
    sector: str
    state: State | None
    organisation: Organisation | None
    person: Person | None


@transaction.atomic
def add_speaker(session: Session, *, by: Anyone | None, **fields: Unpack[SpeakerFields]) -> Speaker:
    """As the last of the session. `shown_as` and `sector` are needed."""
    session = Session.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=session.pk)
    require(can_edit_agenda(by, session.meeting))
    last = session.speakers.aggregate(last=Max("order"))["last"]
    speaker = Speaker(session=session, order=0 if last is None else last + 1)
    _set(speaker, fields)
    record("add_speaker", speaker, by=by, after=_facts(speaker))
    return speaker


@transaction.atomic
def change_speaker(speaker: Speaker, *, by: Anyone | None, **fields: Unpack[SpeakerFields]) -> Speaker:
    """What is not named stays as it is."""
    speaker = _locked(speaker)
    require(can_edit_agenda(by, speaker.session.meeting))
    before = _facts(speaker)
    _set(speaker, fields)
    record("change_speaker", speaker, by=by, before=before, after=_facts(speaker))
    return speaker


@transaction.atomic
def remove_speaker(speaker: Speaker, *, by: Anyone | None) -> None:
    speaker = _locked(speaker)
    require(
        can_remove_speaker(by, speaker),
        _("This speaker brought a contribution. Remove that first."),
    )
    record("remove_speaker", speaker, by=by, before=_facts(speaker))
    speaker.delete()


@transaction.atomic
def move_speaker(speaker: Speaker, direction: Literal["earlier", "later"], *, by: Anyone | None) -> Speaker:
    """Change places with the neighbour in the order of the session; at its end nothing changes."""
    session = Session.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=speaker.session_id)
    require(can_edit_agenda(by, session.meeting))
    order = list(session.speakers.values_list("pk", flat=True))
    place = order.index(speaker.pk)
    goes = place + (-1 if direction == "earlier" else 1)
    if 0 <= goes < len(order):
        order[place], order[goes] = order[goes], order[place]
        for number, pk in enumerate(order):
            session.speakers.filter(pk=pk).update(order=number)
        record("move_speaker", speaker, by=by, before={"order": place}, after={"order": goes})
    speaker.refresh_from_db()
    return speaker


def _locked(speaker: Speaker) -> Speaker:
    found = Speaker.objects.select_for_update(of=("self",)).select_related("session__meeting")
    return found.get(pk=speaker.pk)


def _set(speaker: Speaker, fields: SpeakerFields) -> None:
    given: dict[str, Any] = dict(fields)
    if "shown_as" in given:
        given["shown_as"] = Texts(given["shown_as"])
    for name, value in given.items():
        setattr(speaker, name, value)
    if speaker.person is not None and speaker.person.erased_at:
        raise ValidationError({"person": _("This person was erased from the directory. Leave the field empty.")})
    speaker.full_clean(exclude=["session"])
    speaker.save()


def _facts(speaker: Speaker) -> dict[str, Any]:
    known = {"state": speaker.state_id, "organisation": speaker.organisation_id, "person": speaker.person_id}
    facts: dict[str, Any] = {"session": speaker.session_id, "part": str(speaker.part), "sector": str(speaker.sector)}
    return facts | {name: value for name, value in known.items() if value}
