"""Consultations as a reader finds them."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enlace.consultations.models import Consultation


def found_consultation(request: HttpRequest, consultation_id: int) -> Consultation:
    """Raises Http404 for a consultation that the reader does not see."""
    seen = Consultation.objects.visible_to(request.user).select_related("meeting", "result")
    return get_object_or_404(seen, pk=consultation_id)
