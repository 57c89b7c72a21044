import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.network.exchange.cell_safety import guarded, restored, typed_as_text

HOSTILE = st.text(alphabet="=+-@＝＋'\"\t\r\n ,;|ab1")


@pytest.mark.parametrize("text", ["=1+1", "+598 2", "-2", "@x", " =1", "\t=1", "\r=1", "＝1", "'=1", '"=1', "\tab"])
def test_what_would_begin_a_formula_gets_an_apostrophe(text):
    assert guarded(text).startswith("'")
    assert guarded(text).replace("'", "") == text.replace("'", "")


@pytest.mark.parametrize("text", ["", "Uruguay", "a=b", "3 - 2", "ana@example.org", "L'Aquila", "31/03/2026"])
def test_other_text_stays_as_it_is(text):
    assert guarded(text) == text
    assert restored(text) == text


@given(HOSTILE | st.text())
def test_the_import_takes_away_what_the_export_put_there(text):
    assert restored(guarded(text)) == text
    assert restored(typed_as_text(text)) == text


@given(HOSTILE)
def test_no_cell_runs_whatever_separator_a_program_expects(text):
    file = io.StringIO(newline="")
    csv.writer(file).writerow(["first", guarded(text), "last"])
    pieces = re.split(r"[,;|\t\r\n]", guarded(text))
    assert not [piece for piece in pieces if re.match(r"[\s\"']*[=+\-@＝＋]", piece) and "'" not in piece]
    assert not [piece for piece in re.split(r"[,;|\t]", file.getvalue()) if re.match(r"\s*\"?\s*[=+\-@＝＋]", piece)]
