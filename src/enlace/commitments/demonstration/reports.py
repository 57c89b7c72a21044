"""What the demonstration's parties report, with evidence: most is cleared, one waits, one was sent back."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from enlace.accounts.models import User
from enlace.commitments.demonstration.world import WRITTEN, Plan, World, at
from enlace.commitments.models import Commitment, Progress, ProgressComment
from enlace.commitments.progress.actions import draft_progress, record_progress, send_back_progress, submit_progress
from enlace.commitments.progress.comment_actions import comment_progress
from enlace.commitments.progress.evidence_actions import add_evidence
from enlace.core.clock import now
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.meetings.demonstration.moments import day_of
from enlace.network.demonstration.pdf import one_page

A_WHILE = timedelta(hours=5)


def report(key: str, entry: Plan, world: World) -> None:
    """On the commitment of that key."""
    commitment, body = world.commitments[key], world.body(entry["by"])
    if "stage" in entry:
        by = world.speakers[entry["by"]]
        progress = draft_progress(commitment, by=by, body=body, **_fields(commitment, entry))
        _add_evidence(progress, entry, by)
        submit_progress(progress, by=by)
        if entry["stage"] == "sent_back":
            send_back_progress(progress, by=world.validator, why=entry["why"])
    else:
        progress = record_progress(commitment, by=None, body=body, source=WRITTEN, **_fields(commitment, entry))
        _add_evidence(progress, entry, None)
    _date(progress)
    for number, text in enumerate(entry.get("comments", ())):
        by = world.speakers[entry["by"]] if number % 2 else world.secretary
        comment = comment_progress(progress, by=by, text=text)
        moment = min(now(), at(progress.reported_on) + (number + 1) * A_WHILE)
        ProgressComment.objects.filter(pk=comment.pk).update(at=moment)


def _fields(commitment: Commitment, entry: Plan) -> dict[str, Any]:
    place = entry.get("milestone")
    milestones = list(commitment.milestones.all())
    return {
        "reported_on": day_of(entry["on"]),
        "percent": entry["percent"],
        "text": entry["text"],
        "milestone": None if place is None else milestones[place],
        "value": entry.get("value"),
        **({"audience": entry["audience"]} if "audience" in entry else {}),
    }


def _add_evidence(progress: Progress, entry: Plan, by: User | None) -> None:
    for one in entry.get("evidence", ()):
        name = one.get("file", "")
        lines = [WRITTEN["es"], WRITTEN["pt"], "", one["title"]["es"]]
        evidence = add_evidence(
            progress,
            by=by,
            title=one["title"],
            file=SimpleUploadedFile(name, one_page(lines)) if name else None,
            link=one.get("link", ""),
            citation=one.get("citation", ""),
            audience=one.get("audience", ""),
        )
        Version.objects.filter(file__in=files_of(evidence)).update(at=at(progress.reported_on))


def _date(progress: Progress) -> None:
    """Drafted, submitted and cleared on the day that it speaks of."""
    moment = at(progress.reported_on)
    Progress.objects.filter(pk=progress.pk).update(drafted_at=moment)
    for name in ("submitted_at", "cleared_at"):
        Progress.objects.filter(pk=progress.pk).exclude(**{name: None}).update(**{name: moment})
