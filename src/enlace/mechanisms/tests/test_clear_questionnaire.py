"""How a questionnaire moves: submitted, cleared, asked back, accepted; and who reads its answers when."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.mechanisms.models import Answer, FieldQuestion
from enlace.mechanisms.questionnaires import actions
from enlace.mechanisms.questionnaires.due import due_questionnaires
from enlace.mechanisms.questionnaires.panels import open_questionnaire
from enlace.mechanisms.questionnaires.privacy import erase_from_questions, questions_by
from enlace.mechanisms.questionnaires.queries import board
from enlace.mechanisms.testing import make_field_question, make_mechanism, make_open_edition, make_questionnaire
from enlace.network.testing import make_cast, make_focal_point, make_secretary, make_state, make_validator

pytestmark = pytest.mark.django_db
SECRET = "Agencia que nadie ha autorizado"


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def sent():
    """Answered: the host is changed, the courses are confirmed."""
    mechanism = make_mechanism(host=Texts({"es": "Ministerio de Justicia"}), verified={"status": "2024-03-01"})
    return make_questionnaire(mechanism=mechanism)


def answer(questionnaire, by):
    actions.save_answer(questionnaire, "host", by=by, value={"host": {"es": SECRET}}, revision=0)
    actions.save_answer(questionnaire, "training", by=by, value=None, revision=0)


def read(client, reader, address):
    client.force_login(reader)
    return client.get(address).text


def due(user):
    return [one.title for one in due_questionnaires(user, today())]


def test_from_the_officer_to_the_register(client, cast, sent):
    address = sent.get_absolute_url()
    assert due(cast.focal_point)
    with pytest.raises(ValidationError):
        actions.submit_questionnaire(sent, by=cast.focal_point)
    answer(sent, cast.focal_point)
    assert SECRET not in read(client, cast.secretary, address)
    client.force_login(cast.focal_point)
    assert client.post(f"{address}submit/").status_code == 302
    assert not due(cast.focal_point)
    assert due(cast.validator)
    assert SECRET in read(client, cast.validator, address)
    assert SECRET not in read(client, cast.secretary, address)
    assert not due(cast.secretary)
    client.force_login(cast.validator)
    client.post(f"{address}clear/")
    shown = read(client, cast.secretary, address)
    assert SECRET in shown
    assert "Ministerio de Justicia" in shown
    assert due(cast.secretary)
    client.post(f"{address}accept/")
    sent.refresh_from_db()
    mechanism = sent.mechanism
    mechanism.refresh_from_db()
    day = today().isoformat()
    assert mechanism.host == {"es": SECRET}
    assert mechanism.verified == {"host": day, "training": day, "status": "2024-03-01"}
    assert sent.accepted_at
    assert client.get(address).status_code == 200
    assert not due(cast.secretary)


def test_what_is_asked_back_on_a_field_is_answered_and_cleared_again(client, cast, sent):
    answer(sent, cast.focal_point)
    actions.submit_questionnaire(sent, by=cast.focal_point)
    actions.clear_questionnaire(sent, by=cast.validator)
    client.force_login(cast.secretary)
    empty = client.post(f"{sent.get_absolute_url()}host/ask/", {"text": "  "})
    assert "text" in empty.context["form"].errors
    client.post(f"{sent.get_absolute_url()}host/ask/", {"text": "¿Desde cuándo?"})
    actions.ask_back(sent, "budget", "¿En qué moneda?", by=cast.secretary)
    assert SECRET not in client.get(sent.get_absolute_url()).text
    shown = read(client, cast.focal_point, sent.get_absolute_url())
    assert "¿Desde cuándo?" in shown
    assert "¿En qué moneda?" in shown
    with pytest.raises(ValidationError):
        actions.submit_questionnaire(sent, by=cast.focal_point)
    client.post(f"{sent.get_absolute_url()}host/confirm/", {"revision": "1", "keep": "1"})
    assert Answer.objects.get(field="host").changed
    actions.save_answer(sent, "budget", by=cast.focal_point, value=None, revision=0)
    actions.submit_questionnaire(sent, by=cast.focal_point)
    actions.clear_questionnaire(sent, by=cast.validator)
    assert not FieldQuestion.objects.open().exists()
    actions.accept_questionnaire(sent, by=cast.secretary)
    with pytest.raises(PermissionDenied):
        actions.accept_questionnaire(sent, by=cast.secretary)


def test_the_validator_sends_back_with_a_reason_that_nobody_outside_the_state_reads(client, cast, sent):
    reason = "El nombre anterior era el correcto."
    answer(sent, cast.focal_point)
    actions.submit_questionnaire(sent, by=cast.focal_point)
    client.force_login(cast.validator)
    assert "why" in client.post(f"{sent.get_absolute_url()}send-back/", {"why": ""}).context["form"].errors
    assert client.post(f"{sent.get_absolute_url()}send-back/", {"why": reason}).status_code == 302
    assert reason in read(client, cast.focal_point, sent.get_absolute_url())
    assert reason not in read(client, cast.secretary, sent.get_absolute_url())
    assert not FieldQuestion.objects.visible_to(cast.secretary).exists()
    assert board().lines[0].counted.stage_outside == "sent"
    assert due(cast.focal_point)
    actions.submit_questionnaire(sent, by=cast.focal_point)
    assert reason not in read(client, cast.focal_point, sent.get_absolute_url())


def test_the_audit_log_names_facts_and_says_nothing_of_answers_questions_and_reasons(cast, sent):
    answer(sent, cast.focal_point)
    actions.take_back_answer(sent, "training", by=cast.focal_point)
    actions.submit_questionnaire(sent, by=cast.focal_point)
    actions.send_back_questionnaire(sent, by=cast.validator, why="RAZÓN")
    actions.submit_questionnaire(sent, by=cast.focal_point)
    actions.clear_questionnaire(sent, by=cast.validator)
    actions.ask_back(sent, "host", "PREGUNTA", by=cast.secretary)
    logged = str([(one.before, one.after) for one in AuditEntry.objects.all()])
    assert "host" in logged
    for words in (SECRET, "RAZÓN", "PREGUNTA"):
        assert words not in logged


def test_what_the_state_confirmed_and_the_register_says_otherwise_since_is_not_verified(cast, sent):
    answer(sent, cast.focal_point)
    sent.mechanism.training = Texts({"es": "Dos cursos al año."})
    sent.mechanism.save()
    actions.submit_questionnaire(sent, by=cast.focal_point)
    actions.clear_questionnaire(sent, by=cast.validator)
    actions.accept_questionnaire(sent, by=cast.secretary)
    sent.mechanism.refresh_from_db()
    assert set(sent.mechanism.verified) == {"status", "host"}
    assert sent.mechanism.training == {"es": "Dos cursos al año."}


def test_questionnaires_are_sent_once_and_only_to_states_of_the_network(client):
    secretary, edition = make_secretary(), make_open_edition()
    first, late = make_mechanism(), make_mechanism(state=make_state("PY"))
    outside = make_mechanism(country="FR")
    assert len(actions.send_questionnaires(edition, [first], by=secretary)) == 1
    assert actions.send_questionnaires(edition, [first], by=secretary) == []
    with pytest.raises(ValidationError):
        actions.send_questionnaires(edition, [outside], by=secretary)
    assert open_questionnaire(late, secretary) is None
    client.force_login(secretary)
    client.post(reverse("mechanisms:send_questionnaire", args=[late.pk]))
    assert open_questionnaire(late, make_focal_point("other@example.org", "PY"))
    assert open_questionnaire(first, make_focal_point("third@example.org", "AR")) is None


def test_the_board_says_how_far_each_mechanism_is_in_a_number_of_queries_that_does_not_grow(
    client, django_assert_max_num_queries
):
    make_validator()
    edition = make_open_edition(due_on=today())
    many, asking = [make_mechanism() for _number in range(40)], make_user()
    make_mechanism(country="FR"), make_mechanism(state=make_state("PY"))
    for mechanism in many:
        one = make_questionnaire(mechanism=mechanism, edition=edition)
        make_field_question(questionnaire=one, by=asking)
    secretary = make_secretary()
    answer(one, make_focal_point())
    client.force_login(secretary)
    with django_assert_max_num_queries(20):
        shown = client.get(reverse("mechanisms:questionnaires"))
    lines = shown.context["board"].lines
    assert len(lines) == 42
    assert {line.counted.answered for line in lines if line.counted} == {0, 2}
    assert [line.has_validator for line in lines].count(False) == 2
    with django_assert_max_num_queries(3):
        list(due_questionnaires(secretary, today()))


def test_what_is_asked_back_counts_as_answered_no_more(cast, sent):
    answer(sent, cast.focal_point)
    actions.submit_questionnaire(sent, by=cast.focal_point)
    actions.clear_questionnaire(sent, by=cast.validator)
    question = actions.ask_back(sent, "host", "¿Desde cuándo?", by=cast.secretary)
    (line,) = [one for one in board().lines if one.counted]
    assert (line.counted.answered, line.counted.moved_at) == (1, question.at)
    actions.save_answer(sent, "host", by=cast.focal_point, value={"host": {"es": "Otra"}}, revision=1)
    assert next(one.counted.answered for one in board().lines if one.counted) == 2


def test_where_nobody_clears_the_secretariat_reads_what_is_submitted(client, cast, sent):
    answer(sent, cast.focal_point)
    cast.validator.person.mandates.update(until=today() - timedelta(days=1))
    client.force_login(cast.focal_point)
    client.post(f"{sent.get_absolute_url()}submit/")
    sent.refresh_from_db()
    assert (sent.cleared_at, sent.cleared_by) == (sent.submitted_at, cast.focal_point)
    assert SECRET in read(client, cast.secretary, sent.get_absolute_url())
    assert AuditEntry.objects.get(action="submit_questionnaire").after["cleared_at"]


def test_where_the_validator_leaves_before_clearing_it_is_submitted_again(client, cast, sent):
    answer(sent, cast.focal_point)
    actions.submit_questionnaire(sent, by=cast.focal_point)
    cast.validator.person.mandates.update(until=today() - timedelta(days=1))
    client.force_login(cast.focal_point)
    assert client.get(sent.get_absolute_url()).status_code == 200
    client.post(f"{sent.get_absolute_url()}take-back/")
    client.post(f"{sent.get_absolute_url()}submit/")
    sent.refresh_from_db()
    assert sent.cleared_at


def test_questions_and_reasons_are_held_on_who_wrote_them_and_their_name_goes_with_them(cast, sent):
    person = cast.secretary.person
    question = make_field_question(
        questionnaire=sent, by=cast.secretary, text=f"Pregunta {person.name}: ¿desde cuándo?"
    )
    assert [one.value for one in questions_by(person)] == [question.text]
    erase_from_questions(person)
    question.refresh_from_db()
    assert person.name not in question.text
    assert "¿desde cuándo?" in question.text
