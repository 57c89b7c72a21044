"""Somebody is erased: every text of every table and every file is searched for what was known of them."""

import json
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import quote_plus

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings as django_settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.mail import EmailMessage
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.log_actions import log
from wagtail.models import Comment, CommentReply, ModelLogEntry, Page, UploadedFile
from wagtail.users.models import UserProfile

from enlace.accounts.models import AuditEntry, User
from enlace.accounts.testing import PASSWORD, make_user
from enlace.core.clock import today
from enlace.core.mail import deliver_mail, post
from enlace.core.models import Mail
from enlace.files.models import Version
from enlace.files.testing import make_file
from enlace.network.audit_words import office_in_words
from enlace.network.import_actions import keep_table
from enlace.network.invitation_actions import invite
from enlace.network.models import Invitation, Listing, Mandate, Person
from enlace.network.people_actions import choose_listing, correct_person
from enlace.network.privacy_actions import erase_person
from enlace.network.testing import (
    fresh,
    make_circular,
    make_focal_point,
    make_invitation,
    make_mandate,
    make_nomination,
    make_person,
    make_secretary,
    make_state,
)

NAME, EMAIL, PHONE = "Kanarína Zwölftón", "kanarina.office@example.org", "+598 99 777 0001"
ACCOUNT_NAME, ACCOUNT_EMAIL = "Kanaríno Acuñado", "kanarino.private@example.net"
KEY, BROWSER, IP = "kanari-passkey", "KanariBrowser/77.1", "203.0.113.77"
FILE_NAME, FILE_TEXT, AVATAR, UPLOAD = "kanari-carta.pdf", "kanari-in-the-letter", "kanari-avatar", "kanari-upload"
EVERYTHING = [NAME, EMAIL, PHONE, ACCOUNT_NAME, ACCOUNT_EMAIL, KEY, BROWSER, IP, FILE_NAME, FILE_TEXT, AVATAR, UPLOAD]


def in_every_form(word: str) -> set[str]:
    """As it is written in texts, in JSON and in forms."""
    return {form.casefold() for form in (word, json.dumps(word)[1:-1], quote_plus(word))}


def texts_of_the_database() -> list[tuple[str, str]]:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                found.append(
                    (
                        table,
                        " ".join(
                            bytes(v).decode("latin-1") if isinstance(v, memoryview | bytes) else str(v) for v in row
                        ),
                    )
                )
    return [*found, *(("session", str(one.get_decoded())) for one in Session.objects.all())]


def kept_files() -> list[Path]:
    left_out = {django_settings.DATA / "cache"}
    return [path for path in django_settings.DATA.rglob("*") if path.is_file() and not left_out & set(path.parents)]


def texts_of_the_files() -> list[tuple[str, str]]:
    found = []
    for path in kept_files():
        content = path.read_bytes()
        found.append((str(path), f"{path.name} {content.decode('utf-8', 'replace')}"))
        if path.parent.name == "mail":
            mail = message_from_bytes(content, policy=policy.default)
            found.append(
                (
                    str(path),
                    f"{mail['To']} {mail['Subject']} {mail.get_payload(decode=True).decode('utf-8', 'replace')}",
                )
            )
    return found


def places_of(word: str) -> set[str]:
    forms = in_every_form(word)
    everywhere = [*texts_of_the_database(), *texts_of_the_files()]
    return {place for place, text in everywhere if any(form in text.casefold() for form in forms)}


