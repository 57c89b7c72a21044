"""What a donor chooses about themselves. The log says that it was changed, and nothing of what."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.giving.donors.anonymity import refuse_anonymous
from enlace.giving.donors.links import Holder
from enlace.giving.donors.mail import post_link
from enlace.giving.donors.rules import (
    can_ask_donor_link,
    can_change_donor_language,
    can_change_gift_thanks,
    can_renew_donor_link,
)
from enlace.giving.entry.policy import is_government, names_somebody
from enlace.giving.entry.policy_facts import policy_facts
from enlace.giving.models import Donor, Gift
from enlace.giving.models.gifts import new_key


def change_gift_thanks(gift: Gift, thanked_as: str, *, by: Anyone, holder: Holder) -> Gift:
    """Empty makes it anonymous. Raises ValidationError where the policy wants a name for so much."""
    require(can_change_gift_thanks(by, gift, holder))
    thanked_as = thanked_as if names_somebody(thanked_as) else ""
    if is_government("", thanked_as, policy_facts()):
        raise ValidationError({"thanked_as": _("The institution takes no gifts in the name of a government.")})
    if not thanked_as and not gift.is_anonymous:
        refuse_anonymous(gift.money_now)
    with transaction.atomic():
        gift.thanked_as = thanked_as
        gift.save(update_fields=["thanked_as"])
        record("change_gift_thanks", gift, by=by, after={"anonymous": gift.is_anonymous})
    return gift


@transaction.atomic
def change_donor_language(donor: Donor, language: str, *, by: Anyone, holder: Holder) -> Donor:
    """Of mails, and of receipts from now on: those that exist stay as they are."""
    require(can_change_donor_language(by, donor, holder))
    before = donor.language
    donor.language = language
    donor.save(update_fields=["language"])
    donor.gifts.update(language=language)
    record("change_donor_language", donor, by=by, before={"language": before}, after={"language": language})
    return donor


@transaction.atomic
def renew_donor_link(donor: Donor, *, by: Anyone, holder: Holder) -> Donor:
    """No link from before opens the page any more; the new one is sent too."""
    require(can_renew_donor_link(by, donor, holder))
    donor.key = new_key()
    donor.save(update_fields=["key"])
    record("renew_donor_link", donor, by=by)
    post_link(donor)
    return donor


@transaction.atomic
def ask_donor_link(email: str, *, by: Anyone) -> None:
    """Whoever has given gets a link by mail; nobody else learns whether an address has."""
    require(can_ask_donor_link(by))
    donor = Donor.objects.filter(email__iexact=email, erased_at=None).exclude(email="").first()
    if donor is not None:
        post_link(donor)
