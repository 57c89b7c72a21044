"""The files of a publication: their addresses, how they are handed out, and what is counted of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from enlace.core.clock import today
from enlace.files.actions import erase_version
from enlace.files.queries import files_of
from enlace.files.testing import PDF, make_file, make_version
from enlace.library.models import DownloadCount
from enlace.library.public.download_counts import count_download, is_reader
from enlace.library.public.lines import lines_of
from enlace.library.searching import read_publications
from enlace.library.testing import make_language_version, make_publication, make_reading
from enlace.network.testing import make_focal_point, make_secretary

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


def _fetch(client, address, agent=FIREFOX, **headers):
    response = client.get(address, headers={"User-Agent": agent, **headers})
    return response, response.getvalue()


def _language_version(reading=None, **overrides):
    made = make_language_version(content=PDF, **overrides)
    make_reading(version=files_of(made).get().versions.get(), **reading or {})
    return made


def _amount():
    return sum(DownloadCount.objects.values_list("amount", flat=True))


def test_one_address_always_leads_to_the_newest_and_each_version_has_its_own(client):
    made = _language_version()
    make_reading(version=make_version(file=files_of(made).get(), content=PDF + b"new", name="Informe núm. 2.pdf"))
    base = f"/publications/{made.publication_id}/es/"
    newest, content = _fetch(client, base)
    assert content == _fetch(client, f"{base}2/")[1] == PDF + b"new"
    assert _fetch(client, f"{base}1/")[1] == PDF
    assert newest["Content-Disposition"] == "inline; filename*=utf-8''Informe%20n%C3%BAm.%202.pdf"
    assert (newest["Content-Type"], newest["Content-Language"]) == ("application/pdf", "es")
    assert newest["Cache-Control"].startswith("public")
    assert not newest.cookies
    assert client.get(base, headers={"If-None-Match": newest["ETag"]}).status_code == 304


def test_an_erased_version_leaves_the_one_before_it(client):
    made = _language_version()
    erase_version(make_version(file=files_of(made).get(), content=PDF + b"new"), by=make_secretary())
    base = f"/publications/{made.publication_id}/es/"
    assert _fetch(client, base)[1] == PDF
    assert client.get(f"{base}2/").status_code == 410


def test_the_address_of_a_publication_leads_to_its_page_in_the_readers_language(client):
    made = make_publication()
    response = client.get(f"/publications/{made.pk}/", headers={"Accept-Language": "pt-BR, en;q=0.5"})
    assert response["Location"] == f"/pt/library/{made.pk}/"
    assert "Accept-Language" in response["Vary"]


def test_in_a_language_that_is_not_there_it_names_those_that_are(client):
    made = _language_version()
    for end in ("en/", "es/7/", "../", "x" * 90 + "/"):
        response = client.get(f"/publications/{made.publication_id}/{end}")
        assert response.status_code == 404, end
    text = client.get(f"/publications/{made.publication_id}/en/").text
    assert f'href="/publications/{made.publication_id}/es/"' in text
    assert client.get("/publications/999/es/").status_code == 404


def test_what_is_for_fewer_is_handed_to_them_alone_and_kept_by_nobody(client):
    made = _language_version(publication=make_publication(audience="members"))
    base = f"/publications/{made.publication_id}/"
    for address in (base, f"{base}es/", f"{base}es/1/", f"{base}cover.jpg"):
        assert client.get(address).status_code == 404
    client.force_login(make_focal_point())
    assert _fetch(client, f"{base}es/")[0]["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("reading", [{"active": True}, None])
def test_what_carries_scripts_and_what_nobody_looked_into_is_only_taken_home(client, reading):
    made = _language_version(reading) if reading else make_language_version(content=PDF)
    of_file = f"/es/files/{files_of(made).get().pk}/"
    for address in (f"/publications/{made.publication_id}/es/", of_file, f"{of_file}1/carta.pdf"):
        response, _content = _fetch(client, address)
        assert response["Content-Disposition"].startswith("attachment"), address
        assert "sandbox" in response["Content-Security-Policy"]
        assert "default-src 'none'" in response["Content-Security-Policy"]
    text = client.get(f"/en/library/{made.publication_id}/").text
    assert "Read online" not in text
    assert "Download" in text


def test_a_cover_is_a_picture_of_its_newest_first_page(client):
    made = make_language_version()
    make_reading(version=make_file(made).versions.get(), cover=ContentFile(b"\xff\xd8jpg", "one.jpg"))
    response, content = _fetch(client, f"/publications/{made.publication_id}/cover.jpg")
    assert (response["Content-Type"], content) == ("image/jpeg", b"\xff\xd8jpg")
    assert f"/publications/{made.publication_id}/es/cover.jpg" in client.get(made.get_absolute_url()).text
    assert client.get(f"/publications/{make_publication().pk}/cover.jpg").status_code == 404


def test_a_cover_is_that_of_the_readers_language_or_else_of_another(client):
    publication = make_publication()
    for language in ("en", "pt"):
        made = make_language_version(publication=publication, language=language)
        cover = ContentFile(b"\xff\xd8" + language.encode(), "one.jpg")
        make_reading(version=make_file(made).versions.get(), cover=cover)
    for page, content in {"es": b"en", "en": b"en", "pt": b"pt"}.items():
        address = f"/publications/{publication.pk}/{page}/cover.jpg"
        assert f'src="{address}"' in client.get(f"/{page}/library/{publication.pk}/").text
        assert _fetch(client, address)[1] == b"\xff\xd8" + content
    publication.audience = "members"
    publication.save()
    assert client.get(f"/publications/{publication.pk}/pt/cover.jpg").status_code == 404
    client.force_login(make_focal_point())
    assert _fetch(client, f"/publications/{publication.pk}/pt/cover.jpg")[0]["Cache-Control"] == "private, no-store"


def test_a_language_whose_file_was_erased_is_not_offered(client):
    made, secretary = _language_version(), make_secretary()
    gone = make_language_version(publication=made.publication, language="pt", content=PDF)
    erase_version(files_of(gone).get().versions.get(), by=secretary)
    for page in (f"/es/library/{made.publication_id}/", f"/es/library/{made.publication_id}/cite/"):
        assert "portugués" not in client.get(page).text.lower().split("<main")[1].split("<footer")[0]
    assert [code for code, _name in lines_of([made.publication])[0].languages] == ["es"]
    assert [one.languages for one in read_publications([made.publication_id])] == [("es",)]
    client.force_login(secretary)
    assert "fue borrado" in client.get(f"/es/library/{made.publication_id}/record/").text


def test_a_file_that_a_reader_fetched_is_counted_and_nothing_else(client):
    made = _language_version()
    address = f"/publications/{made.publication_id}/es/"
    response, _content = _fetch(client, address)
    _fetch(client, f"{address}1/", SAFARI)
    assert DownloadCount.objects.values_list("language_version", "day", "amount").get() == (made.pk, today(), 2)
    for part in ("bytes=4-", "bytes=0-1"):
        assert _fetch(client, address, SAFARI, Range=part)[0].status_code == 206
    client.head(address, headers={"User-Agent": FIREFOX})
    client.get(address, headers={"User-Agent": FIREFOX, "If-None-Match": response["ETag"]})
    _fetch(client, address, GOOGLE)
    _fetch(client, address, FIREFOX, **{"Sec-Purpose": "prefetch;prerender"})
    client.get(f"/publications/{made.publication_id}/en/", headers={"User-Agent": FIREFOX})
    client.force_login(make_secretary())
    _fetch(client, address)
    assert _amount() == 2


def test_what_is_not_published_is_not_counted(client):
    made = _language_version(publication=make_publication(published=False))
    client.force_login(make_secretary())
    _fetch(client, f"/publications/{made.publication_id}/es/")
    assert _amount() == 0


@pytest.mark.parametrize(
    ("agent", "reads"),
    [
        (FIREFOX, True),
        (SAFARI, True),
        ("Mozilla/5.0 (Linux; Android 9; CUBOT_X19) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36", True),
        (GOOGLE, False),
        ("Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)", False),
        (
            "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
            False,
        ),
        ("Mozilla/5.0 (compatible; Baiduspider/2.0)", False),
        ("Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/120.0 Safari/537.36", False),
        ("curl/8.5.0", False),
        ("python-requests/2.32", False),
        ("", False),
    ],
)
def test_a_reader_is_who_comes_with_a_browser_and_does_not_say_otherwise(agent, reads):
    assert is_reader({"User-Agent": agent}) is reads


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_none_is_lost():
    made = make_language_version()

    def fetch(_number):
        try:
            count_download(made.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(fetch, range(24)))
    assert _amount() == 24
