"""A session adopts priorities: from a consultation, or without one; reworded; taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.models import Challenge, Priority
from enlace.consultations.priorities.adoption_actions import (
    Chosen,
    add_priority,
    adopt_priorities,
    change_priority,
    withdraw_priority,
)
from enlace.consultations.testing import (
    make_challenge,
    make_consultation,
    make_priority,
    make_priority_review,
    make_result,
    make_statement,
)
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.testing import make_meeting, make_session
from enlace.network.testing import make_focal_point, make_host, make_secretary

pytestmark = pytest.mark.django_db
TITLE = {"es": "Compartir alertas"}
TOMORROW = today() + timedelta(days=1)


def way(name, *numbers):
    return reverse(f"consultations:{name}", args=numbers)


def session_of_today(**overrides):
    return make_session(meeting=make_meeting(begins_on=today()), **overrides)


def over(**overrides):
    return make_consultation(over=True, **overrides)


def old_challenge(**overrides):
    return make_challenge(**{"proposed_on": date(2015, 3, 2)} | overrides)


def priorities_of(consultation, number=3):
    return [make_statement(consultation=consultation, challenge=old_challenge()) for _number in range(number)]


def chosen(statements):
    return [Chosen(one, one.text) for one in statements]


def test_statements_become_priorities_in_their_order_and_each_is_recorded():
    user, consultation, session = make_secretary(), over(), session_of_today()
    second, first = priorities_of(consultation, 2)
    adopted = adopt_priorities(consultation, by=user, session=session, chosen=chosen([first, second]))
    assert [(one.statement, one.order, one.adopted_on) for one in adopted] == [
        (first, 1, today()),
        (second, 2, today()),
    ]
    assert [one.challenge for one in adopted] == [first.challenge, second.challenge]
    lines = AuditEntry.objects.filter(action="adopt_priorities", by=user)
    assert {line.after["statement"] for line in lines} == {first.pk, second.pk}
    (third,) = adopt_priorities(consultation, by=user, session=session, chosen=chosen(priorities_of(consultation, 1)))
    assert third.order == 3


def test_what_it_answers_becomes_public_with_it():
    consultation = over()
    (statement,) = priorities_of(consultation, 1)
    adopt_priorities(consultation, by=None, session=session_of_today(), chosen=chosen([statement]))
    assert Challenge.objects.visible_to(make_focal_point("stranger@example.org", "CL")).count() == 1


def test_the_host_adopts_in_its_own_meeting_until_its_last_day():
    consultation = over(answered_by="public", voice_of="person")
    statement = make_statement(consultation=consultation, challenge=old_challenge(audience="public"))
    host, session = make_host(), session_of_today()
    before = make_session(meeting=make_meeting(begins_on=today() - timedelta(days=9)))
    with pytest.raises(PermissionDenied):
        adopt_priorities(consultation, by=host, session=before, chosen=chosen([statement]))
    adopt_priorities(consultation, by=host, session=session, chosen=chosen([statement]))
    with pytest.raises(PermissionDenied):
        adopt_priorities(consultation, by=make_focal_point(), session=session, chosen=chosen([statement]))
    assert Priority.objects.count() == 1


def test_the_host_does_not_make_public_a_challenge_that_it_does_not_see():
    consultation = over(answered_by="public", voice_of="person")
    (statement,) = priorities_of(consultation, 1)
    with pytest.raises(ValidationError) as refused:
        adopt_priorities(consultation, by=make_host(), session=session_of_today(), chosen=chosen([statement]))
    assert list(refused.value.message_dict) == [f"challenge_{statement.pk}"]


def test_bad_input_is_refused_at_its_field_and_nothing_is_adopted():
    consultation, session = over(), session_of_today()
    good, other = priorities_of(consultation, 1)[0], make_statement(consultation=consultation)
    later = make_statement(consultation=consultation, challenge=make_challenge(proposed_on=TOMORROW))
    wrong = {
        "adopted_on": {"adopted_on": TOMORROW},
        f"challenge_{other.pk}": {"chosen": chosen([good, other])},
        f"challenge_{later.pk}": {"chosen": chosen([good, later])},
        f"title_{good.pk}": {"chosen": [Chosen(good, {})]},
        "__all__": {"chosen": chosen([make_statement()])},
    }
    for field, fields in wrong.items():
        with pytest.raises(ValidationError) as refused:
            adopt_priorities(consultation, **{"by": None, "session": session, "chosen": chosen([good])} | fields)
        assert field in (refused.value.message_dict if hasattr(refused.value, "error_dict") else ["__all__"])
    with pytest.raises(ValidationError):
        adopt_priorities(consultation, by=None, session=session, chosen=[])
    with pytest.raises(ValidationError) as refused:
        adopt_priorities(
            consultation, by=None, session=session, chosen=chosen([good]), adopted_on=today() - timedelta(days=1)
        )
    assert list(refused.value.message_dict) == ["adopted_on"]
    assert not Priority.objects.exists()


@pytest.mark.parametrize("consultation", ["open", "draft"])
def test_nothing_is_adopted_while_answers_are_taken(client, consultation):
    consultation = make_consultation(opened=consultation == "open")
    statements = priorities_of(consultation, 1)
    with pytest.raises(ValidationError):
        adopt_priorities(consultation, by=None, session=session_of_today(), chosen=chosen(statements))
    client.force_login(make_secretary())
    assert client.get(way("adopt_priorities", consultation.pk)).status_code == 403


def test_not_what_was_rejected_and_not_twice_in_the_same_session():
    consultation, session = over(), session_of_today()
    (statement,) = priorities_of(consultation, 1)
    rejected = make_statement(consultation=consultation, challenge=old_challenge(), accepted=False, rejected_at=now())
    with pytest.raises(ValidationError):
        adopt_priorities(consultation, by=None, session=session, chosen=chosen([rejected]))
    adopt_priorities(consultation, by=None, session=session, chosen=chosen([statement]))
    with pytest.raises(ValidationError) as refused:
        adopt_priorities(consultation, by=None, session=session, chosen=chosen([statement]))
    assert list(refused.value.message_dict) == ["session"]
    adopt_priorities(consultation, by=None, session=session_of_today(), chosen=chosen([statement]))
    assert Priority.objects.count() == 2


def test_it_is_illustrative_where_what_it_stands_upon_is():
    for consultation, session in ((over(illustrative=True), session_of_today()), (over(), session_of_today())):
        (one,) = adopt_priorities(consultation, by=None, session=session, chosen=chosen(priorities_of(consultation, 1)))
        assert one.illustrative == consultation.illustrative
    session = session_of_today(illustrative=True)
    assert add_priority(by=None, title=TITLE, challenge=old_challenge(), session=session).illustrative


def test_the_page_lists_the_best_result_first_and_apart_what_names_no_challenge(client):
    client.force_login(make_secretary())
    consultation = over()
    first, second, third = priorities_of(consultation)
    other = make_statement(consultation=consultation, text=Texts({"es": "Sin desafío"}))
    review = make_statement(consultation=consultation, challenge=old_challenge(), priority=make_priority())
    make_priority(statement=second, session=session_of_today(), challenge=second.challenge)
    findings = [{"statement": one.pk, "agree": 15, "disagree": 2, "pass": 1, "common": True} for one in (third, first)]
    make_result(consultation=consultation, facts={"distinct": True, "consensus": findings})
    answer = client.get(way("adopt_priorities", consultation.pk))
    found = answer.context["candidates"]
    assert [one.statement for one in found.priorities] == [third, first, second]
    assert [len(one.adopted) for one in found.priorities] == [0, 0, 1]
    assert [one.statement for one in found.others] == [other]
    assert found.under_review == [review]
    assert f'value="{review.pk}"' not in answer.text
    assert review.priority.get_absolute_url() in answer.text


def test_the_page_asks_as_much_for_sixty_statements_as_for_two(client, django_assert_max_num_queries):
    client.force_login(make_secretary())
    consultation = over(meeting=make_meeting())
    priorities_of(consultation, 2)
    address = way("adopt_priorities", consultation.pk)
    client.get(address)
    with django_assert_max_num_queries(16) as few:
        client.get(address)
    for statement in priorities_of(consultation, 58):
        make_priority(statement=statement, session=session_of_today(), challenge=statement.challenge)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert client.get(address).text.count('name="statement"') == 60
    everything = "&".join(f"statement={one.pk}" for one in consultation.statements.all())
    with django_assert_max_num_queries(len(few.captured_queries) + 2):
        assert client.get(f"{address}?{everything}").text.count("title_") > 60


def test_they_are_adopted_on_pages_first_chosen_then_worded(client):
    client.force_login(make_secretary())
    session = session_of_today()
    make_session()
    consultation = over(meeting=session.meeting)
    (statement,) = priorities_of(consultation, 1)
    other = make_statement(consultation=consultation)
    address = way("adopt_priorities", consultation.pk)
    assert client.get(f"{address}?choose=1").context["nothing_chosen"]
    address = f"{address}?statement={statement.pk}&statement={other.pk}&session={session.pk}"
    form = client.get(address).context["form"]
    assert (str(form["session"].value()), len(form.fields["session"].sessions)) == (str(session.pk), 1)
    fields = {f"title_{statement.pk}_es": "Con otras palabras", f"title_{other.pk}_es": "Otra"}
    wrong = client.post(address, fields | {"session": session.pk})
    assert list(wrong.context["form"].errors) == [f"challenge_{other.pk}"]
    assert "Con otras palabras" in wrong.text
    wrong = client.post(address, fields | {f"challenge_{other.pk}": statement.challenge_id})
    assert list(wrong.context["form"].errors) == ["session"]
    fields |= {"session": session.pk, f"challenge_{other.pk}": statement.challenge_id}
    late = client.post(address, fields | {"adopted_on": TOMORROW.isoformat()})
    assert list(late.context["form"].errors) == ["adopted_on"]
    assert client.post(address, fields).url == way("priorities")
    assert [(str(one), one.adopted_on) for one in Priority.objects.all()] == [
        ("Con otras palabras", today()),
        ("Otra", today()),
    ]
    assert "checked" in client.get(f"{address}&back=1").text


def test_who_organises_nothing_does_not_open_the_page(client):
    consultation = over(answered_by="public", voice_of="person")
    address = way("adopt_priorities", consultation.pk)
    assert client.get(address).status_code == 302
    client.force_login(make_focal_point())
    assert client.get(address).status_code == 403
    make_meeting()
    client.force_login(make_host())
    assert client.get(address).status_code == 200
    assert client.get(way("adopt_priorities", over().pk)).status_code == 404


def test_the_title_of_a_challenge_that_the_host_does_not_see_is_not_on_the_page(client):
    consultation = over(answered_by="public", voice_of="person")
    hidden = old_challenge(title=Texts({"es": "Desafío reservado"}))
    statement = make_statement(consultation=consultation, challenge=hidden)
    make_statement(consultation=consultation)
    session_of_today()
    client.force_login(make_host())
    address = way("adopt_priorities", consultation.pk)
    for query in ("", f"?statement={statement.pk}"):
        assert "reservado" not in client.get(address + query).text


def test_an_older_one_is_put_on_record_without_a_consultation(client):
    session = make_session(meeting=make_meeting(begins_on=date(2016, 11, 28)))
    challenge, address = old_challenge(), way("add_priority")
    fields = {"title_es": "Formar funcionarios", "challenge": challenge.pk, "session": session.pk}
    client.force_login(make_host())
    assert client.get(address).status_code == 403
    client.force_login(make_secretary())
    assert client.get(address).status_code == 200
    for name in fields:
        errors = client.post(address, fields | {name: ""}).context["form"].errors
        assert list(errors) == [name.removesuffix("_es")]
    late = old_challenge(proposed_on=date(2017, 1, 1))
    assert list(client.post(address, fields | {"challenge": late.pk}).context["form"].errors) == ["challenge"]
    client.post(address, fields)
    found = Priority.objects.get()
    assert (found.statement, found.adopted_on) == (None, date(2016, 11, 28))
    assert AuditEntry.objects.get(action="add_priority").after["session"] == session.pk


def test_words_are_corrected_and_translated_by_the_secretariat(client):
    priority = make_priority(session=session_of_today())
    address = way("edit_priority", priority.pk)
    client.force_login(make_host())
    assert client.get(address).status_code == 403
    client.force_login(make_secretary())
    client.post(address, {"title_es": "Compartir alertas", "title_pt": "Partilhar alertas"})
    priority.refresh_from_db()
    assert priority.title == {"es": "Compartir alertas", "pt": "Partilhar alertas"}
    line = AuditEntry.objects.get(action="change_priority")
    assert (line.before["title"], "pt" in line.after["title"]) == (
        {"es": "Compartir indicadores de alerta temprana"},
        True,
    )
    change_priority(priority, by=None, title=priority.title)
    assert AuditEntry.objects.filter(action="change_priority").count() == 1
    assert client.post(address, {"title_es": ""}).context["form"].errors["title"]


def test_an_adoption_is_taken_back_after_a_question_and_its_challenge_is_no_longer_public(client):
    host, priority = make_host(), make_priority(session=session_of_today())
    address, challenge = way("withdraw_priority", priority.pk), priority.challenge
    client.force_login(host)
    assert client.get(address).status_code == 200
    assert client.post(address).url == way("priorities")
    assert not Priority.objects.exists()
    assert client.get(challenge.get_absolute_url()).status_code == 404
    assert AuditEntry.objects.get(action="withdraw_priority").before["challenge"] == challenge.pk


def test_what_was_reviewed_is_not_taken_back():
    priority = make_priority_review().priority
    with pytest.raises(PermissionDenied):
        withdraw_priority(priority, by=make_secretary())
