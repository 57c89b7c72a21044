import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.files.actions import add_version
from enlace.files.testing import PDF, make_file
from enlace.files.tests.uploading import on_disk, upload
from enlace.network.testing import make_circular, make_focal_point, make_nomination, make_observer, make_secretary

pytestmark = pytest.mark.django_db


def test_a_new_version_counts_and_the_old_ones_stay():
    file = make_file(make_nomination())
    add_version(file, upload("carta-2.pdf", PDF + b"\n"), by=make_focal_point())
    assert [(one.number, one.name) for one in file.versions.all()] == [(2, "carta-2.pdf"), (1, "carta.pdf")]
    assert AuditEntry.objects.get(action="add_version").after["number"] == 2


def test_a_number_is_not_given_twice():
    file = make_file(make_nomination())
    file.versions.update(number=7)
    assert add_version(file, upload(), by=None).number == 8


def test_a_version_that_is_not_taken_leaves_everything_as_it_was():
    file, before = make_file(make_nomination()), on_disk()
    with pytest.raises(ValidationError):
        add_version(file, upload("x.exe"), by=None)
    assert on_disk() - before == set()
    assert file.versions.count() == 1


def test_who_may_not_change_the_owner_adds_no_version():
    file = make_file(make_circular())
    for user in (make_focal_point(), make_observer(), make_secretary(), None):
        with pytest.raises(PermissionDenied):
            add_version(file, upload(), by=user)


def test_the_page_takes_a_version_and_leads_back_to_the_owner(client):
    file = make_file(make_nomination())
    client.force_login(make_focal_point())
    address = reverse("files:add_version", args=[file.pk])
    assert "carta.pdf" in client.get(address).content.decode()
    answer = client.post(address, {"file": upload("carta-2.pdf")})
    assert answer.headers["Location"] == file.owner.get_absolute_url()
    assert file.versions.count() == 2


def test_the_page_is_not_there_for_who_may_not_see_the_file_and_closed_for_who_may_not_change_it(client):
    letter, sent = make_file(make_nomination()), make_file(make_circular())
    client.force_login(make_focal_point("py@example.org", "PY"))
    assert client.get(reverse("files:add_version", args=[letter.pk])).status_code == 404
    assert client.get(reverse("files:add_version", args=[sent.pk])).status_code == 403
