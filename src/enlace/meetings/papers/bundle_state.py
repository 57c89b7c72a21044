"""How it stands with a bundle, for the one who asked for it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from enlace.accounts.models import User
from enlace.core.clock import now
from enlace.core.texts import Text
from enlace.files.models import Version
from enlace.meetings.models import Bundle, Paper
from enlace.meetings.papers.cover import why_in_words
from enlace.meetings.papers.queries import pieces

LATE = timedelta(minutes=15)

type Stage = Literal["under_way", "late", "failed", "closed", "ready"]


@dataclass(frozen=True)
class State:
    """`closed`: something in it may not be read any more. `outdated`: there is something newer to be had."""

    stage: Stage
    percent: int = 0
    outdated: bool = False
    left_out: tuple[tuple[Text, str], ...] = ()

    @property
    def may_ask_anew(self) -> bool:
        return self.outdated or self.stage in ("late", "failed", "closed")


def may_be_fetched(bundle: Bundle, user: User) -> bool:
    """Whether everything in it is still there for its reader to read."""
    if bundle.finished_at is None or not bundle.content:
        return False
    seen = Version.objects.visible_to(user).kept().filter(pk__in=bundle.versions)
    return seen.count() == len(set(bundle.versions))


def state_of(bundle: Bundle, user: User) -> State:
    if bundle.fault:
        return State("failed")
    if bundle.finished_at is None:
        percent = bundle.done * 100 // bundle.total if bundle.total else 0
        return State("late" if bundle.asked_at < now() - LATE else "under_way", percent)
    if not may_be_fetched(bundle, user):
        return State("closed")
    current = {one.edition.version.pk for one in pieces(bundle.meeting, user, bundle.language)}
    why = {one["paper"]: one["why"] for one in bundle.left_out}
    left = Paper.objects.visible_to(user).filter(pk__in=why).select_related("session")
    shown = tuple((paper.shown_title, why_in_words(why[paper.pk])) for paper in left)
    return State("ready", 100, current != set(bundle.versions), shown)
