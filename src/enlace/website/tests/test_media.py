"""No file without the question who may see it."""

from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Site

from enlace.accounts.testing import make_user
from enlace.website.models import NetworkSettings, NewsPage, SiteDocument, SiteImage, SiteRendition
from enlace.website.testing import make_editor
from enlace.website.tests.articles import make_news_page, make_site_document, make_site_image, picture, picture_block

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    SiteRendition.cache_backend.clear()


@pytest.fixture
def editor_client(client):
    client.force_login(make_editor())
    return client


def address(image):
    return image.get_rendition("width-20").url


def seen(client, image):
    return client.get(address(image)).status_code == 200


def test_the_image_of_a_live_page_is_for_everybody(client):
    image = make_site_image()
    make_news_page(cover=image, cover_text="Una mesa")
    answer = client.get(address(image))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in answer.get("Vary", "")


def test_an_image_that_nothing_shows_is_for_editors_and_kept_nowhere(client, django_user_model):
    image = make_site_image()
    assert not seen(client, image)
    client.force_login(make_editor())
    assert client.get(address(image))["Cache-Control"] == "private, no-store"


def test_an_account_that_edits_nothing_sees_what_the_public_sees(client):
    image = make_site_image()
    client.force_login(make_user())
    assert not seen(client, image)


def test_an_image_in_a_draft_that_was_never_published_is_private(client):
    image = make_site_image()
    make_news_page(live=False, cover=image, cover_text="Una mesa")
    assert not seen(client, image)


def test_an_image_only_in_the_newer_draft_of_a_live_page_is_private(client):
    cover, inside = make_site_image("a.png"), make_site_image("b.png")
    page = make_news_page()
    page.cover, page.cover_text = cover, "Una mesa"
    page.body = [picture_block(inside)]
    page.save_revision()
    assert NewsPage.objects.get(pk=page.pk).cover is None
    assert not seen(client, cover)
    assert not seen(client, inside)


def test_an_image_taken_out_of_the_draft_alone_is_still_shown(client):
    image = make_site_image()
    page = make_news_page(body=[picture_block(image)])
    page.body = []
    page.save_revision()
    assert seen(client, image)


def test_an_image_removed_from_the_live_page_turns_private(client):
    cover, inside = make_site_image("a.png"), make_site_image("b.png")
    page = make_news_page(cover=cover, cover_text="Una mesa", body=[picture_block(inside)])
    assert seen(client, cover)
    assert seen(client, inside)
    page.cover, page.body = None, []
    page.save_revision().publish()
    assert not seen(client, cover)
    assert not seen(client, inside)


def test_the_index_rebuilt_by_an_administrator_still_holds_only_what_is_live(client):
    image = make_site_image()
    page = make_news_page()
    page.cover, page.cover_text = image, "Una mesa"
    page.save_revision()
    call_command("rebuild_references_index", verbosity=0)
    assert not seen(client, image)


def test_an_unpublished_page_takes_its_images_along(client):
    image = make_site_image()
    page = make_news_page(cover=image, cover_text="Una mesa")
    page.unpublish()
    assert not seen(client, image)


def test_an_image_of_a_restricted_page_is_private(client):
    image = make_site_image()
    page = make_news_page(cover=image, cover_text="Una mesa")
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert not seen(client, image)


def test_a_restricted_collection_stays_closed_though_a_live_page_shows_its_image(client):
    inner = Collection.get_first_root_node().add_child(name="Cerrada").add_child(name="Dentro")
    image = make_site_image(collection=inner)
    make_news_page(cover=image, cover_text="Una mesa")
    assert seen(client, image)
    CollectionViewRestriction.objects.create(
        collection=inner.get_parent(), restriction_type=CollectionViewRestriction.LOGIN
    )
    assert not seen(client, image)


def test_the_mark_of_the_network_is_for_everybody(client):
    mark = make_site_image()
    network = NetworkSettings.for_site(Site.objects.get(is_default_site=True))
    network.mark = mark
    network.save()
    assert seen(client, mark)


def test_an_original_is_never_for_the_public_even_where_the_image_is(client):
    image = make_site_image()
    make_news_page(cover=image, cover_text="Una mesa")
    assert client.get(image.file.url).status_code == 404


