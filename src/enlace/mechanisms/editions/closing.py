"""What closing an edition takes and keeps: an entry for each mechanism that is published or that was answered for."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from enlace.mechanisms.editions.freezing import entry_facts
from enlace.mechanisms.models import Edition, Entry, Mechanism, Questionnaire
from enlace.network.models import State


@dataclass(frozen=True)
class Outcome:
    """How an open edition stands, by the names of the states.

    `accepted` is taken. The rest is not taken if the edition is closed now: `cleared` waits for the secretariat,
    `submitted` for the validator, `unsubmitted` was not sent; these keep what is known. `drafts` are those of them that
    are not published, so that the edition does not have them. `kept` are in it without a questionnaire.
    """

    accepted: tuple[Questionnaire, ...]
    cleared: tuple[Questionnaire, ...]
    submitted: tuple[Questionnaire, ...]
    unsubmitted: tuple[Questionnaire, ...]
    drafts: tuple[Questionnaire, ...]
    kept: tuple[Mechanism, ...]

    @property
    def asked(self) -> int:
        return len(self.accepted) + len(self.unaccepted)

    @property
    def unaccepted(self) -> tuple[Questionnaire, ...]:
        return (*self.cleared, *self.submitted, *self.unsubmitted)

    @property
    def entries(self) -> int:
        return self.asked - len(self.drafts) + len(self.kept)


def outcome_of(edition: Edition) -> Outcome:
    """Two queries."""
    asked = edition.questionnaires.select_related("mechanism")
    ordered = sorted(asked, key=lambda one: _place(one.mechanism))
    kept = included_in(edition).exclude(pk__in=[one.mechanism_id for one in ordered])
    left = [one for one in ordered if one.accepted_at is None]
    return Outcome(
        accepted=tuple(one for one in ordered if one.accepted_at),
        cleared=tuple(one for one in left if one.cleared_at),
        submitted=tuple(one for one in left if one.submitted_at and not one.cleared_at),
        unsubmitted=tuple(one for one in left if not one.submitted_at),
        drafts=tuple(one for one in left if not one.mechanism.is_published),
        kept=tuple(sorted(kept, key=_place)),
    )


def _place(mechanism: Mechanism) -> tuple[str, int]:
    return mechanism.country_name.casefold(), mechanism.pk


def included_in(edition: Edition) -> QuerySet[Mechanism]:
    """Those that have an entry if the edition is closed now."""
    accepted = edition.questionnaires.exclude(accepted_at=None).values("mechanism")
    return Mechanism.objects.filter(Q(pk__in=Mechanism.objects.published().values("pk")) | Q(pk__in=accepted))


def entries_of(edition: Edition, mechanisms: Iterable[Mechanism]) -> list[Entry]:
    """As they are written when the edition is closed; not saved. Two queries."""
    asked = {one.mechanism_id: one.accepted_at is not None for one in edition.questionnaires.all()}
    members = set(State.objects.members().values_list("pk", flat=True))
    return [
        Entry(
            edition=edition,
            mechanism=one,
            facts=entry_facts(one, asked=one.pk in asked, member=one.state_id in members),
            verified=dict(one.verified),
            answered=asked.get(one.pk, False),
            public=one.is_published,
        )
        for one in mechanisms
    ]