def sign_in() -> Client:
    browser = Client(headers={"user-agent": BROWSER}, REMOTE_ADDR=IP)
    address = reverse("account_login")
    browser.post(address, {"login": ACCOUNT_EMAIL, "password": "not the password"})
    answer = browser.post(address, {"login": ACCOUNT_EMAIL, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def live_a_little(person: Person, secretary: User) -> Client:
    """All that Enlace comes to hold on somebody who uses it."""
    user = person.user
    browser = sign_in()
    Client().post(reverse("account_reset_password"), {"email": ACCOUNT_EMAIL})
    Authenticator.objects.create(user=user, type="webauthn", data={"name": KEY, "credential": {}})
    UserProfile.objects.update_or_create(user=user, defaults={"avatar": ContentFile(AVATAR.encode(), "kanari.png")})
    choose_listing(person, Listing.CONTACT, by=user)
    correct_person(person, by=user, phone=PHONE)
    make_circular(audience="invited", invited=[person])
    make_invitation(person=person)
    letter = make_nomination(state=make_state("UY"))
    make_mandate("validator", person=person, nomination=letter, since=today() + timedelta(days=30))
    make_file(letter, content=f"%PDF-1.7 {FILE_TEXT}".encode(), name=FILE_NAME)
    keep_table("directorio.csv", f"name,email\n{NAME},{EMAIL}\n".encode(), by=secretary)
    write_mail(secretary)
    write_in_the_cms(user, secretary)
    return browser


def write_mail(secretary: User) -> None:
    post(EMAIL, "Bienvenida", f"Estimada {NAME}:")
    deliver_mail(timezone.now())
    post(ACCOUNT_EMAIL, "Un aviso", f"Estimada {NAME}:")
    post(secretary.email, "Un mandato termina", f"Termina el mandato de {NAME} ({EMAIL}). Hay que renovarlo.")
    EmailMessage("Lista", f"{ACCOUNT_NAME}, teléfono {PHONE}", to=["other@example.org"]).send()
    other = EmailMessage("Otra cosa", "Sin nombres", to=["other@example.org"]).message().as_bytes()
    (django_settings.DATA / "mail" / "other.log").write_bytes(other)


def write_in_the_cms(user: User, secretary: User) -> None:
    page = (
        Page.objects.get(depth=2, slug__startswith="").specific if Page.objects.filter(depth=2).count() == 1 else None
    )
    page = page or Page.objects.filter(depth=2).first().specific
    comment = Comment.objects.create(page=page, user=user, text=f"Escribe {ACCOUNT_NAME}", contentpath="title")
    CommentReply.objects.create(comment=comment, user=secretary, text=f"Gracias, {NAME}")
    comment.log_create(page_revision=page.save_revision(user=user), user=user)
    FormState.objects.create(
        user=user,
        content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page.pk),
        data=f"title={quote_plus(ACCOUNT_NAME)}",
        last_updated_at=timezone.now(),
    )
    UploadedFile.objects.create(uploaded_by_user=user, file=ContentFile(UPLOAD.encode(), "kanari.bin"))
    log(user, "wagtail.edit", user=secretary)


@pytest.fixture
def person():
    """A focal point with an account of another name and address than those of the directory."""
    user = make_user(ACCOUNT_EMAIL, name=ACCOUNT_NAME)
    one = make_person(name=NAME, email=EMAIL, user=user)
    make_mandate(person=one)
    return one


@pytest.fixture
def mail_in_files(settings):
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(settings.DATA / "mail")}}}
    yield
    for path in (settings.DATA / "mail").iterdir():
        path.unlink()


@pytest.mark.django_db(transaction=True)
def test_nothing_of_somebody_is_left_in_any_table_or_file(person, mail_in_files):
    secretary = make_secretary()
    browser = live_a_little(person, secretary)
    assert {word for word in EVERYTHING if not places_of(word)} == set()
    erase_person(person, by=secretary)
    left = {word: places_of(word) for word in EVERYTHING}
    assert {word: places for word, places in left.items() if places} == {}
    assert not in_the_free_space_of_the_database()
    assert browser.get(reverse("network:your_data")).status_code == 302
    assert "Sin nombres" in "".join(text for _path, text in texts_of_the_files())
    assert (
        Mail.objects.get(sent_at=None, to=secretary.email).text == "Termina el mandato de […] ([…]). Hay que renovarlo."
    )


def in_the_free_space_of_the_database() -> set[str]:
    """What a look into the file itself would still find; of PostgreSQL the files are not ours to read."""
    if connection.vendor != "sqlite":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = Path(connection.settings_dict["NAME"]).read_bytes()
    return {word for word in EVERYTHING if any(form.encode() in content for form in (word, json.dumps(word)[1:-1]))}


pytestmark = pytest.mark.django_db


def test_offices_dates_and_the_log_stay(person):
    mandate, secretary = person.mandates.get(), make_secretary()
    before = list(AuditEntry.objects.order_by("id").values())
    erase_person(person, by=secretary)
    mandate.refresh_from_db()
    assert (mandate.until, mandate.role, mandate.state.code) == (today(), "focal_point", "UY")
    assert list(AuditEntry.objects.order_by("id").values())[: len(before)] == before


def test_a_mandate_that_has_not_begun_is_taken_back(person):
    coming = make_mandate("validator", person=person, since=today() + timedelta(days=1))
    erase_person(person, by=make_secretary())
    assert not Mandate.objects.filter(pk=coming.pk).exists()


