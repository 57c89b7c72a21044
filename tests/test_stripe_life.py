"""Whatever happens at Stripe, in whatever order: what our client says of a gift is what happened."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from enlace.core.clock import now
from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import About, Order, Refused
from enlace.giving.providers.stripe_checkout import StripeCheckout
from tests.payment_servers.stripe_books import Refusal
from tests.payment_servers.stripe_server import running_stripe


class MonthlyGift(RuleBasedStateMachine):
    @initialize()
    def begin(self):
        self.running = running_stripe()
        self.stripe = self.running.__enter__()
        self.provider = StripeCheckout(self.stripe.key, self.stripe.secret, self.stripe.address, timeout=(2, 2))
        order = Order("gift", Money(5000, "USD"), True, "es", "o@example.org", "Donación", "INSTITUTO", "a:b", "a:c")
        self.session = self.provider.start(order).session
        self.paid, self.amount, self.owed = [], 5000, 0
        self.begun = self.paused = self.ended = False
        self.given_back = 0

    def teardown(self):
        if hasattr(self, "running"):
            faults = self.stripe.faults
            self.running.__exit__(None, None, None)
            assert faults == []

    @property
    def about(self):
        subscriptions = self.stripe.all("subscription")
        return About("gift", self.session, subscriptions[0]["id"] if subscriptions else "")

    @precondition(lambda self: not self.begun)
    @rule(card=st.sampled_from(["declined", "4242"]))
    def pay(self, card):
        self.stripe.pay(self.session, card)
        if card == "4242":
            self.begun = True
            self.paid.append(self.amount)

    @precondition(lambda self: self.begun and not self.ended and not self.owed)
    @rule(fails=st.booleans())
    def next_month(self, fails):
        self.stripe.fail_next(int(fails and not self.paused))
        self.stripe.next_month()
        if not self.paused:
            self.owed, self.paid = (1, self.paid) if fails else (0, [*self.paid, self.amount])

    @precondition(lambda self: self.owed and not self.ended)
    @rule(fails=st.booleans())
    def retry(self, fails):
        owed = self.stripe.all("invoice")[0]["amount_due"]
        self.stripe.fail_next(int(fails))
        self.stripe.retry()
        self.owed, self.paid = (self.owed + 1, self.paid) if fails else (0, [*self.paid, owed])

    @precondition(lambda self: self.begun and not self.ended)
    @rule(minor=st.integers(100, 90_000))
    def change_amount(self, minor):
        self.provider.change_amount(self.about.subscription, Money(minor, "USD"), "key")
        self.amount = minor

    @precondition(lambda self: self.begun and not self.ended)
    @rule(pausing=st.booleans())
    def pause_or_resume(self, pausing):
        (self.provider.pause if pausing else self.provider.resume)(self.about.subscription, "key")
        self.paused, self.owed = pausing, 0 if pausing else self.owed

    @precondition(lambda self: self.begun)
    @rule()
    def cancel(self):
        self.provider.cancel(self.about.subscription, "key")
        self.ended = True

    @precondition(lambda self: self.begun)
    @rule(minor=st.integers(1, 3000), by_us=st.booleans())
    def give_back(self, minor, by_us):
        payment = self.stripe.all("invoice_payment")[-1]["payment"]["payment_intent"]
        key = f"refund-{self.given_back}-{minor}"
        try:
            if by_us:
                assert self.provider.give_back(payment, Money(minor, "USD"), key).key == key
            else:
                self.stripe.refund(payment, minor)
            self.given_back += minor
        except (Refused, Refusal):
            assert self.given_back + minor > self.paid[0]

    @invariant()
    def what_is_told_is_what_happened(self):
        if not hasattr(self, "session"):
            return
        truth = self.provider.ask(self.about)
        assert sorted(one.money.minor for one in truth.payments) == sorted(self.paid)
        assert sum(back.minor for one in truth.payments for back in one.given_back) == self.given_back
        assert (truth.monthly is not None) == self.begun
        if truth.monthly:
            failing = "failing" if self.owed else "active"
            state = "ended" if self.ended else "paused" if self.paused else failing
            assert (truth.monthly.state, truth.monthly.money.minor) == (state, self.amount)
            assert truth.monthly.refusals == (self.owed if state == "failing" else 0)
        books = {one.paid.reference: one.paid for one in self.provider.payments_since(now() - timedelta(hours=1))}
        assert books == {one.reference: one for one in truth.payments}


TestMonthlyGift = pytest.mark.slow(MonthlyGift.TestCase)
TestMonthlyGift.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
