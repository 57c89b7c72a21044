import json
import textwrap

import pytest

from enlace.importer.page_identity import identity, normalised_address
from enlace.importer.page_import import PageReading, read
from enlace.importer.tests.reading_pages import SHARED, needs_shared_data, page

SAMPLE = SHARED / "pages" / "network-meeting-10th-anniversary.txt"
TITLE = "Latin American Network Meeting - 10th Anniversary (2012-2022)"


def as_saved_html(text: str) -> str:
    return (
        "<html><body>" + "".join(f"<div>{line}</div>" for line in text.split("\n") if line.strip()) + "</body></html>"
    )


def rewrapped(text: str) -> str:
    return "\n".join(textwrap.fill(line, 76) for line in text.split("\n"))


FORMS = {
    "as it is": lambda text: text.encode(),
    "with Windows line ends": lambda text: text.replace("\n", "\r\n").encode(),
    "without blank lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()).encode(),
    "wrapped": lambda text: rewrapped(text).encode(),
    "in UTF-16": lambda text: text.encode("utf-16"),
    "as a soup of divisions": lambda text: as_saved_html(text).encode(),
}


@needs_shared_data
@pytest.mark.parametrize("form", FORMS)
def test_the_institutes_page_gives_its_two_articles_in_any_form(form: str) -> None:
    reading = read(FORMS[form](SAMPLE.read_text()), "page")
    assert (reading.title, reading.date, reading.languages) == (TITLE, "2023-05-28", ["en", "es"])
    assert {language: body.paragraphs for language, body in reading.bodies.items()} == {"en": 3, "es": 6}
    assert (reading.bodies["en"].title, reading.bodies["es"].title) == (TITLE, None)
    assert [(date.start, date.end, date.year) for date in reading.event_dates] == [("10-26", "10-27", None)]
    assert [item.section for item in reading.library_candidates] == ["SNCF Papers"]
    assert reading.library_candidates[0].title.startswith("Filling the Silence: A Study in Corporate Holocaust")


@needs_shared_data
def test_the_institutes_page_keeps_its_quotation_and_drops_banner_and_sections() -> None:
    reading = read(SAMPLE.read_bytes(), "page.txt")
    quotes = [block for body in reading.bodies.values() for block in body.blocks if block.kind == "quote"]
    assert [quote.text[:20] for quote in quotes] == ["After two years of v", "Tras dos años de reu"]
    text = " ".join(body.text for body in reading.bodies.values())
    for furniture in ("donation", "Help us build", "No items found", "Training Resources", "Related Stories", "Sheri"):
        assert furniture not in text
    assert (
        "Sheri P. Rosenberg Policy Papers and Briefs in Prevention",
        "title of a section without items",
    ) in reading.dropped


@needs_shared_data
def test_the_institutes_page_in_spanish_first_gives_the_english_title_to_the_english_body() -> None:
    text = SAMPLE.read_text()
    start, border, end = text.index("On October"), text.index("Los días"), text.index("Sheri")
    turned = text[:start] + text[border:end] + text[start:border] + text[end:]
    reading = read(turned.encode(), "page.txt")
    assert reading.languages == ["es", "en"]
    assert [body.title for body in reading.bodies.values()] == [None, TITLE]


def test_the_same_page_is_known_again_at_another_address_with_other_quotation_marks() -> None:
    one, other = page("quotes-curly.html"), page("quotes-straight-7.html")
    assert len(set(one.keys) & set(other.keys)) >= 2


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/news/a",
        "https://www.example.org/news/a/",
        "https://EXAMPLE.org/news/a?utm_source=x#top",
        "https://example.org/news/a.html",
    ],
)
def test_one_page_has_one_address(address: str) -> None:
    assert normalised_address(address) == "example.org/news/a"


def test_a_home_page_is_no_address_of_an_article() -> None:
    assert normalised_address("https://example.org/") is None


def test_two_numbered_pages_with_other_titles_and_texts_share_no_key() -> None:
    one = identity(
        "https://example.org/bulletin-1", ["Bulletin of March"], ["The first bulletin tells of the meeting in Lima."]
    )
    two = identity(
        "https://example.org/bulletin-2", ["Bulletin of April"], ["The second tells of the meeting held in Quito."]
    )
    assert not set(one) & set(two)


def test_a_copys_slug_with_the_same_title_is_the_same_page_even_when_its_text_changed() -> None:
    one = identity(
        "https://example.org/news/meeting", ["The meeting"], ["They met in Lima and all of them came to the meeting."]
    )
    two = identity(
        "http://old.example.org/stories/meeting-7", ["The meeting"], ["They met in Lima, and three of them could not."]
    )
    assert set(one) & set(two)


@pytest.mark.parametrize(
    ("title", "given"),
    [
        ("Training in Bogotá / Capacitación en Bogotá", {"en": "Training in Bogotá", "es": "Capacitación en Bogotá"}),
        ("Eugenia Carbone", {"en": "Eugenia Carbone", "es": None}),
        ("Capacitación en los ministerios", {"en": None, "es": "Capacitación en los ministerios"}),
    ],
)
def test_a_title_goes_to_the_language_it_is_in(title: str, given: dict[str, str | None]) -> None:
    source = (
        f"<h1>{title}</h1><p>The training in the ministries lasted four days, and twenty officials took part in it.</p>"
        "<p>It will be repeated in the spring of next year.</p>"
        "<p>La capacitación en los ministerios duró cuatro días, y participaron en ella veinte funcionarios.</p>"
        "<p>Se repetirá en la primavera del próximo año.</p>"
    )
    reading = read(source.encode(), "page.html")
    assert {language: body.title for language, body in reading.bodies.items()} == given


def test_a_title_in_a_language_without_a_body_is_not_lent_to_another() -> None:
    source = (
        "<h1>Workshop for young officials from nine states</h1><p>Jóvenes funcionarios de nueve Estados se reunieron "
        "en la capital para preparar el informe anual.</p><p>Volverán a reunirse el año próximo.</p>"
    )
    reading: PageReading = read(source.encode(), "page.html")
    assert reading.title == "Workshop for young officials from nine states"
    assert {language: body.title for language, body in reading.bodies.items()} == {"es": None}


def test_the_json_of_a_reading_is_plain_data() -> None:
    told = json.loads(json.dumps(page("english-then-spanish.html").as_json()))
    assert told["source"].startswith("https://www.example-institute.org/")
    assert told["bodies"]["es"]["paragraphs"] == 4
    assert told["event_dates"][0] | {"evidence": ""} == {
        "start": "2015-03-04",
        "end": "2015-03-06",
        "year": 2015,
        "evidence": "",
    }
