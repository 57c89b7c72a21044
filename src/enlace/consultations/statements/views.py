from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from enlace.consultations.consulting.readers import found_consultation
from enlace.consultations.models import Consultation, Statement
from enlace.consultations.statements import actions
from enlace.consultations.statements.forms import PasteForm, PrioritiesForm, StatementForm, TranslateForm
from enlace.consultations.statements.queries import (
    lacking_statements,
    prefilled,
    reviewable_priorities,
    statements_of,
)
from enlace.consultations.statements.rules import (
    can_change_statements,
    can_list_statements,
    can_move_statement,
    can_remove_statement,
    can_translate_statements,
)
from enlace.consultations.statements.wording import is_fixed, missing_in
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
@require_safe
def statements(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(can_list_statements(request.user, found))
    return _show(request, found, PasteForm())


def _show(request: HttpRequest, found: Consultation, form: PasteForm) -> HttpResponseBase:
    may_change = can_change_statements(request.user, found)
    of_this = Statement(consultation=found)
    context = {
        "consultation": found,
        "statements": statements_of(found),
        "form": form,
        "may_change": may_change,
        "may_translate": can_translate_statements(request.user, found),
        "may_move": can_move_statement(request.user, of_this),
        "priorities": reviewable_priorities(found, request.user).count() if may_change else 0,
    }
    return page(request, "consultations/statements.html", context)


@login_required
def add_statement(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(can_change_statements(request.user, found))
    form = StatementForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add_statement(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Statement %(number)d is added.") % {"number": added.number})
            return redirect("consultations:statements", found.pk)
    return page(request, "consultations/edit_statement.html", {"form": form, "consultation": found})


@login_required
@require_POST
def add_statements(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(can_change_statements(request.user, found))
    form = PasteForm(request.POST)
    if form.is_valid():
        try:
            count = actions.add_statements(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            said = ngettext("%(count)d statement is added.", "%(count)d statements are added.", count)
            messages.success(request, said % {"count": count})
            return redirect("consultations:statements", found.pk)
    return _show(request, found, form)


@login_required
def translate_statements(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    """The machine is asked when the page is opened, not when it is sent."""
    found = found_consultation(request, consultation_id)
    require(can_translate_statements(request.user, found))
    sent = request.POST if request.method == "POST" else None
    lacking = lacking_statements(found, with_drafts=sent is None)
    form = TranslateForm(sent, lacking=lacking)
    if form.is_valid():
        try:
            count = actions.translate_statements(found, by=request.user, texts=form.texts())
        except ValidationError as error:
            add_errors(form, error)
        else:
            said = ngettext("%(count)d statement is translated.", "%(count)d statements are translated.", count)
            messages.success(request, said % {"count": count})
            return redirect("consultations:statements", found.pk)
    rows = [(one, form.fields_of(one)) for one in lacking.statements]
    context = {"consultation": found, "form": form, "rows": rows, "without": lacking.without}
    return page(request, "consultations/translate_statements.html", context)


@login_required
def put_up_priorities(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = found_consultation(request, consultation_id)
    require(can_change_statements(request.user, found))
    sent = request.POST if request.method == "POST" else None
    form = PrioritiesForm(sent, consultation=found, reader=request.user)
    if form.is_valid():
        try:
            count = actions.put_up_priorities(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            said = ngettext("%(count)d priority is up for review.", "%(count)d priorities are up for review.", count)
            messages.success(request, said % {"count": count})
            return redirect("consultations:statements", found.pk)
    return page(request, "consultations/put_up_priorities.html", {"consultation": found, "form": form})


def found_statement(request: HttpRequest, statement_id: int) -> Statement:
    """Raises Http404 for a statement that the reader does not see."""
    seen = Statement.objects.visible_to(request.user).select_related("consultation", "challenge", "priority")
    return get_object_or_404(seen, pk=statement_id)


def statement_initial(statement: Statement) -> dict[str, Any]:
    return {"text": statement.text, "challenge": statement.challenge}


@login_required
def edit_statement(request: HttpRequest, statement_id: int) -> HttpResponseBase:
    found = found_statement(request, statement_id)
    require(can_change_statements(request.user, found))
    drafts = prefilled(found.text) if request.method != "POST" and "draft" in request.GET else None
    initial = statement_initial(found) | ({"text": drafts.text} if drafts else {})
    fixed = tuple(found.text) if is_fixed(found) else ()
    form = StatementForm(request.POST if request.method == "POST" else None, initial=initial, fixed=fixed)
    if form.is_valid():
        try:
            actions.change_statement(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Statement %(number)d is saved.") % {"number": found.number})
            return redirect("consultations:statements", found.consultation_id)
    context = {"form": form, "consultation": found.consultation, "statement": found, "fixed": fixed, "drafts": drafts}
    context["may_draft"] = drafts is None and bool(missing_in(found.text))
    return page(request, "consultations/edit_statement.html", context)


@login_required
@require_POST
def move_statement(request: HttpRequest, statement_id: int) -> HttpResponseBase:
    found = found_statement(request, statement_id)
    actions.move_statement(found, by=request.user, earlier="earlier" in request.POST)
    return redirect("consultations:statements", found.consultation_id)


@login_required
def remove_statement(request: HttpRequest, statement_id: int) -> HttpResponseBase:
    found = found_statement(request, statement_id)
    require(can_remove_statement(request.user, found))
    if request.method == "POST":
        actions.remove_statement(found, by=request.user)
        messages.success(request, _("The statement is removed."))
        return redirect("consultations:statements", found.consultation_id)
    return page(
        request, "consultations/remove_statement.html", {"consultation": found.consultation, "statement": found}
    )
