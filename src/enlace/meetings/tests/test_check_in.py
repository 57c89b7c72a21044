import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.core.texts import Texts
from enlace.meetings.door.actions import check_in, undo_check_in
from enlace.meetings.models import Delegate
from enlace.meetings.testing import make_delegate, make_delegation, make_meeting
from enlace.network.models import Person
from enlace.network.testing import (
    make_focal_point,
    make_host,
    make_observer,
    make_organisation,
    make_person,
    make_secretary,
    make_state,
)

pytestmark = pytest.mark.django_db


def lines(action):
    return AuditEntry.objects.filter(action=action)


def test_a_delegate_is_checked_in_once():
    delegate, by = make_delegate(), make_host()
    assert check_in(delegate, by=by)
    since = delegate.checked_in_at
    assert not check_in(Delegate.objects.get(), by=by)
    assert Delegate.objects.get().checked_in_at == since
    (line,) = lines("check_in")
    assert (line.by, line.subject_id, line.after) == (by, str(delegate.pk), {"checked_in_at": since.isoformat()})


def test_the_second_of_two_phones_that_show_the_same_changes_nothing():
    delegate, by = make_delegate(), make_secretary()
    one, other = Delegate.objects.get(), Delegate.objects.get()
    assert [check_in(one, by=by), check_in(other, by=by)] == [True, False]
    assert [undo_check_in(one, by=by), undo_check_in(delegate, by=by)] == [True, False]
    assert (lines("check_in").count(), lines("undo_check_in").count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_the_same_moment_check_in_once():
    delegate, by = make_delegate(), make_secretary()
    told, start = [], threading.Barrier(2)

    def press():
        phone = Delegate.objects.select_related("delegation__meeting").get()
        start.wait()
        try:
            told.append(check_in(phone, by=by))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == [False, True]
    assert lines("check_in").filter(subject_id=str(delegate.pk)).count() == 1


def test_who_withdrew_meanwhile_is_not_checked_in():
    delegate = make_delegate()
    Delegate.objects.update(withdrawn_at=now())
    with pytest.raises(PermissionDenied):
        check_in(delegate, by=make_secretary())
    assert not lines("check_in").exists()


def test_undoing_keeps_in_the_log_since_when_they_were_there():
    delegate, by = make_delegate(checked_in_at=now()), make_secretary()
    since = delegate.checked_in_at
    assert undo_check_in(delegate, by=by)
    assert Delegate.objects.get().checked_in_at is None
    assert lines("undo_check_in").get().before == {"checked_in_at": since.isoformat()}


def test_the_page_of_the_code_checks_in_and_takes_it_back(client):
    delegate = make_delegate()
    client.force_login(make_host())
    address = reverse("meetings:check_in", args=[delegate.pk])
    assert str(delegate.person) in client.get(address).content.decode()
    assert reverse("meetings:undo_check_in", args=[delegate.pk]) in client.post(address, follow=True).content.decode()
    client.post(reverse("meetings:undo_check_in", args=[delegate.pk]))
    assert Delegate.objects.get().checked_in_at is None


def test_the_page_of_the_code_says_why_somebody_cannot_be_checked_in(client):
    delegate = make_delegate(delegation=make_delegation())
    client.force_login(make_secretary())
    address = reverse("meetings:check_in", args=[delegate.pk])
    assert "aprobada" in client.get(address).content.decode() or "approved" in client.get(address).content.decode()
    assert f'<form method="post" action="{address}"' not in client.get(address).content.decode()
    assert client.post(address).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"),
    [
        (lambda: make_focal_point(), 403),
        (lambda: make_focal_point("py@example.org", "PY"), 403),
        (lambda: make_observer(), 404),
        (lambda: make_host(organisation=make_organisation(sector="corporate")), 404),
    ],
)
def test_nobody_else_checks_in(client, who, status):
    delegate = make_delegate()
    client.force_login(who())
    for name in ("check_in", "undo_check_in"):
        assert client.post(reverse(f"meetings:{name}", args=[delegate.pk])).status_code == status
    assert Delegate.objects.get().checked_in_at is None


def test_the_list_finds_people_by_name_office_and_body_without_accents(client):
    meeting = make_meeting()
    delegation = make_delegation(meeting=meeting, approved_at=now())
    make_delegate(delegation=delegation, person=make_person(name="Íñigo Peña"), office=Texts({"es": "Jefe"}))
    make_delegate(delegation=delegation, person=make_person(name="Otra Persona"))
    client.force_login(make_secretary())
    for words in ("inigo pena", "JEFE", "uruguay jefe"):
        shown = client.get(reverse("meetings:door", args=[meeting.pk]), {"q": words}).content.decode()
        assert "Íñigo Peña" in shown
        assert "Otra Persona" not in shown


def test_checking_in_from_the_list_leads_back_to_what_was_looked_for(client):
    delegate = make_delegate()
    client.force_login(make_secretary())
    data = {"back": "q=uru&page=2&next=https://elsewhere.example"}
    answer = client.post(reverse("meetings:check_in", args=[delegate.pk]), data)
    door = reverse("meetings:door", args=[delegate.delegation.meeting_id])
    assert answer.url == f"{door}?q=uru&page=2"


def test_a_part_of_the_list_is_answered_to_htmx(client):
    delegate = make_delegate()
    client.force_login(make_secretary())
    door = reverse("meetings:door", args=[delegate.delegation.meeting_id])
    part = client.get(door, headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith('<div id="door"')
    assert str(delegate.person) in part


def test_only_those_missing_are_shown_on_request_and_remote_ones_are_not_expected(client):
    delegation = make_delegation(approved_at=now())
    here = make_delegate(delegation=delegation, checked_in_at=now())
    missing = make_delegate(delegation=delegation)
    make_delegate(delegation=delegation, takes_part="remote")
    client.force_login(make_secretary())
    door = reverse("meetings:door", args=[delegation.meeting_id])
    assert (client.get(door).context["counts"].present, client.get(door).context["counts"].expected) == (1, 2)
    shown = client.get(door, {"missing": "on"}).content.decode()
    assert str(missing.person) in shown
    assert str(here.person) not in shown


def test_the_door_of_500_delegates_takes_few_queries(client, django_assert_max_num_queries):
    meeting = make_meeting()
    for code in ("UY", "PY", "AR", "BR", "CL"):
        delegation = make_delegation(meeting=meeting, state=make_state(code), approved_at=now())
        people = Person.objects.bulk_create([Person(name=f"{code} {n}") for n in range(100)])
        Delegate.objects.bulk_create([Delegate(delegation=delegation, person=one) for one in people])
    client.force_login(make_secretary())
    door = reverse("meetings:door", args=[meeting.pk])
    client.get(door)
    with django_assert_max_num_queries(24):
        shown = client.get(door)
    assert shown.context["counts"].expected == 500
    assert shown.content.decode().count("hx-post") == 50
