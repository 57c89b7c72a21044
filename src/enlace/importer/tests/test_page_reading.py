import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.importer.page_import import read
from enlace.importer.page_reading import read_page
from enlace.importer.tests.reading_pages import PAGES, page
from enlace.importer.unreadable import SENTENCES, Unreadable

SENTENCE = "The members met in the old library to read the reports of the year, and agreed on what to do next."


def test_a_page_builders_page_gives_its_article_and_nothing_else() -> None:
    reading = page("english-then-spanish.html")
    assert (reading.title, reading.date) == ("Regional training in Bogotá", "2023-05-28")
    assert {language: body.paragraphs for language, body in reading.bodies.items()} == {"en": 3, "es": 4}
    text = " ".join(body.text for body in reading.bodies.values())
    for furniture in ("donation", "No items found", "Quito", "Quiénes somos", "©", "Training Resources"):
        assert furniture not in text
    assert [(item.section, item.title) for item in reading.library_candidates] == [
        ("SNCF Papers", "Memory and Railways: Corporate Archives Revisited")
    ]


def test_what_was_dropped_is_told_with_its_reason() -> None:
    reasons = dict(page("english-then-spanish.html").dropped)
    assert reasons["To make a secure online donation, please click the button below"] == "donation appeal"
    assert reasons["Training Resources"] == "title of a section without items"
    assert reasons["No items found."] == "sentence of an empty list"
    assert reasons["Read more stories"] == "related stories"
    assert reasons["Biblioteca"] == "header of the site"


def test_menu_cookies_sidebar_and_newsletter_are_dropped_and_are_no_evidence_of_the_language() -> None:
    reading = page("foreign-menu.html")
    assert reading.languages == ["es"]
    assert reading.bodies["es"].title == "Encuentro de universidades en Lima"
    assert reading.language_hints == ("en-US",)
    assert {reason for _, reason in reading.dropped} >= {
        "navigation",
        "cookie notice",
        "sidebar",
        "newsletter form",
        "share buttons",
    }


def test_an_article_without_paragraph_elements_is_read() -> None:
    reading = page("div-soup.html")
    assert (reading.title, reading.date) == ("A garden for the victims", "2017-03-09")
    assert reading.bodies["es"].title == "Un jardín para las víctimas"
    assert [body.paragraphs for body in reading.bodies.values()] == [3, 2]


def test_line_breaks_in_nested_tables_part_paragraphs() -> None:
    reading = page("page-builder.html")
    assert (reading.title, reading.date) == ("Museum night in Guatemala City", "2016-06-05")
    assert [body.paragraphs for body in reading.bodies.values()] == [2, 2]


def test_pictures_captions_quotations_and_links_are_kept() -> None:
    blocks = page("pictures.html").bodies["en"].blocks
    assert [block.kind for block in blocks] == ["image", "paragraph", "quote", "quote", "paragraph", "image"]
    assert (blocks[0].src, blocks[0].alt) == ("https://example.org/img/room.jpg", "A room with photographs")
    assert blocks[0].html == 'The main room. Photo: <a href="https://example.org/p">Paula Ríos</a>'
    assert blocks[1].links == (("https://example.org/news/visit.html", "until December"),)
    assert blocks[5].src == "https://cdn.example.org/b.jpg"


def test_scripts_handlers_and_script_links_are_gone_and_their_text_stays_harmless() -> None:
    body = page("scripts-and-handlers.html").bodies["en"]
    markup = " ".join(block.html + block.src for block in body.blocks)
    for trace in ("<script", "onmouseover", "onclick", "javascript", "data:", "evil"):
        assert trace not in markup
    assert "&lt;script&gt;alert(9)&lt;/script&gt;" in markup
    assert '<a href="https://example.org/archive?a=1&amp;b=2">on the page of the archive</a>' in markup
    assert [block.src for block in body.blocks if block.kind == "embed"] == ["https://www.youtube.com/embed/abc"]


@pytest.mark.parametrize(
    "name", ["latin-1.html", "lying-meta-utf-8.html", "lying-meta-latin-1.html", "utf-16.html", "utf-16-unmarked.html"]
)
def test_letters_are_right_whatever_the_encoding_and_whatever_the_page_says_of_it(name: str) -> None:
    reading = page(name)
    assert reading.title == "Año de la memoria"
    assert "La señora Muñoz recordó “los días difíciles” – así los llamó" in reading.bodies["es"].text


