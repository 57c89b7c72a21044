"""What the one mail of a day says of the edition that is open: to who answers, and to who clears.

Once when it opens, before and after the last day, when a questionnaire waits to be cleared, and when it comes back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.commitments.rounds.parts import DigestPart
from enlace.commitments.rounds.people import Reached, people_reached
from enlace.commitments.rounds.steps import step_due
from enlace.commitments.rounds.told import Told, part_key, parts_told
from enlace.mechanisms.models import Edition, FieldQuestion, Questionnaire
from enlace.mechanisms.questionnaires.queries import Counted, counted
from enlace.mechanisms.questionnaires.standing import Stage
from enlace.network.dated import day_in_words

TO_ANSWER = frozenset({Stage.SENT, Stage.ASKED_BACK, Stage.SENT_BACK})


@dataclass(frozen=True)
class Left:
    """What is left to somebody: questionnaires to answer, and to clear."""

    edition: Edition
    day: date
    answer: Sequence[Counted]
    clear: Sequence[Counted]

    @property
    def last(self) -> date:
        return self.edition.due_on or self.day

    def subject(self) -> str:
        back = [one for one in self.answer if one.stage != Stage.SENT]
        if back:
            return _("A questionnaire has come back to you: %(mechanism)s") % _named(back[0])
        if self.answer:
            said = ngettext(
                "The questionnaire on your national mechanism: answers until %(last)s",
                "The questionnaires on your national mechanisms: answers until %(last)s",
                len(self.answer),
            )
            return said % {"last": day_in_words(self.last)}
        return _("A questionnaire waits for you to clear it: %(mechanism)s") % _named(self.clear[0])

    def text(self) -> str:
        words = {
            "edition": self.edition.shown_title,
            "last": day_in_words(self.last),
            "is_past": self.day > self.last,
            "answer": self.answer,
            "clear": self.clear,
            "link": settings.BASE_URL + reverse("mechanisms:questionnaires"),
        }
        return render_to_string("mechanisms/mail/questionnaires.txt", words).strip()


def _named(one: Counted) -> dict[str, Any]:
    return {"mechanism": one.questionnaire.mechanism.shown_name}


def questionnaires_part(day: date) -> Mapping[int, DigestPart]:
    """A number of queries that does not grow with the people."""
    edition = Edition.objects.open().filter(due_on__isnull=False).first()
    if edition is None:
        return {}
    by_state: dict[int | None, list[Counted]] = defaultdict(list)
    for one in counted(Questionnaire.objects.filter(edition=edition)):
        by_state[one.questionnaire.state_id].append(one)
    told, questions = parts_told(_of(edition)), _open_questions(edition)
    found = ((one, _left(edition, day, one, by_state)) for one in people_reached(day))
    parts = {one.person.pk: _part(one, left, told.get(one.person.pk, Told()), questions) for one, left in found}
    return {person: part for person, part in parts.items() if part}


def _left(edition: Edition, day: date, one: Reached, by_state: Mapping[int | None, Sequence[Counted]]) -> Left:
    speaks, clears = ({pk for kind, pk in bodies if kind == "state"} for bodies in (one.speaks, one.clears))
    return Left(
        edition,
        day,
        [each for pk in sorted(speaks) for each in by_state.get(pk, ()) if each.stage in TO_ANSWER],
        [each for pk in sorted(clears) for each in by_state.get(pk, ()) if each.stage == Stage.SUBMITTED],
    )


def _part(one: Reached, left: Left, told: Told, questions: Mapping[int, Sequence[int]]) -> DigestPart | None:
    keys = [part_key(one.person.pk, f"{_of(left.edition)}{occasion}") for occasion in _occasions(left, told, questions)]
    new = [key for key in keys if key not in told.keys]
    return DigestPart(new, left.subject, left.text) if new else None


def _occasions(left: Left, told: Told, questions: Mapping[int, Sequence[int]]) -> Iterable[str]:
    if left.answer:
        yield "opened"
    for one in left.answer:
        yield from (f"back:{number}" for number in questions.get(one.questionnaire.pk, ()))
    for one in left.clear:
        submitted_at = one.questionnaire.submitted_at
        yield f"waits:{one.questionnaire.pk}:{submitted_at.timestamp() if submitted_at else 0:.0f}"
    if left.answer or left.clear:
        opened_at = left.edition.opened_at
        first = timezone.localdate(opened_at) if opened_at else left.day
        step = step_due(left.last, left.day, max(first, told.last or first))
        if step is not None:
            yield f"{left.last.isoformat()}:{step}"


def _open_questions(edition: Edition) -> Mapping[int, list[int]]:
    """By questionnaire, the numbers of what was asked back, also by its validator, and is not answered."""
    rows = FieldQuestion.objects.filter(questionnaire__edition=edition).open().values_list("questionnaire", "pk")
    found: dict[int, list[int]] = defaultdict(list)
    for questionnaire, number in rows:
        found[questionnaire].append(number)
    return found


def _of(edition: Edition) -> str:
    return f"edition:{edition.pk}:"
