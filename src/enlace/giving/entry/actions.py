"""A filled form becomes a gift, once, and gets its page at the provider."""

from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.giving.entry.opening import as_it_stands, close_page, is_given, order_of
from enlace.giving.entry.policy import is_government, names_somebody
from enlace.giving.entry.policy_facts import policy_facts
from enlace.giving.entry.rules import can_give
from enlace.giving.entry.stamps import form_keys
from enlace.giving.entry.wish import Wish
from enlace.giving.models import Campaign, Donor, Gift, Offer, PolicyOutcome, Recipient
from enlace.giving.providers.configured import provider_named

STORED = ("government", "anonymous")
MOST_AGAIN = 20


class RefusedByPolicy(Exception):
    """`reason` is `government`, `anonymous`, `least` or `most`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def begin_gift(wish: Wish, nonce: str, *, by: Anyone) -> Gift:
    """The gift of this form. It has the address of its page at the provider, or it was given already (`is_given`).

    Sent twice it is one gift with one page. What the same donor changed and sent again is another gift, and the page of
    the one before is closed. Who is signed in is not written down: donors are never joined with people of the network.
    Raises RefusedByPolicy, and then only the reason is kept; NotAnswered and Refused as the provider does.
    """
    require(can_give(by))
    _require_policy(wish)
    gift = _first_open(wish, nonce)
    if is_given(gift):
        return gift
    of_form = form_keys(nonce, "")[0]
    others = Gift.objects.filter(form_key__startswith=of_form, donor=gift.donor, payments=None, closed_at=None)
    for other in others.exclude(pk=gift.pk).exclude(session=""):
        close_page(other)
    if not gift.session:
        hosted = provider_named(gift.provider).start(order_of(gift, Recipient.objects.get()))
        Gift.objects.filter(pk=gift.pk, session="").update(session=hosted.session, address=hosted.address)
        gift.refresh_from_db()
    return gift


def _require_policy(wish: Wish) -> None:
    """Raises RefusedByPolicy. Only that, why and in which currency is kept, and not of amounts, which are corrected."""
    money = wish.choice.money
    offer = Offer.objects.offered().get(currency=money.currency)
    if not offer.least <= money.minor <= offer.most:
        raise RefusedByPolicy("least" if money.minor < offer.least else "most")
    reason = ""
    facts, names = policy_facts(), {wish.organisation, wish.name, wish.thanked_as}
    if any(is_government(wish.email, name, facts) for name in names):
        reason = "government"
    elif not names_somebody(wish.thanked_as) and money.minor > offer.anonymous_most:
        reason = "anonymous"
    if reason:
        with transaction.atomic():
            outcome = PolicyOutcome.objects.create(reason=reason, currency=money.currency)
            record("refuse_gift", outcome, by=None, after={"reason": reason})
        raise RefusedByPolicy(reason)


def _first_open(wish: Wish, nonce: str) -> Gift:
    """The one of this content whose page is not closed: after it was closed, the same content is another gift."""
    of_form, of_content = form_keys(nonce, wish.content)
    for again in range(MOST_AGAIN):
        gift = as_it_stands(_written(wish, f"{of_form}{of_content[:-4]}{again:04d}"))
        if gift.closed_at is None or is_given(gift):
            break
    return gift


@transaction.atomic
def _written(wish: Wish, form_key: str) -> Gift:
    money = wish.choice.money
    fields = {
        "donor": _donor(wish),
        "campaign": _campaign(wish.choice.campaign),
        "provider": wish.provider,
        "rhythm": wish.choice.rhythm,
        "amount": money.minor,
        "currency": money.currency,
        "name": wish.receipt_name,
        "country": wish.country,
        "language": wish.language,
        "thanked_as": wish.thanked_as,
        "in_memory_of": wish.in_memory_of,
        "message": wish.message,
        "started_at": now(),
    }
    gift, new = Gift.objects.get_or_create(form_key=form_key, defaults=fields)
    if new:
        names = ("provider", "rhythm", "amount", "currency", "campaign_id")
        record("begin_gift", gift, by=None, after={name: getattr(gift, name) for name in names})
    return gift


def _campaign(slug: str) -> Campaign | None:
    return Campaign.objects.running(today()).filter(slug=slug).first() if slug else None


def _donor(wish: Wish) -> Donor:
    """One for each address, however it is written; what is known of them is only completed."""
    known = {"name": wish.receipt_name, "country": wish.country}
    defaults = {"email": wish.email, "language": wish.language} | known
    donor, new = Donor.objects.get_or_create(email__iexact=wish.email, defaults=defaults)
    empty = [name for name in known if not new and known[name] and not getattr(donor, name)]
    for name in empty:
        setattr(donor, name, known[name])
    if empty:
        donor.save(update_fields=empty)
    return donor
