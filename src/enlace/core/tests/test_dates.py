import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.core.dates import date_in_words


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "29–30 de marzo de 2012"), ("pt", "29–30 de março de 2012"), ("en", "March 29–30, 2012")],
)
def test_two_days_of_a_month_share_its_name(language, words):
    assert date_in_words(date(2012, 3, 29), language, end=date(2012, 3, 30)) == words


def test_a_span_over_months_names_the_year_once():
    assert date_in_words(date(2019, 10, 30), "es", end=date(2019, 11, 2)) == "30 de octubre – 2 de noviembre de 2019"


def test_months_are_written_out():
    span = date_in_words(date(2016, 2, 1), "es", end=date(2016, 5, 1), precision="month")
    assert span == "febrero – mayo de 2016"


def test_a_month_is_not_made_a_day():
    assert date_in_words(date(2019, 10, 1), "pt", precision="month") == "outubro de 2019"


def test_a_span_within_one_year_known_by_the_year_is_one_year():
    assert date_in_words(date(2015, 1, 1), "en", end=date(2015, 12, 31), precision="year") == "2015"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_the_end_is_always_told_in_full(one, other):
    start, end = sorted([one, other])
    words = date_in_words(start, "es", end=end)
    assert {str(end.year), str(start.day), str(end.day)} <= set(re.findall(r"\d+", words))
