"""Editions: prepared, opened, and closed for good."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.mechanisms.editions.checking import check_asked, check_edition, obstacles
from enlace.mechanisms.editions.closing import entries_of, included_in
from enlace.mechanisms.editions.rules import (
    can_add_edition,
    can_change_edition,
    can_close_edition,
    can_open_edition,
    can_remove_edition,
)
from enlace.mechanisms.models import Edition, Entry, Mechanism
from enlace.mechanisms.questionnaires.actions import send_questionnaires

FIELDS = ("title", "due_on", "illustrative")


@transaction.atomic
def add_edition(*, by: Anyone | None, **fields: Any) -> Edition:
    """In preparation, of FIELDS: the secretariat alone sees it. Raises ValidationError by field."""
    require(can_add_edition(by))
    edition = Edition()
    _set(edition, fields)
    check_edition(edition)
    edition.save()
    record("add_edition", edition, by=by, after=_facts(edition, FIELDS))
    return edition


@transaction.atomic
def change_edition(edition: Edition, *, by: Anyone | None, **fields: Any) -> Edition:
    """Set the FIELDS given. Raises ValidationError by field."""
    edition = _locked(edition)
    require(can_change_edition(by, edition))
    before = Edition.objects.get(pk=edition.pk)
    _set(edition, fields)
    changed = [name for name in FIELDS if getattr(edition, name) != getattr(before, name)]
    if not changed:
        return edition
    check_edition(edition, before)
    edition.save()
    record("change_edition", edition, by=by, before=_facts(before, changed), after=_facts(edition, changed))
    return edition


@transaction.atomic
def remove_edition(edition: Edition, *, by: Anyone | None) -> None:
    """For good."""
    edition = _locked(edition)
    require(can_remove_edition(by, edition))
    record("remove_edition", edition, by=by, before=_facts(edition, FIELDS))
    edition.delete()


@transaction.atomic
def open_edition(edition: Edition, mechanisms: Collection[Mechanism], *, by: Anyone | None) -> Edition:
    """Each of the mechanisms gets its questionnaire. Mails nobody.

    Raises ValidationError where another edition is open or its day has come, and at `mechanisms`.
    """
    list(Edition.objects.select_for_update().order_by("pk").values_list("pk"))  # two at once open one
    edition = Edition.objects.get(pk=edition.pk)
    require(can_open_edition(by, edition))
    if problems := obstacles(edition):
        raise ValidationError(problems)
    check_asked(mechanisms)
    edition.opened_at = now()
    edition.save(update_fields=["opened_at"])
    asked = sorted(one.pk for one in mechanisms)
    record("open_edition", edition, by=by, after=_facts(edition, ("due_on",)) | {"mechanisms": asked})
    send_questionnaires(edition, mechanisms, by=by)
    return edition


@transaction.atomic
def close_edition(edition: Edition, *, by: Anyone | None) -> Edition:
    """Keeps what is known of each mechanism, and nothing changes it afterwards.

    What was not accepted is not taken: who accepts a questionnaire locks it first and then asks whether the edition is
    open still.
    """
    edition = _locked(edition)
    require(can_close_edition(by, edition))
    list(edition.questionnaires.select_for_update().order_by("pk").values_list("pk"))
    list(Mechanism.objects.select_for_update().order_by("pk").values_list("pk"))
    entries = Entry.objects.bulk_create(entries_of(edition, included_in(edition)))
    edition.closed_at = now()
    edition.save(update_fields=["closed_at"])
    answered = sum(entry.answered for entry in entries)
    unanswered = sum(1 for one in edition.questionnaires.all() if one.accepted_at is None)
    facts = {"entries": len(entries), "accepted": answered, "unaccepted": unanswered}
    record("close_edition", edition, by=by, after=facts)
    return edition


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update().get(pk=edition.pk)


def _set(edition: Edition, fields: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in fields:
            setattr(edition, name, Texts(fields[name]) if name == "title" else fields[name])


def _facts(edition: Edition, names: Iterable[str]) -> dict[str, Any]:
    """As the audit log writes them."""
    values = {name: getattr(edition, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
