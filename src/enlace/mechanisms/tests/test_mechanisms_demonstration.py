"""The demonstration's register, and what is written for it: whole in every language, short, and quiet."""

from itertools import chain

import pytest
from django.contrib.auth.models import AnonymousUser

from enlace.accounts.models import User
from enlace.core.languages import language_codes
from enlace.core.models import Mail
from enlace.mechanisms.demonstration.loading import make_demonstration_register
from enlace.mechanisms.demonstration.world import FOLDER, STATES, read
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
from enlace.mechanisms.register.facts import FACTS
from enlace.meetings.demonstration.loading import make_demonstration_meetings
from enlace.network.demonstration.accounts import FOCAL_POINT, SECRETARY, VALIDATOR
from enlace.network.demonstration.loading import make_demonstration_network
from enlace.themes.models import Theme

LOUD = ["!", "¡", "ratif", "complian", "cumplimiento", "cumprimento", "violaci", "violaç", "tratado", "treaty"]
PLANS = {code: read(f"register/{code}") for code in STATES}
NOTES = read("practice_notes")
MODELS = (Mechanism, Edition, Entry, Questionnaire, Answer, FieldQuestion, PracticeNote, NoteQuestion, Assessment)


def columns_of(plan):
    """What the plan of a mechanism says of it at any time."""
    return chain(*(plan.get(name, {}).items() for name in ("first", "second")), *(one.items() for one in plan["now"]))


def test_nothing_is_exclaimed_and_every_text_of_a_mechanism_is_there_in_every_language():
    for file in FOLDER.rglob("*.json"):
        words = file.read_text("utf-8").lower()
        assert not [word for word in LOUD if word in words], file
    wanted = set(language_codes())
    for code, plan in PLANS.items():
        said = {**plan, "now": list(plan.get("now", {}).values())}
        for column, value in columns_of(said):
            if isinstance(value, dict):
                assert set(value) == wanted, (code, column)
                assert len({len(text.splitlines()) for text in value.values()}) == 1, (code, column)


def test_some_facts_of_the_demonstration_are_not_known_and_two_mechanisms_are_emerging():
    known = {code: plan.get("first", {}) | plan.get("second", {}) for code, plan in PLANS.items()}
    assert sorted(code for code, facts in known.items() if facts["status"] == "emerging") == ["GT", "PE"]
    assert [code for code, facts in known.items() if "budget" not in facts]
    assert [code for code, facts in known.items() if "host" not in facts] == []


@pytest.mark.slow
@pytest.mark.django_db
def test_the_demonstration_has_a_register_with_editions_and_nobody_is_told():
    """All in one, since what it stands on takes seconds to make."""
    make_demonstration_network()
    make_demonstration_meetings()
    make_demonstration_register()
    counts = [model.objects.count() for model in MODELS]
    make_demonstration_register()
    assert counts == [model.objects.count() for model in MODELS]
    assert not Mail.objects.exists()
    for model in (Mechanism, Edition, PracticeNote):
        assert not model.objects.filter(illustrative=False).exists(), model
    _editions_differ_and_one_state_was_silent()
    _questionnaires_stand_at_every_stage()
    _notes_and_assessments_are_for_whom_they_are()


def _editions_differ_and_one_state_was_silent():
    assert Mechanism.objects.published().count() == len(STATES)
    second, first = Edition.objects.closed()
    assert (first.entries.count(), second.entries.count()) == (8, 10)
    silent = second.entries.get(answered=False)
    before = first.entries.get(mechanism=silent.mechanism)
    assert silent.mechanism.country == "EC"
    assert silent.verified == before.verified
    assert "2019" < max(silent.verified.values()) < "2020"
    assert [fact for fact in FACTS if silent.facts.get(fact) != before.facts.get(fact)] == []


def _questionnaires_stand_at_every_stage():
    asked = Edition.objects.open().get().questionnaires
    assert asked.count() == len(STATES)
    question = FieldQuestion.objects.open().get()
    assert (question.questionnaire.mechanism.country, question.field) == ("UY", "budget")
    assert question.questionnaire.submitted_at is None
    assert 10 < question.questionnaire.answers.count() < len(FACTS)
    assert asked.get(mechanism__country="PY").cleared_at
    brazil = asked.get(mechanism__country="BR")
    assert brazil.submitted_at
    assert brazil.cleared_at is None
    read_by_the_secretariat = Answer.objects.visible_to(User.objects.get(email=SECRETARY.email))
    assert set(read_by_the_secretariat.values_list("questionnaire__mechanism__country", flat=True)) == {"PY"}


def _notes_and_assessments_are_for_whom_they_are():
    assert len(NOTES) == PracticeNote.objects.count() == 6
    assert PracticeNote.objects.visible_to(AnonymousUser()).count() == 3
    slugs = {slug for note in NOTES for slug in note["themes"]}
    assert slugs == set(Theme.objects.filter(practice_notes__isnull=False).values_list("slug", flat=True))
    waiting = PracticeNote.objects.get(cleared_at=None)
    assert waiting in PracticeNote.objects.visible_to(User.objects.get(email=VALIDATOR.email))
    own, secretary = (User.objects.get(email=one.email) for one in (FOCAL_POINT, SECRETARY))
    assert Assessment.objects.visible_to(own).count() == 2
    assert not AssessmentFinding.objects.visible_to(secretary).exists()
    assert {one.closed_at is None for one in Assessment.objects.visible_to(own)} == {True, False}
