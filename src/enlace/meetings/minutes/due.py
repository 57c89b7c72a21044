"""What minutes and decisions expect of somebody: to answer, to circulate, to join two texts, to do what was decided."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.models import User
from enlace.core.registry import Due
from enlace.meetings.minutes.queries import conflicting_sessions, silent_states
from enlace.meetings.models import Approval, Decision, Meeting, Session
from enlace.network.models import Sector
from enlace.network.roles import roles_of

CIRCULATE_WITHIN, FORGOTTEN = timedelta(days=14), timedelta(days=365)
"""After its last day the minutes of a meeting are asked for; of older meetings they are asked for no more."""
SOON = timedelta(days=30)


def due_minutes(user: User, day: date) -> Iterable[Due]:
    return [*_answers(user, day), *_own_decisions(user, day), *_to_circulate(user, day), *_to_join(user)]


def _answers(user: User, day: date) -> Iterator[Due]:
    roles = roles_of(user, day)
    if not roles.states:
        return
    waiting = Approval.objects.visible_to(user).open().filter(closes_on__gte=day).select_related("meeting")
    for approval in waiting.order_by("closes_on", "pk"):
        for state in silent_states(approval):
            if roles.acts_for(state.pk):
                yield Due(
                    _("%(state)s has not answered yet: minutes of %(meeting)s")
                    % {"state": state, "meeting": approval.meeting.shown_title},
                    _("A state that does not answer by then consents."),
                    approval.get_absolute_url(),
                    _("Read and answer"),
                    approval.closes_on,
                    state.pk,
                )


def _own_decisions(user: User, day: date) -> Iterator[Due]:
    roles = roles_of(user, day)
    states = [state for state in roles.states if roles.acts_for(state)]
    own = Q(state__in=states) | Q(organisation__in=roles.organisations)
    if roles.is_secretary:
        own |= Q(organisation__sector=Sector.SECRETARIAT)
    soon = Decision.objects.visible_to(user).open().filter(own, due_on__lte=day + SOON)
    for one in soon.select_related("meeting").order_by("due_on", "pk"):
        yield Due(
            _("Decision %(number)d of %(meeting)s") % {"number": one.number, "meeting": one.meeting.shown_title},
            str(one.shown_text),
            one.get_absolute_url(),
            _("See the decision"),
            one.due_on,
            one.state_id,
        )


def _to_circulate(user: User, day: date) -> Iterator[Due]:
    if not roles_of(user, day).is_secretary:
        return
    over = Meeting.objects.past().filter(ends_on__lt=day, ends_on__gte=day - FORGOTTEN)
    bound = Approval.objects.binding().filter(meeting=OuterRef("pk"))
    held = Session.objects.held().filter(meeting=OuterRef("pk"))
    for meeting in over.filter(Exists(held)).exclude(Exists(bound)).order_by("ends_on", "pk"):
        yield Due(
            _("The minutes of %(meeting)s have not circulated yet") % {"meeting": meeting.shown_title},
            _("Member states approve them by written procedure."),
            reverse("meetings:minutes", args=[meeting.pk]),
            _("Go to the minutes"),
            meeting.ends_on + CIRCULATE_WITHIN,
        )


def _to_join(user: User) -> Iterator[Due]:
    organised = Meeting.objects.organised_by(user)
    for session in conflicting_sessions(organised):
        yield Due(
            _("Two texts of the minutes wait to be joined: %(session)s") % {"session": session.shown_title},
            _("Two people wrote at once, and both texts are kept."),
            reverse("meetings:session_minutes", args=[session.pk]),
            _("Compare and join"),
        )
