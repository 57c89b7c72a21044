"""The demonstration shows an institute that receives gifts: everything of it is marked, and nobody is written to."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from enlace.accounts.models import User
from enlace.core.clock import today
from enlace.core.languages import language_codes
from enlace.core.models import Mail
from enlace.giving.campaigns.queries import all_campaigns
from enlace.giving.demonstration.loading import make_demonstration_giving
from enlace.giving.models import (
    Campaign,
    Donor,
    Gift,
    Offer,
    Payment,
    Policy,
    Rate,
    Receipt,
    Recipient,
    Refund,
    TaxText,
)
from enlace.giving.money.amounts import exponent_of
from enlace.giving.treasury.rules import can_approve_refund
from enlace.network.demonstration.accounts import COMPTROLLER
from enlace.network.demonstration.loading import make_demonstration_network
from enlace.network.models import Organisation, Sector

pytestmark = pytest.mark.django_db
MODELS = (Recipient, Offer, TaxText, Policy, Rate, Campaign, Donor, Gift, Payment, Receipt, Refund)


@pytest.fixture(scope="module")
def giving(once_for_all):
    once_for_all(make_demonstration_network, make_demonstration_giving)


def test_the_institute_of_the_secretariat_receives(giving):
    secretariat = Organisation.objects.get(sector=Sector.SECRETARIAT)
    recipient = Recipient.objects.get()
    recipient.full_clean()
    assert (recipient.name, recipient.country) == (secretariat.name["es"], "US")


def test_one_may_give_in_ten_currencies_with_amounts_between_the_least_and_the_most(giving):
    assert Offer.objects.offered().count() == 10
    for offer in Offer.objects.all():
        offer.full_clean()
        amounts = [*offer.once, *offer.monthly]
        assert all(offer.least <= one <= offer.anonymous_most <= offer.most for one in amounts), offer
        assert offer.alone_most < offer.anonymous_most, offer
    assert {one.currency for one in Offer.objects.all() if exponent_of(one.currency) == 0} == {"CLP", "PYG"}


def test_every_text_is_there_in_every_language_and_legal_ones_say_that_they_are_none(giving):
    texts = [*(one.text for one in TaxText.objects.all()), Policy.objects.get().text]
    texts += [text for one in Campaign.objects.all() for text in (one.title, one.appeal)]
    assert all(set(text) == set(language_codes()) for text in texts)
    assert set(TaxText.objects.values_list("country", flat=True)) == {"", "US", "ES", "UY"}
    assert all(one.text["es"].startswith("Texto ilustrativo") for one in TaxText.objects.all())


def test_everything_is_marked_and_names_offices_alone(giving):
    assert not Gift.objects.filter(illustrative=False).exists()
    assert not Campaign.objects.filter(illustrative=False).exists()
    assert all(one.facts["illustrative"] for one in Receipt.objects.all())
    assert not Donor.objects.exclude(email__endswith="@example.org").exists()
    assert all(one.name.rstrip(" 0123456789") in OFFICES for one in Donor.objects.all())


OFFICES = {"Oficina de demostración", "Demonstration office", "Escritório de demonstração"}


def test_receipts_have_numbers_without_a_gap_and_nobody_is_written_to(giving):
    assert list(Receipt.objects.order_by("pk").values_list("number", flat=True)) == [
        *range(1, Gift.objects.count() + 1)
    ]
    assert not Mail.objects.exists()


def test_one_campaign_runs_and_one_is_over_with_what_it_gathered(giving):
    lines = {one.standing: one.progress for one in all_campaigns(AnonymousUser(), today())}
    assert (lines["running"].percent, lines["over"].percent) == (26, 103)
    assert {one.money.currency for one in lines["running"].beside} == {"UYU", "EUR"}
    assert lines["running"].together.minor == 314_000 + 50_000 + 43_200


def test_a_refund_waits_for_a_second_person(giving):
    refund = Refund.objects.get()
    comptroller = User.objects.get(email=COMPTROLLER.email)
    assert (refund.standing, can_approve_refund(comptroller, refund)) == ("asked", True)
    assert not can_approve_refund(refund.requested_by, refund)


def test_nobody_gave_against_the_policy(giving):
    most = dict(Offer.objects.values_list("currency", "anonymous_most"))
    assert all(one.thanked_as or one.amount <= most[one.currency] for one in Gift.objects.all())


def test_its_pages_are_read_and_say_that_they_are_illustrative(giving, client):
    for campaign in Campaign.objects.all():
        assert 'class="sample"' in client.get(campaign.get_absolute_url()).content.decode()
    assert client.get(reverse("giving:campaigns")).status_code == 200


def test_loading_again_changes_nothing(giving):
    counts = [model.objects.count() for model in MODELS]
    make_demonstration_giving()
    assert counts == [model.objects.count() for model in MODELS]
