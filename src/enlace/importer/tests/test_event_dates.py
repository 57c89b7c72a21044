import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.importer.event_dates import event_dates, shown_date
from enlace.importer.tests.reading_pages import page

SPANISH = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
PORTUGUESE = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
days = st.dates(datetime.date(1900, 1, 1), datetime.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end", "year"),
    [
        ("On October 26-27, the Network met.", "10-26", "10-27", None),
        ("Los días 26 y 27 de octubre, el Instituto (2012-2022)", "10-26", "10-27", None),
        ("Foi em 29–30 de março de 2012.", "2012-03-29", "2012-03-30", 2012),
        ("It lasted from 30 October to 2 November 2019.", "2019-10-30", "2019-11-02", 2019),
        ("Fue el 21 de octubre de 2021.", "2021-10-21", "2021-10-21", 2021),
        ("It opened on Oct. 3rd, 2019.", "2019-10-03", "2019-10-03", 2019),
        ("Del 29 de octubre al 2 de noviembre se reunió", "10-29", "11-02", None),
        ("on March 29 and 30, 2012", "2012-03-29", "2012-03-30", 2012),
        ("los días 8, 9 y 10 de junio de 2012", "2012-06-08", "2012-06-10", 2012),
        ("del 30 de diciembre de 2019 al 2 de enero de 2020", "2019-12-30", "2020-01-02", 2019),
        ("from December 30 to January 2, 2020", "2019-12-30", "2020-01-02", 2019),
        ("Wednesday, October 26 and Thursday, October 27, 2022", "2022-10-26", "2022-10-27", 2022),
        ("entre os dias 26 e 27 de outubro", "10-26", "10-27", None),
        ("entre el 29 de octubre y el 2 de noviembre de 2019", "2019-10-29", "2019-11-02", 2019),
        ("em 1º de março de 2015", "2015-03-01", "2015-03-01", 2015),
        ("del 26/10/2022 al 27/10/2022", "2022-10-26", "2022-10-27", 2022),
    ],
)
def test_dates_are_read_in_three_languages(text: str, start: str, end: str, year: int | None) -> None:
    (date,) = event_dates([text])
    assert (date.start, date.end, date.year) == (start, end, year)
    assert date.evidence in text


@pytest.mark.parametrize(
    "text",
    [
        "el 31 de febrero de 2020",
        "the years 2012-2022 and the 10th anniversary",
        "call 555-12-2012 or +1 (212) 575 2605",
        "Artículo 26 de octubre",
        "participants may 5 times ask",
        "May 5,000 people",
        "in October 2022",
    ],
)
def test_years_numbers_and_impossible_days_are_no_dates(text: str) -> None:
    assert event_dates([text]) == []


def test_two_days_apart_are_two_dates_that_share_their_year() -> None:
    found = event_dates(["el 26 de octubre y el 2 de noviembre de 2022"])
    assert [date.start for date in found] == ["2022-10-26", "2022-11-02"]


def test_a_date_told_in_several_languages_is_one_with_the_first_evidence() -> None:
    found = event_dates(["It met on October 26-27. All came.", "Se reunió los días 26 y 27 de octubre de 2022."])
    assert [(date.start, date.year, date.evidence) for date in found] == [
        ("2022-10-26", 2022, "It met on October 26-27.")
    ]


@given(days)
def test_any_day_is_found_in_each_language_and_form(day: datetime.date) -> None:
    forms = (
        f"el {day.day} de {SPANISH[day.month - 1]} de {day.year}",
        f"em {day.day} de {PORTUGUESE[day.month - 1]} de {day.year}",
        f"on {ENGLISH[day.month - 1]} {day.day}, {day.year}",
        f"on {day.day} {ENGLISH[day.month - 1][:3]}. {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day:%Y-%m-%d}",
    )
    for form in forms:
        assert [date.start for date in event_dates([f"It happened {form}, they say."])] == [day.isoformat()], form
        assert shown_date(form.removeprefix("el ").removeprefix("em ").removeprefix("on ")) == day, form


@given(st.text(alphabet="0123456789 ,-–/yeandtoMay octubre de 1", max_size=80))
def test_any_text_gives_dates_that_exist(text: str) -> None:
    for date in event_dates([text]):
        for told in (date.start, date.end):
            datetime.date.fromisoformat(told if date.year else f"2024-{told}")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("May 28, 2023", "2023-05-28"),
        ("28 de mayo de 2023", "2023-05-28"),
        ("05/28/2023", "2023-05-28"),
        ("Published on May 28, 2023 · 4 min read", "2023-05-28"),
        ("By Ana Ruiz | May 28, 2023", "2023-05-28"),
        ("Ciudad de México, 28 de octubre de 2022", "2022-10-28"),
        ("Sun May 28 2023 00:00:00 GMT+0000 (Coordinated Universal Time)", "2023-05-28"),
        ("2023-05-28T10:00:00.000Z", "2023-05-28"),
    ],
)
def test_the_date_shown_is_read_from_its_line(line: str, day: str) -> None:
    assert shown_date(line) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    "line", ["They met on May 28, 2023 in Lima", "October 26-27, 2022", "May 2023", "31/31/2020", ""]
)
def test_what_is_more_or_less_than_one_date_is_not_the_date_shown(line: str) -> None:
    assert shown_date(line) is None


def test_the_date_of_a_migration_is_not_taken_for_the_events() -> None:
    reading = page("migrated.html")
    assert reading.date == "2023-05-28"
    assert [(date.start, date.end) for date in reading.event_dates] == [
        ("2014-10-30", "2014-11-02"),
        ("2012-03-29", "2012-03-30"),
        ("2014-10-14", "2014-10-14"),
    ]