def test_the_account_is_closed_for_ever(person):
    erase_person(person, by=make_secretary())
    user = fresh(person.user)
    assert (user.is_active, user.name, user.has_usable_password()) == (False, "", False)
    assert user.email == f"erased-{user.pk}@invalid"
    assert not EmailAddress.objects.filter(user=user).exists()


def test_somebody_without_an_account_is_erased_too():
    person = make_person(name=NAME, email=EMAIL)
    erase_person(person, by=make_secretary())
    person.refresh_from_db()
    assert (person.name, person.email, str(person.pk) in str(person)) == ("", "", True)
    assert person.erased_at


@pytest.mark.parametrize(
    ("chosen", "left"),
    [("contact", "office"), ("name", "office"), ("office", "office"), ("nothing", "nothing")],
)
def test_the_directory_shows_the_office_at_most(person, chosen, left):
    Person.objects.filter(pk=person.pk).update(listing=chosen)
    assert erase_person(person, by=make_secretary()).listing == left


def test_an_invitation_that_is_open_goes_and_one_that_is_over_stays():
    person = make_person(email=EMAIL)
    make_mandate(person=person)
    over = make_invitation(person=person, accepted_at=timezone.now())
    invite(person, by=None)
    erase_person(person, by=make_secretary())
    assert list(Invitation.objects.filter(person=person)) == [over]
    assert not Mail.objects.filter(to=EMAIL).exists()


def test_a_letter_that_names_somebody_else_too_keeps_its_file(person):
    letter = make_nomination(state=make_state("UY"))
    Mandate.objects.filter(person=person).update(nomination=letter)
    other = make_mandate("alternate", nomination=letter)
    make_file(letter, name="carta.pdf")
    erase_person(person, by=make_secretary())
    assert Version.objects.get().name == "carta.pdf"
    erase_person(other.person, by=make_secretary("other@example.org"))
    assert Version.objects.get().name == ""


def test_the_log_says_that_it_was_done_and_by_whom(person):
    secretary = make_secretary()
    erase_person(person, by=secretary)
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.by, entry.subject_id) == ("erase_person", secretary, str(person.pk))
    assert entry.after == {"listing": "office", "letters": 0, "invitations": 0}


def test_the_log_of_the_cms_names_nobody(person):
    log(person.user, "wagtail.edit", user=make_secretary())
    erase_person(person, by=None)
    assert ModelLogEntry.objects.get(object_id=str(person.user_id)).label == f"erased-{person.user_id}@invalid"


def test_the_secretariat_may_erase_but_nobody_themself():
    secretary = make_secretary()
    with pytest.raises(PermissionDenied):
        erase_person(secretary.person, by=secretary)
    focal_point = make_focal_point()
    with pytest.raises(PermissionDenied):
        erase_person(focal_point.person, by=focal_point)
    with pytest.raises(PermissionDenied):
        erase_person(secretary.person, by=focal_point)
    assert not Person.objects.erased().exists()


def test_an_administrator_is_erased_by_another_one_only():
    first = make_person(user=make_user("first@example.org", is_superuser=True)).user
    second = make_person(user=make_user("second@example.org", is_superuser=True)).user
    for refused in (make_secretary(), first):
        with pytest.raises(PermissionDenied):
            erase_person(first.person, by=refused)
    erase_person(first.person, by=second)
    assert User.objects.filter(is_superuser=True).get() == second


def test_nobody_is_erased_twice(person):
    secretary = make_secretary()
    erase_person(person, by=secretary)
    with pytest.raises(PermissionDenied):
        erase_person(person, by=secretary)


def test_the_page_says_what_goes_and_asks_before_it_does(client, person):
    client.force_login(make_secretary())
    address = reverse("network:erase_person", args=[person.pk])
    assert client.get(address).context["erasure"].ending == [office_in_words(person.mandates.get())]
    assert client.post(address).context["form"].errors["understood"]
    assert client.post(address, {"understood": "on"}).status_code == 302
    person.refresh_from_db()
    assert person.erased_at


@pytest.mark.parametrize(("code", "status"), [("UY", 403), ("PY", 404)])
def test_who_may_not_erase_is_refused(client, person, code, status):
    """Themself knows of what is held; somebody else does not."""
    other = make_focal_point("other@example.org", "PY")
    client.force_login(person.user if code == "UY" else other)
    address = reverse("network:erase_person", args=[person.pk])
    assert client.post(address, {"understood": "on"}).status_code == status
    assert not Person.objects.erased().exists()
