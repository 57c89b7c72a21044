"""Who adopts and reviews beside the secretariat: the host of the meeting whose session does it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import Party
from enlace.meetings.models import Meeting, Session
from enlace.meetings.parties import hosts


def session_of(thing: Any) -> Session:
    """Itself, or the one that adopted a priority or that a review comes from."""
    return thing if isinstance(thing, Session) else thing.session


def _organises_some(user: Anyone, *things: Any) -> bool:
    return Meeting.objects.organised_by(user).exists()


SESSION_HOST = Party(
    _("the host institution, until the last day of the meeting"),
    lambda user, *things: bool(things) and hosts(user, session_of(things[0]).meeting),
)
ANY_HOST = Party(_("who hosts a meeting that is not over"), _organises_some)