def test_an_original_is_for_editors(editor_client):
    answer = editor_client.get(make_site_image().file.url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")


def test_a_rendition_keeps_nothing_of_what_the_camera_wrote():
    exif = Image.Exif()
    exif[0x010F], exif[0x9C9D] = "Camera of a minister", "Name"
    exif.get_ifd(0x8825)[2] = (19.0, 25.0, 57.0)
    original = picture(kind="JPEG", exif=exif.tobytes(), comment=b"a secret comment")
    image = make_site_image("foto.jpg", original)
    assert b"minister" in Path(image.file.path).read_bytes()
    for spec in ("original", "width-20", "width-20|format-webp", "width-20|format-png"):
        with Image.open(image.get_rendition(spec).file.path) as made:
            assert not dict(made.getexif()), spec
        content = Path(image.get_rendition(spec).file.path).read_bytes()
        assert b"minister" not in content
        assert b"secret" not in content


def test_a_picture_taken_sideways_still_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    image = make_site_image("foto.jpg", picture(40, 30, "JPEG", exif=exif.tobytes()))
    made = image.get_rendition("original")
    assert (made.width, made.height) == (30, 40)


@pytest.mark.parametrize(
    "name",
    [
        "../enlace.sqlite3",
        "..%2fenlace.sqlite3",
        "%2e%2e/%2e%2e/etc/passwd",
        "images/../original_images/foto.png",
        "images//foto.width-20.png",
        "/etc/passwd",
        "images/foto.width-20.png%00.svg",
        "images/foto.width-20.png/",
        "images\\foto.width-20.png",
        "IMAGES/foto.width-20.png",
        "secret_key",
        "documents/informe.pdf",
        "'; drop table website_siteimage; --",
    ],
)
def test_no_other_address_leads_to_a_file(editor_client, name):
    image = make_site_image()
    make_news_page(cover=image, cover_text="Una mesa")
    make_site_document()
    assert image.get_rendition("width-20").file.name == "images/foto.width-20.png"
    assert editor_client.get(f"/media/{name}", follow=True).status_code == 404


def test_a_file_that_is_lost_is_not_found(client):
    image = make_site_image()
    make_news_page(cover=image, cover_text="Una mesa")
    Path(image.get_rendition("width-20").file.path).unlink()
    assert client.get(address(image)).status_code == 404


def test_a_copy_that_still_holds_is_not_sent_again_but_asked_for_again(client):
    image = make_site_image()
    page = make_news_page(cover=image, cover_text="Una mesa")
    first = client.get(address(image))
    known = {"If-None-Match": first["ETag"]}
    assert client.get(address(image), headers=known).status_code == 304
    assert client.get(address(image), headers={"If-Modified-Since": first["Last-Modified"]}).status_code == 304
    page.unpublish()
    assert client.get(address(image), headers=known).status_code == 404


def test_an_image_may_be_read_only(client):
    image = make_site_image()
    make_news_page(cover=image, cover_text="Una mesa")
    assert client.head(address(image)).status_code == 200
    assert client.post(address(image)).status_code == 405


def test_an_svg_is_taken_home_rather_than_run(client):
    image = make_site_image(
        "mapa.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0"/></svg>'
    )
    make_news_page(cover=image, cover_text="Un mapa")
    answer = client.get(image.get_rendition("width-9|preserve-svg").url)
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_questions_are_as_many_for_a_large_library_as_for_a_small_one(client, django_assert_num_queries):
    images = [make_site_image(f"{number}.png") for number in range(6)]
    for image in images:
        make_news_page(cover=image, cover_text="Una mesa")
    place = address(images[0])
    client.get(place)
    with django_assert_num_queries(3):
        client.get(place)


def test_a_document_of_a_live_page_is_for_everybody(client):
    document = make_site_document()
    make_news_page(body=[("document", {"document": document, "title": ""})])
    answer = client.get(document.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'inline; filename="informe.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_document_linked_in_a_text_is_for_everybody(client):
    document = make_site_document("datos.csv", b"a,b\n1,2\n")
    make_news_page(body=[("paragraph", f'<p><a linktype="document" id="{document.pk}">Datos</a></p>')])
    answer = client.get(document.url)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_a_document_only_in_a_draft_is_for_editors(client):
    document = make_site_document()
    page = make_news_page()
    page.body = [("document", {"document": document, "title": ""})]
    page.save_revision()
    assert client.get(document.url).status_code == 404
    client.force_login(make_editor())
    assert client.get(document.url)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("wrong", ["otro.pdf", "informe.pdf/", "../informe.pdf", "INFORME.pdf", ""])
def test_a_document_is_not_found_under_another_name(client, wrong):
    document = make_site_document()
    make_news_page(body=[("document", {"document": document, "title": ""})])
    assert client.get(f"/documents/{document.pk}/{wrong}", follow=True).status_code == 404


@pytest.mark.parametrize("number", ["٣", "-1", "1e3", "9" * 18, "9" * 40])
def test_no_other_writing_of_a_number_leads_round_the_question(client, number):
    assert client.get(f"/documents/{number}/informe.pdf").status_code == 404


def test_there_is_no_second_way_to_a_document(client):
    """The CMS's own view asks nothing; its address leads to ours."""
    assert reverse("wagtaildocs_serve", args=[7, "a.pdf"]) == "/documents/7/a.pdf"
    assert client.get("/documents/7/a.pdf").resolver_match.func.__module__ == "enlace.website.media_views"


def test_what_is_visible_is_one_question_for_lists_too():
    shown, hidden = make_site_image("a.png"), make_site_image("b.png")
    make_news_page(cover=shown, cover_text="Una mesa")
    assert set(SiteImage.objects.visible_to(AnonymousUser())) == {shown}
    assert not SiteDocument.objects.visible_to(AnonymousUser()).exists()
    editor = make_editor()
    assert set(SiteImage.objects.visible_to(editor)) == {shown, hidden}
