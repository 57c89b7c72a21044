"""What a hostile reading of giving found, each as somebody would try it."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from enlace.core.clock import now
from enlace.giving.donors.erasing_actions import erase_donor
from enlace.giving.donors.links import donor_token, holder_of
from enlace.giving.entry.policy import Facts, government_domains, is_government, names_somebody
from enlace.giving.models import Gift, Offer, PolicyOutcome, Reconciliation
from enlace.giving.money.amounts import Money
from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import NotAnswered
from enlace.giving.settling import reconciling_actions
from enlace.giving.settling.asking_actions import ask_provider, end_what_must_end
from enlace.giving.testing import make_comptroller, make_donor, make_offer, make_payment, make_treasurer
from enlace.giving.tests.way_in import at_provider, begun, send
from enlace.giving.treasury.givers.actions import correct_donor
from enlace.giving.treasury.refunds.actions import request_refund
from enlace.giving.treasury.setup.actions import record_offer
from enlace.network.testing import make_state

pytestmark = pytest.mark.django_db
INVISIBLE = ("   ", "\u200b", "\u2060", "\u3164", "\u2800", "...")
OTHER_LETTERS = ("a@\uff47\uff55\uff42.\uff55\uff59", "a@gub.\uff55\uff59", "a@mrree.gub\u3002uy", "A@GUB.UY.")


def test_an_amount_of_a_currency_that_is_not_offered_any_more_is_no_amount_of_another(client, sandbox):
    answer = send(client, "rhythm=once&currency=JPY&amount=5000")
    assert answer.status_code == 200
    assert not Gift.objects.exists()


def test_a_campaign_with_a_zero_in_its_name_is_none(client, sandbox):
    assert send(client, "rhythm=once&currency=USD&amount=5000&campaign=%00").status_code in (302, 303)


def test_a_page_that_waits_is_closed_when_its_donor_is_erased(sandbox):
    gift = begun(rhythm="monthly")
    erase_donor(gift.donor, by=make_treasurer())
    sandbox.pay(gift.session)
    assert at_provider(gift) is None


def test_one_that_is_paid_after_its_donor_was_erased_ends_as_soon_as_it_begins(sandbox):
    gift = begun(rhythm="monthly")
    sandbox.set_faults(errors=1)
    erase_donor(gift.donor, by=make_treasurer())
    sandbox.set_faults(errors=0)
    sandbox.pay(gift.session)
    ask_provider(gift, found_by="event")
    end_what_must_end(now())
    assert at_provider(gift).state == "ended"


def test_who_asks_for_refunds_does_not_lift_the_limit_that_asks_for_a_second_person(sandbox):
    offer, treasurer = Offer.objects.get(), make_treasurer()
    names = ("currency", "once", "monthly", "least", "most", "anonymous_most", "is_offered", "position")
    raised = {name: getattr(offer, name) for name in names} | {"alone_most": offer.alone_most + 1}
    for one, changed in ((offer, {}), (None, {"currency": "EUR", "alone_most": 1})):
        with pytest.raises(ValidationError) as refusal:
            record_offer(one, by=treasurer, **raised | changed)
        assert "alone_most" in refusal.value.message_dict
    assert record_offer(offer, by=make_comptroller(), **raised).alone_most == raised["alone_most"]


@pytest.mark.parametrize("name", INVISIBLE)
def test_a_name_that_is_not_seen_is_anonymous(client, sandbox, name):
    assert not names_somebody(name)
    answer = send(client, "rhythm=once&currency=USD&amount=900000", thanks="public", name="\u200b", thanked_as=name)
    assert answer.status_code == 200
    assert not Gift.objects.exists()


@pytest.mark.parametrize("field", ["name", "thanked_as"])
def test_a_government_is_not_named_as_a_person_either(client, sandbox, field):
    make_state("UY")
    answer = send(client, thanks="public", **{"name": "Ana"} | {field: "Gobierno de Uruguay"})
    assert answer.status_code == 200
    assert PolicyOutcome.objects.get().reason == "government"
    assert not Gift.objects.exists()


@pytest.mark.parametrize("email", OTHER_LETTERS)
def test_a_domain_in_other_letters_is_the_same(email):
    assert is_government(email, "", Facts(domains=government_domains(["UY"])))


def test_signs_of_no_width_hide_no_ministry():
    assert is_government("a@example.org", "Mini\u200bsterio de Uru\u200bguay", Facts(states=frozenset({"uruguay"})))


def test_what_a_comparison_found_is_said_even_if_the_provider_stops_answering(sandbox, monkeypatch):
    def silent(*asked):
        raise NotAnswered("sandbox")

    gift = begun()
    sandbox.pay(gift.session)
    monkeypatch.setattr(reconciling_actions, "_of_open_gifts", silent)
    with pytest.raises(NotAnswered):
        reconciling_actions.compare_books(providers()["sandbox"], by=None, since=gift.started_at)
    row = Reconciliation.objects.get()
    assert {"kind": "missed_payment", "payment": gift.payments.get().pk, "gift": gift.pk} in row.found
    assert row.ended_at is None


def test_a_link_that_went_to_a_wrong_address_opens_nothing_after_the_correction():
    donor = make_donor(email="wrong@example.org")
    token = donor_token(donor)
    correct_donor(donor, by=make_treasurer(), email="right@example.org")
    assert holder_of(token) is None


def test_the_key_of_a_form_for_another_payment_is_told_in_a_sentence():
    make_offer()
    first, second, treasurer = make_payment(), make_payment(), make_treasurer()
    facts = {"money": Money(100, "USD"), "reason": "", "key": uuid4()}
    request_refund(first, by=treasurer, **facts)
    with pytest.raises(ValidationError):
        request_refund(second, by=treasurer, **facts)


def test_odd_numbers_and_letters_in_the_pages_of_the_treasury_are_no_error(client):
    client.force_login(make_treasurer())
    assert client.get(reverse("giving:donors"), {"text": "\x00"}).status_code == 200
    assert client.post(reverse("giving:letters"), {"gifts": "9" * 30}).status_code == 200
