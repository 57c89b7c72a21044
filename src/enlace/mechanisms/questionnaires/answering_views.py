"""Facts confirmed and changed, one at a time: with htmx in place, without JavaScript by the same addresses."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.mechanisms.models import Answer, Questionnaire
from enlace.mechanisms.questionnaires import actions
from enlace.mechanisms.questionnaires.forms import AnswerForm, ShownForm
from enlace.mechanisms.questionnaires.readers import found_fact, found_questionnaire
from enlace.mechanisms.questionnaires.rules import can_save_answer
from enlace.mechanisms.questionnaires.shown import asked_fact, questionnaire_page
from enlace.mechanisms.register.facts import value_of
from enlace.mechanisms.register.shown import shown_fact


def in_place(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request"))


@login_required
def answer(request: HttpRequest, questionnaire_id: int, fact: str) -> HttpResponseBase:
    found = found_questionnaire(request, questionnaire_id)
    require(can_save_answer(request.user, found))
    held = Answer.objects.filter(questionnaire=found, field=found_fact(fact)).first()
    value = held.value if held and held.value is not None else value_of(found.mechanism, fact)
    form = AnswerForm(request.POST if request.method == "POST" else None, fact=fact, value=value, answer=held)
    theirs = None
    if form.is_valid():
        try:
            saved = actions.save_answer(found, fact, by=request.user, value=form.value(), **form.shown())
        except actions.AnsweredMeanwhile as conflict:
            theirs = conflict.answer
        except ValidationError as error:
            add_errors(form, error)
        else:
            return _kept(request, form, saved) if in_place(request) else _back(found, fact)
    if in_place(request):
        return _kept(request, form, theirs=theirs)
    return page(request, "mechanisms/questionnaire_answer.html", _asking(found, fact, form, theirs))


def _asking(found: Questionnaire, fact: str, form: AnswerForm, theirs: Answer | None) -> dict[str, Any]:
    """What two people wrote at once stands beside each other, and the next save counts."""
    if theirs:
        form.show(theirs)
    return {
        "questionnaire": found,
        "mechanism": found.mechanism,
        "fact": asked_fact(found, fact),
        "form": form,
        "theirs": theirs and shown_fact(fact, theirs.value or {}),
    }


def _kept(
    request: HttpRequest, form: AnswerForm, saved: Answer | None = None, theirs: Answer | None = None
) -> HttpResponseBase:
    """A line that says whether what is being typed is kept."""
    wrong = [f"{form.fields[name].label}: {' '.join(map(str, errors))}" for name, errors in form.errors.items()]
    at = timezone.localtime(saved.at) if saved else None
    context = {"saved": saved, "at": at, "theirs": theirs, "wrong": wrong}
    return page(request, "mechanisms/questionnaire_kept.html", context)


def _back(found: Questionnaire, fact: str) -> HttpResponseBase:
    return redirect(f"{found.get_absolute_url()}#fact-{fact}")


@login_required
@require_POST
def confirm_answer(request: HttpRequest, questionnaire_id: int, fact: str) -> HttpResponseBase:
    """As the register has it or, with `keep`, as the state has answered it already."""
    found = found_questionnaire(request, questionnaire_id)
    form = ShownForm(request.POST)
    held = Answer.objects.filter(questionnaire=found, field=found_fact(fact)).first()
    value = held.value if held and "keep" in request.POST else None
    shown = form.shown() if form.is_valid() else {"revision": 0}
    try:
        actions.save_answer(found, fact, by=request.user, value=value, **shown)
    except actions.AnsweredMeanwhile as conflict:
        return _answered(request, found, fact, " ".join(conflict.messages))
    return _answered(request, found, fact)


@login_required
@require_POST
def take_back_answer(request: HttpRequest, questionnaire_id: int, fact: str) -> HttpResponseBase:
    found = found_questionnaire(request, questionnaire_id)
    form = ShownForm(request.POST)
    revision = form.cleaned_data["revision"] if form.is_valid() else None
    try:
        actions.take_back_answer(found, found_fact(fact), by=request.user, revision=revision)
    except actions.AnsweredMeanwhile as conflict:
        return _answered(request, found, fact, " ".join(conflict.messages))
    return _answered(request, found, fact)


def _answered(request: HttpRequest, found: Questionnaire, fact: str, meanwhile: str = "") -> HttpResponseBase:
    """The fact as it stands now, in the place of how it stood; `meanwhile` says what somebody else did."""
    if not in_place(request):
        if meanwhile:
            messages.warning(request, meanwhile)
        return _back(found, fact)
    shown = questionnaire_page(found, request.user)
    one = next(one for one in shown.facts if one.fact == fact)
    context = {"questionnaire": found, "shown": shown, "one": one, "meanwhile": meanwhile, "in_place": True}
    return page(request, "mechanisms/questionnaire_answered.html", context)


@login_required
def confirm_rest(request: HttpRequest, questionnaire_id: int) -> HttpResponseBase:
    found = found_questionnaire(request, questionnaire_id)
    require(can_save_answer(request.user, found))
    if request.method == "POST":
        count = len(actions.confirm_rest(found, by=request.user))
        said = ngettext("%(count)d fact is confirmed.", "%(count)d facts are confirmed.", count)
        messages.success(request, said % {"count": count})
        return redirect(found)
    context = {"questionnaire": found, "mechanism": found.mechanism}
    shown = questionnaire_page(found, request.user)
    return page(request, "mechanisms/questionnaire_confirm.html", context | {"shown": shown})
