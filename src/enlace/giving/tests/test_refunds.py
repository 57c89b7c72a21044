"""Money is given back once, by one person up to a set sum, above it by two."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now, today
from enlace.giving.models import Payment, Refund
from enlace.giving.money.amounts import Money
from enlace.giving.providers.configured import provider_named
from enlace.giving.providers.face import GivenBack
from enlace.giving.settling.asking_actions import ask_provider
from enlace.giving.testing import make_comptroller, make_offer, make_payment, make_refund, make_treasurer
from enlace.giving.tests.way_in import begun
from enlace.giving.treasury.refunds import actions, sending_actions
from enlace.giving.treasury.refunds.words import failure_in_words

pytestmark = pytest.mark.django_db


def paid_at(sandbox) -> Payment:
    """50.00 dollars that were really paid there."""
    gift = begun()
    sandbox.pay(gift.session)
    return ask_provider(gift, found_by="return").payments.get()


def given_back_at(payment) -> list[GivenBack]:
    """What the provider gave back of it."""
    (paid,) = provider_named("sandbox").ask(payment.gift.about).payments
    return list(paid.given_back)


def asked(payment, minor=2000, by=None, key=None):
    by = by or make_treasurer(f"treasurer{uuid4().hex[:6]}@example.org")
    facts = {"money": Money(minor, payment.currency), "reason": "Pagada dos veces", "key": key or uuid4()}
    return actions.request_refund(payment, by=by, **facts)


def test_a_small_refund_is_sent_by_one_person_and_written_down(sandbox):
    make_offer(alone_most=2000)
    payment = paid_at(sandbox)
    refund = sending_actions.send_refund(asked(payment, 2000))
    assert (refund.standing, refund.approved_by) == ("done", None)
    assert [(one.minor, one.key) for one in given_back_at(payment)] == [(2000, str(refund.key))]
    payment.refresh_from_db()
    assert payment.left == Money(3000, "USD")


def test_a_large_refund_waits_for_a_second_person(sandbox):
    make_offer(alone_most=1999)
    treasurer, payment = make_treasurer(), paid_at(sandbox)
    refund = asked(payment, 2000, by=treasurer)
    assert sending_actions.send_refund(refund).standing == "asked"
    assert given_back_at(payment) == []
    with pytest.raises(PermissionDenied):
        actions.approve_refund(refund, by=treasurer)
    approved = actions.approve_refund(refund, by=make_comptroller())
    assert sending_actions.send_refund(approved).standing == "done"


def test_a_large_sum_is_not_cut_into_small_ones():
    make_offer(alone_most=2000)
    payment = make_payment()
    assert asked(payment, 1500).standing == "sent"
    assert asked(payment, 501).standing == "asked"


def test_a_currency_without_a_limit_takes_two_people():
    assert asked(make_payment(), 1).standing == "asked"


def test_the_form_sent_twice_is_one_refund():
    make_offer()
    payment, treasurer, key = make_payment(), make_treasurer(), uuid4()
    first, second = (asked(payment, 5000, by=treasurer, key=key) for _turn in range(2))
    assert first.pk == second.pk
    assert Refund.objects.count() == 1


def test_never_more_than_the_payment_is_given_back():
    payment = make_payment()
    asked(payment, 3000)
    with pytest.raises(ValidationError) as refusal:
        asked(payment, 2001)
    assert "20" in str(refusal.value.message_dict["amount"])
    asked(payment, 2000)
    with pytest.raises(PermissionDenied):
        asked(payment, 1)


def test_what_is_declined_or_failed_may_be_asked_for_again():
    payment = make_payment()
    declined = actions.decline_refund(asked(payment, 5000), by=make_comptroller(), reason="Ya se devolvió")
    assert (declined.reason, declined.decline_reason) == ("Pagada dos veces", "Ya se devolvió")
    make_refund(payment=payment, amount=5000, approved_at=now(), failed="insufficient_funds")
    assert asked(payment, 5000).standing == "asked"


@pytest.mark.parametrize("fault", ["errors", "drops"])
def test_a_provider_that_does_not_answer_is_asked_again_and_gives_back_once(sandbox, fault):
    """`drops`: it gave back, and its answer was lost."""
    payment = paid_at(sandbox)
    sandbox.set_faults(**{fault: 1})
    refund = sending_actions.send_refund(asked(payment))
    assert refund.standing == "sent"
    assert sending_actions.send_waiting_refunds(now()) == 1
    assert [(one.minor, one.key) for one in given_back_at(payment)] == [(2000, str(refund.key))]
    assert sending_actions.send_waiting_refunds(now()) == 0


def test_a_refund_that_the_provider_refuses_says_why_and_what_to_do(sandbox):
    """Somebody gave it all back at the provider, and no event told of it yet."""
    payment, code = paid_at(sandbox), "charge_already_refunded"
    sandbox.refund_at_provider(payment.reference, 5000, "USD")
    refund = sending_actions.send_refund(asked(payment))
    assert (refund.standing, refund.failed) == ("failed", code)
    assert failure_in_words(code) != failure_in_words("another_code")
    assert AuditEntry.objects.get(action="fail_refund").after == {"reason": code}


def test_an_event_that_came_first_without_our_key_is_the_same_refund(sandbox):
    """A provider that does not name our key had it written down as made there."""
    payment = paid_at(sandbox)
    refund = asked(payment)
    sandbox.set_faults(drops=1)
    assert sending_actions.send_refund(refund).standing == "sent"
    (told,) = given_back_at(payment)
    make_refund(payment=payment, requested_by=None, reference=told.reference, approved_at=now(), done_at=now())
    assert sending_actions.send_refund(refund).standing == "done"
    assert Refund.objects.get().pk == refund.pk


def test_a_refund_by_hand_is_marked_when_it_is_paid():
    make_offer()
    payment, treasurer = make_payment(provider="hand"), make_treasurer()
    refund = sending_actions.send_refund(asked(payment, by=treasurer))
    assert refund.standing == "sent"
    assert sending_actions.send_waiting_refunds(now()) == 0
    assert actions.complete_refund(refund, by=treasurer, day=today()).standing == "done"
    with pytest.raises(PermissionDenied):
        actions.complete_refund(refund, by=treasurer, day=today())


def test_the_log_says_who_and_how_much_and_not_why(sandbox):
    make_offer(alone_most=0)
    comptroller = make_comptroller()
    sending_actions.send_refund(actions.approve_refund(asked(paid_at(sandbox)), by=comptroller))
    lines = AuditEntry.objects.filter(subject_kind="giving.refund").order_by("pk")
    assert [one.action for one in lines] == ["request_refund", "approve_refund", "refund_payment"]
    assert lines[1].by == comptroller
    assert "Pagada" not in str(list(lines.values_list("after", flat=True)))


def test_two_people_ask_and_approve_on_the_pages(client, sandbox):
    make_offer(alone_most=100)
    payment = paid_at(sandbox)
    client.force_login(make_treasurer())
    address = reverse("giving:request_refund", args=[payment.pk])
    form = client.get(address).context["form"]
    sent = {"amount": "20,00", "reason": "Pagada dos veces", "key": form["key"].value()}
    client.post(address, sent | {"amount": "90,00"})
    assert not Refund.objects.exists()
    client.post(address, sent)
    client.post(address, sent)
    refund = Refund.objects.get()
    assert client.post(reverse("giving:approve_refund", args=[refund.pk])).status_code == 403
    client.force_login(make_comptroller())
    client.post(reverse("giving:approve_refund", args=[refund.pk]))
    refund.refresh_from_db()
    assert refund.standing == "done"
    assert client.get(reverse("giving:refunds")).status_code == 200
    assert client.get(reverse("giving:refund", args=[refund.pk])).status_code == 200
