"""Who receives gifts, in which currencies, with which texts and by which policy. All of it is read by every donor."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.languages import current_language
from enlace.core.permission import require
from enlace.giving.models import Offer, Policy, Recipient, TaxText
from enlace.giving.money.amounts import Money, format_money
from enlace.giving.treasury.rules import can_raise_alone_limit, can_set_up_currencies, can_set_up_gifts

ONLY = 1
"""The number of the one row of what there is once."""


@transaction.atomic
def change_recipient(*, by: Anyone | None, **values: Any) -> Recipient:
    """Receipts that exist keep what stood on them. Raises ValidationError by field."""
    require(can_set_up_gifts(by))
    found = Recipient.objects.filter(pk=ONLY).first() or Recipient(pk=ONLY)
    _write("change_recipient", found, values, by)
    return found


@transaction.atomic
def change_policy(*, by: Anyone | None, **values: Any) -> Policy:
    """It counts for gifts from now on. Raises ValidationError by field."""
    require(can_set_up_gifts(by))
    found = Policy.objects.filter(pk=ONLY).first() or Policy(pk=ONLY)
    _write("change_policy", found, values, by)
    return found


@transaction.atomic
def record_offer(offer: Offer | None, *, by: Anyone | None, **values: Any) -> Offer:
    """A new currency where `offer` is None; amounts in minor units. Raises ValidationError by field.

    What one person alone may give back is raised by the control of the treasury, never by who asks for refunds.
    """
    require(can_set_up_currencies(by))
    if values["least"] > values["most"]:
        raise ValidationError({"most": _("The greatest amount is not below the least one.")})
    offer = Offer.objects.select_for_update().get(pk=offer.pk) if offer else Offer(alone_most=0)
    if values["alone_most"] > offer.alone_most and not can_raise_alone_limit(by):
        limit = format_money(Money(offer.alone_most, values["currency"]), current_language(), short=True)
        sentence = _(
            "Only the control of the treasury raises this limit, which is %(limit)s now. Leave it, and ask them."
        )
        raise ValidationError({"alone_most": sentence % {"limit": limit}})
    _write("record_offer", offer, values, by)
    return offer


@transaction.atomic
def record_tax_text(tax_text: TaxText | None, *, by: Anyone | None, **values: Any) -> TaxText:
    """A new one where `tax_text` is None; without a country, for all that have none of their own."""
    require(can_set_up_gifts(by))
    tax_text = TaxText.objects.select_for_update().get(pk=tax_text.pk) if tax_text else TaxText()
    _write("record_tax_text", tax_text, values, by)
    return tax_text


@transaction.atomic
def remove_tax_text(tax_text: TaxText, *, by: Anyone | None) -> None:
    require(can_set_up_gifts(by))
    record("remove_tax_text", tax_text, by=by, before={"country": tax_text.country, "text": tax_text.text})
    tax_text.delete()


def _write(action: str, row: models.Model, values: dict[str, Any], by: Anyone | None) -> None:
    """Raises ValidationError, by field, for what the row does not take."""
    known = row.pk is not None and not row._state.adding
    before = {name: getattr(row, name) for name in values} if known else {}
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    changed = {name for name in values if not known or before[name] != values[name]}
    if changed:
        kept = {name: before[name] for name in before if name in changed}
        record(action, row, by=by, before=kept, after={name: values[name] for name in values if name in changed})
