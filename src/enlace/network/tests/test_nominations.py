"""Letters of nomination: filed by a state for itself, handled by the secretariat."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import override

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.files.models import File, Version
from enlace.files.testing import make_file
from enlace.files.tests.uploading import on_disk, upload
from enlace.network.correspondence import due_nominations
from enlace.network.models import Nomination
from enlace.network.nomination_actions import file_nomination, handle_nomination
from enlace.network.testing import (
    fresh,
    make_cast,
    make_focal_point,
    make_mandate,
    make_nomination,
    make_observer,
    make_person,
    make_secretary,
    make_state,
    make_validator,
)

pytestmark = pytest.mark.django_db
ADD, LIST = reverse("network:add_nomination"), reverse("network:nominations")


def text_of(answer):
    return answer.content.decode()


def test_a_state_files_its_letter_with_the_file():
    user = make_focal_point()
    letter = file_nomination(make_state(), by=user, dated=today(), reference=" Nota 7 ", file=upload("Ana Pérez.pdf"))
    assert (letter.reference, letter.handled_at) == ("Nota 7", None)
    assert File.objects.get().owner == letter
    entry = AuditEntry.objects.get(action="file_nomination")
    assert (entry.by, entry.after) == (user, {"state": letter.state_id, "dated": today().isoformat()})
    assert "Ana" not in str(list(AuditEntry.objects.values_list("after", flat=True)))


@pytest.mark.parametrize("who", ["other_focal_point", "observer", "editor", "stranger"])
def test_nobody_files_for_another_state(who):
    user = getattr(make_cast(), who)
    with pytest.raises(PermissionDenied):
        file_nomination(make_state(), by=user, dated=today(), file=upload())
    assert not Nomination.objects.exists()


def test_a_letter_whose_file_is_refused_is_not_filed_at_all():
    before = on_disk()
    with pytest.raises(ValidationError):
        file_nomination(make_state(), by=None, dated=today(), file=upload("carta.exe"))
    assert not Nomination.objects.exists()
    assert not AuditEntry.objects.filter(action="file_nomination").exists()
    assert on_disk() == before


def test_a_letter_of_tomorrow_is_refused():
    with pytest.raises(ValidationError) as refusal:
        file_nomination(make_state(), by=None, dated=today() + timedelta(days=1), file=upload())
    assert list(refusal.value.message_dict) == ["dated"]
    assert not Version.objects.exists()


def test_the_secretariat_handles_a_letter_once():
    letter, user = make_nomination(), make_secretary()
    stale = Nomination.objects.get(pk=letter.pk)
    handle_nomination(letter, by=user)
    assert letter.handled_at is not None
    assert AuditEntry.objects.get(action="handle_nomination").by == user
    for again in (letter, stale):
        with pytest.raises(PermissionDenied):
            handle_nomination(again, by=user)
    assert AuditEntry.objects.filter(action="handle_nomination").count() == 1


def test_who_filed_a_letter_does_not_handle_it():
    with pytest.raises(PermissionDenied):
        handle_nomination(make_nomination(), by=make_focal_point())


def test_the_form_asks_for_the_state_only_where_there_are_several(client):
    make_state("PY")
    client.force_login(make_focal_point())
    assert 'name="state"' not in text_of(client.get(ADD))
    client.force_login(make_secretary())
    assert 'name="state"' in text_of(client.get(ADD))


def test_a_focal_point_files_for_their_own_state_whatever_the_form_says(client):
    other = make_state("PY")
    client.force_login(make_focal_point())
    sent = {"dated": today().isoformat(), "reference": "Nota 7", "file": upload(), "state": other.pk}
    answer = client.post(ADD, sent)
    letter = Nomination.objects.get()
    assert letter.state == make_state()
    assert answer.headers["Location"] == letter.get_absolute_url()


def test_the_secretariat_files_for_a_state_of_its_choice(client):
    make_state()
    make_state("PY")
    client.force_login(make_secretary())
    sent = {"dated": today().isoformat(), "file": upload()}
    assert client.post(ADD, sent).status_code == 200
    client.post(ADD, {**sent, "file": upload(), "state": make_state("PY").pk})
    assert Nomination.objects.get().state.code == "PY"


def test_the_form_says_what_is_wrong_with_the_file(client):
    client.force_login(make_focal_point())
    with override("en"):
        answer = client.post(reverse("network:add_nomination"), {"dated": "2020-01-01", "file": upload("x.pdf", b"MZ")})
    assert "it holds no PDF that can be read" in text_of(answer)
    assert "2020-01-01" in text_of(answer)


def test_who_may_file_for_no_state_gets_no_form(client):
    make_state()
    client.force_login(make_observer())
    assert client.get(ADD).status_code == 403
    client.logout()
    assert client.get(ADD).headers["Location"].startswith(reverse("account_login"))


def test_a_state_lists_its_own_letters_and_the_secretariat_all_of_them_waiting_ones_first(client):
    own, other = make_nomination(reference="Nota UY"), make_nomination(state=make_state("PY"), reference="Nota PY")
    handle_nomination(own, by=None)
    client.force_login(make_validator())
    assert "Nota UY" in text_of(client.get(LIST))
    assert "Nota PY" not in text_of(client.get(LIST))
    client.force_login(make_secretary())
    shown = text_of(client.get(LIST))
    assert shown.index("Nota PY") < shown.index("Nota UY")
    assert reverse("network:nomination", args=[other.pk]) in shown


def test_the_list_is_not_there_for_who_may_see_no_letter(client):
    client.force_login(make_observer())
    assert client.get(LIST).status_code == 404


def test_an_empty_list_says_so(client):
    client.force_login(make_secretary())
    with override("en"):
        assert "No letter of nomination is filed." in text_of(client.get(reverse("network:nominations")))


def test_the_list_asks_as_much_for_many_letters_as_for_few(client, django_assert_max_num_queries):
    client.force_login(make_secretary())
    make_nomination()
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _ in range(40):
        make_nomination()
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *[("focal_point", 200), ("alternate", 200), ("validator", 200), ("secretary", 200), ("administrator", 200)],
        *[("other_focal_point", 404), ("observer", 404), ("editor", 404), ("stranger", 404)],
    ],
)
def test_a_letter_is_there_for_its_state_and_the_secretariat(client, who, status):
    letter = make_nomination()
    client.force_login(getattr(make_cast(), who))
    assert client.get(letter.get_absolute_url()).status_code == status


def test_a_letter_shows_its_files_and_the_mandates_that_it_led_to(client):
    letter = make_nomination()
    make_file(letter, name="carta firmada.pdf")
    person = make_person(name="Oficina nombrada")
    make_mandate("alternate", state=letter.state, person=person, nomination=letter)
    client.force_login(make_focal_point())
    shown = text_of(client.get(letter.get_absolute_url()))
    assert "carta firmada.pdf" in shown
    assert "Oficina nombrada" in shown
    assert reverse("network:handle_nomination", args=[letter.pk]) not in shown


def test_the_secretariat_is_led_from_the_letter_to_the_mandate_and_marks_it(client):
    letter = make_nomination()
    client.force_login(make_secretary())
    shown = text_of(client.get(letter.get_absolute_url()))
    assert f"?nomination={letter.pk}" in shown
    address = reverse("network:handle_nomination", args=[letter.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).headers["Location"] == letter.get_absolute_url()
    assert client.post(address).status_code == 403
    assert address not in text_of(client.get(letter.get_absolute_url()))


def test_a_letter_that_waits_is_due_for_the_secretariat_alone():
    letter, user = make_nomination(), make_secretary()
    (due,) = due_nominations(user, today())
    assert "Uruguay" in due.title
    assert due.address == letter.get_absolute_url()
    assert list(due_nominations(make_focal_point(), today())) == []
    handle_nomination(letter, by=None)
    assert list(due_nominations(fresh(user), today())) == []


def test_the_menu_leads_to_letters_who_may_see_any(client):
    client.force_login(make_focal_point())
    assert f'href="{LIST}" aria-current="page"' in text_of(client.get(LIST))
    client.force_login(make_observer())
    assert f'href="{LIST}"' not in text_of(client.get(reverse("network:circulars")))


def test_a_letter_that_was_handled_waits_no_more():
    waiting, _handled = make_nomination(), make_nomination(handled_at=now())
    assert list(Nomination.objects.waiting()) == [waiting]
