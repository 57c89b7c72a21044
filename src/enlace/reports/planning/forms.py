from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField
from enlace.network.models import State
from enlace.reports.models import ReportKind
from enlace.reports.planning.queries import PlannedSection
from enlace.reports.planning.remark_actions import LONGEST
from enlace.reports.planning.subjects import Subjects


class BeginForm(forms.Form):
    """One choice of all that has no report yet: kind and subject at once, so that they always fit."""

    subject = forms.ChoiceField(
        label=_("Of what"),
        error_messages={
            "required": _("Choose of what the report is."),
            "invalid_choice": _("Of this there is a report by now, or it is gone. Choose again."),
        },
    )

    def __init__(self, data: Any, subjects: Subjects) -> None:
        super().__init__(data)
        self.subjects = {
            f"{kind}-{getattr(one, 'pk', one)}": (kind, one) for kind, found in subjects.items() for one in found
        }
        field: Any = self.fields["subject"]
        field.choices = list(self._choices(subjects))

    def _choices(self, subjects: Subjects) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        for kind, found in subjects.items():
            if found:
                label = capfirst(str(ReportKind(kind).label))
                yield label, [(f"{kind}-{getattr(one, 'pk', one)}", str(one)) for one in found]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if chosen := cleaned.pop("subject", ""):
            cleaned["kind"], cleaned["subject"] = self.subjects[chosen]
        return cleaned


class SectionForm(forms.Form):
    title = TextsFormField(label=_("Title of the section"), max_length=200)


class ReviewForm(forms.Form):
    until = DayField(
        label=_("Remarks until"),
        required=False,
        help_text=_("The states see the day. The review ends when you end it."),
    )


class RemarkForm(forms.Form):
    """`state` is asked only of who speaks for several."""

    state: Any = forms.ModelChoiceField(State.objects.none(), label=_("For which state"))
    section = forms.ChoiceField(label=_("On which section"), required=False)
    text = forms.CharField(
        label=_("What should change, or what is missing"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data: Any, states: Any, sections: Sequence[PlannedSection]) -> None:
        super().__init__(data)
        known = list(states)
        state: Any = self.fields["state"]
        state.queryset = states
        if len(known) == 1:
            state.initial, state.widget = known[0], forms.HiddenInput()
        section: Any = self.fields["section"]
        section.choices = [("", _("The whole report")), *((one.section.name, str(one.title)) for one in sections)]
