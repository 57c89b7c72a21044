"""What a consultation lacks before it is opened: what must be mended first, and what may stay as it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enlace.consultations.consulting.answerers import people_asked
from enlace.consultations.consulting.checking import is_kept_from_answerers
from enlace.consultations.models import Consultation, Statement
from enlace.core.clock import today
from enlace.core.languages import languages
from enlace.core.texts import Texts
from enlace.network.audiences import Audience
from enlace.network.dated import day_in_words


def missing_languages(texts: Texts) -> list[str]:
    """By their own names, those of the network in which there is no text."""
    return [one.name for one in languages() if one.code not in texts]


@dataclass(frozen=True)
class Untranslated:
    statement: Statement
    languages: Sequence[str]


@dataclass(frozen=True)
class Readiness:
    """`obstacles` must be mended first. `question` and `text` name the languages in which these are missing."""

    obstacles: Sequence[str]
    statements: int
    untranslated: Sequence[Untranslated]
    question: Sequence[str]
    text: Sequence[str]
    people: int
    kept_from_answerers: bool
    meeting_is_hidden: bool


def obstacles(consultation: Consultation) -> list[str]:
    """In sentences that say what to do."""
    found = []
    if not consultation.statements.accepted().exists():
        found.append(_("There is no statement to answer yet. Add at least one."))
    if consultation.closes_on < today():
        sentence = _("Its last day, %(day)s, has passed. Choose a later one.")
        found.append(sentence % {"day": day_in_words(consultation.closes_on)})
    return found


def readiness(consultation: Consultation) -> Readiness:
    """In a number of queries that does not grow with the statements."""
    statements = list(consultation.statements.accepted())
    lacking = [Untranslated(one, missing_languages(one.text)) for one in statements]
    meeting = consultation.meeting
    return Readiness(
        obstacles=obstacles(consultation),
        statements=len(statements),
        untranslated=[one for one in lacking if one.languages],
        question=missing_languages(consultation.question),
        text=missing_languages(consultation.text) if consultation.text else [],
        people=len(people_asked(consultation)),
        kept_from_answerers=is_kept_from_answerers(consultation),
        meeting_is_hidden=meeting is not None and meeting.audience == Audience.SECRETARIAT,
    )
