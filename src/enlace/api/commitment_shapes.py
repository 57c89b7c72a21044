"""Commitments as the open data hold them: what stands or stood, acts in force, cleared public reports."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Max, OuterRef, QuerySet, Subquery
from django.utils import timezone

from enlace.api import shapes
from enlace.api.addresses import Addresses
from enlace.api.commitment_selection import ever_public, public_commitments
from enlace.api.evidence_shapes import evidence_by_progress
from enlace.api.record_shapes import NOBODY, body_shape, public_meetings
from enlace.api.shapes import chosen
from enlace.commitments.models import Commitment, CommitmentEvent, CommitmentParty, Milestone, Progress, Target


@dataclass(frozen=True)
class Known:
    """What belongs to the commitments of a page, read once for all of them."""

    acts: dict[int, list[CommitmentEvent]]
    meetings: set[int]
    latest: dict[int, Progress]
    reported: dict[int, datetime]


def with_parts(found: QuerySet[Commitment]) -> QuerySet[Commitment]:
    return found.prefetch_related("parties__state", "parties__organisation", "themes", "targets__state")


def known_of(commitments: Sequence[Commitment]) -> Known:
    """Five queries, however many they are."""
    numbers = [one.pk for one in commitments]
    acts: dict[int, list[CommitmentEvent]] = defaultdict(list)
    rows = CommitmentEvent.objects.visible_to(NOBODY).in_force().filter(commitment__in=numbers)
    for act in rows.order_by("commitment", "number"):
        acts[act.commitment_id].append(act)
    newest = Progress.objects.visible_to(NOBODY).filter(commitment=OuterRef("pk")).order_by("-reported_on", "-pk")
    chosen = Commitment.objects.filter(pk__in=numbers).values_list(Subquery(newest.values("pk")[:1]), flat=True)
    latest = Progress.objects.in_bulk([pk for pk in chosen.order_by() if pk])
    changes = ever_public().filter(commitment__in=numbers).order_by().values_list("commitment")
    return Known(
        acts=acts,
        meetings=public_meetings({act.meeting_id for group in acts.values() for act in group if act.meeting_id}),
        latest={one.commitment_id: one for one in latest.values()},
        reported={
            pk: max(cleared, back or cleared)
            for pk, cleared, back in changes.annotate(cleared=Max("cleared_at"), back=Max("taken_back_at"))
        },
    )


def commitment_lines(commitments: Sequence[Commitment], addresses: Addresses) -> list[shapes.CommitmentInList]:
    known = known_of(commitments)
    return [_line(one, known, addresses) for one in commitments]


def _line(commitment: Commitment, known: Known, addresses: Addresses) -> shapes.CommitmentInList:
    acts = known.acts[commitment.pk]
    closed = acts[-1].kind == "closed"
    return shapes.CommitmentInList(
        id=commitment.pk,
        reference=commitment.reference,
        title=commitment.title,
        text=commitment.text,
        level=chosen(commitment.approach),
        parties=[_party(one) for one in commitment.parties.all()],
        responsible=commitment.responsible,
        themes=sorted(one.slug for one in commitment.themes.all()),
        priority=commitment.priority_id,
        targets=[_target(one) for one in commitment.targets.all()],
        standing="closed" if closed else "stands",
        outcome=chosen(acts[-1].outcome) if closed else None,
        made_on=acts[0].happened_on,
        due_on=commitment.due_on,
        updated_on=_updated_on(acts, known.reported.get(commitment.pk)),
        meetings=list(dict.fromkeys(one.meeting_id for one in acts if one.meeting_id in known.meetings)),
        latest_progress=_latest(known.latest.get(commitment.pk)),
        source=commitment.source,
        illustrative=commitment.illustrative,
        links=addresses.links("commitment", commitment.pk, "commitments:commitment"),
    )


def _party(party: CommitmentParty | Progress) -> shapes.Body:
    return body_shape(party.state, party.organisation)


def _latest(report: Progress | None) -> shapes.LatestProgress | None:
    return shapes.LatestProgress(reported_on=report.reported_on, percent=report.percent) if report else None


def _target(target: Target) -> shapes.Target:
    return shapes.Target(
        framework=chosen(target.framework),
        code=target.code,
        label=target.label,
        state=target.state.code if target.state else None,
        link=target.link,
    )


def _updated_on(acts: Iterable[CommitmentEvent], reported: datetime | None) -> date:
    moments = [act.in_force_at for act in acts if act.in_force_at]
    return timezone.localdate(max([*moments, *([reported] if reported else [])]))


def commitment_shape(commitment: Commitment, addresses: Addresses) -> shapes.Commitment:
    known = known_of([commitment])
    line = _line(commitment, known, addresses)
    acts = known.acts[commitment.pk]
    named = {act.successor_id for act in acts if act.successor_id}
    public = set(public_commitments().filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    return shapes.Commitment(
        **dict(line),
        acts=[_act(act, known.meetings, public) for act in acts],
        milestones=[_milestone(one) for one in Milestone.objects.visible_to(NOBODY).filter(commitment=commitment)],
        progress=_progress(commitment, addresses),
    )


def _act(act: CommitmentEvent, meetings: set[int], commitments: set[int]) -> shapes.Act:
    return shapes.Act(
        kind=chosen(act.kind),
        outcome=chosen(act.outcome) or None,
        happened_on=act.happened_on,
        meeting=act.meeting_id if act.meeting_id in meetings else None,
        title=act.title,
        text=act.text,
        due_on=act.due_on,
        note=act.note,
        source=act.source,
        superseded_by=act.successor_id if act.successor_id in commitments else None,
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _milestone(one: Milestone) -> shapes.Milestone:
    return shapes.Milestone(
        id=one.pk,
        title=one.title,
        indicator=one.indicator,
        target=_number(one.target),
        due_on=one.due_on,
        reached_on=one.reached_on,
    )


def _progress(commitment: Commitment, addresses: Addresses) -> list[shapes.Progress]:
    """The oldest first."""
    rows = Progress.objects.visible_to(NOBODY).filter(commitment=commitment).select_related("state", "organisation")
    reports = list(rows.order_by("reported_on", "pk"))
    evidence = evidence_by_progress(reports, addresses)
    here = addresses.here("commitment", commitment.pk)
    return [
        shapes.Progress(
            id=one.pk,
            party=_party(one),
            reported_on=one.reported_on,
            percent=one.percent,
            milestone=one.milestone_id,
            value=_number(one.value),
            text=one.text,
            source=one.source,
            evidence=evidence[one.pk],
            illustrative=one.illustrative,
            links=shapes.Links(self=here, html=addresses.html("commitments:progress", one.pk)),
        )
        for one in reports
    ]
