import pytest

from enlace.importer.page_export import read_csv
from enlace.importer.page_import import PageReading
from enlace.importer.tests.reading_pages import PAGES
from enlace.importer.unreadable import Unreadable

SENTENCE = "Los puntos focales se reunieron en San José para preparar el informe anual de la red."


def rows(name: str) -> dict[int, PageReading | Unreadable]:
    return dict(read_csv((PAGES / name).read_bytes(), name))


def good(reading: PageReading | Unreadable) -> PageReading:
    assert isinstance(reading, PageReading)
    return reading


def test_each_row_is_a_page_with_its_number_in_the_spreadsheet() -> None:
    found = rows("export.csv")
    assert list(found) == [2, 3, 4]
    meeting = good(found[2])
    assert (meeting.title, meeting.source, meeting.date) == (
        "Network meeting in Quito",
        "network-meeting-in-quito",
        "2023-05-28",
    )
    assert meeting.languages == ["en", "es"]
    assert meeting.bodies["en"].blocks[0].src == "https://cdn.example.org/q.jpg"
    assert good(found[4]).date == "2019-06-04"


def test_a_row_without_text_is_refused_alone() -> None:
    refused = rows("export.csv")[3]
    assert isinstance(refused, Unreadable)
    assert refused.sentence == "Row 3 of export.csv has no text in the column Post Body. Fill it in or remove the row."


def test_headings_in_spanish_divided_by_semicolons_are_understood() -> None:
    reading = good(rows("exportacion.csv")[2])
    assert (reading.title, reading.date) == ("Encuentro en San José", "2023-05-28")
    assert reading.source == "https://example.org/noticias/encuentro"
    assert reading.bodies["es"].paragraphs == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_do_not_matter(encoding: str, ends: str) -> None:
    data = f'NOMBRE,Contenido{ends}Reunión,"{SENTENCE}"{ends}'.encode(encoding)
    assert good(read_csv(data, "a.csv")[0][1]).bodies["es"].text == SENTENCE


def test_bodies_in_several_columns_are_one_page_in_several_languages() -> None:
    english = "The focal points met in San José to prepare the annual report of the network."
    data = f'Title,"Body (EN)","Body (ES)"\nMeeting,"<p>{english}</p>","<p>{SENTENCE}</p>"\n'.encode()
    assert good(read_csv(data, "a.csv")[0][1]).languages == ["en", "es"]


def test_the_fullest_column_is_the_body_where_none_is_named_so() -> None:
    data = f'Name,Stuff,Blob\nMeeting,x,"{SENTENCE} {SENTENCE} {SENTENCE}"\n'.encode()
    assert good(read_csv(data, "a.csv")[0][1]).bodies["es"].paragraphs == 1


def test_a_cell_of_a_megabyte_is_read() -> None:
    data = f'Name,Body\nMeeting,"<p>{SENTENCE}</p><p>{"<span></span>" * 80_000}</p>"\n'.encode()
    assert good(read_csv(data, "a.csv")[0][1]).bodies["es"].text == SENTENCE


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"Name,Body\n", "no_rows"),
        (b"Name,Age\nAna,7\n", "no_columns"),
        (b"Name,Body\n,\n", "no_rows"),
    ],
)
def test_a_file_that_is_no_export_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_csv(data, "a.csv")
    assert refused.value.code == code
