"""A consultation is opened and told of once; its opening is taken back; it is closed before its last day."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from enlace.accounts.models import AuditEntry
from enlace.consultations.consulting.opening_actions import (
    close_consultation,
    open_consultation,
    take_back_consultation,
)
from enlace.consultations.consulting.tick_actions import announce_consultations
from enlace.consultations.models import ConsultationReminder, Statement
from enlace.consultations.testing import make_consultation, make_statement, make_vote, make_voter
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.core.texts import Texts
from enlace.network.testing import make_cast, make_focal_point, make_secretary, make_state

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def draft(**overrides):
    fields = {"opened": False, "opens_on": today(), "closes_on": today() + 14 * DAY}
    consultation = make_consultation(**fields | overrides)
    make_statement(consultation=consultation)
    return consultation


def on(day):
    """At noon of the network."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def sent():
    mail.outbox.clear()
    deliver_mail(now())
    return {one.to[0].partition("@")[0]: one for one in mail.outbox}


def test_opening_tells_who_has_a_voice_and_fixes_the_terms():
    cast = make_cast()
    consultation = draft(answered_by="network")
    assert open_consultation(consultation, by=cast.secretary) == 4
    consultation.refresh_from_db()
    assert consultation.standing == "open"
    assert sent().keys() == {"focal", "other-focal", "alternate", "observer"}
    facts = AuditEntry.objects.get(action="open_consultation").after
    assert (facts["statements"], facts["people"], facts["attribution"]) == (1, 4, "attributed")
    assert announce_consultations(now()) == 0


def test_each_is_told_in_their_language_with_the_terms():
    consultation = draft(
        question=Texts({"es": "¿Qué haremos?", "pt": "O que faremos?", "en": "What shall we do?"}),
        attribution="anonymous",
    )
    for code, language in (("UY", "es"), ("BR", "pt"), ("BZ", "en")):
        person = make_focal_point(f"{language}@example.org", code).person
        person.language = language
        person.save()
    open_consultation(consultation, by=None)
    letters = sent()
    for language, question in (("es", "¿Qué haremos?"), ("pt", "O que faremos?"), ("en", "What shall we do?")):
        assert question in letters[language].subject
        assert f"/{language}/consultations/{consultation.pk}/" in letters[language].body
    assert "nobody can see who answered what, not even the secretariat" in letters["en"].body


def test_without_a_statement_or_with_days_that_have_passed_it_is_refused():
    empty = make_consultation(opened=False, opens_on=today(), closes_on=today() + DAY)
    with pytest.raises(ValidationError):
        open_consultation(empty, by=None)
    Statement.objects.create(consultation=empty, number=1, text=Texts({"es": "Espera"}), by_participant=True)
    with pytest.raises(ValidationError):
        open_consultation(empty, by=None)
    with pytest.raises(ValidationError):
        open_consultation(draft(opens_on=today() - 9 * DAY, closes_on=today() - DAY), by=None)
    assert not ConsultationReminder.objects.exists()


def test_a_first_day_that_has_passed_becomes_today():
    consultation = draft(opens_on=today() - 5 * DAY)
    open_consultation(consultation, by=None)
    consultation.refresh_from_db()
    assert consultation.opens_on == today()


def test_opened_for_a_later_day_it_is_told_on_that_day_once():
    make_focal_point()
    first = today() + 3 * DAY
    consultation = draft(opens_on=first)
    assert open_consultation(consultation, by=None) == 0
    consultation.refresh_from_db()
    assert consultation.standing == "scheduled"
    assert announce_consultations(on(first - DAY)) == 0
    assert announce_consultations(on(first)) == 1
    assert announce_consultations(on(first)) == 0
    assert sent().keys() == {"focal"}


def test_moved_to_today_on_the_day_of_its_opening_it_is_told_too():
    make_focal_point()
    consultation = draft(opens_on=today() + DAY)
    open_consultation(consultation, by=None)
    type(consultation).objects.update(opens_on=today())
    assert announce_consultations(now()) == 1


