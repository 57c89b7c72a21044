"""What later meetings said of a priority."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.models import Priority, PriorityReview, ReviewOutcome
from enlace.consultations.priorities.checking import checked_day
from enlace.consultations.priorities.rules import can_remove_review, can_review_priority
from enlace.consultations.priorities.wording import set_wording, wording_of
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.meetings.models import Session


@transaction.atomic
def review_priority(
    priority: Priority,
    *,
    by: Anyone | None,
    session: Session,
    outcome: str,
    note: Mapping[str, str] | None = None,
    reviewed_on: date | None = None,
    title: Mapping[str, str] | None = None,
    text: Mapping[str, str] | None = None,
) -> PriorityReview:
    """On the day of the session unless another is given. `title` and `text` where it continues with another text.

    Raises ValidationError by field.
    """
    priority = Priority.objects.select_for_update().get(pk=priority.pk)
    session = Session.objects.select_related("meeting").get(pk=session.pk)
    require(can_review_priority(by, session, priority))
    day = checked_day(reviewed_on, session, "reviewed_on")
    _check_order(priority, session, day)
    before = wording_of(priority)
    after = before if title is None else wording_of(Priority(title=Texts(title), text=Texts(text)))
    _check_outcome(outcome, changes=before != after)
    review = PriorityReview(priority=priority, session=session, reviewed_on=day, outcome=outcome, note=Texts(note))
    changed = before != after
    if changed:
        review.title_before, review.text_before = priority.title, priority.text
    review.full_clean()
    review.save()
    if changed:
        set_wording(priority, title or {}, text)
    record(
        "review_priority",
        review,
        by=by,
        before=before if changed else {},
        after=_facts(review) | (after if changed else {}),
    )
    return review


@transaction.atomic
def remove_review(review: PriorityReview, *, by: Anyone | None) -> None:
    """It was recorded by mistake. A priority that it reworded says again what it said before."""
    priority = Priority.objects.select_for_update().get(pk=review.priority_id)
    review = PriorityReview.objects.select_related("session__meeting").get(pk=review.pk)
    require(can_remove_review(by, review))
    record("remove_review", review, by=by, before=_facts(review))
    if review.title_before:
        set_wording(priority, review.title_before, review.text_before)
    review.delete()


def _check_order(priority: Priority, session: Session, day: date) -> None:
    if priority.reviews.filter(session=session).exists():
        raise ValidationError(
            {"session": _("This session has reviewed it already. Choose another, or take that back.")}
        )
    if priority.reviews.filter(reviewed_on__gt=day).exists():
        raise ValidationError(
            {"reviewed_on": _("A later review is on record. Take that back first, or give a later day.")}
        )


def _check_outcome(outcome: str, *, changes: bool) -> None:
    if outcome == ReviewOutcome.CHANGED and not changes:
        raise ValidationError({"title": _("The words are the same. Write the new ones, or choose that it continues.")})
    if outcome != ReviewOutcome.CHANGED and changes:
        sentence = _("The words were changed. Choose that it continues with another text, or leave them as they were.")
        raise ValidationError({"outcome": sentence})


def _facts(review: PriorityReview) -> dict[str, Any]:
    return {
        "priority": review.priority_id,
        "session": review.session_id,
        "reviewed_on": review.reviewed_on.isoformat(),
        "outcome": review.outcome,
    }
