"""Which public commitments a question is about."""

from datetime import date, datetime, time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from enlace.api.asked import CommitmentsAsked
from enlace.commitments.models import Commitment, CommitmentEvent, CommitmentParty, Progress
from enlace.meetings.models import Meeting
from enlace.network.audiences import Audience
from enlace.themes.models import Theme

FIRST, LAST = date(1900, 1, 1), date(9000, 1, 1)
"""Days beyond them are asked for as these: no clock turns them into another year than there is."""


def public_commitments() -> QuerySet[Commitment]:
    return Commitment.objects.visible_to(AnonymousUser()).order_by("pk")


def selected_commitments(asked: CommitmentsAsked) -> QuerySet[Commitment]:
    found: Any = public_commitments()
    acts = CommitmentEvent.objects.in_force().filter(commitment=OuterRef("pk"))
    if asked.state:
        party = CommitmentParty.objects.filter(commitment=OuterRef("pk"), state__code=asked.state.upper())
        found = found.filter(Exists(party))
    if asked.theme:
        link = Commitment.themes.through.objects.filter(commitment=OuterRef("pk"), theme__in=beneath(asked.theme))
        found = found.filter(Exists(link))
    if asked.level:
        found = found.filter(approach=asked.level)
    if asked.meeting:
        public = Meeting.objects.visible_to(AnonymousUser()).filter(pk=asked.meeting).values("pk")
        found = found.filter(Exists(acts.filter(meeting__in=public)))
    if asked.standing or asked.outcome:
        found = found.closed() if asked.outcome or asked.standing == "closed" else found.standing()
    if asked.standing == "stands" and asked.outcome:
        found = found.none()
    if asked.outcome:
        found = found.filter(last_outcome=asked.outcome)
    if asked.made_since:
        found = found.filter(Exists(acts.made().filter(happened_on__gte=asked.made_since)))
    if asked.updated_since:
        moment = _begin_of(asked.updated_since)
        reports = ever_public().filter(Q(cleared_at__gte=moment) | Q(taken_back_at__gte=moment))
        found = found.filter(
            Exists(acts.filter(in_force_at__gte=moment)) | Exists(reports.filter(commitment=OuterRef("pk")))
        )
    return found


def ever_public() -> QuerySet[Progress]:
    """Reports that everybody can or could read: that one was taken back is told by the day it happened."""
    return Progress.objects.exclude(cleared_at=None).filter(audience=Audience.PUBLIC)


def beneath(slug: str) -> set[int]:
    """The theme and all that are narrower. One query."""
    rows = list(Theme.objects.values_list("pk", "slug", "broader"))
    found = {pk for pk, one, _broader in rows if one == slug}
    while more := {pk for pk, _slug, broader in rows if broader in found} - found:
        found |= more
    return found


def _begin_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(min(max(day, FIRST), LAST), time.min))
