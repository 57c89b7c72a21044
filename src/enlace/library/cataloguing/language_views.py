"""The language versions of a publication: added, renewed, filed under another language, removed; drafts joined."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.files.forms import UploadForm
from enlace.library.cataloguing import language_actions
from enlace.library.cataloguing.forms import JoinForm, LanguageChangeForm, LanguageVersionForm
from enlace.library.cataloguing.found import language_version_at, publication_at
from enlace.library.cataloguing.joining import joinable
from enlace.library.cataloguing.languages_known import language_name
from enlace.library.cataloguing.reading_later import read_later
from enlace.library.cataloguing.rules import (
    can_add_language_version,
    can_change_language_version,
    can_join_publications,
    can_remove_language_version,
)
from enlace.library.models import Publication

RECORD = "library:publication_record"


@login_required
def add_language_version(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    found = publication_at(request, publication_id)
    require(can_add_language_version(request.user, found))
    form = LanguageVersionForm(request.POST, request.FILES) if request.method == "POST" else LanguageVersionForm()
    if form.is_valid():
        language, upload = form.cleaned_data["language"], form.cleaned_data.get("file")
        try:
            added = language_actions.add_language_version(found, by=request.user, language=language, upload=upload)
        except ValidationError as error:
            add_errors(form, error)
        else:
            read_later(added)
            messages.success(request, _("The language is there."))
            return redirect(RECORD, found.pk)
    return page(request, "library/language_version_form.html", {"form": form, "publication": found})


@login_required
def change_language_version(request: HttpRequest, language_version_id: int) -> HttpResponseBase:
    found = language_version_at(request, language_version_id)
    require(can_change_language_version(request.user, found))
    data = request.POST if request.method == "POST" else None
    form = LanguageChangeForm(data, chosen=found.language, initial={"language": found.language})
    if form.is_valid():
        try:
            language_actions.change_language(found, form.cleaned_data["language"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(RECORD, found.publication_id)
    context = {"form": form, "publication": found.publication, "language": language_name(found.language)}
    return page(request, "library/language_version_form.html", context)


@login_required
def add_file_version(request: HttpRequest, language_version_id: int) -> HttpResponseBase:
    found = language_version_at(request, language_version_id)
    require(can_change_language_version(request.user, found))
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        try:
            language_actions.add_file_version(found, form.cleaned_data["file"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            read_later(found)
            messages.success(request, _("The new file is there. The earlier versions stay."))
            return redirect(RECORD, found.publication_id)
    context = {"form": form, "publication": found.publication, "language": language_name(found.language)}
    return page(request, "library/language_version_file.html", context)


@login_required
def remove_language_version(request: HttpRequest, language_version_id: int) -> HttpResponseBase:
    found = language_version_at(request, language_version_id)
    require(can_remove_language_version(request.user, found))
    if request.method == "POST":
        language_actions.remove_language_version(found, by=request.user)
        messages.success(request, _("The language is removed, with its file."))
        return redirect(RECORD, found.publication_id)
    context = {"publication": found.publication, "language": language_name(found.language)}
    return page(request, "library/language_version_remove.html", context)


@login_required
def join_publication(request: HttpRequest, publication_id: int) -> HttpResponseBase:
    draft = publication_at(request, publication_id)
    require(can_join_publications(request.user, draft))
    words = " ".join(request.GET.get("words", "").replace("\0", "").split())[:200]
    offered = joinable(draft, request.user, words)
    form = JoinForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_valid():
        into = Publication.objects.visible_to(request.user).get(pk=form.cleaned_data["into"])
        as_new_version = form.cleaned_data["as_new_version"]
        try:
            language_actions.join_publications(draft, into=into, by=request.user, as_new_version=as_new_version)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The draft is now part of this publication."))
            return redirect(RECORD, into.pk)
    context = {"form": form, "publication": draft, "words": words, "offered": offered}
    return page(request, "library/publication_join.html", context)
