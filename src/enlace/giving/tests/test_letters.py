"""Letters of thanks: chosen gifts, one PDF, and which were thanked for."""

import io

import pikepdf
import pytest
from django.urls import reverse

from enlace.core.clock import now, today
from enlace.core.texts import Texts
from enlace.giving.models import GiftNotice
from enlace.giving.testing import (
    make_campaign,
    make_comptroller,
    make_donor,
    make_gift,
    make_payment,
    make_recipient,
    make_refund,
    make_treasurer,
)

pytestmark = pytest.mark.django_db
HERE = reverse("giving:letters")


@pytest.fixture
def treasurer(client):
    make_recipient(signed_by=Texts({"es": "Dirección de prueba"}))
    client.force_login(make_treasurer())


def offered(client, **asked):
    return {line.gift.pk for line in client.get(HERE, asked).context["lines"]}


def test_gifts_that_were_paid_and_not_thanked_for_are_offered(client, treasurer):
    paid, thanked = make_payment().gift, make_payment().gift
    make_gift()
    make_payment(gift=make_gift(donor=make_donor(email="", erased_at=now())))
    make_refund(payment=make_payment(), amount=5000, done_at=now(), reference="r")
    GiftNotice.objects.create(gift=thanked, key="letter:2026-01-01")
    assert offered(client) == {paid.pk}
    assert offered(client, again="on") == {paid.pk, thanked.pk}
    assert offered(client, until="2020-01-01") == set()


def test_a_least_amount_needs_its_currency(client, treasurer):
    large = make_payment(gift=make_gift(amount=90_000)).gift
    make_payment()
    assert offered(client, least="800", currency="USD") == {large.pk}
    assert client.get(HERE, {"least": "800"}).context["period"].errors["currency"]


def test_letters_are_looked_at_first_and_then_made_for_good(client, treasurer):
    one = make_payment(gift=make_gift(language="pt", campaign=make_campaign(), in_memory_of="Alguém")).gift
    two = make_payment(gift=make_gift(name="")).gift
    form = {"gifts": [one.pk, two.pk], "paragraph_es": "Un párrafo propio."}
    looked = client.post(HERE, form)
    assert looked["Content-Type"] == "application/pdf"
    assert len(pikepdf.open(io.BytesIO(looked.content)).pages) == 2
    assert not GiftNotice.objects.exists()
    client.post(HERE, form | {"final": "1"})
    assert set(GiftNotice.objects.values_list("gift", "key")) == {
        (gift.pk, f"letter:{today().isoformat()}") for gift in (one, two)
    }
    assert offered(client) == set()


def test_without_a_gift_the_page_says_so_and_keeps_the_paragraph(client, treasurer):
    make_payment()
    answer = client.post(HERE, {"paragraph_es": "No se pierde."})
    assert answer.context["form"].errors["gifts"]
    assert "No se pierde." in answer.text


def test_the_control_writes_no_letters(client):
    client.force_login(make_comptroller())
    assert client.get(HERE).status_code == 404
