"""Money is exact: every currency of ISO 4217, written and read in every language, added and converted."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.core.languages import language_codes
from enlace.giving.money.amounts import (
    Money,
    NoAmount,
    converted,
    currency_codes,
    exponent_of,
    format_money,
    format_number,
    parse_money,
    total,
)

MINORS = st.integers(-(10**15) + 1, 10**15 - 1)
CURRENCIES = st.sampled_from(currency_codes())
LANGUAGES = st.sampled_from(("es", "en", "pt"))


@pytest.mark.parametrize("currency", currency_codes())
def test_every_currency_is_read_as_it_was_written_in_every_language(currency):
    units = 10 ** exponent_of(currency)
    amounts = [0, 1, -1, 9, units, units - 1, -units - 1, 1234 * units, 1_234_567_891, 10**15 - 1]
    for language in ("es", "en", "pt"):
        for minor in amounts:
            money = Money(minor, currency)
            assert parse_money(format_money(money, language), currency, language) == money
            assert parse_money(format_number(money, language), currency, language) == money
            assert parse_money(format_money(money, language, short=True), currency, language) == money


@given(MINORS, CURRENCIES, LANGUAGES)
def test_what_is_written_is_read_again(minor, currency, language):
    money = Money(minor, currency)
    assert parse_money(format_money(money, language), currency, language) == money


@given(st.lists(st.tuples(MINORS, CURRENCIES)))
def test_sums_are_exact_and_never_cross_currencies(pairs):
    sums = total(Money(minor, currency) for minor, currency in pairs)
    assert {currency: one.minor for currency, one in sums.items()} == {
        currency: sum(minor for minor, other in pairs if other == currency) for currency in {one for _m, one in pairs}
    }
    assert list(sums) == sorted(sums)


@given(MINORS, CURRENCIES, CURRENCIES, st.decimals("0.000001", "1000000", places=12))
def test_a_conversion_is_off_by_half_a_minor_unit_at_the_most(minor, source, target, rate):
    exact = Fraction(minor, 10 ** exponent_of(source)) * Fraction(rate) * 10 ** exponent_of(target)
    assert abs(converted(Money(minor, source), target, rate).minor - exact) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("typed", "currency", "language", "minor"),
    [
        ("50", "USD", "es", 5000),
        ("12,50", "USD", "es", 1250),
        ("12.50", "USD", "es", 1250),
        ("1.234", "USD", "es", 123_400),
        ("1.234,5", "USD", "es", 123_450),
        ("1,234.50", "USD", "es", 123_450),
        ("US$ 50", "USD", "es", 5000),
        ("$50", "USD", "en", 5000),
        ("USD 50", "USD", "pt", 5000),
        ("150.000", "COP", "es", 15_000_000),
        ("150.000", "CLP", "es", 150_000),
        ("5,000", "JPY", "en", 5000),
        ("5,000.00", "JPY", "en", 5000),
        ("1 250", "PYG", "es", 1250),
        ("-3", "USD", "en", -300),
    ],
)
def test_amounts_are_read_as_people_type_them(typed, currency, language, minor):
    assert parse_money(typed, currency, language) == Money(minor, currency)


@pytest.mark.parametrize(
    ("typed", "currency", "language", "reason"),
    [
        ("", "USD", "es", "form"),
        ("mucho", "USD", "es", "form"),
        ("1.23.4", "USD", "es", "form"),
        ("1e5", "USD", "en", "form"),
        ("0x10", "USD", "en", "form"),
        ("٣", "USD", "es", "form"),
        ("1,2345", "USD", "es", "fraction"),
        ("1.234", "USD", "en", "fraction"),
        ("10,5", "CLP", "es", "fraction"),
        ("9" * 16, "CLP", "es", "long"),
        ("5", "XYZ", "es", "currency"),
    ],
)
def test_what_could_mean_something_else_is_refused_with_its_reason(typed, currency, language, reason):
    with pytest.raises(NoAmount) as refusal:
        parse_money(typed, currency, language)
    assert refusal.value.reason == reason


def test_whole_amounts_are_shown_short():
    assert format_money(Money(5000, "USD"), "en", short=True) == "$50"
    assert format_money(Money(5050, "USD"), "en", short=True) == "$50.50"
    assert format_money(Money(15_000_000, "COP"), "pt", short=True).replace("\xa0", " ") == "COP 150.000"
    assert format_money(Money(1250, "CLP"), "en").replace("\xa0", " ") == "CLP 1,250"


def test_no_currency_is_compared_with_another_and_no_float_is_money():
    with pytest.raises(TypeError):
        Money(1, "USD") < Money(2, "EUR")  # noqa: B015
    with pytest.raises(TypeError):
        Money(1, "USD") + Money(2, "EUR")
    with pytest.raises(TypeError):
        Money(1.0, "USD")
    with pytest.raises(TypeError):
        Money(True, "USD")
    assert converted(Money(1050, "USD"), "CLP", Decimal("950.25")) == Money(9978, "CLP")


def test_every_language_of_the_site_has_its_way_of_writing_money():
    assert all(format_money(Money(1, "USD"), language) for language in language_codes())
