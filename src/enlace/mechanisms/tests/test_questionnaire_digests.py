"""What the one mail of a day says of the edition that is open: once each, and never two mails on one day."""

from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.utils import timezone

from enlace.commitments.models import CommitmentReminder
from enlace.commitments.rounds.tick_actions import send_digests
from enlace.commitments.testing import make_commitment, make_review_round
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.mechanisms.models import Questionnaire
from enlace.mechanisms.testing import make_field_question, make_mechanism, make_open_edition, make_questionnaire
from enlace.network.testing import make_focal_point, make_secretary, make_state, make_validator

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def tick(day):
    return send_digests(timezone.make_aware(datetime.combine(day, time(12))))


def sent():
    mail.outbox.clear()
    deliver_mail(now())
    return {one.to[0].partition("@")[0]: one for one in mail.outbox}


@pytest.fixture
def asked():
    edition = make_open_edition(due_on=today() + 28 * DAY)
    return make_questionnaire(edition=edition)


def test_who_answers_is_told_at_the_opening_and_at_the_steps_and_nobody_else_is(asked):
    make_focal_point(), make_validator(), make_secretary(), make_focal_point("other@example.org", "PY")
    told = [number for number in range(50) if tick(today() + number * DAY)]
    assert told == [0, 21, 26, 31, 38]
    letters = sent()
    assert letters.keys() == {"focal"}
    assert "Mesa nacional para la prevención" in letters["focal"].body
    assert letters["focal"].body.count("http") == 1


def test_what_a_round_and_the_edition_ask_stands_in_one_mail(asked):
    make_focal_point(), make_focal_point("other@example.org", "PY")
    make_mechanism(state=make_state("PY"))
    make_commitment(title={"es": "Formar a jueces"})
    make_review_round(opens_on=today(), opened_at=now(), closes_on=today() + 28 * DAY)
    assert tick(today()) == 1
    assert tick(today()) == 0
    body = sent()["focal"].body
    assert "Formar a jueces" in body
    assert "Mesa nacional para la prevención" in body
    assert [number for number in range(1, 50) if tick(today() + number * DAY)] == [21, 26, 31, 38]


def test_a_round_that_opens_later_on_a_day_is_told_on_the_next(asked):
    make_focal_point()
    assert tick(today()) == 1
    make_commitment()
    make_review_round(opens_on=today(), opened_at=now(), closes_on=today() + 28 * DAY)
    assert tick(today()) == 0
    assert tick(today() + DAY) == 1


def test_what_waits_and_what_comes_back_is_told_once_each_time(asked):
    make_focal_point(), make_validator()
    tick(today()), sent()
    Questionnaire.objects.update(submitted_at=now())
    assert tick(today() + DAY) == 1
    assert tick(today() + 2 * DAY) == 0
    assert sent().keys() == {"validator"}
    Questionnaire.objects.update(submitted_at=None)
    make_field_question(questionnaire=asked)
    assert tick(today() + 3 * DAY) == 1
    make_field_question(questionnaire=asked, field="budget", by=make_secretary())
    assert tick(today() + 3 * DAY) == 0
    assert tick(today() + 4 * DAY) == 1
    assert sent().keys() == {"focal"}


def test_a_tick_that_dies_on_the_way_leaves_the_rest_for_the_next(asked, monkeypatch):
    """Between two people: what was written is written with its mail, and is not written again."""
    make_focal_point(), make_focal_point("other@example.org", "PY")
    make_questionnaire(mechanism=make_mechanism(state=make_state("PY"), name={"es": "Rota"}), edition=asked.edition)
    broken = "enlace.mechanisms.questionnaires.digest.render_to_string"

    def dies(template, words):
        if str(words["answer"][0].questionnaire.mechanism.shown_name) == "Rota":
            raise OSError("the disk")
        return render_to_string(template, words)

    with monkeypatch.context() as patched:
        patched.setattr(broken, dies)
        with pytest.raises(OSError, match="the disk"):
            tick(today())
    assert CommitmentReminder.objects.count() == 1
    assert tick(today()) == 1
    assert len(sent()) == 2


def test_the_number_of_queries_does_not_grow_with_the_people(asked, django_assert_max_num_queries):
    for number in range(12):
        make_focal_point(f"focal{number}@example.org")
    tick(today())
    with django_assert_max_num_queries(12):
        assert tick(today() + DAY) == 0
