"""What people type for a fact: read where it can be, refused with a sentence where not."""

import pytest
from django.core.exceptions import ValidationError

from enlace.mechanisms.register.amounts import amount_in_words, read_amount
from enlace.mechanisms.register.fact_fields import form_fields, value_from
from enlace.mechanisms.register.facts import FACTS


@pytest.mark.parametrize(
    "written", ["1250000", "1.250.000", "1,250,000", "1 250 000", "1\u202f250\u00a0000", "1'250'000"]
)
def test_an_amount_is_read_as_people_write_it(written):
    assert read_amount(written) == 1_250_000


@pytest.mark.parametrize(
    "written", ["unos 3 millones", "1.250,50", "-3", "2015 2016", "UYU 300", "1.25.000", "9" * 40, "٣٠٠"]
)
def test_an_amount_that_cannot_be_read_is_refused_with_a_sentence(written):
    with pytest.raises(ValidationError):
        read_amount(written)


def test_an_amount_is_written_as_the_language_does():
    said = [amount_in_words(1_250_000, "UYU", code).replace("\u00a0", " ") for code in ("es", "en", "pt")]
    assert said == ["1.250.000 UYU", "UYU 1,250,000", "UYU 1.250.000"]


def test_every_column_has_a_field_with_a_name_and_only_the_name_is_required():
    fields = {column: field for fact in FACTS for column, field in form_fields(fact).items()}
    assert all(field.label for field in fields.values())
    assert [column for column, field in fields.items() if field.required] == ["name"]


def test_a_value_holds_what_is_known_and_lists_are_tidied():
    assert value_from("institutions", {"institutions": {"es": " - Cancillería\r\n\r\n• Defensa ", "pt": " "}}) == {
        "institutions": {"es": "Cancillería\nDefensa"}
    }
    budget = {"budget": 3, "budget_currency": "uyu", "budget_year": None, "budget_note": {}}
    assert value_from("budget", budget) == {"budget": 3, "budget_currency": "UYU"}
    assert value_from("launch", {"launched_on": "mayo de 2015"}) == {"launched_on": "2015-05"}
    assert value_from("contact", {"contact": {}, "contact_public": False}) == {}


@pytest.mark.parametrize(
    ("fact", "given", "column"),
    [
        ("name", {"name": {}}, "name"),
        ("budget", {"budget": 3}, "budget_currency"),
        ("budget", {"budget_currency": "UYU"}, "budget"),
        ("budget", {"budget": 3, "budget_currency": "XQX"}, "budget_currency"),
        ("launch", {"launched_on": "el año pasado"}, "launched_on"),
        ("instrument", {"instrument_link": "javascript:alert(1)"}, "instrument_link"),
        ("contact", {"contact_public": True}, "contact"),
        ("training", {"training": {"es": "x" * 50_000}}, "training"),
        ("sources", {"sources": "x" * 50_000}, "sources"),
        ("status", {"status": "famous"}, "status"),
    ],
)
def test_what_is_wrong_is_said_at_its_column(fact, given, column):
    with pytest.raises(ValidationError) as refused:
        value_from(fact, given)
    assert list(refused.value.message_dict) == [column]
