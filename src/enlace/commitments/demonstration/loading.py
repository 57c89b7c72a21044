"""The demonstration's commitments, review rounds and joint strategies: all of it written for it, and marked.

Nobody is told by mail of what it says was put forward, reported or signed.
"""

from collections.abc import Iterator
from datetime import date

from enlace.commitments.demonstration.joint import make_strategy
from enlace.commitments.demonstration.lives import LEVELS, Step, draft, give_to_its_parties, steps_of
from enlace.commitments.demonstration.world import Plan, World, at, demonstration_world, read
from enlace.commitments.models import Commitment, ReviewRound, Strategy
from enlace.commitments.rounds.actions import add_round, close_round, open_round
from enlace.commitments.rounds.tick_actions import send_digests
from enlace.core.clock import now, today
from enlace.files.storing import atomic_with_files
from enlace.meetings.demonstration.loading import telling_nobody
from enlace.meetings.demonstration.moments import day_of


@atomic_with_files()
def make_demonstration_commitments() -> None:
    """For a demonstration that has its meetings, and no commitment, round or strategy yet."""
    known = (Commitment, Strategy, ReviewRound)
    world = None if any(model.objects.exists() for model in known) else demonstration_world()
    if world is None:
        return
    plans = [plan | {"approach": level} for level in LEVELS for plan in read(level)]
    standing = [plan for plan in plans if plan["acts"] and "missing" not in plan["acts"][0]]
    with telling_nobody():
        for plan in read("strategies"):
            make_strategy(plan, world)
        steps = [step for plan in standing for step in steps_of(plan, world)]
        steps += [step for plan in read("rounds") for step in _round(plan, world)]
        for _day, step in sorted(steps, key=_first_days_first):
            step()
        for plan in plans:
            (give_to_its_parties if plan in standing else draft)(plan, world)
        send_digests(now())


def _first_days_first(step: Step) -> date:
    return step[0]


def _round(plan: Plan, world: World) -> Iterator[Step]:
    made: list[ReviewRound] = []
    yield day_of(plan["opens_on"]), lambda: made.append(_open_round(plan, world))
    if "closed_on" in plan:
        yield day_of(plan["closed_on"]), lambda: _close_round(made[0], day_of(plan["closed_on"]))


def _open_round(plan: Plan, world: World) -> ReviewRound:
    """Opened today, and then dated as it was."""
    review_round = add_round(
        by=None,
        title=plan["title"],
        meeting=world.meetings.get(plan.get("meeting", "")),
        opens_on=today(),
        closes_on=max(today(), day_of(plan["closes_on"])),
        audience=plan["audience"],
        illustrative=True,
    )
    open_round(review_round, by=None)
    opens_on = day_of(plan["opens_on"])
    dated = {"opens_on": opens_on, "opened_at": at(opens_on), "closes_on": day_of(plan["closes_on"])}
    ReviewRound.objects.filter(pk=review_round.pk).update(**dated)
    review_round.refresh_from_db()
    return review_round


def _close_round(review_round: ReviewRound, day: date) -> None:
    facts = close_round(review_round, by=None).facts
    ReviewRound.objects.filter(pk=review_round.pk).update(closed_at=at(day), facts=facts | {"day": day.isoformat()})
