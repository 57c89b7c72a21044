from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.files.queries import files_of
from enlace.meetings.models import Meeting, Photo
from enlace.meetings.parties import HOST
from enlace.network.parties import MEMBERS, SECRETARIAT


@allows(SECRETARIAT, COMMAND_LINE, does=_("Add a meeting"))
def can_add_meeting(user: Anyone | None) -> bool:
    return True


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Change the text, the place and the link of a meeting"),
    condition=_("it is not cancelled"),
)
def can_change_meeting(user: Anyone | None, meeting: Meeting) -> bool:
    return meeting.cancelled_at is None


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Set the days, the host, the audience and everything else of a meeting"),
    condition=_("it is not cancelled"),
)
def can_set_meeting(user: Anyone | None, meeting: Meeting) -> bool:
    return meeting.cancelled_at is None


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Cancel a meeting"),
    condition=_("it is neither cancelled nor over"),
)
def can_cancel_meeting(user: Anyone | None, meeting: Meeting) -> bool:
    return meeting.cancelled_at is None and not meeting.is_over


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Restore a meeting that was cancelled"),
    condition=_("its last day has not passed"),
)
def can_restore_meeting(user: Anyone | None, meeting: Meeting) -> bool:
    return meeting.cancelled_at is not None and not meeting.is_over


@allows(SECRETARIAT, COMMAND_LINE, does=_("Copy a meeting into a new edition"))
def can_copy_meeting(user: Anyone | None, meeting: Meeting) -> bool:
    return True


@allows(
    MEMBERS,
    HOST,
    does=_("Join a meeting at a distance"),
    condition=_("they see it, and it is neither cancelled nor over"),
)
def can_join_meeting(user: Anyone | None, meeting: Meeting) -> bool:
    if user is None or meeting.cancelled_at is not None or meeting.is_over:
        return False
    return Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()


@allows(SECRETARIAT, HOST, does=_("See what the host of a meeting can do, and its officers"))
def can_see_host_page(user: Anyone | None, meeting: Meeting) -> bool:
    return True


@allows(SECRETARIAT, HOST, COMMAND_LINE, does=_("Add, describe, order and remove the photos of a meeting"))
def can_change_photos(user: Anyone | None, thing: Meeting | Photo) -> bool:
    return True


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Give a photo its picture"),
    condition=_("it has none: another picture is another photo"),
)
def can_fill_photo(user: Anyone | None, photo: Photo) -> bool:
    return not files_of(photo).exists()
