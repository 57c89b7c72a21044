"""One statement at a time."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.consultations.answering import actions
from enlace.consultations.answering.forms import AnswerForm
from enlace.consultations.answering.next_statement import next_statement
from enlace.consultations.answering.progress import progress_of
from enlace.consultations.answering.queries import (
    body_of,
    challenge_of,
    last_answer,
    own_answers,
    own_vote,
    said_by,
)
from enlace.consultations.answering.visiting import Visit, in_a_voice
from enlace.consultations.answering.voters import known_voter
from enlace.consultations.models import Statement, Voter
from enlace.core.pages import layout_for, page
from enlace.meetings.models import Meeting


@require_safe
@in_a_voice
def answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Leads to the next statement, whose address stays."""
    return redirect(_next_address(visit))


def _next_address(visit: Visit, voter: Voter | None = None) -> str:
    progress = progress_of(visit.consultation, voter or known_voter(visit.consultation, visit.voice))
    chosen = next_statement(visit.consultation, visit.voice, progress)
    if chosen is None:
        return reverse("consultations:answered", args=[visit.consultation.pk])
    return reverse("consultations:answer_statement", args=[visit.consultation.pk, chosen])


@in_a_voice
def answer_statement(request: HttpRequest, visit: Visit, statement_id: int) -> HttpResponse:
    statement = _asked(visit, statement_id)
    if statement is None:
        return _gone(request, visit)
    form = AnswerForm(request.POST if request.method == "POST" else None, statement=statement)
    if form.is_valid():
        try:
            voter = actions.cast_vote(statement, voice=visit.voice, by=request.user, **form.cleaned_data)
        except ValidationError:
            return _gone(request, visit)
        return redirect(f"{_next_address(visit, voter)}?saved={statement.pk}")
    return _ask(request, visit, form)


def _asked(visit: Visit, statement_id: int) -> Statement | None:
    return visit.consultation.statements.filter(pk=statement_id).exclude(accepted_at=None).first()


def _gone(request: HttpRequest, visit: Visit) -> HttpResponse:
    messages.warning(
        request, _("That statement was taken out meanwhile, so nothing is saved for it. This is the next.")
    )
    return redirect(_next_address(visit))


def _ask(request: HttpRequest, visit: Visit, form: AnswerForm) -> HttpResponse:
    voter = known_voter(visit.consultation, visit.voice)
    progress = progress_of(visit.consultation, voter)
    vote = own_vote(voter, form.statement)
    form.challenge = challenge_of(form.statement, request.user)
    if not form.is_bound:
        form.initial = said_by(vote).initial
    before = progress.before(form.statement.pk)
    context = {
        "statement": form.statement,
        "form": form,
        "progress": progress,
        "place": progress.place(form.statement.pk),
        "before": before,
        "vote": vote,
        "last": last_answer(vote, voter, request.user),
    }
    return page(request, "consultations/answer.html", _of_visit(request, visit) | _saved(request, voter) | context)


def _of_visit(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """What each page of answers shows."""
    return {
        "consultation": visit.consultation,
        "layout": layout_for(request),
        "voice": visit.voice,
        "body": body_of(visit.voice),
    }


def _saved(request: HttpRequest, voter: Voter | None) -> dict[str, Any]:
    """The answer that was just saved, named by the address alone: nothing of it is kept in the session."""
    saved = request.GET.get("saved", "")
    if voter is None or not saved.isdecimal():
        return {}
    return {"saved": voter.votes.filter(statement=int(saved)).select_related("statement").first()}


@require_POST
@in_a_voice
def withdraw_vote(request: HttpRequest, visit: Visit, statement_id: int) -> HttpResponse:
    statement = _asked(visit, statement_id)
    if statement is None:
        return _gone(request, visit)
    actions.withdraw_vote(statement, voice=visit.voice, by=request.user)
    messages.success(request, _("Your answer is taken back. You can answer this statement anew."))
    return redirect("consultations:answer_statement", visit.consultation.pk, statement.pk)


@require_safe
@in_a_voice
def answered(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What one has answered, and what comes then."""
    voter = known_voter(visit.consultation, visit.voice)
    answers = own_answers(visit.consultation, voter, request.user)
    context = {
        "answers": answers,
        "given": sum(one.said.value is not None for one in answers),
        "meeting": Meeting.objects.visible_to(request.user).filter(consultations=visit.consultation).first(),
    }
    return page(request, "consultations/answered.html", _of_visit(request, visit) | _saved(request, voter) | context)
