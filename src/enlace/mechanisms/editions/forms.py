from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField
from enlace.mechanisms.editions.asking import Asked, askable
from enlace.mechanisms.models import Edition, Mechanism


class EditionForm(forms.Form):
    title = TextsFormField(label=_("Title"), max_length=200, help_text=_("For example: Edition of 2026"))
    due_on = DayField(
        label=_("States answer until"),
        required=False,
        help_text=_("You can leave it empty now; to open the edition it takes a day."),
    )


class ChangeEditionForm(EditionForm):
    """`opened`: it is open, and has its day."""

    def __init__(self, data: Any, edition: Edition) -> None:
        super().__init__(data, initial={"title": edition.title, "due_on": edition.due_on})
        if edition.opened_at is not None:
            self.fields["due_on"].required = True
            self.fields["due_on"].help_text = _("Questionnaires and reminders say the new day from now on.")


class OpenForm(forms.Form):
    """The published mechanisms of member states are ticked beforehand; drafts are offered."""

    mechanisms: Any = forms.ModelMultipleChoiceField(
        Mechanism.objects.none(),
        error_messages={
            "required": _("Choose at least one mechanism that gets a questionnaire."),
            "invalid_choice": _("One of these mechanisms cannot be asked any more. Look at the list again."),
        },
    )

    def __init__(self, data: Any, asked: Sequence[Asked]) -> None:
        ticked = [one.mechanism.pk for one in asked if one.mechanism.is_published]
        super().__init__(data, initial={"mechanisms": ticked})
        mechanisms: Any = self.fields["mechanisms"]
        mechanisms.queryset = askable()
        chosen = {str(pk) for pk in self["mechanisms"].value() or ()}
        self.lines = [(one, str(one.mechanism.pk) in chosen) for one in asked]

    @property
    def published(self) -> list[tuple[Asked, bool]]:
        return [line for line in self.lines if line[0].mechanism.is_published]

    @property
    def drafts(self) -> list[tuple[Asked, bool]]:
        return [line for line in self.lines if not line[0].mechanism.is_published]


class CloseForm(forms.Form):
    sure = forms.BooleanField(
        label=_("I have seen what is taken and what is not. Nothing changes this edition afterwards."),
        error_messages={"required": _("Tick this to close the edition: it cannot be opened again.")},
    )
