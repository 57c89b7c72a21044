"""A document on paper and as a page: what it says is text, whatever stands in it."""

import dataclasses
import json
from datetime import UTC, datetime
from io import BytesIO

import jsonschema_rs
import pikepdf
import pypdfium2
import pytest
from lxml import html
from PIL import Image

from enlace.reports.document.blocks import (
    Bar,
    Bars,
    Cell,
    Column,
    Document,
    Heading,
    KeyFigure,
    KeyFigures,
    MapTile,
    Note,
    Paragraph,
    Photo,
    Points,
    Run,
    Section,
    Source,
    StateMap,
    Table,
    Words,
)
from enlace.reports.document.page import standing_page
from enlace.reports.document.printed import printed
from enlace.reports.document.reading import document_of
from enlace.reports.document.schema import schema

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
PHOTO = {"photo": "Foto: %(credit)s"}
HOSTILE = [
    '#include "/etc/passwd" #panic("x") $x^2$ *bold* <label> @cite',
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "שלום עולם مرحبا بالعالم",
    "Paz 🕊️ y memoria",
    "a" * 10_000,
    "Palabra " * 2_000,
]


def make_document(words="Ñandú y São Tomé", **overrides):
    """With a block of each kind, all of which say `words`."""
    said, run = Words(words, "es"), (Run(words, link="https://example.org/?a=1&b=2", source=1),)
    row = (Cell(said, "https://example.org/", words), Cell(Words("1")))
    tiles = (MapTile("UY", words, 3, 9, cut=True), MapTile("MX", words, 1, 1))
    blocks = (
        KeyFigures((KeyFigure("one", 1, "1", words, 1),)),
        Heading(said),
        Heading(said, 3),
        Paragraph(run),
        Points((run, run)),
        Points((run,), numbered=True),
        Note(said),
        Table(words, (Column(words), Column("N", numeric=True)), (row,), 1),
        Bars(words, f"Alternativa: {words}", (Bar(words, 1, 2, "1 de 2"), Bar("Nada", 0, 0, "0 de 0")), 1),
        StateMap(words, f"Mapa: {words}", tiles, (words,), 1),
        Photo("photo-1.jpg", f"Foto: {words}", words, said, 60, 40),
    )
    fields = {
        "kind": "trial",
        "title": words[:300],
        "subtitle": words,
        "language": "es",
        "publisher": words,
        "dated": "1 de marzo de 2026",
        "mark": "Ilustrativo",
        "labels": {
            "contents": "Contenido",
            "sources": "Fuentes",
            "sources_explained": words,
            "photo": "Foto: %(credit)s",
        },
        "sections": (Section("first", words, blocks), Section("second", "Anexo", blocks[:2], opens_page=True)),
        "sources": (Source(1, words, "https://example.org/es/commitments/", 3),),
        "figures": {"one": 1},
    }
    return Document(**fields | overrides)


def read(content):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_content_is_text_in_every_form(words):
    content = printed(make_document(words), at=AT)
    assert "root:" not in read(content)
    page = standing_page(make_document(words))
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //img")
    assert words.split()[0][:50] in tree.text_content()


def test_the_words_are_in_the_pdf_as_they_stand():
    text = read(printed(make_document(HOSTILE[0]), at=AT))
    assert '#include "/etc/passwd"' in text.replace("\r\n", " ")
    assert "$x^2$" in text


def test_the_pdf_is_made_for_screen_readers():
    with pikepdf.open(BytesIO(printed(make_document(), at=AT))) as pdf:
        assert str(pdf.Root.Lang) == "es"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert len(pdf.Root.Outlines.First) > 0
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Ñandú y São Tomé"
        tags, alternatives = tags_of(pdf)
    assert {"H1", "H2", "P", "Table", "TH", "TD", "Figure", "L", "LI", "Link", "TOC"} <= tags
    assert {"Alternativa: Ñandú y São Tomé", "Mapa: Ñandú y São Tomé"} <= alternatives


def tags_of(pdf):
    tags, alternatives, waiting = set(), set(), [pdf.Root.StructTreeRoot]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += list(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                tags.add(str(one.S).lstrip("/"))
            if "/Alt" in one:
                alternatives.add(str(one.Alt))
            if "/K" in one:
                waiting.append(one.K)
    return tags, alternatives


def test_the_parts_of_a_paragraph_stand_close_and_a_link_leads_to_the_web():
    runs = (Run("muy", emphasis=True), Run("bien", strong=True, source=1), Run(".", language="es"))
    section = Section("a", "A", (Paragraph(runs),))
    page = standing_page(make_document(sections=(section,)))
    expected = '<em>muy</em><strong>bien</strong><sup><a href="#source-1">1</a></sup><span lang="es">.</span>'
    assert expected in page
    with pytest.raises(ValueError, match="no address"):
        Run("x", link="javascript:alert(1)")


def test_the_same_document_at_the_same_moment_is_the_same_file():
    assert printed(make_document(), at=AT) == printed(make_document(), at=AT)


def photo():
    content = BytesIO()
    Image.new("RGB", (60, 40), "#98224a").save(content, "JPEG")
    return content.getvalue()


def test_a_photo_stands_with_its_words_and_its_credit_in_every_form():
    content = printed(make_document(), {"photo-1.jpg": photo()}, at=AT)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "Foto: Ñandú y São Tomé" in tags_of(pdf)[1]
        assert any(page.get_images() for page in pdf.pages)
    assert "Foto: Ñandú y São Tomé" in read(content)
    tree = html.fromstring(standing_page(make_document(), {"photo-1.jpg": photo()}))
    (picture,) = tree.xpath("//img")
    assert picture.get("src").startswith("data:image/jpeg;base64,")
    assert picture.get("alt") == "Foto: Ñandú y São Tomé"
    with pytest.raises(ValueError, match="no name of a picture"):
        printed(make_document(), {"../photo-1.jpg": photo()}, at=AT)


def test_a_document_is_read_back_from_its_data_as_it_was():
    document = make_document()
    assert document_of(json.loads(json.dumps(document.as_data()))) == document


def test_the_data_are_as_the_schema_says():
    valid = jsonschema_rs.validator_for(schema())
    data = json.loads(json.dumps(make_document().as_data()))
    valid.validate(data)
    assert not valid.is_valid(data | {"figures": {"one": "1"}})
    assert not valid.is_valid(data | {"sections": [data["sections"][0] | {"blocks": [{"kind": "other"}]}]})


def test_a_document_without_sources_or_marks_stands_too():
    bare = dataclasses.replace(make_document(), sources=(), mark="", sections=(Section("a", "A", (Note(Words("x")),)),))
    assert "x" in read(printed(bare, at=AT))
    assert "sources" not in standing_page(bare).split("<main")[1]
