import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.core.spreadsheet_safety import FORMULA_BEGINS, neutral


@pytest.mark.parametrize("text", ["=cmd|'/C calc'!A0", "+1+1", "-2", "@SUM(A1)", " =1+1", "\t=1", "\r\n=1", "＝1"])
def test_what_a_spreadsheet_would_run_becomes_text(text):
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Uruguay", "a=b", "3 - 2", "punto.focal@example.org", "'=1"])
def test_other_text_stays_as_it_is(text):
    assert neutral(text) == text


@given(st.text())
def test_no_cell_begins_a_formula_and_nothing_is_lost(text):
    safe = neutral(text)
    assert not safe.lstrip().startswith(FORMULA_BEGINS)
    assert safe.removeprefix("'") == text or safe == text


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_a_neutral_cell_survives_a_file(text):
    file = io.StringIO(newline="")
    csv.writer(file).writerow([neutral(text)])
    file.seek(0)
    assert next(csv.reader(file), [""]) == [neutral(text)]
