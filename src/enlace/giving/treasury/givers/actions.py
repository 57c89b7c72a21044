"""What the treasury corrects of a donor: for receipts from now on. Those that exist stay as they are."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.giving.models import Donor
from enlace.giving.models.gifts import new_key
from enlace.giving.treasury.rules import can_correct_donor

FIELDS = ("email", "name", "country", "language")
ON_RECEIPTS = ("name", "country", "language")


@transaction.atomic
def correct_donor(donor: Donor, *, by: Anyone | None, **values: Any) -> Donor:
    """Set those of FIELDS that are given, and what the monthly gifts that go on put on receipts.

    Links that were sent to an address before open nothing any more. The log says which fields differ, and nothing of
    what they say. Raises ValidationError for another donor's address.
    """
    donor = Donor.objects.select_for_update().get(pk=donor.pk)
    require(can_correct_donor(by, donor))
    changed = [name for name in FIELDS if name in values and getattr(donor, name) != values[name]]
    email = values.get("email", "")
    if "email" in changed and email and Donor.objects.filter(email__iexact=email).exclude(pk=donor.pk).exists():
        raise ValidationError({"email": _("Another donor is written down with this address.")})
    for name in changed:
        setattr(donor, name, values[name])
    if "email" in changed:
        donor.key = new_key()
    if changed:
        donor.save()
        if on_receipts := {name: values[name] for name in changed if name in ON_RECEIPTS}:
            donor.gifts.lasting().update(**on_receipts)
        record("correct_donor", donor, by=by, after={"changed": changed})
    return donor
