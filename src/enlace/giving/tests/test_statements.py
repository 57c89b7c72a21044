"""The statement of a year: every payment, sums of each currency alone, what was given back."""

from datetime import UTC, datetime

import pytest
from pypdfium2 import PdfDocument

from enlace.giving.receipts.statements import statement_of, statement_pdf
from enlace.giving.testing import make_donor, make_gift, make_payment, make_receipt, make_recipient, make_refund

pytestmark = pytest.mark.django_db
IN_2025 = datetime(2025, 6, 1, 12, tzinfo=UTC)


def words_of(statement, language="es"):
    content = statement_pdf(statement, language=language, at=IN_2025)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in PdfDocument(content)).split())


def given(donor, minor, currency="USD", at=IN_2025):
    gift = make_gift(donor=donor, amount=minor, currency=currency)
    return make_receipt(payment=make_payment(gift=gift, paid_at=at)).payment


def test_it_adds_each_currency_alone_and_takes_off_what_was_given_back():
    make_recipient()
    donor = make_donor()
    payment = given(donor, 5000)
    given(donor, 2500)
    given(donor, 30000, "CLP")
    make_refund(payment=payment, amount=1000, done_at=IN_2025)
    words = words_of(statement_of(donor, 2025))
    for told in ("Instituto de prueba", donor.name, "75,00", "10,00", "65,00", "CLP", "30.000"):
        assert told in words


def test_only_what_was_paid_in_the_year_by_the_donor_counts():
    donor = make_donor()
    given(donor, 5000, at=datetime(2024, 6, 1, tzinfo=UTC))
    given(make_donor(), 7000)
    assert statement_of(donor, 2025) is None
    assert len(statement_of(donor, 2024).payments) == 1


def test_the_year_ends_where_the_network_has_midnight(settings):
    settings.TIME_ZONE = "America/Montevideo"
    donor = make_donor()
    given(donor, 5000, at=datetime(2026, 1, 1, 1, tzinfo=UTC))
    assert statement_of(donor, 2025)


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_a_hundred_payments_take_as_many_pages_as_they_need(language):
    donor = make_donor(name="Oficina " * 20)
    for _number in range(60):
        given(donor, 5000)
    assert "3" in words_of(statement_of(donor, 2025), language)
