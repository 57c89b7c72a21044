"""Who a donor was goes when they wish it, and when nobody needs it any more. What they gave stays as numbers.

The law wants receipts kept with the name on them: these keep it for `ENLACE_KEEP_GIFTS_DAYS` after the payment.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.mail_erasure import erase_from_mail
from enlace.core.permission import require
from enlace.giving.donors.held import held_on_donor
from enlace.giving.donors.links import Holder
from enlace.giving.donors.monthly_actions import stop_gift
from enlace.giving.donors.rules import can_erase_donor, can_export_donor
from enlace.giving.entry.opening import close_page
from enlace.giving.models import Donor, EndedBy, Gift, Receipt, Rhythm
from enlace.giving.models.gifts import new_key

WORDS_OF_GIFT = {"name": "", "country": "", "thanked_as": "", "in_memory_of": "", "message": "", "address": ""}
FORGOTTEN = {"donor": "", "anonymous": True, "country": "", "in_memory_of": "", "forgotten": True}
"""Of the facts of a receipt, when the law wants the name no longer."""


def erase_donor(donor: Donor, *, by: Anyone, holder: Holder | None = None) -> Donor:
    """Their monthly gifts are stopped first; one whose provider does not answer now is ended by the tick.

    Pages that wait to be paid are closed; a monthly gift that is paid there all the same is ended as soon as it begins.
    """
    require(can_erase_donor(by, donor, holder))
    for gift in donor.gifts.lasting().filter(ended_by=""):
        stop_gift(gift, by=by, holder=holder)
    for gift in donor.gifts.filter(payments=None, subscription="", closed_at=None).exclude(session=""):
        close_page(gift)
    with transaction.atomic():
        not_begun = donor.gifts.filter(rhythm=Rhythm.MONTHLY, subscription="", ended_by="")
        not_begun.update(ended_by=EndedBy.DONOR if holder else EndedBy.TREASURY)
        forget_donor(donor)
        record("erase_donor", donor, by=by)
    return donor


def export_donor(donor: Donor, *, by: Anyone, holder: Holder | None = None) -> dict[str, object]:
    """All that is held on them, as JSON."""
    require(can_export_donor(by, donor, holder))
    record("export_donor", donor, by=by)
    return held_on_donor(donor)


def forget_donor(donor: Donor) -> None:
    """Address, names, words; their links open nothing any more. Call it in a transaction."""
    if donor.email:
        erase_from_mail([donor.email], [donor.email])
    donor.email = donor.name = donor.country = ""
    donor.key, donor.erased_at = new_key(), now()
    donor.save()
    donor.gifts.update(**WORDS_OF_GIFT)


def forget_old_gifts(moment: datetime) -> int:
    """For the tick: names on receipts whose time is over, and donors of whom nothing newer is kept."""
    before = moment - timedelta(days=settings.ENLACE_KEEP_GIFTS_DAYS)
    count = 0
    for receipt in Receipt.objects.filter(payment__paid_at__lt=before).exclude(facts__has_key="forgotten"):
        receipt.facts = receipt.facts | FORGOTTEN
        receipt.save(update_fields=["facts"])
        count += 1
    goes_on = Gift.objects.lasting().values("donor")
    newer = Gift.objects.filter(Q(payments__paid_at__gte=before) | Q(started_at__gte=before)).values("donor")
    old = Donor.objects.filter(erased_at=None, since__lt=before).exclude(pk__in=goes_on).exclude(pk__in=newer)
    for donor in old:
        with transaction.atomic():
            forget_donor(donor)
            record("erase_donor", donor, by=None)
        count += 1
    return count


def forget_unpaid_gifts(moment: datetime) -> int:
    """For the tick: gifts that were begun and never paid, and donors who have no other."""
    before = moment - timedelta(days=settings.ENLACE_KEEP_UNPAID_GIFTS_DAYS)
    unpaid = Gift.objects.unpaid(moment).filter(started_at__lt=before, waiting=False)
    lost = unpaid.exclude(pk__in=Gift.objects.lasting().values("pk"))
    with transaction.atomic():
        count = lost.count()
        Gift.objects.filter(pk__in=list(lost.values_list("pk", flat=True))).delete()
        for donor in Donor.objects.filter(gifts=None, since__lt=before):
            if donor.email:
                erase_from_mail([donor.email], [donor.email])
            donor.delete()
            count += 1
    return count
