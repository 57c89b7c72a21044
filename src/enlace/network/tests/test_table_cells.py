from contextlib import suppress
from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from enlace.network.exchange.table_cells import (
    BEFORE_FIRST_SERIAL,
    KINDS,
    ROLES,
    SECTORS,
    Misread,
    choice_of,
    day_of,
    either_order,
    language_of,
    yes_or_no,
)

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MARCH = date(2026, 3, 31)


@pytest.mark.parametrize(
    "written",
    [
        *["2026-03-31", "2026/3/31", "2026-03-31 00:00:00", "2026-03-31T00:00:00Z", "31/03/2026", "31/3/2026"],
        *["31.03.2026", "31-03-2026", "31/03/2026 00:00", "31 de marzo de 2026", "31 mar 2026", "31 de março de 2026"],
        *["31 MARZO 2026", "31-mar-2026", "March 31, 2026", "Mar 31 2026", "31 March 2026", "31st March 2026", "46112"],
        *["46112.5", MARCH],
    ],
)
def test_a_day_is_read_as_people_write_it(written):
    assert day_of(written) == MARCH


def test_an_empty_cell_is_no_day():
    assert day_of("") is None


def test_the_day_comes_before_the_month():
    assert day_of("03/04/2026") == date(2026, 4, 3)
    assert either_order("03/04/2026")
    assert not either_order("31/03/2026")
    assert not either_order("04/04/2026")
    assert not either_order("2026-04-03")


@pytest.mark.parametrize(
    "written",
    [
        "03/31/2026",
        "31/02/2026",
        "2026-13-01",
        "31/03/26",
        "ayer",
        "2026",
        "0031-01-01",
        "12026-01-01",
        "5",
        "99999999",
    ],
)
def test_what_is_no_day_is_refused_with_the_way_to_write_it(written):
    with pytest.raises(Misread) as refused:
        day_of(written)
    assert "31/03/2026" in refused.value.mend


@given(DAYS)
def test_every_day_is_read_again_from_each_of_its_spellings(day):
    assert day_of(day.isoformat()) == day
    assert day_of(f"{day:%d/%m/%Y}") == day
    for language in ("es", "en", "pt"):
        assert day_of(format_date(day, "long", locale=language)) == day


@given(DAYS.filter(lambda day: 1942 < day.year < 2170))
def test_a_number_of_days_is_read_as_spreadsheets_count(day):
    assert day_of(str((day - BEFORE_FIRST_SERIAL) // timedelta(days=1))) == day


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text(alphabet="0123456789/-. demarzo"))
def test_any_text_is_a_day_or_refused(written):
    with suppress(Misread):
        assert (day_of(written) is None) == (not written)


@pytest.mark.parametrize(
    ("written", "role"),
    [
        *[("focal_point", "focal_point"), ("Focal Point", "focal_point"), ("PUNTO FOCAL", "focal_point")],
        *[("ponto focal", "focal_point"), ("suplente", "alternate"), ("validador", "validator")],
        *[("Observadora", "observer"), ("Secretaria Tecnica", "secretary"), ("editor", "editor")],
    ],
)
def test_a_role_is_known_in_each_language(written, role):
    assert choice_of(written, ROLES) == role


@pytest.mark.parametrize(
    ("words", "written", "key"),
    [
        (SECTORS, "Sociedad civil", "civil_society"),
        (SECTORS, "setor corporativo", "corporate"),
        (SECTORS, "institución", "institution"),
        (KINDS, "Estado", "state"),
        (KINDS, "academia", "academia"),
    ],
)
def test_a_kind_is_known_in_each_language(words, written, key):
    assert choice_of(written, words) == key


def test_an_unknown_word_is_refused_with_those_that_are_known():
    with pytest.raises(Misread) as refused:
        choice_of("embajador", ROLES)
    assert "embajador" in refused.value.wrong
    assert str(ROLES.labels["validator"]) in refused.value.mend


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("es", "es"),
        ("PT", "pt"),
        ("español", "es"),
        ("Spanish", "es"),
        ("inglés", "en"),
        ("Português", "pt"),
    ],
)
def test_a_language_is_known_by_its_code_and_its_names(written, code):
    assert language_of(written) == code


def test_a_language_that_the_network_does_not_speak_is_refused():
    with pytest.raises(Misread):
        language_of("français")


@pytest.mark.parametrize(("written", "answer"), [("sí", True), ("x", True), ("não", False), ("no", False), ("", None)])
def test_yes_and_no(written, answer):
    assert yes_or_no(written) is answer
