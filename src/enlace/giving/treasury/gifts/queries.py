"""All that the treasury reads of one gift, and what happened to it in its order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enlace.accounts.models import AuditEntry
from enlace.accounts.rules import Anyone
from enlace.giving.models import Gift, GiftNotice, Payment, ProviderEvent, Receipt, Refund
from enlace.giving.treasury.gifts.words import outcome_in_words
from enlace.network.audit_lines import lines_of


@dataclass(frozen=True)
class Happened:
    """`by` names the office in which somebody of ours did it, and nobody; empty for the program and for providers."""

    at: datetime
    what: str
    by: str = ""
    more: str = ""


def payments_of(gift: Gift) -> list[Payment]:
    return list(gift.payments.select_related("receipt").prefetch_related("refunds").order_by("paid_at", "pk"))


def happened_to(gift: Gift, payments: Iterable[Payment], reader: Anyone) -> list[Happened]:
    """Calls of the provider, lines of the audit log and notices to the donor, oldest first."""
    lines = [*_events(gift), *_recorded(gift, list(payments), reader), *_notices(gift)]
    return sorted(lines, key=lambda one: one.at)


def _events(gift: Gift) -> Iterable[Happened]:
    names = Q(key=str(gift.key))
    for name in ("session", "subscription"):
        if value := getattr(gift, name):
            names |= Q(**{name: value})
    for one in ProviderEvent.objects.filter(names, provider=gift.provider):
        what = _("Call of the provider: %(kind)s") % {"kind": one.kind}
        yield Happened(one.received_at, what, more=capfirst(outcome_in_words(one.outcome)))


def _recorded(gift: Gift, payments: list[Payment], reader: Anyone) -> Iterable[Happened]:
    """Without the names of accounts: what is the treasury's is done in an office."""
    receipts = Receipt.objects.filter(payment__in=payments).values_list("pk", flat=True)
    refunds = Refund.objects.filter(payment__in=payments).values_list("pk", flat=True)
    subjects = {
        "giving.gift": [gift.pk],
        "giving.payment": [one.pk for one in payments],
        "giving.receipt": list(receipts),
        "giving.refund": list(refunds),
    }
    wanted = Q()
    for kind, ids in subjects.items():
        wanted |= Q(subject_kind=kind, subject_id__in=[str(pk) for pk in ids])
    for line in lines_of(list(AuditEntry.objects.filter(wanted).order_by("pk")), reader):
        account = _("account %(number)d") % {"number": line.entry.by_id} if line.entry.by_id else ""
        more = "" if line.entry.subject_kind == "giving.gift" else line.subject
        yield Happened(line.entry.at, line.what, line.office or account, more)


def _notices(gift: Gift) -> Iterable[Happened]:
    words = {
        "failing": _("The donor was told that a payment was refused"),
        "ended": _("The donor was told that the gift has ended"),
        "letter": _("A letter of thanks was written"),
    }
    for one in GiftNotice.objects.filter(gift=gift):
        kind = one.key.partition(":")[0]
        if kind in words:
            yield Happened(one.at, words[kind])
