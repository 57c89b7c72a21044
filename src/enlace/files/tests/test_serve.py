"""Every way to a private file asks who may see what owns it."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enlace.files.models import File, Version
from enlace.files.testing import PDF, make_file, make_version
from enlace.files.tests.uploading import picture
from enlace.network.testing import fresh, make_cast, make_circular, make_focal_point, make_nomination, make_secretary

pytestmark = pytest.mark.django_db

SEEN = """
                          F O A V B S E N R ?
the letter of a state     Y . Y Y . Y . . Y .
public                    Y Y Y Y Y Y Y Y Y Y
network                   Y Y Y Y Y Y . . Y .
members                   Y Y Y Y . Y . . Y .
secretariat               . . . . . Y . . Y .
invited                   . Y . . . Y . . Y .
public, not sent yet      . . . . . Y . . Y .
"""
CAST = {
    **{"F": "focal_point", "O": "other_focal_point", "A": "alternate", "V": "validator", "B": "observer"},
    **{"S": "secretary", "E": "editor", "N": "stranger", "R": "administrator", "?": "anonymous"},
}


def owner_of(case, cast):
    if case == "the letter of a state":
        return make_nomination()
    audience, _comma, waits = case.partition(", ")
    invited = [cast.other_focal_point.person]
    return make_circular(audience=audience, invited=invited, **({"sent_at": None} if waits else {}))


def expected():
    head, *lines = SEEN.strip().splitlines()
    return [(line[:26].strip(), dict(zip(head.split(), line[26:].split(), strict=True))) for line in lines]


@pytest.mark.parametrize(("case", "answers"), expected(), ids=lambda value: value if isinstance(value, str) else "")
def test_a_file_is_served_to_who_may_see_its_owner(client, case, answers):
    cast = make_cast()
    version = make_file(owner_of(case, cast)).versions.get()
    addresses = [version.get_absolute_url(), version.file.get_absolute_url()]
    for letter, name in CAST.items():
        client.logout()
        user = AnonymousUser() if name == "anonymous" else getattr(cast, name)
        if name != "anonymous":
            client.force_login(user)
            user = fresh(user)
        seen = answers[letter] == "Y"
        assert [client.get(one).status_code for one in addresses] == [200 if seen else 404] * 2, name
        assert Version.objects.visible_to(user).exists() is seen, name


@pytest.fixture
def secretary_client(client):
    client.force_login(make_secretary())
    return client


def served(client, name, content=PDF):
    version = make_version(name=name, content=content)
    answer = client.get(version.get_absolute_url())
    assert b"".join(answer.streaming_content) == content
    return answer


@pytest.mark.parametrize(
    ("name", "kind", "way"),
    [
        ("carta.pdf", "application/pdf", "inline"),
        ("sello.png", "image/png", "inline"),
        ("sello.jpg", "image/jpeg", "inline"),
        ("sello.webp", "image/webp", "inline"),
        ("lista.csv", "text/csv; charset=utf-8", "attachment"),
        ("nota.txt", "text/plain; charset=utf-8", "attachment"),
        (
            "carta.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("carta", "application/octet-stream", "attachment"),
        ("carta.html", "application/octet-stream", "attachment"),
    ],
)
def test_a_file_has_its_type_and_what_could_run_is_taken_home(secretary_client, name, kind, way):
    answer = served(secretary_client, name)
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'{way}; filename="{name}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert ("sandbox" in answer["Content-Security-Policy"]) is (name != "carta.pdf")


def test_a_name_with_accents_arrives_as_it_was_written(secretary_client):
    answer = served(secretary_client, "Designación, São Paulo.pdf")
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''Designaci%C3%B3n%2C%20S%C3%A3o%20Paulo.pdf"


def test_the_address_of_a_file_leads_to_its_newest_version(secretary_client):
    file = make_file(make_nomination(), content=b"one")
    make_version(file=file, content=b"two")
    assert b"".join(secretary_client.get(file.get_absolute_url()).streaming_content) == b"two"
    first = file.versions.get(number=1).get_absolute_url()
    assert b"".join(secretary_client.get(first).streaming_content) == b"one"


@pytest.mark.parametrize("name", ["otra.pdf", "CARTA.pdf", "carta.pdf%00", "..%2fcarta.pdf", "carta.pdf/"])
def test_no_other_name_leads_to_a_version(secretary_client, name):
    file = make_file(make_nomination(), content=picture(), name="carta.pdf")
    assert secretary_client.get(f"/es/files/{file.pk}/1/{name}").status_code == 404


@pytest.mark.parametrize("number", ["0", "2", "-1", "9" * 18, "9" * 40, "1e0"])
def test_no_other_number_leads_to_a_version(secretary_client, number):
    file = make_file(make_nomination())
    assert secretary_client.get(f"/es/files/{file.pk}/{number}/carta.pdf").status_code == 404
    assert secretary_client.get(f"/es/files/{number}5/").status_code == 404


def test_there_is_no_second_way_to_what_lies_on_the_disk(secretary_client):
    version = make_version()
    for before in ("/media/", "/media/../private/", "/private/", "/documents/1/", "/static/../private/"):
        assert secretary_client.get(before + version.content.name, follow=True).status_code == 404


def test_a_content_that_is_lost_is_not_found(secretary_client):
    version = make_version()
    Path(version.content.path).unlink()
    assert secretary_client.get(version.get_absolute_url()).status_code == 404


def test_a_file_is_only_read(secretary_client):
    version = make_version()
    assert secretary_client.head(version.get_absolute_url()).status_code == 200
    assert secretary_client.post(version.get_absolute_url()).status_code == 405


def test_a_file_whose_owner_is_gone_is_seen_by_nobody(secretary_client):
    file = make_file(make_nomination())
    file.owner.delete()
    assert secretary_client.get(file.get_absolute_url()).status_code == 404
    assert not File.objects.visible_to(make_focal_point()).exists()


def test_the_questions_are_as_many_for_many_files_as_for_one(client, django_assert_max_num_queries):
    letter = make_nomination()
    for _ in range(8):
        make_version(file=make_file(letter))
    client.force_login(make_focal_point())
    with django_assert_max_num_queries(20) as few:
        client.get(letter.get_absolute_url())
    for _ in range(30):
        make_version(file=make_file(letter))
    with django_assert_max_num_queries(len(few)):
        client.get(letter.get_absolute_url())


def test_an_upload_by_a_browser_is_read_with_the_name_that_it_sent(client):
    letter = make_nomination()
    client.force_login(make_focal_point())
    sent = SimpleUploadedFile("Nota «ñandú».pdf", PDF)
    client.post(reverse("network:add_nomination_file", args=[letter.pk]), {"file": sent})
    assert Version.objects.get().name == "Nota «ñandú».pdf"


def test_a_download_that_broke_off_goes_on_where_it_stopped(secretary_client):
    content = bytes(range(256)) * 1000
    version = make_version(file=make_file(make_nomination(), content=None), content=content, name="carta.pdf")
    address = version.get_absolute_url()
    whole = secretary_client.get(address)
    assert (whole.status_code, whole["Accept-Ranges"], whole.getvalue()) == (200, "bytes", content)
    rest = secretary_client.get(address, headers={"Range": "bytes=100000-", "If-Range": whole["ETag"]})
    assert (rest.status_code, rest["Content-Range"]) == (206, f"bytes 100000-255999/{len(content)}")
    assert content[:100_000] + rest.getvalue() == content
    assert (rest["Content-Length"], rest["Content-Type"], rest["Cache-Control"]) == (
        "156000",
        "application/pdf",
        "private, no-store",
    )
    changed = secretary_client.get(address, headers={"Range": "bytes=100000-", "If-Range": '"another"'})
    assert (changed.status_code, changed.getvalue()) == (200, content)
    beyond = secretary_client.get(address, headers={"Range": "bytes=256000-"})
    assert (beyond.status_code, beyond["Content-Range"], beyond.getvalue()) == (416, "bytes */256000", b"")


def test_a_part_of_what_one_may_not_see_is_not_there_either(client):
    version = make_file(make_nomination()).versions.get()
    assert client.get(version.get_absolute_url(), headers={"Range": "bytes=0-3"}).status_code == 404
