"""What a donor may do with their link; the treasury helps those who write or call."""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import allows
from enlace.giving.donors.links import Holder
from enlace.giving.models import Donor, Gift
from enlace.giving.parties import EVERYBODY, THE_DONOR, TREASURER

GOES_ON = _("it is monthly, and goes on")


def _stands(gift: Gift, *standings: str) -> bool:
    return gift.standing in standings and not gift.ended_by


@allows(THE_DONOR, TREASURER, does=_("Stop a monthly gift"), condition=GOES_ON)
def can_stop_gift(user: Anyone, gift: Gift, holder: Holder | None = None) -> bool:
    return _stands(gift, "active", "paused", "failing")


@allows(THE_DONOR, does=_("Pause a monthly gift"), condition=GOES_ON)
def can_pause_gift(user: Anyone, gift: Gift, holder: Holder | None = None) -> bool:
    return _stands(gift, "active")


@allows(THE_DONOR, does=_("Resume a monthly gift"), condition=_("it is paused"))
def can_resume_gift(user: Anyone, gift: Gift, holder: Holder | None = None) -> bool:
    return _stands(gift, "paused")


@allows(THE_DONOR, does=_("Change the amount of a monthly gift"), condition=GOES_ON)
def can_change_gift_amount(user: Anyone, gift: Gift, holder: Holder | None = None) -> bool:
    return _stands(gift, "active", "paused")


@allows(THE_DONOR, does=_("Change the card of a monthly gift"), condition=GOES_ON)
def can_change_gift_card(user: Anyone, gift: Gift, holder: Holder | None = None) -> bool:
    return _stands(gift, "active", "paused", "failing")


@allows(THE_DONOR, does=_("Choose how one is thanked for a gift"))
def can_change_gift_thanks(user: Anyone, gift: Gift, holder: Holder | None = None) -> bool:
    return True


@allows(THE_DONOR, does=_("Choose the language of mails to a donor"))
def can_change_donor_language(user: Anyone, donor: Donor, holder: Holder | None = None) -> bool:
    return True


@allows(THE_DONOR, does=_("Make all links to a donor's page invalid but a new one"))
def can_renew_donor_link(user: Anyone, donor: Donor, holder: Holder | None = None) -> bool:
    return True


@allows(EVERYBODY, does=_("Ask for a new link to the page of a donor, sent to their address"))
def can_ask_donor_link(user: Anyone) -> bool:
    return True


@allows(THE_DONOR, TREASURER, does=_("Export all that is held on a donor"))
def can_export_donor(user: Anyone, donor: Donor, holder: Holder | None = None) -> bool:
    return True


@allows(THE_DONOR, TREASURER, does=_("Erase a donor"), condition=_("not erased yet"))
def can_erase_donor(user: Anyone, donor: Donor, holder: Holder | None = None) -> bool:
    return donor.erased_at is None
