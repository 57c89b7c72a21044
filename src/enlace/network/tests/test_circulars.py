"""Circulars: written by the secretariat, sent once, read by their audience."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import override

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.core.mail import deliver_mail
from enlace.core.models import Mail
from enlace.core.texts import Texts
from enlace.files.testing import make_file
from enlace.network.audiences import Audience
from enlace.network.circular_actions import change_circular, discard_circular, send_circular, write_circular
from enlace.network.circular_mail import readers_of
from enlace.network.models import Circular, Membership, Person
from enlace.network.testing import (
    fresh,
    make_cast,
    make_circular,
    make_focal_point,
    make_mandate,
    make_observer,
    make_person,
    make_secretary,
)

pytestmark = pytest.mark.django_db
TITLE, TEXT = {"es": "Próxima reunión", "pt": "Próxima reunião"}, {"es": "Texto reservado de la circular"}
LIST, ADD = reverse("network:circulars"), reverse("network:add_circular")


def text_of(answer):
    return answer.content.decode()


def draft(**overrides):
    return write_circular(by=None, **{"title": TITLE, "text": TEXT} | overrides)


def told(circular):
    return {person.email.partition("@")[0] for person in readers_of(circular, today())}


def test_the_secretariat_writes_a_draft_that_it_alone_sees():
    cast = make_cast()
    circular = draft(audience="public")
    assert circular.sent_at is None
    assert AuditEntry.objects.get(action="write_circular").after == {"audience": "public"}
    for user in (cast.focal_point, cast.observer, AnonymousUser()):
        assert circular not in Circular.objects.visible_to(user)
    assert circular in Circular.objects.visible_to(cast.secretary)


def test_nobody_else_writes_one():
    cast = make_cast()
    for user in (cast.focal_point, cast.observer, cast.editor, cast.stranger):
        with pytest.raises(PermissionDenied):
            write_circular(by=user, title=TITLE)
    assert not Circular.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"title": {}}, "title"), ({"audience": "friends"}, "audience"), ({"audience": "invited"}, "invited")],
)
def test_a_circular_that_lacks_something_is_refused_at_its_field(wrong, field):
    with pytest.raises(ValidationError) as refusal:
        draft(**wrong)
    assert list(refusal.value.message_dict) == [field]
    assert not Circular.objects.exists()


def test_a_draft_is_changed_and_the_log_knows_for_whom_it_was():
    person = make_person()
    circular = draft(audience="invited", invited=[person])
    change_circular(circular, by=None, title=TITLE, text={}, audience="network")
    entry = AuditEntry.objects.get(action="change_circular")
    assert (entry.before, entry.after) == ({"audience": "invited", "invited": [person.pk]}, {"audience": "network"})
    assert not circular.invited.exists()


def test_what_was_sent_is_changed_by_nobody():
    circular, stale = make_circular(), make_circular(sent_at=None)
    Circular.objects.filter(pk=stale.pk).update(sent_at=now())
    for one in (circular, stale):
        with pytest.raises(PermissionDenied):
            change_circular(one, by=make_secretary(f"{one.pk}@example.org"), title=TITLE, text={}, audience="public")


def test_a_draft_that_was_not_wanted_goes_with_the_contents_of_its_files():
    circular = draft()
    version = make_file(circular).versions.get()
    discard_circular(circular, by=make_secretary())
    assert not Circular.objects.exists()
    version.refresh_from_db()
    assert (version.name, version.content.name) == ("", "")
    assert AuditEntry.objects.filter(action="discard_circular", subject_id=circular.pk).exists()


def test_what_was_sent_is_not_discarded(client):
    circular = make_circular()
    client.force_login(make_secretary())
    assert client.post(reverse("network:discard_circular", args=[circular.pk])).status_code == 403
    assert Circular.objects.exists()


def test_each_is_told_in_their_language_and_reads_the_text_only_once_signed_in():
    make_focal_point()
    Person.objects.update(language="pt")
    assert send_circular(draft(), by=None) == 1
    assert deliver_mail(now()) == 1
    (message,) = mail.outbox
    assert message.subject.endswith(": Próxima reunião")
    assert "/pt/circulars/" in message.body
    assert "Texto reservado" not in message.body


def test_the_mail_of_a_public_circular_holds_its_text_as_it_was_written():
    make_focal_point()
    send_circular(draft(audience="public", text={"es": "Bolivia & Perú <aquí>"}), by=None)
    assert "Bolivia & Perú <aquí>" in Mail.objects.get().text


def test_it_is_sent_once_though_two_press_the_button():
    make_focal_point()
    circular = draft()
    stale = Circular.objects.get(pk=circular.pk)
    send_circular(circular, by=None)
    for again in (circular, stale):
        with pytest.raises(PermissionDenied):
            send_circular(again, by=None)
    assert Mail.objects.count() == 1
    (entry,) = AuditEntry.objects.filter(action="send_circular")
    assert (entry.after["audience"], entry.after["people"]) == ("members", 1)


def test_who_may_not_write_does_not_send():
    circular = draft()
    with pytest.raises(PermissionDenied):
        send_circular(circular, by=make_focal_point())
    assert not Mail.objects.exists()


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("public", {"focal", "other-focal", "alternate", "validator", "observer", "secretary", "editor", "host"}),
        ("network", {"focal", "other-focal", "alternate", "validator", "observer", "secretary"}),
        ("members", {"focal", "other-focal", "alternate", "validator", "secretary"}),
        ("secretariat", {"secretary"}),
        ("invited", {"observer", "other-focal"}),
    ],
)
def test_the_audience_is_told_and_whoever_is_told_may_read_it(audience, readers):
    cast = make_cast()
    invited = [cast.observer.person, cast.other_focal_point.person, cast.editor.person, make_person()]
    circular = make_circular(audience=audience, invited=invited)
    assert told(circular) == readers
    for person in readers_of(circular, today()):
        assert circular in Circular.objects.visible_to(fresh(person.user))


def test_nobody_is_told_whose_mandate_is_over_whose_state_left_who_has_no_address_or_is_erased():
    make_mandate("alternate", until=today().replace(year=today().year - 1), since=today().replace(year=2015))
    make_mandate("alternate", person=make_person(email=""))
    make_mandate("alternate", person=make_person(erased_at=now()))
    circular = make_circular()
    assert not readers_of(circular, today()).exists()
    make_focal_point()
    assert told(circular) == {"focal"}
    Membership.objects.update(until=today().replace(year=2015))
    assert not told(circular)


def test_who_holds_two_mandates_is_told_once():
    user = make_focal_point()
    make_mandate("validator", person=user.person)
    assert readers_of(make_circular(audience=Audience.NETWORK), today()).count() == 1


def test_a_public_circular_and_its_files_are_read_without_signing_in(client):
    circular = make_circular(audience="public", text=Texts({"es": "Para todos: https://example.org/a"}))
    make_file(circular, name="programa.pdf")
    assert circular.get_absolute_url() in text_of(client.get(LIST))
    shown = text_of(client.get(circular.get_absolute_url()))
    assert '<a href="https://example.org/a"' in shown
    assert "programa.pdf" in shown
    assert 'name="file"' not in shown


@pytest.mark.parametrize(
    ("audience", "who", "status"),
    [
        *[("public", "anonymous", 200), ("network", "anonymous", 404), ("network", "observer", 200)],
        *[("members", "observer", 404), ("members", "focal_point", 200), ("secretariat", "focal_point", 404)],
        *[("invited", "focal_point", 200), ("invited", "validator", 404), ("secretariat", "secretary", 200)],
        *[("network", "stranger", 404), ("network", "editor", 404)],
    ],
)
def test_a_circular_is_there_for_its_audience(client, audience, who, status):
    cast = make_cast()
    circular = make_circular(audience=audience, invited=[cast.focal_point.person], title=Texts({"es": "La única"}))
    if who != "anonymous":
        client.force_login(getattr(cast, who))
    assert client.get(circular.get_absolute_url()).status_code == status
    assert ("La única" in text_of(client.get(LIST))) is (status == 200)


def test_a_title_in_another_language_says_so(client):
    make_circular(audience="public", title=Texts({"pt": "Só em português"}))
    with override("en"):
        shown = text_of(client.get(reverse("network:circulars")))
    assert '<span lang="pt">Só em português</span>' in shown
    assert "Available in Portuguese only" in shown


def test_an_empty_list_says_so(client):
    with override("en"):
        assert "There is no circular here yet." in text_of(client.get(reverse("network:circulars")))


def test_the_list_asks_as_much_for_many_circulars_as_for_few(client, django_assert_max_num_queries):
    client.force_login(make_observer())
    make_circular(audience="network")
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _ in range(15):
        make_circular(audience="network")
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def test_the_secretariat_writes_changes_and_sends_on_its_pages(client):
    reader = make_focal_point().person
    client.force_login(make_secretary())
    sent = {"title_es": "Aviso", "text_en": "Notice", "audience": "invited", "invited": [reader.pk]}
    written = client.post(ADD, sent)
    circular = Circular.objects.get()
    assert written.headers["Location"] == circular.get_absolute_url()
    assert set(circular.invited.all()) == {reader}
    edit = reverse("network:edit_circular", args=[circular.pk])
    assert 'value="Aviso"' in text_of(client.get(edit))
    client.post(edit, {**sent, "title_es": "Aviso corregido"})
    send = reverse("network:send_circular", args=[circular.pk])
    assert "Aviso corregido" in text_of(client.get(send))
    assert client.post(send).headers["Location"] == circular.get_absolute_url()
    assert client.post(send).headers["Location"] == circular.get_absolute_url()
    assert Mail.objects.count() == 1
    assert client.get(edit).status_code == 403


def test_a_form_that_names_nobody_says_so_at_the_field(client):
    client.force_login(make_secretary())
    answer = client.post(ADD, {"title_es": "Aviso", "audience": "invited"})
    assert list(answer.context["form"].errors) == ["invited"]
    assert not Circular.objects.exists()


@pytest.mark.parametrize("name", ["edit_circular", "send_circular", "add_circular_file"])
def test_the_pages_to_change_are_not_there_for_who_sees_no_draft_and_closed_for_who_reads(client, name):
    waiting, sent = make_circular(sent_at=None), make_circular()
    client.force_login(make_focal_point())
    assert client.post(reverse(f"network:{name}", args=[waiting.pk])).status_code == 404
    assert client.post(reverse(f"network:{name}", args=[sent.pk])).status_code == 403
    assert client.get(ADD).status_code == 403


def test_a_draft_takes_files_and_a_sent_circular_takes_none(client):
    client.force_login(make_secretary())
    assert 'name="file"' in text_of(client.get(make_circular(sent_at=None).get_absolute_url()))
    assert 'name="file"' not in text_of(client.get(make_circular().get_absolute_url()))


def test_the_menu_leads_members_and_observers_to_circulars(client):
    client.force_login(make_observer())
    assert f'href="{LIST}" aria-current="page"' in text_of(client.get(LIST))
    assert f'href="{LIST}" aria-current="true"' in text_of(
        client.get(make_circular(audience="network").get_absolute_url())
    )
