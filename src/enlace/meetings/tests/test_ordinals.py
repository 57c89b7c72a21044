import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.meetings.editions.ordinals import LAST, roman

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
WELL_FORMED = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def read(letters):
    values = [VALUES[letter] for letter in letters]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


@given(st.integers(1, LAST))
def test_what_is_written_reads_as_the_number_and_is_written_as_people_do(number):
    assert read(roman(number)) == number
    assert WELL_FORMED.fullmatch(roman(number))


@pytest.mark.parametrize(("number", "letters"), [(4, "IV"), (9, "IX"), (13, "XIII"), (40, "XL"), (LAST, "MMMCMXCIX")])
def test_editions_as_the_network_numbers_them(number, letters):
    assert roman(number) == letters


@pytest.mark.parametrize("number", [0, -1, LAST + 1])
def test_what_roman_letters_cannot_write_is_refused(number):
    with pytest.raises(ValueError, match=str(number)):
        roman(number)
