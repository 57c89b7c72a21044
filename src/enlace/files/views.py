from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.files import actions
from enlace.files.forms import UploadForm
from enlace.files.models import File, Version
from enlace.files.owners import file_owner
from enlace.files.rules import can_add_file, can_add_version, can_erase_file, can_erase_version
from enlace.files.serving import answer_file


@require_safe
def file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """The version that counts: the newest that was not erased."""
    versions = Version.objects.visible_to(request.user, file_id).order_by("-number")
    newest = versions.kept().first() or versions.first()
    return _answer(request, newest)


@require_safe
def version(request: HttpRequest, file_id: int, number: int, name: str) -> HttpResponseBase:
    found = Version.objects.visible_to(request.user, file_id).filter(number=number).first()
    if found is not None and not found.is_erased and found.name != name:
        raise Http404
    return _answer(request, found)


def _answer(request: HttpRequest, found: Version | None) -> HttpResponseBase:
    if found is None:
        raise Http404
    if found.is_erased:
        return page(request, "files/erased.html", {"version": found}, status=410)
    owner = file_owner(found.file.owner)
    taken_home = owner is not None and owner.taken_home(found)
    return answer_file(request, found.content, public=False, name=found.name, taken_home=taken_home)


def _form(request: HttpRequest) -> UploadForm:
    return UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()


@login_required
def add_version(request: HttpRequest, file_id: int) -> HttpResponseBase:
    found = get_object_or_404(File.objects.visible_to(request.user, file_id))
    require(can_add_version(request.user, found))
    form = _form(request)
    if form.is_valid():
        try:
            actions.add_version(found, form.cleaned_data["file"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The new version is there."))
            return redirect(found.owner)
    current = found.versions.kept().order_by("-number").first()
    return page(request, "files/add_version.html", {"form": form, "owner": found.owner, "current": current})


def add_file_to(request: HttpRequest, owner: Any) -> HttpResponseBase:
    """For views of the owner's own app, which found it for this reader."""
    require(can_add_file(request.user, owner))
    form = _form(request)
    if form.is_valid():
        try:
            actions.add_file(owner, form.cleaned_data["file"], by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The file is there."))
            return redirect(owner)
    return page(request, "files/add_file.html", {"form": form, "owner": owner})


@login_required
def erase_file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    found = get_object_or_404(File.objects.visible_to(request.user, file_id))
    require(can_erase_file(request.user, found))
    if request.method == "POST":
        actions.erase_file(found, by=request.user)
        messages.success(request, _("The file is erased. That it was there stays known."))
        return redirect(found.owner)
    return page(request, "files/erase.html", {"versions": found.versions.kept(), "owner": found.owner})


@login_required
def erase_version(request: HttpRequest, file_id: int, number: int) -> HttpResponseBase:
    versions = Version.objects.visible_to(request.user, file_id).select_related("file")
    found = get_object_or_404(versions, number=number)
    require(can_erase_version(request.user, found))
    if request.method == "POST":
        actions.erase_version(found, by=request.user)
        messages.success(request, _("The version is erased. That it was there stays known."))
        return redirect(found.file.owner)
    return page(request, "files/erase.html", {"versions": [found], "owner": found.file.owner})
