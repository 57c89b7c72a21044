"""The letter that invites a delegation, in the language of its addressee, as data for `letter.typ`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.clock import today
from enlace.core.dates import date_in_words
from enlace.core.languages import current_language, default_language, language_codes
from enlace.core.typesetting import typeset
from enlace.meetings.agenda.facts import Item
from enlace.meetings.agenda.queries import last_published
from enlace.meetings.agenda.readers import Reader
from enlace.meetings.audience import of_audience
from enlace.meetings.models import Delegation, Session
from enlace.network.audiences import Audience
from enlace.network.models import Mandate, Organisation, Role
from enlace.network.models.members import Sector
from enlace.network.roles import Part, Roles
from enlace.network.standing import giving_rights_on

TEMPLATE = Path(__file__).parent / "typst" / "letter.typ"


@dataclass(frozen=True)
class Letter:
    content: bytes
    language: str


def letter_to(delegation: Delegation, *, at: datetime) -> Letter:
    """It names offices, never people, and of the programme what the addressee may know."""
    mandate = _addressee(delegation)
    language = mandate.person.language if mandate else default_language()
    language = language if language in language_codes() else default_language()
    with override(language):
        title = _("Invitation: %(meeting)s") % {"meeting": delegation.meeting.shown_title}
        content = typeset(TEMPLATE, _data(delegation, mandate), language=language, title=title, at=at)
    return Letter(content, language)


def _addressee(delegation: Delegation) -> Mandate | None:
    """The focal point of the state, or whoever observes for the organisation."""
    of_state = Q(role=Role.FOCAL_POINT, state=delegation.state_id)
    of_observer = Q(role=Role.OBSERVER, organisation=delegation.organisation_id)
    holds = of_state if delegation.state_id else of_observer
    mandates = giving_rights_on(today()).filter(holds, person__erased_at=None)
    return mandates.select_related("person", "organisation").order_by("since", "pk").first()


def programme_for(delegation: Delegation) -> list[Item]:
    """What was published of the sessions that the state or the observer may know of, in their order."""
    roles = _roles_of_body(delegation)
    named = Q(audience=Audience.INVITED, observers__in=roles.organisations)
    seen = Session.objects.filter(of_audience(roles) | named, meeting=delegation.meeting_id).held()
    reader = Reader(roles, invited=delegation.organisation_id is not None)
    items = reader.as_read(last_published(delegation.meeting), delegation.meeting.audience)
    ids = set(seen.values_list("pk", flat=True))
    told = [item for pk, item in items.items() if pk in ids and not item.cancelled and not item.is_break]
    return sorted(told, key=lambda item: (item.day, item.begins))


def _roles_of_body(delegation: Delegation) -> Roles:
    if delegation.state_id:
        return Roles((Part(Role.FOCAL_POINT, state_id=delegation.state_id),))
    return Roles((Part(Role.OBSERVER, organisation_id=delegation.organisation_id),))


def _data(delegation: Delegation, mandate: Mandate | None) -> dict[str, Any]:
    meeting, language = delegation.meeting, current_language()
    invited = localtime(delegation.invited_at).date() if delegation.invited_at else today()
    reference = _("Ref. %(meeting)d-%(delegation)d") % {"meeting": meeting.pk, "delegation": delegation.pk}
    sample = meeting.illustrative or delegation.illustrative
    programme = programme_for(delegation)
    return {
        "letterhead": _letterhead(),
        "addressee": _lines_of_address(delegation, mandate),
        "date": date_in_words(invited, language),
        "reference": reference,
        "reference_line": f"{reference} · {delegation.body}",
        "sample": _("Illustrative") if sample else "",
        "meeting": str(meeting.shown_title),
        "paragraphs": list(_paragraphs(delegation, programme)),
        "facts": [{"label": label, "value": value} for label, value in _facts(delegation) if value],
        "programme": _("Programme"),
        "programme_note": _("Hours are those of the place of the meeting (%(zone)s). The programme may still change.")
        % {"zone": meeting.time_zone.replace("_", " ")},
        "days": [
            {"day": date_in_words(day, language), "sessions": [_line(item) for item in items]}
            for day, items in groupby(programme, key=lambda item: item.day)
        ],
        "closing": _("Yours sincerely,"),
    }


def _letterhead() -> dict[str, str]:
    institute = Organisation.objects.filter(sector=Sector.SECRETARIAT).first()
    secretariat = _("Technical Secretariat")
    return {"name": str(institute), "under": secretariat} if institute else {"name": secretariat, "under": ""}


def _lines_of_address(delegation: Delegation, mandate: Mandate | None) -> list[str]:
    """From the office to the state; what is not known is left out."""
    office = str(mandate.shown_office) if mandate else ""
    role = capfirst(mandate.get_role_display()) if mandate and delegation.state_id else ""
    institution = str(mandate.organisation or "") if mandate and delegation.state_id else ""
    return [line for line in (office or role, institution, delegation.body) if line]


def _paragraphs(delegation: Delegation, programme: Sequence[Item]) -> Iterator[str]:
    meeting = delegation.meeting
    values = {"body": delegation.body, "meeting": meeting.shown_title, "days": meeting.days_in_words}
    yield _("Dear colleagues,")
    if delegation.state_id:
        yield _("The Technical Secretariat has the honour to invite %(body)s to “%(meeting)s” (%(days)s).") % values
        yield _("Please name those who will attend, and register them, in the workspace of the network.")
    else:
        yield (
            _("The Technical Secretariat has the honour to invite %(body)s as an observer to “%(meeting)s” (%(days)s).")
            % values
        )
        yield _("Please name those who will attend, and register them, in the workspace of the network.")
        if programme:
            yield _("The programme below names the sessions to which you are invited.")


def _facts(delegation: Delegation) -> Iterator[tuple[str, str]]:
    meeting = delegation.meeting
    yield _("Days"), meeting.days_in_words
    yield _("Place"), str(meeting.shown_place)
    yield _("Mode"), capfirst(meeting.get_mode_display())
    yield _("Host institution"), str(meeting.host or "")
    yield _("Co-organised by"), "; ".join(str(one) for one in meeting.co_organisers.all())


def _line(item: Item) -> dict[str, str]:
    return {"hours": f"{item.begins:%H:%M}–{item.ends:%H:%M}", "title": str(item.shown_title)}
