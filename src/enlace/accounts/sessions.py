"""Where an account is signed in."""

from collections.abc import Iterable
from datetime import datetime

from allauth.usersessions.models import UserSession

from enlace.accounts.models import User


def end_sessions(user: User, *, but: str = "") -> int:
    """Sign `user` out everywhere, except in the session whose key is `but`. The number of sessions ended."""
    return _end(UserSession.objects.filter(user=user).exclude(session_key=but or None))


def end_sessions_of_inactive(moment: datetime) -> int:
    """For the tick: an account that is deactivated by whatever way finds no session again when it is activated."""
    return _end(UserSession.objects.filter(user__is_active=False))


def _end(sessions: Iterable[UserSession]) -> int:
    found = list(sessions)
    for session in found:
        session.end()
    return len(found)
