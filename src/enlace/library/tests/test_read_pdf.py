"""Strangers' PDFs are read in a process with limits; what is read is what the engine gives."""

import os
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
import pypdfium2
import pytest
from django.conf import settings
from PIL import Image

from enlace.library.intake.languages import language_of
from enlace.library.intake.reading import Unreadable, read_pdf
from enlace.library.models import Refusal
from enlace.library.tests.pdf_making import SPANISH, bomb, deep_tree, made_pdf

SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", settings.ROOT.parent / "shared" / "data"))
HARD = {
    "pdfjs/ArabicCIDTrueType.pdf": "",
    "pdfjs/Pages-tree-refs.pdf": "",
    "pdfjs/issue6010_1.pdf": "locked",
    "pdfjs/poppler-395-0-fuzzed.pdf": "broken",
    "qpdf/enc-R3,V2,O=master.pdf": "",
    "qpdf/fuzz-16214.pdf": "not_pdf",
    "qpdf/issue-202.pdf": "",
    "../upr/pdf/colombia2009.pdf": "",
}


def read(content, tmp_path):
    path = tmp_path / "it.pdf"
    path.write_bytes(content)
    return read_pdf(path)


def fault(content, tmp_path):
    with pytest.raises(Unreadable) as refused:
        read(content, tmp_path)
    return refused.value.reason


def engine(path):
    """The text of each page, and nothing for a page that cannot be opened."""
    pdf, texts = pypdfium2.PdfDocument(path), []
    for number in range(len(pdf)):
        try:
            texts.append(pdf[number].get_textpage().get_text_bounded())
        except pypdfium2.PdfiumError:
            texts.append("")
    return texts


def test_what_is_read_of_a_good_one(tmp_path):
    found = read(made_pdf(f"# Informe anual 2015\n{SPANISH}", SPANISH, title="Informe", author="Ana Díaz"), tmp_path)
    assert (found.pages, found.language, found.active, found.recognised) == (2, "es", False, False)
    assert found.texts == engine(tmp_path / "it.pdf")
    assert found.large == ["Informe anual 2015"]
    assert found.metadata == {"title": "Informe", "author": "Ana Díaz"}
    with Image.open(BytesIO(found.cover)) as cover:
        assert cover.format == "JPEG"
        assert 600 < cover.width <= 640


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is absent: set ENLACE_SHARED_DATA to its folder")
@pytest.mark.parametrize(("name", "reason"), HARD.items())
def test_the_text_of_hard_files_is_that_of_the_engine(name, reason):
    path = SHARED / "pdf_hard" / name
    if reason:
        with pytest.raises(Unreadable) as refused:
            read_pdf(path)
        assert refused.value.reason == reason
    else:
        assert read_pdf(path).texts == engine(path)


def test_a_long_page_comes_in_parts(tmp_path):
    found = read(made_pdf("\n".join(["ñandú " * 900] * 40), box=b"[0 -9000 90000 792]"), tmp_path)
    assert len(found.texts[0]) > 150_000
    assert found.texts == engine(tmp_path / "it.pdf")


def test_a_file_with_a_password_is_locked_and_one_that_opens_without_is_read(tmp_path):
    for user, expected in (("secret", Refusal.LOCKED), ("", None)):
        target = BytesIO()
        with pikepdf.open(BytesIO(made_pdf(SPANISH))) as pdf:
            pdf.save(target, encryption=pikepdf.Encryption(owner="owner", user=user))
        if expected:
            assert fault(target.getvalue(), tmp_path) == expected
        else:
            assert read(target.getvalue(), tmp_path).texts[0].startswith("La regulación")


@pytest.mark.parametrize(
    "entry",
    [
        b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>",
        b"/OpenAction<</S/Launch/F(calc.exe)>>",
        b"/Names<</EmbeddedFiles<</Names[]>>>>",
        b"/AA<</WC<</S/URI/URI(http://example.org)>>>>",
    ],
)
def test_what_carries_programs_or_files_is_active(entry, tmp_path):
    assert read(made_pdf(SPANISH, root=entry), tmp_path).active


def test_a_link_is_not_active(tmp_path):
    entry = b"/OpenAction[4 0 R/Fit]/URI<</Base(http://example.org)>>"
    assert not read(made_pdf(SPANISH, root=entry), tmp_path).active


def test_a_page_of_any_size_has_a_small_cover(tmp_path):
    for box in (b"[0 0 1000000000 1000000000]", b"[0 0 1 1000000000]", b"[0 0 9999999999999999999999 3]"):
        cover = read(made_pdf(SPANISH, box=box), tmp_path).cover
        if cover:
            with Image.open(BytesIO(cover)) as picture:
                assert picture.width <= 640
                assert picture.height <= 1280


def test_bombs_and_monsters_are_refused_with_their_reason(tmp_path):
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"\0" * 20_000_000)
    assert fault(packed.getvalue(), tmp_path) == Refusal.NOT_PDF
    assert fault(b"%PDF-1.4\n" + packed.getvalue(), tmp_path) == Refusal.BROKEN
    assert fault(bomb(), tmp_path) == Refusal.TOO_MUCH
    assert fault(deep_tree(20_000), tmp_path) == Refusal.BROKEN
    assert fault(made_pdf(*["x"] * 10_001), tmp_path) == Refusal.LARGE
    assert fault(made_pdf(SPANISH)[:300], tmp_path) == Refusal.BROKEN
    assert fault(b"", tmp_path) == Refusal.EMPTY


def test_the_language_is_told_only_where_most_of_the_text_is_in_it():
    english = "The regulation of firearms prevents mass violence, and every state tells the others what it has learned."
    assert language_of([SPANISH, SPANISH, english[:60]]) == "es"
    assert language_of([english] * 3) == "en"
    quechua = "Tukuy runakunam hinantin pachapi qispisqa nacesqaku, hayka tukuy ima derechoyuq kasqanku."
    assert language_of([quechua] * 5) == ""
    assert language_of(["1 2 3", "IV"]) == ""
