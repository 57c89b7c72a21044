"""What consultations expect of somebody: to answer, to moderate, to open what is prepared, to publish a result."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.consultations.answering.voices import voice_of
from enlace.consultations.consulting.queries import Answered, answered_of
from enlace.consultations.models import Consultation
from enlace.core.registry import Due
from enlace.network.roles import roles_of

PUBLISH_WITHIN, FORGOTTEN = timedelta(days=14), timedelta(days=365)
"""After its last day the result of a consultation is asked for; of older ones it is asked for no more."""


def due_consultations(user: User, day: date) -> Iterable[Due]:
    if roles_of(user, day).is_secretary:
        return [*_to_moderate(day), *_to_open(day), *_to_publish(day)]
    return list(_to_answer(user, day))


def _to_answer(user: User, day: date) -> Iterator[Due]:
    """In a number of queries that does not grow with the consultations."""
    opened = list(Consultation.objects.visible_to(user).open().order_by("closes_on", "pk"))
    voices = {one.pk: voice for one in opened if (voice := voice_of(user, one))}
    answered = answered_of(opened, lambda one: voices.get(one.pk))
    for one in opened:
        if one.pk in answered and answered[one.pk].left:
            voice, own = voices[one.pk], answered[one.pk]
            begun = own.count and not one.is_anonymous
            yield Due(
                _("Answer the consultation: %(question)s") % {"question": one.shown_question},
                _anonymous_in_words(own) if one.is_anonymous else _left_in_words(own),
                reverse("consultations:answer", args=[one.pk]),
                _("Continue") if begun else _("Answer now"),
                one.closes_on,
                int(voice.id) if voice.kind == "state" else None,
            )


def _left_in_words(own: Answered) -> str:
    if own.count:
        return _("%(count)d of %(all)d statements answered.") % {"count": own.count, "all": own.statements}
    said = ngettext(
        "%(count)d statement waits for your answer.", "%(count)d statements wait for your answer.", own.statements
    )
    return said % {"count": own.statements}


def _anonymous_in_words(own: Answered) -> str:
    """Without how far one is: what is due stands in mails of welcome too."""
    said = ngettext(
        "%(count)d statement, answered anonymously.", "%(count)d statements, answered anonymously.", own.statements
    )
    return said % {"count": own.statements}


def _to_moderate(day: date) -> Iterator[Due]:
    waiting = Count("statements", filter=Q(statements__accepted_at=None, statements__rejected_at=None))
    taking = Consultation.objects.filter(opened_at__isnull=False, closed_at=None, closes_on__gte=day)
    for one in taking.annotate(waiting=waiting).filter(waiting__gt=0).order_by("closes_on", "pk"):
        said = ngettext(
            "%(count)d statement was proposed. Others see it once you have accepted it.",
            "%(count)d statements were proposed. Others see them once you have accepted them.",
            one.waiting,
        )
        yield Due(
            _("Proposed statements wait: %(question)s") % {"question": one.shown_question},
            said % {"count": one.waiting},
            reverse("consultations:statements", args=[one.pk]),
            _("Read them"),
        )


def _to_open(day: date) -> Iterator[Due]:
    drafts = Consultation.objects.filter(opened_at=None, opens_on__lte=day, closes_on__gte=day)
    for one in drafts.order_by("opens_on", "pk"):
        yield Due(
            _("Open the consultation: %(question)s") % {"question": one.shown_question},
            _("Its first day has come, and it is a draft still."),
            reverse("consultations:open_consultation", args=[one.pk]),
            _("See what is missing"),
            one.opens_on,
        )


def _to_publish(day: date) -> Iterator[Due]:
    over = Q(closes_on__lt=day) | Q(closed_at__isnull=False)
    found = Consultation.objects.filter(over, opened_at__isnull=False, result=None, closes_on__gte=day - FORGOTTEN)
    for one in found.order_by("closes_on", "pk"):
        yield Due(
            _("The result is not published yet: %(question)s") % {"question": one.shown_question},
            _("Those who answered wait for it."),
            reverse("consultations:result", args=[one.pk]),
            _("See the result"),
            one.last_day + PUBLISH_WITHIN,
        )
