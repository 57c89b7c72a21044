"""A questionnaire as an officer answers it: confirmed with a tap, changed, kept while typing, two people at once."""

import pytest
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.texts import Texts
from enlace.mechanisms.models import Answer, FieldQuestion
from enlace.mechanisms.questionnaires.actions import save_answer, take_back_answer
from enlace.mechanisms.register.facts import FACTS
from enlace.mechanisms.testing import make_field_question, make_mechanism, make_questionnaire
from enlace.network.testing import make_alternate, make_focal_point, make_validator

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def officer(client):
    user = make_focal_point()
    make_validator()
    client.force_login(user)
    return user


@pytest.fixture
def sent():
    return make_questionnaire(mechanism=make_mechanism(host=Texts({"es": "Ministerio de Justicia"}), budget_note={}))


def way(name, questionnaire, *rest):
    return reverse(f"mechanisms:{name}", args=[questionnaire.pk, *rest])


def said(answer):
    return (answer.changed, answer.value, answer.revision)


def test_each_fact_stands_as_the_register_has_it_and_is_confirmed_with_one_tap(client, officer, sent):
    shown = client.get(sent.get_absolute_url()).text
    assert "Ministerio de Justicia" in shown
    assert shown.count('hx-target="#fact-') == len(FACTS)
    answered = client.post(way("confirm_answer", sent, "host"), {"revision": "0"}, **HTMX)
    assert answered.text.lstrip().startswith('<li id="fact-host"')
    assert 'id="progress"' in answered.text
    assert said(sent.answers.get()) == (False, {"host": {"es": "Ministerio de Justicia"}}, 1)
    without_script = client.post(way("confirm_answer", sent, "training"), {"revision": "0"})
    assert without_script["Location"] == f"{sent.get_absolute_url()}#fact-training"
    assert sent.answers.count() == 2
    client.post(way("take_back_answer", sent, "training"), {"revision": "1"})
    assert sent.answers.get().field == "host"


def test_a_change_is_kept_while_it_is_typed_and_saved_with_the_button(client, officer, sent):
    address = way("answer", sent, "host")
    assert "Ministerio de Justicia" in client.get(address).text
    kept = client.post(address, {"host_es": "Secretaría de Derechos", "revision": "0"}, **HTMX).text
    answer = sent.answers.get()
    assert said(answer) == (True, {"host": {"es": "Secretaría de Derechos"}}, 1)
    assert 'name="revision" id="id_revision" value="1"' in kept
    typed = {"host_es": "Secretaría de Derechos Humanos", "revision": "1", "answer_id": answer.pk}
    assert client.post(address, typed).status_code == 302
    answer.refresh_from_db()
    assert said(answer) == (True, {"host": {"es": "Secretaría de Derechos Humanos"}}, 2)
    logged = AuditEntry.objects.filter(action="save_answer")
    assert [entry.after for entry in logged] == [{"questionnaire": sent.pk, "field": "host", "changed": True}]
    page = client.get(sent.get_absolute_url()).text
    assert "Secretaría de Derechos Humanos" in page
    assert "Ministerio de Justicia" in page


def test_two_people_at_once_see_both_answers_and_neither_is_lost(client, officer, sent):
    other = make_alternate()
    address = way("answer", sent, "host")
    client.get(address)
    theirs = save_answer(sent, "host", by=other, value={"host": {"es": "Cancillería"}}, revision=0)
    kept = client.post(address, {"host_es": "Presidencia", "revision": "0"}, **HTMX).text
    assert "id_revision" not in kept
    compared = client.post(address, {"host_es": "Presidencia", "revision": "0"})
    assert compared.status_code == 200
    assert "Cancillería" in compared.text
    assert 'value="Presidencia"' in compared.text
    assert sent.answers.get().value == theirs.value
    form = compared.context["form"]
    again = {"host_es": "Presidencia", "revision": form["revision"].value(), "answer_id": form["answer_id"].value()}
    assert client.post(address, again).status_code == 302
    assert said(sent.answers.get()) == (True, {"host": {"es": "Presidencia"}}, 2)


def test_a_tap_on_confirm_does_not_take_away_what_another_has_written_meanwhile(client, officer, sent):
    save_answer(sent, "host", by=make_alternate(), value={"host": {"es": "Cancillería"}}, revision=0)
    answered = client.post(way("confirm_answer", sent, "host"), {"revision": "0"}, **HTMX).text
    assert "Cancillería" in answered
    assert 'role="alert"' in answered
    assert sent.answers.get().changed


