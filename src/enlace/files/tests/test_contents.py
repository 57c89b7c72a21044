"""A file holds what its ending says, carries no program and is not far larger than it looks."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.files import contents
from enlace.files.contents import Fault, fault_in
from enlace.files.kinds import PRIVATE
from enlace.files.testing import PDF
from enlace.files.tests.uploading import ODS, ODT, office, picture
from enlace.files.uploads import OF_CONTENTS

WORD, TYPES = "word/document.xml", "[Content_Types].xml"
HTML = b"<!doctype html><title>x</title><script>alert(1)</script>"
TRUE = [
    ("pdf", PDF),
    ("docx", office(TYPES, WORD)),
    ("xlsx", office(TYPES, "xl/workbook.xml")),
    ("pptx", office(TYPES, "ppt/presentation.xml")),
    ("odt", office("mimetype", "content.xml", mimetype=ODT)),
    ("ods", office("mimetype", "content.xml", mimetype=ODS)),
    ("png", picture()),
    ("jpg", picture("JPEG")),
    ("jpeg", picture("JPEG")),
    ("webp", picture("WEBP")),
    ("txt", "Señor ministro:\r\n\tuno < dos\n".encode()),
    ("txt", "\ufeffuno".encode("utf-16")),
    ("csv", "país,año\n".encode("cp1252")),
    ("csv", "\ufeffpaís,año\n".encode()),
]
FALSE = [
    ("pdf", HTML, "other"),
    ("pdf", b"<script>" + PDF, "other"),
    ("pdf", b"MZ\x90\x00" + PDF, "other"),
    ("png", picture("JPEG"), "other"),
    ("jpg", picture("PNG"), "other"),
    ("jpg", b"\xff\xd8\xff" + HTML, "other"),
    ("webp", HTML, "other"),
    ("docx", b"PK\x03\x04 but no archive", "other"),
    ("docx", PDF, "other"),
    ("docx", office(WORD), "other"),
    ("docx", office(TYPES, "xl/workbook.xml"), "other"),
    ("odt", office("mimetype", mimetype="application/zip"), "other"),
    ("odt", office("mimetype", mimetype=ODS), "other"),
    ("odt", office("content.xml"), "other"),
    ("txt", HTML, "other"),
    ("csv", b"\xef\xbb\xbf \n<HTML>", "other"),
    ("exe", b"MZ", "other"),
    ("docx", office(TYPES, WORD, "word/vbaProject.bin"), "macros"),
    ("xlsx", office(TYPES, "xl/workbook.xml", "xl/VBAPROJECT.BIN"), "macros"),
    ("odt", office("mimetype", "Basic/Standard/Module1.xml", mimetype=ODT), "macros"),
    ("ods", office("mimetype", "Scripts/python/a.py", mimetype=ODS), "macros"),
    ("txt", b"MZ\x90\x00\x03", "letters"),
    ("csv", b"a\x1b[31mb", "letters"),
    ("csv", b"\xff\xfea", "letters"),
    ("txt", b"\x81\x8d\x8f", "letters"),
]


@pytest.mark.parametrize(("kind", "content"), TRUE)
def test_a_file_that_is_what_it_says_is_taken_and_can_be_read_on(kind, content):
    file = BytesIO(content)
    assert fault_in(kind, file) is None
    assert file.read() == content


@pytest.mark.parametrize(("kind", "content", "fault"), FALSE)
def test_a_file_that_is_not_is_known_as_what_is_wrong_with_it(kind, content, fault):
    assert fault_in(kind, BytesIO(content)) == fault


def test_a_small_archive_that_unfolds_to_a_huge_one_is_not_taken():
    whole = BytesIO()
    with ZipFile(whole, "w", 8) as archive:
        archive.writestr(TYPES, "<x/>")
        with archive.open(WORD, "w") as part:
            for _ in range(310):
                part.write(bytes(1024 * 1024))
    assert len(whole.getvalue()) < 1024 * 1024
    assert fault_in("docx", whole) == "unfolds"


def test_an_archive_of_countless_parts_is_not_taken(monkeypatch):
    monkeypatch.setattr(contents, "MOST_PARTS", 2)
    assert fault_in("docx", BytesIO(office(TYPES, WORD, "word/styles.xml"))) == "unfolds"


@pytest.mark.parametrize("side", [8_000, 60_000])
def test_a_picture_of_countless_points_is_not_taken(side):
    header = side.to_bytes(4, "big")
    bomb = picture(width=1, height=1).replace(b"\x00\x00\x00\x01\x00\x00\x00\x01", header + header, 1)
    assert contents.points_in(BytesIO(bomb)) in (0, side * side, contents.UNCOUNTED)
    assert fault_in("png", BytesIO(bomb)) in ("points", "other")


def test_a_large_picture_is_told_apart_from_a_broken_one(monkeypatch):
    monkeypatch.setattr(contents, "MOST_POINTS", 1000)
    assert fault_in("png", BytesIO(picture(width=40, height=30))) == "points"
    assert fault_in("png", BytesIO(picture(width=40, height=25))) is None


def test_every_fault_has_a_sentence():
    assert set(Fault.__value__.__args__) == set(OF_CONTENTS)


@given(st.sampled_from(PRIVATE), st.binary(max_size=200))
def test_no_bytes_upset_the_question(kind, content):
    assert fault_in(kind, BytesIO(content)) in {None, *OF_CONTENTS}


@given(st.sampled_from([row for row in TRUE if row[0] in contents.OFFICE_PARTS]), st.data())
def test_a_damaged_document_is_taken_or_refused_and_upsets_nobody(row, data):
    kind, content = row
    place = data.draw(st.integers(0, len(content) - 1))
    damaged = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
    assert fault_in(kind, BytesIO(damaged)) in {None, *OF_CONTENTS}
    assert fault_in(kind, BytesIO(content[:place])) in {None, *OF_CONTENTS}
