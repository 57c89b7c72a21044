from hypothesis import given
from hypothesis import strategies as st

from enlace.core.plain import plain


def test_case_accents_and_doubled_spaces_do_not_matter():
    assert plain("  República   DOMINICANA ") == "republica dominicana"


@given(st.text())
def test_what_is_plain_stays_so(text):
    assert plain(plain(text)) == plain(text)
