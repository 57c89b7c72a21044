from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.library.cataloguing import actions, publishing_actions
from enlace.library.cataloguing.contributing import contributors_of
from enlace.library.cataloguing.contributor_rows import ContributorRows
from enlace.library.cataloguing.forms import NewPublicationForm, PublicationForm, initial_of
from enlace.library.cataloguing.found import publication_at
from enlace.library.cataloguing.new_publication_actions import add_publication_with_file
from enlace.library.cataloguing.reading_later import read_later
from enlace.library.cataloguing.rules import (
    can_add_publication,
    can_change_publication,
    can_confirm_publication,
    can_publish_publication,
    can_remove_publication,
    can_withdraw_publication,
)
from enlace.library.cataloguing.shown_record import record_of
from enlace.library.models import Collection, Publication

RECORD = "library:publication_record"


@require_safe
@login_required
def publication_record(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    found = publication_at(request, publication_id)
    require(can_change_publication(request.user, found))
    context = {"publication": found, "shown": record_of(found, request.user)}
    return page(request, "library/publication_record.html", context)


@login_required
def add_publication(request: HttpRequest) -> HttpResponseBase:
    require(can_add_publication(request.user))
    rows = ContributorRows(request.POST if request.method == "POST" else None, [])
    form = _new_form(request, rows)
    if request.method == "POST" and not rows.asks_to_move and all([rows.is_valid(), form.is_valid()]):
        fields = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        upload = form.cleaned_data.get("file")
        try:
            added = add_publication_with_file(by=request.user, contributors=rows.cleaned, upload=upload, **fields)
        except ValidationError as error:
            add_errors(form, error)
        else:
            read_later(added.language_versions.first())
            messages.success(request, _("The draft is saved. The secretariat alone sees it until it is published."))
            return redirect(RECORD, added.pk)
    return page(request, "library/publication_form.html", {"form": form, "rows": rows})


def _new_form(request: HttpRequest, rows: ContributorRows) -> NewPublicationForm:
    if request.method == "POST":
        written = rows.asks_to_move
        return NewPublicationForm(request.POST, request.FILES, reader=request.user, is_being_written=written)
    slug = request.GET.get("collection", "").replace("\0", "")
    shelf = Collection.objects.filter(slug=slug).first()
    return NewPublicationForm(reader=request.user, initial={"collection": shelf, "audience": "public"})


@login_required
def change_publication(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    found = publication_at(request, publication_id)
    require(can_change_publication(request.user, found))
    data = request.POST if request.method == "POST" else None
    rows = ContributorRows(data, contributors_of(found))
    options: dict[str, Any] = {"reader": request.user, "publication": found, "is_being_written": rows.asks_to_move}
    form = PublicationForm(data, initial=initial_of(found), **options)
    may_confirm = can_confirm_publication(request.user, found)
    if data is not None and not rows.asks_to_move and all([rows.is_valid(), form.is_valid()]):
        try:
            _save(request, found, may_confirm, contributors=rows.cleaned, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            return redirect(RECORD, found.pk)
    context = {"form": form, "rows": rows, "publication": found, "may_confirm": may_confirm}
    return page(request, "library/publication_form.html", context)


def _save(request: HttpRequest, found: Publication, may_confirm: bool, **fields: Any) -> None:
    if may_confirm and "confirm" in request.POST:
        actions.confirm_publication(found, by=request.user, **fields)
        messages.success(request, _("Saved and confirmed."))
    else:
        actions.change_publication(found, by=request.user, **fields)
        messages.success(request, _("Saved."))


@login_required
def publish_publication(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    found = publication_at(request, publication_id)
    require(can_publish_publication(request.user, found))
    wrong: list[str] = []
    if request.method == "POST":
        try:
            publishing_actions.publish_publication(found, by=request.user)
        except ValidationError as error:
            wrong = error.messages
        else:
            messages.success(request, _("The publication is published."))
            return redirect(found)
    context = {"publication": found, "shown": record_of(found, request.user), "wrong": wrong}
    return page(request, "library/publication_publish.html", context)


@login_required
def withdraw_publication(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    found = publication_at(request, publication_id)
    require(can_withdraw_publication(request.user, found))
    if request.method == "POST":
        publishing_actions.withdraw_publication(found, by=request.user)
        messages.success(request, _("The publication is withdrawn. It can be published again."))
        return redirect(RECORD, found.pk)
    return page(request, "library/publication_withdraw.html", {"publication": found})


@login_required
def remove_publication(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    found = publication_at(request, publication_id)
    require(can_remove_publication(request.user, found))
    if request.method == "POST":
        actions.remove_publication(found, by=request.user)
        messages.success(request, _("The draft is removed."))
        return redirect("library:publications")
    context = {"publication": found, "shown": record_of(found, request.user)}
    return page(request, "library/publication_remove.html", context)
