from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.core.day_field import DayField
from enlace.mechanisms.models import Mechanism, Status
from enlace.mechanisms.register.fact_fields import form_fields
from enlace.mechanisms.register.facts import FACTS, FUNCTIONS, SECTIONS
from enlace.mechanisms.register.queries import Register
from enlace.mechanisms.register.selection import UNKNOWN, Selection
from enlace.mechanisms.register.written import COLUMNS
from enlace.network.choices import every_state_choices
from enlace.themes.forms import ThemesField


class SelectionForm(forms.Form):
    """Each choice says how many mechanisms it would show, with the other as it is."""

    function = forms.ChoiceField(label=gettext_lazy("Function"), required=False)
    status = forms.ChoiceField(required=False)

    def __init__(self, register: Register) -> None:
        asked = register.selection
        super().__init__(initial={"function": asked.function, "status": asked.status}, auto_id="choose_%s")
        self.fields["status"].label = capfirst(str(FACTS["status"].label))
        words: dict[str, str | Promise] = {**dict(Status.choices), UNKNOWN: _("status not known")}
        fields: Any = self.fields
        fields["function"].choices = [
            self._choice(register, Selection("", asked.status), "function", _("All functions")),
            *(self._choice(register, Selection(one, asked.status), "function", FACTS[one].label) for one in FUNCTIONS),
        ]
        fields["status"].choices = [
            self._choice(register, Selection(asked.function, ""), "status", _("Every status")),
            *(self._choice(register, Selection(asked.function, one), "status", words[one]) for one in words),
        ]

    @staticmethod
    def _choice(register: Register, selection: Selection, name: str, words: str | Promise) -> tuple[str, str]:
        count = len(selection.of(register.published))
        return getattr(selection, name), f"{capfirst(str(words))} ({count})"


@dataclass(frozen=True)
class FormSection:
    """`open`: it is to be seen at once, because it comes first or because something in it is wrong."""

    label: str
    fields: list[forms.BoundField]
    known: int
    total: int
    open: bool


class MechanismForm(forms.Form):
    """All that the register says of a mechanism, in sections; `seen` is what its reader looked at."""

    country = forms.ChoiceField(label=gettext_lazy("State"))
    illustrative = forms.BooleanField(label=gettext_lazy("Illustrative: written for the demonstration"), required=False)
    verified_on = DayField(
        label=gettext_lazy("Verified on"),
        required=False,
        help_text=gettext_lazy(
            "The day on which the state confirmed what you write or change here, as in an interview or a letter. "
            "Left empty, it counts as not verified until the state answers a questionnaire."
        ),
    )
    themes = ThemesField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, mechanism: Mechanism | None = None, *, country: str = "") -> None:
        initial: dict[str, Any] = {"country": country}
        if mechanism is not None:
            initial = {name: getattr(mechanism, name) for name in (*COLUMNS, "country", "illustrative")}
            initial["themes"] = list(mechanism.themes.values_list("pk", flat=True))
            initial["seen"] = mechanism.changed_at.isoformat()
        super().__init__(data, initial=initial)
        self.mechanism = mechanism
        country_field: Any = self.fields["country"]
        country_field.choices = every_state_choices()
        for name in FACTS:
            self.fields |= form_fields(name)

    def clean_seen(self) -> datetime | None:
        return parse_datetime(self.cleaned_data["seen"]) if self.cleaned_data["seen"] else None

    def look_again(self, mechanism: Mechanism) -> None:
        """What is typed stays; the next time it counts as written on what stands there now."""
        sent: Any = self.data
        sent = sent.copy()
        sent["seen"] = mechanism.changed_at.isoformat()
        self.data = sent

    def head(self) -> list[forms.BoundField]:
        return [self["country"]]

    def foot(self) -> list[forms.BoundField]:
        return [self["verified_on"], self["illustrative"]]

    def sections(self) -> list[FormSection]:
        found = []
        for place, section in enumerate(SECTIONS):
            fields = [self[column] for fact in section.facts for column in fact.columns]
            known = sum(any(_is_filled(self[column].value()) for column in fact.columns) for fact in section.facts)
            wrong = any(field.errors for field in fields)
            found.append(FormSection(str(section.label), fields, known, len(section.facts), wrong or not place))
        return found


def _is_filled(value: Any) -> bool:
    """Of texts what was sent comes as a list with one for each language."""
    return any(value) if isinstance(value, list) else bool(value)
