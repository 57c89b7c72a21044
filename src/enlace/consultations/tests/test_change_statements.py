"""The statements of a consultation: added, changed, translated, put in order, removed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.models import Statement
from enlace.consultations.statements import drafts
from enlace.consultations.statements.actions import (
    add_statement,
    add_statements,
    change_statement,
    move_statement,
    put_up_priorities,
    remove_statement,
    translate_statements,
)
from enlace.consultations.statements.drafts import drafted
from enlace.consultations.testing import (
    make_challenge,
    make_consultation,
    make_priority,
    make_priority_review,
    make_result,
    make_statement,
    make_vote,
)
from enlace.core.draft_translation import EngineFailed, NoEngine
from enlace.core.texts import Texts
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db


def draft():
    return make_consultation(opened=False)


def wrong_fields(action, *args, **fields):
    with pytest.raises(ValidationError) as refused:
        action(*args, by=None, **fields)
    return set(refused.value.message_dict)


def order(consultation):
    return [(one.number, one.text["es"]) for one in consultation.statements.all()]


def translated_by(tag):
    def engine(texts, source, target):
        if target == tag:
            raise NoEngine(source, target, [])
        return [f"{target}: {text}" for text in texts]

    return engine


def test_statements_get_the_next_number_and_are_put_to_vote():
    consultation = draft()
    first = add_statement(consultation, by=make_secretary(), text={"es": "  Una   afirmación. ", "xx": "no"})
    assert (first.number, first.text, first.accepted_at is not None) == (1, {"es": "Una afirmación."}, True)
    assert add_statement(consultation, by=None, text={"pt": "Outra"}).number == 2
    facts = AuditEntry.objects.filter(action="add_statement").order_by("pk").first().after
    assert facts == {"consultation": consultation.pk, "number": 1, "languages": ["es"]}


def test_what_is_wrong_stands_at_its_field():
    consultation = draft()
    make_statement(consultation=consultation, text=Texts({"es": "Compartir", "en": "Share"}))
    assert wrong_fields(add_statement, consultation, text={}) == {"text"}
    assert wrong_fields(add_statement, consultation, text={"es": "x" * 301}) == {"text"}
    assert wrong_fields(add_statement, consultation, text={"en": "SHARE", "es": "Otra cosa"}) == {"text"}
    assert add_statement(consultation, by=None, text={"es": "Share"})


def test_what_was_rejected_can_be_said_again():
    old = make_statement(accepted=False, rejected_at=make_consultation().opened_at, text=Texts({"es": "Compartir"}))
    assert add_statement(old.consultation, by=None, text={"es": "Compartir"}).number == 2


def test_several_lines_are_added_without_those_that_are_there():
    consultation = draft()
    make_statement(consultation=consultation, text=Texts({"es": "Compartir"}))
    assert add_statements(consultation, by=None, statements=["compartir", "Formar"], language="es") == 1
    assert order(consultation) == [(1, "Compartir"), (2, "Formar")]
    long = ["y" * 301, "z" * 302, "Corta"]
    with pytest.raises(ValidationError) as refused:
        add_statements(consultation, by=None, statements=long, language="es")
    assert len(refused.value.message_dict["statements"]) == 2
    assert consultation.statements.count() == 2


def test_a_priority_adopted_before_is_put_up_with_its_words_and_challenge():
    consultation, priority = draft(), make_priority()
    make_priority_review(priority=make_priority(), outcome="concluded")
    assert put_up_priorities(consultation, by=None, priorities=[priority]) == 1
    statement = consultation.statements.get()
    assert (statement.text, statement.challenge, statement.priority) == (priority.title, priority.challenge, priority)
    assert wrong_fields(add_statement, consultation, priority=priority) == {"priority"}


def test_marked_as_a_priority_by_the_challenge_that_it_answers():
    statement, challenge = make_statement(consultation=draft()), make_challenge()
    change_statement(statement, by=None, text=statement.text, challenge=challenge)
    statement.refresh_from_db()
    assert statement.is_priority


def test_a_review_whose_challenge_is_changed_is_a_review_no_more():
    priority = make_priority()
    statement = add_statement(draft(), by=None, priority=priority)
    assert change_statement(statement, by=None, text={"es": "x"}, challenge=priority.challenge).priority == priority
    assert change_statement(statement, by=None, text={"es": "x"}, challenge=make_challenge()).priority is None


def test_once_it_was_answered_only_missing_languages_are_added():
    statement = make_statement(text=Texts({"es": "Compartir", "en": "Share"}))
    make_vote(statement=statement)
    assert wrong_fields(change_statement, statement, text={"es": "Cambiar", "en": "Share"}) == {"text"}
    assert wrong_fields(change_statement, statement, text={"es": "Compartir"}) == {"text"}
    same = {"es": "Compartir", "en": "Share", "pt": "Partilhar"}
    assert wrong_fields(change_statement, statement, text=same, challenge=make_challenge()) == {"challenge"}
    change_statement(statement, by=None, text=same)
    statement.refresh_from_db()
    assert statement.text["pt"] == "Partilhar"


def test_in_an_open_anonymous_consultation_words_are_fixed_whether_or_not_somebody_answered():
    statement = make_statement(consultation=make_consultation(attribution="anonymous"))
    assert wrong_fields(change_statement, statement, text={"es": "Cambiada"}) == {"text"}
    ahead = make_statement(consultation=make_consultation(attribution="anonymous", opened=False))
    assert change_statement(ahead, by=None, text={"es": "Cambiada"}).text == {"es": "Cambiada"}


def test_translations_are_added_and_never_overwrite():
    consultation = draft()
    one = make_statement(consultation=consultation, text=Texts({"es": "Uno"}))
    two = make_statement(consultation=consultation, text=Texts({"es": "Dos"}))
    other = make_statement()
    texts = {one.pk: {"es": "Otro", "pt": "Um"}, two.pk: {"pt": ""}, other.pk: {"pt": "Fora"}}
    assert translate_statements(consultation, by=None, texts=texts) == 1
    one.refresh_from_db(), other.refresh_from_db()
    assert (one.text, "pt" in other.text) == ({"es": "Uno", "pt": "Um"}, False)
    assert AuditEntry.objects.get(action="translate_statements").after == {"statements": 1}
    with pytest.raises(ValidationError):
        translate_statements(consultation, by=None, texts={two.pk: {"pt": "um"}})


def test_what_is_missing_can_be_translated_until_the_result_is_published(client):
    client.force_login(make_secretary())
    statement = make_statement(consultation=make_consultation(over=True))
    page = reverse("consultations:statements", args=[statement.consultation_id])
    address = reverse("consultations:translate_statements", args=[statement.consultation_id])
    assert address in client.get(page).text
    assert translate_statements(statement.consultation, by=None, texts={statement.pk: {"pt": "Partilhar"}}) == 1
    make_result(consultation=statement.consultation)
    assert client.get(address).status_code == 403


def test_statements_move_within_their_list():
    consultation = draft()
    made = [make_statement(consultation=consultation, text=Texts({"es": word})) for word in "abc"]
    move_statement(made[0], by=None, earlier=False)
    assert [word for _, word in order(consultation)] == ["b", "a", "c"]
    move_statement(made[1], by=None, earlier=True)
    move_statement(made[2], by=None, earlier=False)
    assert order(consultation) == [(1, "b"), (2, "a"), (3, "c")]
    with pytest.raises(PermissionDenied):
        move_statement(make_statement(), by=None, earlier=True)


def test_a_removed_statement_closes_the_gap_until_numbers_were_read():
    consultation = draft()
    made = [make_statement(consultation=consultation, text=Texts({"es": word})) for word in "abc"]
    remove_statement(made[0], by=None)
    assert order(consultation) == [(1, "b"), (2, "c")]
    first = make_statement()
    make_statement(consultation=first.consultation, text=Texts({"es": "d"}))
    remove_statement(first, by=None)
    assert order(first.consultation) == [(2, "d")]
    answered = make_vote().statement
    with pytest.raises(PermissionDenied):
        remove_statement(answered, by=None)


def test_drafts_are_made_from_the_default_language_in_one_call_a_pair(monkeypatch):
    monkeypatch.setattr(drafts, "draft_translations", translated_by("pt"))
    found = drafted([Texts({"es": "Uno", "en": "One"}), Texts({"en": "Two"}), Texts()])
    assert [dict(one) for one in found.texts] == [{}, {"es": "es: Two"}, {}]
    assert found.without == {"pt"}


def test_an_engine_that_breaks_down_is_no_error(monkeypatch):
    def broken(*args):
        raise EngineFailed("no")

    monkeypatch.setattr(drafts, "draft_translations", broken)
    assert drafted([Texts({"es": "Uno"})]).without == {"en", "pt"}


def test_the_page_of_translations_opens_with_drafts_and_saves_what_was_read(client, monkeypatch):
    monkeypatch.setattr(drafts, "draft_translations", translated_by("en"))
    client.force_login(make_secretary())
    consultation = draft()
    statement = make_statement(consultation=consultation, text=Texts({"es": "Uno"}))
    address = reverse("consultations:translate_statements", args=[consultation.pk])
    answer = client.get(address)
    assert "pt: Uno" in answer.text
    assert list(answer.context["without"]) == ["English"]
    name = f"text_{statement.pk}_"
    long = client.post(address, {f"{name}pt": "z" * 301})
    assert "z" * 301 in long.text
    client.post(address, {f"{name}pt": "Um", f"{name}en": ""})
    statement.refresh_from_db()
    assert statement.text == {"es": "Uno", "pt": "Um"}


def test_a_draft_counts_once_somebody_changed_it_or_ticked_that_they_read_it(client):
    client.force_login(make_secretary())
    consultation = draft()
    unread, read, changed = (make_statement(consultation=consultation) for _ in range(3))
    sent = {f"read_{read.pk}": "on"}
    for one in (unread, read, changed):
        sent |= {f"initial-text_{one.pk}_pt": "rascunho", f"text_{one.pk}_pt": "rascunho"}
    sent[f"text_{changed.pk}_pt"] = "corrigido"
    client.post(reverse("consultations:translate_statements", args=[consultation.pk]), sent)
    words = {one.pk: one.text.get("pt") for one in consultation.statements.all()}
    assert words == {unread.pk: None, read.pk: "rascunho", changed.pk: "corrigido"}


def test_the_pages_of_the_secretariat(client):
    client.force_login(make_secretary())
    consultation, challenge, priority = draft(), make_challenge(), make_priority()
    page = reverse("consultations:statements", args=[consultation.pk])
    add = reverse("consultations:add_statement", args=[consultation.pk])
    assert client.get(add).status_code == 200
    assert client.post(add, {"text_es": "Compartir", "challenge": challenge.pk}).url == page
    again = client.post(add, {"text_es": "Compartir"})
    assert again.context["form"].errors.keys() == {"text"}
    paste = reverse("consultations:add_statements", args=[consultation.pk])
    assert client.post(paste, {"statements": "Formar\nAlertar", "language": "es"}).url == page
    assert "w" * 301 in client.post(paste, {"statements": "w" * 301, "language": "es"}).text
    put_up = reverse("consultations:put_up_priorities", args=[consultation.pk])
    assert str(priority.shown_title) in client.get(put_up).text
    assert client.post(put_up, {"priorities": [priority.pk]}).url == page
    assert "<form" not in client.get(put_up).text.partition("<main")[2]
    statement = consultation.statements.get(number=1)
    edit = reverse("consultations:edit_statement", args=[statement.pk])
    client.post(edit, {"text_es": "Compartir más", "challenge": ""})
    client.post(reverse("consultations:move_statement", args=[statement.pk]), {"later": ""})
    statement.refresh_from_db()
    assert (statement.number, statement.text, statement.challenge) == (2, {"es": "Compartir más"}, None)
    remove = reverse("consultations:remove_statement", args=[statement.pk])
    assert client.get(remove).status_code == 200
    client.post(remove)
    assert not Statement.objects.filter(pk=statement.pk).exists()


def test_the_form_of_an_answered_statement_keeps_its_words(client):
    client.force_login(make_secretary())
    statement = make_vote(statement=make_statement(challenge=make_challenge())).statement
    edit = reverse("consultations:edit_statement", args=[statement.pk])
    assert "readonly" in client.get(edit).text
    client.post(edit, {"text_es": statement.text["es"], "text_pt": "Partilhar", "challenge": ""})
    statement.refresh_from_db()
    assert (statement.text["pt"], statement.is_priority) == ("Partilhar", True)


@pytest.mark.parametrize("attribution", ["attributed", "anonymous"])
def test_two_hundred_statements_take_few_queries(client, django_assert_max_num_queries, attribution):
    client.force_login(make_secretary())
    consultation = make_consultation(attribution=attribution)
    page = reverse("consultations:statements", args=[consultation.pk])
    make_vote(statement=make_statement(consultation=consultation, challenge=make_challenge()))
    client.get(page)
    with django_assert_max_num_queries(25) as few:
        client.get(page)
    challenge = make_challenge()
    for number in range(200):
        make_statement(consultation=consultation, challenge=challenge, accepted=bool(number % 3), by_participant=True)
    make_vote(statement=consultation.statements.last(), voter=consultation.voters.get())
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert client.get(page).text.count("<h3>") == 201
