"""What stands in the dossier of one's state, and the file: made when it is asked for, kept nowhere."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_safe

from enlace.core.clock import now, today
from enlace.core.pages import page
from enlace.network.models import State
from enlace.reports.document.page import standing_page
from enlace.reports.document.printed import printed
from enlace.reports.dossier.actions import make_dossier
from enlace.reports.dossier.forms import LanguageForm
from enlace.reports.dossier.report import DOSSIER
from enlace.reports.dossier.rules import can_make_dossier

TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}


def _state(request: HttpRequest, code: str) -> State:
    """404 for who may not make its dossier, so that nothing is told of it."""
    found = get_object_or_404(State.objects.visible_to(request.user), code=code.upper())
    if not can_make_dossier(request.user, found):
        raise Http404
    return found


@require_safe
@login_required
def dossier(request: HttpRequest, state_code: str) -> HttpResponse:
    context = {"state": _state(request, state_code), "parts": DOSSIER.parts, "form": LanguageForm()}
    return page(request, "reports/dossier.html", context)


@require_GET
@login_required
def dossier_file(request: HttpRequest, state_code: str, form: str) -> HttpResponse:
    state = _state(request, state_code)
    if form not in TYPES:
        raise Http404
    language = LanguageForm(request.GET).chosen()
    made = make_dossier(state, by=request.user, language=language, form=form)
    with override(language):
        content = printed(made, at=now()) if form == "pdf" else standing_page(made).encode()
    name = f"dossier-{state.code.lower()}-{today().isoformat()}-{language}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=TYPES[form], headers=headers)
