"""The lists of questionnaires, and the page of one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.core.pages import page
from enlace.mechanisms.models import Edition, Mechanism
from enlace.mechanisms.questionnaires import actions
from enlace.mechanisms.questionnaires.queries import board, own_questionnaires
from enlace.mechanisms.questionnaires.readers import found_questionnaire
from enlace.mechanisms.questionnaires.shown import questionnaire_page
from enlace.network.roles import roles_of


@login_required
@require_safe
def questionnaires(request: HttpRequest) -> HttpResponseBase:
    roles = roles_of(request.user)
    context = {
        "is_secretary": roles.is_secretary,
        "board": board() if roles.is_secretary else None,
        "own": own_questionnaires(request.user),
    }
    return page(request, "mechanisms/questionnaires.html", context)


@login_required
@require_safe
def questionnaire(request: HttpRequest, questionnaire_id: int) -> HttpResponseBase:
    found = found_questionnaire(request, questionnaire_id)
    context = {
        "questionnaire": found,
        "mechanism": found.mechanism,
        "shown": questionnaire_page(found, request.user),
    }
    return page(request, "mechanisms/questionnaire.html", context)


@login_required
@require_POST
def send_questionnaire(request: HttpRequest, mechanism_id: int) -> HttpResponseBase:
    """To a mechanism that the edition which is open did not ask about yet."""
    edition = get_object_or_404(Edition.objects.open())
    mechanism = get_object_or_404(Mechanism.objects.visible_to(request.user), pk=mechanism_id)
    try:
        actions.send_questionnaires(edition, [mechanism], by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The questionnaire is sent. The state finds it in its workspace."))
    return redirect("mechanisms:questionnaires")
