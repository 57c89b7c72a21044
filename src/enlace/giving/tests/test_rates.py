"""Rates of exchange, typed as their reader writes numbers."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.giving.models import Rate
from enlace.giving.testing import make_comptroller, make_rate, make_treasurer
from enlace.giving.treasury.books.rate_actions import record_rate
from enlace.giving.treasury.typed_amounts import read_rate, written_rate
from enlace.network.testing import make_secretary

pytestmark = pytest.mark.django_db


@given(st.decimals("0.000000000001", "999999999999", places=12), st.sampled_from(["es", "en", "pt"]))
def test_a_rate_is_read_as_it_is_written(rate, language):
    with override(language):
        written = written_rate(rate)
        if len(written.partition("," if language != "en" else ".")[2]) != 3:
            assert read_rate(written) == rate


@pytest.mark.parametrize(
    ("typed", "language", "rate"),
    [
        ("0,025", "es", "0.025"),
        ("0.025", "es", "0.025"),
        ("40.25", "pt", "40.25"),
        ("1.234,5", "es", "1234.5"),
        ("1,234.5", "en", "1234.5"),
        ("0.025", "en", "0.025"),
        ("1.234", "en", "1.234"),
        ("1,234", "es", "1.234"),
    ],
)
def test_either_decimal_sign_is_read(typed, language, rate):
    with override(language):
        assert read_rate(typed) == Decimal(rate)


@pytest.mark.parametrize("typed", ["", "x", "-1", "0", "0,0", "1e5", "1.234", "1,0000000000001", "١", "1/3"])
def test_what_is_no_rate_or_could_be_two_is_refused(typed):
    with override("es"), pytest.raises(ValidationError):
        read_rate(typed)


def test_a_day_has_one_rate_and_a_currency_none_into_itself():
    rate, treasurer = make_rate(), make_treasurer()
    facts = {"source_currency": "UYU", "target_currency": "USD", "day": today(), "value": Decimal(1), "source": "B"}
    with pytest.raises(ValidationError):
        record_rate(None, by=treasurer, **facts)
    with pytest.raises(ValidationError):
        record_rate(None, by=treasurer, **facts | {"target_currency": "UYU"})
    assert record_rate(rate, by=treasurer, **facts).rate == 1
    assert AuditEntry.objects.get(action="record_rate").before["rate"] == "0.025"
    with pytest.raises(PermissionDenied):
        record_rate(None, by=make_comptroller(), **facts | {"source_currency": "ARS"})


def test_the_treasurer_keeps_rates_on_their_pages_and_the_secretariat_reads_them(client):
    client.force_login(make_treasurer())
    form = {"source_currency": "UYU", "target_currency": "USD", "rate": "0,0245", "day": today(), "source": "Banco"}
    assert client.post(reverse("giving:add_rate"), form | {"rate": "mucho"}).context["form"].errors["rate"]
    client.post(reverse("giving:add_rate"), form)
    rate = Rate.objects.get()
    assert client.get(reverse("giving:change_rate", args=[rate.pk])).context["form"]["rate"].value() == "0,0245"
    client.force_login(make_secretary())
    assert "0,0245" in client.get(reverse("giving:rates")).text
    assert client.post(reverse("giving:remove_rate", args=[rate.pk])).status_code == 403
    client.force_login(make_treasurer("second@example.org"))
    client.post(reverse("giving:remove_rate", args=[rate.pk]))
    assert not Rate.objects.exists()
