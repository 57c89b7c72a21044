"""What the days bring: reminders before the last one, and what is done once it has passed."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from enlace.accounts.models import AuditEntry
from enlace.consultations.consulting.actions import change_consultation
from enlace.consultations.consulting.tick_actions import remind_answerers, settle_consultations
from enlace.consultations.models import Consultation, ConsultationReminder
from enlace.consultations.testing import make_consultation, make_result, make_statement, make_vote, make_voter
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.network.testing import make_focal_point, make_secretary, make_state

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def on(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def sent():
    mail.outbox.clear()
    deliver_mail(now())
    return sorted(one.to[0].partition("@")[0] for one in mail.outbox)


def asked(**overrides):
    """Open since a week, for a month more; Uruguay has answered, Paraguay has not."""
    consultation = make_consultation(**{"closes_on": today() + 30 * DAY} | overrides)
    make_focal_point(), make_focal_point("other@example.org", "PY")
    statement = make_statement(consultation=consultation)
    make_vote(statement=statement, voter=make_voter(consultation=consultation, state=make_state()))
    Consultation.objects.update(opened_at=now() - 7 * DAY)
    return consultation


def test_seven_days_and_two_days_before_who_has_not_answered_is_reminded_once():
    last = asked().closes_on
    assert remind_answerers(on(last - 8 * DAY)) == 0
    assert remind_answerers(on(last - 7 * DAY)) == 1
    assert remind_answerers(on(last - 6 * DAY)) == 0
    assert remind_answerers(on(last - 2 * DAY)) == 1
    assert remind_answerers(on(last)) == 0
    assert sent() == ["other", "other"]


def test_where_answers_are_anonymous_all_are_written_to_alike():
    consultation = asked(attribution="anonymous")
    assert remind_answerers(on(consultation.closes_on - 7 * DAY)) == 2
    assert sent() == ["focal", "other"]
    assert len({one.body for one in mail.outbox}) == 1
    keys = list(ConsultationReminder.objects.values_list("key", flat=True))
    assert keys == [f"consultation:{consultation.pk}:{consultation.closes_on.isoformat()}:7"]


def test_after_some_days_without_a_tick_one_mail_goes_and_not_two():
    last = asked().closes_on
    assert remind_answerers(on(last - DAY)) == 1
    assert remind_answerers(on(last)) == 0


def test_a_last_day_that_was_moved_is_reminded_of_anew():
    consultation = asked()
    assert remind_answerers(on(consultation.closes_on - 2 * DAY)) == 1
    moved = change_consultation(consultation, by=None, closes_on=consultation.closes_on + 20 * DAY)
    assert remind_answerers(on(moved.closes_on - 7 * DAY)) == 1


def test_what_opened_within_those_days_is_not_reminded_of():
    consultation = asked(opens_on=today() - DAY, closes_on=today() + 5 * DAY)
    assert remind_answerers(on(today())) == 0
    assert remind_answerers(on(consultation.closes_on - 2 * DAY)) == 1


def test_when_all_have_answered_a_statement_added_later_still_reminds():
    consultation = asked()
    other = make_voter(consultation=consultation, state=make_state("PY"))
    make_vote(statement=consultation.statements.get(), voter=other)
    assert remind_answerers(on(consultation.closes_on - 7 * DAY)) == 0
    make_statement(consultation=consultation)
    assert remind_answerers(on(consultation.closes_on - 6 * DAY)) == 2


def test_a_closed_or_drafted_one_is_not_reminded_of():
    consultation = asked()
    Consultation.objects.update(closed_at=now())
    assert remind_answerers(on(consultation.closes_on - 7 * DAY)) == 0
    Consultation.objects.update(closed_at=None, opened_at=None)
    assert remind_answerers(on(consultation.closes_on - 7 * DAY)) == 0


@pytest.mark.parametrize("attribution", ["attributed", "anonymous"])
def test_once_it_is_over_voices_are_forgotten_and_the_secretariat_is_told_once(attribution):
    make_secretary()
    consultation = asked(attribution=attribution)
    assert settle_consultations(on(consultation.closes_on)) == 0
    assert settle_consultations(on(consultation.closes_on + DAY)) == 1
    assert settle_consultations(on(consultation.closes_on + DAY)) == 0
    consultation.refresh_from_db()
    assert consultation.salt == ""
    assert sent() == ["secretary"]
    entry = AuditEntry.objects.get(action="forget_voices")
    assert (entry.by, entry.subject_id, entry.before, entry.after) == (None, str(consultation.pk), {}, {})


def test_of_a_result_that_is_published_already_nobody_is_told():
    make_secretary()
    consultation = make_result().consultation
    assert settle_consultations(now()) == 1
    consultation.refresh_from_db()
    assert consultation.salt == ""
    assert sent() == []


def test_a_draft_keeps_its_salt():
    consultation = make_consultation(opened=False, over=True)
    assert settle_consultations(now()) == 0
    consultation.refresh_from_db()
    assert consultation.salt
