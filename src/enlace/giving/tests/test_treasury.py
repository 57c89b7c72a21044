"""What the treasury sees first, what is expected of it, and what the machine's own check says."""

from datetime import timedelta

import pytest
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.giving.models import Reconciliation
from enlace.giving.providers import configured
from enlace.giving.testing import (
    make_comptroller,
    make_gift,
    make_offer,
    make_payment,
    make_provider_event,
    make_recipient,
    make_reconciliation,
    make_refund,
    make_refused_call,
    make_treasurer,
)
from enlace.giving.treasury.overview.checks import check_giving
from enlace.giving.treasury.overview.entries import due_for_treasury, treasury_entry
from enlace.giving.treasury.overview.queries import monthly_sums, needs_at
from enlace.network.audit import told_to
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db


@pytest.fixture
def switched_on(settings):
    settings.SANDBOX_ADDRESS = "http://localhost:1"
    configured._sandbox.cache_clear()


def test_monthly_gifts_are_summed_by_currency_and_what_fails_or_rests_stands_apart():
    monthly = {"rhythm": "monthly", "currency": "UYU"}
    make_gift(**monthly, subscription="a", monthly_amount=7000)
    make_gift(**monthly, subscription="b")
    make_gift(**monthly, subscription="c", paused_at=now())
    make_gift(**monthly, subscription="d", failing_at=now())
    make_gift(**monthly, subscription="e", ended_at=now())
    make_gift(rhythm="monthly", subscription="f")
    first, second = monthly_sums()
    assert (first.money.currency, second.money.minor, second.gifts) == ("USD", 12_000, 2)
    assert (second.failing, second.paused) == (1, 1)


def test_what_waits_is_told_until_somebody_has_done_it():
    assert not needs_at(now())
    payment = make_payment()
    make_refund(payment=payment, amount=100)
    make_refund(payment=payment, amount=100, failed="x", approved_at=now())
    make_refund(payment=make_payment(provider="hand"), approved_at=now())
    make_provider_event(received_at=now() - timedelta(hours=2), attempts=5)
    make_refused_call(amount=7)
    needs = needs_at(now())
    assert (len(needs.to_approve), len(needs.to_transfer), len(needs.failed), needs.stuck) == (1, 1, 1, 1)
    assert [amount for _label, _reason, amount in needs.refused] == [7]
    make_refund(payment=payment, amount=100, done_at=now(), reference="r")
    assert not needs_at(now()).failed


def test_the_overview_is_drawn_with_all_of_it(client, switched_on):
    make_refund(payment=make_payment())
    make_gift(rhythm="monthly", subscription="s", failing_at=now())
    make_refused_call()
    make_reconciliation(found=[{"kind": "missing_at_provider", "payment": 3}], compared=1)
    client.force_login(make_comptroller())
    answer = client.get(reverse("giving:treasury"))
    assert answer.status_code == 200
    assert answer.context["providers"][0].last.open == 1


def test_due_is_what_this_person_may_do(switched_on):
    treasurer, comptroller = make_treasurer(), make_comptroller()
    refund = make_refund(requested_by=treasurer)
    make_reconciliation(found=[{"kind": "missing_at_provider", "payment": 3}, {"kind": "missed_change", "gift": 4}])
    assert [one.address for one in due_for_treasury(treasurer, today())] == [reverse("giving:comparisons")]
    assert reverse("giving:refund", args=[refund.pk]) in [one.address for one in due_for_treasury(comptroller, today())]
    assert list(due_for_treasury(make_secretary(), today())) == []


def test_the_menu_leads_the_treasury_to_its_page_and_the_secretariat_to_the_sums(rf):
    asked = {}
    for user in (make_treasurer(), make_secretary()):
        request = rf.get("/")
        request.user = user
        asked[user.email] = treasury_entry(request).address
    assert list(asked.values()) == [reverse("giving:treasury"), reverse("giving:totals")]


def test_the_secretariat_is_not_told_of_lines_about_gifts():
    treasurer, secretary = make_treasurer(), make_secretary()
    payment = make_payment()
    for record in (payment, payment.gift, payment.gift.donor, make_refund(payment=payment), make_reconciliation()):
        AuditEntry.objects.create(action="x", subject_kind=record._meta.label_lower, subject_id=str(record.pk))
    assert told_to(treasurer).filter(action="x").count() == 5
    assert not told_to(secretary).filter(action="x").exists()


def test_the_doctor_names_what_is_missing(settings, switched_on):
    settings.STRIPE_KEY, settings.STRIPE_WEBHOOK_SECRET = "sk_test", ""
    make_payment()
    said = " ".join(one.sentence for one in check_giving() if one.level != "ok")
    for words in ("ENLACE_STRIPE_WEBHOOK_SECRET", "recipient", "currency", "never called", "reconcile-gifts"):
        assert words in said
    settings.STRIPE_KEY = ""
    make_recipient()
    make_offer()
    make_provider_event()
    make_reconciliation()
    assert [one.level for one in check_giving()] == ["ok"]


def test_without_a_provider_the_doctor_says_so(settings):
    settings.SANDBOX_ADDRESS = settings.STRIPE_KEY = settings.MERCADO_PAGO_TOKEN = ""
    settings.STRIPE_WEBHOOK_SECRET = settings.MERCADO_PAGO_WEBHOOK_SECRET = settings.MERCADO_PAGO_CURRENCY = ""
    assert [one.level for one in check_giving()] == ["ok"]


def test_a_provider_that_does_not_answer_is_said_and_loses_nothing(client, switched_on):
    make_gift()
    client.force_login(make_comptroller())
    answer = client.post(reverse("giving:compare_books", args=["sandbox"]), follow=True)
    assert answer.status_code == 200
    assert [str(one) for one in answer.context["messages"]]
    assert Reconciliation.objects.get().ended_at is None
    assert client.post(reverse("giving:compare_books", args=["nobody"])).status_code == 404
