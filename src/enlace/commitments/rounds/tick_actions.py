"""What the days bring of themselves: rounds close after the days of grace, and each person gets their one mail.

A mail and the row that says that it was said are written in one transaction: a tick that dies between two people
leaves the rest for the next, and one that dies within leaves nothing of that person's.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from enlace.accounts.actions import record
from enlace.commitments.models import Commitment, ReviewRound
from enlace.commitments.rounds.days import GRACE, RoundStanding, closes_itself_on, standing_on
from enlace.commitments.rounds.digests import Digest, digests_due
from enlace.commitments.rounds.facts import closing_facts, keep_report, silent_in
from enlace.commitments.rounds.mail import mail_closed, mail_digest, mail_parts
from enlace.commitments.rounds.parts import DigestPart, parts_due
from enlace.commitments.rounds.told import PART, note_told, told_on
from enlace.consultations.consulting.mail import secretaries
from enlace.network.models import Person

log = logging.getLogger(__name__)


def close_rounds(moment: datetime) -> int:
    """Those whose days of grace are over; the secretariat is told. How many."""
    over = ReviewRound.objects.open().filter(closes_on__lte=timezone.localdate(moment) - GRACE)
    return sum(_close(pk, moment) for pk in over.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _close(pk: int, moment: datetime) -> int:
    """Two ticks at once close it once."""
    review_round = _open_one(pk, moment)
    if review_round is None or timezone.localdate(moment) < closes_itself_on(review_round):
        return 0
    keep_report(review_round, moment)
    record("close_round", review_round, by=None, after=closing_facts(review_round))
    for person in secretaries():
        mail_closed(review_round, person, silent_in(review_round.facts))
    return 1


def send_digests(moment: datetime) -> int:
    """What is to be said today and was not yet; the number of mails. What fails for one keeps nobody from theirs.

    A person gets one mail a day, of a round with what upper apps say, or of that alone; to whom that alone was said a
    round is told of on the next day.
    """
    day = timezone.localdate(moment)
    parts = parts_due(day)
    sending = _Sending()
    for review_round in ReviewRound.objects.open().filter(opens_on__lte=day).order_by("pk"):
        digests = _not_heard(digests_due(review_round, day), day)
        titled = _titled(digests)
        for one in digests:
            sending.to(
                one.person.pk, partial(_send, review_round.pk, one, titled, parts.get(one.person.pk, []), moment)
            )
    heard = told_on(day) if parts else frozenset()
    for person in Person.objects.filter(pk__in=parts.keys() - heard).order_by("pk") if parts else ():
        sending.to(person.pk, partial(_send_parts, person, parts[person.pk], moment))
    if sending.failures:
        raise sending.failures[0]
    return sending.count


def _not_heard(digests: list[Digest], day: date) -> list[Digest]:
    """Without those to whom a mail of parts alone went today."""
    heard = told_on(day, PART) if digests else frozenset()
    return [one for one in digests if one.person.pk not in heard]


class _Sending:
    """What fails for one keeps nobody from their mail; it is raised at the end."""

    def __init__(self) -> None:
        self.count = 0
        self.failures: list[Exception] = []

    def to(self, person: int, send: Callable[[], int]) -> None:
        try:
            self.count += send()
        except Exception as failure:
            log.exception("The mail of the day to person %s failed", person)
            self.failures.append(failure)


@transaction.atomic
def _send(
    pk: int, digest: Digest, titled: Mapping[int, Commitment], parts: Sequence[DigestPart], moment: datetime
) -> int:
    """Two ticks at once say nothing twice."""
    review_round = _open_one(pk, moment)
    if review_round is None or not note_told(digest.key, moment):
        return 0
    mail_digest(review_round, digest, titled, timezone.localdate(moment), _new(parts, moment))
    return 1


@transaction.atomic
def _send_parts(person: Person, parts: Sequence[DigestPart], moment: datetime) -> int:
    new = _new(parts, moment)
    if not new:
        return 0
    mail_parts(person, new)
    return 1


def _new(parts: Sequence[DigestPart], moment: datetime) -> list[DigestPart]:
    """Those of which something is said for the first time; it counts as said from here on."""
    return [part for part in parts if sum(note_told(key, moment) for key in part.keys)]


def _open_one(pk: int, moment: datetime) -> ReviewRound | None:
    """With its row locked; None where it was closed or removed meanwhile."""
    review_round = ReviewRound.objects.select_for_update().filter(pk=pk).first()
    if review_round is None or standing_on(review_round, timezone.localdate(moment)) is not RoundStanding.OPEN:
        return None
    return review_round


def _titled(digests: list[Digest]) -> dict[int, Commitment]:
    wanted = {pk for one in digests for by_body in (one.left, one.waiting) for some in by_body.values() for pk in some}
    return Commitment.objects.only("title").in_bulk(wanted) if wanted else {}
