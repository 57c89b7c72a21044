"""The fields that several forms of commitments share."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body
from enlace.commitments.making.bodies import body_choices, key_of
from enlace.commitments.models import Commitment
from enlace.consultations.models import Priority
from enlace.core.clock import today
from enlace.meetings.models import Meeting


class NameField(forms.ChoiceField):
    """In whose name: one of those offered; None is the secretariat."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.RadioSelect, **kwargs)
        self.names: dict[str, Body | None] = {}

    def offer(self, names: Sequence[Body | None]) -> None:
        self.names = {key_of(name): name for name in names}
        of_secretariat = [("secretariat", _("The secretariat, which gives no party’s word"))] if None in names else []
        self.choices = [*body_choices(name for name in names if name), *of_secretariat]

    def clean(self, value: Any) -> Body | None:
        return self.names[super().clean(value)]


class PartiesField(forms.MultipleChoiceField):
    """Some of the states and observers offered."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, **kwargs)
        self.bodies: dict[str, Body] = {}

    def offer(self, bodies: Iterable[Body]) -> None:
        self.bodies = {key_of(body): body for body in bodies}
        self.choices = body_choices(self.bodies.values())

    def clean(self, value: Any) -> frozenset[Body]:
        return frozenset(self.bodies[key] for key in super().clean(value))


class MeetingField(forms.ModelChoiceField):
    """One that the reader sees and that has begun."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", gettext_lazy("Meeting"))
        super().__init__(Meeting.objects.none(), required=False, empty_label=gettext_lazy("at no meeting"), **kwargs)

    def offer(self, reader: Anyone) -> None:
        seen = Meeting.objects.visible_to(reader).filter(begins_on__lte=today(), cancelled_at=None)
        self.queryset = seen.order_by("-begins_on", "-pk")

    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj.shown_title}, {obj.days_in_words}"


class PriorityField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        label = gettext_lazy("Priority that it comes from")
        super().__init__(
            Priority.objects.all(), label=label, required=False, empty_label=gettext_lazy("none"), **kwargs
        )

    def label_from_instance(self, obj: Priority) -> str:
        return str(obj.shown_title)


class CommitmentField(forms.ModelChoiceField):
    """One that stands and that the reader sees."""

    def label_from_instance(self, obj: Commitment) -> str:
        return str(obj.shown_title)
