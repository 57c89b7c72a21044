"""The life of a commitment as the database holds it, read for the state machine (`lineage.acts`)."""

from collections.abc import Iterable
from dataclasses import dataclass

from enlace.commitments.lineage import acts as machine
from enlace.commitments.lineage.acts import Act, Body, Kind, Outcome, Standing
from enlace.commitments.models import Commitment, CommitmentEvent


@dataclass(frozen=True)
class Life:
    """`events` in the order of their numbers; `acts` are the same for the state machine."""

    parties: frozenset[Body]
    events: tuple[CommitmentEvent, ...]
    acts: tuple[Act, ...]

    @property
    def standing(self) -> Standing:
        return machine.standing_of(self.acts, self.parties)

    @property
    def outcome(self) -> Outcome | None:
        """How it was closed; None while it is not."""
        return machine.outcome_of(self.acts, self.parties)

    @property
    def may_follow(self) -> frozenset[Kind]:
        return machine.may_follow(self.acts, self.parties)

    @property
    def may_close_as(self) -> frozenset[Outcome]:
        return machine.may_close_as(self.acts, self.parties)

    @property
    def waiting(self) -> CommitmentEvent | None:
        """The act that waits for a word."""
        found = machine.pending(self.acts, self.parties)
        return next((one for one, act in self.pairs if act is found), None) if found else None

    @property
    def pairs(self) -> list[tuple[CommitmentEvent, Act]]:
        return list(zip(self.events, self.acts, strict=True))

    def missing(self, event: CommitmentEvent) -> frozenset[Body]:
        """The parties for whose word an act waits."""
        found = next((act for one, act in self.pairs if one.pk == event.pk), None)
        return machine.missing_words(found, self.parties) if found else frozenset()

    def is_in_force(self, event: CommitmentEvent) -> bool:
        return any(one.pk == event.pk and machine.is_in_force(act, self.parties) for one, act in self.pairs)


def act_of(event: CommitmentEvent) -> Act:
    """With its confirmations, which should be at hand where there are many."""
    words = frozenset(word.body for word in event.confirmations.all() if word.body)
    outcome = Outcome(event.outcome) if event.outcome else None
    return Act(Kind(event.kind), words, outcome, taken_back=event.taken_back_at is not None)


def life_of(commitment: Commitment) -> Life:
    """Three queries, or none where `parties` and `events__confirmations` were fetched before with the commitment."""
    at_hand = "events" in getattr(commitment, "_prefetched_objects_cache", {})
    events = commitment.events.all() if at_hand else commitment.events.prefetch_related("confirmations")
    return life_from(frozenset(party.body for party in commitment.parties.all() if party.body), events)


def life_from(parties: frozenset[Body], events: Iterable[CommitmentEvent]) -> Life:
    ordered = tuple(sorted(events, key=lambda one: one.number))
    return Life(parties, ordered, tuple(act_of(one) for one in ordered))
