"""A gift by bank transfer or cheque."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.core.models import Mail
from enlace.giving.models import Donor, Gift, PolicyOutcome, Receipt
from enlace.giving.money.amounts import Money
from enlace.giving.testing import make_campaign, make_comptroller, make_donor, make_offer, make_treasurer
from enlace.giving.treasury.gifts.actions import record_gift
from enlace.network.testing import make_state

pytestmark = pytest.mark.django_db


def recorded(**overrides):
    by = overrides.pop("by", None) or make_treasurer(f"t{uuid4().hex[:6]}@example.org")
    facts = {"money": Money(30_000, "CLP"), "day": today(), "key": uuid4(), "name": "Oficina de prueba"}
    return record_gift(by=by, **facts | overrides)


def test_it_gets_a_receipt_and_no_mail_where_there_is_no_address():
    gift = recorded(campaign=make_campaign(), country="CL")
    payment = gift.payments.get()
    assert (payment.money, payment.found_by) == (Money(30_000, "CLP"), "hand")
    assert payment.reference.startswith("hand:")
    assert payment.receipt.facts["donor"] == "Oficina de prueba"
    assert not Mail.objects.exists()


def test_a_donor_is_known_again_by_the_address_and_gets_the_mail():
    donor = make_donor(email="donante@example.org")
    assert recorded(email="DONANTE@example.org").donor == donor
    assert Mail.objects.get().to == donor.email


def test_the_form_sent_twice_is_one_gift_and_one_donor():
    key, treasurer = uuid4(), make_treasurer()
    assert recorded(key=key, by=treasurer) == recorded(key=key, by=treasurer)
    assert (Gift.objects.count(), Donor.objects.count(), Receipt.objects.count()) == (1, 1, 1)


def test_the_policy_counts_for_it_and_keeps_only_the_reason():
    make_state("UY")
    make_offer("CLP", anonymous_most=20_000)
    for facts in ({"email": "alguien@mides.gub.uy"}, {"name": ""}):
        with pytest.raises(ValidationError):
            recorded(**facts)
    assert list(PolicyOutcome.objects.order_by("pk").values_list("reason", flat=True)) == ["government", "anonymous"]
    assert not Gift.objects.exists()


def test_the_control_records_none_and_the_log_names_nobody():
    with pytest.raises(PermissionDenied):
        recorded(by=make_comptroller())
    recorded()
    line = AuditEntry.objects.get(action="record_gift")
    assert (line.after["amount"], line.after["currency"]) == (30_000, "CLP")
    assert "Oficina de prueba" not in str(line.after)


def test_the_page_says_what_is_wrong_with_an_amount(client):
    client.force_login(make_treasurer())
    address = reverse("giving:record_gift")
    form = {"amount": "12,50", "currency": "CLP", "day": today().isoformat(), "language": "es", "key": str(uuid4())}
    assert "CLP" in client.post(address, form).context["form"].errors["amount"][0]
    late = form | {"amount": "12.500", "day": (today() + timedelta(days=1)).isoformat()}
    assert "day" in client.post(address, late).context["form"].errors
    assert client.post(address, form | {"amount": "12.500"}).status_code == 302
    assert Gift.objects.get().money == Money(12_500, "CLP")
