"""Commitments on the pages of decisions and of priorities."""

from django.http import HttpRequest

from enlace.commitments.making.rules import can_add_commitment
from enlace.commitments.models import Commitment
from enlace.commitments.models.commitments import CommitmentQuerySet
from enlace.consultations.models import Priority
from enlace.core.registry import Panel
from enlace.meetings.models import Decision


def decision_panel(request: HttpRequest, decision: Decision) -> Panel | None:
    """What came from a decision, and the way to make a commitment of it."""
    seen = Commitment.objects.visible_to(request.user).filter(decision=decision)
    return _panel(request, seen, f"decision={decision.pk}")


def priority_panel(request: HttpRequest, priority: Priority) -> Panel | None:
    seen = Commitment.objects.visible_to(request.user).filter(priority=priority)
    return _panel(request, seen, f"priority={priority.pk}")


def _panel(request: HttpRequest, seen: CommitmentQuerySet, query: str) -> Panel | None:
    found = seen.with_standing().prefetch_related("parties__state", "parties__organisation")
    commitments, may_add = list(found), can_add_commitment(request.user)
    if not commitments and not may_add:
        return None
    context = {
        "commitments": commitments,
        "query": query if may_add else "",
        "of_decision": query.startswith("decision"),
    }
    return Panel("commitments/panels/origin_commitments.html", context)
