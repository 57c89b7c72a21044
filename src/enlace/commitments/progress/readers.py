"""Progress and evidence as a reader finds them."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, Commitment, Evidence, Progress, spoken_bodies


def found_progress(request: HttpRequest, progress_id: int) -> Progress:
    """Raises Http404 for a report that the reader does not see."""
    seen = Progress.objects.visible_to(request.user)
    near = ("state", "organisation", "commitment__state", "commitment__organisation", "milestone", "round")
    return get_object_or_404(seen.select_related(*near), pk=progress_id)


def found_evidence(request: HttpRequest, evidence_id: int) -> Evidence:
    """Raises Http404 for evidence that the reader does not see."""
    near = ("progress__state", "progress__organisation", "progress__commitment")
    return get_object_or_404(Evidence.objects.visible_to(request.user).select_related(*near), pk=evidence_id)


def named_parties(user: Anyone, commitment: Commitment) -> list[tuple[Body, str]]:
    """The parties to a commitment for which somebody speaks, with what they are called."""
    own = spoken_bodies(user)
    return [(one.body, str(one.shown_body)) for one in commitment.parties.all() if one.body and one.body in own]
