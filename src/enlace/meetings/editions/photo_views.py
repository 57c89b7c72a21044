"""The photos of a meeting. What everybody may see may be kept for a short while by any cache; the rest by nobody."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.files.serving import answer_file
from enlace.meetings.editions import photo_actions as actions
from enlace.meetings.editions.forms import AddPhotoForm, DescribePhotoForm, photo_initial
from enlace.meetings.editions.queries import picture_of, shown_photos
from enlace.meetings.editions.rules import can_change_photos
from enlace.meetings.editions.views import found_meeting
from enlace.meetings.models import Photo


@login_required
def photos(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    found = found_meeting(request, meeting_id)
    require(can_change_photos(request.user, found))
    context = {"meeting": found, "photos": shown_photos(found, request.user)}
    return page(request, "meetings/photos.html", context)


@login_required
def add_photo(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    found = found_meeting(request, meeting_id)
    require(can_change_photos(request.user, found))
    form = AddPhotoForm(request.POST, request.FILES) if request.method == "POST" else AddPhotoForm()
    if form.is_valid():
        try:
            picture = form.cleaned_data.pop("file")
            added = actions.add_photo(found, picture, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The photo is there."))
            return redirect(added)
    return page(request, "meetings/add_photo.html", {"form": form, "meeting": found})


def _found(request: HttpRequest, photo_id: int) -> Photo:
    photo = get_object_or_404(Photo.objects.visible_to(request.user).select_related("meeting"), pk=photo_id)
    require(can_change_photos(request.user, photo))
    return photo


@login_required
def edit_photo(request: HttpRequest, photo_id: int) -> HttpResponseBase:
    found = _found(request, photo_id)
    form = DescribePhotoForm(request.POST if request.method == "POST" else None, initial=photo_initial(found))
    if form.is_valid():
        try:
            actions.change_photo(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return page(request, "meetings/edit_photo.html", {"form": form, "photo": found, "meeting": found.meeting})


@login_required
@require_POST
def move_photo(request: HttpRequest, photo_id: int) -> HttpResponseBase:
    found = _found(request, photo_id)
    actions.move_photo(found, by=request.user, earlier="earlier" in request.POST)
    return redirect(found)


@login_required
def remove_photo(request: HttpRequest, photo_id: int) -> HttpResponseBase:
    found = _found(request, photo_id)
    if request.method == "POST":
        actions.remove_photo(found, by=request.user)
        messages.success(request, _("The photo is removed."))
        return redirect("meetings:photos", found.meeting_id)
    return page(request, "meetings/remove_photo.html", {"photo": found, "meeting": found.meeting})


@require_safe
def photo_file(request: HttpRequest, photo_id: int) -> HttpResponseBase:
    public = Photo.objects.visible_to(AnonymousUser()).filter(pk=photo_id).first()
    found = public or get_object_or_404(Photo.objects.visible_to(request.user), pk=photo_id)
    picture = picture_of(found)
    if picture is None:
        raise Http404
    return answer_file(request, picture.content, public=public is not None, name=picture.name)
