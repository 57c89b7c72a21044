"""One quiet mail a person: what the days of a round bring, whenever the tick runs and wherever it dies."""

from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from enlace.commitments.models import Commitment, CommitmentReminder, Progress, ReviewRound
from enlace.commitments.rounds.actions import change_round
from enlace.commitments.rounds.steps import STEPS, step_due
from enlace.commitments.rounds.tick_actions import close_rounds, send_digests
from enlace.commitments.testing import make_commitment, make_progress, make_review_round
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.core.models import Mail
from enlace.network.models import Mandate
from enlace.network.testing import (
    make_alternate,
    make_focal_point,
    make_mandate,
    make_observer,
    make_organisation,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def on(day):
    """At noon of the network."""
    return timezone.make_aware(datetime.combine(day, time(12)))


def tick(day):
    """What `./enlace tick` does of this subject, in its order."""
    close_rounds(on(day))
    return send_digests(on(day))


def sent():
    mail.outbox.clear()
    deliver_mail(now())
    return {one.to[0].partition("@")[0]: one for one in mail.outbox}


def made_round(**overrides):
    """Open since today for four weeks."""
    return make_review_round(**{"opens_on": today(), "opened_at": now(), "closes_on": today() + 28 * DAY} | overrides)


def reported(review_round, commitment, **overrides):
    return make_progress(commitment=commitment, round=review_round, **overrides)


def test_each_person_gets_one_mail_with_all_that_their_bodies_have_to_report():
    focal, observing = make_focal_point(), make_organisation()
    make_alternate(), make_focal_point("other@example.org", "PY")
    make_observer(organisation=observing)
    make_mandate(person=focal.person, state=make_state("AR"))
    one, paraguay = made_round(), make_state("PY")
    make_commitment(title={"es": "Formar a jueces"}), make_commitment(title={"es": "Revisar el protocolo"})
    make_commitment(title={"es": "Compartir alertas"}, parties=[make_state(), paraguay])
    make_commitment(title={"es": "De Argentina"}, parties=[make_state("AR")])
    make_commitment(title={"es": "Del observador"}, parties=[observing])
    assert tick(today()) == 4
    assert tick(today()) == 0
    letters = sent()
    assert letters.keys() == {"focal", "alternate", "other", "observer"}
    body = letters["focal"].body
    for words in ("Formar a jueces", "Revisar el protocolo", "Compartir alertas", "De Argentina", "Uruguay (3)"):
        assert words in body
    assert "Del observador" not in body
    assert body.count("http") == 1
    assert reverse("commitments:round_list", args=[one.pk]) in body
    assert "Compartir alertas" in letters["other"].body
    assert "Formar a jueces" not in letters["other"].body


def test_each_reads_it_in_their_language():
    for code, language in (("UY", "es"), ("BR", "pt"), ("BZ", "en")):
        person = make_focal_point(f"{language}@example.org", code).person
        person.language = language
        person.save()
        title = {"es": "Formar jueces", "pt": "Formar juízes", "en": "Train judges"}
        make_commitment(title=title, parties=[make_state(code)])
    one = made_round(title={"es": "Avances", "pt": "Avanços", "en": "Progress"})
    tick(today())
    letters = sent()
    for language, title in (("es", "Formar jueces"), ("pt", "Formar juízes"), ("en", "Train judges")):
        assert title in letters[language].body
        assert f"/{language}/commitments/rounds/{one.pk}/own/" in letters[language].body
    assert letters["en"].subject.startswith("1 commitment to report on until ")


def test_who_is_behind_is_told_at_the_opening_and_four_times_more_and_never_after_it_closed():
    make_focal_point(), make_commitment()
    one = made_round()
    told = [number for number in range(60) if tick(today() + number * DAY)]
    assert told == [0, 21, 26, 31, 38]
    one.refresh_from_db()
    assert one.closed_at == on(one.closes_on + 14 * DAY)
    letters = list(Mail.objects.order_by("pk").values_list("subject", flat=True))
    assert len(set(letters)) == 2  # before the last day, and after it


def test_who_has_nothing_left_gets_no_reminder():
    make_focal_point(), make_alternate()
    first, second = make_commitment(), make_commitment()
    one = made_round()
    assert tick(today()) == 2
    reported(one, first)
    assert tick(one.closes_on - 7 * DAY) == 2
    reported(one, second, cleared=False, submitted=True)
    assert tick(one.closes_on - 2 * DAY) == 0
    Progress.objects.filter(commitment=second).update(submitted_at=None, sent_back_why="Falta la fecha")
    assert tick(one.closes_on - DAY) == 2


def test_a_validator_is_told_at_the_steps_of_what_waits_and_in_the_same_mail_of_what_they_report_themselves():
    make_focal_point(), make_validator()
    both = make_validator("both@example.org")
    make_mandate(person=both.person, state=make_state("PY"))
    waiting = make_commitment(title={"es": "Espera"})
    make_commitment(title={"es": "De Paraguay"}, parties=[make_state("PY")])
    one = made_round()
    assert tick(today()) == 2
    assert sent().keys() == {"focal", "both"}
    reported(one, waiting, cleared=False, submitted=True)
    assert tick(today() + DAY) == 0
    assert tick(one.closes_on - 7 * DAY) == 2
    letters = sent()
    assert letters.keys() == {"validator", "both"}
    assert "Espera" in letters["validator"].body
    assert "De Paraguay" not in letters["validator"].body
    assert "Espera" in letters["both"].body
    assert "De Paraguay" in letters["both"].body


def test_whoever_gets_a_mandate_while_it_is_open_is_told_on_the_next_tick():
    make_focal_point(), make_commitment()
    one = made_round()
    tick(today())
    make_focal_point("nuevo@example.org", since=one.closes_on - 5 * DAY)
    Mandate.objects.filter(person__email="focal@example.org").update(until=one.closes_on - 6 * DAY)
    assert tick(one.closes_on - 6 * DAY) == 1
    sent()
    assert tick(one.closes_on - 5 * DAY) == 1
    assert tick(one.closes_on - 3 * DAY) == 0
    assert sent().keys() == {"nuevo"}
    assert tick(one.closes_on - 2 * DAY) == 1


def test_after_days_without_a_tick_one_mail_goes_and_not_several():
    make_focal_point(), make_commitment()
    one = made_round()
    assert tick(one.closes_on + 5 * DAY) == 1
    assert tick(one.closes_on + 6 * DAY) == 0
    assert tick(one.closes_on + 10 * DAY) == 1


def test_a_last_day_that_was_moved_is_reminded_of_anew():
    make_focal_point(), make_commitment()
    one = made_round()
    tick(today())
    assert tick(one.closes_on - 7 * DAY) == 1
    moved = change_round(one, by=None, closes_on=one.closes_on + 20 * DAY)
    assert tick(one.closes_on - 2 * DAY) == 0
    assert tick(moved.closes_on - 7 * DAY) == 1


def test_nobody_is_told_without_an_address_or_of_a_draft():
    person = make_focal_point().person
    make_commitment()
    draft = make_review_round(opened=False, opens_on=today())
    assert tick(today()) == 0
    ReviewRound.objects.filter(pk=draft.pk).update(opened_at=now())
    person.email = ""
    person.save()
    assert tick(today()) == 0
    assert not CommitmentReminder.objects.exists()


def test_a_tick_asks_as_much_for_many_as_for_few(django_assert_num_queries, django_assert_max_num_queries):
    commitment = make_commitment()
    for number in range(12):
        make_focal_point(f"persona{number}@example.org")
        make_commitment()
    with django_assert_num_queries(3):
        tick(today())
    one = made_round()
    tick(today())
    with django_assert_max_num_queries(5):
        assert tick(today()) == 0
    for open_one in Commitment.objects.all():
        reported(one, open_one)
    with django_assert_max_num_queries(7):
        assert tick(one.closes_on - 7 * DAY) == 0
    Progress.objects.filter(commitment=commitment).delete()
    assert tick(one.closes_on - 7 * DAY) == 12


def test_a_mail_that_fails_keeps_nobody_from_theirs():
    for code in ("UY", "PY", "AR"):
        make_focal_point(f"{code}@example.org", code)
        make_commitment(parties=[make_state(code)])
    made_round()
    with failing_on("PY@example.org"), pytest.raises(ValueError, match="mail server"):
        tick(today())
    assert sent().keys() == {"UY", "AR"}
    assert tick(today()) == 1
    assert sent().keys() == {"PY"}


@contextmanager
def failing_on(address):
    """The database refuses what is written to one address."""

    def refuse(execute, sql, params, many, context):
        if "core_mail" in sql and params and address in params:
            raise ValueError("the mail server")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


class Killed(BaseException):
    """As a process that is gone: nothing in the program catches it."""


@contextmanager
def dying_at(write, after):
    """At the given write to the database, before or after it was made."""
    left = [write]

    def die(execute, sql, params, many, context):
        if not sql.startswith("INSERT"):
            return execute(sql, params, many, context)
        left[0] -= 1
        if left[0] == 0 and not after:
            raise Killed
        result = execute(sql, params, many, context)
        if left[0] == 0:
            raise Killed
        return result

    with connection.execute_wrapper(die):
        yield


PEOPLE = ("uy", "py", "ar")
TICKS = st.lists(
    st.tuples(st.integers(-3, 46), st.one_of(st.none(), st.tuples(st.integers(1, 7), st.booleans()))),
    min_size=1,
    max_size=6,
    unique_by=lambda tick: tick[0],
).map(sorted)
"""Days counted from the first one, and where the tick of that day dies before it runs again."""
DONE = st.tuples(*[st.one_of(st.none(), st.integers(0, 45)) for _ in PEOPLE])
"""The day since which each has nothing left."""
LENGTH = 28


def expected(days, done):
    """(day, person) of each mail: the opening first, then on each day the newest step that has come since."""
    told, found = {}, []
    for day in days:
        for person, last in zip(PEOPLE, done, strict=True):
            if not 0 <= day < LENGTH + 14 or (last is not None and last <= day):
                continue
            steps = [LENGTH + step for step in STEPS if LENGTH + step <= day]
            if person not in told or (steps and steps[-1] > told[person]):
                told[person] = day
                found.append((day, person))
    return sorted(found)


def prepared():
    commitments = [make_commitment(parties=[make_state(code.upper())]) for code in PEOPLE]
    for code in PEOPLE:
        make_focal_point(f"{code}@example.org", code.upper())
    first = today() + 5 * DAY
    return commitments, made_round(opens_on=first, closes_on=first + LENGTH * DAY)


def test_whatever_times_the_tick_runs_or_dies_each_gets_the_mails_they_should_and_none_twice():
    commitments, one = prepared()

    @given(TICKS, DONE)
    @settings(max_examples=15)
    def told(ticks, done):
        with transaction.atomic():
            found = []
            for day, death in ticks:
                for commitment, last in zip(commitments, done, strict=True):
                    if last is not None and last <= day:
                        reported(one, commitment)
                moment = one.opens_on + day * DAY
                if death:
                    with suppress(Killed), dying_at(*death):
                        tick(moment)
                tick(moment)
                found += [(day, to.partition("@")[0]) for to in Mail.objects.values_list("to", flat=True)]
                Mail.objects.all().delete()
            assert sorted(found) == expected([day for day, _death in ticks], done)
            transaction.set_rollback(True)

    told()


@given(st.integers(-40, 20), st.integers(-40, 20))
def test_a_step_is_due_once_its_day_has_come_and_until_something_was_said_since(day, told):
    last = today()
    found = step_due(last, last + day * DAY, last + told * DAY)
    if found is None:
        assert not [step for step in STEPS if told < step <= day and not [s for s in STEPS if step < s <= day]]
    else:
        assert told < found <= day
        assert not [step for step in STEPS if found < step <= day]


def test_a_repeat_after_a_kill_between_sending_and_writing_down_carries_the_same_message_id():
    make_focal_point(), make_commitment(), made_round()
    tick(today())
    with pytest.raises(Killed), dying_after_sending():
        deliver_mail(now())
    (first,) = mail.outbox
    assert deliver_mail(now()) == 0  # another process may be at it
    Mail.objects.update(claimed_at=now() - timedelta(minutes=11))
    assert deliver_mail(now()) == 1
    assert tick(today()) == 0
    again = mail.outbox[1]
    assert again.extra_headers["Message-ID"] == first.extra_headers["Message-ID"]
    assert (again.to, again.body) == (first.to, first.body)


@contextmanager
def dying_after_sending():
    def die(execute, sql, params, many, context):
        if sql.startswith("UPDATE") and "core_mail" in sql and mail.outbox:
            raise Killed
        return execute(sql, params, many, context)

    with connection.execute_wrapper(die):
        yield
