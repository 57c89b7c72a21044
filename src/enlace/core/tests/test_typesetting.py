from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from typst import TypstError

from enlace.core.typesetting import FONTS, typeset

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOSTILE = [
    '#panic("in")',
    "$x^2$ *bold* _it_ `raw` = Heading",
    '#include "/etc/passwd" #sys.inputs',
    "\\u{41} <label> @cite // comment /* more */",
    "Ñandú, João Conceição, “O’Higgins” «Łódź»",
]


@pytest.fixture
def template(tmp_path):
    path = tmp_path / "page.typ"
    path.write_text(
        "#let data = json(bytes(sys.inputs.data))\n#set document(title: sys.inputs.title)\n"
        '#set text(lang: sys.inputs.language, font: "Asap")\n#data.words\n'
    )
    return path


def printed(template, words, **how):
    return typeset(template, {"words": words}, **{"language": "es", "title": "Prueba", "at": AT} | how)


def text_of(content):
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))


@pytest.mark.parametrize("words", HOSTILE)
def test_data_is_printed_literally_whatever_stands_in_it(template, words):
    assert words in text_of(printed(template, words)).replace("\r\n", " ")


def test_the_document_tells_its_language_and_title_and_is_made_for_screen_readers(template):
    with pikepdf.open(BytesIO(printed(template, "Hola", language="pt", title="A #title"))) as pdf:
        assert str(pdf.Root.Lang) == "pt"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "A #title"


def test_the_same_data_at_the_same_moment_is_the_same_file(template):
    assert printed(template, "Hola") == printed(template, "Hola")


def test_control_characters_and_halves_of_characters_are_left_out(template):
    assert text_of(printed(template, "a\x07b\ud800c\x00")) == "abc"


def test_letters_that_no_font_has_do_not_stop_the_printing_but_cost_the_mark_of_pdf_ua(template):
    with pikepdf.open(BytesIO(printed(template, "张 Zhang"))) as pdf, pdf.open_metadata() as metadata:
        assert "pdfuaid:part" not in metadata


def test_a_template_that_is_wrong_is_not_hidden(template):
    template.write_text("#nothing-of-that-name")
    with pytest.raises(TypstError, match="unknown variable"):
        printed(template, "Hola")


def test_a_template_reads_no_file_outside_its_folder(template):
    template.write_text('#read("/../../etc/hostname")')
    with pytest.raises(TypstError):
        printed(template, "Hola")


def test_every_font_comes_with_its_licence():
    families = {path.stem.split("-")[0] for path in FONTS.glob("*.ttf")}
    assert families
    assert all((FONTS / f"LICENSE-{family}.txt").read_text("utf-8").count("OFL") for family in families)
