from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import ReviewRound
from enlace.commitments.rounds.days import RoundStanding, standing_on
from enlace.core.clock import today
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.parties import SECRETARIAT


@allows(SECRETARIAT, COMMAND_LINE, does=_("Add a review round"))
def can_add_round(user: Anyone | None) -> bool:
    return True


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Change the title, the days and the audience of a review round"),
    condition=_("it is not closed"),
)
def can_change_round(user: Anyone | None, review_round: ReviewRound) -> bool:
    return review_round.closed_at is None


@allows(SECRETARIAT, COMMAND_LINE, does=_("Open a review round"), condition=_("it was not opened yet"))
def can_open_round(user: Anyone | None, review_round: ReviewRound) -> bool:
    return review_round.opened_at is None


@allows(SECRETARIAT, COMMAND_LINE, does=_("Close a review round"), condition=_("it is open"))
def can_close_round(user: Anyone | None, review_round: ReviewRound) -> bool:
    return standing_on(review_round, today()) is RoundStanding.OPEN


@allows(
    SECRETARIAT,
    COMMAND_LINE,
    does=_("Remove a review round"),
    condition=_("it was not opened yet, or its first day lies ahead"),
)
def can_remove_round(user: Anyone | None, review_round: ReviewRound) -> bool:
    return standing_on(review_round, today()) in {RoundStanding.DRAFT, RoundStanding.COMING}


@allows(
    SECRETARIAT,
    does=_("See who has reported so far in a review round"),
    condition=_("it is open"),
)
def can_see_live_report(user: Anyone | None, review_round: ReviewRound) -> bool:
    return standing_on(review_round, today()) is RoundStanding.OPEN
