"""Makers of the records of the register. A mechanism is Uruguay's, published, and does two of the four functions."""

from typing import Any

from django.utils import timezone

from enlace.accounts.testing import make_user
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.mechanisms.editions.freezing import entry_facts
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
from enlace.network.testing import make_state


def make_mechanism(**overrides: Any) -> Mechanism:
    """`published=False` leaves it a draft; `state=None` with a `country` is one of a state outside the network."""
    state = overrides.pop("state", None) or (None if "country" in overrides else make_state())
    published_at = timezone.now() if overrides.pop("published", True) else None
    fields: dict[str, Any] = {
        "state": state,
        "country": state.code if state else "",
        "name": Texts({"es": "Mesa nacional para la prevención"}),
        "status": "established",
        "risk_assessment": Texts({"es": "Un informe cada semestre."}),
        "training": Texts({"es": "Un curso al año."}),
        "published_at": published_at,
    }
    return Mechanism.objects.create(**fields | overrides)


def make_edition(**overrides: Any) -> Edition:
    """Closed a moment ago; `opened_at` and `closed_at` of None make one that is open or in preparation."""
    moment = timezone.now()
    fields = {"title": Texts({"es": "Edición de prueba"}), "opened_at": moment, "closed_at": moment}
    return Edition.objects.create(**fields | overrides)


def make_open_edition(**overrides: Any) -> Edition:
    return make_edition(**{"closed_at": None} | overrides)


def make_entry(**overrides: Any) -> Entry:
    mechanism = overrides.pop("mechanism", None) or make_mechanism()
    edition = overrides.pop("edition", None) or make_edition()
    fields = {"facts": entry_facts(mechanism), "answered": True}
    return Entry.objects.create(edition=edition, mechanism=mechanism, **fields | overrides)


def make_questionnaire(**overrides: Any) -> Questionnaire:
    """Of the edition that is open, which is made where there is none."""
    mechanism = overrides.pop("mechanism", None) or make_mechanism()
    edition = overrides.pop("edition", None) or Edition.objects.open().first() or make_open_edition()
    return Questionnaire.objects.create(edition=edition, mechanism=mechanism, **overrides)


def make_answer(**overrides: Any) -> Answer:
    questionnaire = overrides.pop("questionnaire", None) or make_questionnaire()
    fields = {"field": "host", "changed": True, "value": {"es": "Un ministerio"}}
    by = overrides.pop("by", None) or make_user()
    return Answer.objects.create(questionnaire=questionnaire, by=by, **fields | overrides)


def make_field_question(**overrides: Any) -> FieldQuestion:
    questionnaire = overrides.pop("questionnaire", None) or make_questionnaire()
    by = overrides.pop("by", None) or make_user()
    return FieldQuestion.objects.create(
        questionnaire=questionnaire, by=by, **{"field": "host", "text": "¿Desde cuándo?"} | overrides
    )


def make_practice_note(**overrides: Any) -> PracticeNote:
    """Cleared, for the states; `cleared=False` leaves it a draft."""
    cleared_at = timezone.now() if overrides.pop("cleared", True) else None
    fields: dict[str, Any] = {
        "state": overrides.pop("state", None) or make_state(),
        "title": Texts({"es": "Una llamada por semana"}),
        "text": Texts({"es": "Lo que se aprendió."}),
        "cleared_at": cleared_at,
    }
    return PracticeNote.objects.create(**fields | overrides)


def make_note_question(**overrides: Any) -> NoteQuestion:
    """Asked by Paraguay."""
    note = overrides.pop("note", None) or make_practice_note()
    fields = {"state": overrides.pop("state", None) or make_state("PY"), "text": "¿Cuánto cuesta?"}
    by = overrides.pop("by", None) or make_user()
    return NoteQuestion.objects.create(note=note, by=by, **fields | overrides)


def make_assessment(**overrides: Any) -> Assessment:
    return Assessment.objects.create(**{"state": overrides.pop("state", None) or make_state()} | overrides)


def make_assessment_finding(**overrides: Any) -> AssessmentFinding:
    assessment = overrides.pop("assessment", None) or make_assessment()
    fields = {"indicator": "1.1", "presence": "some", "evidence": "Un informe.", "evidence_on": today()}
    by = overrides.pop("by", None) or make_user()
    return AssessmentFinding.objects.create(assessment=assessment, by=by, **fields | overrides)
