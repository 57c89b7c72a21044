from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.commitments.lineage.life import life_of
from enlace.commitments.making import act_actions, paper_actions
from enlace.commitments.making.act_forms import ActForm, AmendForm, CloseForm, ConfirmForm, RecordActForm
from enlace.commitments.making.bodies import named
from enlace.commitments.making.found import asked_record, found_act
from enlace.commitments.making.names import names_for, names_to_confirm, names_to_make
from enlace.commitments.making.queries import shown_acts
from enlace.commitments.making.rules import (
    can_amend_commitment,
    can_close_commitment,
    can_confirm_act,
    can_put_forward_commitment,
    can_record_act,
    can_remove_recorded_act,
    can_renew_commitment,
    can_take_back_act,
)
from enlace.commitments.making.words import act_asked
from enlace.commitments.models import Commitment, CommitmentEvent
from enlace.commitments.readers import found_commitment
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.meetings.models import Meeting


def _acted(request: HttpRequest, form: forms.Form, act: Callable[..., CommitmentEvent]) -> HttpResponseBase | None:
    """The way on once the act is written down; None while something is wrong with the form."""
    if not form.is_valid():
        return None
    try:
        event = act(by=request.user, **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return None
    event.refresh_from_db()
    messages.success(
        request, _("It is on record.") if event.in_force_at else _("The parties are asked for their word.")
    )
    return redirect(event)


def _given(request: HttpRequest, found: Commitment, names: Any) -> dict[str, Any]:
    """What every form of an act is made of."""
    return {
        "data": request.POST if request.method == "POST" else None,
        "reader": request.user,
        "names": names,
        "initial": {"meeting": asked_record(request, "meeting", Meeting)},
    }


@login_required
def put_forward_commitment(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    found = found_commitment(request, commitment_id)
    require(can_put_forward_commitment(request.user, found))
    form = ActForm(**_given(request, found, names_to_make(request.user, found)))
    done = _acted(request, form, lambda **given: act_actions.put_forward_commitment(found, **given))
    parties = named(life_of(found).parties)
    return done or page(
        request, "commitments/act_put_forward.html", {"form": form, "commitment": found, "parties": parties}
    )


@login_required
def renew_commitment(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    found = found_commitment(request, commitment_id)
    require(can_renew_commitment(request.user, found))
    form = ActForm(**_given(request, found, names_for(request.user, found)))
    done = _acted(request, form, lambda **given: act_actions.renew_commitment(found, **given))
    return done or page(request, "commitments/act_renew.html", {"form": form, "commitment": found})


@login_required
def amend_commitment(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    found = found_commitment(request, commitment_id)
    require(can_amend_commitment(request.user, found))
    given = _given(request, found, names_for(request.user, found))
    given["initial"] |= {"title": found.title, "text": found.text, "due_on": found.due_on}
    form = AmendForm(**given)
    done = _acted(request, form, lambda **words: act_actions.amend_commitment(found, **words))
    return done or page(request, "commitments/act_amend.html", {"form": form, "commitment": found})


@login_required
def close_commitment(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    found = found_commitment(request, commitment_id)
    require(can_close_commitment(request.user, found))
    life = life_of(found)
    names = [name for name in names_for(request.user, found) if name is not None or life.waiting is None]
    form = CloseForm(**_given(request, found, names), commitment=found, outcomes=life.may_close_as)
    done = _acted(request, form, lambda **given: act_actions.close_commitment(found, **given))
    context = {"form": form, "commitment": found, "overtakes": life.waiting}
    return done or page(request, "commitments/act_close.html", context)


@login_required
def record_act(request: HttpRequest, commitment_id: int) -> HttpResponseBase:
    found = found_commitment(request, commitment_id)
    require(can_record_act(request.user, found))
    given = _given(request, found, None)
    del given["names"]
    given["initial"] |= {"title": found.title, "text": found.text, "due_on": found.due_on}
    form = RecordActForm(**given, commitment=found, kinds=life_of(found).may_follow)
    done = _acted(request, form, lambda **act: paper_actions.record_act(found, **act))
    return done or page(request, "commitments/act_record.html", {"form": form, "commitment": found})


def _shown(request: HttpRequest, event: CommitmentEvent) -> dict[str, Any]:
    """The act and all that stands in it."""
    commitment = event.commitment
    life = life_of(commitment)
    acts = shown_acts(life, named(life.parties), commitment, request.user)
    return {"commitment": commitment, "act": next(act for act in acts if act.event.pk == event.pk)}


@login_required
def confirm_act(request: HttpRequest, commitment_event_id: int) -> HttpResponseBase:
    event = found_act(request, commitment_event_id)
    names = names_to_confirm(request.user, event, life_of(event.commitment).missing(event))
    if not names and event.taken_back_at is None and request.method != "POST":
        return redirect(event)
    require(can_confirm_act(request.user, event))
    form = ConfirmForm(request.POST if request.method == "POST" else None, names=names)
    if request.method == "POST" and form.is_valid():
        act_actions.confirm_act(event, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your word is on record."))
        return redirect(event)
    parties = named(life_of(event.commitment).parties)
    context = {"form": form, "names": named(names), "parties": parties, "asked": act_asked(event)}
    return page(request, "commitments/act_confirm.html", _shown(request, event) | context)


@login_required
def take_back_act(request: HttpRequest, commitment_event_id: int) -> HttpResponseBase:
    event = found_act(request, commitment_event_id)
    require(can_take_back_act(request.user, event))
    if request.method == "POST":
        act_actions.take_back_act(event, by=request.user)
        messages.success(request, _("It is taken back."))
        return redirect(event)
    return page(request, "commitments/act_withdrawal.html", _shown(request, event))


@login_required
def remove_recorded_act(request: HttpRequest, commitment_event_id: int) -> HttpResponseBase:
    event = found_act(request, commitment_event_id)
    require(can_remove_recorded_act(request.user, event))
    if request.method == "POST":
        paper_actions.remove_recorded_act(event, by=request.user)
        messages.success(request, _("The record is removed."))
        return redirect(event.commitment)
    return page(request, "commitments/act_removal.html", _shown(request, event))
