"""Commitments are drafted, put forward, given the words of their parties, taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.accounts.models import AuditEntry
from enlace.commitments.making.act_actions import (
    amend_commitment,
    close_commitment,
    confirm_act,
    put_forward_commitment,
    renew_commitment,
    take_back_act,
)
from enlace.commitments.making.actions import add_commitment, change_commitment, remove_commitment
from enlace.commitments.making.mail import speakers_for
from enlace.commitments.models import Commitment, CommitmentEvent, speaks_for
from enlace.commitments.testing import make_commitment, make_commitment_event
from enlace.core.clock import today
from enlace.core.models import Mail
from enlace.meetings.testing import make_decision, make_meeting
from enlace.network.testing import (
    make_alternate,
    make_cast,
    make_focal_point,
    make_membership,
    make_observer,
    make_organisation,
    make_secretary,
    make_state,
    make_validator,
)
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db
WORDS = {"title": {"es": "Compartir indicadores"}, "approach": "binational"}


def body(code):
    return ("state", make_state(code).pk)


def draft(user, **overrides):
    fields = WORDS | {"body": body("UY"), "parties": [body("UY"), body("PY")]} | overrides
    return add_commitment(by=user, **fields)


def refused(field, act, *things, **given):
    with pytest.raises(ValidationError) as found:
        act(*things, **given)
    assert list(found.value.message_dict) == [field]


def past_meeting(days=40, **overrides):
    return make_meeting(begins_on=today() - timedelta(days=days), **overrides)


def test_a_binational_one_stands_once_the_other_state_has_given_its_word():
    uruguay, paraguay, meeting = make_focal_point(), make_focal_point("py@example.org", "PY"), past_meeting()
    found = draft(uruguay, themes=[make_theme()], responsible={"es": "Cancillería"})
    event = put_forward_commitment(found, by=uruguay, body=body("UY"), meeting=meeting, note={"es": "En plenaria"})
    assert (event.happened_on, event.in_force_at) == (meeting.ends_on, None)
    assert not Commitment.objects.standing().exists()
    confirm_act(event, by=paraguay, body=body("PY"))
    event.refresh_from_db()
    assert event.in_force_at is not None
    assert Commitment.objects.standing().get() == found
    line = AuditEntry.objects.get(action="confirm_act", by=paraguay)
    assert (line.after["state"], line.after["commitment"]) == (make_state("PY").pk, found.pk)
    assert line.after["in_force_at"]


def test_who_speaks_for_the_parties_asked_gets_one_mail_each_in_their_language():
    uruguay, paraguay = make_focal_point(), make_focal_point("py@example.org", "PY")
    make_alternate("py2@example.org", "PY")
    make_validator("py3@example.org", "PY")
    person = paraguay.person
    person.language = "pt"
    person.save()
    event = put_forward_commitment(draft(uruguay), by=uruguay, body=body("UY"))
    mails = {mail.to: mail for mail in Mail.objects.all()}
    assert set(mails) == {"py@example.org", "py2@example.org"}
    assert f"/acts/{event.pk}/confirm/" in mails["py@example.org"].text
    assert all("Compartir indicadores" in mail.subject for mail in mails.values())


def test_who_is_asked_by_mail_is_who_speaks():
    cast = make_cast()
    for who in ("UY", "PY"):
        asked = {person.user_id for person in speakers_for([body(who)])}
        speaking = {user.pk for user in vars(cast).values() if speaks_for(user, body(who))}
        assert asked == speaking
    observer = ("organisation", cast.observer.person.mandates.get().organisation_id)
    assert {person.user_id for person in speakers_for([observer])} == {cast.observer.pk}


def test_the_secretariat_puts_forward_without_a_word_and_all_are_asked():
    secretary, uruguay = make_secretary(), make_focal_point()
    found = draft(secretary, body=None)
    event = put_forward_commitment(found, by=secretary, body=None)
    assert not event.confirmations.exists()
    assert {mail.to for mail in Mail.objects.all()} == {uruguay.email}
    with pytest.raises(PermissionDenied):
        confirm_act(event, by=secretary, body=body("UY"))
    with pytest.raises(PermissionDenied):
        take_back_act(event, by=uruguay)
    take_back_act(event, by=secretary)
    event = put_forward_commitment(found, by=secretary, body=None)
    assert (event.number, event.in_force_at) == (2, None)


def test_nobody_puts_forward_or_confirms_in_another_name():
    uruguay, paraguay = make_focal_point(), make_focal_point("py@example.org", "PY")
    found = draft(uruguay)
    for user, name in ((uruguay, "PY"), (paraguay, "UY"), (make_secretary(), "UY"), (None, "UY")):
        with pytest.raises(PermissionDenied):
            put_forward_commitment(found, by=user, body=body(name))
    event = put_forward_commitment(found, by=uruguay, body=body("UY"))
    for user, name in ((uruguay, "PY"), (paraguay, "UY"), (make_secretary("s2@example.org"), "PY")):
        with pytest.raises(PermissionDenied):
            confirm_act(event, by=user, body=body(name))
    with pytest.raises(PermissionDenied):
        add_commitment(by=uruguay, **WORDS, body=body("PY"), parties=[body("UY"), body("PY")])


def test_who_promises_must_fit_the_level():
    user, observer = make_focal_point(), make_organisation()
    beside = ("organisation", observer.pk)
    refused("parties", draft, user, parties=[body("UY")])
    refused("parties", draft, user, parties=[body("UY"), body("PY"), body("AR")])
    refused("parties", draft, user, parties=[body("PY"), body("AR")])
    refused("parties", draft, user, approach="regional", parties=[body("UY")])
    refused("parties", draft, user, parties=[])
    refused("approach", draft, user, approach="galactic")
    draft(user, parties=[body("UY"), body("PY"), beside])
    draft(user, approach="regional", parties=[body("UY"), beside])
    draft(user, approach="local", parties=[body("UY")])


def test_a_draft_is_refused_at_the_field_that_is_wrong():
    user, hidden = make_focal_point(), make_decision(audience="secretariat")
    gone = make_state("CL", member=False)
    make_membership(state=gone, until=today() - timedelta(days=9))
    refused("parties", draft, user, parties=[body("UY"), ("state", gone.pk)])
    refused("title", draft, user, title={})
    refused("title", draft, user, title={"es": "x" * 301})
    refused("audience", draft, user, audience="invited")
    refused("decision", draft, user, decision=hidden)
    assert not Commitment.objects.exists()


def test_an_act_is_refused_at_the_field_that_is_wrong():
    user = make_focal_point()
    found = draft(user, approach="national", parties=[body("UY")])
    given = {"by": user, "body": body("UY")}
    hidden = past_meeting(audience="secretariat")
    refused("meeting", put_forward_commitment, found, **given, meeting=hidden)
    refused("meeting", put_forward_commitment, found, **given, meeting=make_meeting())
    refused("happened_on", put_forward_commitment, found, **given, happened_on=today() + timedelta(days=1))
    early = past_meeting(40).begins_on - timedelta(days=1)
    refused("happened_on", put_forward_commitment, found, **given, meeting=past_meeting(40), happened_on=early)
    put_forward_commitment(found, **given, happened_on=today() - timedelta(days=5))
    refused("happened_on", renew_commitment, found, **given, happened_on=today() - timedelta(days=6))
    refused("title", amend_commitment, found, **given, title=found.title)
    refused("title", amend_commitment, found, **given, title={})
    before = today() - timedelta(days=1)
    refused("due_on", amend_commitment, found, **given, title={"es": "Otra"}, due_on=before)
    refused("outcome", close_commitment, found, **given, outcome="forgotten")
    refused("successor", close_commitment, found, **given, outcome="superseded")
    refused("successor", close_commitment, found, **given, outcome="superseded", successor=found)
    refused("successor", close_commitment, found, **given, outcome="achieved", successor=make_commitment())
    assert found.events.count() == 1


def test_an_amendment_changes_the_words_only_once_it_is_in_force():
    uruguay, paraguay = make_focal_point(), make_focal_point("py@example.org", "PY")
    found = make_commitment(parties=[make_state(), make_state("PY")], approach="binational")
    old, new, day = dict(found.title), {"es": "Con otras palabras"}, today() + timedelta(days=99)
    event = amend_commitment(found, by=uruguay, body=body("UY"), title=new, due_on=day)
    found.refresh_from_db()
    assert (found.title, found.due_on) == (old, None)
    confirm_act(event, by=paraguay, body=body("PY"))
    found.refresh_from_db()
    assert (found.title, found.due_on) == (new, day)


def test_a_withdrawal_needs_one_word_and_overtakes_what_waits():
    uruguay, paraguay = make_focal_point(), make_focal_point("py@example.org", "PY")
    found = make_commitment(parties=[make_state(), make_state("PY")], approach="binational")
    waiting = amend_commitment(found, by=uruguay, body=body("UY"), title={"es": "Otra"})
    refused("outcome", close_commitment, found, by=paraguay, body=body("PY"), outcome="achieved")
    Mail.objects.all().delete()
    close_commitment(found, by=paraguay, body=body("PY"), outcome="withdrawn")
    assert [mail.to for mail in Mail.objects.all()] == [uruguay.email]
    waiting.refresh_from_db()
    assert waiting.taken_back_at is not None
    assert Commitment.objects.closed().get() == found
    assert AuditEntry.objects.get(action="close_commitment").after["overtaken"] == waiting.pk
    with pytest.raises(PermissionDenied):
        confirm_act(waiting, by=paraguay, body=body("PY"))
    event = renew_commitment(found, by=uruguay, body=body("UY"))
    confirm_act(event, by=paraguay, body=body("PY"))
    assert Commitment.objects.standing().get() == found


def test_what_another_superseded_is_not_renewed():
    user, found = make_focal_point(), make_commitment()
    event = close_commitment(found, by=user, body=body("UY"), outcome="superseded", successor=make_commitment())
    assert event.in_force_at is not None
    with pytest.raises(PermissionDenied):
        renew_commitment(found, by=user, body=body("UY"))


def test_of_a_draft_all_is_changed_and_it_is_removed():
    user = make_focal_point()
    found = draft(user)
    change_commitment(found, by=user, title={"es": "De otro modo"}, parties=[body("UY"), body("AR")])
    change_commitment(found, by=user, title={"es": "De otro modo"})
    line = AuditEntry.objects.get(action="change_commitment")
    assert line.before["states"] != line.after["states"]
    assert {party.state.code for party in found.parties.all()} == {"UY", "AR"}
    remove_commitment(found, by=user)
    assert not Commitment.objects.exists()


def test_of_a_standing_one_what_is_promised_stays_but_languages_may_be_added():
    secretary, user, found = make_secretary(), make_focal_point(), make_commitment()
    refused("title", change_commitment, found, by=user, title={"es": "Otra cosa"})
    refused("approach", change_commitment, found, by=user, approach="local")
    refused("parties", change_commitment, found, by=user, parties=[body("PY")])
    refused("due_on", change_commitment, found, by=secretary, due_on=today())
    both = dict(found.title) | {"pt": "Formar juízes"}
    change_commitment(found, by=secretary, title=both, themes=[make_theme()])
    found.refresh_from_db()
    assert (found.title, found.events.get().title) == (both, both)
    change_commitment(found, by=user, responsible={"es": "Corte"})
    refused("responsible", change_commitment, found, by=secretary, responsible={"es": "Otra"})


def test_what_was_promised_to_other_parties_is_shown_to_no_more_readers_by_one_alone():
    uruguay, secretary = make_focal_point(), make_secretary()
    joint = make_commitment(parties=[make_state(), make_state("PY")], audience="network")
    for user in (uruguay, secretary):
        refused("audience", change_commitment, joint, by=user, audience="public")
    change_commitment(joint, by=uruguay, audience="members")
    alone = make_commitment(audience="members")
    change_commitment(alone, by=uruguay, audience="public")
    assert set(Commitment.objects.values_list("audience", flat=True)) == {"members", "public"}


def test_an_observer_commits_too():
    user = make_observer()
    name = ("organisation", user.person.mandates.get().organisation_id)
    found = add_commitment(by=user, body=name, parties=[name], title={"es": "Publicar un informe"}, approach="national")
    put_forward_commitment(found, by=user, body=name)
    assert Commitment.objects.standing().get().organisation_id == name[1]


def test_a_draft_is_seen_by_its_body_and_what_was_put_forward_by_its_parties():
    uruguay, paraguay, secretary = make_focal_point(), make_focal_point("py@example.org", "PY"), make_secretary()
    found = draft(uruguay)
    assert Commitment.objects.visible_to(secretary).exists()
    assert not Commitment.objects.visible_to(paraguay).exists()
    event = put_forward_commitment(found, by=uruguay, body=body("UY"))
    assert CommitmentEvent.objects.visible_to(paraguay).get() == event
    assert not Commitment.objects.visible_to(make_observer()).exists()


def test_a_renewal_keeps_the_words_and_its_meeting():
    user, found, meeting = make_focal_point(), make_commitment(), past_meeting(5)
    event = renew_commitment(found, by=user, body=body("UY"), meeting=meeting)
    assert (event.meeting, event.happened_on) == (meeting, meeting.ends_on)
    make_commitment_event(commitment=found)
    assert Commitment.objects.with_standing().get().last_kind == "renewed"
