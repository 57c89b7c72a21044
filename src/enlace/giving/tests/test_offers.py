"""What the treasurer sets up: recipient, currencies, legal texts, policy."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.texts import Texts
from enlace.giving.models import Offer, Policy, Recipient, TaxText
from enlace.giving.testing import make_comptroller, make_offer, make_recipient, make_tax_text, make_treasurer
from enlace.giving.treasury.setup import actions

pytestmark = pytest.mark.django_db
FORM = {
    **{"currency": "UYU", "is_offered": "on", "position": "1", "once": "500\n1.000,50\n500", "monthly": "250; 300"},
    **{"least": "100", "most": "100.000", "anonymous_most": "20.000", "alone_most": "0"},
}


@pytest.fixture
def treasurer(client):
    client.force_login(make_treasurer())


def test_a_currency_is_written_in_the_readers_way_and_kept_in_minor_units(client, treasurer):
    assert client.post(reverse("giving:add_offer"), FORM).status_code == 302
    offer = Offer.objects.get()
    assert (offer.once, offer.monthly) == ([50_000, 100_050], [25_000, 30_000])
    assert (offer.least, offer.most, offer.alone_most) == (10_000, 10_000_000, 0)
    form = client.get(reverse("giving:change_offer", args=[offer.pk])).context["form"]
    assert form["once"].value() == "500,00\n1.000,50"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"least": "mucho"}, "least"), ({"once": "1,005"}, "once"), ({"most": "50"}, "most"), ({"once": "50"}, "once")],
)
def test_a_wrong_amount_is_said_at_its_field(client, treasurer, wrong, field):
    answer = client.post(reverse("giving:add_offer"), FORM | wrong)
    assert answer.context["form"].errors[field]
    assert not Offer.objects.exists()


def test_a_currency_is_set_up_once(client, treasurer):
    make_offer("UYU")
    assert client.post(reverse("giving:add_offer"), FORM).context["form"].errors["currency"]


def test_the_recipient_is_one_row_and_its_change_is_recorded(client, treasurer):
    make_recipient(name="Antes")
    form = {"name": "Instituto", "statement": "INSTITUTO", "country": "US", "signed_by_es": "Dirección"}
    assert client.post(reverse("giving:recipient"), form | {"statement": "ñ"}).context["form"].errors["statement"]
    assert client.post(reverse("giving:recipient"), form).status_code == 302
    assert Recipient.objects.get().signed_by == Texts({"es": "Dirección"})
    line = AuditEntry.objects.get(action="change_recipient")
    assert (line.before["name"], line.after["name"]) == ("Antes", "Instituto")
    assert "country" not in line.after


def test_legal_texts_stand_by_country(client, treasurer):
    other = make_tax_text()
    client.post(reverse("giving:add_tax_text"), {"country": "UY", "text_es": "Ley de prueba"})
    assert client.post(reverse("giving:add_tax_text"), {"country": "UY", "text_es": "Otra"}).context["form"].errors
    client.post(reverse("giving:change_tax_text", args=[other.pk]), {"country": "", "text_es": "Nuevo"})
    assert str(TaxText.objects.get(country="").text) == "Nuevo"
    assert AuditEntry.objects.filter(action="record_tax_text").count() == 2
    client.post(reverse("giving:remove_tax_text", args=[other.pk]))
    assert list(TaxText.objects.values_list("country", flat=True)) == ["UY"]


def test_the_policy_is_changed(client, treasurer):
    client.post(reverse("giving:policy"), {"domains": "gob.example", "text_es": "Política"})
    policy = Policy.objects.get()
    assert (policy.refuse_governments, policy.domains) == (False, "gob.example")


def test_the_control_sets_up_currencies_and_nothing_else(client):
    client.force_login(make_comptroller())
    assert client.get(reverse("giving:setup")).status_code == 200
    assert client.get(reverse("giving:recipient")).status_code == 403
    assert client.get(reverse("giving:add_tax_text")).status_code == 403
    assert client.post(reverse("giving:add_offer"), FORM | {"alone_most": "1.000"}).status_code == 302
    with pytest.raises(PermissionDenied):
        actions.change_policy(by=make_comptroller("other@example.org"), domains="x")


def test_the_greatest_amount_is_not_below_the_least():
    facts = {"currency": "USD", "least": 2, "most": 1, "anonymous_most": 0, "alone_most": 0}
    with pytest.raises(ValidationError):
        actions.record_offer(None, by=None, **facts)
