from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.commitments.models import Milestone
from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField


class MilestoneForm(forms.Form):
    title = TextsFormField(label=_("Milestone"), max_length=250, help_text=_("What is reached then, in a few words."))
    indicator = TextsFormField(
        label=_("Indicator"),
        max_length=250,
        required=False,
        help_text=_("By what it is seen, for example: judges who finished the course."),
    )
    target = forms.DecimalField(
        label=_("Target"),
        required=False,
        max_digits=14,
        decimal_places=2,
        help_text=_("The value of the indicator that is to be reached."),
    )
    due_on = DayField(label=_("Until"), required=False)


class ReachedForm(forms.Form):
    reached_on = DayField(label=_("Reached on"), help_text=_("The day on which it was reached."))


def milestone_initial(milestone: Milestone) -> dict[str, Any]:
    names = ("title", "indicator", "target", "due_on")
    return {name: getattr(milestone, name) for name in names}
