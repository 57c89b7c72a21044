"""Sums by period and campaign: exact, never across currencies, and for the secretariat never of a single gift."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from enlace.giving.money.amounts import Money
from enlace.giving.testing import (
    make_campaign,
    make_gift,
    make_payment,
    make_rate,
    make_refund,
    make_treasurer,
)
from enlace.giving.treasury.books.queries import (
    converted_sums,
    sums_by_campaign,
    sums_by_month,
    sums_by_year,
    sums_of_year,
)
from enlace.giving.treasury.books.totals import FEWEST, Sum, kept_back
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db


def on(month, year=2025):
    return datetime(year, month, 15, 12, tzinfo=UTC)


def paid(month, times=1, year=2025, **gift):
    return [make_payment(gift=make_gift(**gift), paid_at=on(month, year)) for _turn in range(times)]


def a_sum(part, gifts, minor=100):
    return Sum(part, Money(minor, "USD"), Money(0, "USD"), gifts)


def test_a_payment_counts_on_its_day_and_a_refund_on_its_own():
    payment = paid(1)[0]
    make_refund(payment=payment, amount=2000, done_at=on(3), requested_by=None)
    make_refund(payment=payment, amount=1000, requested_by=None)
    january, march = sums_by_month(2025, make_treasurer())
    assert (january.received.minor, january.given_back.minor, january.gifts) == (5000, 0, 1)
    assert (march.received.minor, march.net.minor, march.gifts) == (0, -2000, 0)


def test_currencies_and_years_stand_apart():
    paid(1, 2)
    paid(1, currency="UYU")
    paid(1, year=2024)
    treasurer = make_treasurer()
    assert [(one.part, one.currency, one.net.minor) for one in sums_by_year(treasurer)] == [
        *((2025, "USD", 10_000), (2025, "UYU", 5000), (2024, "USD", 5000))
    ]
    assert [one.net.minor for one in sums_of_year(2025, treasurer)] == [10_000, 5000]


def test_gifts_of_a_campaign_and_those_of_none():
    campaign = make_campaign()
    paid(1, 2, campaign=campaign)
    make_refund(payment=paid(2)[0], done_at=on(4), requested_by=None)
    sums = {one.part: one.net.minor for one in sums_by_campaign(2025, make_treasurer())}
    assert sums == {campaign.pk: 10_000, 0: 3000}


def test_a_sum_is_converted_by_the_rate_of_its_day_or_the_last_before():
    paid(1, currency="UYU", amount=100_000)
    paid(1)
    sums = sums_of_year(2025, make_treasurer())
    assert [one.money for one in converted_sums(sums, "USD", date(2025, 12, 31))] == [Money(5000, "USD"), None]
    for day, rate in ((date(2025, 1, 1), "0.020"), (date(2025, 6, 1), "0.025"), (date(2026, 1, 1), "9")):
        make_rate(day=day, rate=Decimal(rate))
    dollars, pesos = converted_sums(sums, "USD", date(2025, 12, 31))
    assert (dollars.rate, pesos.money, pesos.rate.day) == (None, Money(2500, "USD"), date(2025, 6, 1))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12))
def test_the_secretariat_works_out_no_sum_of_few_gifts(counts):
    shown = kept_back([a_sum(place, gifts) for place, gifts in enumerate(counts)], with_total=True)
    hidden = [one for one in shown if not one.told]
    assert all(one.gifts >= FEWEST for one in shown if one.told)
    everything_is_few = all(gifts < FEWEST for gifts in counts)
    assert not hidden or everything_is_few or any(one.gifts >= FEWEST for one in hidden)


def test_a_currency_is_withheld_by_itself():
    pesos = Sum(1, Money(5, "UYU"), Money(0, "UYU"), 9)
    shown = kept_back([a_sum(1, 1), a_sum(2, 8), a_sum(3, 4), pesos], with_total=True)
    assert [one.told for one in shown] == [False, True, False, True]


def test_the_secretariat_reads_sums_without_what_was_given_back_and_no_link_to_a_gift(client):
    paid(1, 4)
    paid(2, 1, amount=123_400)
    paid(3, 5)
    client.force_login(make_secretary())
    page = client.get(reverse("giving:totals"), {"year": 2025}).text
    assert "1.234" not in page
    assert "1234" not in page
    assert reverse("giving:gifts") not in page
    assert reverse("giving:export_gifts", args=["csv"]) not in page
    assert client.get(reverse("giving:totals")).status_code == 200


def test_the_treasury_reads_all_of_it_converted_with_rate_and_source(client):
    paid(1, currency="UYU", amount=100_000)
    make_rate(day=date(2025, 6, 1), rate=Decimal("0.025"), source="Banco de prueba")
    client.force_login(make_treasurer())
    page = client.get(reverse("giving:totals"), {"year": 2025, "into": "UYU"})
    assert page.context["whole"] == Money(100_000, "UYU")
    make_payment(paid_at=on(5))
    page = client.get(reverse("giving:totals"), {"year": 2025, "into": "USD"})
    assert page.context["whole"] == Money(7500, "USD")
    assert "Banco de prueba" in page.text
    assert "0,025" in page.text
