"""The badges of a meeting: of its delegates, its speakers, the secretariat and the host, as data for `badges.typ`."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import segno
from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.languages import current_language
from enlace.core.plain import plain
from enlace.core.typesetting import typeset
from enlace.meetings.models import Delegate, Delegation, Meeting, Speaker
from enlace.meetings.models.delegations import TakesPart
from enlace.network.cards import card_of
from enlace.network.models import Mandate, Role
from enlace.network.standing import giving_rights_on

TEMPLATE = Path(__file__).parent / "typst" / "badges.typ"


@dataclass(frozen=True)
class Badge:
    """`address` is what its code leads to; empty for who is not checked in."""

    kind: str
    name: str
    office: str
    body: str
    illustrative: bool = False
    address: str = ""


def badges_of_meeting(meeting: Meeting, viewer: Anyone) -> list[Badge]:
    """In the order in which they are handed out: delegations by name, then those without. For who may print them.

    One each, and none for those who take part at a distance; nobody's whose name `viewer` may not read.
    """
    delegates = list(_delegates(meeting).exclude(takes_part=TakesPart.REMOTE))
    taken = {one.person_id for one in _delegates(meeting)}
    speakers = {one.person_id: one for one in _speakers(meeting) if one.person_id not in taken}
    staff = {one.person_id: one for one in _staff(meeting) if one.person_id not in taken | speakers.keys()}
    return [
        *badges_of(delegates),
        *_in_order(_speaker_badge(one) for one in speakers.values()),
        *_in_order(badge for one in staff.values() if (badge := _staff_badge(one, viewer))),
    ]


def coming_with(delegation: Delegation) -> list[Delegate]:
    """Those of one delegation who take part, however they do."""
    return list(_delegates(delegation.meeting).filter(delegation=delegation))


def badges_of(delegates: Iterable[Delegate]) -> list[Badge]:
    """Of delegates with their person and delegation at hand."""
    return _in_order(_delegate_badge(one) for one in delegates)


def _in_order(badges: Iterable[Badge]) -> list[Badge]:
    return sorted(badges, key=lambda one: (one.kind != "delegation", plain(one.body), plain(one.name)))


def check_in_address(delegate: Delegate) -> str:
    return settings.BASE_URL + reverse("meetings:check_in", args=[delegate.pk])


def _delegates(meeting: Meeting) -> Any:
    taking_part = Delegate.objects.taking_part().filter(delegation__meeting=meeting, person__erased_at=None)
    return taking_part.select_related("person", "delegation__state", "delegation__organisation")


def _delegate_badge(delegate: Delegate) -> Badge:
    delegation = delegate.delegation
    return Badge(
        kind="delegation" if delegation.state_id else "observer",
        name=str(delegate.person),
        office=str(delegate.shown_office),
        body=delegation.body,
        illustrative=delegation.illustrative or delegate.person.illustrative,
        address=check_in_address(delegate),
    )


def _speakers(meeting: Meeting) -> list[Speaker]:
    held = meeting.sessions.held().values("pk")
    named = Speaker.objects.filter(session__in=held, person__isnull=False, person__erased_at=None)
    return list(named.select_related("person", "state", "organisation"))


def _speaker_badge(speaker: Speaker) -> Badge:
    body = speaker.state or speaker.organisation
    return Badge(
        kind="speaker",
        name=str(speaker.person),
        office=str(speaker.shown_name),
        body=str(body or capfirst(speaker.get_sector_display())),
        illustrative=bool(speaker.person and speaker.person.illustrative),
    )


def _staff(meeting: Meeting) -> list[Mandate]:
    seats = Q(role=Role.SECRETARY) | Q(role=Role.HOST, organisation=meeting.host_id)
    mandates = giving_rights_on(today()).filter(seats, person__erased_at=None)
    return list(mandates.select_related("person", "state", "organisation"))


def _staff_badge(mandate: Mandate, viewer: Anyone) -> Badge | None:
    card = card_of(mandate, viewer)
    if card is None or not card.name:
        return None
    kind = "host" if mandate.role == Role.HOST else "secretariat"
    return Badge(kind, card.name, str(card.office), str(card.institution or _kinds()[kind]), card.illustrative)


def _kinds() -> dict[str, str]:
    return {
        "delegation": _("Delegation"),
        "observer": _("Observer"),
        "speaker": _("Speaker"),
        "secretariat": _("Technical Secretariat"),
        "host": _("Host institution"),
    }


def code_of(address: str) -> str:
    """As SVG; it can still be read from a badge that is folded or stained."""
    file = io.BytesIO()
    segno.make(address, error="m").save(file, kind="svg", border=2, dark="#1d2242", xmldecl=False)
    return file.getvalue().decode()


def badges_pdf(meeting: Meeting, badges: Iterable[Badge], *, at: datetime) -> bytes:
    """In the reader's language."""
    labels, mark = _kinds(), _("Illustrative")
    data = {
        "meeting": str(meeting.shown_title),
        "code": _("Code that leads to the check-in of this delegate"),
        "badges": [
            {
                "kind": one.kind,
                "label": labels[one.kind],
                "name": one.name,
                "office": one.office,
                "body": one.body,
                "sample": mark if one.illustrative or meeting.illustrative else "",
                "code": code_of(one.address) if one.address else "",
            }
            for one in badges
        ],
    }
    title = _("Badges: %(meeting)s") % {"meeting": meeting.shown_title}
    return typeset(TEMPLATE, data, language=current_language(), title=title, at=at)
