"""The written procedure: circulated, answered, settled, told once."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.meetings.minutes.actions import save_minutes
from enlace.meetings.minutes.approval_actions import (
    answer_approval,
    open_approval,
    remind_of_approvals,
    settle_approvals,
    withdraw_approval,
)
from enlace.meetings.minutes.circulated import read
from enlace.meetings.minutes.due import due_minutes
from enlace.meetings.minutes.written_procedure import Said, outcome
from enlace.meetings.models import Approval, Decision, MinutesVersion
from enlace.meetings.testing import make_decision, make_meeting, make_minutes_version, make_session
from enlace.network.models import State
from enlace.network.testing import fresh, make_cast, make_focal_point, make_observer, make_secretary, make_state

pytestmark = pytest.mark.django_db
SOON = timedelta(days=14)
DAY = date(2026, 1, 1)
MEMBERS = range(1, 5)
ANSWERS = st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=12)


def naive(members, answers, closes_on, day):
    """As one would do it with paper slips: look through all of them for each state."""
    last = []
    for state in members:
        slips = [approves for who, approves in answers if who == state]
        last.append(slips[len(slips) - 1] if slips else None)
    if members and last.count(True) == len(last):
        return "approved"
    if day <= closes_on:
        return "open"
    return "objected" if last.count(False) else "approved"


@given(st.sets(st.sampled_from(MEMBERS)), ANSWERS, st.integers(-3, 3))
def test_the_outcome_is_what_paper_slips_would_give(members, answers, shift):
    said = [Said(*answer) for answer in answers]
    day = DAY + timedelta(days=shift)
    assert outcome(members, said, DAY, day) == naive(sorted(members), answers, DAY, day)


def open_round(**overrides):
    """Uruguay and Paraguay are members."""
    for code in ("UY", "PY"):
        make_state(code)
    session = overrides.pop("session", None) or make_session()
    if not session.minutes.exists():
        make_minutes_version(session=session)
    return open_approval(session.meeting, **{"by": None, "closes_on": today() + SOON} | overrides)


def answer(approval, code="UY", approves=True, **fields):
    return answer_approval(approval, State.objects.get(code=code), **{"by": None, "approves": approves} | fields)


def at(approval, days):
    return now() + (approval.closes_on - today()) + timedelta(days=days)


def sent():
    mail.outbox.clear()
    deliver_mail(now())
    return [(one.to[0].partition("@")[0], one.subject) for one in mail.outbox]


def test_opening_freezes_the_text_and_mails_those_who_speak_or_clear_for_a_member():
    cast, session = make_cast(), make_session()
    make_decision(meeting=session.meeting, state=State.objects.get(code="UY"), due_on=session.day)
    approval = open_round(session=session, by=cast.secretary)
    content = read(approval.content)
    assert (content.sessions[0].text, content.decisions[0].owner.text) == ("Se abrió la sesión.", "Uruguay")
    told = {who for who, _subject in sent()}
    assert told == {"focal", "other-focal", "alternate", "validator"}
    assert AuditEntry.objects.get(action="open_approval").after["people"] == 4


def test_the_mail_is_in_the_language_of_its_reader():
    user = make_focal_point()
    user.person.language = "pt"
    user.person.save()
    open_round()
    assert "Ata" in sent()[0][1]


def test_it_is_refused_where_it_makes_no_sense():
    meeting = make_meeting()
    with pytest.raises(ValidationError, match="ni acta ni decisiones"):
        open_approval(meeting, by=None, closes_on=today() + SOON)
    session = make_session(meeting=meeting)
    make_minutes_version(session=session)
    with pytest.raises(ValidationError):
        open_approval(meeting, by=None, closes_on=today())
    make_minutes_version(session=session)
    with pytest.raises(ValidationError, match="Diálogo"):
        open_approval(meeting, by=None, closes_on=today() + SOON)
    hidden = make_minutes_version(session=make_session(meeting=make_meeting(audience="secretariat")))
    with pytest.raises(ValidationError):
        open_approval(hidden.session.meeting, by=None, closes_on=today() + SOON)


def test_what_is_for_the_secretariat_alone_does_not_circulate():
    session = make_session()
    make_minutes_version(session=make_session(meeting=session.meeting, audience="secretariat"), text="Interno")
    make_decision(meeting=session.meeting, audience="secretariat", text={"es": "Reservado"})
    content = str(open_round(session=session).content)
    assert "Interno" not in content
    assert "Reservado" not in content


def test_while_a_round_is_open_nothing_is_changed_and_no_other_is_opened():
    approval = open_round()
    session = approval.meeting.sessions.get()
    with pytest.raises(PermissionDenied):
        save_minutes(session, by=make_secretary(), text="x", language="es")
    with pytest.raises(PermissionDenied):
        open_approval(approval.meeting, by=None, closes_on=today() + SOON)


def test_the_last_answer_counts_and_the_earlier_stay():
    approval = open_round()
    answer(approval, approves=False, comment="Falta el párrafo 3.")
    answer(approval)
    settle_approvals(at(approval, 1))
    approval.refresh_from_db()
    assert approval.approved_at
    assert approval.answers.count() == 2


def test_an_objection_says_what_should_be_changed():
    approval = open_round()
    with pytest.raises(ValidationError) as refused:
        answer(approval, approves=False, comment="  ")
    assert "comment" in refused.value.message_dict


def test_when_all_members_have_approved_it_is_settled_at_once():
    approval = open_round()
    answer(approval, "UY")
    answer(approval, "PY")
    approval.refresh_from_db()
    assert approval.approved_at is not None
    assert approval.approved_at == approval.settled_at
    with pytest.raises(PermissionDenied):
        answer(approval, "UY", approves=False, comment="Tarde")


def test_silence_consents_once_the_last_day_has_passed_and_the_result_is_told_once():
    cast = make_cast()
    approval = open_round()
    sent()
    assert settle_approvals(at(approval, 0)) == 0
    assert settle_approvals(at(approval, 1)) == 1
    assert settle_approvals(at(approval, 1)) == 0
    approval.refresh_from_db()
    assert approval.approved_at
    told = sent()
    assert {who for who, _subject in told} == {"focal", "other-focal", "alternate", "validator", "secretary"}
    assert len(told) == 5
    assert cast.observer.person.email not in str(told)


def test_an_objection_opens_the_minutes_for_writing_and_another_round():
    make_secretary()
    approval = open_round()
    answer(approval, approves=False, comment="Falta el párrafo 3.")
    settle_approvals(at(approval, 1))
    approval.refresh_from_db()
    Approval.objects.update(closes_on=today() - timedelta(days=1))
    session = approval.meeting.sessions.get()
    save_minutes(session, by=None, text="Con el párrafo 3.", language="es", base=MinutesVersion.objects.heads().get())
    again = open_round(session=session)
    assert (approval.approved_at, again.round) == (None, 2)
    facts = AuditEntry.objects.get(action="settle_approval").after
    assert facts == {"approved": False, "answers": 1, "objections": 1}
    assert any(who == "secretary" and "no está aprobada" in subject for who, subject in sent())


def test_late_answers_and_those_of_others_are_refused():
    uruguayan, approval = make_focal_point(), open_round()
    with pytest.raises(PermissionDenied):
        answer(approval, "PY", by=uruguayan)
    with pytest.raises(PermissionDenied):
        answer(approval, "UY", by=make_secretary())
    Approval.objects.update(closes_on=today() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        answer(approval, "UY", by=fresh(uruguayan))
    assert not approval.answers.exists()


def test_a_withdrawn_round_counts_no_more_and_is_told():
    make_focal_point()
    approval = withdraw_approval(open_round(), by=None)
    assert approval.is_withdrawn
    assert settle_approvals(at(approval, 1)) == 0
    assert AuditEntry.objects.filter(action="withdraw_approval").exists()
    assert len(sent()) == 2
    assert open_round(session=approval.meeting.sessions.get()).round == 2


def test_silent_states_are_reminded_once_three_days_before():
    cast = make_cast()
    approval = open_round()
    answer(approval, "PY")
    sent()
    assert remind_of_approvals(at(approval, -4)) == 0
    assert remind_of_approvals(at(approval, -3)) == 3
    assert remind_of_approvals(at(approval, -2)) == 0
    assert {who for who, _subject in sent()} == {"focal", "alternate", "validator"}
    assert [one.state_id for one in due_minutes(cast.focal_point, today())] == [State.objects.get(code="UY").pk]
    assert list(due_minutes(cast.other_focal_point, today())) == []


def test_a_round_of_two_days_is_not_reminded_of():
    make_focal_point()
    approval = open_round(closes_on=today() + timedelta(days=2))
    assert remind_of_approvals(at(approval, 0)) == 0


def test_a_decision_is_read_by_its_audience_once_it_is_approved():
    observer, member = make_observer(), make_focal_point()
    session = make_session(meeting=make_meeting(audience="network"))
    decision = make_decision(meeting=session.meeting, audience="network")
    assert decision not in Decision.objects.visible_to(member)
    approval = open_round(session=session)
    assert decision in Decision.objects.visible_to(fresh(member))
    assert decision not in Decision.objects.visible_to(fresh(observer))
    settle_approvals(at(approval, 1))
    assert decision in Decision.objects.visible_to(fresh(observer))


def test_a_focal_point_answers_on_the_page(client):
    client.force_login(make_focal_point())
    approval = open_round()
    page = client.get(reverse("meetings:approval", args=[approval.pk]))
    assert "Se abrió la sesión." in page.content.decode()
    assert [str(stand.state) for stand, _form in page.context["forms"]] == ["Uruguay"]
    send = reverse("meetings:answer_approval", args=[approval.pk, "uy"])
    refused = client.post(send, {"approves": "no", "comment": ""})
    assert "Diga qué" in refused.content.decode()
    assert client.post(send, {"approves": "no", "comment": "Falta algo."}).status_code == 302
    assert "Falta algo." in client.get(reverse("meetings:approval", args=[approval.pk])).content.decode()
    assert client.post(reverse("meetings:answer_approval", args=[approval.pk, "py"])).status_code == 403


def test_the_secretariat_opens_and_withdraws_on_pages(client):
    session = make_minutes_version(session=make_session()).session
    client.force_login(make_secretary())
    address = reverse("meetings:open_approval", args=[session.meeting_id])
    assert client.get(address).status_code == 200
    assert "closes_on" in client.post(address, {"closes_on": today()}).context["form"].errors
    client.post(address, {"closes_on": today() + SOON})
    approval = Approval.objects.get()
    withdraw = reverse("meetings:withdraw_approval", args=[approval.pk])
    assert client.get(withdraw).status_code == 200
    client.post(withdraw)
    approval.refresh_from_db()
    assert approval.is_withdrawn


def test_an_observer_finds_neither_the_round_nor_the_minutes(client):
    client.force_login(make_observer())
    approval = open_round(session=make_session(meeting=make_meeting(audience="network")))
    assert client.get(reverse("meetings:approval", args=[approval.pk])).status_code == 404
    assert client.get(reverse("meetings:minutes", args=[approval.meeting_id])).status_code == 404
