"""Review rounds: added, changed, removed, opened, closed. What the days bring is `tick_actions`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.commitments.models import ReviewRound
from enlace.commitments.rounds.checking import check_round, obstacles
from enlace.commitments.rounds.facts import closing_facts, keep_report
from enlace.commitments.rounds.rules import (
    can_add_round,
    can_change_round,
    can_close_round,
    can_open_round,
    can_remove_round,
)
from enlace.commitments.rounds.told import forget_told
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.core.texts import Texts

FIELDS = ("title", "meeting", "opens_on", "closes_on", "audience", "illustrative")


@transaction.atomic
def add_round(*, by: Anyone | None, **fields: Any) -> ReviewRound:
    """A draft of FIELDS. Raises ValidationError by field."""
    require(can_add_round(by))
    review_round = ReviewRound()
    _set(review_round, fields)
    check_round(review_round)
    review_round.save()
    record("add_round", review_round, by=by, after=_facts(review_round, FIELDS))
    return review_round


@transaction.atomic
def change_round(review_round: ReviewRound, *, by: Anyone | None, **fields: Any) -> ReviewRound:
    """Set the FIELDS given. Raises ValidationError by field. A last day that was moved is reminded of anew."""
    review_round = _locked(review_round)
    require(can_change_round(by, review_round))
    before = ReviewRound.objects.get(pk=review_round.pk)
    _set(review_round, fields)
    changed = [name for name in FIELDS if getattr(review_round, name) != getattr(before, name)]
    if not changed:
        return review_round
    check_round(review_round, before)
    review_round.save()
    facts = _facts(review_round, changed)
    record("change_round", review_round, by=by, before=_facts(before, changed), after=facts)
    return review_round


@transaction.atomic
def remove_round(review_round: ReviewRound, *, by: Anyone | None) -> None:
    """For good. Reports that were drafted for it stay, and belong to no round."""
    review_round = _locked(review_round)
    require(can_remove_round(by, review_round))
    record("remove_round", review_round, by=by, before=_facts(review_round, FIELDS))
    forget_told(review_round)
    review_round.delete()


@transaction.atomic
def open_round(review_round: ReviewRound, *, by: Anyone | None) -> ReviewRound:
    """The next tick tells those who have something to report; where the first day lies ahead, that day's tick.

    A first day that has passed becomes today. Raises ValidationError where another is open, or its days are over.
    """
    list(ReviewRound.objects.select_for_update().order_by("pk").values_list("pk"))  # two at once open one
    review_round = ReviewRound.objects.get(pk=review_round.pk)
    require(can_open_round(by, review_round))
    if problems := obstacles(review_round):
        raise ValidationError(problems)
    review_round.opens_on = max(review_round.opens_on, today())
    review_round.opened_at = now()
    review_round.save(update_fields=["opens_on", "opened_at"])
    record("open_round", review_round, by=by, after=_facts(review_round, ("opens_on", "closes_on", "audience")))
    return review_round


@transaction.atomic
def close_round(review_round: ReviewRound, *, by: Anyone | None) -> ReviewRound:
    """Its report is kept as it stands, and nothing opens it again."""
    review_round = _locked(review_round)
    require(can_close_round(by, review_round))
    keep_report(review_round, now())
    record("close_round", review_round, by=by, after=closing_facts(review_round))
    return review_round


def _locked(review_round: ReviewRound) -> ReviewRound:
    return ReviewRound.objects.select_for_update().get(pk=review_round.pk)


def _set(review_round: ReviewRound, fields: dict[str, Any]) -> None:
    for name in FIELDS:
        if name in fields:
            setattr(review_round, name, Texts(fields[name]) if name == "title" else fields[name])


def _facts(review_round: ReviewRound, names: Iterable[str]) -> dict[str, Any]:
    """As the audit log writes them."""
    facts: dict[str, Any] = {}
    for name in names:
        value = getattr(review_round, name)
        facts[name] = value.isoformat() if isinstance(value, date) else getattr(value, "pk", value)
    return facts
