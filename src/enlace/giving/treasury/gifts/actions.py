"""A gift that came by bank transfer or cheque. The policy of gifts counts for it as for those of the form."""

from datetime import date, datetime, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.languages import default_language
from enlace.core.permission import require
from enlace.giving.entry.policy import is_government, names_somebody
from enlace.giving.entry.policy_facts import policy_facts
from enlace.giving.models import Campaign, Donor, FoundBy, Gift, Offer, PolicyOutcome, Rhythm
from enlace.giving.money.amounts import Money
from enlace.giving.providers.configured import BY_HAND
from enlace.giving.providers.face import Paid
from enlace.giving.settling.settling_actions import record_paid
from enlace.giving.treasury.rules import can_record_gift


def record_gift(
    *,
    by: Anyone | None,
    money: Money,
    day: date,
    key: UUID,
    name: str = "",
    email: str = "",
    country: str = "",
    language: str = "",
    campaign: Campaign | None = None,
    message: str = "",
) -> Gift:
    """With its payment, receipt and, where there is an address, its mail. `key` is that of the form: twice, it is one.

    Raises ValidationError for what the policy refuses, and then only the reason is kept.
    """
    require(can_record_gift(by))
    _require_policy(money, name, email)
    facts = {
        **{"provider": BY_HAND, "rhythm": Rhythm.ONCE, "amount": money.minor, "currency": money.currency},
        **{"name": name, "country": country, "campaign": campaign, "message": message},
        "language": language or default_language(),
    }
    try:
        return _written(facts, email, money, day, key, by)
    except IntegrityError:  # the same form, or the same donor, at the same moment: it is there now
        return _written(facts, email, money, day, key, by)


@transaction.atomic
def _written(facts: dict[str, object], email: str, money: Money, day: date, key: UUID, by: Anyone | None) -> Gift:
    """It counts at noon of `day` where the network is."""
    form_key = f"hand:{key}"
    known = Gift.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    donor = _donor(email, *(str(facts[name]) for name in ("name", "country", "language")))
    gift = Gift.objects.create(form_key=form_key, donor=donor, **facts)
    noon = timezone.make_aware(datetime.combine(day, time(12)))
    payment = record_paid(gift, Paid(form_key, money, min(noon, now())), FoundBy.HAND)
    after = {"payment": payment.pk, "amount": money.minor, "currency": money.currency, "campaign": gift.campaign_id}
    record("record_gift", gift, by=by, after=after)
    return gift


def _require_policy(money: Money, name: str, email: str) -> None:
    offer = Offer.objects.filter(currency=money.currency).first()
    if is_government(email, name, policy_facts()):
        refused = "government"
        sentence = _(
            "The policy of gifts refuses gifts of governments that belong to the network. Nothing is recorded but that "
            "one was refused; send the money back."
        )
    elif not names_somebody(name) and offer is not None and money.minor > offer.anonymous_most:
        refused = "anonymous"
        sentence = _("The policy of gifts takes so much from nobody unnamed. Write the name, or send the money back.")
    else:
        return
    with transaction.atomic():
        outcome = PolicyOutcome.objects.create(reason=refused, currency=money.currency)
        record("refuse_gift", outcome, by=None, after={"reason": refused})
    raise ValidationError(sentence)


def _donor(email: str, name: str, country: str, language: str) -> Donor:
    """Known again by their address; who has none is somebody new each time."""
    known = Donor.objects.filter(email__iexact=email).first() if email else None
    return known or Donor.objects.create(email=email, name=name, country=country, language=language)
