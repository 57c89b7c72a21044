"""Review rounds as a reader finds them."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enlace.commitments.models import ReviewRound


def found_round(request: HttpRequest, review_round_id: int) -> ReviewRound:
    """Raises Http404 for a round that the reader does not see."""
    return get_object_or_404(ReviewRound.objects.visible_to(request.user), pk=review_round_id)
