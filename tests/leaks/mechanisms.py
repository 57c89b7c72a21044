"""National mechanisms to crawl: published, drafted and withdrawn, of two states and of a country outside, with contacts
for everybody and for few; what editions say of them; questionnaires at every stage; practice notes; and what no page,
count or log may tell: that a state looks at itself.

Who sees any of it is said here apart from its `visible_to`, so that a mistake there shows.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import models
from django.utils import timezone

from enlace.accounts.models import User
from enlace.accounts.testing import make_audit_entry
from enlace.core.clock import today
from enlace.mechanisms import testing as make
from enlace.mechanisms.editions.freezing import THEN, entry_facts
from enlace.mechanisms.models import (
    Answer,
    Assessment,
    AssessmentFinding,
    Edition,
    Entry,
    FieldQuestion,
    Mechanism,
    NoteQuestion,
    PracticeNote,
    Questionnaire,
)
from enlace.network.audiences import Audience
from enlace.network.models import State
from enlace.network.roles import roles_of
from enlace.network.testing import Cast, make_state
from enlace.themes.models import Theme

OUTSIDE = "DE"
AUDIENCES = (Audience.PUBLIC, Audience.NETWORK, Audience.MEMBERS)
OF_THE_CONTACT = {"contact", "contact_email", "contact_phone"}


@dataclass
class Mechanisms:
    """Everything in the order in which it was made; the two states have the same records."""

    cast: Cast
    states: tuple[State, State]
    acting: dict[State, User]
    kept: dict[tuple[State, str], Mechanism] = field(default_factory=dict)
    made: list[models.Model] = field(default_factory=list)

    def keep(self, *records: models.Model) -> Any:
        self.made += records
        return records[0]


def make_mechanisms(cast: Cast) -> list[models.Model]:
    uruguay, paraguay = make_state("UY"), make_state("PY")
    world = Mechanisms(cast, (uruguay, paraguay), {uruguay: cast.focal_point, paraguay: cast.other_focal_point})
    _register(world)
    _editions(world)
    _questionnaires(world)
    _notes(world)
    _assessments(world)
    return world.made


def _register(world: Mechanisms) -> None:
    """First those of which two editions say something: an address that names an edition is tried with the first two."""
    moment = timezone.now()
    kinds: dict[str, dict[str, Any]] = {
        "published": {},
        "withdrawn": {"withdrawn_at": moment, "contact_public": True},
        "draft": {"published": False, "contact_public": True},
        "with contact": {"contact_public": True},
    }
    for kind, facts in kinds.items():
        for state in reversed(world.states):
            world.kept[state, kind] = world.keep(make.make_mechanism(state=state, **facts))
    for facts in ({}, {"published": False}, {"withdrawn_at": moment}):
        world.keep(make.make_mechanism(country=OUTSIDE, **facts))


def _editions(world: Mechanisms) -> None:
    """Two that are closed, one that is open and one in preparation. What was public in one was not in the other."""
    moment = timezone.now()
    older = world.keep(make.make_edition(closed_at=moment - timedelta(days=400)))
    newer = world.keep(make.make_edition())
    world.keep(make.make_open_edition(due_on=today() + timedelta(days=20)))
    world.keep(make.make_edition(opened_at=None, closed_at=None))
    for (_state, kind), mechanism in world.kept.items():
        for edition in (older, newer):
            public = kind == "with contact" or (kind == "published") == (edition is newer)
            world.keep(make.make_entry(edition=edition, mechanism=mechanism, public=public and kind != "draft"))


def _questionnaires(world: Mechanisms) -> None:
    """Sent and begun, submitted, cleared, accepted; one that was asked back on a field, so that it is open again, and
    that its validator sent back too: why is between those of the state."""
    moment = timezone.now()
    submitted = {"submitted_at": moment}
    cleared = submitted | {"cleared_at": moment}
    stages = {
        "published": cleared,
        "with contact": {},
        "draft": submitted,
        "withdrawn": cleared | {"accepted_at": moment},
    }
    for (state, kind), mechanism in world.kept.items():
        questionnaire = world.keep(make.make_questionnaire(mechanism=mechanism, **stages[kind]))
        by = world.acting[state]
        for asked in ("host", "contact"):
            world.keep(make.make_answer(questionnaire=questionnaire, field=asked, by=by))
        if kind == "with contact":
            world.keep(make.make_field_question(questionnaire=questionnaire, by=world.cast.secretary))
            world.keep(make.make_field_question(questionnaire=questionnaire, field="", by=world.acting[state]))
    closed = Edition.objects.closed().first()
    for state in world.states:
        silent = make.make_questionnaire(edition=closed, mechanism=world.kept[state, "published"])
        world.keep(silent, make.make_answer(questionnaire=silent, by=world.acting[state]))


def _notes(world: Mechanisms) -> None:
    """Cleared ones for each audience, of a mechanism that few see, about which the states ask each other; drafts and
    withdrawn ones."""
    theme = Theme.objects.first()
    for state, other in (world.states, reversed(world.states)):
        hidden = world.kept[state, "draft"]
        for audience in AUDIENCES:
            note = world.keep(make.make_practice_note(state=state, audience=audience, mechanism=hidden))
            note.themes.add(theme)
            asks = {"note": note, "state": other, "by": world.acting[other]}
            reply = {"reply": "Poco.", "replied_at": timezone.now(), "replied_by": world.acting[state]}
            world.keep(make.make_note_question(**asks), make.make_note_question(**asks, **reply))
        world.keep(make.make_practice_note(state=state, audience=Audience.PUBLIC, cleared=False))
        withdrawn = {"audience": Audience.PUBLIC, "withdrawn_at": timezone.now()}
        world.keep(make.make_practice_note(state=state, **withdrawn))


def _assessments(world: Mechanisms) -> None:
    for state in world.states:
        for closed_at in (timezone.now(), None):
            assessment = world.keep(make.make_assessment(state=state, closed_at=closed_at))
            of = {"assessment": assessment, "by": world.acting[state]}
            world.keep(make.make_assessment_finding(**of), make.make_assessment_finding(**of, indicator="9.1"))


def _speaks_for(user: Any, state_id: int | None) -> bool:
    return state_id is not None and state_id in roles_of(user).states


def sees_of_mechanism(user: Any, mechanism: Mechanism, name: str) -> bool:
    if roles_of(user).is_secretary or _speaks_for(user, mechanism.state_id):
        return True
    published = mechanism.published_at is not None and mechanism.withdrawn_at is None
    return published and (mechanism.contact_public or name not in OF_THE_CONTACT)


def sees_of_edition(user: Any, edition: Edition, name: str) -> bool:
    roles = roles_of(user)
    if edition.closed_at is not None or roles.is_secretary:
        return True
    return edition.opened_at is not None and roles.is_member


def sees_of_entry(user: Any, entry: Entry, name: str) -> bool:
    return entry.public or roles_of(user).is_secretary or _speaks_for(user, entry.mechanism.state_id)


def sees_of_questionnaire(user: Any, questionnaire: Questionnaire, name: str) -> bool:
    return roles_of(user).is_secretary or _speaks_for(user, questionnaire.mechanism.state_id)


def sees_of_answer(user: Any, answer: Answer, name: str) -> bool:
    questionnaire = answer.questionnaire
    cleared = roles_of(user).is_secretary and questionnaire.cleared_at is not None
    return cleared or _speaks_for(user, questionnaire.mechanism.state_id)


def sees_of_field_question(user: Any, question: FieldQuestion, name: str) -> bool:
    """What the secretariat asks has a field; why a validator sent a questionnaire back has none."""
    asked = roles_of(user).is_secretary and question.field != ""
    return asked or _speaks_for(user, question.questionnaire.mechanism.state_id)


def sees_of_note(user: Any, note: PracticeNote, name: str) -> bool:
    if _speaks_for(user, note.state_id):
        return True
    roles = roles_of(user)
    lets_in = {
        Audience.PUBLIC: True,
        Audience.NETWORK: roles.is_member or roles.is_observer or roles.is_secretary,
        Audience.MEMBERS: roles.is_member or roles.is_secretary,
    }
    shown = note.cleared_at is not None and note.withdrawn_at is None and name != "contact_email"
    return shown and lets_in[Audience(note.audience)]


def sees_of_note_question(user: Any, question: NoteQuestion, name: str) -> bool:
    return _speaks_for(user, question.note.state_id) or _speaks_for(user, question.state_id)


def sees_of_assessment(user: Any, assessment: Assessment, name: str) -> bool:
    return _speaks_for(user, assessment.state_id)


SEEN: dict[type[models.Model], Callable[[Any, Any, str], bool]] = {
    Mechanism: sees_of_mechanism,
    Edition: sees_of_edition,
    Entry: sees_of_entry,
    Questionnaire: sees_of_questionnaire,
    Answer: sees_of_answer,
    FieldQuestion: sees_of_field_question,
    PracticeNote: sees_of_note,
    NoteQuestion: sees_of_note_question,
    Assessment: sees_of_assessment,
    AssessmentFinding: lambda user, finding, name: sees_of_assessment(user, finding.assessment, name),
}


def leads_nowhere(record: models.Model, name: str) -> bool:
    """Whether a word there would make what cannot be: a reply that was never given."""
    return isinstance(record, NoteQuestion) and name == "reply" and record.replied_at is None


def mark_facts(entry: Entry, canary: Callable[[], str]) -> dict[str, str]:
    """As `editions.freezing` writes them; what was known then is called otherwise than today."""
    words = {name: canary() for name in ("name", "host", "sources")}
    then = {THEN: entry_facts(entry.mechanism)[THEN]}
    facts: dict[str, Any] = {name: {name: {"es": words[name]}} for name in ("name", "host")}
    Entry.objects.filter(pk=entry.pk).update(facts=then | facts | {"sources": {"sources": words["sources"]}})
    return words


def mark_value(answer: Answer, canary: Callable[[], str]) -> dict[str, str]:
    words = {answer.field: canary()}
    Answer.objects.filter(pk=answer.pk).update(value={answer.field: {"es": words[answer.field]}})
    return words


def mark_log(private: Assessment | AssessmentFinding, canary: Callable[[], str]) -> dict[str, str]:
    """What the audit log says of it."""
    words = {"logged before": canary(), "logged after": canary()}
    before, after = ({"text": word} for word in words.values())
    make_audit_entry(f"change_{private._meta.model_name}", on=private, before=before, after=after)
    return words


MARKED: dict[type[models.Model], Callable[[Any, Callable[[], str]], dict[str, str]]] = {
    Entry: mark_facts,
    Answer: mark_value,
    Assessment: mark_log,
    AssessmentFinding: mark_log,
}
"""Words within what a record holds beside its texts, and in what the log says of it."""
