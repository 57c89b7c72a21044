from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.commitments.lineage.acts import Standing
from enlace.commitments.lineage.life import life_of
from enlace.commitments.making import actions, paper_actions
from enlace.commitments.making.forms import CommitmentForm, RecordForm, TranslateForm, draft_initial, filing_initial
from enlace.commitments.making.found import asked_record, draft_from
from enlace.commitments.making.moves import moves_for
from enlace.commitments.making.names import acts_for_secretariat
from enlace.commitments.making.queries import shown_commitment
from enlace.commitments.making.rules import (
    can_add_commitment,
    can_change_commitment,
    can_record_commitment,
    can_remove_commitment,
)
from enlace.commitments.models import Commitment, spoken_bodies
from enlace.commitments.progress.queries import shown_progress
from enlace.commitments.readers import found_commitment
from enlace.core.form_errors import add_errors
from enlace.core.pages import layout_for, page
from enlace.core.permission import require
from enlace.meetings.models import Decision, Meeting


@require_safe
def commitment(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    found = found_commitment(request, commitment_id)
    shown = shown_commitment(found, request.user)
    context = {
        "commitment": found,
        "shown": shown,
        "reports": shown_progress(found, request.user),
        "moves": moves_for(request.user, found),
        "layout": layout_for(request),
    }
    return page(request, "commitments/commitment.html", context)


@login_required
def add_commitment(request: HttpRequest) -> HttpResponseBase:
    require(can_add_commitment(request.user))
    names = [*sorted(spoken_bodies(request.user)), *([None] if acts_for_secretariat(request.user) else [])]
    data = request.POST if request.method == "POST" else None
    form = CommitmentForm(data, reader=request.user, names=names, initial={"audience": "public"} | draft_from(request))
    if form.is_valid():
        try:
            added = actions.add_commitment(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(_after_drafting(request, added))
    decision = asked_record(request, "decision", Decision)
    return page(request, "commitments/commitment_form.html", {"form": form, "decision": decision})


def _after_drafting(request: HttpRequest, added: Commitment) -> str:
    """Who came from a meeting goes on to put it forward there."""
    meeting = asked_record(request, "meeting", Meeting) or (added.decision.meeting if added.decision else None)
    if meeting is None or added.body is None:
        return added.get_absolute_url()
    return f"{reverse('commitments:put_forward_commitment', args=[added.pk])}?meeting={meeting.pk}"


@login_required
def record_commitment(request: HttpRequest) -> HttpResponseBase:
    require(can_record_commitment(request.user))
    data = request.POST if request.method == "POST" else None
    initial = {"audience": "public", "meeting": asked_record(request, "meeting", Meeting)} | draft_from(request)
    form = RecordForm(data, reader=request.user, initial=initial)
    if form.is_valid():
        try:
            added = paper_actions.record_commitment(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The commitment is on record, and stands."))
            return redirect(added)
    return page(request, "commitments/commitment_record.html", {"form": form})


def _edit_form(request: HttpRequest, found: Commitment) -> CommitmentForm | TranslateForm:
    data = request.POST if request.method == "POST" else None
    if life_of(found).standing is Standing.DRAFT:
        return CommitmentForm(data, reader=request.user, names=[found.body], initial=draft_initial(found))
    return TranslateForm(data, reader=request.user, initial=filing_initial(found))


@login_required
def edit_commitment(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    found = found_commitment(request, commitment_id)
    require(can_change_commitment(request.user, found))
    form = _edit_form(request, found)
    if form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "body"}
        try:
            actions.change_commitment(found, by=request.user, **fields)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    is_draft = isinstance(form, CommitmentForm)
    return page(request, "commitments/commitment_form.html", {"form": form, "commitment": found, "is_draft": is_draft})


@login_required
def remove_commitment(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    found = found_commitment(request, commitment_id)
    require(can_remove_commitment(request.user, found))
    if request.method == "POST":
        actions.remove_commitment(found, by=request.user)
        messages.success(request, _("The commitment is removed."))
        return redirect("commitments:commitments")
    is_draft = life_of(found).standing is Standing.DRAFT
    return page(request, "commitments/commitment_removal.html", {"commitment": found, "is_draft": is_draft})
