from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.core.models import Mail
from enlace.network.models import Mandate, Membership, Role, SuccessionWarning
from enlace.network.succession_actions import warn_of_endings
from enlace.network.testing import make_mandate, make_organisation, make_person, make_state

pytestmark = pytest.mark.django_db


def in_days(number):
    return today() + timedelta(days=number)


def at(number):
    return now() + timedelta(days=number)


def addresses():
    return sorted(Mail.objects.values_list("to", flat=True))


def person(name, language="es", **fields):
    return make_person(name=name, email=f"{name}@example.org", language=language, **fields)


@pytest.fixture
def ending():
    """A focal point of Uruguay whose mandate ends in thirty days; a secretary is there to be told."""
    make_mandate(Role.SECRETARY, person=person("secretary", "en"))
    return make_mandate(person=person("focal"), until=in_days(30))


def test_the_secretariat_and_the_people_of_the_state_are_told(ending):
    make_mandate(Role.ALTERNATE, person=person("alternate", "pt"))
    make_mandate(Role.VALIDATOR, person=person("validator"))
    assert warn_of_endings(now()) == 4
    assert addresses() == [f"{one}@example.org" for one in ("alternate", "focal", "secretary", "validator")]
    assert SuccessionWarning.objects.get().key == f"ends:{ending.pk}:{ending.until}:30"


def test_nobody_else_is_told(ending):
    make_mandate(person=person("of-another-state"), state=make_state("PY"))
    make_mandate(Role.OBSERVER, person=person("observer"))
    make_mandate(Role.EDITOR, person=person("editor"))
    make_mandate(Role.ALTERNATE, person=person("former"), until=in_days(-1))
    make_mandate(Role.ALTERNATE, person=person("later"), since=in_days(1))
    make_mandate(Role.VALIDATOR, person=person("erased", erased_at=now()))
    make_mandate(Role.VALIDATOR, person=make_person(name="without an address", email=""))
    warn_of_endings(now())
    assert addresses() == ["focal@example.org", "secretary@example.org"]


def test_each_reads_it_in_their_language_with_the_way_to_what_is_to_be_done(ending, mailoutbox):
    make_mandate(Role.ALTERNATE, person=person("alternate", "pt"))
    warn_of_endings(now())
    deliver_mail(at(0))
    texts = {mail.to[0].split("@")[0]: mail.body for mail in mailoutbox}
    assert "/es/nominations/add/" in texts["focal"]
    assert "/pt/nominations/add/" in texts["alternate"]
    assert f"/en/people/{ending.person_id}/" in texts["secretary"]
    assert "Uruguai" in texts["alternate"]
    assert "The mandate of focal as focal point of Uruguay ends on" in texts["secretary"]
    assert "30 days are left" in texts["secretary"]


def test_it_is_said_once_for_each_step_and_never_after_the_end(ending):
    told = [warn_of_endings(at(number)) for number in range(35)]
    assert [number for number, count in enumerate(told) if count] == [0, 23]
    assert sum(told) == 4


def test_weeks_without_a_tick_end_in_one_mail_each():
    make_mandate(person=person("focal"), until=in_days(5))
    assert warn_of_endings(now()) == 1
    assert SuccessionWarning.objects.get().key.endswith(":7")


def test_a_prolonged_and_a_shortened_mandate_are_spoken_of_anew(ending):
    warn_of_endings(now())
    Mandate.objects.filter(pk=ending.pk).update(until=in_days(90))
    assert warn_of_endings(now()) == 0
    assert warn_of_endings(at(60)) == 2
    Mandate.objects.filter(pk=ending.pk).update(until=in_days(63))
    assert warn_of_endings(at(60)) == 2


def test_a_mandate_that_somebody_is_recorded_to_follow_is_not_spoken_of(ending):
    make_mandate(person=person("next"), since=in_days(31))
    assert warn_of_endings(now()) == 0


def test_only_mandates_of_states_that_belong_today_are_spoken_of():
    make_mandate(Role.SECRETARY, person=person("secretary"))
    make_mandate(state=make_state("PY", member=False), until=in_days(20))
    make_mandate(Role.OBSERVER, organisation=make_organisation(), until=in_days(20))
    left = make_mandate(state=make_state("CL"), until=in_days(20))
    Membership.objects.filter(state=left.state).update(until=in_days(-1))
    assert warn_of_endings(now()) == 0


def test_what_nobody_is_there_to_be_told_stays_unsaid():
    make_mandate(person=make_person(email=""), until=in_days(20))
    assert warn_of_endings(now()) == 0
    assert not SuccessionWarning.objects.exists()
    make_mandate(Role.SECRETARY, person=person("secretary"))
    assert warn_of_endings(now()) == 1


def test_what_breaks_off_has_said_nothing_and_written_nothing_down(ending, settings):
    address, settings.BASE_URL = settings.BASE_URL, "http://[no address"
    with pytest.raises(ValueError, match="URL"):
        warn_of_endings(now())
    assert not SuccessionWarning.objects.exists()
    assert not Mail.objects.exists()
    settings.BASE_URL = address
    assert warn_of_endings(now()) == 2


def test_a_tick_with_nothing_to_say_asks_little(ending, django_assert_num_queries):
    warn_of_endings(now())
    with django_assert_num_queries(2):
        warn_of_endings(now())
    with django_assert_num_queries(1):
        warn_of_endings(at(40))


def test_the_tick_says_it_and_sends_it(ending, mailoutbox):
    call_command("tick")
    assert {"focal@example.org", "secretary@example.org"} <= {mail.to[0] for mail in mailoutbox}


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 12), st.none() | st.integers(-5, 90)), max_size=12))
def test_however_the_end_moves_between_ticks_no_reader_hears_the_same_twice(ending, steps):
    SuccessionWarning.objects.all().delete()
    Mail.objects.all().delete()
    Mandate.objects.filter(pk=ending.pk).update(until=in_days(30))
    passed, until, expected = 0, 30, set()
    for pause, end in steps:
        passed += pause
        if end is not None:
            until = passed + end
            Mandate.objects.filter(pk=ending.pk).update(until=in_days(until))
        warn_of_endings(at(passed))
        left = until - passed
        step = next((one for one in (7, 30, 60) if 0 <= left <= one), None)
        if step and not any((until, one) in expected for one in (7, 30, 60) if one <= step):
            expected.add((until, step))
    keys = {f"ends:{ending.pk}:{in_days(end)}:{step}" for end, step in expected}
    assert set(SuccessionWarning.objects.values_list("key", flat=True)) == keys
    assert Mail.objects.count() == 2 * len(keys)


@pytest.mark.django_db(transaction=True)
def test_of_two_ticks_at_once_one_says_it():
    make_mandate(Role.SECRETARY, person=person("secretary"))
    make_mandate(person=person("focal"), until=in_days(30))

    def tick(moment):
        try:
            return warn_of_endings(moment)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        told = list(threads.map(tick, [now()] * 4))
    assert sorted(told) == [0, 0, 0, 2]
    assert addresses() == ["focal@example.org", "secretary@example.org"]
