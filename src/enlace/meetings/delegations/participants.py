"""The list of participants as a table, with what they need, for those who prepare the meeting."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.meetings.models import Delegate, Meeting
from enlace.network.exchange.table_writing import Written
from enlace.network.exchange.tables import Cell


def participants_table(meeting: Meeting) -> Written:
    """Those named and not withdrawn, in delegations that were approved or not. One query."""
    near = ("person", "need", "delegation__state", "delegation__organisation")
    delegates = Delegate.objects.named().filter(delegation__meeting=meeting).select_related(*near)
    rows = [_row(one) for one in delegates]
    return Written(_("Participants"), _header(), sorted(rows, key=lambda row: (str(row[0]), row[5] == "", str(row[3]))))


def _header() -> list[str]:
    return [
        *(_("Delegation"), _("As"), _("Approved on"), _("Name"), _("Office"), _("Heads the delegation")),
        *(_("E-mail address"), _("Language"), _("Takes part"), _("Registered on"), _("Access"), _("Diet")),
        _("Illustrative"),
    ]


def _row(delegate: Delegate) -> list[Cell]:
    delegation, person, need = delegate.delegation, delegate.person, getattr(delegate, "need", None)
    return [
        delegation.body,
        _("member state") if delegation.state_id else _("observer"),
        localdate(delegation.approved_at) if delegation.approved_at else "",
        str(person),
        str(delegate.office.in_language(current_language())),
        _("yes") if delegate.is_head else "",
        person.email,
        person.language,
        str(delegate.get_takes_part_display()),
        localdate(delegate.registered_at) if delegate.registered_at else "",
        need.access if need else "",
        need.diet if need else "",
        _("yes") if delegation.illustrative or person.illustrative else "",
    ]
