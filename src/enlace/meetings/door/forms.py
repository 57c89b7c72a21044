from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.meetings.models import Delegation, Presence


class DoorForm(forms.Form):
    """What is looked for at the door; it never fails."""

    q = forms.CharField(label=_("Name, office, state or organisation"), required=False, max_length=200)
    missing = forms.BooleanField(label=_("Only those who have not come yet"), required=False)

    def asked(self) -> tuple[str, bool]:
        """The words, and whether only those are wanted who have not come."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("missing", False)

    def query(self, page: str = "") -> str:
        """What stands in the address behind the question mark."""
        words, missing = self.asked()
        asked = QueryDict(mutable=True)
        asked.update({name: value for name, value in (("q", words), ("missing", "on" if missing else "")) if value})
        if page.isdecimal() and page != "1":
            asked["page"] = page
        return asked.urlencode()


class AttendanceForm(forms.Form):
    """A question for each delegation. What was recorded when the form was shown goes with it, so that it changes
    only what its reader changed, and two people at once do not undo each other.
    """

    def __init__(
        self, rows: Iterable[tuple[Delegation, str]], suggested: Mapping[int, str], data: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        self.rows = list(rows)
        choices = [(value, capfirst(label)) for value, label in Presence.choices]
        for one, recorded in self.rows:
            self.fields[f"presence-{one.pk}"] = forms.ChoiceField(
                label=one.body,
                choices=[*choices, ("", _("Not recorded"))],
                required=False,
                widget=forms.RadioSelect,
                initial=recorded or suggested.get(one.pk, ""),
            )
            self.fields[f"before-{one.pk}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=recorded, max_length=10
            )

    def questions(self) -> list[dict[str, Any]]:
        return [
            {
                "delegation": one,
                "presence": self[f"presence-{one.pk}"],
                "before": self[f"before-{one.pk}"],
                "supposed": not recorded and bool(self[f"presence-{one.pk}"].value()),
            }
            for one, recorded in self.rows
        ]

    def changed(self, rest: str = "") -> dict[Delegation, str]:
        """What differs from what was shown; `rest` goes to all that are left unrecorded. Of a valid form."""
        found = {}
        for one, _recorded in self.rows:
            if f"presence-{one.pk}" not in self.data:
                continue
            chosen = self.cleaned_data[f"presence-{one.pk}"] or rest
            if chosen != self.cleaned_data[f"before-{one.pk}"]:
                found[one] = chosen
        return found
