from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, Party, allows
from enlace.meetings.models import Contribution, Meeting, Session, Speaker
from enlace.meetings.parties import HOST
from enlace.network.parties import SECRETARIAT, THE_NETWORK


def _speaks_in(user: Anyone, *things: Any) -> bool:
    return user.is_authenticated and bool(things) and things[0].speakers.filter(person__user=user.pk).exists()


SPEAKS_IN = Party(_("who has a part in the session"), _speaks_in)


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Draft the agenda: sessions, their order, their speakers"),
    condition=_("the meeting is not cancelled"),
)
def can_edit_agenda(user: Anyone | None, meeting: Meeting) -> bool:
    return meeting.cancelled_at is None


@allows(SECRETARIAT, HOST, does=_("Read the draft of the agenda"))
def can_see_draft_agenda(user: Anyone | None, meeting: Meeting) -> bool:
    return True


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Publish the agenda, and tell those concerned what changed"),
    condition=_("the meeting is not cancelled"),
)
def can_publish_agenda(user: Anyone | None, meeting: Meeting) -> bool:
    return meeting.cancelled_at is None


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Cancel a session"),
    condition=_("it was published and is not cancelled, nor is the meeting"),
)
def can_cancel_session(user: Anyone | None, session: Session) -> bool:
    return session.cancelled_at is None and session.meeting.cancelled_at is None and session.versions.exists()


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Let a cancelled session take place after all"),
    condition=_("it is cancelled, and the meeting is not"),
)
def can_restore_session(user: Anyone | None, session: Session) -> bool:
    return session.cancelled_at is not None and session.meeting.cancelled_at is None


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Remove a session from the draft"),
    condition=_("it was never published, and no paper, contribution, minutes, decision or presence belongs to it"),
)
def can_remove_session(user: Anyone | None, session: Session) -> bool:
    kept = (session.versions, session.papers, session.minutes, session.decisions, session.attendances)
    contributed = Contribution.objects.filter(speaker__session=session)
    return not contributed.exists() and not any(records.exists() for records in kept)


@allows(
    SECRETARIAT,
    HOST,
    COMMAND_LINE,
    does=_("Remove a speaker from a session"),
    condition=_("they brought no contribution, and the meeting is not cancelled"),
)
def can_remove_speaker(user: Anyone | None, speaker: Speaker) -> bool:
    contributed = Contribution.objects.filter(speaker=speaker)
    return speaker.session.meeting.cancelled_at is None and not contributed.exists()


@allows(
    THE_NETWORK,
    HOST,
    SPEAKS_IN,
    does=_("Join a session at a distance"),
    condition=_("they see it, and it is not cancelled, and the meeting neither cancelled nor over"),
)
def can_join_session(user: Anyone | None, session: Session) -> bool:
    meeting = session.meeting
    if not isinstance(user, User) or session.cancelled_at or meeting.cancelled_at or meeting.is_over:
        return False
    return Session.objects.visible_to(user).filter(pk=session.pk).exists()