def test_what_was_recorded_as_open_before_is_told_to_nobody():
    make_focal_point()
    make_consultation()
    assert announce_consultations(now()) == 0


def test_it_is_not_opened_twice():
    consultation = draft()
    open_consultation(consultation, by=None)
    with pytest.raises(PermissionDenied):
        open_consultation(consultation, by=None)


def test_an_opening_is_taken_back_while_nobody_answered_and_can_be_told_anew():
    make_focal_point()
    consultation = draft()
    open_consultation(consultation, by=None)
    sent()
    assert take_back_consultation(consultation, by=None) == 1
    assert sent().keys() == {"focal"}
    consultation.refresh_from_db()
    assert consultation.standing == "draft"
    assert open_consultation(consultation, by=None) == 1
    make_voter(consultation=consultation)
    with pytest.raises(PermissionDenied):
        take_back_consultation(consultation, by=None)


def test_taken_back_before_its_first_day_nobody_is_written_to():
    make_focal_point()
    consultation = draft(opens_on=today() + DAY)
    open_consultation(consultation, by=None)
    assert take_back_consultation(consultation, by=None) == 0
    assert sent() == {}


@pytest.mark.parametrize("attribution", ["attributed", "anonymous"])
def test_closing_forgets_the_voices_at_once(attribution):
    consultation = make_consultation(attribution=attribution)
    voter = make_voter(consultation=consultation)
    type(voter).objects.update(proposals=2)
    make_vote(statement=make_statement(consultation=consultation), voter=voter)
    close_consultation(consultation, by=make_secretary())
    consultation.refresh_from_db()
    assert (consultation.standing, consultation.salt) == ("closed", "")
    assert consultation.voters.get().proposals == (0 if consultation.is_anonymous else 2)
    forgotten = AuditEntry.objects.get(action="forget_voices")
    assert (forgotten.by, forgotten.after) == (None, {})
    with pytest.raises(PermissionDenied):
        close_consultation(consultation, by=None)


def test_the_page_of_opening_lists_what_is_missing_and_what_stays(client, django_assert_max_num_queries):
    client.force_login(make_secretary())
    consultation = draft(text=Texts({"es": "Por qué"}), audience="secretariat")
    address = reverse("consultations:open_consultation", args=[consultation.pk])
    make_focal_point("pt@example.org", "BR"), make_state("PY")
    answer = client.get(address)
    found = answer.context["readiness"]
    assert found.obstacles == []
    assert found.people == 1
    assert found.kept_from_answerers
    assert [list(one.languages) for one in found.untranslated] == [["English", "Português"]]
    assert (list(found.question), list(found.text)) == (["Português"], ["English", "Português"])
    with django_assert_max_num_queries(30) as few:
        client.get(address)
    for _ in range(40):
        make_statement(consultation=consultation)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
    assert client.post(address).url == consultation.get_absolute_url()


def test_the_page_says_what_must_be_mended_first(client):
    client.force_login(make_secretary())
    consultation = make_consultation(opened=False, opens_on=today(), closes_on=today() + DAY)
    address = reverse("consultations:open_consultation", args=[consultation.pk])
    assert "<form" not in client.get(address).text.partition("<main")[2]
    assert client.post(address).status_code == 200
    consultation.refresh_from_db()
    assert consultation.opened_at is None


def test_taking_back_and_closing_have_their_pages(client):
    client.force_login(make_secretary())
    consultation = draft()
    open_consultation(consultation, by=None)
    for name in ("close_consultation", "take_back_consultation"):
        assert client.get(reverse(f"consultations:{name}", args=[consultation.pk])).status_code == 200
    client.post(reverse("consultations:take_back_consultation", args=[consultation.pk]))
    open_consultation(consultation, by=None)
    client.post(reverse("consultations:close_consultation", args=[consultation.pk]))
    consultation.refresh_from_db()
    assert consultation.standing == "closed"
