import hashlib
import stat
from pathlib import Path

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.files import storing, uploads
from enlace.files.actions import add_file
from enlace.files.models import File, Version
from enlace.files.storing import atomic_with_files, store
from enlace.files.testing import PDF
from enlace.files.tests.uploading import office, on_disk, picture, upload
from enlace.network.testing import make_focal_point, make_nomination, make_observer, make_secretary

pytestmark = pytest.mark.django_db
LETTER = "Designación de João.pdf"


@pytest.fixture
def letter():
    return make_nomination()


def sentence(refusal):
    with override("en"):
        (said,) = refusal.value.message_dict["file"]
    return said


def test_a_file_is_kept_under_a_name_that_says_nothing_and_nobody_else_may_read(letter):
    version = add_file(letter, upload(LETTER), by=make_focal_point()).versions.get()
    path = Path(version.content.path)
    assert (version.number, version.name, version.size) == (1, LETTER, len(PDF))
    assert (version.content_type, version.sha256) == ("application/pdf", hashlib.sha256(PDF).hexdigest())
    assert path.read_bytes() == PDF
    assert path.parent.name == "files"
    assert len(path.name) == 32
    assert stat.S_IMODE(path.stat().st_mode) & ~0o640 == 0


def test_the_log_knows_the_sum_and_the_owner_but_no_name(letter):
    user = make_secretary()
    file = add_file(letter, upload(LETTER), by=user)
    entry = AuditEntry.objects.get(action="add_file")
    assert (entry.by, entry.subject_kind, entry.subject_id) == (user, "files.file", str(file.pk))
    assert entry.after == {
        "owner": "network.nomination",
        "owner_id": letter.pk,
        "number": 1,
        "size": len(PDF),
        "sha256": hashlib.sha256(PDF).hexdigest(),
    }


def test_accents_written_in_two_letters_are_kept_as_one(letter):
    version = add_file(letter, upload("designacio\u0301n.pdf"), by=None).versions.get()
    assert version.name == "designaci\u00f3n.pdf"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("../x.pdf", PDF, "one of the signs"),
        ("x.pdf.exe", PDF, "run a program or a script (.exe)"),
        ("x.doc", PDF, "Files that end in .doc are not taken. Save it as one of: PDF, DOCX"),
        ("x", PDF, "no ending"),
        ("x.pdf", b"", "This file is empty."),
        ("x.pdf", b"MZ", "it holds no PDF that can be read"),
        ("x.png", picture("JPEG"), "it holds no PNG that can be read"),
        ("x.docx", office("[Content_Types].xml", "word/a.xml", "word/vbaProject.bin"), "carries a program (macros)"),
        ("x.txt", b"a\x00", "Save it in UTF-8"),
    ],
)
def test_what_is_not_taken_is_told_in_a_sentence_and_nothing_is_written(letter, name, content, said):
    before = on_disk()
    with pytest.raises(ValidationError) as refusal:
        add_file(letter, upload(name, content), by=None)
    assert said in sentence(refusal)
    assert on_disk() == before
    assert not File.objects.exists()
    assert not AuditEntry.objects.filter(action="add_file").exists()


def test_a_file_that_is_too_large_is_refused(letter, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST_FILE", 20)
    with pytest.raises(ValidationError) as refusal:
        add_file(letter, upload(), by=None)
    assert sentence(refusal).startswith("This file has more than 20\xa0bytes.")


def test_a_file_that_is_larger_than_it_says_is_refused_while_it_streams_in(letter, monkeypatch):
    monkeypatch.setattr(storing, "LARGEST_FILE", 20)
    before = on_disk()
    with pytest.raises(ValidationError):
        add_file(letter, upload(), by=None)
    assert on_disk() == before


def test_who_may_not_change_the_owner_adds_no_file(letter):
    before = on_disk()
    for user in (make_focal_point("py@example.org", "PY"), make_observer()):
        with pytest.raises(PermissionDenied):
            add_file(letter, upload(), by=user)
    with pytest.raises(PermissionDenied):
        add_file(make_nomination(handled_at=now()), upload(), by=make_secretary())
    assert on_disk() == before


def filed_and_taken_back(letter, begun):
    with atomic_with_files():
        add_file(letter, upload(), by=None)
        begun.extend(on_disk())
        raise ZeroDivisionError


def test_a_change_that_is_taken_back_takes_its_files_along(letter):
    before, begun = on_disk(), []
    with pytest.raises(ZeroDivisionError):
        filed_and_taken_back(letter, begun)
    assert len(set(begun) - before) == 1
    assert on_disk() == before
    assert not Version.objects.exists()


def test_a_part_that_is_taken_back_leaves_the_rest(letter):
    before = on_disk()
    with atomic_with_files():
        add_file(letter, upload(), by=None)
        with pytest.raises(ZeroDivisionError):
            filed_and_taken_back(letter, [])
    assert len(on_disk() - before) == Version.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_committed_stays_though_what_follows_fails():
    letter, before = make_nomination(), on_disk()

    def follow():
        raise ZeroDivisionError

    def add():
        with atomic_with_files():
            transaction.on_commit(follow)
            add_file(letter, upload(), by=None)

    with pytest.raises(ZeroDivisionError):
        add()
    assert Version.objects.count() == len(on_disk() - before) == 1


def test_a_plain_transaction_round_it_is_refused_since_it_could_leave_files_behind(letter):
    with pytest.raises(RuntimeError), transaction.atomic():
        add_file(letter, upload(), by=None)


def test_nothing_is_stored_outside_a_transaction_that_would_take_it_back():
    with pytest.raises(RuntimeError):
        store(upload())


def test_the_page_of_the_owner_takes_a_file(client, letter):
    client.force_login(make_focal_point())
    address = reverse("network:add_nomination_file", args=[letter.pk])
    answer = client.post(address, {"file": upload(LETTER)})
    assert answer.headers["Location"] == letter.get_absolute_url()
    assert [str(message) for message in get_messages(answer.wsgi_request)]
    assert LETTER in client.get(letter.get_absolute_url()).content.decode()


def test_the_page_says_what_is_wrong_and_offers_the_form_again(client, letter):
    client.force_login(make_focal_point())
    address = reverse("network:add_nomination_file", args=[letter.pk])
    with override("en"):
        answer = client.post(address.replace("/es/", "/en/"), {"file": upload("x.pdf", b"MZ")})
    assert "it holds no PDF that can be read" in answer.content.decode()
    assert 'name="file"' in answer.content.decode()
    assert "This field is required" in client.post(address.replace("/es/", "/en/")).content.decode()


def test_a_letter_that_was_handled_takes_no_file(client):
    client.force_login(make_focal_point())
    handled = make_nomination(handled_at=now())
    assert client.post(reverse("network:add_nomination_file", args=[handled.pk])).status_code == 403
    assert 'name="file"' not in client.get(handled.get_absolute_url()).content.decode()
