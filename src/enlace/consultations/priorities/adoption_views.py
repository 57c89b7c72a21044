from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import ngettext

from enlace.consultations.consulting.readers import found_consultation
from enlace.consultations.models import Consultation
from enlace.consultations.priorities.adoption_actions import adopt_priorities as adopt
from enlace.consultations.priorities.candidates import Candidate, adopting_sessions, candidates_of
from enlace.consultations.priorities.forms import AdoptForm
from enlace.consultations.priorities.rules import can_see_candidates
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
def adopt_priorities(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    """First the statements are chosen, which stand in the address; then session and words."""
    consultation = found_consultation(request, consultation_id)
    require(can_see_candidates(request.user, consultation))
    candidates = candidates_of(consultation, request.user)
    asked = set(request.GET.getlist("statement"))
    chosen = [one for one in (*candidates.priorities, *candidates.others) if str(one.statement.pk) in asked]
    context = {"consultation": consultation, "candidates": candidates, "session": request.GET.get("session", "")}
    if not chosen or "back" in request.GET:
        context |= {"asked": asked, "nothing_chosen": "choose" in request.GET}
        return page(request, "consultations/adopt_choice.html", context)
    form = _form(request, consultation, chosen)
    if form.is_valid():
        try:
            adopted = _adopted(request, consultation, form)
        except ValidationError as error:
            add_errors(form, error)
        else:
            said = ngettext("%(count)d priority is adopted.", "%(count)d priorities are adopted.", adopted)
            messages.success(request, said % {"count": adopted})
            return redirect("consultations:priorities")
    return page(request, "consultations/adopt_priorities.html", context | {"form": form})


def _form(request: HttpRequest, consultation: Consultation, chosen: list[Candidate]) -> AdoptForm:
    sessions = adopting_sessions(request.user, first=consultation.meeting)
    data = request.POST if request.method == "POST" else None
    initial = {"session": request.GET.get("session", "")}
    return AdoptForm(data, chosen=chosen, sessions=sessions, reader=request.user, initial=initial)


def _adopted(request: HttpRequest, consultation: Consultation, form: AdoptForm) -> int:
    """How many."""
    fields = {name: form.cleaned_data[name] for name in ("session", "adopted_on")}
    return len(adopt(consultation, by=request.user, chosen=form.adopting(), **fields))
