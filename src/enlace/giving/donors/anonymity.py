"""The greatest gift that the policy takes from somebody who is not named in public."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from enlace.core.languages import current_language
from enlace.giving.models import Offer, PolicyOutcome
from enlace.giving.money.amounts import Money, format_money


def refuse_anonymous(money: Money) -> None:
    """Raises ValidationError where the policy refuses it, and writes that down without saying who it was."""
    offer = Offer.objects.filter(currency=money.currency).first()
    if offer is None or money.minor <= offer.anonymous_most:
        return
    PolicyOutcome.objects.create(reason="anonymous", currency=money.currency)
    most = format_money(offer.money(offer.anonymous_most), current_language(), short=True)
    raise ValidationError(
        _("Gifts above %(amount)s are not taken anonymously. Write a name by which we may thank you in public."),
        params={"amount": most},
    )
