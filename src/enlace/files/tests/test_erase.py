import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.files.actions import erase_file, erase_version
from enlace.files.testing import PDF, make_file, make_version
from enlace.files.tests.uploading import on_disk
from enlace.network.testing import make_focal_point, make_nomination, make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def file():
    """Two versions of a letter that was handled."""
    file = make_file(make_nomination(handled_at=now()), name="carta de Ana.pdf")
    make_version(file=file, name="carta de Ana, corregida.pdf")
    return file


def test_an_erased_version_keeps_its_sum_and_loses_its_content_and_name(file, django_capture_on_commit_callbacks):
    version, before = file.versions.get(number=2), on_disk()
    with django_capture_on_commit_callbacks(execute=True):
        erase_version(version, by=make_secretary())
    version.refresh_from_db()
    assert version.is_erased
    assert (version.name, version.get_absolute_url()) == ("", "")
    assert (version.size, len(version.sha256)) == (len(PDF), 64)
    assert len(before - on_disk()) == 1


def test_an_erasure_that_is_taken_back_leaves_the_content(file, django_capture_on_commit_callbacks):
    before = on_disk()
    with django_capture_on_commit_callbacks(execute=False):
        erase_version(file.versions.get(number=2), by=None)
    assert on_disk() == before


def test_the_log_knows_that_it_was_erased_and_not_what_it_was_called(file):
    user = make_secretary()
    erase_file(file, by=user)
    assert file.versions.kept().count() == 0
    entries = AuditEntry.objects.filter(action="erase_version", by=user)
    assert sorted(entry.before["number"] for entry in entries) == [1, 2]
    assert "Ana" not in str([(entry.before, entry.after) for entry in entries])


def test_what_is_erased_is_not_erased_again(file):
    erase_file(file, by=None)
    erase_file(file, by=None)
    assert AuditEntry.objects.filter(action="erase_version").count() == 2


def test_who_files_a_letter_does_not_erase_it(file):
    user = make_focal_point()
    with pytest.raises(PermissionDenied):
        erase_file(file, by=user)
    with pytest.raises(PermissionDenied):
        erase_version(file.versions.get(number=1), by=user)
    assert file.versions.kept().count() == 2


def test_an_erased_version_is_gone_for_who_could_see_it_and_not_there_for_others(client, file):
    address = file.versions.get(number=2).get_absolute_url()
    erase_version(file.versions.get(number=2), by=None)
    assert client.get(address).status_code == 404
    client.force_login(make_focal_point())
    assert client.get(address).status_code == 410
    assert client.get(file.get_absolute_url())["Content-Disposition"] == 'inline; filename="carta de Ana.pdf"'
    erase_file(file, by=None)
    assert client.get(file.get_absolute_url()).status_code == 410


def test_the_secretariat_erases_on_a_page_that_asks_first(client, file):
    client.force_login(make_secretary())
    address = reverse("files:erase_version", args=[file.pk, 2])
    assert "carta de Ana, corregida.pdf" in client.get(address).content.decode()
    assert file.versions.kept().count() == 2
    assert client.post(address).headers["Location"] == file.owner.get_absolute_url()
    client.post(reverse("files:erase_file", args=[file.pk]))
    assert file.versions.kept().count() == 0


def test_the_page_is_closed_for_who_may_not_erase_and_not_there_for_who_may_not_see(client, file):
    addresses = [reverse("files:erase_file", args=[file.pk]), reverse("files:erase_version", args=[file.pk, 1])]
    client.force_login(make_focal_point())
    assert {client.post(address).status_code for address in addresses} == {403}
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert {client.post(address).status_code for address in addresses} == {404}
