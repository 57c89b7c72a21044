import io
import re
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook

from enlace.network.exchange.csv_tables import read_csv
from enlace.network.exchange.reading import read_tables
from enlace.network.exchange.tables import MOST_COLUMNS, MOST_ROWS, Unreadable, cell_of, column_name

HEADER = "role,state,name,since"
ROW = "focal point,Perú,María,2026-01-01"
TABLE = f"{HEADER}\n{ROW}\n"


def workbook(*rows, **sheets):
    book = Workbook()
    book.active.title = "Hoja"
    for row in rows:
        book.active.append(row)
    for name, lines in sheets.items():
        page = book.create_sheet(name)
        for line in lines:
            page.append(line)
    return saved(book)


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rewritten(data, **parts):
    """The workbook with the parts that `parts` names by their file changed by a function, or added as bytes."""
    file = io.BytesIO()
    changes = {name.replace("__", "/"): change for name, change in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            stem = name.rpartition(".")[0]
            change = changes.pop(stem, None)
            new.writestr(name, change(old.read(name)) if change else old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return file.getvalue()


def rows(data):
    return [row.cells for sheet in read_tables(data).sheets for row in sheet.rows]


def refusal(data):
    with pytest.raises(Unreadable) as refused:
        read_tables(data)
    return refused.value.problem


def read_or_refused(data):
    """Whether there are sheets with a header, or a sentence that says why not; any other error fails the test."""
    try:
        return all(sheet.header.cells for sheet in read_tables(data).sheets)
    except Unreadable as refused:
        return bool(refused.problem.wrong)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_of_every_program_is_read(encoding, delimiter, end):
    text = TABLE.replace(",", delimiter).replace("\n", end)
    assert rows(text.encode(encoding)) == [("focal point", "Perú", "María", "2026-01-01")]


def test_utf16_in_the_other_order_and_the_line_that_names_the_separator_are_read():
    assert rows(b"\xfe\xff" + TABLE.encode("utf-16-be"))[0][1] == "Perú"
    assert rows(b"sep=;\r\n" + TABLE.replace(",", ";").encode())[0][1] == "Perú"


def test_rows_keep_the_number_that_the_spreadsheet_shows():
    sheet = read_tables(f'\n{HEADER}\n\n"a\nb",UY,Ana,2026-01-01\n,,,\n{ROW}\n'.encode()).sheets[0]
    assert (sheet.header.number, [row.number for row in sheet.rows]) == (2, [4, 6])
    assert sheet.rows[0].cells[0] == "a b"


def test_mixed_encodings_are_refused_at_the_first_cell_of_the_fewer():
    ours, foreign = (
        f"{HEADER}\nvalidator,Perú,José,2026-01-01\n".encode(),
        "observer,,Ángela,2026-01-01\n".encode("cp1252"),
    )
    problem = refusal(ours + foreign)
    assert (problem.row, problem.column) == (3, "name")
    problem = refusal(
        f"{HEADER}\nvalidator,Perú,José,2026-01-01\n".encode("cp1252") + "observer,,Á,2026-01-01\n".encode()
    )
    assert (problem.row, problem.column) == (3, "name")
    problem = refusal(b"\xef\xbb\xbf" + ours + foreign)
    assert (problem.row, problem.column) == (3, "name")


def test_letters_that_another_program_damaged_are_told_at_their_cell():
    sheet = read_tables(
        f"{HEADER}\nvalidator,UY,MarÃ­a,2026-01-01\nvalidator,UY,Mar\ufffda,2026-01-01\n".encode()
    ).sheets[0]
    assert [(one.row, one.column) for one in sheet.problems] == [(2, "name"), (3, "name")]


@pytest.mark.parametrize(
    ("data", "row", "column"),
    [
        (b"role,state\nvalidator,U\x00Y\n", 2, "state"),
        (TABLE.encode("utf-16-le"), 1, "A"),
        (b"role,name\nvalidator,Ana\x81\n", 2, "name"),
        (b'role,name\nvalidator,"Ana\n', 2, ""),
        (b'role,name\nvalidator,"Ana" Perez\n', 2, ""),
        (b"role,name\nvalidator," + b"x" * 200_000 + b"\n", 2, ""),
        (b"\xff\xfer\x00o\x00l\x00e", None, ""),
    ],
)
def test_damaged_csv_is_refused_at_its_row(data, row, column):
    if data.startswith(b"\xff\xfe"):
        data += b"\x00\xd8"
    problem = refusal(data)
    assert problem.mend
    if row:
        assert (problem.row, problem.column) == (row, column)


@pytest.mark.parametrize("data", [b"", b"\n\n", b" , ,\n,,\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_says_so(data):
    assert refusal(data).mend


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"\x89PNG\r\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, b"PK\x03\x04"]
)
def test_what_is_no_table_is_refused(data):
    assert refusal(data).wrong


def test_more_cells_than_headers_are_told_and_fewer_are_empty():
    sheet = read_tables(f"{HEADER}\nvalidator,UY\nvalidator,UY,Ana,2026-01-01,,\na,b,c,d,e\n".encode()).sheets[0]
    assert [row.cells for row in sheet.rows][:2] == [("validator", "UY"), ("validator", "UY", "Ana", "2026-01-01")]
    assert [one.row for one in sheet.problems] == [4]


def test_a_character_that_is_no_text_and_an_error_of_the_spreadsheet_are_told():
    sheet = read_tables(b"role,name\nvalidator,An\x07a\nvalidator,#REF!\n").sheets[0]
    assert [(one.row, one.column) for one in sheet.problems] == [(2, "name"), (3, "name")]


@given(st.binary(max_size=300))
@example(b'\xff\xfe"\x00\n\x00')
@example(b"\xef\xbb\xbf\x80")
def test_any_bytes_are_rows_or_a_clear_refusal(data):
    assert read_or_refused(data)


@given(
    st.lists(st.text(alphabet='ab"\n\r,;\té Ã©€\0=', max_size=6), max_size=12),
    st.sampled_from(["utf-8", "cp1252", "utf-16"]),
)
def test_any_text_is_rows_or_a_clear_refusal(cells, encoding):
    assert read_or_refused("role,name\n".encode(encoding) + ",".join(cells).encode(encoding, "replace"))


@pytest.mark.parametrize("value", [None, "", "  ", 12, 12.0, 1.5, True, date(2026, 1, 2), datetime(2026, 1, 2, 3)])
def test_every_kind_of_cell_becomes_a_day_or_a_line_of_text(value):
    cell = cell_of(value)
    assert cell in ("", "12", "1.5", "True", date(2026, 1, 2))


@pytest.mark.parametrize(("number", "name"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
def test_a_column_without_a_header_goes_by_its_letter(number, name):
    assert column_name(number) == name


def test_xlsx_gives_its_visible_sheets_with_days_numbers_and_merged_cells():
    book = Workbook()
    page = book.active
    for row in (HEADER.split(","), ["validator", "UY", 598.0, datetime(2026, 1, 1)], ["validator", "PY", "Ana"]):
        page.append(row)
    page.merge_cells("D2:D3")
    hidden = book.create_sheet("Oculta")
    hidden.append(["x"])
    hidden.sheet_state = "hidden"
    tables = read_tables(saved(book))
    assert tables.sheets[0].rows[0].cells == ("validator", "UY", "598", date(2026, 1, 1))
    assert tables.passed_over == ("Oculta",)


def test_a_formula_counts_by_its_result_and_is_refused_without_one():
    data = workbook(HEADER.split(","), ["validator", "UY", "=A1&B1", "2026-01-01"])
    problem = refusal(data)
    assert (problem.row, problem.column) == (2, "C")
    computed = rewritten(
        data,
        xl__worksheets__sheet1=lambda xml: (
            xml.replace(b"<v></v>", b"<v>7</v>").replace(b"<v/>", b"<v>7</v>").replace(b"<v />", b"<v>7</v>")
        ),
    )
    assert rows(computed)[0][2] == "7"


def test_macros_passwords_bombs_and_entities_are_refused():
    data = workbook(HEADER.split(","), ["validator"])
    assert refusal(rewritten(data, **{"xl__vbaProject.bin": b"x"})).mend
    bomb = rewritten(data, **{"xl__media__x.bin": b"\0" * (101 * 1024 * 1024)})
    assert len(bomb) < 1_000_000
    assert str(MOST_ROWS) in refusal(bomb).wrong.replace(".", "").replace(",", "")
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert refusal(rewritten(data, xl__worksheets__sheet1=lambda xml: entity + xml[xml.index(b"<worksheet") :])).wrong
    assert refusal(workbook(HEADER.split(",")).replace(b"[Content_Types].xml", b"[Content_Types].xmx")).wrong


@given(st.data())
def test_a_damaged_workbook_is_rows_or_a_clear_refusal(data):
    whole = bytearray(SOUND)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        whole[place] ^= data.draw(st.integers(1, 255))
    assert read_or_refused(bytes(whole[: data.draw(st.integers(len(whole) // 2, len(whole)))]))


SOUND = workbook(HEADER.split(","), ["validator", "UY", "Ana", date(2026, 1, 1)], Notas=[["x", "y"]])


def test_a_hundred_thousand_rows_are_refused_with_the_number_that_is_taken():
    text = HEADER + "\n" + "\n".join(f"alternate,UY,Ana {number},2026-01-01" for number in range(100_000))
    book = Workbook(write_only=True)
    page = book.create_sheet("Mandatos")
    for line in text.splitlines():
        page.append(line.split(","))
    for data in (text.encode(), saved(book)):
        assert f"{MOST_ROWS:,}".replace(",", "") in re.sub(r"\D", "", refusal(data).wrong)


def test_as_many_rows_as_are_allowed_are_read_and_too_many_columns_refused():
    text = HEADER + "\n" + "validator,UY,Ana,2026-01-01\n" * MOST_ROWS
    assert len(rows(text.encode())) == MOST_ROWS
    assert refusal((text + ROW).encode()).row == MOST_ROWS + 2
    assert str(MOST_COLUMNS) in refusal(("a," * MOST_COLUMNS + "b\n1\n").encode()).wrong


def test_rows_come_one_after_the_other():
    assert next(read_csv(b'a,b\n"x\n'))[1] == ["a", "b"]