@given(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-be", "utf-32"]), st.booleans())
def test_every_usual_encoding_gives_the_same_text(encoding: str, declared: bool) -> None:
    text = "Reunión en Asunción\n\nLa señora Núñez abrió la reunión con una pregunta: «¿qué año fue?», y calló."
    source = f"<meta charset='utf-8'><p>{text}</p>" if declared else text
    assert (
        "La señora Núñez abrió la reunión con una pregunta: «¿qué"
        in read(source.encode(encoding), "page").bodies["es"].text
    )


def test_text_once_misread_by_another_program_is_mended() -> None:
    text = "La señora Núñez abrió la reunión y preguntó qué habíamos aprendido este año los demás."
    assert read(text.encode().decode("cp1252").encode(), "page").bodies["es"].text == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b" \n\t\n", "empty_file"),
        (b"\xef\xbb\xbf", "empty_file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "binary_file"),
        (b"%PDF-1.7 and so on", "binary_file"),
        (b"PK\x03\x04" + bytes(99), "binary_file"),
        (bytes(range(256)) * 9, "binary_file"),
        (b"<p>x</p>" * 6_600_000, "too_large"),
        (f"<p>{SENTENCE}</p>".encode() * 10_001, "too_much_text"),
        (b"<html><body></body></html>", "no_body"),
        ((PAGES / "no-body.html").read_bytes(), "no_body"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_page(data, name="saved.html")
    assert refused.value.code == code
    assert refused.value.sentence.startswith("saved.html ")
    assert "$" not in refused.value.sentence


def test_every_sentence_names_the_file() -> None:
    assert all("$name" in sentence for sentence in SENTENCES.values())


def test_a_class_of_many_megabytes_takes_no_time() -> None:
    assert read(f"<div class='{'nav-a-' * 2_000_000}'><p>{SENTENCE}</p></div>".encode(), "page").languages == ["en"]


@pytest.mark.parametrize("opening", ["<div>", "<b><i>", "<ul><li>", "<blockquote>", "<table><tr><td>"])
def test_a_hundred_thousand_nested_tags_do_no_harm(opening: str) -> None:
    reading = read(f"<html><body>{opening * 100_000}{SENTENCE}".encode(), "deep.html")
    assert reading.bodies["en"].text == SENTENCE


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(Unreadable):
        assert read(data, "bytes").bodies


@given(st.text(alphabet="<>/abp =\"'&;!-\n é", max_size=300))
def test_any_broken_markup_is_read_or_refused(markup: str) -> None:
    with contextlib.suppress(Unreadable):
        assert read(f"<p>{SENTENCE}</p>{markup}".encode(), "markup").bodies


def test_sections_of_the_library_give_their_items_as_candidates() -> None:
    reading = page("library-with-items.html")
    assert [(item.section, item.title) for item in reading.library_candidates] == [
        ("Policy Papers and Briefs", "Schools after Violence 2019"),
        ("Policy Papers and Briefs", "Courts and Memory in the Southern Cone"),
        ("Annual Reports", "Annual Report 2018"),
    ]
    assert reading.bodies["en"].paragraphs == 2


def test_wrapped_lines_of_plain_text_are_one_paragraph() -> None:
    wrapped = (
        "A short title of a page\n\nThe members met in the old library to read the\nreports of the year, and agreed on "
        "what to do\nnext. They will meet again in the spring of the\nyear that follows.\n"
    )
    assert read(wrapped.encode(), "wrapped.txt").bodies["en"].paragraphs == 1


def test_a_saved_web_archive_is_read() -> None:
    archive = (
        "From: <Saved>\r\nSnapshot-Content-Location: https://example.org/news/a\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\n<h1>Caf=C3=A9</h1><p>{SENTENCE}</p>\r\n--x--\r\n"
    )
    reading = read(archive.encode(), "page.mhtml")
    assert (reading.title, reading.source) == ("Café", "https://example.org/news/a")


def test_a_second_date_and_the_authors_line_above_the_article_are_no_part_of_it() -> None:
    source = (
        f"<h1>A meeting in Lima</h1><p>May 3, 2022</p><p>Updated May 9, 2022</p><p>By Ana Ruiz</p><p>{SENTENCE}</p>"
    )
    reading = read(source.encode(), "page")
    assert (reading.date, reading.bodies["en"].text) == ("2022-05-03", SENTENCE)
    assert reading.dropped == [("Updated May 9, 2022", "date repeated"), ("By Ana Ruiz", "name of the author")]
