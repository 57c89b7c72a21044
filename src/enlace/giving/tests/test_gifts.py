"""The treasury's list of gifts and the page of one."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from enlace.core.clock import now
from enlace.giving.models import Gift
from enlace.giving.providers.face import GivenBack, Paid, Truth
from enlace.giving.settling.settling_actions import settle
from enlace.giving.testing import (
    make_campaign,
    make_comptroller,
    make_donor,
    make_gift,
    make_payment,
    make_provider_event,
    make_receipt,
    make_refund,
    make_treasurer,
)
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 15, 12, tzinfo=UTC)
LIST = reverse("giving:gifts")


def found(client, **asked):
    return {line.gift.pk for line in client.get(LIST, asked).context["lines"]}


@pytest.fixture
def treasurer(client):
    user = make_treasurer()
    client.force_login(user)
    return user


@pytest.mark.parametrize("name", ["treasury", "gifts", "donors", "refunds", "comparisons", "letters"])
def test_the_secretariat_finds_no_such_page(client, name):
    client.force_login(make_secretary())
    assert client.get(reverse(f"giving:{name}")).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client):
    assert client.get(LIST).status_code == 302
    assert client.get(reverse("giving:gift", args=[make_gift().pk])).status_code == 302


def test_gifts_that_were_never_paid_are_shown_when_they_are_asked_for(client, treasurer):
    unpaid, paid = make_gift(), make_payment().gift
    assert found(client) == {paid.pk}
    assert found(client, standing="unpaid") == {unpaid.pk}


def test_each_filter_finds_its_gifts(client, treasurer):
    campaign = make_campaign()
    one = make_gift(currency="UYU", campaign=campaign, rhythm="monthly", subscription="s", failing_at=now())
    payment = make_payment(gift=one, paid_at=MARCH, reference="pay_special")
    receipt = make_receipt(payment=payment)
    other = make_payment(paid_at=datetime(2025, 3, 15, 12, tzinfo=UTC)).gift
    asked = [
        *({"year": 2026, "month": 3}, {"currency": "UYU"}, {"campaign": campaign.pk}, {"rhythm": "monthly"}),
        *({"standing": "failing"}, {"text": receipt.shown_number}, {"text": "special"}, {"text": one.donor.email}),
    ]
    assert [found(client, **each) for each in asked] == [{one.pk}] * len(asked)
    assert found(client, campaign="none") == {other.pk}
    assert found(client, provider="sandbox") == {one.pk, other.pk}
    assert found(client, year="none") == {one.pk, other.pk}


def test_the_list_takes_as_many_queries_for_many_gifts(client, treasurer, django_assert_max_num_queries):
    make_refund(payment=make_payment(), done_at=now(), reference="r")
    client.get(LIST)
    with django_assert_max_num_queries(25) as first:
        client.get(LIST)
    for _turn in range(4):
        make_refund(payment=make_payment(gift=make_gift(campaign=make_campaign())), done_at=now())
    with django_assert_max_num_queries(25) as then:
        assert len(client.get(LIST).context["lines"]) == 5
    assert len(first) == len(then)


def test_sums_of_the_list_are_of_all_payments_and_refunds(client, treasurer):
    gift = make_gift(rhythm="monthly")
    for _turn in range(3):
        make_refund(payment=make_payment(gift=gift), amount=1000, done_at=now(), requested_by=None)
    (line,) = client.get(LIST).context["lines"]
    assert (line.received.minor, line.given_back.minor) == (15_000, 3_000)


def test_the_page_tells_what_happened_in_its_order_by_office(client, treasurer):
    gift = make_gift(donor=make_donor(name="Oficina Secreta"))
    make_provider_event(session=gift.session, received_at=MARCH, handled_at=MARCH, outcome="settled")
    paid = Paid("pay-1", gift.money, now(), (GivenBack("re-1", 1000, now()),))
    settle(gift, Truth(payments=(paid,)), asked=1, found_by="event")
    answer = client.get(reverse("giving:gift", args=[gift.pk]))
    moments = [one.at for one in answer.context["happened"]]
    assert len(moments) == 3
    assert moments == sorted(moments)
    assert gift.payments.get().receipt.shown_number in answer.text
    assert treasurer.email not in answer.text.partition("<h1")[2]


def test_the_control_reads_and_changes_nothing(client):
    client.force_login(make_comptroller())
    receipt = make_receipt()
    gift = receipt.payment.gift
    answer = client.get(reverse("giving:gift", args=[gift.pk]))
    assert answer.status_code == 200
    assert reverse("giving:request_refund", args=[receipt.payment.pk]) not in answer.text
    assert client.get(reverse("giving:treasury_receipt", args=[receipt.pk]))["Content-Type"] == "application/pdf"
    assert client.get(reverse("giving:record_gift")).status_code == 403


def test_the_treasurer_ends_a_monthly_gift_for_a_donor(client, treasurer):
    gift = make_gift(rhythm="monthly", subscription="s", provider="gone")
    address = reverse("giving:end_gift", args=[gift.pk])
    assert client.get(address).status_code == 200
    client.post(address)
    client.post(address)
    assert Gift.objects.get().ended_by == "treasury"
