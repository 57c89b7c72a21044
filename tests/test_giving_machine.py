"""Provider and server together, as neither plans it: hypothesis pays, loses, repeats, delays, refunds; whatever comes
of it, both books agree after a comparison, and a second one finds nothing.
"""

import tempfile
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, stateful
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from enlace.core.clock import now
from enlace.core.models import Mail
from enlace.giving.models import EndedBy, Gift, Payment, Receipt
from enlace.giving.money.amounts import Money
from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import NotAnswered, Order, Refused
from enlace.giving.sandbox.testing import running_sandbox
from enlace.giving.settling.asking_actions import ask_provider, end_what_must_end
from enlace.giving.settling.handling_actions import handle_waiting_events
from enlace.giving.settling.reconciling_actions import compare_books
from enlace.giving.settling.settling_actions import next_number, settle
from enlace.giving.testing import make_gift

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CARDS = ("accepted", "accepted", "refused", "confirm", "delayed")


class Giving(RuleBasedStateMachine):
    gifts = Bundle("gifts")
    answers = Bundle("answers")

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        folder = Path(self.open.enter_context(tempfile.TemporaryDirectory()))
        self.sandbox = self.open.enter_context(running_sandbox(folder))
        changed = override_settings(SANDBOX_ADDRESS=self.sandbox.address, SANDBOX_KEY=self.sandbox.key)
        self.open.enter_context(changed)
        self.open.enter_context(transaction.atomic())
        self.provider = providers()["sandbox"]

    @initialize(target=gifts)
    def first_gift(self):
        return self.begin("once", 5000, died=False)

    @rule(
        target=gifts,
        rhythm=st.sampled_from(("once", "monthly")),
        minor=st.integers(1, 10**9),
        died=st.booleans(),
        card=st.sampled_from(("", *CARDS)),
    )
    def begin(self, rhythm, minor, died, card=""):
        """`died`: between the provider's answer and our writing it down. With a card it is paid at once."""
        self.sandbox.set_faults(errors=0)
        gift = make_gift(rhythm=rhythm, amount=minor, currency="CLP", session="")
        back = "http://localhost/"
        order = Order(str(gift.key), gift.money, gift.is_monthly, "es", "", "Instituto", "INSTITUTO", back, back)
        session = self.provider.start(order).session
        if card:
            self.sandbox.pay(session, card)
        if not died:
            Gift.objects.filter(pk=gift.pk).update(session=session)
        return gift.pk, session

    @rule(gift=gifts, card=st.sampled_from(CARDS), confirm=st.booleans())
    def pay(self, gift, card, confirm):
        self.sandbox.pay(gift[1], card, confirm=confirm)

    @rule(days=st.sampled_from((1, 4, 31)))
    def time_passes(self, days):
        self.sandbox.advance(days=days)

    @rule(data=st.data(), times=st.integers(1, 3))
    def an_event_comes(self, data, times):
        if calls := self.sandbox.calls():
            call = data.draw(st.sampled_from(range(len(calls))))
            for _turn in range(times):
                self.deliver(calls[call])

    @rule()
    def all_events_come_backwards(self):
        for call in reversed(self.sandbox.calls()):
            self.deliver(call)

    def deliver(self, call):
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in call.headers.items()}
        answer = Client().post("/giving/events/sandbox", call.body, content_type="application/json", **headers)
        assert answer.status_code == 200

    @rule(gift=gifts)
    def the_donor_comes_back(self, gift):
        self.ask(gift[0])

    def ask(self, pk):
        with suppress(NotAnswered):
            ask_provider(Gift.objects.get(pk=pk), found_by="return")

    @rule(target=answers, gift=gifts)
    def an_answer_is_slow(self, gift):
        found = Gift.objects.get(pk=gift[0])
        number = next_number(found)
        try:
            return gift[0], number, self.provider.ask(found.about)
        except NotAnswered:
            return stateful.multiple()

    @rule(answer=consumes(answers))
    def the_slow_answer_comes(self, answer):
        pk, number, truth = answer
        settle(Gift.objects.get(pk=pk), truth, asked=number, found_by="return")

    @rule(gift=gifts, what=st.sampled_from(("pause", "resume", "cancel")), told=st.booleans())
    def a_monthly_gift_changes(self, gift, what, told):
        found = Gift.objects.get(pk=gift[0])
        if found.subscription and found.ended_at is None:
            if what == "cancel" and told:
                Gift.objects.filter(pk=found.pk).update(ended_by=EndedBy.DONOR)
                end_what_must_end(now())
                return
            try:
                getattr(self.provider, what)(found.subscription, f"{what}:{found.key}:{self.sandbox.waiting()}")
            except (NotAnswered, Refused):
                return
            if told:
                self.ask(found.pk)

    @rule(data=st.data(), share=st.integers(1, 3))
    def money_is_given_back_at_the_provider(self, data, share):
        self.sandbox.set_faults(errors=0)
        if paid := list(self.provider.payments_since(now() - timedelta(days=400))):
            one = data.draw(st.sampled_from(range(len(paid))))
            left = paid[one].paid.money.minor - sum(back.minor for back in paid[one].paid.given_back)
            if left // share:
                self.sandbox.refund_at_provider(paid[one].paid.reference, left // share, paid[one].paid.money.currency)

    @rule(calls=st.integers(1, 3))
    def the_provider_fails(self, calls):
        self.sandbox.set_faults(errors=calls)

    @rule()
    def a_tick(self):
        handle_waiting_events(now() + timedelta(days=1))
        end_what_must_end(now())

    @invariant()
    def each_payment_has_one_receipt_and_one_mail_and_no_number_is_missing(self):
        payments = Payment.objects.count()
        numbers = list(Receipt.objects.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, payments + 1))
        assert Mail.objects.exclude(attaches="").count() == payments

    def teardown(self):
        try:
            self.compare()
        finally:
            transaction.set_rollback(True)
            self.open.close()

    def compare(self):
        """Nothing was lost: what no event told is found by the comparison."""
        self.sandbox.set_faults(errors=0)
        compare_books(self.provider, by=None, since=now() - timedelta(days=30))
        for gift in Gift.objects.exclude(session=""):
            told = self.provider.ask(gift.about)
            ours = {one.reference: one for one in Payment.objects.filter(gift=gift).prefetch_related("refunds")}
            assert {one.reference for one in told.payments} == set(ours)
            for one in told.payments:
                back = Money(sum(each.minor for each in one.given_back), one.money.currency)
                assert (ours[one.reference].money, ours[one.reference].given_back) == (one.money, back)
            if told.monthly:
                assert gift.standing == told.monthly.state
        paid = {one.paid.reference for one in self.provider.payments_since(now() - timedelta(days=400))}
        assert paid == set(Payment.objects.values_list("reference", flat=True))
        assert compare_books(self.provider, by=None, since=now() - timedelta(days=30)).found == []


def test_provider_and_server_agree_in_the_end_whatever_happens_between():
    chosen = settings_of_hypothesis(
        max_examples=40,
        stateful_step_count=25,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    stateful.run_state_machine_as_test(Giving, settings=chosen)
    assert settings.SANDBOX_ADDRESS == ""
