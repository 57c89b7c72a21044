from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.accounts.models import User
from enlace.core.clock import today
from enlace.core.pages import page
from enlace.network.erasure import erasure_of
from enlace.network.held import held_on, held_on_account
from enlace.network.held_export import FORMS
from enlace.network.models import Person
from enlace.network.privacy_actions import erase_person, export_held
from enlace.network.privacy_forms import EraseForm
from enlace.network.rules import can_choose_listing, can_correct_person, can_erase_person, can_see_held


def _person(request: HttpRequest, person_id: int) -> Person:
    """Somebody of whom the reader may know all that is held; whose page they may open is more."""
    person = get_object_or_404(Person.objects.visible_to(request.user).select_related("user"), pk=person_id)
    if not can_see_held(request.user, person):
        raise Http404
    return person


@require_safe
@login_required
def held(request: HttpRequest, person_id: int) -> HttpResponse:
    person = _person(request, person_id)
    context = {
        "person": person,
        "own": person.user_id == request.user.pk,
        "sections": held_on(person, request.user),
        "forms": list(FORMS),
        "may_correct": can_correct_person(request.user, person),
        "may_choose": can_choose_listing(request.user, person),
        "may_erase": can_erase_person(request.user, person),
    }
    return page(request, "network/held.html", context)


@require_safe
@login_required
def your_data(request: HttpRequest) -> HttpResponse:
    person = Person.objects.filter(user=request.user.pk).first()
    if person:
        return redirect("network:held", person.pk)
    account = get_object_or_404(User, pk=request.user.pk)
    return page(request, "network/your_data.html", {"sections": held_on_account(account, account)})


@require_safe
@login_required
def export(request: HttpRequest, person_id: int, form: str) -> HttpResponse:
    person = _person(request, person_id)
    if form not in FORMS:
        raise Http404
    written, content_type = FORMS[form]
    text = written(export_held(person, form, by=request.user))
    name = f'attachment; filename="held-{person.pk}-{today().isoformat()}.{form}"'
    return HttpResponse(text, content_type=content_type, headers={"Content-Disposition": name})


@login_required
def erase(request: HttpRequest, person_id: int) -> HttpResponse:
    person = _person(request, person_id)
    if not can_erase_person(request.user, person):
        raise PermissionDenied
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        erase_person(person, by=request.user)
        messages.success(request, _("Erased. What stays are offices, dates and numbers."))
        return redirect("network:held", person.pk)
    return page(request, "network/erase_person.html", {"person": person, "form": form, "erasure": erasure_of(person)})
