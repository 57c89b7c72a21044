"""Last year's consultation as the beginning of the next."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.consulting.copy_actions import copy_consultation
from enlace.consultations.models import Consultation, Vote
from enlace.consultations.testing import (
    make_challenge,
    make_consultation,
    make_priority,
    make_result,
    make_statement,
    make_vote,
)
from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.network.testing import make_secretary
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db
SOON = {"opens_on": today() + timedelta(days=1), "closes_on": today() + timedelta(days=20)}


def test_the_copy_is_a_draft_with_words_and_terms_and_without_answers():
    old = make_consultation(attribution="anonymous", answered_by="network", audience="network")
    make_statement(consultation=old, number=1, text=Texts({"es": "Rechazada"}), accepted=False, rejected_at=now())
    kept = make_statement(consultation=old, number=2, by_participant=True, text=Texts({"es": "Una", "pt": "Uma"}))
    make_statement(consultation=old, number=5, challenge=make_challenge(), text=Texts({"es": "Prioridad"}))
    make_vote(statement=kept)
    make_result(consultation=old)
    theme = make_theme()
    old.themes.add(theme)
    new = copy_consultation(old, by=None, **SOON)
    assert (new.standing, new.question, new.opens_on) == ("draft", old.question, SOON["opens_on"])
    assert (new.attribution, new.answered_by, new.audience) == ("anonymous", "network", "network")
    assert list(new.themes.all()) == [theme]
    assert new.salt
    assert new.salt != old.salt
    found = [(one.number, dict(one.text), one.is_priority, one.by_participant) for one in new.statements.all()]
    assert found == [(1, {"es": "Una", "pt": "Uma"}, False, False), (2, {"es": "Prioridad"}, True, False)]
    assert Vote.objects.filter(statement__consultation=new).count() == 0
    assert AuditEntry.objects.get(action="copy_consultation").after == {"from": old.pk, "statements": 2}


def test_what_a_meeting_adopted_is_up_for_review_and_a_withdrawn_challenge_is_left():
    old = make_consultation(over=True)
    adopted = make_statement(consultation=old, challenge=make_challenge(), text=Texts({"es": "Como se votó"}))
    priority = make_priority(statement=adopted, challenge=adopted.challenge, title=Texts({"es": "Como se adoptó"}))
    withdrawn = make_challenge(withdrawn_on=today())
    make_statement(consultation=old, challenge=withdrawn, text=Texts({"es": "Sin desafío"}))
    first, second = copy_consultation(old, by=None, **SOON).statements.all()
    assert (first.priority, first.challenge, dict(first.text)) == (priority, priority.challenge, {"es": "Como se votó"})
    assert (second.priority, second.challenge) == (None, None)


def test_the_page_asks_for_the_days_alone(client):
    client.force_login(make_secretary())
    old = make_statement(consultation=make_consultation(over=True)).consultation
    address = reverse("consultations:copy_consultation", args=[old.pk])
    assert client.get(address).status_code == 200
    wrong = client.post(address, {"opens_on": "2020-01-01", "closes_on": "2020-02-01"})
    assert wrong.context["form"].errors.keys() == {"opens_on"}
    answer = client.post(address, {name: day.isoformat() for name, day in SOON.items()})
    assert answer.url == Consultation.objects.exclude(pk=old.pk).get().get_absolute_url()
