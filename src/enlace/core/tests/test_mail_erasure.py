import pytest
from django.core.mail import EmailMessage
from django.db import transaction

from enlace.core.erased_words import IN_THEIR_PLACE, erasable, mentions, without
from enlace.core.mail import post
from enlace.core.mail_erasure import erase_from_mail
from enlace.core.models import Mail


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Escribe Ana Pérez.", "Escribe […]."),
        ("ANA PÉREZ, ana@example.org", "[…], […]"),
        ("Ana Pérezcaballero", "Ana Pérezcaballero"),
        ("Susana Pérez", "Susana Pérez"),
        ("", ""),
    ],
)
def test_words_are_taken_out_where_they_stand_as_words(text, left):
    assert without(text, ["Ana Pérez", "ana@example.org"]) == left
    assert mentions(text, ["Ana Pérez", "ana@example.org"]) == (left != text)


def test_a_whole_name_goes_before_a_part_of_it():
    assert without("Ana Pérez Gil", ["Ana Pérez", "Ana Pérez Gil"]) == IN_THEIR_PLACE


def test_what_is_too_short_or_empty_is_not_looked_for():
    assert erasable(["", " ", "Al", "Ana"]) == ("Ana",)


@pytest.fixture
def folder(settings, tmp_path):
    settings.DATA = tmp_path
    place = tmp_path / "mail"
    backend = "django.core.mail.backends.filebased.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": {"file_path": str(place)}}}
    return place


def lay(folder, name, subject, text, to):
    """As a mail is laid where there is no server; the backend may put two of one second into one file."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(EmailMessage(subject, text, to=[to]).message().as_bytes())


@pytest.mark.django_db(transaction=True)
def test_files_of_mail_go_whether_they_name_somebody_in_the_head_or_in_an_encoded_text(folder):
    lay(folder, "1.log", "Aviso", "Texto", "ana@example.org")
    lay(folder, "2.log", "Aviso para Ana Pérez", "Texto", "other@example.org")
    lay(folder, "3.log", "Aviso", f"{'Muy larga línea. ' * 100} Ana Pérez", "other@example.org")
    lay(folder, "4.log", "Aviso", "A nadie", "other@example.org")
    with transaction.atomic():
        erase_from_mail(["ana@example.org"], ["Ana Pérez", "ana@example.org"])
        assert len(list(folder.iterdir())) == 4
    assert [path.name for path in folder.iterdir()] == ["4.log"]


@pytest.mark.django_db
def test_what_waits_for_them_is_not_sent_and_what_waits_for_others_names_nobody():
    post("ana@example.org", "Aviso", "Texto")
    post("other@example.org", "Sobre Ana Pérez", "Termina el mandato de Ana Pérez.")
    erase_from_mail(["ANA@example.org", ""], ["Ana Pérez", "ana@example.org"])
    mail = Mail.objects.get()
    assert (mail.to, mail.subject, mail.text) == ("other@example.org", "Sobre […]", "Termina el mandato de […].")
