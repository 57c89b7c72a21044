from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.library.cataloguing import collection_actions
from enlace.library.cataloguing.forms import CollectionForm
from enlace.library.cataloguing.found import collection_at
from enlace.library.cataloguing.rules import can_add_collection, can_change_collection, can_remove_collection
from enlace.library.cataloguing.shelves import shelves


@require_safe
@login_required
def collections(request: HttpRequest) -> HttpResponseBase:
    require(can_add_collection(request.user))
    return page(request, "library/collections.html", {"shelves": shelves()})


@login_required
def add_collection(request: HttpRequest) -> HttpResponseBase:
    require(can_add_collection(request.user))
    form = CollectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = collection_actions.add_collection(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The collection is there."))
            return redirect(added)
    return page(request, "library/collection_form.html", {"form": form})


@login_required
def change_collection(request: HttpRequest, collection_slug: str) -> HttpResponseBase:
    found = collection_at(request, collection_slug)
    require(can_change_collection(request.user, found))
    initial = {name: getattr(found, name) for name in ("name", "description", "slug")}
    data = request.POST if request.method == "POST" else None
    form = CollectionForm(data, initial=initial)
    if form.is_valid():
        fields = form.cleaned_data | {"slug": form.cleaned_data["slug"] or found.slug}
        try:
            collection_actions.change_collection(found, by=request.user, **fields)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("library:collections")
    return page(request, "library/collection_form.html", {"form": form, "collection": found})


@require_POST
@login_required
def move_collection(request: HttpRequest, collection_slug: str) -> HttpResponseBase:
    found = collection_at(request, collection_slug)
    collection_actions.move_collection(found, by=request.user, earlier="earlier" in request.POST)
    return redirect("library:collections")


@login_required
def remove_collection(request: HttpRequest, collection_slug: str) -> HttpResponseBase:
    found = collection_at(request, collection_slug)
    require(can_remove_collection(request.user, found))
    wrong: list[str] = []
    if request.method == "POST":
        try:
            collection_actions.remove_collection(found, by=request.user)
        except ValidationError as error:
            wrong = error.messages
        else:
            messages.success(request, _("The collection is removed."))
            return redirect("library:collections")
    context = {"collection": found, "count": found.publications.count(), "wrong": wrong}
    return page(request, "library/collection_remove.html", context)
