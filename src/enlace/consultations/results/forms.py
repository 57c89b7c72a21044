from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enlace.consultations.consulting.checking import READERS
from enlace.consultations.models import Consultation, Result
from enlace.consultations.results.readers import possible_readers
from enlace.core.texts import TextsFormField


class ResultTextForm(forms.Form):
    """What the secretariat says of a result."""

    text = TextsFormField(
        long=True,
        required=False,
        label=_("In the secretariat's words"),
        help_text=_("Stands above the findings, in each language in which you write it. Name offices, not people."),
    )

    def __init__(self, result: Result | None = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"text": result.text} if result else {})
        super().__init__(*args, **kwargs)


class PublishResultForm(ResultTextForm):
    audience = forms.ChoiceField(label=_("Who reads the result"), widget=forms.RadioSelect)

    field_order = ["audience", "text"]

    def __init__(self, consultation: Consultation, *args: Any, **kwargs: Any) -> None:
        super().__init__(None, *args, initial={"audience": consultation.audience}, **kwargs)
        readers = possible_readers(consultation)
        audience: Any = self.fields["audience"]
        audience.choices = [(one.value, one.label) for one in readers]
        audience.help_text = " ".join(_explained(consultation, fewer=len(readers) < len(READERS)))


def _explained(consultation: Consultation, *, fewer: bool) -> Iterator[str]:
    if fewer:
        yield gettext("Those who answered were told who reads the result. It can be for fewer readers, not for more.")
    if consultation.is_anonymous:
        yield gettext("Answers are anonymous: only rounded counts are published.")
    else:
        yield gettext(
            "Who could work with whom, and who answered what, is for member states and the secretariat alone, whatever "
            "is chosen here."
        )
