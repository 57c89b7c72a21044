"""Each fact as fields of a form, one for each of its columns, and what they hold as the value of the fact."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.core.partial_date_field import PartialDateField
from enlace.core.partial_date_reading import read_partial_date
from enlace.core.texts import Texts, TextsField, TextsFormField
from enlace.mechanisms.models import Mechanism, Status
from enlace.mechanisms.register.amounts import checked_currency, read_amount
from enlace.mechanisms.register.facts import FACTS, LISTS, Value

BULLET = re.compile(r"^\s*(?:[-–—•*·]\s+)?")
HELP: dict[str, Promise] = {
    "instrument": gettext_lazy("Its kind, number and date, as Decree 190 of 2014. A file is added on the page."),
    "institutions": gettext_lazy("One to a line, as the state names them."),
    "civil_society": gettext_lazy("One to a line. Name bodies, not persons."),
    "academia": gettext_lazy("One to a line. Name bodies, not persons."),
    "budget": gettext_lazy("Of a year, in whole units: 1250000 or 1.250.000."),
    "budget_currency": gettext_lazy("Its code of three letters, as UYU, BRL or USD."),
    "budget_note": gettext_lazy("Also where there is no budget of its own."),
    "contact": gettext_lazy("The name of an office, not of a person."),
    "contact_public": gettext_lazy("If not, the state and the secretariat alone see the contact."),
    "sources": gettext_lazy("One to a line, with the address where it can be read."),
}
READ = {"budget_currency": checked_currency, "launched_on": read_partial_date}
"""How what was written in a column is read, where not as it stands."""


class AmountField(forms.CharField):
    """An amount as people write it; its value is a number, or None."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {"max_length": 40, "widget": forms.TextInput(attrs={"inputmode": "numeric"})}
        super().__init__(**defaults | options)

    def clean(self, value: Any) -> Any:
        return read_amount(super().clean(value))


class CurrencyField(forms.CharField):
    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> str:
        return checked_currency(super().clean(value))


def form_fields(fact: str) -> dict[str, forms.Field]:
    """By column. None is required but the name, without which there is no mechanism."""
    return {column: _form_field(column) for column in FACTS[fact].columns}


def _form_field(column: str) -> forms.Field:
    field: Any = Mechanism._meta.get_field(column)
    options: dict[str, Any] = {
        "label": capfirst(field.verbose_name),
        "required": column == "name",
        "help_text": HELP.get(column, ""),
    }
    if isinstance(field, TextsField):
        return TextsFormField(long=field.long, max_length=field.each, **options)
    if column == "status":
        choices = [("", _("Not known")), *((value, capfirst(label)) for value, label in Status.choices)]
        return forms.ChoiceField(choices=choices, **options)
    if column == "launched_on":
        return PartialDateField(label=options["label"])
    if column == "budget":
        return AmountField(**options)
    if column == "budget_currency":
        return CurrencyField(**options)
    if isinstance(field, models.TextField):
        options["widget"] = forms.Textarea(attrs={"rows": 4})
    made: forms.Field = field.formfield(**options)
    made.widget.attrs.pop("maxlength", None)
    return made


def value_from(fact: str, cleaned_data: Mapping[str, Any]) -> Value:
    """As `register.facts.value_of` gives it, so without what is empty. Raises ValidationError by column."""
    found: Value = {}
    errors: dict[str, Any] = {}
    for column in FACTS[fact].columns:
        try:
            value = _cleaned(column, cleaned_data.get(column))
        except ValidationError as error:
            errors[column] = error
        else:
            if value not in ("", None, False, {}):
                found[column] = value
    errors |= {} if errors else _missing(fact, found)
    if errors:
        raise ValidationError(errors)
    return found


def _cleaned(column: str, value: Any) -> Any:
    field: Any = Mechanism._meta.get_field(column)
    if isinstance(field, TextsField):
        texts = {code: _tidy(column, text) for code, text in Texts(value).items()}
        for text in texts.values():
            check_length(text, field.each)
        return dict(Texts(texts))
    if isinstance(value, str):
        value = _tidy(column, value)
        if isinstance(field, models.TextField):
            check_length(value, field.max_length)
    if value in ("", None):
        return value
    if column in READ:
        value = READ[column](value)
    return field.clean(value, None)


def _tidy(column: str, text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if column not in LISTS:
        return text
    lines = (BULLET.sub("", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def check_length(text: str, most: int | None) -> None:
    """Raises ValidationError that says how long it may be and how long it is."""
    if most and len(text) > most:
        sentence = _("This text has %(length)s characters, and at most %(most)s fit. Shorten it.")
        raise ValidationError(sentence % {"length": len(text), "most": most}, code="max_length")


def _missing(fact: str, value: Value) -> dict[str, str]:
    """What a fact cannot do without, by column."""
    if fact == "name" and not value:
        return {"name": _("Write the official name in one language at least.")}
    if fact == "budget":
        if "budget" in value and "budget_currency" not in value:
            return {"budget_currency": _("Say in which currency the amount is, as UYU, BRL or USD.")}
        if "budget" not in value and {"budget_currency", "budget_year"} & value.keys():
            return {"budget": _("Write the amount, or leave its currency and year empty too.")}
    if fact == "contact" and value.get("contact_public") and len(value) == 1:
        return {"contact": _("Write a contact that everybody may see, or take away the tick.")}
    return {}
