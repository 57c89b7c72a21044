"""Commitments as a reader finds them."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enlace.commitments.models import Commitment


def found_commitment(request: HttpRequest, commitment_id: int) -> Commitment:
    """Raises Http404 for a commitment that the reader does not see."""
    seen = Commitment.objects.visible_to(request.user).select_related("state", "organisation")
    return get_object_or_404(seen.prefetch_related("parties__state", "parties__organisation"), pk=commitment_id)
