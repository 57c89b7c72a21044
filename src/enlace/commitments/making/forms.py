from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body
from enlace.commitments.making.bodies import bodies_ever, bodies_today, key_of
from enlace.commitments.making.fields import (
    MeetingField,
    NameField,
    PartiesField,
    PriorityField,
)
from enlace.commitments.making.parted_forms import PartedForm
from enlace.commitments.making.wording import strategies_for
from enlace.commitments.models import Commitment, Strategy
from enlace.consultations.models import Approach, Priority
from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField
from enlace.meetings.models import Decision
from enlace.network.audiences import Audience
from enlace.themes.forms import ThemesField

FOLDS: dict[Any, tuple[str, ...]] = {
    _("Who else promises it"): ("parties",),
    _("Themes"): ("themes",),
    _("What it belongs to"): ("priority", "strategy"),
}
OWN_DAY = _("Left empty, the last day of the meeting; without a meeting, today.")


def _labelled(choices: Iterable[tuple[str, Any]], *, without: Iterable[str] = ()) -> list[tuple[str, Any]]:
    return [(value, capfirst(label)) for value, label in choices if value not in without]


class FilingForm(PartedForm):
    """Under what a commitment is filed, and who reads it."""

    folds = FOLDS

    responsible = TextsFormField(label=_("Responsible institution"), required=False, max_length=250)
    themes = ThemesField()
    priority = PriorityField()
    strategy = forms.ModelChoiceField(
        Strategy.objects.none(),
        label=_("Joint strategy of which it is an action"),
        required=False,
        empty_label=_("none"),
    )
    audience = forms.ChoiceField(
        label=_("Who reads it once it stands"), choices=_labelled(Audience.choices, without=[Audience.INVITED])
    )

    def __init__(self, *args: Any, reader: Anyone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["priority"].queryset = Priority.objects.visible_to(reader)
        fields["strategy"].queryset = strategies_for(reader)


class TranslateForm(FilingForm):
    """Of a commitment that stands: its translations beside."""

    title = TextsFormField(
        label=_("Commitment"),
        max_length=300,
        help_text=_("Add the languages that are missing. What is promised changes by an amendment alone."),
    )
    text = TextsFormField(label=_("What is promised"), required=False, long=True)
    field_order = ["title", "text"]


class CommitmentForm(FilingForm):
    """A draft. `names` are those in whose name it may be; the one is asked for only where there are several."""

    body = NameField(label=_("In whose name"))
    title = TextsFormField(
        label=_("Commitment"),
        max_length=300,
        help_text=_("In one sentence. One language is enough; the secretariat adds the others."),
    )
    text = TextsFormField(label=_("What is promised"), required=False, long=True)
    approach = forms.ChoiceField(label=_("Level"), choices=_labelled(Approach.choices), widget=forms.RadioSelect)
    parties = PartiesField(label=_("Who else promises it"), required=False)
    due_on = DayField(label=_("To be achieved by"), required=False)
    decision = forms.ModelChoiceField(Decision.objects.none(), required=False, widget=forms.HiddenInput)
    field_order = ["body", "title", "text", "approach", "parties", "due_on"]

    def __init__(self, *args: Any, reader: Anyone, names: Sequence[Body | None], **kwargs: Any) -> None:
        bodies = kwargs.pop("bodies", None) or bodies_today()
        super().__init__(*args, reader=reader, **kwargs)
        fields: Any = self.fields
        self.own = names[0] if len(names) == 1 else None
        fields["parties"].offer(body for body in bodies if body != self.own)
        fields["decision"].queryset = Decision.objects.visible_to(reader)
        if len(names) == 1:
            del fields["body"]
        else:
            fields["body"].offer(names)
        if names == [None]:
            fields["parties"].label, fields["parties"].required = _("Who promises it"), True
        else:
            fields["parties"].help_text = _(
                "Beside the one in whose name it is. It stands once each has given its word."
            )

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        body = fields.get("body", self.own)
        return fields | {"body": body, "parties": fields.get("parties", frozenset()) | ({body} if body else set())}


class RecordForm(CommitmentForm):
    """What the secretariat records of a document; it stands at once."""

    source = TextsFormField(
        label=_("Document"), max_length=300, help_text=_("In which it stands, so that anybody can find it.")
    )
    meeting = MeetingField()
    happened_on = DayField(label=_("Made on"), required=False, help_text=OWN_DAY)
    field_order = ["source", "meeting", "happened_on", *CommitmentForm.field_order]

    def __init__(self, *args: Any, reader: Anyone, **kwargs: Any) -> None:
        super().__init__(*args, reader=reader, names=[None], bodies=bodies_ever(), **kwargs)
        self.fields["meeting"].offer(reader)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        del fields["body"]
        return fields


def filing_initial(commitment: Commitment) -> dict[str, Any]:
    return {
        "title": commitment.title,
        "text": commitment.text,
        "responsible": commitment.responsible,
        "themes": list(commitment.themes.values_list("pk", flat=True)),
        "priority": commitment.priority_id,
        "strategy": commitment.strategy_id,
        "audience": commitment.audience,
    }


def draft_initial(commitment: Commitment) -> dict[str, Any]:
    parties = [key_of(party.body) for party in commitment.parties.all()]
    return filing_initial(commitment) | {
        "approach": commitment.approach,
        "parties": parties,
        "due_on": commitment.due_on,
        "decision": commitment.decision_id,
    }
