"""Where a priority comes from and what became of it, as far as a reader may know of each step."""

from dataclasses import dataclass
from datetime import date

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge, Consultation, Priority, PriorityReview, Statement
from enlace.consultations.priorities.occasions import Occasion, Occasions
from enlace.consultations.priorities.outcome import Outcome, outcomes_of
from enlace.consultations.priorities.rules import can_remove_review


@dataclass(frozen=True)
class Consulted:
    """`last_day` was the last to answer. Question and statement, or their counts, are None where a reader sees none."""

    last_day: date
    consultation: Consultation | None = None
    statement: Statement | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Reviewed:
    review: PriorityReview
    occasion: Occasion
    may_remove: bool


@dataclass(frozen=True)
class Lineage:
    """From the challenge to the last review."""

    challenge: Challenge
    consulted: Consulted | None
    adopted: Occasion
    reviews: list[Reviewed]


def lineage_of(priority: Priority, reader: Anyone) -> Lineage:
    """In a number of queries that does not grow with its reviews, but for who may take one back."""
    reviews = list(priority.reviews.select_related("session__meeting").order_by("reviewed_on", "pk"))
    occasions = Occasions([priority.session, *(one.session for one in reviews)], reader)
    last = reviews[-1] if reviews else None
    return Lineage(
        priority.challenge,
        _consulted(priority, reader),
        occasions.on(priority.adopted_on, priority.session),
        [
            Reviewed(one, occasions.on(one.reviewed_on, one.session), one is last and can_remove_review(reader, one))
            for one in reviews
        ],
    )


def _consulted(priority: Priority, reader: Anyone) -> Consulted | None:
    """None for a priority that no consultation led to."""
    if priority.statement_id is None:
        return None
    statement = Statement.objects.select_related("consultation").get(pk=priority.statement_id)
    consultation = statement.consultation
    if not Statement.objects.visible_to(reader).filter(pk=statement.pk).exists():
        return Consulted(consultation.last_day)
    outcome = outcomes_for(consultation, reader).get(statement.pk)
    return Consulted(consultation.last_day, consultation, statement, outcome)


def outcomes_for(consultation: Consultation, reader: Anyone) -> dict[int, Outcome]:
    """By statement, the most common ground first; empty until a result is published that the reader may see."""
    published = Consultation.objects.with_visible_result(reader).filter(pk=consultation.pk)
    facts = published.values_list("result__facts", flat=True).first()
    return outcomes_of(facts)
