"""The lives of the demonstration's commitments: recorded act by act, and then made the parties' own."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from enlace.commitments.demonstration.reports import report
from enlace.commitments.demonstration.world import WRITTEN, Plan, World, at
from enlace.commitments.making.act_actions import put_forward_commitment
from enlace.commitments.making.actions import add_commitment
from enlace.commitments.making.milestone_actions import add_milestone
from enlace.commitments.making.paper_actions import record_act, record_commitment
from enlace.commitments.models import Commitment, CommitmentEvent, Confirmation, body_fields
from enlace.core.texts import Texts
from enlace.meetings.demonstration.moments import When, day_of

LEVELS = ("local", "national", "binational", "regional")
type Step = tuple[date, Callable[[], Any]]
"""What happened on a day; what happened first is done first, so that a round closes over what there was."""


def steps_of(plan: Plan, world: World) -> Iterator[Step]:
    """Of one commitment that stood once."""
    made, *later = plan["acts"]
    yield day_of(made["on"]), partial(_make, plan, world)
    for act in later:
        yield day_of(act["on"]), partial(_act, plan, act, world)
    for entry in plan.get("progress", ()):
        yield day_of(entry["on"]), partial(report, plan["key"], entry, world)


def day_if(when: When | None) -> date | None:
    return None if when is None else day_of(when)


def _fields(plan: Plan, world: World) -> dict[str, Any]:
    written = {name: plan[name] for name in ("title", "text", "responsible", "approach")}
    filed = {"due_on": day_if(plan["due_on"]), "audience": plan.get("audience", "public"), "illustrative": True}
    return written | filed | world.origins(plan)


def _make(plan: Plan, world: World) -> None:
    made = plan["acts"][0]
    commitment = record_commitment(
        by=None,
        parties=world.bodies(plan["parties"]),
        source=WRITTEN,
        meeting=world.meetings.get(made.get("meeting", "")),
        happened_on=day_of(made["on"]),
        **_fields(plan, world),
    )
    world.commitments[plan["key"]] = commitment
    _date(commitment.events.get())
    for entry in plan.get("milestones", ()):
        add_milestone(
            commitment,
            by=None,
            title=entry["title"],
            indicator=entry.get("indicator", {}),
            target=entry.get("target"),
            due_on=day_if(entry["due_on"]),
            reached_on=day_if(entry.get("reached_on")),
        )


def _act(plan: Plan, act: Plan, world: World) -> None:
    wording = {name: act[name] for name in ("title", "text") if name in act}
    if "due_on" in act:
        wording["due_on"] = day_of(act["due_on"])
    event = record_act(
        world.commitments[plan["key"]],
        by=None,
        kind=act["kind"],
        outcome=act.get("outcome", ""),
        successor=world.commitments.get(act.get("successor", "")),
        source=WRITTEN,
        meeting=world.meetings.get(act.get("meeting", "")),
        happened_on=day_of(act["on"]),
        note=act.get("note"),
        **wording,
    )
    _date(event)


def _date(event: CommitmentEvent) -> None:
    moment = at(event.happened_on)
    CommitmentEvent.objects.filter(pk=event.pk).update(in_force_at=moment)
    Confirmation.objects.filter(event=event).update(confirmed_at=moment)


def give_to_its_parties(plan: Plan, world: World) -> None:
    """As if they had done all of it here themselves, where the plan does not say that it was on paper."""
    if plan.get("on_paper"):
        return
    own = body_fields(world.body(plan["parties"][0]))
    commitment = world.commitments[plan["key"]]
    Commitment.objects.filter(pk=commitment.pk).update(source=Texts(), **own)
    commitment.events.update(source=Texts(), **own)
    Confirmation.objects.filter(event__commitment=commitment).update(on_paper=False)
    commitment.progress.update(source=Texts())


def draft(plan: Plan, world: World) -> None:
    """One that does not stand yet: a draft, or put forward and waiting for the word of another."""
    key = plan["parties"][0]
    by, body = world.speakers[key], world.body(key)
    drafted = day_of(plan["acts"][0]["on"] if plan["acts"] else plan["drafted_on"])
    commitment = add_commitment(
        by=by, body=body, parties=world.bodies(plan["parties"]), drafted_on=drafted, **_fields(plan, world)
    )
    world.commitments[plan["key"]] = commitment
    if plan["acts"]:
        event = put_forward_commitment(commitment, by=by, body=body, happened_on=drafted)
        Confirmation.objects.filter(event=event).update(confirmed_at=at(drafted))
