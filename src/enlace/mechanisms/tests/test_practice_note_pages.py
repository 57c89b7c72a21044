"""The pages of practice notes: found, narrowed, written, cleared, asked about; what is wrong keeps what was typed."""

import pytest
from django.urls import reverse

from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.mechanisms.models import NoteQuestion, PracticeNote
from enlace.mechanisms.testing import make_mechanism, make_note_question, make_practice_note
from enlace.network.testing import make_focal_point, make_secretary, make_state, make_validator
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db
NOTES = "mechanisms:practice_notes"


def way(name, record=None):
    return reverse(f"mechanisms:{name}", args=[record.pk] if record else [])


def fields(**more):
    return {"title_es": "Título", "text_es": "Lo aprendido", "audience": "public"} | more


def test_a_note_is_written_cleared_and_read_by_everybody(client):
    client.force_login(make_focal_point())
    data = fields(contact_email="of@example.org", function="training")
    answer = client.post(way("add_practice_note"), data | {"themes": [make_theme().pk]}, follow=True)
    note = PracticeNote.objects.get()
    assert answer.redirect_chain[-1][0] == note.get_absolute_url()
    assert (note.function, note.themes.count(), note.cleared_at) == ("training", 1, None)
    client.logout()
    assert client.get(note.get_absolute_url()).status_code == 404
    client.force_login(make_validator())
    shown = client.get(note.get_absolute_url()).context["shown"]
    client.post(way("clear_practice_note", note), {"seen": "anders"})
    assert not PracticeNote.objects.cleared().exists()
    client.post(way("clear_practice_note", note), {"seen": shown.fingerprint})
    client.logout()
    for address in (note.get_absolute_url(), reverse(NOTES)):
        page = client.get(address).text
        assert "Título" in page
        assert "of@example.org" not in page


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(client):
    client.force_login(make_focal_point())
    address = way("add_practice_note")
    for field, given in {
        "title": {"title_es": ""},
        "text": {"text_es": "x" * 50_000},
        "contact_email": {"contact_email": "no es un correo"},
        "audience": {"audience": "secretariat"},
        "function": {"function": "otra"},
        "themes": {"themes": ["x"]},
    }.items():
        answer = client.post(address, fields(contact_email="of@example.org") | given)
        assert list(answer.context["form"].errors) == [field]
        assert answer.text.count("Título") + answer.text.count("Lo aprendido") >= 1
    client.post(address, fields(text_es="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in client.get(PracticeNote.objects.get().get_absolute_url()).text


def test_a_change_to_a_cleared_note_is_warned_of_and_hides_it_and_overwrites_nothing_unseen(client):
    note = make_practice_note(audience="public")
    client.force_login(make_focal_point())
    make_validator()
    address = way("change_practice_note", note)
    page = client.get(address)
    assert page.context["shown"].stage == "cleared"
    assert "notice warn" in page.text
    late = client.post(address, fields(seen="otra"))
    assert late.context["form"].non_field_errors()
    assert "Lo aprendido" in late.text
    assert client.get(note.get_absolute_url()).context["note"].is_cleared
    client.post(address, fields(seen=late.context["shown"].fingerprint))
    client.logout()
    assert client.get(note.get_absolute_url()).status_code == 404


def test_the_page_of_lessons_narrows_by_function_theme_and_state_the_newest_first(client):
    broad = make_theme()
    theme = make_theme(broader=broad)
    notes = [
        make_practice_note(audience="public", function="training", title=Texts({"es": f"Nota {n}"})) for n in range(7)
    ]
    notes[0].themes.add(theme)
    other = make_practice_note(audience="public", state=make_state("PY"), function="partnerships")
    make_practice_note(title=Texts({"es": "Para miembros"}))

    def listed(**asked):
        return [note.pk for note in client.get(reverse(NOTES), asked).context["selection"].page]

    everything = [other.pk, *(note.pk for note in reversed(notes))]
    assert listed() == everything
    assert listed(function="partnerships") == listed(state="PY") == [other.pk]
    assert listed(theme=theme.slug) == listed(theme=broad.slug) == [notes[0].pk]
    assert listed(function="training", state="PY") == []
    for asked in ({"state": "BR"}, {"function": "\0"}, {"theme": "nada"}, {"page": "x"}):
        answer = client.get(reverse(NOTES), asked)
        assert [note.pk for note in answer.context["selection"].page] == everything
        assert answer.context["selection"].unknown is ("page" not in asked)


def test_the_page_of_lessons_is_never_bare_and_shows_a_state_its_own(client):
    assert 'class="note"' in client.get(reverse(NOTES)).text
    draft = make_practice_note(cleared=False, title=Texts({"es": "Borrador propio"}))
    make_practice_note(withdrawn_at=now(), title=Texts({"es": "Retirada propia"}))
    for reader, sees in (
        (make_secretary(), False),
        (make_focal_point("x@example.org", "PY"), False),
        (make_validator(), True),
    ):
        client.force_login(reader)
        page = client.get(reverse(NOTES)).text
        assert ("Borrador propio" in page, "Retirada propia" in page) == (sees, sees)
        assert client.get(draft.get_absolute_url()).status_code == (200 if sees else 404)
    assert way("add_practice_note") not in page


def test_a_question_and_its_reply_stand_on_the_page_for_the_two_states(client):
    note = make_practice_note(
        audience="public", contact_email="of@example.org", mechanism=make_mechanism(published=False)
    )
    asker = make_focal_point("x@example.org", "PY")
    client.force_login(asker)
    page = client.get(note.get_absolute_url())
    assert way("ask_about_practice_note", note) in page.text
    assert page.context["shown"].mechanism is None
    assert client.post(way("ask_about_practice_note", note), {"text": " "}).context["form"].errors
    client.post(way("ask_about_practice_note", note), {"text": "¿Cuánto <i>cuesta</i>?"})
    question = NoteQuestion.objects.get()
    client.force_login(make_focal_point())
    assert "&lt;i&gt;" in client.get(way("reply_to_note_question", question)).text
    client.post(way("reply_to_note_question", question), {"reply": "Muy poco."})
    late = client.post(way("reply_to_note_question", question), {"reply": "Otra respuesta"})
    assert late.status_code == 200
    assert late.context["form"].non_field_errors()
    assert "Otra respuesta" in late.text
    assert "Muy poco." in late.text
    question.refresh_from_db()
    assert question.reply == "Muy poco."
    for reader, sees in ((asker, True), (make_validator(), True), (make_secretary(), False)):
        client.force_login(reader)
        page = client.get(note.get_absolute_url()).text
        assert ("Muy poco." in page) is sees
        assert "of@example.org" not in page
    assert client.get(way("reply_to_note_question", question)).status_code == 404
    client.logout()
    assert "cuesta" not in client.get(note.get_absolute_url()).text


@pytest.mark.parametrize("signed_in", [False, True])
def test_the_pages_ask_as_much_for_many_notes_as_for_one(client, django_assert_max_num_queries, signed_in):
    theme, asker = make_theme(), make_focal_point("x@example.org", "PY")
    notes = [make_practice_note(audience="public", function="training") for _n in range(30)]
    for note in notes:
        note.themes.add(theme)
        make_practice_note(cleared=False)
    for _n in range(10):
        make_note_question(note=notes[0], state=asker.person.mandates.get().state, by=asker)
    if signed_in:
        client.force_login(make_focal_point())
    client.get(reverse(NOTES))
    with django_assert_max_num_queries(26):
        client.get(reverse(NOTES), {"function": "training"})
    with django_assert_max_num_queries(26):
        client.get(notes[0].get_absolute_url())
