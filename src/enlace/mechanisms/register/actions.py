"""What the register says of a mechanism: added, changed, and removed while nobody else has read it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.files.actions import erase_file
from enlace.files.queries import files_of
from enlace.mechanisms.models import Mechanism
from enlace.mechanisms.register.locking import locked
from enlace.mechanisms.register.recorded import facts_told, recorded
from enlace.mechanisms.register.rules import can_add_mechanism, can_change_mechanism, can_remove_mechanism
from enlace.mechanisms.register.written import write_columns, write_verified
from enlace.themes.models import Theme


@transaction.atomic
def add_mechanism(
    *,
    by: Anyone | None,
    country: str,
    verified_on: date | None = None,
    illustrative: bool = False,
    themes: Iterable[Theme] = (),
    **columns: Any,
) -> Mechanism:
    """A draft. What it says counts as verified where the day is given. Raises ValidationError by column."""
    require(can_add_mechanism(by))
    mechanism = Mechanism(illustrative=illustrative)
    known = write_columns(mechanism, {"name": {}} | columns | {"country": country})
    write_verified(mechanism, known, verified_on)
    mechanism.save()
    mechanism.themes.set(themes)
    record("add_mechanism", mechanism, by=by, after=recorded(mechanism) | facts_told(known))
    return mechanism


@transaction.atomic
def change_mechanism(
    mechanism: Mechanism,
    *,
    by: Anyone | None,
    verified_on: date | None = None,
    seen: datetime | None = None,
    themes: Iterable[Theme] | None = None,
    **columns: Any,
) -> Mechanism:
    """Set the columns given; what differs is verified on the day given, or not at all until the state says so.

    `seen` is `changed_at` of what `by` looked at: where it has been changed since, nothing is written. Raises
    ValidationError by column.
    """
    mechanism = locked(mechanism)
    require(can_change_mechanism(by, mechanism))
    if seen is not None and seen != mechanism.changed_at:
        sentence = _(
            "Somebody else has changed this mechanism since you opened this page. What you wrote is kept here. "
            "Look at its page in another window, then save again: what you wrote counts."
        )
        raise ValidationError(sentence, code="changed_since")
    before, state = recorded(mechanism), mechanism.state_id
    changed = write_columns(mechanism, columns)
    if themes is not None:
        mechanism.themes.set(themes)
    after = recorded(mechanism)
    different = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if changed or different or state != mechanism.state_id:
        write_verified(mechanism, changed, verified_on)
        mechanism.changed_at = now()
        mechanism.save()
        kept_before, kept_after = ({k: v for k, v in one.items() if k in different} for one in (before, after))
        record("change_mechanism", mechanism, by=by, before=kept_before, after=kept_after | facts_told(changed))
    return mechanism


@transaction.atomic
def remove_mechanism(mechanism: Mechanism, *, by: Anyone | None) -> None:
    """With the contents of its files; the line in the audit log stays."""
    mechanism = locked(mechanism)
    require(can_remove_mechanism(by, mechanism))
    for file in files_of(mechanism):
        erase_file(file, by=by)
    record("remove_mechanism", mechanism, by=by, before=recorded(mechanism))
    mechanism.delete()
