"""The photos of a meeting. Each has one picture, made anew when it comes in; another picture is another photo."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.files.actions import add_file, erase_file
from enlace.files.queries import files_of
from enlace.files.storing import atomic_with_files
from enlace.meetings.editions.pictures import bare_picture
from enlace.meetings.editions.rules import can_change_photos
from enlace.meetings.models import Meeting, Photo

MOST_PHOTOS = 60


@atomic_with_files()
def add_photo(
    meeting: Meeting,
    picture: Any,
    *,
    by: Anyone | None,
    description: Mapping[str, str],
    credit: str = "",
    illustrative: bool = False,
) -> Photo:
    """The last of the meeting. Raises ValidationError for `file` where the picture is not taken, or by field."""
    require(can_change_photos(by, meeting))
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.photos.count() >= MOST_PHOTOS:
        sentence = _("This meeting has %(count)d photos, which is the most. Remove one before you add another.")
        raise ValidationError({"file": sentence % {"count": MOST_PHOTOS}})
    order = (meeting.photos.aggregate(last=Max("order"))["last"] or 0) + 1
    photo = Photo(meeting=meeting, order=order, illustrative=illustrative)
    _describe(photo, description, credit)
    add_file(photo, bare_picture(picture), by=by)
    record("add_photo", photo, by=by, after={"meeting": meeting.pk, "languages": sorted(photo.description)})
    return photo


@transaction.atomic
def change_photo(photo: Photo, *, by: Anyone | None, description: Mapping[str, str], credit: str) -> Photo:
    """What it shows, and who took it."""
    require(can_change_photos(by, photo))
    before = {"languages": sorted(photo.description)}
    _describe(photo, description, credit)
    after = {"meeting": photo.meeting_id, "languages": sorted(photo.description)}
    record("change_photo", photo, by=by, before=before, after=after)
    return photo


def _describe(photo: Photo, description: Mapping[str, str], credit: str) -> None:
    photo.description, photo.credit = Texts(description), " ".join(credit.split())
    if not photo.description:
        raise ValidationError({"description": _("Say what the photo shows: some readers hear the page.")})
    photo.full_clean(exclude=["meeting"])
    photo.save()


@atomic_with_files()
def remove_photo(photo: Photo, *, by: Anyone | None) -> None:
    """With its picture, for good."""
    require(can_change_photos(by, photo))
    for file in files_of(photo):
        erase_file(file, by=by)
    record("remove_photo", photo, by=by, before={"meeting": photo.meeting_id})
    photo.delete()


@transaction.atomic
def move_photo(photo: Photo, *, by: Anyone | None, earlier: bool) -> None:
    """One place earlier or later; the first and the last stay where they are."""
    require(can_change_photos(by, photo))
    photos = list(Photo.objects.select_for_update().filter(meeting=photo.meeting_id))
    place = photos.index(photo)
    other = place - 1 if earlier else place + 1
    if not 0 <= other < len(photos):
        return
    photos[place], photos[other] = photos[other], photos[place]
    for order, one in enumerate(photos, start=1):
        one.order = order
    Photo.objects.bulk_update(photos, ["order"])
    record("move_photo", photo, by=by, before={"place": place + 1}, after={"place": other + 1})
