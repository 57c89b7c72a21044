"""Commitments on record, as an import compares rows with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from enlace.commitments.lineage.acts import Body, Kind, Standing
from enlace.commitments.models import Commitment, CommitmentEvent, CommitmentParty, Progress
from enlace.core.texts import Texts

AT_ONCE = 500


@dataclass(frozen=True)
class Report:
    body: Body | None
    reported_on: Any
    percent: int | None
    text: Texts


@dataclass(frozen=True)
class Recorded:
    """`reports` are those that were cleared, the last first."""

    commitment: Any
    parties: tuple[Body, ...]
    themes: frozenset[int]
    targets: frozenset[int]
    made_on: Any
    standing: Standing
    reports: tuple[Report, ...]


def recorded(pks: Iterable[int]) -> dict[int, Recorded]:
    ordered, found = sorted(set(pks)), {}
    for start in range(0, len(ordered), AT_ONCE):
        for one in _commitments(ordered[start : start + AT_ONCE]):
            found[one.pk] = _recorded(one)
    return found


def _commitments(pks: list[int]) -> Any:
    makings = CommitmentEvent.objects.made().in_force()
    reports = Progress.objects.cleared().order_by("commitment", "-reported_on", "-pk")
    return (
        Commitment.objects.filter(pk__in=pks)
        .with_standing()
        .prefetch_related("parties", "themes", "targets")
        .prefetch_related(Prefetch("events", makings, to_attr="makings"), Prefetch("progress", reports, to_attr="told"))
    )


def _recorded(one: Any) -> Recorded:
    made = next(iter(one.makings), None)
    standing = Standing.CLOSED if one.last_kind == Kind.CLOSED else Standing.STANDS
    return Recorded(
        one,
        tuple(party.body for party in one.parties.all() if party.body),
        frozenset(theme.pk for theme in one.themes.all()),
        frozenset(target.pk for target in one.targets.all()),
        made.happened_on if made else None,
        standing if one.last_kind else Standing.DRAFT,
        tuple(Report(report.body, report.reported_on, report.percent, report.text) for report in one.told),
    )


def titles_of_parties() -> dict[int, tuple[Texts, frozenset[Body]]]:
    """Title and parties of every commitment, for finding what a row resembles."""
    parties: dict[int, set[Body]] = {}
    for commitment, state, organisation in CommitmentParty.objects.values_list("commitment", "state", "organisation"):
        parties.setdefault(commitment, set()).add(("state", state) if state else ("organisation", organisation))
    titles = Commitment.objects.values_list("pk", "title")
    return {pk: (Texts(title), frozenset(parties.get(pk, ()))) for pk, title in titles}
