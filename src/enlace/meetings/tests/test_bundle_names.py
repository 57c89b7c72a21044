"""Names in a ZIP: every computer takes them, and no two are alike."""

import re
from pathlib import Path

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from enlace.meetings.papers.bundle_zip import Entry, names_of, safe_part

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')


@given(st.text(max_size=200))
def test_any_words_become_a_part_of_a_path_that_windows_takes(words):
    part = safe_part(words)
    assert part
    assert not FORBIDDEN.search(part)
    assert part == part.strip(" .")
    assert len(part) <= 62
    assert part.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9"}
    assert not {"..", "."} & {part}


@given(st.lists(st.sampled_from(["Nota", "nota", "NOTA.", "Nota (2)", "¿Nota?", ""]), max_size=12))
def test_no_two_names_are_alike_whatever_the_capitals(words):
    entries = [Entry(("1 lunes", "01 Apertura"), one, "pdf", Path("x"), timezone.now()) for one in words]
    names = [name.casefold() for name in names_of(entries)]
    assert len(set(names)) == len(names)
    assert all(name.count("/") == 2 for name in names)
