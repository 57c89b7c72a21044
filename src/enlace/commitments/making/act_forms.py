from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.lineage.acts import Body, Kind, Outcome
from enlace.commitments.making.fields import CommitmentField, MeetingField, NameField
from enlace.commitments.making.forms import OWN_DAY
from enlace.commitments.making.parted_forms import PartedForm
from enlace.commitments.models import Commitment
from enlace.core.day_field import DayField
from enlace.core.texts import TextsFormField

KINDS = {
    Kind.MADE: _("Made"),
    Kind.RENEWED: _("Renewed"),
    Kind.AMENDED: _("Amended: other words or another day"),
    Kind.CLOSED: _("Closed: it ended"),
}
OUTCOMES = {
    Outcome.ACHIEVED: _("Achieved"),
    Outcome.SUPERSEDED: _("Superseded: another commitment takes its place"),
    Outcome.WITHDRAWN: _("Withdrawn: the word of one party is enough, and it ends at once"),
}


class ActForm(PartedForm):
    """An act in the name of one of `names`, which is asked for only where there are several."""

    folds: ClassVar[dict[Any, tuple[str, ...]]] = {_("Day and note"): ("happened_on", "note")}

    body = NameField(label=_("In whose name"))
    meeting = MeetingField()
    happened_on = DayField(label=_("Day"), required=False, help_text=OWN_DAY)
    note = TextsFormField(
        label=_("Note"), max_length=500, required=False, help_text=_("In a sentence or two. Who sees the act reads it.")
    )

    def __init__(self, *args: Any, reader: Anyone, names: Sequence[Body | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.own = names[0] if len(names) == 1 else None
        fields["meeting"].offer(reader)
        if len(names) == 1:
            del fields["body"]
        else:
            fields["body"].offer(names)

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        return {"body": self.own} | fields


class AmendForm(ActForm):
    title = TextsFormField(label=_("Commitment"), max_length=300)
    text = TextsFormField(label=_("What is promised"), required=False, long=True)
    due_on = DayField(label=_("To be achieved by"), required=False)
    field_order = ["body", "title", "text", "due_on"]


class CloseForm(ActForm):
    outcome = forms.ChoiceField(label=_("How it ends"), widget=forms.RadioSelect)
    successor = CommitmentField(
        Commitment.objects.none(),
        label=_("Commitment that takes its place"),
        required=False,
        empty_label=_("no other"),
        help_text=_("Only where it is superseded."),
    )
    field_order = ["body", "outcome", "successor"]

    def __init__(self, *args: Any, commitment: Commitment, outcomes: Iterable[Outcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_ends(self, commitment, outcomes, kwargs["reader"])


def _offer_ends(form: forms.Form, commitment: Commitment, outcomes: Iterable[Outcome], reader: Anyone) -> None:
    fields: Any = form.fields
    outcomes = list(outcomes)
    fields["outcome"].choices = [(one.value, label) for one, label in OUTCOMES.items() if one in outcomes]
    if Outcome.SUPERSEDED not in outcomes:
        del fields["successor"]
        return
    parties = frozenset(party.body for party in commitment.parties.all() if party.body)
    seen = Commitment.objects.visible_to(reader).standing().with_party(parties)
    fields["successor"].queryset = seen.exclude(pk=commitment.pk)


class ConfirmForm(PartedForm):
    body = NameField(label=_("Whose word it is"))

    def __init__(self, *args: Any, names: Sequence[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = names[0] if len(names) == 1 else None
        if self.own:
            del self.fields["body"]
        else:
            self.fields["body"].offer(names)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        fields = super().clean() or self.cleaned_data
        return {"body": self.own} | fields


class RecordActForm(PartedForm):
    """What a document says became of a commitment."""

    folds: ClassVar[dict[Any, tuple[str, ...]]] = {
        _("Other words or another day, where it was amended"): ("title", "text", "due_on"),
    }

    source = TextsFormField(
        label=_("Document"), max_length=300, help_text=_("In which it stands, so that anybody can find it.")
    )
    kind = forms.ChoiceField(label=_("What was done"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=_("How it ended"), required=False, help_text=_("Only where it was closed."))
    successor = CommitmentField(
        Commitment.objects.none(),
        label=_("Commitment that takes its place"),
        required=False,
        empty_label=_("no other"),
        help_text=_("Only where it is superseded."),
    )
    meeting = MeetingField()
    happened_on = DayField(label=_("Day"), required=False, help_text=OWN_DAY)
    note = TextsFormField(label=_("Note"), max_length=500, required=False)
    title = TextsFormField(
        label=_("Commitment"), max_length=300, help_text=_("Change the words or the day only where it was amended.")
    )
    text = TextsFormField(label=_("What is promised"), required=False, long=True)
    due_on = DayField(label=_("To be achieved by"), required=False)

    def __init__(
        self, *args: Any, reader: Anyone, commitment: Commitment, kinds: Iterable[Kind], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["meeting"].offer(reader)
        fields["kind"].choices = [(one.value, label) for one, label in KINDS.items() if one in kinds]
        if Kind.CLOSED in kinds:
            _offer_ends(self, commitment, Outcome, reader)
            fields["outcome"].choices = [("", "—"), *fields["outcome"].choices]
        else:
            del fields["outcome"], fields["successor"]
