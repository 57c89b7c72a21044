"""A result as one reader gets it: as it was published or, for the secretariat, as it stands now."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Challenge, Consultation, Result
from enlace.consultations.results.computing import computed
from enlace.consultations.results.facts import Facts, facts_of, shared_facts
from enlace.consultations.results.members_facts import own_point
from enlace.consultations.results.presentation import ResultPage, result_page
from enlace.consultations.results.rules import can_see_live_result
from enlace.consultations.results.shown import Finding, shown_result
from enlace.consultations.results.working import Answered, Working, working
from enlace.core.dates import moment_in_words
from enlace.core.languages import current_language
from enlace.network.dated import day_in_words
from enlace.network.roles import roles_of


@dataclass(frozen=True)
class ReadResult:
    """`result` is None while it is not published; `moment` says then when it was computed.

    `working` is for members and the secretariat. `rows`: every statement, and who answered what where the reader may
    know.
    """

    result: Result | None
    page: ResultPage
    working: Working | None
    moment: str

    @property
    def rows(self) -> Sequence[tuple[Finding, Answered | None]]:
        by = self.working.answered if self.working else {}
        return [(finding, by.get(finding.statement.id)) for finding in self.page.result.consensus]


def read_result(consultation: Consultation, user: Anyone) -> ReadResult | None:
    """None where there is no result for this reader. `consultation` brings its `result`, if it has one."""
    facts = _facts_for(consultation, user)
    if facts is None:
        return None
    result = consultation.result if consultation.is_published else None
    shown = shown_result(facts, with_members=roles_of(user).is_member)
    page = result_page(shown, own_point(facts, roles_of(user)))
    moment = "" if result else moment_in_words(timezone.localtime(), current_language())
    return ReadResult(result, page, working(shown, consultation.last_day), moment)


def _facts_for(consultation: Consultation, user: Anyone) -> Facts | None:
    if consultation.is_published:
        seen = Result.objects.visible_to(user).filter(pk=consultation.result.pk).exists()
        return open_to(consultation.result.facts, user) if seen else None
    if not can_see_live_result(user, consultation):
        return None
    return facts_of(consultation, computed(consultation))


def open_to(facts: Facts, user: Anyone) -> Facts:
    """Without the challenges that the reader does not see."""
    named = {one["challenge"]["id"] for one in facts.get("statements", ()) if one.get("challenge")}
    seen = set(Challenge.objects.visible_to(user).filter(pk__in=named).values_list("pk", flat=True)) if named else set()
    statements = [
        one if not one.get("challenge") or one["challenge"]["id"] in seen else one | {"challenge": None}
        for one in facts.get("statements", ())
    ]
    return facts | {"statements": statements}


def published_facts(consultation: Consultation, user: Anyone) -> Facts | None:
    """What a reader may take along of a published result; with the part of members for them and the secretariat."""
    if not consultation.is_published:
        return None
    facts = _facts_for(consultation, user)
    return facts if facts is None or roles_of(user).is_member else shared_facts(facts)


def why_no_result(consultation: Consultation, user: Anyone) -> str:
    """Said to who sees the consultation and not its result."""
    if roles_of(user).is_secretary and consultation.is_open:
        day = {"day": day_in_words(consultation.closes_on)}
        return _("Answers are anonymous. The result can be seen once the consultation is over, after %(day)s.") % day
    if roles_of(user).is_secretary:
        return _("The consultation has not begun. There is no result yet.")
    if consultation.is_published:
        return _("The result of this consultation is not for you.")
    return _("The result of this consultation is not published yet.")
