"""Lists of questionnaires: the secretariat's board of the edition that is open, and a state's own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.mechanisms.models import Answer, Edition, FieldQuestion, Mechanism, Questionnaire
from enlace.mechanisms.models.editions import QuestionnaireQuerySet
from enlace.mechanisms.questionnaires.standing import Stage, stage_of
from enlace.mechanisms.register.facts import FACTS
from enlace.network.models import Role
from enlace.network.roles import roles_of
from enlace.network.standing import giving_rights_on

OPEN = Q(questions__answered_at__isnull=True, questions__isnull=False)
OF_VALIDATOR = Q(questions__field="")


@dataclass(frozen=True)
class Counted:
    """A questionnaire with how far it is: `answered` facts, and what was asked back and is open. `sent_back`: by the
    validator of the state, which is the state's own business. `asked_at`: when the secretariat asked back last."""

    questionnaire: Questionnaire
    answered: int
    asked_back: int
    sent_back: bool
    asked_at: datetime | None

    @property
    def total(self) -> int:
        return len(FACTS)

    @property
    def stage(self) -> Stage:
        """As the state knows it."""
        return stage_of(self.questionnaire, [""] if self.sent_back else ["any"] * self.asked_back)

    @property
    def stage_outside(self) -> Stage:
        """As others are told."""
        return stage_of(self.questionnaire, ["any"] * self.asked_back)

    @property
    def moved_at(self) -> datetime:
        one = self.questionnaire
        return one.accepted_at or one.cleared_at or one.submitted_at or self.asked_at or one.sent_at


def counted(questionnaires: QuestionnaireQuerySet) -> list[Counted]:
    """One query. It asks nobody whether they see them."""
    rows = questionnaires.select_related("edition", "mechanism__state").annotate(
        given=Coalesce(Subquery(_answers_that_stand()), 0),
        asked=Count("questions", filter=OPEN & ~OF_VALIDATOR, distinct=True),
        returned=Count("questions", filter=OPEN & OF_VALIDATOR, distinct=True),
        asked_at=Max("questions__at", filter=OPEN & ~OF_VALIDATOR),
    )
    return [Counted(one, one.given, one.asked, bool(one.returned), one.asked_at) for one in rows.order_by("pk")]


def _answers_that_stand() -> QuerySet[Any]:
    """How many of one questionnaire were not asked back since."""
    asked = FieldQuestion.objects.open().filter(
        questionnaire=OuterRef("questionnaire"), field=OuterRef("field"), at__gte=OuterRef("at")
    )
    given = Answer.objects.filter(~Exists(asked), questionnaire=OuterRef("pk")).order_by()
    return given.values("questionnaire").annotate(number=Count("pk")).values("number")


@dataclass(frozen=True)
class BoardLine:
    """A mechanism and how far its questionnaire is; without one the secretariat keeps its facts in the register.

    `has_validator`: its state has one today; without one it is cleared when it is submitted.
    """

    mechanism: Mechanism
    counted: Counted | None
    has_validator: bool


@dataclass(frozen=True)
class Board:
    edition: Edition
    lines: list[BoardLine]

    @property
    def sent(self) -> int:
        return sum(one.counted is not None for one in self.lines)

    @property
    def counts(self) -> list[tuple[Stage, int]]:
        """How many are at each stage, of those at which some are."""
        found = Counter(one.counted.stage_outside for one in self.lines if one.counted)
        return [(stage, found[stage]) for stage in Stage if found[stage]]


def board() -> Board | None:
    """Of the edition that is open, for the secretariat: every mechanism, by the name of its country."""
    edition = Edition.objects.open().first()
    if edition is None:
        return None
    sent = counted(Questionnaire.objects.filter(edition=edition))
    others = Mechanism.objects.filter(withdrawn_at=None).exclude(questionnaires__edition=edition)
    validated = states_with_validator()
    lines = [BoardLine(one.questionnaire.mechanism, one, one.questionnaire.state_id in validated) for one in sent]
    lines += [BoardLine(one, None, one.state_id in validated) for one in others.select_related("state")]
    return Board(edition, sorted(lines, key=lambda one: (one.mechanism.country_name.casefold(), one.mechanism.pk)))


def states_with_validator() -> frozenset[int]:
    giving = giving_rights_on(today()).filter(role=Role.VALIDATOR, person__erased_at=None)
    return frozenset(pk for pk in giving.values_list("state", flat=True) if pk)


def own_questionnaires(reader: Anyone) -> list[Counted]:
    """Of the states for which the reader holds a role, the newest edition first."""
    own = Questionnaire.objects.filter(mechanism__state__in=roles_of(reader).states)
    return sorted(counted(own), key=lambda one: (one.questionnaire.edition_id, one.questionnaire.pk), reverse=True)


def open_ones(states: Sequence[int]) -> list[Counted]:
    """Of these states, in the edition that is open."""
    return counted(Questionnaire.objects.filter(mechanism__state__in=states, edition__in=Edition.objects.open()))
