"""The report of a round as it is kept: what was asked of whom and what was cleared, by ids and with each audience.

What waits for a validator is not in it, and neither is any text: these are read where they stand, by who may see them
(`report`). JSON alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from enlace.commitments.models import Body, Commitment, Evidence, Progress, ReviewRound
from enlace.commitments.rounds.asked import Asked, asked_in
from enlace.commitments.rounds.naming import bodies_belonging
from enlace.network.models import Organisation, State

type Facts = dict[str, Any]


def keep_report(review_round: ReviewRound, moment: datetime) -> None:
    """With the row locked: closes it."""
    review_round.facts = report_facts(review_round, timezone.localdate(moment))
    review_round.closed_at = moment
    review_round.save(update_fields=["facts", "closed_at"])


def report_facts(review_round: ReviewRound, day: date) -> Facts:
    """As it stands now, of those who belong to the network on the day. Seven queries and a few more for thousands."""
    belonging = bodies_belonging(day)
    asked = [one for one in asked_in(review_round) if one.body in belonging]
    commitments = Commitment.objects.in_bulk({one.commitment_id for one in asked})
    counted = {pk for one in asked for pk in one.counted}
    reports = Progress.objects.in_bulk(counted)
    evidence = _evidence(review_round)
    return {
        "day": day.isoformat(),
        "bodies": _bodies(belonging),
        "commitments": [_commitment(one) for one in commitments.values()],
        "asked": [_asked(one, reports, evidence) for one in asked],
    }


def silent_in(facts: Facts) -> list[Body]:
    """Those of whom something was asked and who reported nothing, in facts that were just made."""
    asked = {(one["kind"], one["id"]) for one in facts["asked"]}
    reported = {(one["kind"], one["id"]) for one in facts["asked"] if one["reports"]}
    return sorted(asked - reported)


def _evidence(review_round: ReviewRound) -> dict[int, list[Facts]]:
    found: dict[int, list[Facts]] = defaultdict(list)
    rows = Evidence.objects.filter(progress__round=review_round.pk).order_by("pk")
    for pk, progress, audience in rows.values_list("pk", "progress", "audience"):
        found[progress].append({"id": pk, "audience": audience})
    return found


def _bodies(bodies: Iterable[Body]) -> list[Facts]:
    wanted = sorted(bodies)
    codes = dict(State.objects.values_list("pk", "code"))
    names = dict(
        Organisation.objects.filter(pk__in=[pk for kind, pk in wanted if kind != "state"]).values_list("pk", "name")
    )
    return [
        {"kind": kind, "id": pk, **({"code": codes[pk]} if kind == "state" else {"name": dict(names[pk])})}
        for kind, pk in wanted
    ]


def _commitment(one: Commitment) -> Facts:
    return {"id": one.pk, "title": dict(one.title), "audience": one.audience, "illustrative": one.illustrative}


def _asked(one: Asked, reports: dict[int, Progress], evidence: dict[int, list[Facts]]) -> Facts:
    kind, pk = one.body
    told = [_report(reports[number], evidence.get(number, [])) for number in one.counted if number in reports]
    return {"commitment": one.commitment_id, "kind": kind, "id": pk, "reports": told}


def _report(progress: Progress, evidence: list[Facts]) -> Facts:
    return {
        "id": progress.pk,
        "as_of": progress.reported_on.isoformat(),
        "percent": progress.percent,
        "value": None if progress.value is None else f"{progress.value.normalize():f}",
        "audience": progress.audience,
        "evidence": evidence,
    }


def closing_facts(review_round: ReviewRound) -> dict[str, Any]:
    """As the audit log writes that it was closed."""
    closed_at = review_round.closed_at
    return {"closed_at": closed_at.isoformat() if closed_at else None, "silent": len(silent_in(review_round.facts))}
