"""Practice notes: who reads them when, what is written down of them, who is told, what others take from them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.core.models import Mail
from enlace.core.texts import Texts
from enlace.mechanisms.lessons import actions, due, privacy
from enlace.mechanisms.lessons.panels import notes_of
from enlace.mechanisms.lessons.queries import tools_and_lessons
from enlace.mechanisms.lessons.question_actions import ask_about_practice_note, reply_to_note_question
from enlace.mechanisms.lessons.searching import read_notes
from enlace.mechanisms.models import NoteQuestion, PracticeNote
from enlace.mechanisms.testing import make_mechanism, make_note_question, make_practice_note
from enlace.network.testing import (
    fresh,
    make_focal_point,
    make_person,
    make_secretary,
    make_state,
    make_validator,
)
from enlace.themes.editing.actions import merge_theme
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db
WORDS = {"title": Texts({"es": "Título secreto"}), "text": Texts({"es": "Lo aprendido"})}


def seen_by(user):
    return list(PracticeNote.objects.visible_to(fresh(user) if user.pk else user).values_list("pk", flat=True))


def due_of(user):
    offers = {"clear": due.due_to_clear, "mend": due.due_to_mend, "reply": due.due_to_reply}
    return [name for name, offer in offers.items() for _one in offer(fresh(user), today())]


def lines_of_notes():
    return AuditEntry.objects.filter(subject_kind="mechanisms.practicenote").order_by("pk")


def test_a_note_is_drafted_sent_back_changed_cleared_changed_again_and_withdrawn():
    focal, validator, secretary, public = make_focal_point(), make_validator(), make_secretary(), AnonymousUser()
    note = actions.add_practice_note(make_state(), by=focal, audience="public", contact_email="of@example.org", **WORDS)
    assert (due_of(validator), due_of(focal)) == (["clear"], [])
    assert (seen_by(secretary), seen_by(public), seen_by(validator)) == ([], [], [note.pk])
    actions.send_back_practice_note(note, by=validator, why="Falta el costo.")
    assert (due_of(validator), due_of(focal)) == ([], ["mend"])
    actions.change_practice_note(note, by=focal, text=Texts({"es": "Cuesta poco"}))
    assert (due_of(validator), due_of(focal)) == (["clear"], [])
    actions.clear_practice_note(note, by=validator)
    assert (due_of(validator), seen_by(public), seen_by(secretary)) == ([], [note.pk], [note.pk])
    note = actions.change_practice_note(note, by=focal, title=Texts({"es": "Otro título"}))
    assert (note.cleared_at, seen_by(public), seen_by(secretary)) == (None, [], [])
    with pytest.raises(PermissionDenied):
        actions.remove_practice_note(note, by=focal)
    actions.clear_practice_note(note, by=validator)
    actions.withdraw_practice_note(note, by=validator)
    assert (seen_by(public), due_of(validator), seen_by(focal)) == ([], [], [note.pk])
    told = [mail.to.split("@")[0] for mail in Mail.objects.order_by("pk")]
    assert told == ["validator", "focal", "validator", "validator"]


def test_the_log_holds_no_words_of_a_note_and_no_address():
    focal, validator = make_focal_point(), make_validator()
    note = actions.add_practice_note(make_state(), by=focal, contact_email="of@example.org", **WORDS)
    actions.send_back_practice_note(note, by=validator, why="Falta el costo.")
    actions.change_practice_note(note, by=focal, contact_email="otra@example.org", contact=Texts({"es": "Oficina"}))
    actions.clear_practice_note(note, by=validator)
    lines = lines_of_notes().values_list("action", "before", "after")
    assert [action for action, *_facts in lines] == [
        *("add_practice_note", "send_back_practice_note", "change_practice_note", "clear_practice_note")
    ]
    assert lines[2][2] == {"changed": ["contact", "contact_email"]}
    assert not [
        word for word in ("secreto", "aprendido", "costo", "example.org", "Oficina") if word in str(list(lines))
    ]


def test_nobody_clears_what_was_changed_after_they_read_it():
    focal, validator = make_focal_point(), make_validator()
    note = make_practice_note(cleared=False)
    seen = actions.fingerprint(note)
    actions.change_practice_note(note, by=focal, text=Texts({"es": "Otra cosa"}))
    with pytest.raises(ValidationError):
        actions.clear_practice_note(note, by=validator, seen=seen)
    assert not PracticeNote.objects.cleared().exists()


def test_bad_input_is_refused_by_field_and_nothing_is_half_written():
    focal = make_focal_point()
    wrong = {
        "title": {"title": Texts({"es": "x" * 201})},
        "text": {"text": Texts({"pt": "x" * 50_000})},
        "contact_email": {"contact_email": "no es un correo"},
        "function": {"function": "otra"},
        "audience": {"audience": "invited"},
        "mechanism": {"mechanism": make_mechanism(state=make_state("PY"))},
    }
    for field, given in wrong.items():
        with pytest.raises(ValidationError) as refused:
            actions.add_practice_note(make_state(), by=focal, **WORDS | given)
        assert list(refused.value.message_dict) == [field]
    with pytest.raises(ValidationError) as refused:
        actions.add_practice_note(make_state(), by=focal, title=Texts({"es": "  "}), text=None)
    assert sorted(refused.value.message_dict) == ["text", "title"]
    assert not PracticeNote.objects.exists()
    assert not lines_of_notes().exists()
    assert not Mail.objects.exists()


def test_a_question_goes_to_the_office_in_its_language_and_the_reply_to_those_who_asked():
    asker, focal, secretary = make_focal_point("otra@example.org", "PY"), make_focal_point(), make_secretary()
    make_person(email="oficina@example.org", language="pt")
    note = make_practice_note(contact_email="Oficina@example.org")
    question = ask_about_practice_note(note, by=asker, state=make_state("PY"), text="¿Cuánto <b>cuesta</b>?")
    assert ask_about_practice_note(note, by=asker, state=make_state("PY"), text="¿Cuánto <b>cuesta</b>?") == question
    mail = Mail.objects.get()
    assert mail.to == "Oficina@example.org"
    assert mail.subject.startswith("Paraguai ")
    assert "¿Cuánto <b>cuesta</b>?" in mail.text
    assert "otra@example.org" not in mail.text
    assert due_of(focal) == ["reply"]
    reply_to_note_question(question, by=focal, reply="Poco.")
    with pytest.raises(PermissionDenied):
        reply_to_note_question(question, by=focal, reply="Mucho.")
    mail = Mail.objects.latest("pk")
    assert mail.to == "otra@example.org"
    assert "Poco." in mail.text
    assert due_of(focal) == []
    for reader, sees in ((asker, True), (focal, True), (secretary, False), (make_focal_point("br@x.org", "BR"), False)):
        assert NoteQuestion.objects.visible_to(fresh(reader)).exists() is sees
    note.contact_email = ""
    note.save()
    ask_about_practice_note(note, by=asker, state=make_state("PY"), text="¿Y desde cuándo?")
    assert Mail.objects.latest("pk").to == "focal@example.org"


def test_what_somebody_asked_is_held_on_them_and_their_name_goes_with_them():
    asker = make_focal_point("otra@example.org", "PY")
    question = make_note_question(by=asker, text="Pregunta Oficina otra@example.org: ¿cuánto?")
    assert [one.value for one in privacy.questions_of(asker.person)] == [question.text]
    privacy.erase_from_questions(asker.person)
    question.refresh_from_db()
    assert "otra@example.org" not in question.text
    assert "¿cuánto?" in question.text


def test_the_tools_and_lessons_of_the_network_are_what_everybody_may_read_by_function(django_assert_num_queries):
    for function in ("training", "", "risk_assessment", "training"):
        make_practice_note(audience="public", function=function).themes.add(make_theme())
    make_practice_note(function="partnerships")
    make_practice_note(audience="public", function="partnerships", cleared=False)
    reader = fresh(make_secretary())
    assert PracticeNote.objects.visible_to(reader).count() == 5
    with django_assert_num_queries(2):
        groups = tools_and_lessons(reader)
        told = [(one.function, [note.state.code for note in one.notes]) for one in groups]
    assert told == [("risk_assessment", ["UY"]), ("training", ["UY", "UY"]), ("", ["UY"])]
    assert groups[1].notes[0].pk > groups[1].notes[1].pk


def test_notes_of_a_mechanism_are_those_that_its_reader_sees():
    mechanism = make_mechanism()
    note = make_practice_note(mechanism=mechanism, audience="public")
    make_practice_note(mechanism=mechanism)
    make_practice_note(mechanism=mechanism, audience="public", cleared=False)
    assert notes_of(mechanism, AnonymousUser()) == [note]
    assert len(notes_of(mechanism, make_focal_point())) == 2


def test_merging_themes_reaches_notes_and_the_search_reads_no_address():
    old, new = make_theme(), make_theme(slug="nuevo")
    note = make_practice_note(contact_email="of@example.org", contact=Texts({"es": "Oficina"}))
    note.themes.add(old)
    merge_theme(old, into=new, by=make_secretary())
    (indexed,) = read_notes([note.pk])
    assert (indexed.themes, indexed.states, dict(indexed.titles)) == (("nuevo",), ("UY",), dict(note.title))
    assert "example.org" not in str(indexed)
    assert "Oficina" not in str(indexed)