def test_an_answer_that_was_taken_back_and_given_anew_is_another_one(client, officer, sent):
    other = make_alternate()
    first = save_answer(sent, "host", by=officer, value={"host": {"es": "Presidencia"}}, revision=0)
    seen = {"revision": first.revision, "answer_id": first.pk}
    take_back_answer(sent, "host", by=other)
    save_answer(sent, "host", by=other, value={"host": {"es": "Cancillería"}}, revision=0)
    assert client.post(way("answer", sent, "host"), {"host_es": "Otra"} | seen).status_code == 200
    assert sent.answers.get().value == {"host": {"es": "Cancillería"}}


@pytest.mark.parametrize(
    ("fact", "typed", "column"),
    [
        ("launch", {"launched_on": "el mes pasado"}, "launched_on"),
        ("budget", {"budget": "unos dos millones", "budget_currency": "UYU"}, "budget"),
        ("budget", {"budget": "2.000.000"}, "budget_currency"),
        ("training", {"training_es": "x" * 50_000}, "training"),
        ("name", {}, "name"),
        ("contact", {"contact_email": "nadie"}, "contact_email"),
        ("instrument", {"instrument_link": "javascript:alert(1)"}, "instrument_link"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(client, officer, sent, fact, typed, column):
    shown = client.post(way("answer", sent, fact), typed | {"revision": "0"})
    assert shown.status_code == 200
    assert list(shown.context["form"].errors) == [column]
    for words in typed.values():
        assert words in shown.text
    assert client.post(way("answer", sent, fact), typed | {"revision": "0"}, **HTMX).status_code == 200
    assert not Answer.objects.exists()


def test_a_date_in_spanish_words_and_an_amount_with_points_are_read(client, officer, sent):
    client.post(way("answer", sent, "launch"), {"launched_on": "4 de mayo de 2015", "revision": "0"})
    budget = {"budget": "1.250.000", "budget_currency": "uyu", "budget_year": "2026", "revision": "0"}
    client.post(way("answer", sent, "budget"), budget)
    assert [one.value for one in sent.answers.order_by("pk")] == [
        {"launched_on": "2015-05-04"},
        {"budget": 1250000, "budget_currency": "UYU", "budget_year": 2026},
    ]
    assert "4 de mayo de 2015" in client.get(way("answer", sent, "launch")).text


def test_hostile_html_is_text_wherever_it_is_shown(client, officer, sent):
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    for fact, column in (("training", "training_es"), ("institutions", "institutions_es")):
        client.post(way("answer", sent, fact), {column: hostile, "revision": "0"})
    make_field_question(questionnaire=sent, field="host", text=hostile)
    FieldQuestion.objects.create(questionnaire=sent, field="", text=hostile, by=officer)
    addresses = [sent.get_absolute_url(), way("answer", sent, "training"), way("submit_questionnaire", sent)]
    for address in addresses:
        shown = client.get(address).text
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown


def test_what_is_no_fact_and_whose_questionnaire_it_is_not_are_not_found(client, officer, sent):
    assert client.get(way("answer", sent, "password")).status_code == 404
    client.force_login(make_focal_point("other@example.org", "PY"))
    for address in (sent.get_absolute_url(), way("answer", sent, "host"), way("submit_questionnaire", sent)):
        assert client.get(address).status_code == 404


def test_all_that_is_left_is_confirmed_at_once_but_what_was_asked_back(client, officer, sent):
    save_answer(sent, "host", by=officer, value={"host": {"es": "Presidencia"}}, revision=0)
    make_field_question(questionnaire=sent, field="training")
    page = client.get(way("confirm_rest", sent))
    assert len(page.context["shown"].left) == len(FACTS) - 2
    client.post(way("confirm_rest", sent))
    assert sent.answers.count() == len(FACTS) - 1
    assert sent.answers.get(field="host").changed
    assert AuditEntry.objects.get(action="confirm_rest").after["facts"][0] == "name"


def test_what_the_register_says_otherwise_since_is_to_be_confirmed_again(client, officer, sent):
    client.post(way("confirm_answer", sent, "host"), {"revision": "0"})
    sent.mechanism.host = Texts({"es": "Otro ministerio"})
    sent.mechanism.save()
    shown = client.get(sent.get_absolute_url()).context["shown"]
    assert [one.fact for one in shown.overtaken] == ["host"]
    assert shown.count == 0
