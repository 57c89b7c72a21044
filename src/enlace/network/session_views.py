from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from enlace.network import session_actions as actions


@login_required
@require_POST
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    if session.session_key == request.session.session_key:
        return redirect("account_logout")
    actions.end_session(session, by=request.user)
    messages.success(request, gettext("That session is ended."))
    return redirect("usersessions_list")
