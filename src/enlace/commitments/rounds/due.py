"""What review rounds expect of somebody: to report, and of the secretariat to open and to close them."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.commitments.models import ReviewRound, spoken_bodies
from enlace.commitments.rounds.days import closes_itself_on
from enlace.commitments.rounds.facts import report_facts, silent_in
from enlace.commitments.rounds.naming import names_of
from enlace.commitments.rounds.queries import left_by_body
from enlace.core.registry import Due
from enlace.network.dated import day_in_words
from enlace.network.roles import roles_of

NAMED = 6
"""Silent states that a line names; of more it says how many."""


def due_rounds(user: User, day: date) -> Iterable[Due]:
    roles = roles_of(user, day)
    running = [*_to_open(day), *_to_close(day)] if roles.is_secretary else []
    return [*_to_report(user, day), *running]


def _open_on(day: date) -> Iterable[ReviewRound]:
    return ReviewRound.objects.open().filter(opens_on__lte=day).defer("facts").order_by("closes_on", "pk")


def _to_report(user: User, day: date) -> Iterator[Due]:
    """A line for each body that still has something to report."""
    bodies = spoken_bodies(user)
    for one in _open_on(day) if bodies else ():
        left = left_by_body(one, bodies)
        names = names_of(left) if len(bodies) > 1 else {}
        for body, count in left.items():
            said = ngettext(
                "Report on %(count)d commitment until %(day)s", "Report on %(count)d commitments until %(day)s", count
            )
            past = ngettext(
                "Report on %(count)d commitment: its last day was %(day)s",
                "Report on %(count)d commitments: their last day was %(day)s",
                count,
            )
            words = {"count": count, "day": day_in_words(one.closes_on)}
            yield Due(
                (past if day > one.closes_on else said) % words,
                ": ".join(filter(None, [str(names.get(body, "")), str(one.shown_title)])),
                reverse("commitments:round_list", args=[one.pk]),
                _("Report now"),
                one.closes_on,
                body[1] if body[0] == "state" else None,
            )


def _to_open(day: date) -> Iterator[Due]:
    drafts = ReviewRound.objects.filter(opened_at=None, opens_on__lte=day, closes_on__gte=day)
    for one in drafts.order_by("opens_on", "pk"):
        yield Due(
            _("Open the review round: %(round)s") % {"round": one.shown_title},
            _("Its first day has come, and it is a draft still."),
            reverse("commitments:open_round", args=[one.pk]),
            _("Open it"),
            one.opens_on,
        )


def _to_close(day: date) -> Iterator[Due]:
    for one in _open_on(day):
        if day > one.closes_on:
            yield Due(
                _("Close the review round: %(round)s") % {"round": one.shown_title},
                _silent_in_words(one, day),
                reverse("commitments:close_round", args=[one.pk]),
                _("See who has reported"),
                closes_itself_on(one),
            )


def _silent_in_words(review_round: ReviewRound, day: date) -> str:
    silent = silent_in(report_facts(review_round, day))
    if not silent:
        return _("Everybody of whom a report was asked has reported on something.")
    if len(silent) > NAMED:
        return _("Nothing reported by %(count)d states and observers.") % {"count": len(silent)}
    return _("Nothing reported by: %(names)s.") % {"names": ", ".join(map(str, names_of(silent).values()))}
