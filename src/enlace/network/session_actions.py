from allauth.usersessions.models import UserSession
from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.network.rules import can_end_session


@transaction.atomic
def end_session(session: UserSession, *, by: Anyone) -> None:
    """Sign one's account out where the session was begun."""
    require(can_end_session(by, session.user))
    record("end_session", session, by=by)
    session.end()
