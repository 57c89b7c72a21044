"""The page of a commitment, and the forms by which parties act on it."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from enlace.commitments.making.act_actions import amend_commitment, put_forward_commitment, renew_commitment
from enlace.commitments.making.due import due_words
from enlace.commitments.making.panels import decision_panel, priority_panel
from enlace.commitments.making.queries import acts_asked, shown_commitment
from enlace.commitments.models import Commitment, CommitmentEvent, Milestone, spoken_bodies
from enlace.commitments.testing import make_commitment, make_commitment_event, make_milestone, make_progress
from enlace.consultations.testing import make_priority
from enlace.core.clock import today
from enlace.meetings.testing import make_approval, make_decision, make_meeting
from enlace.network.testing import fresh, make_focal_point, make_observer, make_secretary, make_state

pytestmark = pytest.mark.django_db


def way(name, record, query=""):
    return reverse(f"commitments:{name}", args=[record.pk]) + query


def uruguay():
    return ("state", make_state().pk)


def joint(**overrides):
    return make_commitment(parties=[make_state(), make_state("PY")], approach="binational", **overrides)


def held(**overrides):
    return make_meeting(begins_on=today() - timedelta(days=9), **overrides)


def test_a_decision_becomes_a_commitment(client):
    user, meeting = make_focal_point(), held()
    make_approval(meeting=meeting)
    decision = make_decision(meeting=meeting, state=make_state(), text={"es": "Uruguay formará a sus jueces."})
    client.force_login(user)
    add = f"{reverse('commitments:add_commitment')}?decision={decision.pk}"
    assert add.replace("&", "&amp;") in client.get(decision.get_absolute_url()).text
    form = client.get(add).context["form"]
    assert (form["title"].value(), form["decision"].value()) == (decision.text, decision.pk)
    fields = {"title_es": decision.text["es"], "decision": decision.pk, "approach": "national", "audience": "public"}
    answer = client.post(add, fields)
    found = Commitment.objects.get()
    assert answer.url == way("put_forward_commitment", found, f"?meeting={meeting.pk}")
    assert client.get(answer.url).context["form"]["meeting"].value() == meeting.pk
    assert client.post(answer.url, {"meeting": meeting.pk}).url == found.get_absolute_url()
    event = found.events.get()
    assert (event.meeting, found.decision) == (meeting, decision)
    assert event.in_force_at is not None
    client.logout()
    text = client.get(found.get_absolute_url()).text
    assert decision.text["es"] in text
    assert decision.get_absolute_url() not in text
    assert meeting.get_absolute_url() not in text


def test_a_draft_is_refused_with_all_that_was_typed(client):
    client.force_login(make_focal_point())
    address = reverse("commitments:add_commitment")
    fields = {"title_es": "Una promesa", "text_es": "Con su texto", "approach": "binational", "audience": "public"}
    wrong = client.post(address, fields)
    assert list(wrong.context["form"].errors) == ["parties"]
    assert "Con su texto" in wrong.text
    client.post(address, fields | {"parties": [f"state-{make_state('PY').pk}"]})
    found = Commitment.objects.get()
    assert {party.state.code for party in found.parties.all()} == {"UY", "PY"}
    edit = way("edit_commitment", found)
    assert client.get(edit).context["form"]["parties"].value()
    assert client.post(edit, fields | {"approach": "national", "title_es": "Otra"}).url == found.get_absolute_url()
    found.refresh_from_db()
    assert (found.title, found.parties.count()) == ({"es": "Otra"}, 1)
    assert client.post(way("remove_commitment", found)).url == reverse("commitments:commitments")
    assert not Commitment.objects.exists()


def test_a_word_is_asked_and_given_on_one_page(client):
    event = put_forward_commitment(
        joint(stands=False), by=make_focal_point(), body=uruguay(), meeting=held(), note={"es": "En plenaria"}
    )
    user, address = make_focal_point("py@example.org", "PY"), way("confirm_act", event)
    due = list(due_words(user, today()))
    assert [(one.address, one.state_id) for one in due] == [(address, make_state("PY").pk)]
    client.force_login(user)
    assert address in client.get(event.get_absolute_url()).text
    text = client.get(address).text
    assert event.title["es"] in text
    assert "En plenaria" in text
    assert client.post(address).url == event.get_absolute_url()
    assert Commitment.objects.standing().exists()
    assert not list(due_words(fresh(user), today()))
    assert client.get(address).url == event.get_absolute_url()
    assert client.post(address).status_code == 403


def test_who_speaks_for_no_party_asked_can_neither_see_nor_give_a_word(client):
    event = put_forward_commitment(joint(stands=False), by=make_focal_point(), body=uruguay())
    for user, status in ((make_observer(), 404), (make_focal_point("ar@example.org", "AR"), 404)):
        client.force_login(user)
        assert client.post(way("confirm_act", event)).status_code == status
    client.force_login(make_secretary())
    assert client.post(way("confirm_act", event)).status_code == 403
    assert not list(due_words(make_secretary("s2@example.org"), today()))


def test_what_waits_is_for_the_parties_alone(client):
    found = joint()
    event = amend_commitment(found, by=make_focal_point(), body=uruguay(), title={"es": "Palabras nuevas"})
    assert "Palabras nuevas" not in client.get(found.get_absolute_url()).text
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert "Palabras nuevas" in client.get(found.get_absolute_url()).text
    assert client.get(way("take_back_act", event)).status_code == 403
    client.force_login(fresh(make_focal_point("uy2@example.org")))
    assert client.post(way("take_back_act", event)).url == found.get_absolute_url()
    client.logout()
    assert "Palabras nuevas" not in client.get(found.get_absolute_url()).text


def test_it_is_renewed_amended_and_closed_on_pages(client):
    found, meeting = make_commitment(), held()
    client.force_login(make_focal_point())
    assert (
        client.post(way("renew_commitment", found), {"meeting": meeting.pk, "note_es": "Otra vez"}).status_code == 302
    )
    amend = way("amend_commitment", found)
    assert client.get(amend).context["form"]["title"].value() == found.title
    assert list(client.post(amend, {"title_es": found.title["es"]}).context["form"].errors) == ["title"]
    assert client.post(amend, {"title_es": "Con otras palabras"}).status_code == 302
    text = client.get(found.get_absolute_url()).text
    assert {found.title["es"] in text, "Con otras palabras" in text, "Otra vez" in text} == {True}
    close = way("close_commitment", found)
    assert list(client.post(close, {"outcome": "superseded"}).context["form"].errors) == ["successor"]
    other = make_commitment(title={"es": "La que sigue"})
    assert client.post(close, {"outcome": "superseded", "successor": other.pk}).status_code == 302
    assert client.get(close).status_code == 403
    assert other.get_absolute_url() in client.get(found.get_absolute_url()).text


def test_the_secretariat_records_from_a_document_and_takes_it_off_again(client):
    client.force_login(make_secretary())
    add = reverse("commitments:record_commitment")
    fields = {
        "title_es": "En papel",
        "approach": "national",
        "audience": "public",
        "parties": [f"state-{make_state().pk}"],
    }
    assert list(client.post(add, fields).context["form"].errors) == ["source"]
    assert client.post(add, fields | {"source_es": "Acta de Quito"}).status_code == 302
    found = Commitment.objects.get()
    assert "Acta de Quito" in client.get(found.get_absolute_url()).text
    record = way("record_act", found)
    given = {"source_es": "Acta de Lima", "title_es": "En papel"}
    assert list(client.post(record, given | {"kind": "closed"}).context["form"].errors) == ["outcome"]
    assert client.post(record, given | {"kind": "renewed"}).status_code == 302
    event = CommitmentEvent.objects.last()
    assert way("remove_recorded_act", event) in client.get(found.get_absolute_url()).text
    assert client.post(way("remove_recorded_act", event)).url == found.get_absolute_url()
    assert client.post(way("remove_commitment", found)).status_code == 302
    assert not Commitment.objects.exists()


def test_milestones_are_kept_on_pages(client):
    found = make_commitment()
    client.force_login(make_focal_point())
    add = way("add_milestone", found)
    assert list(client.post(add, {"target": "muchos"}).context["form"].errors) == ["title", "target"]
    assert client.post(add, {"title_es": "Primer curso", "target": "40"}).url == found.get_absolute_url()
    one = Milestone.objects.get()
    assert client.post(way("edit_milestone", one), {"title_es": "Primer módulo"}).status_code == 302
    ahead = today() + timedelta(days=1)
    assert list(client.post(way("reach_milestone", one), {"reached_on": ahead}).context["form"].errors) == [
        "reached_on"
    ]
    assert client.post(way("reach_milestone", one), {"reached_on": today()}).status_code == 302
    assert way("reopen_milestone", one) in client.get(found.get_absolute_url()).text
    assert client.post(way("reopen_milestone", one)).status_code == 302
    assert client.post(way("remove_milestone", one)).status_code == 302
    assert not Milestone.objects.exists()


def test_of_whom_nothing_is_reported_is_said():
    found = joint()
    make_progress(commitment=found)
    reader = AnonymousUser()
    assert [str(one.name) for one in shown_commitment(found, reader).silent] == ["Paraguay"]
    make_progress(commitment=found, state=make_state("PY"), cleared=False)
    assert [str(one.name) for one in shown_commitment(found, reader).silent] == ["Paraguay"]


def test_decisions_and_priorities_show_what_came_from_them(rf):
    decision, priority = make_decision(), make_priority()
    secretary = make_secretary()
    make_commitment(decision=decision, stands=False)
    public = make_commitment(decision=decision, priority=priority)
    request = rf.get("/")
    request.user = AnonymousUser()
    assert decision_panel(request, decision).context["commitments"] == [public]
    assert decision_panel(request, decision).context["query"] == ""
    assert priority_panel(request, make_priority()) is None
    request.user = make_observer()
    assert priority_panel(request, priority).context["query"] == f"priority={priority.pk}"
    request.user = secretary
    assert len(decision_panel(request, decision).context["commitments"]) == 2


def test_a_long_life_takes_no_more_queries_than_a_short_one(client, django_assert_max_num_queries):
    found, user = joint(), make_focal_point()
    for _ in range(12):
        make_commitment_event(commitment=found, meeting=held())
        make_milestone(commitment=found)
    client.force_login(user)
    client.get(found.get_absolute_url())
    with django_assert_max_num_queries(45):
        client.get(found.get_absolute_url())
    client.logout()
    with django_assert_max_num_queries(25):
        client.get(found.get_absolute_url())
    for _ in range(9):
        renew_commitment(joint(), by=user, body=uruguay())
    asked = fresh(make_focal_point("py@example.org", "PY"))
    spoken = spoken_bodies(asked)
    with django_assert_max_num_queries(5):
        assert len(acts_asked(spoken, asked)) == 9
