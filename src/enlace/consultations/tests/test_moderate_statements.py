"""What participants propose: limited, moderated, taken back; anonymous means that nothing says whose it is."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.answering.confirmations import sealed
from enlace.consultations.answering.visiting import cookie_of
from enlace.consultations.answering.voices import email_id
from enlace.consultations.consulting.due import due_consultations
from enlace.consultations.models import ConsultationReminder, Statement, Voter
from enlace.consultations.statements import drafts
from enlace.consultations.statements.moderation_actions import (
    MOST,
    accept_statement,
    propose_statement,
    reconsider_statement,
    reject_statement,
)
from enlace.consultations.testing import make_consultation, make_statement, make_vote
from enlace.core.clock import now, today
from enlace.core.models import Mail
from enlace.core.texts import Texts
from enlace.network.testing import make_alternate, make_focal_point, make_observer, make_secretary

pytestmark = pytest.mark.django_db
WHOLE = {"es": "Compartir", "en": "Share", "pt": "Partilhar"}


def propose(consultation, by, text="Compartir", **fields):
    return propose_statement(consultation, by=by, text=text, **{"language": "es"} | fields)


def waiting(**overrides):
    consultation = overrides.pop("consultation", None) or make_consultation()
    fields = {"by_participant": True, "accepted": False, "text": Texts({"es": "Compartir"})}
    return make_statement(consultation=consultation, **fields | overrides)


def wrong_fields(action, *args, **fields):
    with pytest.raises(ValidationError) as refused:
        action(*args, **{"by": None} | fields)
    return set(refused.value.message_dict)


def test_a_proposal_waits_and_nobody_else_sees_it():
    focal, consultation = make_focal_point(), make_consultation()
    statement = propose(consultation, focal, " Compartir  indicadores ")
    assert (statement.text, statement.number, statement.by_participant) == ({"es": "Compartir indicadores"}, 1, True)
    assert statement.voter.state == focal.person.mandates.get().state
    assert list(Statement.objects.visible_to(focal)) == []
    assert list(Statement.objects.visible_to(make_secretary())) == [statement]
    assert AuditEntry.objects.get(action="propose_statement").after == {
        **{"consultation": consultation.pk, "number": 1, "languages": ["es"]}
    }


def test_what_is_wrong_with_a_proposal_stands_at_its_field():
    focal, consultation = make_focal_point(), make_consultation()
    make_statement(consultation=consultation, text=Texts({"es": "Compartir"}))
    assert wrong_fields(propose, consultation, by=focal) == {"text"}
    assert wrong_fields(propose, consultation, by=focal, text="x" * 301) == {"text"}
    assert wrong_fields(propose, consultation, by=focal, text="Otra", language="xx") == {"language"}
    with pytest.raises(PermissionDenied):
        propose(consultation, make_observer())


def test_one_voice_proposes_ten_at_most_whoever_of_it_does():
    focal, alternate, consultation = make_focal_point(), make_alternate(), make_consultation()
    for number in range(MOST):
        propose(consultation, focal if number % 2 else alternate, f"Afirmación {number}")
    with pytest.raises(ValidationError):
        propose(consultation, focal, "Una más")
    assert Voter.objects.get().proposals == MOST


def test_of_a_proposal_in_an_anonymous_consultation_nothing_says_whose_it_is():
    focal, consultation = make_focal_point(), make_consultation(attribution="anonymous")
    entries, mails = AuditEntry.objects.count(), Mail.objects.count()
    statement = propose(consultation, focal)
    assert statement.voter is None
    voter = Voter.objects.get()
    assert (voter.state, voter.organisation, voter.user, voter.proposals) == (None, None, None, 1)
    assert (AuditEntry.objects.count(), Mail.objects.count()) == (entries, mails)
    assert not ConsultationReminder.objects.exists()
    accept_statement(statement, by=make_secretary(), text=WHOLE)
    facts = AuditEntry.objects.get(action="accept_statement")
    assert facts.after == {"consultation": consultation.pk, "number": 1, "languages": ["en", "es", "pt"]}


def test_accepting_asks_for_every_language_or_says_that_one_is_left_out():
    statement = waiting()
    assert wrong_fields(accept_statement, statement, text={"es": "Compartir"}) == {"text"}
    accept_statement(statement, by=make_secretary(), text={"es": "Compartir"}, partial=True)
    statement.refresh_from_db()
    assert statement.accepted_at
    with pytest.raises(PermissionDenied):
        accept_statement(statement, by=None, text=WHOLE)


def test_accepting_twice_the_same_is_refused():
    statement = waiting()
    make_statement(consultation=statement.consultation, text=Texts({"pt": "Partilhar"}))
    assert wrong_fields(accept_statement, statement, text=WHOLE) == {"text"}


def test_rejecting_gives_a_reason_which_the_proposer_reads(client):
    focal, consultation = make_focal_point(), make_consultation()
    statement = propose(consultation, focal)
    assert wrong_fields(reject_statement, statement, reason="  ") == {"reason"}
    reject_statement(statement, by=None, reason="Ya la dice la 3.")
    client.force_login(focal)
    assert "Ya la dice la 3." in client.get(consultation.get_absolute_url()).text
    client.force_login(make_focal_point("other@example.org", "PY"))
    assert "Ya la dice la 3." not in client.get(consultation.get_absolute_url()).text


def test_both_are_taken_back():
    statement = waiting()
    reject_statement(statement, by=None, reason="No")
    reconsider_statement(statement, by=None)
    statement.refresh_from_db()
    assert (statement.accepted_at, statement.rejected_at, statement.reason) == (None, None, "")
    accept_statement(statement, by=None, text=WHOLE)
    reconsider_statement(statement, by=None)
    statement.refresh_from_db()
    assert statement.accepted_at is None


def test_what_was_taken_out_keeps_its_votes_and_is_put_to_vote_again():
    statement = make_vote().statement
    reject_statement(statement, by=None, reason="Repetida")
    statement.refresh_from_db()
    assert (statement.accepted_at, statement.votes.count()) == (None, 1)
    reconsider_statement(statement, by=None)
    statement.refresh_from_db()
    assert statement.accepted_at
    proposal = waiting(consultation=statement.consultation, text=Texts({"es": "Otra"}))
    accept_statement(proposal, by=None, text={"es": "Otra"}, partial=True)
    make_vote(statement=proposal, voter=statement.votes.get().voter)
    with pytest.raises(PermissionDenied):
        reconsider_statement(proposal, by=None)
    reject_statement(proposal, by=None, reason="Repetida")
    assert reconsider_statement(proposal, by=None).accepted_at


def test_once_it_is_over_nothing_is_moderated():
    statement = waiting(consultation=make_consultation(over=True))
    for action in (reject_statement, accept_statement, reconsider_statement):
        with pytest.raises(PermissionDenied):
            action(statement, by=None, **({"reason": "x"} if action is reject_statement else {}), **_text(action))


def _text(action):
    return {"text": WHOLE} if action is accept_statement else {}


def test_the_pages_of_moderation(client, monkeypatch):
    monkeypatch.setattr(drafts, "draft_translations", lambda texts, source, target: [f"{target}!" for _ in texts])
    secretary = make_secretary()
    client.force_login(secretary)
    statement = waiting()
    assert [one.title for one in due_consultations(secretary, today())]
    accept = reverse("consultations:accept_statement", args=[statement.pk])
    answer = client.get(accept)
    assert "pt!" in answer.text
    assert list(answer.context["drafts"].languages) == ["English", "Português"]
    assert client.post(accept, {"text_es": "Compartir"}).context["form"].errors.keys() == {"text"}
    page = reverse("consultations:statements", args=[statement.consultation_id])
    sent = {f"text_{code}": words for code, words in WHOLE.items()}
    assert client.post(accept, sent).url == page
    assert list(due_consultations(secretary, today())) == []
    reject = reverse("consultations:reject_statement", args=[statement.pk])
    assert client.get(reject).status_code == 200
    assert client.post(reject, {"reason": ""}).context["form"].errors.keys() == {"reason"}
    client.post(reject, {"reason": "Repetida"})
    assert "Repetida" in client.get(page).text
    client.post(reverse("consultations:reconsider_statement", args=[statement.pk]))
    statement.refresh_from_db()
    assert statement.rejected_at is None


def test_who_has_a_voice_proposes_on_a_page(client):
    client.force_login(make_focal_point())
    consultation = make_consultation()
    address = reverse("consultations:propose_statement", args=[consultation.pk])
    assert client.get(address).status_code == 200
    long = client.post(address, {"text": "x" * 301, "language": "es"})
    assert "x" * 301 in long.text
    assert client.post(address, {"text": "Compartir", "language": "es"}).url == consultation.get_absolute_url()
    assert Statement.objects.get().text == {"es": "Compartir"}
    assert "Compartir" in client.get(consultation.get_absolute_url()).text


def test_a_confirmed_address_proposes_and_an_unconfirmed_one_is_asked_first(client):
    consultation = make_consultation(answered_by="public", voice_of="person")
    address = reverse("consultations:propose_statement", args=[consultation.pk])
    assert client.get(address).url == reverse("consultations:join", args=[consultation.pk])
    client.cookies[cookie_of(consultation)] = sealed(email_id("vecina@example.org"), consultation).seal
    client.post(address, {"text": "Compartir", "language": "es"})
    assert Statement.objects.get().by_participant
    assert Voter.objects.get().user is None
    client.cookies[cookie_of(consultation)] = "forged"
    assert client.post(address, {"text": "Otra", "language": "es"}).status_code == 302
    assert Statement.objects.count() == 1


def test_where_none_are_taken_the_page_is_refused(client):
    client.force_login(make_focal_point())
    closed = make_consultation(takes_statements=False)
    assert client.get(reverse("consultations:propose_statement", args=[closed.pk])).status_code == 403
    over = make_consultation(closed_at=now())
    assert client.get(reverse("consultations:propose_statement", args=[over.pk])).status_code == 302
