"""The treasury in the menus of others: its way in, what is expected of it."""

from collections.abc import Iterator
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.core.languages import current_language
from enlace.core.menu import entry_to
from enlace.core.registry import Due, Entry
from enlace.giving.models import Donor, Gift, Payment, Receipt, Reconciliation, Refund
from enlace.giving.money.amounts import format_money
from enlace.giving.providers.configured import providers
from enlace.giving.providers.labels import provider_label
from enlace.giving.treasury.books.comparisons import last_of_each
from enlace.giving.treasury.overview.queries import unanswered
from enlace.giving.treasury.rules import can_approve_refund, can_read_gifts, can_see_totals
from enlace.network.roles import roles_of


def treasury_entry(request: HttpRequest) -> Entry | None:
    """To the secretariat, its way to the sums."""
    user = getattr(request, "user", AnonymousUser())
    if can_read_gifts(user):
        return entry_to(reverse("giving:treasury"), _("Treasury"), request)
    return entry_to(reverse("giving:totals"), _("Gifts"), request) if can_see_totals(user) else None


def due_for_treasury(user: User, day: date) -> Iterator[Due]:
    """Refunds that wait for a second person, those that a provider refused, and books that do not agree."""
    if not roles_of(user, day).is_of_the_treasury:
        return
    waiting = Refund.objects.filter(done_at=None, declined_at=None).select_related("payment").order_by("pk")
    refunds = list(waiting)
    for one in refunds:
        if can_approve_refund(user, one):
            amount = format_money(one.money, current_language(), short=True)
            yield Due(
                _("A refund of %(amount)s waits for a second person") % {"amount": amount},
                _("It was asked for by somebody else of the treasury. Approve it or decline it."),
                *(reverse("giving:refund", args=[one.pk]), _("Look at it")),
            )
    for one in unanswered(refunds):
        yield Due(
            _("A refund was refused by the provider"),
            _("Its page says why, and what to do."),
            *(reverse("giving:refund", args=[one.pk]), _("Look at it")),
        )
    yield from _differences()


def _differences() -> Iterator[Due]:
    for name, last in last_of_each(providers()).items():
        if last is not None and last.open:
            words = ngettext(
                "%(count)d difference between the books of %(provider)s and ours",
                "%(count)d differences between the books of %(provider)s and ours",
                last.open,
            )
            yield Due(
                words % {"count": last.open, "provider": provider_label(name)},
                _("The last comparison found what it could not settle by itself."),
                *(reverse("giving:comparisons"), _("See the comparison")),
            )


def private_gifts() -> type[models.Model]:
    return Gift


def private_payments() -> type[models.Model]:
    return Payment


def private_receipts() -> type[models.Model]:
    return Receipt


def private_refunds() -> type[models.Model]:
    return Refund


def private_donors() -> type[models.Model]:
    return Donor


def private_comparisons() -> type[models.Model]:
    return Reconciliation
