"""The frame of every page of the treasury: its sections, as the reader may see them."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.pages import page
from enlace.core.registry import Entry
from enlace.giving.treasury.rules import can_read_gifts, can_see_totals, can_set_up_currencies, can_thank_by_letter


def treasury_page(request: HttpRequest, template: str, context: Mapping[str, Any] | None = None) -> TemplateResponse:
    return page(request, f"giving/treasury/{template}", {"sections": sections(request), **(context or {})})


def sections(request: HttpRequest) -> list[Entry]:
    user = request.user
    ways = [
        (can_read_gifts(user), "giving:treasury", _("Overview")),
        (can_read_gifts(user), "giving:gifts", _("Gifts")),
        (can_read_gifts(user), "giving:donors", _("Donors")),
        (can_read_gifts(user), "giving:refunds", _("Refunds")),
        (can_see_totals(user), "giving:totals", _("Totals")),
        (can_thank_by_letter(user), "giving:letters", _("Letters")),
        (can_read_gifts(user), "giving:comparisons", _("Comparisons")),
        (can_set_up_currencies(user), "giving:setup", _("Set-up")),
    ]
    entries = [entry_to(reverse(name), label, request) for allowed, name, label in ways if allowed]
    first = reverse("giving:treasury")
    return [
        Entry(one.label, one.address, "") if one.address == first and request.path != first else one for one in entries
    ]
