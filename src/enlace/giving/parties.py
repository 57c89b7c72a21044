"""The parties of giving."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import Party
from enlace.giving.donors.links import Holder
from enlace.giving.models import Donor, Gift, Receipt
from enlace.network.roles import roles_of


def donor_id_of(thing: Any) -> int | None:
    if isinstance(thing, Donor):
        return thing.pk
    if isinstance(thing, Receipt):
        return thing.payment.gift.donor_id
    return thing.donor_id if isinstance(thing, Gift) else None


def _holds_the_link(user: Anyone, *things: Any) -> bool:
    """Of a thing and whoever holds a signed link: whether the link is of the donor whose thing it is."""
    holder = next((one for one in things if isinstance(one, Holder)), None)
    return holder is not None and bool(things) and donor_id_of(things[0]) == holder.donor_id


EVERYBODY = Party(_("everybody"), lambda user, *things: True)
TREASURER = Party(_("the treasury"), lambda user, *things: roles_of(user).is_treasurer)
COMPTROLLER = Party(_("the control of the treasury"), lambda user, *things: roles_of(user).is_comptroller)
THE_TREASURY = Party(_("the treasury and its control"), lambda user, *things: roles_of(user).is_of_the_treasury)
THE_DONOR = Party(_("the donor, by their signed link"), _holds_the_link)
