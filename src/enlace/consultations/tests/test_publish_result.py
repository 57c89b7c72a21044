"""A result is published, told, changed in words, withdrawn; what was found stays as it was."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.consultations.models import Consultation, Result, Vote
from enlace.consultations.results.actions import change_result, publish_result, withdraw_result
from enlace.consultations.results.mail import people_told
from enlace.consultations.results.readers import possible_readers
from enlace.consultations.testing import make_consultation, make_result
from enlace.consultations.tests.making_results import make_answered_consultation
from enlace.core.clock import now
from enlace.core.mail import deliver_mail
from enlace.core.texts import Texts
from enlace.network.testing import fresh, make_cast, make_focal_point, make_secretary

pytestmark = pytest.mark.django_db


def sent():
    mail.outbox.clear()
    deliver_mail(now())
    return [(one.to[0].partition("@")[0], one.subject, one.body) for one in mail.outbox]


def address(name, consultation):
    return reverse(f"consultations:{name}", args=[consultation.pk])


def test_publishing_freezes_what_was_found():
    consultation = make_answered_consultation()
    publish_result(consultation, by=None, audience="members")
    before = Result.objects.get().facts
    Vote.objects.update(value=-1)
    consultation.statements.update(text=Texts({"es": "Otra cosa."}))
    assert Result.objects.get().facts == before
    assert "Otra cosa." not in str(before)


def test_those_who_have_a_voice_and_read_it_are_told_each_in_their_language():
    cast = make_cast()
    cast.other_focal_point.person.language = "en"
    cast.other_focal_point.person.save()
    consultation = make_answered_consultation()
    people = publish_result(consultation, by=cast.secretary, audience="members", text=Texts({"es": "Mucho en común."}))
    told = sent()
    assert people == len(told) == 3
    assert {who for who, _subject, _body in told} == {"focal", "other-focal", "alternate"}
    assert all("/result/" in body and "Mucho en común." in body for _who, _subject, body in told)
    assert len({subject for _who, subject, _body in told}) == 2


def test_observers_are_told_only_where_they_read_it():
    make_cast()
    consultation = make_answered_consultation(answered_by="network")
    assert "observer" not in {one.email.partition("@")[0] for one in people_told(consultation, "members")}
    assert "observer" in {one.email.partition("@")[0] for one in people_told(consultation, "network")}
    assert people_told(consultation, "secretariat") == []


def test_the_mail_tells_all_alike_whether_they_answered_or_not():
    make_focal_point()
    named, anonymous = make_answered_consultation(), make_answered_consultation(attribution="anonymous")
    assert people_told(named, "members") == people_told(anonymous, "members")


def test_publishing_records_no_answer_and_forgets_the_voices():
    consultation = make_answered_consultation(attribution="anonymous")
    publish_result(consultation, by=None, audience="network")
    consultation.refresh_from_db()
    assert consultation.salt == ""
    assert consultation.audience == "network"
    entry = AuditEntry.objects.get(action="publish_result")
    assert entry.after == {"consultation": consultation.pk, "audience": "network", "people": 0}
    assert entry.before == {"audience": "public"}


@pytest.mark.parametrize("fields", [{}, {"over": True}])
def test_it_is_published_once_and_only_when_it_is_over(fields):
    consultation = make_consultation(**fields)
    if fields:
        publish_result(consultation, by=None, audience="members")
    with pytest.raises(PermissionDenied):
        publish_result(Consultation.objects.get(), by=make_secretary(), audience="members")


def test_an_audience_that_makes_no_sense_is_refused():
    with pytest.raises(ValidationError) as refused:
        publish_result(make_answered_consultation(), by=None, audience="invited")
    assert "audience" in refused.value.message_dict


def test_it_is_for_no_more_readers_than_those_who_answered_were_told():
    consultation = make_answered_consultation(audience="members")
    for audience in ("network", "public"):
        with pytest.raises(ValidationError) as refused:
            publish_result(consultation, by=None, audience=audience)
        assert "audience" in refused.value.message_dict
    assert possible_readers(consultation) == ["secretariat", "members"]
    assert len(possible_readers(make_consultation())) == 4
    assert len(possible_readers(make_answered_consultation(audience="members", source=Texts({"es": "Polis"})))) == 4


def test_a_result_that_is_withdrawn_is_seen_by_the_secretariat_alone_and_can_be_published_anew(client):
    secretary, member = make_secretary(), make_focal_point()
    consultation = make_answered_consultation()
    publish_result(consultation, by=secretary, audience="members")
    withdraw_result(consultation, by=secretary)
    assert not Result.objects.exists()
    client.force_login(member)
    assert client.get(address("result", consultation)).status_code == 403
    publish_result(Consultation.objects.get(), by=fresh(secretary), audience="members")
    assert client.get(address("result", consultation)).status_code == 200


def test_the_words_can_be_changed_and_nothing_else():
    consultation = make_answered_consultation()
    publish_result(consultation, by=None, audience="members")
    facts = Result.objects.get().facts
    changed = change_result(Consultation.objects.get(), by=None, text=Texts({"es": "Con otras palabras."}))
    assert (str(changed.text), Result.objects.get().facts) == ("Con otras palabras.", facts)
    assert "Con otras" not in str(AuditEntry.objects.get(action="change_result").after)
    with pytest.raises(PermissionDenied):
        change_result(Consultation.objects.get(), by=make_focal_point(), text=Texts())


def test_the_pages_of_the_secretariat(client):
    client.force_login(make_secretary())
    make_focal_point()
    consultation = make_answered_consultation()
    form = client.get(address("publish_result", consultation))
    assert 'value="members"' in form.text
    assert 'value="invited"' not in form.text
    refused = client.post(address("publish_result", consultation), {"audience": "invited", "text_es": "Quedó."})
    assert refused.status_code == 200
    assert "Quedó." in refused.text
    answer = client.post(address("publish_result", consultation), {"audience": "network", "text_es": "Mucho en común."})
    assert answer["Location"] == address("result", consultation)
    assert "Mucho en común." in client.get(address("result", consultation)).text
    client.post(address("edit_result", consultation), {"text_es": "Con otras palabras."})
    assert "Con otras palabras." in client.get(address("result", consultation)).text
    assert client.get(address("edit_result", consultation)).text.count("Con otras palabras.") == 1
    assert client.get(address("withdraw_result", consultation)).status_code == 200
    client.post(address("withdraw_result", consultation))
    assert not Result.objects.exists()


@pytest.mark.parametrize("name", ["publish_result", "edit_result", "withdraw_result"])
def test_a_member_has_none_of_these_pages(client, name):
    consultation = make_consultation(over=True)
    if name != "publish_result":
        make_result(consultation=consultation)
    client.force_login(make_focal_point())
    assert client.get(address(name, consultation)).status_code == 403
    assert client.post(address(name, consultation)).status_code == 403
