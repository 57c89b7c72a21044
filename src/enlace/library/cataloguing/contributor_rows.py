"""The lines of the form in which contributors are written, added, moved and taken out, with no script needed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from enlace.core.form_errors import add_errors
from enlace.library.cataloguing.contributing import FIELDS, cleaned_contributor
from enlace.library.cataloguing.form_fields import labelled
from enlace.library.models import ContributorRole
from enlace.network.models import Organisation

MOST = 100
PREFIX = "contributor"


class OrganisationField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Organisation) -> str:
        return str(obj.shown_name)


class ContributorForm(forms.Form):
    role = forms.ChoiceField(label=_("Part"), choices=ContributorRole.choices, required=False)
    family = forms.CharField(label=_("Family name"), required=False)
    given = forms.CharField(label=_("Given name"), required=False)
    body = forms.CharField(label=_("Or the name of a body"), required=False)
    organisation = OrganisationField(
        Organisation.objects.none(), label=_("On record as"), required=False, empty_label=_("none")
    )

    def __init__(self, *args: Any, organisations: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["role"].choices = labelled(ContributorRole.choices)
        fields["organisation"].queryset = Organisation.objects.all()
        fields["organisation"].choices = [("", _("none")), *organisations]

    @property
    def is_empty(self) -> bool:
        """Nobody wrote anything in it."""
        return not any(self[name].value() for name in FIELDS if name != "role")

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        if self.is_empty or self.errors:
            return fields
        try:
            return cleaned_contributor(fields)
        except ValidationError as error:
            add_errors(self, error)
        return fields


class ContributorRows:
    """The lines, from what was sent or from what is on record; one empty line stands where there is none.

    `asks_to_move` where a button of a line was pressed: then the lines are shown again, changed, and nothing is saved.
    """

    def __init__(self, data: Mapping[str, str] | None, known: list[dict[str, Any]]) -> None:
        self.command = (data or {}).get(PREFIX, "")
        self._organisations = [(str(one.pk), str(one.shown_name)) for one in Organisation.objects.order_by("pk")]
        self._organisations.sort(key=lambda one: one[1])
        rows = known if data is None else _moved(_sent(data), self.command)
        numbered: list[Mapping[str, Any]] = [*(rows or [{}])]
        self.forms = [self._form(number, row, data is not None) for number, row in enumerate(numbered)]

    def _form(self, number: int, row: Mapping[str, Any], sent: bool) -> ContributorForm:
        prefix, initial = f"{PREFIX}-{number}", {name: getattr(v, "pk", v) for name, v in row.items()}
        data = {f"{prefix}-{name}": value for name, value in initial.items()}
        bound = data if sent and not self.asks_to_move else None
        return ContributorForm(bound, prefix=prefix, initial=initial, organisations=self._organisations)

    @property
    def asks_to_move(self) -> bool:
        return bool(self.command)

    def is_valid(self) -> bool:
        return not [form for form in self.forms if not form.is_empty and not form.is_valid()]

    @property
    def cleaned(self) -> list[dict[str, Any]]:
        return [{name: form.cleaned_data.get(name) for name in FIELDS} for form in self.forms if not form.is_empty]


def _sent(data: Mapping[str, str]) -> list[dict[str, str]]:
    rows = []
    for number in range(MOST):
        row = {name: data[key] for name in FIELDS if (key := f"{PREFIX}-{number}-{name}") in data}
        if not row:
            break
        rows.append(row)
    return rows


def _moved(rows: list[dict[str, str]], command: str) -> list[dict[str, str]]:
    """`add`, or `up-2`, `down-2`, `remove-2` of the line with that number."""
    verb, _dash, number = command.partition("-")
    place = int(number) if number.isdecimal() and len(number) < 4 else -1
    if verb == "add" and len(rows) < MOST:
        return [*rows, {}]
    if not 0 <= place < len(rows):
        return rows
    if verb == "remove":
        return rows[:place] + rows[place + 1 :]
    other = place - 1 if verb == "up" else place + 1 if verb == "down" else place
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    return rows
