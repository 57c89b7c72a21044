"""A commitment as one reader finds it: its parties, its lineage, its milestones, and what is not reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Kind, Standing
from enlace.commitments.lineage.life import Life, life_of
from enlace.commitments.making.bodies import Named, named
from enlace.commitments.making.rules import can_confirm_act, can_remove_recorded_act, can_take_back_act
from enlace.commitments.making.words import act_in_words
from enlace.commitments.models import Commitment, CommitmentEvent, Confirmation, Milestone, Progress, Strategy, Target
from enlace.consultations.models import Priority
from enlace.core.clock import today
from enlace.core.texts import Text
from enlace.meetings.models import Decision, Meeting
from enlace.themes.models import Theme


@dataclass(frozen=True)
class Word:
    """A party's word for an act; `on_paper` where it was recorded from a document."""

    by: Named
    on_paper: bool


@dataclass(frozen=True)
class Before:
    """What an amendment replaced; empty where it left that as it was."""

    title: Text | None
    text: Text | None
    changed_day: bool
    due_on: date | None


@dataclass(frozen=True)
class ShownAct:
    """`by` put it forward, None for the secretariat; `meeting` and `successor` are None where the reader sees none."""

    event: CommitmentEvent
    words: str
    by: Named | None
    given: list[Word]
    missing: list[Named]
    meeting: Meeting | None = None
    successor: Commitment | None = None
    before: Before | None = None
    may_confirm: bool = False
    may_take_back: bool = False
    may_remove: bool = False

    @property
    def is_waiting(self) -> bool:
        return bool(self.missing)

    @property
    def is_joint(self) -> bool:
        """Whether others than who put it forward gave their word, or are asked for it."""
        return self.is_waiting or any(word.by != self.by for word in self.given)


@dataclass(frozen=True)
class ShownMilestone:
    milestone: Milestone
    is_overdue: bool


@dataclass(frozen=True)
class ShownCommitment:
    """What comes from elsewhere (`priority`, `decision`, `strategy`) is None where the reader does not see it.

    `silent` are the parties of which the reader sees no cleared report.
    """

    commitment: Commitment
    standing: Standing
    outcome: str
    parties: list[Named]
    acts: list[ShownAct]
    themes: list[Theme]
    targets: list[Target]
    milestones: list[ShownMilestone]
    silent: list[Named]
    priority: Priority | None
    decision: Decision | None
    strategy: Strategy | None

    @property
    def waiting(self) -> ShownAct | None:
        return next((act for act in self.acts if act.is_waiting), None)

    @property
    def has_stood(self) -> bool:
        return self.standing in (Standing.STANDS, Standing.CLOSED)


def shown_commitment(commitment: Commitment, reader: Anyone) -> ShownCommitment:
    """In a number of queries that does not grow with its acts, parties and milestones."""
    prefetch_related_objects([commitment], "parties", "events__confirmations")
    life = life_of(commitment)
    parties = named(life.parties)
    reports = Progress.objects.visible_to(reader).cleared().filter(commitment=commitment)
    rows = reports.order_by().values_list("state", "organisation").distinct()
    reported = {("state", state) if state else ("organisation", organisation) for state, organisation in rows}
    return ShownCommitment(
        commitment,
        life.standing,
        life.outcome.value if life.outcome else "",
        parties,
        shown_acts(life, parties, commitment, reader),
        list(commitment.themes.all()),
        list(commitment.targets.select_related("state")),
        [ShownMilestone(one, _is_overdue(one, life)) for one in commitment.milestones.all()],
        [one for one in parties if one.body not in reported],
        _seen(Priority, commitment.priority_id, reader),
        _seen(Decision, commitment.decision_id, reader),
        _seen(Strategy, commitment.strategy_id, reader),
    )


def _seen[Found](model: type[Found], pk: int | None, reader: Anyone) -> Found | None:
    objects = model.objects  # type: ignore[attr-defined]
    found: Found | None = objects.visible_to(reader).filter(pk=pk).first() if pk else None
    return found


def _is_overdue(milestone: Milestone, life: Life) -> bool:
    late = milestone.reached_on is None and milestone.due_on is not None and milestone.due_on < today()
    return late and life.standing is Standing.STANDS


def shown_acts(life: Life, parties: Iterable[Named], commitment: Commitment, reader: Anyone) -> list[ShownAct]:
    """Those that the reader sees, in their order."""
    seen = set(CommitmentEvent.objects.visible_to(reader).filter(commitment=commitment).values_list("pk", flat=True))
    events = [event for event in life.events if event.pk in seen]
    names = {one.body: one for one in parties}
    others = {event.body for event in events if event.body} | {word.body for event in events for word in _words(event)}
    names |= {one.body: one for one in named(body for body in others if body and body not in names)}
    meetings = _visible(Meeting, (event.meeting_id for event in events), reader)
    successors = _visible(Commitment, (event.successor_id for event in events), reader)
    last = life.events[-1] if life.events else None
    return [
        ShownAct(
            event,
            act_in_words(event),
            names[event.body] if event.body else None,
            [Word(names[word.body], word.on_paper) for word in _words(event) if word.body],
            [names[body] for body in names if body in life.missing(event)],
            meetings.get(event.meeting_id or 0),
            successors.get(event.successor_id or 0),
            _before(event, life),
            **(_moves(event, commitment, reader) if event is last or life.missing(event) else {}),
        )
        for event in events
    ]


def _words(event: CommitmentEvent) -> list[Confirmation]:
    return list(event.confirmations.all())


def _visible[Found](model: type[Found], pks: Iterable[int | None], reader: Anyone) -> dict[int, Found]:
    wanted = {pk for pk in pks if pk}
    objects = model.objects  # type: ignore[attr-defined]
    found: dict[int, Found] = objects.visible_to(reader).in_bulk(wanted) if wanted else {}
    return found


def _moves(event: CommitmentEvent, commitment: Commitment, reader: Anyone) -> dict[str, bool]:
    event.commitment = commitment
    return {
        "may_confirm": can_confirm_act(reader, event),
        "may_take_back": can_take_back_act(reader, event),
        "may_remove": can_remove_recorded_act(reader, event),
    }


def _before(event: CommitmentEvent, life: Life) -> Before | None:
    """The words that were in force before an amendment."""
    if event.kind != Kind.AMENDED:
        return None
    worded = [one for one in life.events if one.number < event.number and one.kind in (Kind.MADE, Kind.AMENDED)]
    old = next((one for one in reversed(worded) if one.in_force_at), None)
    if old is None:
        return None
    return Before(
        old.shown_title if old.title != event.title else None,
        old.shown_text if old.text != event.text else None,
        old.due_on != event.due_on,
        old.due_on,
    )


@dataclass(frozen=True)
class Asked:
    """An act that waits for the word of `bodies`, for which the reader speaks."""

    event: CommitmentEvent
    bodies: list[Body]


def acts_asked(spoken: frozenset[Body], reader: Anyone) -> list[Asked]:
    """The oldest first. In a number of queries that does not grow with them."""
    if not spoken:
        return []
    waiting = CommitmentEvent.objects.visible_to(reader).waiting().select_related("commitment")
    rows = waiting.prefetch_related("confirmations", "commitment__parties").order_by("happened_on", "pk")
    found = []
    for event in rows:
        parties = {party.body for party in event.commitment.parties.all()}
        given = {word.body for word in _words(event)}
        bodies = sorted(body for body in spoken if body in parties and body not in given)
        if bodies:
            found.append(Asked(event, bodies))
    return found
