"""A secretary adds a consultation, changes it, removes it; what was promised once it is open stays."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.consulting.actions import add_consultation, change_consultation, remove_consultation
from enlace.consultations.models import Consultation, Statement
from enlace.consultations.statements.pasted import statements_in
from enlace.consultations.testing import (
    make_consultation,
    make_consultation_reminder,
    make_result,
    make_statement,
    make_voter,
)
from enlace.core.clock import today
from enlace.meetings.testing import make_meeting
from enlace.network.testing import make_focal_point, make_secretary

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ADD = reverse("consultations:add_consultation")


def given(**overrides):
    fields = {"question": {"es": "¿Qué haremos juntos?"}, "opens_on": today(), "closes_on": today() + 14 * DAY}
    return fields | overrides


def sent(**overrides):
    """As the form sends it."""
    fields = {
        "question_es": "¿Qué haremos juntos?",
        "opens_on": today().isoformat(),
        "closes_on": (today() + 14 * DAY).isoformat(),
        "answered_by": "members",
        "voice_of": "state",
        "attribution": "attributed",
        "audience": "members",
        "takes_statements": "on",
        "language": "es",
    }
    return fields | overrides


def wrong_fields(action, *args, **fields):
    with pytest.raises(ValidationError) as refused:
        action(*args, by=None, **fields)
    return set(refused.value.message_dict)


def test_one_form_makes_a_draft_with_its_statements(client):
    meeting = make_meeting()
    client.force_login(make_secretary())
    lines = "1. Compartir indicadores.\n\n2) Formar a la policía.\n- Compartir indicadores.\n"
    answer = client.post(ADD, sent(statements=lines, meeting=meeting.pk))
    consultation = Consultation.objects.get()
    assert answer.url == consultation.get_absolute_url()
    assert (consultation.standing, consultation.meeting) == ("draft", meeting)
    texts = [dict(one.text) for one in consultation.statements.accepted()]
    assert texts == [{"es": "Compartir indicadores."}, {"es": "Formar a la policía."}]
    assert AuditEntry.objects.get(action="add_consultation").after["attribution"] == "attributed"


def test_the_marks_of_a_pasted_list_are_left_out():
    pasted = "• Uno\r\n  12. Dos  palabras\n(3) Tres\n2030 es el plazo\n\n– Cuatro\nuno\n"
    assert statements_in(pasted) == ["Uno", "Dos palabras", "Tres", "2030 es el plazo", "Cuatro"]


def test_what_is_wrong_stands_at_its_field():
    assert wrong_fields(add_consultation, **given(question={})) == {"question"}
    assert wrong_fields(add_consultation, **given(opens_on=today() - DAY)) == {"opens_on"}
    assert wrong_fields(add_consultation, **given(closes_on=today() - DAY)) == {"closes_on"}
    later = given(opens_on=today() + 3 * DAY, closes_on=today() + DAY)
    assert wrong_fields(add_consultation, **later) == {"closes_on"}
    assert wrong_fields(add_consultation, **given(answered_by="public")) == {"voice_of"}
    assert wrong_fields(add_consultation, **given(audience="invited")) == {"audience"}
    assert wrong_fields(add_consultation, **given(statements=["x" * 301], language="es")) == {"statements"}
    assert not Consultation.objects.exists()


def test_nothing_typed_is_lost_when_something_is_wrong(client):
    client.force_login(make_secretary())
    answer = client.post(ADD, sent(statements="Una afirmación", opens_on="2020-01-01"))
    assert answer.status_code == 200
    assert "Una afirmación" in answer.text
    assert answer.context["form"].errors.keys() == {"opens_on"}
    answer = client.post(ADD, sent(statements="y" * 301))
    assert "y" * 301 in answer.text
    assert answer.context["form"].errors.keys() == {"statements"}


def test_a_result_that_answerers_do_not_read_is_warned_of(client):
    client.force_login(make_secretary())
    answer = client.post(ADD, sent(audience="secretariat"), follow=True)
    assert [one.level_tag for one in answer.context["messages"]] == ["success", "warning"]


def test_a_draft_changes_in_everything(client):
    client.force_login(make_secretary())
    consultation = make_consultation(opened=False, opens_on=today(), closes_on=today() + 3 * DAY)
    address = reverse("consultations:edit_consultation", args=[consultation.pk])
    assert "attribution" in client.get(address).context["form"].fields
    client.post(address, sent(attribution="anonymous", voice_of="person", answered_by="network"))
    consultation.refresh_from_db()
    assert (consultation.attribution, consultation.voice_of, consultation.answered_by) == (
        *("anonymous", "person", "network"),
    )


def test_a_draft_whose_first_day_has_passed_can_still_be_changed():
    consultation = make_consultation(opened=False)
    change_consultation(consultation, by=None, question={"es": "Otra pregunta"})
    assert wrong_fields(change_consultation, consultation, opens_on=today() - 2 * DAY) == {"opens_on"}


@pytest.mark.parametrize("promised", [{"attribution": "anonymous"}, {"voice_of": "person"}, {"answered_by": "network"}])
def test_what_was_promised_does_not_change_once_it_is_open(promised):
    consultation = make_consultation()
    with pytest.raises(PermissionDenied):
        change_consultation(consultation, by=make_secretary(), **promised)
    ahead = make_consultation(opens_on=today() + DAY, closes_on=today() + 9 * DAY)
    with pytest.raises(PermissionDenied):
        change_consultation(ahead, by=None, **promised)


def test_the_form_of_an_open_one_offers_only_what_can_change(client):
    client.force_login(make_secretary())
    consultation = make_consultation()
    address = reverse("consultations:edit_consultation", args=[consultation.pk])
    fields = client.get(address).context["form"].fields
    assert fields.keys() == {"question", "text", "meeting", "closes_on", "takes_statements", "audience", "themes"}
    client.post(address, sent(closes_on=(today() + 30 * DAY).isoformat(), attribution="anonymous"))
    consultation.refresh_from_db()
    assert (consultation.closes_on, consultation.attribution) == (today() + 30 * DAY, "attributed")
    over = make_consultation(over=True)
    fields = client.get(reverse("consultations:edit_consultation", args=[over.pk])).context["form"].fields
    assert fields.keys() == {"question", "text", "meeting", "audience", "themes"}


def test_the_last_day_moves_but_not_into_the_past_and_not_once_it_is_over():
    consultation = make_consultation()
    change_consultation(consultation, by=None, closes_on=today())
    assert wrong_fields(change_consultation, consultation, closes_on=today() - DAY) == {"closes_on"}
    assert wrong_fields(change_consultation, consultation, opens_on=today()) == {"opens_on"}
    over = make_consultation(over=True)
    assert wrong_fields(change_consultation, over, closes_on=today() + DAY) == {"closes_on"}


def test_once_somebody_answered_the_result_is_for_no_more_readers_than_they_were_told():
    consultation = make_consultation()
    change_consultation(consultation, by=None, audience="network")
    make_voter(consultation=consultation)
    assert wrong_fields(change_consultation, consultation, audience="public") == {"audience"}
    change_consultation(consultation, by=None, audience="members")


def test_nothing_changes_once_the_result_is_published():
    with pytest.raises(PermissionDenied):
        change_consultation(make_result().consultation, by=None, question={"es": "Otra"})


def test_the_log_holds_what_changed_and_nothing_else():
    consultation = make_consultation()
    change_consultation(consultation, by=None, closes_on=today() + 20 * DAY)
    change_consultation(consultation, by=None, closes_on=today() + 20 * DAY)
    entry = AuditEntry.objects.get(action="change_consultation")
    assert entry.after == {"closes_on": (today() + 20 * DAY).isoformat()}


def test_it_is_removed_while_nobody_answered_with_what_was_said_of_it(client):
    client.force_login(make_secretary())
    statement = make_statement()
    consultation = statement.consultation
    make_consultation_reminder(key=f"consultation:{consultation.pk}:opened")
    kept = make_consultation_reminder(key=f"consultation:{consultation.pk}1:opened")
    address = reverse("consultations:remove_consultation", args=[consultation.pk])
    assert client.get(address).status_code == 200
    assert client.post(address).url == reverse("consultations:consultations")
    assert not Consultation.objects.exists()
    assert not Statement.objects.exists()
    assert type(kept).objects.get() == kept
    with pytest.raises(PermissionDenied):
        remove_consultation(make_voter().consultation, by=None)


def test_only_the_secretariat_adds_and_changes(client):
    client.force_login(make_focal_point())
    consultation = make_consultation()
    names = ("edit_consultation", "copy_consultation", "remove_consultation", "open_consultation")
    names = (*names, "close_consultation", "take_back_consultation", "statements", "add_statement")
    names = (*names, "translate_statements", "put_up_priorities")
    addresses = [reverse(f"consultations:{name}", args=[consultation.pk]) for name in names]
    assert {client.get(address).status_code for address in (ADD, *addresses)} == {403}
