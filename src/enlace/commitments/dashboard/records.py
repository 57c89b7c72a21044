"""The commitments of a selection as they are listed: who promises, how it stands, what was reported last."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from enlace.accounts.rules import Anyone
from enlace.commitments.dashboard.standings import Shown, reports_seen, with_facts
from enlace.commitments.lineage.acts import Kind
from enlace.commitments.models import Commitment, CommitmentParty, Progress
from enlace.core.clock import today
from enlace.core.texts import Text


@dataclass(frozen=True)
class ShownCommitment:
    """`last` is the last report that the reader sees; None where nothing is reported."""

    commitment: Commitment
    parties: list[Text]
    last: Progress | None
    last_kind: str
    last_outcome: str

    @property
    def stands(self) -> bool:
        return self.last_kind != Kind.CLOSED

    @property
    def standing(self) -> Shown:
        return Shown.STANDS if self.stands else Shown(self.last_outcome)

    @property
    def is_late(self) -> bool:
        due = self.commitment.due_on
        return self.stands and due is not None and due < today()

    @property
    def percent_width(self) -> str:
        """Of a bar that is full at 100."""
        return f"{self.last.percent}%" if self.last and self.last.percent is not None else "0%"


def shown_commitments(found: Iterable[Commitment], reader: Anyone) -> list[ShownCommitment]:
    """In the order of `found`, which the reader sees. Four queries, however many they are."""
    order = [one.pk for one in found]
    parties = Prefetch("parties", CommitmentParty.objects.order_by("pk").select_related("state", "organisation"))
    facts: Any = with_facts(Commitment.objects.filter(pk__in=order), reader).prefetch_related(parties, "themes")
    rows, last = {one.pk: one for one in facts}, last_reports(order, reader)
    return [
        ShownCommitment(
            rows[pk],
            [party.shown_body for party in rows[pk].parties.all()],
            last.get(pk),
            rows[pk].last_kind or "",
            rows[pk].last_outcome or "",
        )
        for pk in order
    ]


def last_reports(commitments: Iterable[int], reader: Anyone) -> dict[int, Progress]:
    """By commitment, what was reported last. One query."""
    rows = reports_seen(reader).filter(commitment__in=list(commitments)).order_by("reported_on", "pk").defer("text")
    return {one.commitment_id: one for one in rows}
