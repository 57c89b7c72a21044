"""Letters by which states name their people. The audit log gets ids and dates, not what the letter says."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.files.actions import add_file
from enlace.files.storing import atomic_with_files
from enlace.network.models import Nomination, State
from enlace.network.rules import can_file_nomination, can_handle_nomination


@atomic_with_files()
def file_nomination(
    state: State, *, by: Anyone | None, dated: date, file: Any, reference: str = "", illustrative: bool = False
) -> Nomination:
    """The letter with its first `file`, an upload. Raises ValidationError by field; then nothing is kept of either."""
    require(can_file_nomination(by, state))
    if dated > today():
        raise ValidationError({"dated": _("This day is still to come. Write the date that stands on the letter.")})
    nomination = Nomination(state=state, dated=dated, reference=reference.strip(), illustrative=illustrative)
    nomination.full_clean()
    nomination.save()
    record("file_nomination", nomination, by=by, after={"state": state.pk, "dated": dated.isoformat()})
    add_file(nomination, file, by=by)
    return nomination


@transaction.atomic
def handle_nomination(nomination: Nomination, *, by: Anyone | None) -> Nomination:
    """The secretariat has done what the letter asks; it waits no more, and takes no further file."""
    require(can_handle_nomination(by, nomination))
    moment = now()
    require(bool(Nomination.objects.waiting().filter(pk=nomination.pk).update(handled_at=moment)))
    nomination.handled_at = moment
    record("handle_nomination", nomination, by=by, after={"handled_at": moment.isoformat()})
    return nomination
