from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Consultation, Priority, PriorityReview, ReviewOutcome, Statement
from enlace.consultations.priorities.parties import ANY_HOST, SESSION_HOST
from enlace.core.clock import today
from enlace.core.permission import COMMAND_LINE, allows
from enlace.meetings.models import Session, SessionKind
from enlace.network.parties import SECRETARIAT


def _has_taken_place(session: Session) -> bool:
    """Or takes place today."""
    stands = session.cancelled_at is None and session.meeting.cancelled_at is None
    return stands and session.kind != SessionKind.BREAK and session.day <= today()


@allows(
    SECRETARIAT,
    ANY_HOST,
    does=_("See which statements of a consultation can be adopted as priorities"),
    condition=_("it takes no answers any more"),
)
def can_see_candidates(user: Anyone | None, consultation: Consultation) -> bool:
    return consultation.is_over


@allows(
    SECRETARIAT,
    SESSION_HOST,
    COMMAND_LINE,
    does=_("Record the priorities that a session adopted"),
    condition=_("its day has come; it is neither cancelled nor a break"),
)
def can_adopt_priorities(user: Anyone | None, session: Session) -> bool:
    return _has_taken_place(session)


@allows(SECRETARIAT, COMMAND_LINE, does=_("Record a priority that no consultation led to"))
def can_add_priority(user: Anyone | None) -> bool:
    return True


@allows(SECRETARIAT, COMMAND_LINE, does=_("Change the wording of a priority, and translate it"))
def can_change_priority(user: Anyone | None, priority: Priority) -> bool:
    return True


@allows(
    SECRETARIAT,
    SESSION_HOST,
    COMMAND_LINE,
    does=_("Take back that a priority was adopted"),
    condition=_("no meeting has reviewed it, and no consultation puts it up for review"),
)
def can_withdraw_priority(user: Anyone | None, priority: Priority) -> bool:
    return not priority.reviews.exists() and not Statement.objects.filter(priority=priority).exists()


@allows(
    SECRETARIAT,
    SESSION_HOST,
    COMMAND_LINE,
    does=_("Record what a later meeting said of a priority"),
    condition=_(
        "the day of the session has come, its meeting is later than the one that adopted, and none concluded it"
    ),
)
def can_review_priority(user: Anyone | None, session: Session, priority: Priority) -> bool:
    later = session.meeting.begins_on > priority.session.meeting.begins_on
    return later and _has_taken_place(session) and not _is_concluded(priority)


def _is_concluded(priority: Priority) -> bool:
    return priority.reviews.filter(outcome=ReviewOutcome.CONCLUDED).exists()


@allows(
    SECRETARIAT,
    SESSION_HOST,
    COMMAND_LINE,
    does=_("Take back the review of a priority"),
    condition=_("no other came after it"),
)
def can_remove_review(user: Anyone | None, review: PriorityReview) -> bool:
    last = PriorityReview.objects.filter(priority=review.priority_id).order_by("reviewed_on", "pk").last()
    return last is None or last.pk == review.pk
