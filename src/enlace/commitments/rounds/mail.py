"""What is told of a review round, to each in their language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from enlace.commitments.models import Body, Commitment, ReviewRound
from enlace.commitments.rounds.days import closes_itself_on
from enlace.commitments.rounds.digests import Digest
from enlace.commitments.rounds.naming import names_of
from enlace.commitments.rounds.parts import DigestPart
from enlace.core.mail import post
from enlace.core.texts import Text
from enlace.network.dated import day_in_words
from enlace.network.models import Person

MOST = 15
"""Commitments of one body that a mail names."""


@dataclass(frozen=True)
class Part:
    """One body's commitments in a mail, the first of them by title; `more` are left out."""

    name: Text
    count: int
    titles: Sequence[Text]

    @property
    def more(self) -> int:
        return self.count - len(self.titles)


def mail_digest(
    review_round: ReviewRound,
    digest: Digest,
    titled: Mapping[int, Commitment],
    day: date,
    parts: Sequence[DigestPart] = (),
) -> None:
    """`titled` are the commitments by id; `parts` is what upper apps say below."""
    person, last = digest.person, review_round.closes_on
    with override(person.language):
        words = {
            "round": review_round.shown_title,
            "last": day_in_words(last),
            "end": day_in_words(closes_itself_on(review_round)),
            "is_past": day > last,
            "left": _parts(digest.left, titled),
            "waiting": _parts(digest.waiting, titled),
            "count": digest.count_left,
            "link": settings.BASE_URL + reverse("commitments:round_list", args=[review_round.pk]),
            "parts": [one.text() for one in parts],
        }
        _post(person, _subject(digest, words), "round_digest", words)


def mail_parts(person: Person, parts: Sequence[DigestPart]) -> None:
    """What upper apps say, on a day on which no round says something to that person."""
    with override(person.language):
        post(person.email, parts[0].subject(), "\n\n".join(one.text().strip() for one in parts) + "\n")


def mail_closed(review_round: ReviewRound, person: Person, silent: Sequence[Body]) -> None:
    """To the secretariat: it has closed by itself."""
    with override(person.language):
        subject = _("The review round is closed: %(round)s") % {"round": review_round.shown_title}
        words = {
            "round": review_round.shown_title,
            "silent": [str(name) for name in names_of(silent).values()],
            "link": settings.BASE_URL + reverse("commitments:round_report", args=[review_round.pk]),
        }
        _post(person, subject, "round_closed", words)


def _subject(digest: Digest, words: Mapping[str, Any]) -> str:
    if not digest.left:
        said = ngettext(
            "%(count)d report waits for you to clear it",
            "%(count)d reports wait for you to clear them",
            digest.count_waiting,
        )
        return said % {"count": digest.count_waiting}
    if words["is_past"]:
        said = ngettext(
            "Still to report on: %(count)d commitment (last day: %(last)s)",
            "Still to report on: %(count)d commitments (last day: %(last)s)",
            digest.count_left,
        )
    else:
        said = ngettext(
            "%(count)d commitment to report on until %(last)s",
            "%(count)d commitments to report on until %(last)s",
            digest.count_left,
        )
    return said % {"count": digest.count_left, "last": words["last"]}


def _parts(by_body: Mapping[Body, Sequence[int]], titled: Mapping[int, Commitment]) -> list[Part]:
    names = names_of(by_body) if by_body else {}
    return [
        _part(name, [titled[pk].shown_title for pk in by_body[body] if pk in titled]) for body, name in names.items()
    ]


def _part(name: Text, titles: Sequence[Text]) -> Part:
    return Part(name, len(titles), sorted(titles, key=str)[:MOST])


def _post(person: Person, subject: str, template: str, words: Mapping[str, Any]) -> None:
    post(person.email, subject, render_to_string(f"commitments/mail/{template}.txt", dict(words)).strip() + "\n")
