"""The pages of delegations, as each reader."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.meetings.models import Delegate, Delegation
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting, make_need
from enlace.network.models import Person, State
from enlace.network.testing import (
    make_alternate,
    make_cast,
    make_focal_point,
    make_host,
    make_observer,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db


def address(name, record):
    return reverse(f"meetings:{name}", args=[record.pk])


def text_of(client, name, record, query=""):
    answer = client.get(address(name, record) + query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def approved(meeting, code="UY", office="Canciller adjunta", name="Ana Kanari", **overrides):
    fields = {"answer": "coming", "submitted_at": now(), "approved_at": now()} | overrides
    if "organisation" not in fields:
        fields["state"] = make_state(code)
    delegation = make_delegation(meeting=meeting, **fields)
    person = make_person(name=name)
    make_delegate(delegation=delegation, person=person, office=Texts({"es": office}), is_head=True)
    return delegation


def test_organisers_see_how_all_stand_and_who_could_not_be_told(client):
    meeting = make_meeting()
    approved(meeting)
    make_delegation(meeting=meeting, state=make_state("PY"))
    for user in (make_secretary(), make_host()):
        client.force_login(user)
        shown = text_of(client, "delegations", meeting)
        assert "Canciller adjunta" in shown
        assert "Paraguay" in shown
        assert address("export_participants", meeting) in shown


def test_the_list_is_narrowed_to_the_silent_ones(client):
    meeting = make_meeting()
    approved(meeting)
    make_delegation(meeting=meeting, state=make_state("PY"))
    client.force_login(make_secretary())
    shown = text_of(client, "delegations", meeting, "?stage=silent&kind=states")
    assert "Paraguay</a>" in shown
    assert "Uruguay</a>" not in shown
    assert "Uruguay</a>" in text_of(client, "delegations", meeting, "?stage=nonsense")


def test_members_see_who_comes_with_the_office_that_heads_it_and_no_name(client):
    meeting = make_meeting()
    delegation = approved(meeting)
    approved(meeting, "CL", "Directora de Chile", approved_at=None)
    make_delegation(meeting=meeting, state=make_state("BO"))
    client.force_login(make_focal_point("py@example.org", "PY"))
    shown = text_of(client, "delegations", meeting)
    assert "Canciller adjunta" in shown
    assert "Chile" in shown
    page = text_of(client, "delegation", delegation)
    assert "Canciller adjunta" in page
    for word in ("Kanari", "Directora de Chile", "Bolivia"):
        assert word not in shown + page


def test_an_observer_sees_their_own_alone(client):
    observer = make_observer()
    meeting = make_meeting(audience="network")
    other, state = approved(meeting, organisation=make_organisation(name={"es": "Otra"})), approved(meeting)
    own = make_delegation(meeting=meeting, organisation=observer.person.mandates.get().organisation, state=None)
    client.force_login(observer)
    shown = text_of(client, "delegations", meeting)
    assert "Observatorio de prueba" in shown
    assert "Uruguay" not in shown
    assert "Otra" not in shown
    assert client.get(address("delegation", own)).status_code == 200
    assert {client.get(address("delegation", one)).status_code for one in (other, state)} == {404}


def test_others_are_not_let_in(client):
    cast, meeting = make_cast(), make_meeting(audience="public")
    for user in (cast.stranger, cast.editor):
        client.force_login(user)
        assert client.get(address("delegations", meeting)).status_code == 403
    client.logout()
    assert client.get(address("delegations", meeting)).status_code == 302


def test_the_secretariat_invites_and_reads_whom_nobody_could_tell(client):
    make_focal_point(), make_state("PY")
    meeting = make_meeting()
    client.force_login(make_secretary())
    assert "Paraguay" in text_of(client, "invite_delegations", meeting)
    answer = client.post(
        address("invite_delegations", meeting),
        {"states": [str(pk) for pk in State.objects.members().values_list("pk", flat=True)]},
        follow=True,
    )
    assert Delegation.objects.count() == State.objects.members().count()
    assert any("Paraguay" in str(message) for message in answer.context["messages"])
    assert client.post(address("invite_delegations", meeting), {}).status_code == 200


def test_a_host_prepares_and_does_not_invite(client):
    client.force_login(make_host())
    assert client.get(address("invite_delegations", make_meeting())).status_code == 403


def test_a_state_goes_from_its_answer_to_the_approval_on_its_own_page(client):
    delegation = make_delegation()
    client.force_login(make_alternate())
    assert address("letter", delegation) in text_of(client, "delegation", delegation)
    client.post(address("answer_invitation", delegation), {"answer": "coming"})
    fields = {"name": "Ana Kanari", "email": "ana@example.org", "language": "pt", "office_es": "Asesora"}
    assert client.post(address("name_delegate", delegation), fields).status_code == 302
    client.post(address("submit_delegation", delegation))
    assert client.post(address("approve_delegation", delegation)).status_code == 403
    client.force_login(make_validator())
    assert address("approve_delegation", delegation) in text_of(client, "delegation", delegation)
    client.post(address("approve_delegation", delegation))
    delegation.refresh_from_db()
    assert delegation.approved_at
    assert "Ana Kanari" in text_of(client, "delegation", delegation)


def test_a_validator_sends_it_back_and_the_reason_stands_on_the_page(client):
    delegation = approved(make_meeting(), approved_at=None)
    client.force_login(make_validator())
    client.post(address("send_back_delegation", delegation), {"why": "Falta la asesora jurídica."})
    client.force_login(make_focal_point())
    assert "Falta la asesora jurídica." in text_of(client, "delegation", delegation)


def test_the_reason_is_not_for_other_states(client):
    delegation = approved(make_meeting(), approved_at=None, submitted_at=None, sent_back_why="Falta la asesora.")
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert "Falta la asesora." not in text_of(client, "delegation", delegation)


def test_another_state_acts_on_nothing_of_it(client):
    meeting = make_meeting()
    delegation = approved(meeting)
    delegate = delegation.delegates.get()
    client.force_login(make_focal_point("py@example.org", "PY"))
    of_it = ("answer_invitation", "name_delegate", "send_back_delegation", "take_back_invitation")
    got = [client.get(address(name, delegation)).status_code for name in of_it]
    got += [client.post(address(name, delegation)).status_code for name in ("submit_delegation", "approve_delegation")]
    got += [
        client.get(address(name, delegate)).status_code for name in ("change_delegate", "withdraw_delegate", "register")
    ]
    got.append(client.post(address("send_registration", delegate)).status_code)
    assert set(got) == {403}
    assert client.get(address("export_participants", meeting)).status_code == 403


def test_a_delegate_is_changed_withdrawn_and_sent_another_link(client):
    delegate = approved(make_meeting()).delegates.get()
    client.force_login(make_focal_point())
    assert "Ana Kanari" in text_of(client, "change_delegate", delegate)
    fields = {
        "name": "Ana Kanari",
        "email": delegate.person.email,
        "language": "es",
        "office_es": "Ministra",
        "is_head": "on",
    }
    assert client.post(address("change_delegate", delegate), fields).status_code == 302
    assert client.post(address("send_registration", delegate)).status_code == 302
    assert client.post(address("withdraw_delegate", delegate)).status_code == 302
    delegate.refresh_from_db()
    assert delegate.office == {"es": "Ministra"}
    assert delegate.withdrawn_at


def test_what_an_action_refuses_stands_at_its_field(client):
    make_focal_point("taken@example.org", "PY")
    delegation = make_delegation(answer="coming")
    client.force_login(make_focal_point())
    fields = {"name": "Ana", "email": "taken@example.org", "language": "es", "office_es": "Asesora"}
    answer = client.post(address("name_delegate", delegation), fields)
    assert answer.status_code == 200
    assert answer.context["form"].errors["email"]


def test_contact_of_who_holds_a_mandate_is_not_offered_for_change(client):
    delegate = make_delegate(
        delegation=make_delegation(answer="coming"), person=make_validator().person, office=Texts({"es": "Asesora"})
    )
    client.force_login(make_focal_point())
    fields = {"name": "Otra", "email": "otra@example.org", "language": "pt", "office_es": "Ministra"}
    assert client.post(address("change_delegate", delegate), fields).status_code == 302
    assert Person.objects.get(pk=delegate.person_id).email == "validator@example.org"


def test_the_table_of_participants_holds_needs_and_no_cell_of_it_runs(client):
    meeting = make_meeting()
    delegation = approved(meeting, name="=HYPERLINK(1)")
    make_need(delegate=delegation.delegates.get(), access="Rampa", diet="+Sin sal")
    make_delegate(delegation=delegation, withdrawn_at=now(), person=make_person(name="Retirada"))
    host = make_host()
    client.force_login(host)
    answer = client.get(address("export_participants", meeting))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(min_row=2))
    values = [cell.value for row in rows for cell in row]
    assert len(rows) == 1
    assert {"Uruguay", "=HYPERLINK(1)", "Rampa", "+Sin sal"} <= set(values)
    assert {cell.data_type for row in rows for cell in row} <= {"s", "n", "d"}
    assert all(cell.quotePrefix for row in rows for cell in row if cell.value in ("=HYPERLINK(1)", "+Sin sal"))
    entry = AuditEntry.objects.get(action="export_participants")
    assert (entry.by, entry.after) == (host, {"format": "xlsx", "rows": 1})


def test_the_host_takes_nothing_away_after_the_meeting(client):
    meeting = make_meeting(begins_on=today() - timedelta(days=5), audience="public")
    client.force_login(make_host())
    assert client.get(address("export_participants", meeting)).status_code == 403


def crowd(meeting, delegations=25, each=20):
    """500 delegates of 25 delegations."""
    for number in range(delegations):
        if number % 2:
            body = {"organisation": make_organisation(name=Texts({"es": f"Organización {number}"}))}
        else:
            body = {"state": make_state("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number] + "X")}
        delegation = make_delegation(meeting=meeting, answer="coming", approved_at=now(), submitted_at=now(), **body)
        emails = [f"{number}-{one}@example.org" for one in range(each)]
        people = Person.objects.bulk_create(Person(name=f"Persona {email}", email=email) for email in emails)
        Delegate.objects.bulk_create(
            Delegate(delegation=delegation, person=person, is_head=place == 0) for place, person in enumerate(people)
        )


def test_five_hundred_delegates_cost_few_queries(client, django_assert_max_num_queries):
    meeting = make_meeting(audience="network")
    crowd(meeting)
    assert Delegate.objects.count() == 500
    client.force_login(make_secretary())
    client.get(address("delegations", meeting))
    with django_assert_max_num_queries(25):
        text_of(client, "delegations", meeting)
    with django_assert_max_num_queries(25):
        answer = client.get(address("export_participants", meeting))
    assert load_workbook(io.BytesIO(answer.content)).active.max_row == 501
    with django_assert_max_num_queries(25):
        text_of(client, "delegation", Delegation.objects.of_states().first())
    client.force_login(make_focal_point())
    with django_assert_max_num_queries(25):
        text_of(client, "delegations", meeting)


def test_the_page_of_the_meeting_says_what_comes_next_for_the_own_delegation(client):
    meeting = make_meeting()
    delegation = make_delegation(meeting=meeting)
    client.force_login(make_focal_point())
    shown = text_of(client, "meeting", meeting)
    assert address("delegation", delegation) in shown
    assert address("delegations", meeting) in shown


def test_every_page_has_one_heading(client):
    delegation = approved(make_meeting(), approved_at=None)
    silent = make_delegation(meeting=delegation.meeting, state=make_state("PY"))
    delegate = approved(make_meeting(mode="hybrid")).delegates.get()
    client.force_login(make_secretary())
    pages = [
        ("delegations", delegation.meeting),
        ("invite_delegations", delegation.meeting),
        ("delegation", delegation),
    ]
    pages += [("answer_invitation", delegation), ("name_delegate", delegation), ("take_back_invitation", silent)]
    pages += [("change_delegate", delegate), ("withdraw_delegate", delegate), ("register", delegate)]
    for name, record in pages:
        assert text_of(client, name, record).count("<h1") == 1, name
