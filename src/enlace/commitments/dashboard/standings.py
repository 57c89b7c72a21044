"""How commitments stand, as the dashboard counts and filters them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Kind, Outcome
from enlace.commitments.models import Progress
from enlace.commitments.models.commitments import CommitmentQuerySet
from enlace.commitments.models.progress import ProgressQuerySet
from enlace.core.clock import today


class Shown(models.TextChoices):
    """What one may ask for. Those that stand have something reported or nothing; some of them are late."""

    STANDS = "stands", _("Stands")
    REPORTED = "reported", _("Progress reported")
    NOT_REPORTED = "not_reported", _("Nothing reported")
    LATE = "late", _("Late")
    ACHIEVED = "achieved", _("Achieved")
    SUPERSEDED = "superseded", _("Closed as superseded")
    WITHDRAWN = "withdrawn", _("Closed as withdrawn")


def reports_seen(reader: Anyone) -> ProgressQuerySet:
    """What was cleared, as far as the reader may see it; drafts count for nobody."""
    return Progress.objects.visible_to(reader).cleared()


def with_facts(found: CommitmentQuerySet, reader: Anyone) -> CommitmentQuerySet:
    """With what `conditions` and the counts ask for: last act in force, whether something was reported, lateness."""
    return found.with_standing().annotate(
        reported=Exists(reports_seen(reader).filter(commitment=OuterRef("pk"))),
        late=Case(When(due_on__lt=today(), then=Value(1)), default=Value(0)),
    )


def condition(shown: str) -> Q:
    """Of rows `with_facts`."""
    stands = ~Q(last_kind=Kind.CLOSED)
    closed = Q(last_kind=Kind.CLOSED)
    return {
        Shown.STANDS: stands,
        Shown.REPORTED: stands & Q(reported=True),
        Shown.NOT_REPORTED: stands & Q(reported=False),
        Shown.LATE: stands & Q(late=1),
        Shown.ACHIEVED: closed & Q(last_outcome=Outcome.ACHIEVED),
        Shown.SUPERSEDED: closed & Q(last_outcome=Outcome.SUPERSEDED),
        Shown.WITHDRAWN: closed & Q(last_outcome=Outcome.WITHDRAWN),
    }[Shown(shown)]


@dataclass(frozen=True)
class Counts:
    """Of some commitments: all, and how they stand. `illustrative` are those written for a demonstration."""

    total: int = 0
    stands: int = 0
    reported: int = 0
    late: int = 0
    achieved: int = 0
    superseded: int = 0
    withdrawn: int = 0
    illustrative: int = 0

    @property
    def not_reported(self) -> int:
        return self.stands - self.reported

    def of(self, shown: str) -> int:
        return int(getattr(self, shown)) if shown else self.total

    def as_facts(self) -> Mapping[str, int]:
        return {"total": self.total, **{one.value: self.of(one) for one in Shown}, "illustrative": self.illustrative}


ONE = "SUM(CASE WHEN {} THEN 1 ELSE 0 END)"
STANDS = f"last_kind <> '{Kind.CLOSED}'"
COUNTED = {
    "total": "COUNT(*)",
    "stands": ONE.format(STANDS),
    "reported": ONE.format(f"{STANDS} AND reported"),
    "late": ONE.format(f"{STANDS} AND late = 1"),
    **{one.value: ONE.format(f"last_outcome = '{one}'") for one in Outcome},
    "illustrative": ONE.format("illustrative"),
}
"""The same in SQL, over rows `with_facts`; in the order of the fields of `Counts`."""
COUNTS = ", ".join(COUNTED[field.name] for field in fields(Counts))
