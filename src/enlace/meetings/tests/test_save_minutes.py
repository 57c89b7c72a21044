"""Minutes are saved, never lost: two at once are both kept, compared and joined."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.test import Client
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.meetings.minutes.actions import restore_minutes, save_minutes
from enlace.meetings.models import MinutesVersion
from enlace.meetings.testing import make_approval, make_minutes_version, make_session
from enlace.network.testing import make_focal_point, make_host, make_secretary

pytestmark = pytest.mark.django_db


def save(session, text="Se abrió.", **fields):
    return save_minutes(session, **{"by": None, "text": text, "language": "es"} | fields)


def address(session, name="session_minutes"):
    return reverse(f"meetings:{name}", args=[session.pk])


def texts(session):
    return set(MinutesVersion.objects.filter(session=session).values_list("text", flat=True))


def test_a_save_is_a_new_version_and_is_recorded():
    session, user = make_session(), make_secretary()
    first = save(session, by=user)
    second = save(session, "Se abrió la sesión.\r\n\r\n- punto  \r\n", base=first, by=user)
    assert (second.base, second.by, second.text) == (first, user, "Se abrió la sesión.\n\n- punto")
    after = {"session": session.pk, "base": first.pk, "merged": None}
    assert AuditEntry.objects.get(action="write_minutes", subject_id=second.pk).after == after


def test_the_same_text_is_no_new_version():
    session = make_session()
    first = save(session)
    assert save(session, base=first) == first
    second = save(session, "Otra", base=first)
    assert save(session, "Otra", base=first) == second
    assert session.minutes.count() == 2


def test_two_at_once_are_both_kept_and_joining_them_leaves_one():
    session = make_session()
    first = save(session)
    one, other = save(session, "Uno", base=first), save(session, "Otro", base=first)
    assert set(MinutesVersion.objects.heads()) == {one, other}
    joined = save(session, "Uno y otro", base=one, merged=other)
    assert list(MinutesVersion.objects.heads()) == [joined]
    assert texts(session) == {"Se abrió.", "Uno", "Otro", "Uno y otro"}


def test_joining_leaves_one_head_even_if_it_says_what_one_of_them_said():
    session = make_session()
    one, other = save(session, "Uno"), save(session, "Otro")
    joined = save(session, "Uno", base=one, merged=other)
    assert list(MinutesVersion.objects.heads()) == [joined]


def test_an_older_text_counts_again_as_a_new_version():
    session = make_session()
    first = save(session)
    second = save(session, "Mal", base=first)
    third = restore_minutes(first, by=None, base=second)
    assert (third.text, third.base) == (first.text, second)
    assert list(MinutesVersion.objects.heads()) == [third]


def test_who_may_not_is_refused():
    session = make_session()
    with pytest.raises(PermissionDenied):
        save(session, by=make_focal_point())
    make_approval(meeting=session.meeting)
    with pytest.raises(PermissionDenied):
        save(session, by=make_secretary())
    assert not texts(session)


def test_bad_input_is_refused_in_words():
    session, foreign = make_session(), make_minutes_version(session=make_session())
    for fields in (
        {"base": foreign},
        {"language": "xx"},
        {"text": " \n"},
        {"merged": make_minutes_version(session=session)},
    ):
        with pytest.raises(ValidationError):
            save(session, **fields)


def test_the_host_writes_without_javascript_and_the_page_shows_the_structure(client):
    session = make_session()
    client.force_login(make_host())
    assert client.post(address(session), {"text": "Se abrió.\n\n- <b>punto</b>", "language": "pt"}).status_code == 302
    html = client.get(reverse("meetings:minutes", args=[session.meeting_id])).content.decode()
    assert '<div class="text" lang="pt">' in html
    assert "<li>&lt;b&gt;punto&lt;/b&gt;</li>" in html


def test_the_page_of_two_texts_shows_both_and_offers_them_joined(client):
    session = make_session()
    first = save(session, "a\nb\nc\nd\ne")
    one, other = save(session, "A\nb\nc\nd\ne", base=first), save(session, "a\nb\nc\nd\nE", base=first)
    client.force_login(make_secretary())
    answer = client.get(address(session))
    assert "<mark>A</mark>" in answer.content.decode()
    form = answer.context["form"]
    assert (form["text"].value(), form["base"].value(), form["merged"].value()) == ("A\nb\nc\nd\nE", one.pk, other.pk)
    assert client.get(address(session), {"from": "other"}).context["form"]["text"].value() == other.text
    client.post(address(session), {name: form[name].value() for name in ("text", "language", "base", "merged")})
    assert MinutesVersion.objects.heads().get().text == "A\nb\nc\nd\nE"


def test_an_autosave_answers_with_the_version_that_the_next_builds_upon(client):
    session = make_session()
    client.force_login(make_secretary())
    keep, head = address(session, "autosave_minutes"), address(session, "minutes_head")
    base = client.post(keep, {"text": "Uno", "language": "es", "base": ""}).json()["base"]
    told = client.post(keep, {"text": "Uno y dos", "language": "es", "base": base}).json()
    assert (told["elsewhere"], MinutesVersion.objects.get(pk=told["base"]).base_id) == ("", base)
    assert not client.get(head, {"base": told["base"]}).json()["elsewhere"]
    save(session, "Otro", base=MinutesVersion.objects.get(pk=told["base"]))
    assert "Otra persona" in client.get(head, {"base": told["base"]}).json()["elsewhere"]
    assert client.post(keep, {"text": "x", "language": "xx"}).status_code == 400


def test_a_version_has_its_page_and_is_restored_there(client):
    session = make_session()
    first = save(session, "Antes")
    second = save(session, "Después", base=first)
    client.force_login(make_secretary())
    page = client.get(reverse("meetings:minutes_version", args=[first.pk]))
    assert (page.status_code, page.context["may_restore"]) == (200, True)
    client.post(reverse("meetings:restore_minutes", args=[first.pk]), {"base": second.pk})
    assert MinutesVersion.objects.heads().get().text == "Antes"


def test_whoever_does_not_organise_finds_no_page(client):
    session = make_session()
    version = save(session)
    client.force_login(make_focal_point())
    assert client.get(address(session)).status_code == 404
    assert client.get(reverse("meetings:minutes_version", args=[version.pk])).status_code == 404
    assert client.post(address(session, "autosave_minutes"), {"text": "x", "language": "es"}).status_code == 404


@pytest.mark.parametrize("why", ["signed out", "no right", "circulated"])
def test_a_text_that_cannot_be_saved_is_shown_again(client, why):
    session = make_session()
    if why != "signed out":
        client.force_login(make_focal_point() if why == "no right" else make_secretary())
    if why == "circulated":
        make_approval(meeting=session.meeting)
    answer = client.post(address(session), {"text": "Lo que <dije>", "language": "es", "base": ""})
    assert answer.status_code == 403
    assert "Lo que &lt;dije&gt;</textarea>" in answer.content.decode()
    assert not texts(session)


def test_a_form_from_before_a_new_sign_in_is_shown_again_and_then_saved():
    session, browser = make_session(), Client(enforce_csrf_checks=True)
    browser.force_login(make_secretary())
    answer = browser.post(address(session), {"text": "Lo dicho", "language": "es", "csrfmiddlewaretoken": "x" * 64})
    assert (answer.status_code, texts(session)) == (403, set())
    assert "Lo dicho</textarea>" in answer.content.decode()
    token = browser.cookies["csrftoken"].value
    again = {"text": "Lo dicho", "language": "es", "csrfmiddlewaretoken": token}
    assert browser.post(address(session), again).status_code == 302
    assert texts(session) == {"Lo dicho"}


def test_a_cancelled_session_keeps_its_minutes_and_takes_no_more(client):
    session = make_session()
    save(session)
    session.cancelled_at = now()
    session.save()
    client.force_login(make_secretary())
    answer = client.get(address(session))
    assert "Se abrió." in answer.content.decode()
    assert answer.context["form"] is None


@pytest.mark.django_db(transaction=True)
def test_of_many_who_save_at_the_same_moment_every_text_is_kept():
    session = make_session()
    first = save(session)

    def write(number):
        try:
            return save(session, f"Texto {number}", base=first).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as writers:
        kept = list(writers.map(write, range(12)))
    assert len(set(kept)) == 12
    assert texts(session) == {"Se abrió.", *(f"Texto {number}" for number in range(12))}
    assert MinutesVersion.objects.heads().count() == 12
