from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.commitments.models import Framework, Target
from enlace.core.texts import TextsFormField
from enlace.network.choices import state_choices
from enlace.network.models import State


class TargetForm(forms.Form):
    framework = forms.ChoiceField(label=_("Framework"), choices=Framework.choices)
    code = forms.CharField(
        label=_("Code"), max_length=60, help_text=_("As the framework numbers it, for example 16.3 or 128.45.")
    )
    state = forms.TypedChoiceField(
        label=_("State to which it is recommended"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("For recommendations of the UPR."),
    )
    label = TextsFormField(label=_("In a few words of yours"), max_length=500)
    link = forms.URLField(label=_("Where it is published"), required=False, max_length=500, assume_scheme="https")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = state_choices()  # type: ignore[attr-defined]

    def clean_state(self) -> State | None:
        return State.objects.filter(pk=self.cleaned_data["state"]).first()


class LinkForm(forms.Form):
    """All targets that a commitment may serve, those ticked that it does."""

    targets = forms.TypedMultipleChoiceField(
        label=_("Targets that it serves"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: Iterable[Target], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for target in offered:
            label = str(Framework(target.framework).label)
            group = f"{label}: {target.state.name}" if target.state else label
            groups[group].append((target.pk, f"{target.code} {target.shown_label}"))
        self.fields["targets"].choices = [choice for some in groups.values() for choice in some]  # type: ignore[attr-defined]
        self.sizes = {label: len(some) for label, some in groups.items()}

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The boxes under the name of their framework."""
        boxes = iter(self["targets"])
        return [(label, list(islice(boxes, size))) for label, size in self.sizes.items()]
