"""How far a campaign has come: what was received less what was given back, and nothing else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as some

from enlace.core.clock import now, today
from enlace.giving.campaigns.progress import Progress, whole_percent
from enlace.giving.campaigns.queries import all_campaigns, line_of, running_campaigns
from enlace.giving.money.amounts import Money
from enlace.giving.testing import make_campaign, make_gift, make_payment, make_rate, make_refund

pytestmark = pytest.mark.django_db


def paid(campaign, minor=5000, currency="USD", **more):
    gift = make_gift(campaign=campaign, amount=minor, currency=currency)
    return make_payment(gift=gift, **more)


def progress_of(campaign):
    return line_of(campaign, today()).progress


def test_only_payments_count_and_the_last_one_gives_the_day():
    campaign = make_campaign()
    paid(campaign, paid_at=now() - timedelta(days=9))
    make_gift(campaign=campaign, rhythm="monthly", subscription="s", amount=9000)
    paid(make_campaign())
    found = progress_of(campaign)
    assert (found.received, found.percent, found.gifts) == (Money(5000, "USD"), 5, 1)
    assert found.last_on == today() - timedelta(days=9)


def test_what_was_given_back_does_not_count_once_it_is_done():
    campaign = make_campaign()
    whole, part, asked = paid(campaign), paid(campaign), paid(campaign)
    make_refund(payment=whole, amount=5000, done_at=now())
    make_refund(payment=part, amount=1000, done_at=now(), reference="r1")
    make_refund(payment=part, amount=500, done_at=now(), reference="r2")
    make_refund(payment=asked, amount=5000)
    found = progress_of(campaign)
    assert (found.received, found.gifts) == (Money(3500 + 5000, "USD"), 2)


def test_a_monthly_gift_is_one_gift_of_which_every_payment_that_came_counts():
    campaign = make_campaign()
    gift = make_gift(campaign=campaign, rhythm="monthly", subscription="s")
    for _month in range(3):
        make_payment(gift=gift)
    found = progress_of(campaign)
    assert (found.received, found.gifts) == (Money(15000, "USD"), 1)


def test_other_currencies_stand_beside_and_are_never_added_without_a_rate():
    campaign = make_campaign()
    paid(campaign)
    paid(campaign, 400_000, "UYU")
    found = progress_of(campaign)
    assert (found.received, found.percent, found.together) == (Money(5000, "USD"), 5, None)
    assert [(one.money, one.worth) for one in found.beside] == [(Money(400_000, "UYU"), None)]


def test_with_a_rate_the_other_currency_is_told_in_both_with_day_and_source():
    campaign = make_campaign()
    paid(campaign)
    paid(campaign, 400_000, "UYU")
    make_rate(rate="0.03", day=today() - timedelta(days=40), source="Antigua")
    make_rate(rate="0.9", day=today() + timedelta(days=1))
    make_rate(day=today() - timedelta(days=1), source="Banco de prueba")
    found = progress_of(campaign)
    assert (found.beside[0].worth, found.beside[0].at.source) == (Money(10_000, "USD"), "Banco de prueba")
    assert (found.percent, found.together, found.together_percent) == (5, Money(15_000, "USD"), "15\xa0%")


def test_a_campaign_without_a_goal_tells_each_currency_and_no_percentage():
    campaign = make_campaign(goal=None, currency="")
    paid(campaign)
    paid(campaign, 5000, "CLP")
    found = progress_of(campaign)
    assert (found.percent, found.received) == (None, None)
    assert [one.money for one in found.beside] == [Money(5000, "CLP"), Money(5000, "USD")]


@given(part=some.integers(0, 10**12), whole=some.integers(1, 10**12))
def test_a_percentage_never_says_more_than_is_true(part, whole):
    percent = whole_percent(Money(part, "USD"), Money(whole, "USD"))
    assert percent * whole <= part * 100 < (percent + 1) * whole
    assert (percent >= 100) == (part >= whole)


def test_above_the_goal_it_is_said_as_it_is_and_the_bar_is_full():
    found = Progress(goal=Money(100, "USD"), received=Money(137, "USD"))
    with override("en"):
        assert (found.percent_in_words, found.width) == ("137%", "100%")
    assert Progress(goal=Money(1000, "USD"), received=Money(999, "USD")).percent == 99


def test_the_page_says_it_in_words_beside_the_bar(client):
    campaign = make_campaign()
    paid(campaign, 26_900)
    text = client.get(campaign.get_absolute_url()).content.decode()
    assert '<svg class="bar" role="img" aria-label="26\xa0%' in text
    assert '<rect class="a" width="26%"' in text
    assert "269" in text
    assert "style=" not in text


def test_those_that_run_are_offered_and_no_other():
    running = make_campaign()
    make_campaign(audience="secretariat")
    make_campaign(since=today() + timedelta(days=1))
    over = make_campaign(until=today() - timedelta(days=1))
    offered = running_campaigns(AnonymousUser(), today())
    assert [one.campaign for one in offered] == [running]
    assert line_of(over, today()).standing == "over"


def test_a_list_asks_as_much_for_five_as_for_one(client, django_assert_max_num_queries):
    def fill():
        campaign = make_campaign()
        paid(campaign)
        paid(campaign, 400_000, "UYU")

    make_rate()
    fill()
    with django_assert_max_num_queries(3):
        all_campaigns(AnonymousUser(), today())
    for _more in range(4):
        fill()
    with django_assert_max_num_queries(3):
        assert len(all_campaigns(AnonymousUser(), today())) == 5
    assert client.get(reverse("giving:campaigns")).status_code == 200
