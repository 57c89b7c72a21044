"""Decisions: numbered, owned, due, done."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.meetings.minutes.decision_actions import (
    change_decision,
    finish_decision,
    record_decision,
    remove_decision,
    reopen_decision,
)
from enlace.meetings.minutes.due import due_minutes
from enlace.meetings.models import Decision
from enlace.meetings.testing import (
    make_approval,
    make_decision,
    make_meeting,
    make_minutes_version,
    make_session,
)
from enlace.network.testing import (
    make_focal_point,
    make_observer,
    make_organisation,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db
TEXT = {"es": "Preparar la nota."}


def decide(meeting, **fields):
    return record_decision(meeting, **{"by": None, "text": TEXT, "owner": {"es": "Grupo de trabajo"}} | fields)


def numbers(meeting):
    return list(meeting.decisions.order_by("number").values_list("number", flat=True))


def approved(meeting, **fields):
    return make_approval(meeting=meeting, settled_at=now(), approved_at=now(), **fields)


def test_a_decision_gets_the_next_number_and_is_recorded():
    meeting, state = make_meeting(), make_state()
    decide(meeting)
    second = decide(meeting, owner=None, state=state, due_on=meeting.begins_on)
    assert (second.number, str(second.shown_owner)) == (2, "Uruguay")
    after = AuditEntry.objects.get(action="record_decision", subject_id=second.pk).after
    assert (after["number"], after["state"], "text" in after) == (2, state.pk, False)


def test_exactly_one_does_it():
    meeting = make_meeting()
    for fields in (
        {"owner": None},
        {"state": make_state()},
        {"state": make_state(), "organisation": make_organisation()},
    ):
        with pytest.raises(ValidationError) as refused:
            decide(meeting, **fields)
        assert "owner" in refused.value.message_dict


def test_other_bad_input_is_refused_at_its_field():
    meeting = make_meeting()
    wrong = {
        "due_on": {"due_on": meeting.begins_on - timedelta(days=1)},
        "session": {"session": make_session(meeting=make_meeting())},
        "text": {"text": {}},
        "audience": {"owner": None, "organisation": make_organisation()},
    }
    for field, fields in wrong.items():
        with pytest.raises(ValidationError) as refused:
            decide(meeting, **fields)
        assert field in refused.value.message_dict
    assert not Decision.objects.exists()


def test_it_is_changed_until_the_minutes_circulate():
    decision = decide(make_meeting())
    change_decision(decision, by=make_secretary(), text={"es": "Otra"}, owner={"es": "Grupo"}, audience="public")
    assert Decision.objects.get().text == {"es": "Otra"}
    assert AuditEntry.objects.get(action="change_decision").before["audience"] == "members"
    make_approval(meeting=decision.meeting)
    with pytest.raises(PermissionDenied):
        change_decision(decision, by=make_secretary("s2@example.org"), text=TEXT, owner={"es": "Grupo"})


def test_removing_one_moves_the_others_up():
    meeting = make_meeting()
    _first, second, third = decide(meeting), decide(meeting), decide(meeting)
    remove_decision(second, by=None)
    third.refresh_from_db()
    assert (numbers(meeting), third.number) == ([1, 2], 2)


def test_numbers_that_were_circulated_stay_and_are_not_given_again():
    meeting = make_meeting()
    second = [decide(meeting), decide(meeting)][1]
    content = {"decisions": [{"number": 1}, {"number": 2}]}
    make_approval(meeting=meeting, content=content, settled_at=now(), closes_on=today() - timedelta(days=1))
    remove_decision(second, by=None)
    assert decide(meeting).number == 3
    assert numbers(meeting) == [1, 3]


def test_the_owner_marks_it_as_done_and_takes_it_back():
    user, meeting = make_focal_point(), make_meeting(begins_on=today() - timedelta(days=9))
    decision = decide(meeting, owner=None, state=make_state())
    finish_decision(decision, by=user, done_on=today())
    assert Decision.objects.open().count() == 0
    reopen_decision(decision, by=user)
    assert AuditEntry.objects.get(action="reopen_decision").before == {"done_on": today().isoformat()}
    for day in (today() + timedelta(days=1), meeting.begins_on - timedelta(days=1)):
        with pytest.raises(ValidationError):
            finish_decision(decision, by=user, done_on=day)


def test_another_state_does_not():
    decision = decide(make_meeting(), owner=None, state=make_state())
    with pytest.raises(PermissionDenied):
        finish_decision(decision, by=make_focal_point("py@example.org", "PY"), done_on=today())


def test_owners_are_told_of_what_is_due_within_thirty_days_or_overdue():
    user, meeting = make_focal_point(), make_meeting(begins_on=today() - timedelta(days=60))
    state = make_state()
    for days in (-5, 10, 31):
        make_decision(meeting=meeting, state=state, due_on=today() + timedelta(days=days))
    make_decision(meeting=meeting, state=make_state("PY"), due_on=today())
    approved(meeting)
    assert [one.day - today() for one in due_minutes(user, today())] == [timedelta(days=-5), timedelta(days=10)]


def test_an_observer_is_told_of_its_own():
    user, meeting = make_observer(), make_meeting(audience="network", begins_on=today() - timedelta(days=60))
    organisation = user.person.mandates.get().organisation
    make_decision(meeting=meeting, organisation=organisation, due_on=today(), audience="network")
    assert list(due_minutes(user, today())) == []
    approved(meeting)
    assert len(due_minutes(user, today())) == 1


def test_the_secretariat_is_told_of_minutes_to_circulate_and_of_texts_to_join():
    user, meeting = make_secretary(), make_meeting(begins_on=today() - timedelta(days=5))
    session = make_session(meeting=meeting)
    make_minutes_version(session=session)
    make_minutes_version(session=session)
    circulate, join = due_minutes(user, today())
    assert circulate.day == meeting.ends_on + timedelta(days=14)
    assert join.address == reverse("meetings:session_minutes", args=[session.pk])
    approved(meeting)
    assert [one.address for one in due_minutes(user, today())] == [join.address]


def test_a_decision_is_recorded_changed_done_and_removed_on_pages(client):
    meeting = make_meeting(begins_on=today() - timedelta(days=3))
    client.force_login(make_secretary())
    fields = {"text_es": "Preparar la nota", "owner_es": "Grupo", "audience": "members"}
    address = reverse("meetings:add_decision", args=[meeting.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, fields | {"owner_es": ""}).context["form"].errors["owner"]
    assert client.post(address, fields).status_code == 302
    pk = Decision.objects.get().pk
    ways = {name: reverse(f"meetings:{name}_decision", args=[pk]) for name in ("edit", "finish", "reopen", "remove")}
    assert client.get(ways["edit"]).status_code == 200
    client.post(ways["edit"], fields | {"text_es": "Otra"})
    client.post(ways["finish"], {"done_on": today()})
    assert Decision.objects.get().done_on == today()
    client.post(ways["reopen"])
    client.get(ways["remove"])
    client.post(ways["remove"])
    assert not Decision.objects.exists()


def test_the_public_reads_public_decisions_of_approved_minutes_alone(client):
    meeting = make_meeting(audience="public")
    shown = make_decision(meeting=meeting, audience="public", text={"es": "Decisión abierta"})
    hidden = make_decision(meeting=meeting, text={"es": "Decisión interna"})
    address = reverse("meetings:decisions", args=[meeting.pk])
    assert "Decisión abierta" not in client.get(address).content.decode()
    approved(meeting)
    html = client.get(address).content.decode()
    assert "Decisión abierta" in html
    assert "Decisión interna" not in html
    assert client.get(shown.get_absolute_url()).status_code == 200
    assert client.get(hidden.get_absolute_url()).status_code == 404


def test_open_decisions_of_all_meetings_stand_on_one_page(client, django_assert_max_num_queries):
    client.force_login(make_secretary())
    for number in range(12):
        make_decision(meeting=make_meeting(), state=make_state(), due_on=today() - timedelta(days=number))
    with django_assert_max_num_queries(20):
        html = client.get(reverse("meetings:open_decisions")).content.decode()
    assert html.count("Atrasada desde") + html.count("atrasada desde") == 11
