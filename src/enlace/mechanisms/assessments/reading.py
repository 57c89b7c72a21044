"""The self-assessment that an address names: found by those of its state alone."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from enlace.mechanisms.models import Assessment


def found_assessment(request: HttpRequest, assessment_id: int) -> Assessment:
    """To everybody else it answers as what does not exist."""
    return get_object_or_404(Assessment.objects.visible_to(request.user).select_related("state"), pk=assessment_id)
