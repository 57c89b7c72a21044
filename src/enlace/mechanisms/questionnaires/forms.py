from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from enlace.mechanisms.models import Answer
from enlace.mechanisms.register.fact_fields import form_fields, value_from
from enlace.mechanisms.register.facts import Value
from enlace.mechanisms.register.shown import partial_date_in_words


class ShownForm(forms.Form):
    """Which answer was shown when somebody began to answer: none has the revision 0."""

    revision = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    answer_id = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    def shown(self) -> dict[str, Any]:
        return {"revision": self.cleaned_data["revision"] or 0, "answer_id": self.cleaned_data["answer_id"]}


class AnswerForm(ShownForm):
    """One fact, a field for each of its columns; `value` is what they hold at first, `answer` what was answered."""

    def __init__(self, data: QueryDict | None = None, *, fact: str, value: Value, answer: Answer | None) -> None:
        kept = {"revision": answer.revision, "answer_id": answer.pk} if answer else {"revision": 0}
        super().__init__(data, initial=_written(value) | kept)
        self.fact = fact
        self.fields |= form_fields(fact)

    def show(self, answer: Answer) -> None:
        """Another's newer answer is before the reader's eyes: what they save next counts over it."""
        typed = {name: self.data[name] for name in self.data}
        self.data = typed | {"revision": answer.revision, "answer_id": answer.pk}

    def value(self) -> Value:
        """Raises ValidationError by column."""
        return value_from(self.fact, self.cleaned_data)


class SendBackForm(forms.Form):
    why = forms.CharField(
        label=_("What has to change"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Those who answer for your state read it; nobody else does."),
        error_messages={"required": _("Say what has to change, so that it can be changed.")},
    )


class AskBackForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you ask about this field.")},
    )


def _written(value: Value) -> Value:
    """As people write it: a day in words."""
    return {name: partial_date_in_words(held) if name == "launched_on" else held for name, held in value.items()}
