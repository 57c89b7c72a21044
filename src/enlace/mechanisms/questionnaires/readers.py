"""Questionnaires as a reader finds them."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from enlace.mechanisms.models import Questionnaire
from enlace.mechanisms.register.facts import FACTS


def found_questionnaire(request: HttpRequest, questionnaire_id: int) -> Questionnaire:
    """Raises Http404 for one that the reader does not see."""
    seen = Questionnaire.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("edition", "mechanism__state"), pk=questionnaire_id)


def found_fact(fact: str) -> str:
    """Raises Http404 for what is no fact."""
    if fact not in FACTS:
        raise Http404
    return fact
