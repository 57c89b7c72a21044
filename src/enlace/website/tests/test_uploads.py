"""What comes in as an image or a document is what its name says, and runs nothing."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from enlace.website.models import SiteDocument, SiteImage
from enlace.website.svg_safety import is_safe_svg
from enlace.website.testing import make_secretary
from enlace.website.tests.articles import PDF, picture
from enlace.website.uploads import check_document, check_image

HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"


def svg(inside="", attributes="", before=""):
    return f'{before}<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


def office(*names, **contents):
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name in names:
            archive.writestr(name, contents.get(name, "<x/>"))
    return whole.getvalue()


HARMLESS = [
    svg('<path d="M0 0h9v9z" style="fill:#98224a;stroke:none"/>'),
    svg('<defs><linearGradient id="g"><stop offset="1"/></linearGradient></defs><rect fill="url(#g)"/>'),
    svg('<style>.a{fill:url("#g")}</style><use href="#p"/><!-- drawn by hand -->'),
    svg('<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>'),
    svg('<image href="data:image/png;base64,iVBORw0KGgo="/>'),
    svg(before='<?xml version="1.0" encoding="UTF-8"?><!-- made by a drawing program -->'),
    svg(before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'),
]
HOSTILE = [
    svg("<script>alert(1)</script>"),
    svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'),
    svg("<path/>", 'onload="alert(1)"'),
    svg('<g OnClick="alert(1)"/>'),
    svg('<a href="javascript:alert(1)"><path/></a>'),
    svg('<use href="https://tracker.example/x.svg#a"/>'),
    svg('<use xmlns:x="http://www.w3.org/1999/xlink" x:href=" data:image/svg+xml;base64,PHN2Zz4="/>'),
    svg('<image href="//tracker.example/pixel.png"/>'),
    svg("<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"),
    svg('<set attributeName="href" to="javascript:alert(1)"/>'),
    svg('<animate attributeName="href" values="javascript:alert(1)"/>'),
    svg('<style>@import "https://tracker.example/x.css";</style>'),
    svg("<style><![CDATA[rect{fill:url(https://tracker.example/x)}]]></style>"),
    svg(r"<style>rect{fill:u\72l(https://tracker.example/x)}</style>"),
    svg("<rect style=\"background:image-set('https://tracker.example/x' 1x)\"/>"),
    svg('<rect fill="url(https://tracker.example/x#a)"/>'),
    svg('<use xml:base="https://tracker.example/" href="#a"/>'),
    svg('<e:listener xmlns:e="http://www.w3.org/2001/xml-events" event="load" handler="#h"/>'),
    svg("&a;", before='<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
    svg("&b;", before='<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'),
    svg(before='<?xml-stylesheet href="https://tracker.example/x.css"?>'),
    svg() + b'<?xml-stylesheet href="https://tracker.example/x.css"?>',
    svg("<g>"),
    b"<svg><script>alert(1)</script></svg>",
    HTML,
    b"",
]


@pytest.mark.parametrize("content", HARMLESS)
def test_an_svg_of_shapes_is_taken(content):
    assert is_safe_svg(content)


@pytest.mark.parametrize("content", HOSTILE)
def test_an_svg_that_runs_or_calls_anything_is_refused(content):
    assert not is_safe_svg(content)


@given(st.binary(max_size=300))
def test_no_bytes_upset_the_question(content):
    assert is_safe_svg(content) in (True, False)
    for name in ("a.pdf", "a.docx", "a.odt", "a.csv"):
        with suppress(ValidationError):
            check_document(SimpleUploadedFile(name, content))


def refused(check, name, content):
    with pytest.raises(ValidationError) as refusal:
        check(SimpleUploadedFile(name, content))
    with override("en"):
        return refusal.value.message_dict["file"][0]


def test_an_image_of_too_many_points_is_refused_before_it_is_opened(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1000
    assert "too large to be opened safely" in refused(check_image, "a.png", picture(40, 30))
    check_image(SimpleUploadedFile("a.png", picture(40, 25)))


def test_a_small_file_that_unfolds_to_a_huge_image_is_refused():
    bomb = picture(1, 1).replace(b"\x00\x00\x00\x01\x00\x00\x00\x01", b"\x00\x01\x00\x00\x00\x01\x00\x00", 1)
    assert refused(check_image, "a.png", bomb)


def test_what_is_no_image_is_refused():
    assert refused(check_image, "a.png", HTML) == "This file is not an image that can be read."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", HTML),
        ("a.pdf", b"<script>" + PDF),
        ("a.docx", office("[Content_Types].xml", "xl/workbook.xml")),
        ("a.docx", office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
        ("a.xlsx", b"PK\x03\x04 but no archive"),
        ("a.odt", office("mimetype", mimetype="application/zip")),
        ("a.odt", office("content.xml")),
        ("a.txt", HTML),
        ("a.csv", b"\xef\xbb\xbf \n<HTML>"),
        ("a.csv", b"a,b\x00"),
        ("a.txt", b"\xff\xfe<\x00h\x00t\x00m\x00l\x00>\x00"),
        ("a.exe", b"MZ"),
        ("a", b""),
    ],
)
def test_a_document_that_is_not_what_its_name_says_is_refused(name, content):
    assert refused(check_document, name, content).startswith("This file is not what its name says")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.PDF", PDF),
        ("a.docx", office("[Content_Types].xml", "word/document.xml")),
        ("a.pptx", office("[Content_Types].xml", "ppt/presentation.xml")),
        ("a.xlsx", office("[Content_Types].xml", "xl/workbook.xml")),
        ("a.odt", office("mimetype", mimetype="application/vnd.oasis.opendocument.text")),
        ("a.ods", office("mimetype", mimetype="application/vnd.oasis.opendocument.spreadsheet")),
        ("a.csv", "país,año\n".encode("latin-1")),
        ("a.txt", "\ufeffuno < dos".encode("utf-16")),
    ],
)
def test_a_document_that_is_what_its_name_says_is_taken(name, content):
    file = SimpleUploadedFile(name, content)
    check_document(file)
    assert file.read() == content


@pytest.fixture
def secretary(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.ENLACE_REQUIRE_SECOND_FACTOR = False
    client.force_login(make_secretary(language="en"))
    return client


@pytest.mark.django_db
def test_the_cms_tells_an_editor_why_a_hostile_svg_was_not_taken(secretary):
    upload = {"title": "x", "file": SimpleUploadedFile("x.svg", svg("<script>1</script>", 'width="9" height="9"'))}
    answer = secretary.post(reverse("wagtailimages:add"), upload)
    assert "carries a program" in answer.content.decode()
    assert not SiteImage.objects.exists()


@pytest.mark.django_db
def test_the_cms_takes_a_good_image(secretary):
    answer = secretary.post(
        reverse("wagtailimages:add"), {"title": "x", "file": SimpleUploadedFile("x.png", picture())}
    )
    assert answer.status_code == 302
    assert SiteImage.objects.get().width == 40


@pytest.mark.django_db
def test_many_images_at_once_are_asked_the_same(secretary):
    upload = {"title": "x", "files[]": SimpleUploadedFile("x.svg", svg("<script>1</script>", 'width="9" height="9"'))}
    answer = secretary.post(reverse("wagtailimages:add_multiple"), upload)
    assert not answer.json()["success"]
    assert "carries a program" in answer.json()["error_message"]
    assert not SiteImage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["siteimage", "sitedocument"])
def test_what_is_in_can_be_renamed_without_its_file_being_asked_again(secretary, kind):
    model, route = (SiteImage, "wagtailimages:edit") if kind == "siteimage" else (SiteDocument, "wagtaildocs:edit")
    name, content = ("x.png", picture()) if kind == "siteimage" else ("x.pdf", PDF)
    asset = model.objects.create(title="x", file=SimpleUploadedFile(name, content))
    answer = secretary.post(reverse(route, args=[asset.pk]), {"title": "y", "collection": asset.collection_id})
    assert answer.status_code == 302
    assert model.objects.get().title == "y"


@pytest.mark.django_db
def test_the_cms_refuses_html_that_calls_itself_pdf(secretary):
    upload = {"title": "x", "file": SimpleUploadedFile("x.pdf", HTML, "application/pdf")}
    answer = secretary.post(reverse("wagtaildocs:add"), upload)
    assert "it holds no PDF that can be read" in answer.content.decode()
    assert not SiteDocument.objects.exists()
