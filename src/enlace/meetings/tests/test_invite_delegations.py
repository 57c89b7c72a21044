"""Invitations to a meeting and their answers."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.core.models import Mail
from enlace.core.texts import Texts
from enlace.meetings.delegations.invitation_actions import (
    answer_invitation,
    invite_delegations,
    take_back_invitation,
)
from enlace.meetings.models import Delegation
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting
from enlace.network.models import Membership, Person
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_focal_point,
    make_mandate,
    make_observer,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db


def told():
    return sorted(Mail.objects.values_list("to", flat=True))


def test_focal_point_and_alternate_are_told_each_in_their_language_and_the_validator_is_not():
    make_focal_point()
    make_validator()
    Person.objects.filter(pk=make_alternate().person.pk).update(language="pt")
    meeting = make_meeting(title=Texts({"es": "XIV Reunión", "pt": "XIV Reunião"}))
    (delegation,) = invite_delegations(meeting, by=make_secretary(), states=[make_state()]).delegations
    deliver_mail(now())
    found = {message.to[0]: message for message in mail.outbox}
    assert set(found) == {"focal@example.org", "alternate@example.org"}
    assert "XIV Reunião" in found["alternate@example.org"].subject
    assert f"/pt/meetings/delegations/{delegation.pk}/" in found["alternate@example.org"].body
    assert f"/meetings/delegations/{delegation.pk}/letter/" in found["focal@example.org"].body
    assert "/pt/" not in found["focal@example.org"].body


def test_those_who_observe_are_told_and_read_that_they_observe():
    observer = make_observer()
    meeting = make_meeting(audience="network")
    organisation = observer.person.mandates.get().organisation
    with override("en"):
        Person.objects.update(language="en")
        invite_delegations(meeting, by=None, organisations=[organisation])
    assert told() == ["observer@example.org"]
    assert "as an observer" in " ".join(Mail.objects.get().text.split())


def test_an_officer_of_the_institution_of_a_state_is_not_told_for_an_organisation():
    organisation = make_organisation()
    make_mandate("host", organisation=organisation)
    invited = invite_delegations(make_meeting(audience="network"), by=None, organisations=[organisation])
    assert invited.untold == invited.delegations
    assert told() == []


def test_inviting_again_invites_and_tells_only_those_who_were_not():
    make_focal_point()
    make_focal_point("py@example.org", "PY")
    meeting, states = make_meeting(), [make_state(), make_state("PY")]
    invite_delegations(meeting, by=None, states=states[:1])
    (second,) = invite_delegations(meeting, by=None, states=states).delegations
    assert second.state == states[1]
    assert told() == ["focal@example.org", "py@example.org"]
    assert not invite_delegations(meeting, by=None, states=states).delegations


def test_a_state_without_a_focal_point_is_invited_and_it_is_said_that_nobody_could_be_told():
    invited = invite_delegations(make_meeting(), by=None, states=[make_state()])
    assert invited.untold == invited.delegations == list(Delegation.objects.all())
    assert told() == []


def test_a_focal_point_without_an_address_cannot_be_told_either():
    make_mandate(person=make_person(email=""))
    assert invite_delegations(make_meeting(), by=None, states=[make_state()]).untold


def test_who_is_no_member_or_does_not_observe_today_is_refused_and_nobody_is_invited():
    stranger, observer = make_state("CL", member=False), make_organisation(member=False)
    meeting = make_meeting(audience="network")
    for wrong, field in (
        ({"states": [make_state(), stranger]}, "states"),
        ({"organisations": [observer]}, "organisations"),
    ):
        with pytest.raises(ValidationError) as refusal:
            invite_delegations(meeting, by=None, **wrong)
        assert list(refusal.value.message_dict) == [field]
    assert not Delegation.objects.exists()


def test_a_state_whose_membership_ended_is_refused():
    state = make_state()
    Membership.objects.filter(state=state).update(until=today().replace(year=today().year - 1))
    with pytest.raises(ValidationError, match=state.name):
        invite_delegations(make_meeting(), by=None, states=[state])


def test_observers_are_not_invited_to_what_they_would_not_see():
    with pytest.raises(ValidationError) as refusal:
        invite_delegations(make_meeting(audience="members"), by=None, organisations=[make_organisation()])
    assert list(refusal.value.message_dict) == ["organisations"]


def test_an_observer_who_is_invited_sees_the_meeting_of_those_named():
    observer = make_observer()
    meeting = make_meeting(audience="invited")
    assert meeting not in type(meeting).objects.visible_to(fresh(observer))
    invite_delegations(meeting, by=None, organisations=[observer.person.mandates.get().organisation])
    assert meeting in type(meeting).objects.visible_to(fresh(observer))


@pytest.mark.parametrize("make", [make_focal_point, make_validator, make_observer])
def test_nobody_but_the_secretariat_invites(make):
    with pytest.raises(PermissionDenied):
        invite_delegations(make_meeting(), by=make(), states=[make_state()])
    assert not Delegation.objects.exists()


def test_the_log_says_who_was_invited_and_how_many_were_told():
    make_focal_point()
    meeting, secretary = make_meeting(), make_secretary()
    invite_delegations(meeting, by=secretary, states=[make_state()])
    entry = AuditEntry.objects.get(action="invite_delegations")
    assert entry.by == secretary
    assert entry.after == {"meeting": meeting.pk, "state": make_state().pk, "people": 1}


def test_an_invitation_that_was_not_answered_is_taken_back_and_can_be_sent_again():
    delegation = make_delegation()
    take_back_invitation(delegation, by=make_secretary())
    assert not Delegation.objects.exists()
    entry = AuditEntry.objects.get(action="take_back_invitation")
    assert entry.before == {"meeting": delegation.meeting_id, "state": delegation.state_id}
    assert invite_delegations(delegation.meeting, by=None, states=[make_state()]).delegations


def test_one_that_was_answered_in_the_meantime_stays():
    delegation = make_delegation()
    stale = Delegation.objects.get(pk=delegation.pk)
    answer_invitation(delegation, by=None, answer="coming")
    with pytest.raises(PermissionDenied):
        take_back_invitation(stale, by=make_secretary())
    assert Delegation.objects.exists()


def test_a_state_answers_and_changes_its_answer():
    user, delegation = make_alternate(), make_delegation()
    answer_invitation(delegation, by=user, answer="coming")
    found = answer_invitation(delegation, by=fresh(user), answer="not_coming")
    assert (found.answer, bool(found.answered_at)) == ("not_coming", True)
    lines = AuditEntry.objects.filter(action="answer_invitation").order_by("id")
    assert [(line.before["answer"], line.after["answer"]) for line in lines] == [
        ("", "coming"),
        ("coming", "not_coming"),
    ]


def test_another_state_does_not_answer_for_it():
    with pytest.raises(PermissionDenied):
        answer_invitation(make_delegation(), by=make_focal_point(code="PY"), answer="coming")


def test_an_answer_that_is_none_is_refused():
    with pytest.raises(ValidationError) as refusal:
        answer_invitation(make_delegation(), by=None, answer="perhaps")
    assert list(refusal.value.message_dict) == ["answer"]


def test_who_comes_no_more_is_approved_no_more_and_its_links_stop_working():
    delegation = make_delegation(answer="coming", submitted_at=now(), approved_at=now())
    delegate = make_delegate(delegation=delegation, registration_hash="a" * 64)
    answer_invitation(delegation, by=None, answer="not_coming")
    delegation.refresh_from_db()
    delegate.refresh_from_db()
    assert (delegation.submitted_at, delegation.approved_at, delegate.registration_hash) == (None, None, "")
