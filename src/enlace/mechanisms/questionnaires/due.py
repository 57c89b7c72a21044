"""What questionnaires expect of somebody: to answer, to clear, and of the secretariat to accept."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.core.registry import Due
from enlace.mechanisms.models import Edition, Questionnaire
from enlace.mechanisms.questionnaires.queries import Counted, open_ones
from enlace.mechanisms.questionnaires.standing import Stage
from enlace.network.dated import day_in_words
from enlace.network.roles import roles_of


def due_questionnaires(user: User, day: date) -> Iterator[Due]:
    """One for each questionnaire of their states, and one for the secretariat. At most three queries."""
    roles = roles_of(user, day)
    for one in open_ones(sorted(roles.states)) if roles.states else ():
        state = one.questionnaire.state_id
        if roles.acts_for(state) and (expected := to_answer(one)):
            yield _due(one, *expected)
        if roles.clears_for(state) and one.stage == Stage.SUBMITTED:
            yield _due(one, *to_clear(one))
    if roles.is_secretary:
        yield from _to_accept()


def _due(one: Counted, title: str, explained: str, verb: str) -> Due:
    questionnaire = one.questionnaire
    address, last = questionnaire.get_absolute_url(), questionnaire.edition.due_on
    return Due(title, explained, address, verb, last, questionnaire.state_id)


def to_answer(one: Counted) -> tuple[str, str, str] | None:
    """What is expected of who answers, why, and by which move; None while it is not theirs."""
    words = {"mechanism": one.questionnaire.mechanism.shown_name, "count": one.asked_back}
    match one.stage:
        case Stage.ASKED_BACK:
            said = ngettext(
                "The secretariat asks back on %(count)d fact: %(mechanism)s",
                "The secretariat asks back on %(count)d facts: %(mechanism)s",
                one.asked_back,
            )
            return said % words, _("Answer, then submit the questionnaire again."), _("Answer it")
        case Stage.SENT_BACK:
            said = _("The validator sent the questionnaire back: %(mechanism)s")
            return said % words, _("Read why, change it and submit it again."), _("Read why")
        case Stage.SENT:
            explained = _("%(count)d of %(total)d facts answered; confirm or change the others.")
            numbers = {"count": one.answered, "total": one.total}
            return _answer_until(one), explained % numbers, _("Answer it")
    return None


def _answer_until(one: Counted) -> str:
    name, last = one.questionnaire.mechanism.shown_name, one.questionnaire.edition.due_on
    if last is None:
        return _("Answer the questionnaire: %(mechanism)s") % {"mechanism": name}
    words = {"mechanism": name, "day": day_in_words(last)}
    return _("Answer the questionnaire until %(day)s: %(mechanism)s") % words


def to_clear(one: Counted) -> tuple[str, str, str]:
    words = {"mechanism": one.questionnaire.mechanism.shown_name}
    return (
        _("A questionnaire waits for you to clear it: %(mechanism)s") % words,
        _("Nobody outside your state reads it before that."),
        _("Read the questionnaire"),
    )


def _to_accept() -> Iterator[Due]:
    cleared = Questionnaire.objects.filter(
        edition__in=Edition.objects.open(), cleared_at__isnull=False, accepted_at__isnull=True
    )
    waiting = list(cleared.order_by("cleared_at", "pk"))
    if waiting:
        said = ngettext(
            "%(count)d questionnaire waits to be accepted", "%(count)d questionnaires wait to be accepted", len(waiting)
        )
        alone = waiting[0].get_absolute_url() if len(waiting) == 1 else reverse("mechanisms:questionnaires")
        explained = _("Read what changed; ask back or accept.")
        yield Due(said % {"count": len(waiting)}, explained, alone, _("Read the answers"))
